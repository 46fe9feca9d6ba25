import type { Emotion, Line, Voice } from "../story/index.ts";

/** How an emotion changes the way a line is said. */
export interface Delivery {
  /** Factor on the voice's natural speed. */
  readonly speed: number;
  /** Semitones on the voice's natural pitch. */
  readonly pitch: number;
  /** Factor on how far the melody goes up and down. */
  readonly range: number;
  /** Decibels against a neutral line. */
  readonly level: number;
}

/**
 * Speed and pitch are asked of every speech provider; range and level are shaped where we can: by the offline engine,
 * and in the dialogue stem.
 */
export const deliveries: Readonly<Record<Emotion, Delivery>> = {
  "neutral": { speed: 1, pitch: 0, range: 1, level: 0 },
  "joyful": { speed: 1.2, pitch: 1.5, range: 1.3, level: 2 },
  "family-warm": { speed: 1.1, pitch: 0.5, range: 1.1, level: 0 },
  "nostalgic": { speed: 0.8, pitch: -1, range: 0.85, level: -2 },
  "light-hearted": { speed: 1, pitch: 1, range: 1.2, level: 0.5 },
  "romantic": { speed: 0.9, pitch: -0.5, range: 0.85, level: -2.5 },
  "dramatic": { speed: 1.4, pitch: 1, range: 1.5, level: 3 },
  "sad": { speed: 0.85, pitch: -1.5, range: 0.7, level: -3 },
  "angry": { speed: 1.15, pitch: 1, range: 1.4, level: 3 },
  "anxious": { speed: 1.2, pitch: 1, range: 1.15, level: 0 },
  "surprised": { speed: 1.1, pitch: 2, range: 1.5, level: 1.5 },
  "determined": { speed: 0.95, pitch: -0.3, range: 1.1, level: 1.5 },
};

/** Engines read a few sentences of directions, not a biography. */
const longestStyle = 240;

/** How a line is to be said beside its emotion, in words of its language: as written, and as the character always speaks. */
export function directionOf({ direction, language }: Line, { style }: Voice): string | undefined {
  const manner = style && (/^(zh|yue|cmn)/i.test(language) ? `说话习惯：${style.slice(0, longestStyle)}` : `Manner of speaking: ${style.slice(0, longestStyle)}`);
  return direction && manner ? `${direction}${/^(zh|yue|cmn)/i.test(language) ? "。" : ". "}${manner}` : direction ?? manner;
}
