import type { Problem } from "../../runtime/problem.ts";
import type { ItemRun, ItemState, NodeRun, RunState } from "../state/run-state.ts";

/** States in the order they are shown in: what has come to its end first. */
export const itemStates: readonly ItemState[] = ["done", "cached", "failed", "skipped", "running", "waiting"];

export interface Progress {
  readonly counts: Readonly<Record<ItemState, number>>;
  readonly total: number;
  /** 0 to 1, of the items that are known so far. */
  readonly fraction: number;
  readonly elapsedMs: number;
  /** What is left, from the means of the items that are done; undefined while none is. */
  readonly remaining: { readonly ms: number; /** False while nodes wait of which no item is done. */ readonly complete: boolean } | undefined;
}

/** @param now milliseconds since 1970 */
export function progressOf(run: RunState, now: number): Progress {
  const counts: Record<ItemState, number> = { waiting: 0, running: 0, done: 0, cached: 0, failed: 0, skipped: 0 };
  for (const node of run.nodes.values()) for (const state of itemStates) counts[state] += node.counts[state];
  const settled = counts.done + counts.cached + counts.failed + counts.skipped;
  const total = settled + counts.running + counts.waiting;
  const elapsedMs = run.outcome === "running" ? (run.started === 0 ? 0 : Math.max(0, now - run.started)) : run.ms;
  return { counts, total, fraction: total === 0 ? (run.outcome === "running" ? 0 : 1) : settled / total, elapsedMs, remaining: run.outcome === "running" ? remaining(run, elapsedMs) : undefined };
}

function remaining(run: RunState, elapsedMs: number): Progress["remaining"] {
  let doneMs = 0;
  let leftMs = 0;
  let complete = true;
  for (const { counts, ms } of run.nodes.values()) {
    const left = counts.waiting + counts.running;
    doneMs += ms;
    if (counts.done > 0) leftMs += left * (ms / counts.done);
    else if (left > 0) complete = false;
  }
  // Nothing is known of what is left: no number is better than "nothing left".
  if (doneMs === 0 || elapsedMs === 0 || leftMs === 0) return undefined;
  // Items run side by side; as many as so far.
  return { ms: leftMs / Math.max(1, doneMs / elapsedMs), complete };
}

/** Items that needed no work, of those that came to a good end. */
export function reuse({ counts }: Pick<Progress, "counts">): { readonly part: number; readonly whole: number } {
  return { part: counts.cached, whole: counts.cached + counts.done };
}

/** The nodes of a run in the order in which its graph names them; those it does not name come last. */
export function nodesOf(run: RunState): NodeRun[] {
  const named = Object.keys(run.types).map((id) => run.nodes.get(id)).filter((node) => node !== undefined);
  return [...named, ...[...run.nodes.values()].filter(({ node }) => !(node in run.types))];
}

export function totalOf({ counts }: Pick<NodeRun, "counts">): number {
  return itemStates.reduce((sum, state) => sum + counts[state], 0);
}

/** The one word for a node: what asks for attention first. */
export function stateOf({ counts }: Pick<NodeRun, "counts">): ItemState {
  for (const state of ["failed", "running", "skipped", "waiting", "done", "cached"] as const) if (counts[state] > 0) return state;
  return "waiting";
}

export interface Failure {
  readonly node: string;
  readonly item: string;
  readonly problem: Problem;
  /** Items that were not run because of it. */
  readonly skipped: number;
}

/** What failed, with how much hangs on it. */
export function failuresOf(run: RunState): Failure[] {
  const failed: { node: string; item: string; problem: Problem }[] = [];
  const skipped = new Map<string, number>();
  for (const { node, items, counts } of run.nodes.values()) {
    if (counts.failed + counts.skipped === 0) continue;
    for (const { item, problem, because } of items.values()) {
      if (problem) failed.push({ node, item, problem });
      else if (because) skipped.set(`${because.node} ${because.item}`, (skipped.get(`${because.node} ${because.item}`) ?? 0) + 1);
    }
  }
  return failed.map((one) => ({ ...one, skipped: skipped.get(`${one.node} ${one.item}`) ?? 0 }));
}

/** Items under way, at most `limit`. */
export function runningItems(run: RunState, limit: number): { readonly node: string; readonly item: ItemRun }[] {
  const found: { node: string; item: ItemRun }[] = [];
  for (const { node, items, counts } of run.nodes.values()) {
    if (counts.running === 0) continue;
    for (const item of items.values()) {
      if (item.state !== "running") continue;
      found.push({ node, item });
      if (found.length === limit) return found;
    }
  }
  return found;
}
