import { elementRef } from "../model/element.ts";
import { setItemInput, setVerdict } from "../model/nodes.ts";
import type { Workspace } from "../state/workspace.ts";
import type { Maker } from "./board.ts";
import type { PreviewAsk } from "./preview.ts";
import { itemOf } from "./sources.ts";
import { commented, standingOf, toggled, verdictOf } from "./verdicts.ts";
import { words } from "./words.ts";

/** Says yes or no to an item; the same again takes it back. */
export function judge(workspace: Workspace, maker: Maker, item: string, state: "approved" | "rejected"): void {
  const { session } = workspace;
  session?.edit(words().edited(item), (document) => setVerdict(document, maker.node, item, toggled(verdictOf(document, maker.node, item), state, itemOf(workspace, maker, item), new Date())));
}

export function comment(workspace: Workspace, maker: Maker, item: string, text: string): void {
  const { session } = workspace;
  session?.edit(words().edited(item), (document) => setVerdict(document, maker.node, item, commented(verdictOf(document, maker.node, item), text, new Date())), `comment ${maker.node} ${item}`);
}

/** Approves every item that has a result and that nobody has judged. One step to undo. */
export function approveOpen(workspace: Workspace, maker: Maker, items: readonly string[]): void {
  const { session } = workspace;
  if (!session) return;
  const open = items.filter((item) => {
    const one = itemOf(workspace, maker, item);
    return (one?.state === "done" || one?.state === "cached") && standingOf(verdictOf(session.document, maker.node, item), one) === "open";
  });
  const now = new Date();
  session.edit(words().bulk(open.length), (document) => open.reduce((before, item) => setVerdict(before, maker.node, item, toggled(verdictOf(before, maker.node, item), "approved", itemOf(workspace, maker, item), now)), document));
}

/** Makes another take: the next seed for this item alone, then a run of its node. Kept takes stay kept. */
export async function reroll(workspace: Workspace, maker: Maker, item: string): Promise<void> {
  const { session } = workspace;
  if (!session) return;
  const entry = session.document.nodes[maker.node];
  const hasSeed = entry !== undefined && workspace.packs.manifest(entry.type)?.inputs["seed"] !== undefined;
  if (hasSeed) {
    const seed = Number(entry.items?.[item]?.inputs?.["seed"] ?? entry.inputs?.["seed"] ?? 0) + 1;
    session.edit(words().rerolled(item), (document) => setItemInput(document, maker.node, item, "seed", seed));
  } else if (!entry) {
    workspace.notices.tell({ kind: "info", message: words().rerollInside, topic: "reroll" });
  }
  const refresh = hasSeed ? {} : { refresh: [item === "" ? maker.node : `${maker.node}:${item}`] };
  await workspace.server.run({ graph: session.document, quality: workspace.quality, only: [maker.node], ...refresh })
    .then(() => workspace.show({ shownRun: undefined }), (error: unknown) => workspace.notices.failed(error, "run"));
}

/** Makes only this, at draft quality, and plays it. */
export async function lookNow(workspace: Workspace, ask: PreviewAsk): Promise<void> {
  const { Preview } = await import("./preview.ts");
  Preview.open(workspace, ask);
}

/** Shows the node and the item that made something, on the canvas. Inside a subgraph: its call. */
export function showMaker(workspace: Workspace, node: string, item: string): void {
  const outer = node.split("/")[0]!;
  workspace.session?.select([elementRef("node", outer)]);
  workspace.show({ view: "canvas", panel: "items", focus: { node, item } });
}

export function showTakes(workspace: Workspace, node: string, item: string): void {
  workspace.show({ panel: "items", focus: { node, item } });
}
