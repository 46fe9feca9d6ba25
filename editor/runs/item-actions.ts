import { pin, setItemInput } from "../model/nodes.ts";
import type { InputPort } from "../model/ports.ts";
import type { ItemRef, Workspace } from "../state/workspace.ts";
import { again, startRun } from "./start.ts";
import { words } from "./words.ts";

/** What can be done with items, for buttons and keys alike. */

/** Makes items again, whatever is kept of them. Says itself what goes wrong. */
export function retryItems(workspace: Workspace, node: string, items: readonly string[]): void {
  startRun(workspace, again(node, items)).catch((error: unknown) => workspace.notices.failed(error));
}

/** The inputs of a node that a decision for one item can set: those that hold a value and receive none. */
export function decidable({ session }: Workspace, node: string): readonly InputPort[] {
  if (!session || !(node in session.document.nodes)) return [];
  return session.portsOf(node).inputs.filter(({ control, from, graphInputs }) => control && from.length === 0 && graphInputs.length === 0);
}

export function hasSeed(workspace: Workspace, node: string): boolean {
  return decidable(workspace, node).some(({ name }) => name === "seed");
}

/** The value an item has for an input: its own, or the node's. */
function valueFor({ session }: Workspace, { node, item }: ItemRef, input: InputPort): unknown {
  return session?.document.nodes[node]?.items?.[item]?.inputs?.[input.name] ?? input.value;
}

/** Another seed for these items only, and a run of nothing but them. */
export function anotherTake(workspace: Workspace, node: string, items: readonly string[]): void {
  const { session } = workspace;
  const seed = decidable(workspace, node).find(({ name }) => name === "seed");
  if (!session || !seed) return;
  session.edit(words().seedLabel, (document) => items.reduce((changed, item) => {
    const now = Number(valueFor(workspace, { node, item }, seed) ?? 0);
    return setItemInput(changed, node, item, "seed", now + 1);
  }, document));
  startRun(workspace, { only: [node] }).catch((error: unknown) => workspace.notices.failed(error));
}

export function setDecision({ session }: Workspace, { node, item }: ItemRef, name: string, value: unknown): void {
  session?.edit(words().decisionLabel, (document) => setItemInput(document, node, item, name, value), `item ${node} ${item} ${name}`);
}

export function isPinned({ session }: Workspace, { node, item }: ItemRef): boolean {
  return session?.document.nodes[node]?.items?.[item]?.pin !== undefined;
}

/** Puts kept outputs in place of what the item would give. @param key the cache key they are kept under */
export async function pinTake(workspace: Workspace, { node, item }: ItemRef, key: string): Promise<void> {
  const outputs = await workspace.server.outputs(key);
  if (outputs) workspace.session?.edit(words().pinLabel, (document) => pin(document, node, item, outputs));
  else workspace.notices.tell({ kind: "problem", message: words().gone });
}

export function unpin({ session }: Workspace, { node, item }: ItemRef): void {
  session?.edit(words().unpinLabel, (document) => pin(document, node, item, undefined));
}

export function copyText(workspace: Workspace, text: string): void {
  navigator.clipboard.writeText(text).then(() => workspace.notices.tell({ kind: "done", message: words().copied, topic: "copy" }), (error: unknown) => workspace.notices.failed(error));
}
