import type { Rate } from "../story/index.ts";

/**
 * The moment a frame begins, in whole units of 1/`perSecond` s, rounded down: a player that shows what is due at a
 * frame's own moment then shows a cue on exactly its frames, at any rate, and neighbours never overlap.
 */
export function momentOf(frame: number, { num, den }: Rate, perSecond: number): number {
  return Math.floor((frame * den * perSecond) / num);
}

/** Splits a count of 1/`perSecond` s into the fields of a clock. */
export function clockFields(moment: number, perSecond: number) {
  const seconds = Math.floor(moment / perSecond);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    hours: Math.floor(seconds / 3600),
    minutes: two(Math.floor(seconds / 60) % 60),
    seconds: two(seconds % 60),
    fraction: String(moment % perSecond).padStart(String(perSecond - 1).length, "0"),
  };
}
