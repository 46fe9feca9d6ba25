/**
 * How fast a language is spoken in drama, in characters a second: spaces and punctuation are not counted. Below what an
 * engine can say at its fastest, so that a line that keeps to it need not be hurried.
 */
const pace = { zh: 4.6, yue: 4.6, ja: 7, ko: 6, th: 9, vi: 12, en: 12.5, de: 12.5, fr: 13, it: 13.5, es: 14, pt: 13.5, ru: 12, id: 12.5, ar: 10.5, hi: 10.5 };
const usual = 12;

/** @param {string} language BCP 47 */
export const paceOf = (language) => pace[language.toLowerCase().split("-")[0]] ?? usual;

/** What is heard of a text. @param {string} text */
export const lengthOf = (text) => [...text.replace(/[\s\p{P}\p{S}]/gu, "")].length;

/** How many characters fit into a time; room for a short answer is always there. @param {string} language @param {number} ms */
export const roomIn = (language, ms) => Math.max(paceOf(language) > 8 ? 6 : 3, Math.floor((paceOf(language) * ms) / 1000));

/** Names of languages as models know them, where a tag alone could be overlooked. */
const names = { zh: "Chinese", yue: "Cantonese", en: "English", ja: "Japanese", ko: "Korean", es: "Spanish", pt: "Portuguese", fr: "French", de: "German", it: "Italian", ru: "Russian", id: "Indonesian", th: "Thai", vi: "Vietnamese", ar: "Arabic", hi: "Hindi" };

/** @param {string} language */
export function languageName(language) {
  const name = names[language.toLowerCase().split("-")[0]];
  return name ? `${name} (${language})` : language;
}

/** A script that a language is never written in: what is left of it was not translated. @param {string} language */
export function foreignScript(language) {
  if (/^(zh|yue|ja)/i.test(language)) return undefined;
  return /^ko/i.test(language) ? /\p{Script=Han}/u : /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
}
