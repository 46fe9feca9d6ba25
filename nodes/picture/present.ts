import { fail } from "../../runtime/contract/index.ts";
import type { Anchor, Shot } from "../story/index.ts";

/** The anchors of those in the shot, in the shot's order. @throws ProblemError ANCHOR_MISSING */
export function presentIn(shot: Shot, anchors: readonly Anchor[]): Anchor[] {
  const byId = new Map(anchors.map((anchor) => [anchor.id, anchor]));
  return shot.characters.map(
    (id) =>
      byId.get(id) ??
      fail({
        code: "ANCHOR_MISSING",
        message: `Shot "${shot.id}" shows "${id}", for whom there is no anchor.`,
        hint: `Feed the character "${id}" through cast/character, and its anchor into this node.`,
      }),
  );
}
