/** A number from 0 to 2^32 that depends on nothing but the words: FNV-1a with a final mix. */
export function hash(...words: readonly (string | number)[]): number {
  let state = 0x811c9dc5;
  for (const sign of words.join("\u0000")) state = Math.imul(state ^ (sign.codePointAt(0) as number), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** The seed's choice from a list; seed 0 takes the first, so that the default story is the one most care went into. */
export function choose<T>(list: readonly T[], seed: number, what: string): T {
  return list[seed === 0 ? 0 : hash(seed, what) % list.length] as T;
}

export function shuffled<T>(list: readonly T[], seed: number, what: string): T[] {
  return list.map((item, at) => [hash(seed, what, at), item] as const).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
}
