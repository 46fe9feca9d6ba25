import type { Cue } from "../story/index.ts";
import type { CueClock } from "./cue-clock.ts";
import type { Utterance } from "./utterances.ts";

/**
 * Gives captions (cards such as a place or "three years later") the time that speech leaves free around their own place,
 * so that a reader has one text at a time. One that finds no such time is shown at its place, above the speech.
 */
export function placeCaptions(captions: readonly Utterance[], spoken: readonly Cue[], clock: CueClock): Cue[] {
  const taken = [...spoken];
  return captions.map(({ reading, ...caption }) => {
    const needed = Math.min(clock.longest, Math.max(clock.shortest, reading));
    const wanted = Math.min(clock.lastFrame, Math.max(caption.end, caption.start + needed), caption.start + clock.longest);
    const free = freeSpans(caption.start, wanted + clock.linger, taken, clock)
      .map(({ start, end }) => ({ start, end: Math.min(end, Math.max(wanted, start + needed)) }))
      .find(({ start, end }) => end - start >= needed);
    const cue = { ...caption, ...(free ?? { start: caption.start, end: Math.max(wanted, caption.start + 1) }) };
    taken.push(cue);
    return cue;
  });
}

/** The spans of `[from, to)` that keep the gap to every cue, in order. */
function freeSpans(from: number, to: number, cues: readonly Cue[], { gap, lastFrame }: CueClock): { start: number; end: number }[] {
  const spans = [];
  let start = from;
  for (const cue of [...cues].sort((a, b) => a.start - b.start)) {
    if (cue.end + gap <= start) continue;
    if (cue.start - gap >= to) break;
    if (cue.start - gap > start) spans.push({ start, end: cue.start - gap });
    start = cue.end + gap;
  }
  const end = Math.min(to, lastFrame);
  if (end > start) spans.push({ start, end });
  return spans;
}
