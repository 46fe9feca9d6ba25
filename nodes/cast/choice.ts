import { createHash } from "node:crypto";

/** Picks from a list by words alone: the same words, the same choice. */
export function choose<T>(list: readonly T[], ...words: readonly (string | number)[]): T {
  const number = createHash("sha256").update(words.join("\u0000")).digest().readUInt32LE(0);
  const chosen = list[number % list.length];
  if (chosen === undefined) throw new Error("Internal: chose from an empty list.");
  return chosen;
}
