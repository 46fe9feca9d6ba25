import { frameAt, type Rate } from "../../story/index.ts";
import type { FilmLine } from "./film.ts";
import { spokenText } from "./reading.ts";
import type { SrtCue } from "./srt.ts";

/** A subtitle on the count of frames, with the line whose words it shows. */
export interface PlacedCue extends SrtCue { readonly start: number; readonly end: number; readonly line: FilmLine | undefined }

/** Gives each cue to the line that holds its words and is spoken closest to it. */
export function matchCues(cues: readonly SrtCue[], lines: readonly FilmLine[], rate: Rate): PlacedCue[] {
  const spoken = lines.map((line) => ({ line, text: spokenText(line.text) }));
  return cues.map((cue) => {
    const start = frameAt(cue.fromMs, rate);
    const end = frameAt(cue.toMs, rate);
    const words = spokenText(cue.rows.join(""));
    const candidates = spoken.filter(({ text }) => words !== "" && text.includes(words)).map(({ line }) => line);
    const distance = (line: FilmLine) => Math.max(0, line.start - end, start - line.end) + Math.abs(start - line.start) / 1e6;
    const line = candidates.toSorted((a, b) => distance(a) - distance(b))[0];
    return { ...cue, start, end, line };
  });
}
