import type { Cue, PlacedLine } from "../story/index.ts";
import type { CueClock } from "./cue-clock.ts";
import { charactersOf, limitsFor, type ReadingOverrides } from "./reading.ts";
import { wrap } from "./wrap.ts";

/** What one cue will show, with its share of the line's own time: not yet the time it is on screen. */
export interface Utterance extends Cue {
  /** Frames a reader needs for it. */
  readonly reading: number;
}

/** Splits a line into cues and shares its time among them by their number of characters. */
export function utterancesOf(line: PlacedLine, clock: CueClock, overrides: ReadingOverrides): Utterance[] {
  const limits = limitsFor(line.language, overrides);
  const pages = wrap(line.text, line.language, limits, Math.ceil((line.end - line.start) / clock.longest));
  const counts = pages.map(charactersOf);
  const total = counts.reduce((sum, count) => sum + count, 0);
  let read = 0;
  return pages.map((lines, index) => {
    const boundary = () => line.start + Math.round(((line.end - line.start) * read) / total);
    const count = counts[index]!;
    const start = boundary();
    read += count;
    return {
      line: line.id,
      // No speaker is the mark of a caption; a voice without a character still speaks.
      speaker: line.kind === "caption" ? "" : line.speaker || "narrator",
      language: line.language,
      lines,
      start,
      end: boundary(),
      reading: Math.ceil((count * clock.perSecond) / limits.charactersPerSecond),
    };
  });
}

/** A caption has no speaker. */
export function isCaption(cue: Pick<Cue, "speaker">): boolean {
  return cue.speaker === "";
}
