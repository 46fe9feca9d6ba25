import type { ItemRun, RunState } from "../state/run-state.ts";
import { nodesOf } from "./progress.ts";

/** How one item differs between two runs. */
export interface ItemDifference {
  readonly item: string;
  /** `made`: other outputs. `key`: asked for differently, with the same outputs. `state`: made in one only. */
  readonly how: "made" | "key" | "state" | "only-first" | "only-second";
  /** Outputs whose content differs. */
  readonly outputs: readonly string[];
}

export interface NodeComparison {
  readonly node: string;
  readonly type: string;
  readonly same: number;
  readonly differences: readonly ItemDifference[];
  readonly first: Spent | undefined;
  readonly second: Spent | undefined;
}

/** What a node's items took in one run. */
export interface Spent {
  readonly ms: number;
  readonly costMicros: number;
  readonly cached: number;
  readonly items: number;
}

/** Two runs node by node, in the order of the second and then what only the first had. */
export function compareRuns(first: RunState, second: RunState): NodeComparison[] {
  const ids = new Set([...nodesOf(second), ...nodesOf(first)].map(({ node }) => node));
  return [...ids].map((id) => {
    const [one, other] = [first.nodes.get(id), second.nodes.get(id)];
    const differences: ItemDifference[] = [];
    let same = 0;
    for (const item of new Set([...(other?.items.keys() ?? []), ...(one?.items.keys() ?? [])])) {
      const difference = differenceOf(item, one?.items.get(item), other?.items.get(item));
      if (difference) differences.push(difference);
      else same++;
    }
    return { node: id, type: second.types[id] ?? first.types[id] ?? "", same, differences, first: spent(first, id), second: spent(second, id) };
  });
}

function differenceOf(item: string, first: ItemRun | undefined, second: ItemRun | undefined): ItemDifference | undefined {
  if (!first) return { item, how: "only-second", outputs: [] };
  if (!second) return { item, how: "only-first", outputs: [] };
  if (!first.outputs || !second.outputs) return !first.outputs === !second.outputs ? undefined : { item, how: "state", outputs: [] };
  const names = new Set([...Object.keys(first.outputs), ...Object.keys(second.outputs)]);
  const outputs = [...names].filter((name) => first.outputs![name]?.digest !== second.outputs![name]?.digest);
  if (outputs.length > 0) return { item, how: "made", outputs };
  return first.key === second.key ? undefined : { item, how: "key", outputs };
}

function spent(run: RunState, id: string): Spent | undefined {
  const node = run.nodes.get(id);
  return node && { ms: node.ms, costMicros: node.costMicros, cached: node.counts.cached, items: node.items.size };
}
