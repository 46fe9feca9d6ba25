import type { Cue, SceneTimeline, Timeline } from "../story/index.ts";
import { placeCaptions } from "./captions.ts";
import { type CueClock, clockOf } from "./cue-clock.ts";
import type { ReadingOverrides } from "./reading.ts";
import { isCaption, type Utterance, utterancesOf } from "./utterances.ts";

/**
 * The subtitles of one scene, in its frames and in order. A cue begins with its speech (at most 3 frames off, to meet a
 * cut or to leave its predecessor time), lingers at most 12 frames to be read, snaps to cuts, and keeps 2 frames from
 * the next. Captions take the time that speech leaves free. Nothing is dropped: `cueFindings` tells what cannot be read.
 */
export function cuesOf(timeline: SceneTimeline, overrides: ReadingOverrides = {}): Cue[] {
  const clock = clockOf(timeline);
  const utterances = [...timeline.lines]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .flatMap((line) => utterancesOf(line, clock, overrides));
  const spoken = placeSpeech(utterances.filter((utterance) => !isCaption(utterance)), clock);
  const captions = placeCaptions(utterances.filter(isCaption), spoken, clock);
  return [...spoken, ...captions].sort((a, b) => a.start - b.start);
}

/** The subtitles of an episode, in its frames; lines are named `scene/line`. */
export function episodeCues(timeline: Timeline, overrides: ReadingOverrides = {}): Cue[] {
  return timeline.scenes
    .flatMap(({ start, scene }) => cuesOf(scene, overrides).map((cue) => ({
      ...cue, line: `${scene.id}/${cue.line}`, start: start + cue.start, end: start + cue.end,
    })))
    .sort((a, b) => a.start - b.start);
}

function placeSpeech(utterances: readonly Utterance[], clock: CueClock): Cue[] {
  const starts: number[] = [];
  for (const [index, { start }] of utterances.entries()) {
    const cut = clock.cuts.find((frame) => Math.abs(frame - start) <= clock.startSlack);
    const earliest = index === 0 ? 0 : roomAfter(starts[index - 1]!, start, clock);
    starts.push(Math.max(cut ?? start, earliest));
  }
  return utterances.map(({ reading, ...cue }, index) => {
    const start = starts[index]!;
    const next = starts[index + 1];
    const latest = next === undefined ? Math.max(clock.lastFrame, cue.end, start + 1) : next - clock.gap;
    return { ...cue, start, end: endOf({ start, speechEnd: cue.end, reading, latest, followed: next !== undefined }, clock) };
  });
}

/** A cue may begin up to 3 frames late when its predecessor needs them; only a stub of a cue pushes it further. */
function roomAfter(previous: number, wanted: number, clock: CueClock): number {
  const comfortable = Math.min(previous + clock.shortest + clock.gap, wanted + clock.startSlack);
  return Math.max(comfortable, previous + clock.stub + clock.gap);
}

interface Ending {
  readonly start: number;
  readonly speechEnd: number;
  readonly reading: number;
  /** The last frame it may end on: the next cue or the scene's end is there. */
  readonly latest: number;
  readonly followed: boolean;
}

function endOf({ start, speechEnd, reading, latest, followed }: Ending, clock: CueClock): number {
  const bound = Math.min(latest, start + clock.longest);
  const lingered = Math.min(speechEnd + clock.linger, bound);
  const read = Math.min(Math.max(speechEnd + clock.rest, start + reading), lingered);
  const end = Math.min(Math.max(read, start + clock.shortest), bound);

  const cutBefore = clock.cuts.find((cut) => cut > start && cut < end && end - cut <= 11);
  if (cutBefore !== undefined) {
    const needed = start + Math.max(clock.shortest, Math.min(reading, end - start));
    if (end - cutBefore >= 8) return Math.min(cutBefore + 12, bound);
    return cutBefore >= needed ? cutBefore : end;
  }
  const cutAfter = clock.cuts.find((cut) => cut >= end && cut <= lingered);
  if (cutAfter !== undefined) return cutAfter;
  // A blink of a few frames between two cues reads as a flicker: the first stays until the second takes over.
  const blinks = followed && latest - end < clock.linger && latest <= lingered;
  return blinks ? latest : end;
}
