import { type Folded, lettersOf, type Match, tiers } from "./match.ts";

/** Finds a word that the term is one slip of the finger away from, two for long terms. The word may go on after it. */
export function matchMistyped(term: string, { text, starts, letters }: Folded): Match | undefined {
  const slips = term.length >= 8 ? 2 : term.length >= 4 ? 1 : 0;
  if (slips === 0 || !/^[a-z]+$/.test(term) || count(lettersOf(term) & ~letters) > slips) return undefined;
  for (const start of starts) {
    const word = /^[a-z]+/.exec(text.slice(start))?.[0] ?? "";
    const length = lengthsAround(term.length, slips).find((length) => length <= word.length && distance(term, word.slice(0, length)) <= slips);
    if (length !== undefined) return { score: tiers.typo, ranges: [[start, start + length]] };
  }
  return undefined;
}

/** How many bits are set. Each slip brings at most one letter that the text has not. */
function count(bits: number): number {
  let many = 0;
  for (let left = bits; left !== 0; left &= left - 1) many++;
  return many;
}

/** Nearest first: 5, 4, 6. */
function lengthsAround(length: number, by: number): number[] {
  return Array.from({ length: 2 * by + 1 }, (_, index) => length + (index % 2 === 0 ? index / 2 : -(index + 1) / 2)).filter((each) => each > 0);
}

/** Letters left out, put in, mistaken or swapped with the next, to come from one word to the other. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1), swapped ? before[column - 2]! + 1 : Infinity));
    }
    [before, last] = [last, next];
  }
  return last[other.length]!;
}
