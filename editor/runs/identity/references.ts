import type { Artifact } from "../../../runtime/contract/types.ts";
import { isArtifact } from "../media/shape.ts";
import { originsOf } from "../origins.ts";
import type { ItemRef, Workspace } from "../../state/workspace.ts";

/** For values that are no verdicts. */
export const noReferences: ReadonlyMap<string, Artifact> = new Map();

/** The reference pictures of characters that an item was made with, by the character's id; as far as they are read. */
export function referencesFor(workspace: Workspace, ref: ItemRef): ReadonlyMap<string, Artifact> {
  const { run, session, results } = workspace;
  const found = new Map<string, Artifact>();
  if (!run || !session) return found;
  for (const { node, item, output } of originsOf(run, session.linked.graph, ref)) {
    const one = run.nodes.get(node)?.items.get(item);
    const outputs = one && results.of(one);
    if (typeof outputs !== "object") continue;
    for (const [id, picture] of anchorsIn(outputs[output])) found.set(id, picture);
  }
  return found;
}

/** Anchors have an id, the digest of the identity, and a reference picture where there is one. */
export function anchorsIn(value: unknown): [id: string, picture: Artifact][] {
  return (Array.isArray(value) ? value : [value]).flatMap((one: unknown): [string, Artifact][] => {
    const { id, anchor, reference } = (one ?? {}) as Record<string, unknown>;
    return typeof id === "string" && typeof anchor === "string" && isArtifact(reference) ? [[id, reference]] : [];
  });
}
