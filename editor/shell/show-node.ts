import { elementRef } from "../model/element.ts";
import type { Workspace } from "../state/workspace.ts";

/** A node, its port or one of its items, wherever the page was. */
export interface Shown {
  readonly node: string;
  readonly port?: string;
  readonly item?: string;
}

/** How many frames the canvas may take to be there. */
const patience = 120;

/** Selects a node and brings it before the user. The outline follows the selection by itself. */
export async function showNode(workspace: Workspace, { node, item }: Shown): Promise<void> {
  if (workspace.session?.document.nodes[node] === undefined) return;
  workspace.session.select([elementRef("node", node)]);
  workspace.show({ ...(item === undefined ? {} : { focus: { node, item } }), ...(workspace.view === "storyboard" ? { view: "canvas" } : {}) });
  for (let frame = 0; frame < patience && workspace.view === "canvas" && !workspace.canvas; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  workspace.canvas?.centreOn(node);
}
