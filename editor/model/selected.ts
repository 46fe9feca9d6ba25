import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import { idsOf } from "./element.ts";
import type { Sizes } from "./place.ts";

/** The selected nodes, in the order of the document. */
export function selectedNodes({ session }: Workspace): string[] {
  if (!session) return [];
  const chosen = new Set(idsOf(session.selection, "node"));
  return chosen.size === 0 ? [] : Object.keys(session.document.nodes).filter((id) => chosen.has(id));
}

export function hasNodes(atLeast = 1): (workspace: Workspace) => boolean {
  return (workspace) => (workspace.session?.selection.size ?? 0) >= atLeast && selectedNodes(workspace).length >= atLeast;
}

/** What is selected and can be copied: edges and reroute points go with their nodes. */
export function copyable({ selection }: Session): number {
  return [...selection].filter((ref) => ref.startsWith("node:") || ref.startsWith("frame:") || ref.startsWith("note:")).length;
}

/** How large nodes are drawn; where no canvas is on the page, none is known. */
export function sizesOf({ canvas }: Workspace): Sizes {
  return canvas?.sizes() ?? new Map();
}
