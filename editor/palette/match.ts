/** Where in a text something was found: from the first character to the one after the last. */
export type Range = readonly [start: number, end: number];

export interface Match {
  /** At most 100; how well it fits, see `tiers`. */
  readonly score: number;
  readonly ranges: readonly Range[];
}

/** What a match is worth, best first. Steps are wide enough for small bonuses in between. */
export const tiers = { exact: 100, prefix: 90, wordStart: 75, initials: 65, inside: 55, scattered: 40, typo: 25 } as const;

/** A text made ready for searching. */
export interface Folded {
  readonly text: string;
  /** Where words begin. Every Chinese character begins one: nothing else says where words are. */
  readonly starts: readonly number[];
  /** See `lettersOf`. */
  readonly letters: number;
}

export function fold(text: string): Folded {
  const starts: number[] = [];
  let before: Sort = "other";
  for (let at = 0; at < text.length; at++) {
    const here = sortOf(text, at);
    if (here !== "other" && (here === "han" || before === "han" || before === "other" || (here === "capital" && before === "letter"))) starts.push(at);
    before = here;
  }
  const folded = lower(text);
  return { text: folded, starts, letters: lettersOf(folded) };
}

/**
 * Which letters are in a text, roughly, as bits: a term with a bit that a text lacks is not in it. Most texts are told
 * apart by this alone.
 */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << text.charCodeAt(at) % 31;
  return letters;
}

export function lacks(letters: number, wanted: number): boolean {
  return (wanted & ~letters) !== 0;
}

type Sort = "other" | "letter" | "capital" | "han";

function sortOf(text: string, at: number): Sort {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) ? "letter" : code >= 65 && code <= 90 ? "capital" : "other";
  const character = text[at]!;
  if (/\p{Script=Han}/u.test(character)) return "han";
  return /\p{Uppercase}/u.test(character) ? "capital" : /[\p{Letter}\p{Number}]/u.test(character) ? "letter" : "other";
}

/** Lower case of the same length, so that places in it are places in the text. */
function lower(text: string): string {
  const folded = text.toLowerCase();
  return folded.length === text.length ? folded : text;
}

/** Finds a term as it is written: whole, at the start, at the start of a word, or inside one. */
export function matchWritten(term: string, { text, starts }: Folded): Match | undefined {
  if (text.startsWith(term)) return { score: text.length === term.length ? tiers.exact : tiers.prefix, ranges: [[0, term.length]] };
  const start = starts.find((at) => text.startsWith(term, at));
  if (start !== undefined) return { score: tiers.wordStart, ranges: [[start, start + term.length]] };
  const inside = text.indexOf(term);
  return inside < 0 ? undefined : { score: tiers.inside, ranges: [[inside, inside + term.length]] };
}

/** Finds a term by initials (`sp`: shot prompt) or by its letters in order, beginning at the start of a word (`strbd`: storyboard). */
export function matchLoosely(term: string, folded: Folded): Match | undefined {
  if (term.length < 2) return undefined;
  const { text, starts } = folded;
  const initials = starts.map((at) => text[at]).join("").indexOf(term);
  if (initials >= 0) return { score: tiers.initials, ranges: starts.slice(initials, initials + term.length).map((at) => [at, at + 1]) };
  const found = starts.map((start) => scattered(term, text, start)).filter((places) => places !== undefined)
    .sort((one, other) => span(one) - span(other))[0];
  if (!found) return undefined;
  const gaps = span(found) - term.length;
  return { score: tiers.scattered - Math.min(10, gaps), ranges: joined(found) };
}

/** A term that is spread over more than so many times its length is not meant. */
const widest = 3;

function scattered(term: string, text: string, start: number): number[] | undefined {
  const places: number[] = [];
  for (let at = start; places.length < term.length; at++) {
    if (at >= text.length || at - start >= term.length * widest) return undefined;
    if (text[at] === term[places.length]) places.push(at);
    else if (at === start) return undefined;
  }
  return places;
}

function span(places: readonly number[]): number {
  return places.at(-1)! - places[0]! + 1;
}

/** Places next to each other as one range. */
function joined(places: readonly number[]): Range[] {
  const ranges: [number, number][] = [];
  for (const place of places) {
    const last = ranges.at(-1);
    if (last && last[1] === place) last[1]++;
    else ranges.push([place, place + 1]);
  }
  return ranges;
}
