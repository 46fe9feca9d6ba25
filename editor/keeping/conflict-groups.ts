import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Conflict } from "../model/merge.ts";

export type Side = "mine" | "theirs";

/** Conflicts of one node, or of the graph itself where `node` is undefined. */
export interface ConflictGroup {
  readonly node: string | undefined;
  readonly conflicts: readonly Conflict[];
}

/** In the order of the document; what is no node's comes last. */
export function groupsOf(conflicts: readonly Conflict[]): ConflictGroup[] {
  const groups = new Map<string | undefined, Conflict[]>();
  for (const conflict of conflicts) {
    const node = nodeOf(conflict);
    groups.set(node, [...groups.get(node) ?? [], conflict]);
  }
  return [...groups].map(([node, own]) => ({ node, conflicts: own })).sort((a, b) => Number(a.node === undefined) - Number(b.node === undefined));
}

/** Blocks of the document that have something for each node under its id. */
const byNode = new Set(["nodes", "review"]);

function nodeOf({ path: [block, id] }: Conflict): string | undefined {
  return block !== undefined && byNode.has(block) ? id : undefined;
}

/** Names a conflict among those of the same documents. */
export function keyOf({ path }: Conflict): string {
  return JSON.stringify(path);
}

/** The entry of a node on whichever side still has it. */
export function entryOf(id: string, documents: readonly GraphDocument[]): GraphDocument["nodes"][string] | undefined {
  return documents.map(({ nodes }) => nodes[id]).find((entry) => entry !== undefined);
}

/** A value to read: texts as they are, anything else as JSON; undefined for what is not there. */
export function readable(value: unknown): string | undefined {
  return value === undefined ? undefined : typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** Choices that still mean the same among conflicts that were worked out again. */
export function stillMeant(choices: ReadonlyMap<string, Side>, before: readonly Conflict[], now: readonly Conflict[]): Map<string, Side> {
  const same = new Map(before.map((conflict) => [keyOf(conflict), JSON.stringify([conflict.mine, conflict.theirs])]));
  return new Map([...choices].filter(([key]) => now.some((conflict) => keyOf(conflict) === key && same.get(key) === JSON.stringify([conflict.mine, conflict.theirs]))));
}
