import type { Attributes, Character } from "../story/index.ts";
import { bottoms, builds, colours, faces, hairNouns, hairStyles, heights, marks, type Meaning, tops } from "./words.ts";

/** A part of the attributes: what one source could say. */
export type Partial5 = { readonly [Group in keyof Attributes]: Record<string, string> };

export const nothing = (): Partial5 => ({ face: {}, hair: {}, clothing: {}, body: {}, marks: {} });

/** Reads a description, in Chinese or English, phrase by phrase. What it does not say is left out. */
export function readDescription(text: string): Partial5 {
  const read = nothing();
  for (const phrase of phrasesOf(text)) {
    readHair(phrase, read.hair);
    readClothing(phrase, read.clothing);
    for (const [key, words, meaning] of marks) if (words.test(phrase) && !negated(phrase, words)) read.marks[key] ??= meaning;
    for (const [key, words, meaning] of faces) if (words.test(phrase)) read.face[key] ??= meaning;
    put(read.body, "build", meaningOf(builds, phrase));
    put(read.body, "height", meaningOf(heights, phrase));
  }
  return read;
}

/** Phrases end at punctuation, at `and`/`with`, and before the verbs that begin a new garment or feature. */
function phrasesOf(text: string): string[] {
  return text
    .split(/[，,。.;；、\n]|\band\b|\bwith\b|\bwearing\b|\bwears\b|(?<![不没])(?=[穿戴留梳系])|和/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "");
}

function readHair(phrase: string, hair: Record<string, string>): void {
  const noun = [...phrase.matchAll(hairNouns)].at(-1);
  if (!noun) return;
  put(hair, "style", meaningOf(hairStyles, phrase));
  // The noun itself may carry the colour: 白发, 银发.
  put(hair, "colour", colourBefore(phrase, noun.index + noun[0].length));
}

function readClothing(phrase: string, clothing: Record<string, string>): void {
  const garment = find(tops, phrase);
  if (garment) {
    put(clothing, "top", garment.meaning);
    put(clothing, "colour", colourBefore(phrase, garment.index));
  }
  const below = find(bottoms, phrase);
  if (below) {
    put(clothing, "bottom", below.meaning);
    put(clothing, "bottomColour", colourBefore(phrase, below.index));
  }
  const scarf = /围巾|scarf/i.exec(phrase);
  if (scarf) put(clothing, "accent", colourBefore(phrase, scarf.index));
}

/** The colour nearest before a place in the phrase, with no other thing between: the one that the thing has. */
function colourBefore(phrase: string, end: number): string | undefined {
  const others = [...tops, ...bottoms]
    .flatMap(([words]) => [...phrase.matchAll(new RegExp(words.source, "gi"))])
    .map((hit) => hit.index + hit[0].length)
    .filter((stop) => stop < end);
  const window = phrase.slice(Math.max(0, end - 24, ...others), end);
  let nearest: { at: number; length: number; meaning: string } | undefined;
  for (const [words, meaning] of colours) {
    const hit = [...window.matchAll(new RegExp(words.source, "gi"))].at(-1);
    if (!hit) continue;
    const ends = hit.index + hit[0].length;
    if (!nearest || ends > nearest.at + nearest.length || (ends === nearest.at + nearest.length && hit[0].length > nearest.length))
      nearest = { at: hit.index, length: hit[0].length, meaning };
  }
  return nearest?.meaning;
}

function find(list: readonly Meaning[], phrase: string): { meaning: string; index: number } | undefined {
  for (const [words, meaning] of list) {
    const hit = words.exec(phrase);
    if (hit) return { meaning, index: hit.index };
  }
  return undefined;
}
const meaningOf = (list: readonly Meaning[], phrase: string): string | undefined => find(list, phrase)?.meaning;

const negated = (phrase: string, words: RegExp): boolean => new RegExp(`(不戴?|没有?|无|without |no )(?:${words.source})`, "i").test(phrase);

function put(group: Record<string, string>, key: string, value: string | undefined): void {
  if (value !== undefined) group[key] ??= value;
}

/** Years, where only words say it: 奶奶 and `grandmother` are old whoever they are. */
export function yearsOf(character: Pick<Character, "age" | "role" | "name">): number {
  if (character.age !== undefined) return character.age;
  const words = `${character.role} ${character.name}`;
  if (/奶奶|爷爷|外婆|外公|姥姥|姥爷|grand(mother|father|ma|pa)|elder|老/i.test(words)) return 74;
  if (/妈|爸|父|母|叔|姨|姑|伯|舅|mother|father|aunt|uncle|parent|boss/i.test(words)) return 52;
  if (/孩|童|小宝|宝宝|child|kid|daughter|son\b|boy|girl/i.test(words)) return 8;
  return 28;
}
