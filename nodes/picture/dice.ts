import { createHash } from "node:crypto";

/** Numbers that look random and are decided by words alone: the same words, the same numbers, on every machine. */
export class Dice {
  #state: number;

  constructor(...words: readonly (string | number)[]) {
    this.#state = createHash("sha256").update(words.join("\u0000")).digest().readUInt32LE(0);
  }

  /** @returns from 0 up to but not including 1 (mulberry32) */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[Math.floor(this.next() * list.length)];
    if (chosen === undefined) throw new Error("Internal: picked from an empty list.");
    return chosen;
  }
}
