import { fail } from "../../runtime/contract/index.ts";
import type { Rate, Timeline } from "../story/index.ts";

/**
 * A finished episode as editing programs see it: one clip for each shot, end to end, all taken from the delivered video
 * itself at the frame they are shown on. Nothing is rendered twice and nothing is lost: laid out again the list plays the
 * delivered picture, and because the video goes on beyond every cut, each clip has material to be trimmed or dissolved.
 */
export interface CutList {
  readonly id: string;
  readonly title: string;
  readonly rate: Rate;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** The video's file name; it lies beside the exchanged file. */
  readonly media: string;
  /** Channels of its sound; 0 when it has none. */
  readonly channels: number;
  readonly cuts: readonly Cut[];
}

/** A shot between two cuts. Positions are frames of the video, which are those of the record as well. */
export interface Cut {
  /** `s05/p01` */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** How it goes over into the next one; absent at a plain cut. */
  readonly transition?: CutTransition;
  /** Set on the first shot of a scene. */
  readonly scene?: { readonly name: string; readonly title: string };
}

/** `before` and `after` are the frames it covers on each side of the cut. */
export interface CutTransition {
  readonly kind: "dissolve" | "wipe" | "fade";
  readonly before: number;
  readonly after: number;
}

/** An hour, by which editing programs expect a programme to begin: whole seconds of whole frames. */
export function recordStart(rate: Rate): number {
  return 3600 * countedRate(rate);
}

/** Time codes count 30 frames a second at 29.97, and so on: non-drop. */
export function countedRate({ num, den }: Rate): number {
  return Math.round(num / den);
}

/**
 * @param facts of the delivered file
 * @throws ProblemError TIMELINE_BROKEN, TRANSITION_TOO_LONG
 */
export function cutListOf(timeline: Timeline, facts: { readonly media: string; readonly channels: number }): CutList {
  const { id, title, rate, width, height, frames } = timeline;
  const shots = timeline.scenes.flatMap(({ start, scene }) => scene.shots.map((shot, index) => ({
    name: `${scene.id}/${shot.id}`,
    from: start + shot.start,
    to: start + shot.start + shot.frames,
    transition: shot.transition,
    ...(index === 0 && { scene: { name: `${id}/${scene.id}`, title: scene.title } }),
  })));
  let start = 0;
  const cuts = shots.map((shot, index): Cut => {
    const next = shots[index + 1];
    if (!next) return { name: shot.name, start, end: shot.to, ...(shot.scene && { scene: shot.scene }) };
    const { kind, frames: shared } = shot.transition;
    if (next.from !== shot.to - shared) broken(`"${next.name}" begins on frame ${next.from}, but "${shot.name}" ends on ${shot.to} with ${shared} frames shared.`);
    const before = Math.floor(shared / 2);
    const cut: Cut = {
      name: shot.name, start, end: next.from + before,
      ...(shared > 0 && kind !== "cut" && { transition: { kind, before, after: shared - before } }),
      ...(shot.scene && { scene: shot.scene }),
    };
    start = cut.end;
    return cut;
  });
  if (cuts.length === 0 || shots[0]!.from !== 0 || cuts.at(-1)!.end !== frames) broken(`Its shots do not fill its ${frames} frames.`);
  checkHandles(cuts);
  return { id, title, rate, width, height, frames, ...facts, cuts };
}

/** Two transitions may meet inside a shot, but not overlap, and some of the shot must be left between its cuts. */
function checkHandles(cuts: readonly Cut[]): void {
  for (const [index, { name, start, end, transition }] of cuts.entries()) {
    const room = end - start;
    const used = (cuts[index - 1]?.transition?.after ?? 0) + (transition?.before ?? 0);
    if (room >= 1 && used <= room) continue;
    fail({ code: "TRANSITION_TOO_LONG", message: `Shot "${name}" is shorter than the transitions around it.`, hint: "Shorten a transition or lengthen the shot." });
  }
}

function broken(message: string): never {
  return fail({ code: "TIMELINE_BROKEN", message: `The timeline contradicts itself: ${message}`, hint: "Take it from compose/episode." });
}
