import type { Limits } from "./profiles.ts";

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
/** Chinese and Japanese characters and their punctuation, and the dashes, dots and quotes a Chinese font draws as wide. */
const wide = /[\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

export type Reading = Limits["reading"][string];

/** The limits for a language, by its primary tag: `zh-CN` reads as `zh`. Unknown languages read like English. */
export function readingFor(language: string, limits: Limits): Reading | undefined {
  return limits.reading[language.split("-")[0]!.toLowerCase()] ?? limits.reading["en"];
}

const isChinese = (language: string) => /^(zh|yue|cmn|ja)\b/i.test(language);

/** Width of a row in characters of its language: in Chinese a half-width letter or digit takes half a character. */
export function rowWidth(text: string, language: string): number {
  return [...graphemes.segment(text)].reduce((sum, { segment }) => sum + (isChinese(language) && !wide.test(segment) ? 0.5 : 1), 0);
}

/** Characters that are read: every grapheme, letters and digits in full; spaces count in languages that write them. */
export function readCharacters(rows: readonly string[], language: string): number {
  const text = isChinese(language) ? rows.map((row) => row.replace(/\s/g, "")) : rows;
  return text.reduce((sum, row) => sum + [...graphemes.segment(row)].length, 0);
}

/** Letters alone, for comparing what is shown with what is said. */
export function spokenText(text: string): string {
  return text.normalize("NFKC").replace(/[\p{P}\p{S}\s]/gu, "").toLowerCase();
}
