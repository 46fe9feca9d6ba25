import { type Context, fail } from "../../runtime/contract/index.ts";
import type { Clip, TransitionKind } from "../story/index.ts";
import type { Frame } from "./encoding.ts";
import type { Piece } from "./pieces.ts";
import { transitionPiece } from "./transition.ts";

/** Clips in order, and what the timeline says of each: its length, and the frames it shares with the next. */
export interface Joint {
  readonly id: string;
  readonly clips: readonly Clip[];
  readonly plan: readonly { readonly id: string; readonly frames: number; readonly shared: number; readonly kind: TransitionKind }[];
}

/**
 * Joins clips into one without touching their pieces; where two share frames a transition is made of them. The first
 * head and the last tail are kept for the next level.
 * @throws ProblemError CLIPS_DISAGREE, FRAMES_DISAGREE
 */
export async function joinClips({ id, clips, plan }: Joint, context: Context): Promise<Clip> {
  const first = clips[0] ?? fail({ code: "NOTHING_TO_JOIN", message: `"${id}" has no clips.`, hint: "Give it at least one shot." });
  checkAgainst(id, clips, plan);
  const { width, height, rate } = first;
  const frame: Frame = { width, height, rate };

  let done = 0;
  const transitions = await Promise.all(clips.slice(0, -1).map(async ({ tail }, index) => {
    const head = clips[index + 1]!.head;
    if (!tail || !head) return undefined;
    const piece = await transitionPiece(plan[index]!.kind, tail, head, frame, context);
    context.progress(++done / clips.length);
    return piece;
  }));
  const pieces: Piece[] = clips.flatMap((clip, index) => [...clip.pieces, ...(transitions[index] ? [transitions[index]] : [])]);
  const last = clips.at(-1)!;
  const held = clips.flatMap((clip) => clip.held ?? []);
  return {
    id, ...frame, pieces,
    frames: lengthOf(pieces) + (first.head?.frames ?? 0) + (last.tail?.frames ?? 0),
    transition: plan.at(-1)!.kind,
    ...(first.head ? { head: first.head } : {}),
    ...(last.tail ? { tail: last.tail } : {}),
    ...(held.length > 0 ? { held } : {}),
  };
}

export function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.frames, 0);
}

/** @throws ProblemError FRAMES_DISAGREE */
export function expectFrames(what: string, planned: number, found: number): void {
  if (planned === found) return;
  fail({
    code: "FRAMES_DISAGREE",
    message: `${what} should have ${planned} frames and has ${found}.`,
    hint: "Its timeline and its clips were not made from the same shots.",
  });
}

function checkAgainst(id: string, clips: Joint["clips"], plan: Joint["plan"]): void {
  const ids = (list: readonly { readonly id: string }[]) => list.map((part) => part.id).join(", ");
  if (ids(clips) !== ids(plan)) {
    fail({ code: "CLIPS_DISAGREE", message: `The timeline of "${id}" lists ${ids(plan)}, but the clips are ${ids(clips)}.`, hint: "Connect the clips and the timeline of the same story." });
  }
  for (const [index, clip] of clips.entries()) {
    const { frames, shared } = plan[index]!;
    const next = clips[index + 1];
    expectFrames(`"${clip.id}"`, frames, clip.frames);
    expectFrames(`The end of "${clip.id}"`, shared, clip.tail?.frames ?? 0);
    if (next) expectFrames(`The start of "${next.id}"`, shared, next.head?.frames ?? 0);
    const { width, height, rate } = clips[0]!;
    if (clip.width !== width || clip.height !== height || clip.rate.num * rate.den !== rate.num * clip.rate.den) {
      fail({ code: "CLIPS_DISAGREE", message: `"${clip.id}" differs in size or rate from "${clips[0]!.id}".`, hint: "Render all shots of an episode with the same size and frame rate." });
    }
  }
}
