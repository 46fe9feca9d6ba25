import type { EspeakRun } from "./espeak-process.ts";
import type { Run } from "./speakable.ts";

/** A word of a line and when it is said, in milliseconds. */
export interface SpokenWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Onset {
  /** The code point of the line it begins with. */
  readonly from: number;
  readonly to: number;
  readonly ms: number;
}

/**
 * Which words of the line the engine's events stand for. The engine reports the parts of a figure one by one and of a
 * compound only the first syllable, so a word reaches to the next one, and what lies inside a word belongs to it.
 *
 * @param offsets where each run begins, in milliseconds
 */
export function spokenWords(line: string, runs: readonly Run[], said: readonly EspeakRun[], offsets: readonly number[]): SpokenWord[] {
  const onsets: Onset[] = [];
  said.forEach((run, index) => {
    const { origin } = runs[index]!;
    for (const { at, length, start } of run.words) {
      const first = origin[Math.min(at, origin.length - 1)]!;
      const last = origin[Math.min(at + Math.max(1, length), origin.length) - 1]!;
      const onset = { from: first.start, to: last.end, ms: Math.round(offsets[index]! + start) };
      if (onset.from >= (onsets.at(-1)?.to ?? 0)) onsets.push(onset);
    }
  });
  const points = [...line];
  const end = Math.round((offsets.at(-1) ?? 0) + (said.at(-1)?.end ?? 0));
  return onsets.map(({ from, to, ms }, i) => ({
    text: points.slice(from, onsets[i + 1]?.from ?? Math.max(to, points.length)).join("").replace(/[^\p{L}\p{N}%％℃]+$/u, ""),
    start: ms,
    end: Math.max(ms, onsets[i + 1]?.ms ?? end),
  }));
}
