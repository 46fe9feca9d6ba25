import type { Artifact } from "../../runtime/contract/types.ts";
import type { Counts, Outcome, RunEvent, RunOutput, ServiceCalled, ServiceNoticed, Shown } from "../../runtime/events.ts";
import { childKey } from "../../runtime/ids.ts";
import type { Problem } from "../../runtime/problem.ts";

export type ItemState = "waiting" | "running" | "done" | "cached" | "failed" | "skipped";

/** One item of a node in a run, as far as events have told of it. Times are milliseconds since 1970. */
export interface ItemRun {
  readonly item: string;
  state: ItemState;
  /** The cache key; `GET /api/results/:key` has the outputs whole. */
  key?: string;
  outputs?: Readonly<Record<string, Shown>>;
  started?: number;
  ended?: number;
  ms?: number;
  costMicros?: number;
  fraction?: number;
  note?: string;
  preview?: string | Artifact;
  problem?: Problem;
  because?: { readonly node: string; readonly item: string };
  logs?: string[];
}

/** A node in a run. Counts add up to the items known so far. */
export interface NodeRun {
  readonly node: string;
  readonly items: Map<string, ItemRun>;
  readonly counts: Record<ItemState, number>;
  ms: number;
  costMicros: number;
}

/** A run as its events have told it. Changed in place by `observe`; `version` grows with every event. */
export interface RunState {
  readonly id: string;
  version: number;
  seq: number;
  graph: string;
  quality: "draft" | "final";
  inputs: Readonly<Record<string, unknown>>;
  types: Readonly<Record<string, string>>;
  /** What was asked for; undefined for everything. */
  only: readonly string[] | undefined;
  readonly nodes: Map<string, NodeRun>;
  readonly calls: ServiceCalled[];
  readonly notices: ServiceNoticed[];
  started: number;
  /** `interrupted`: its process ended without finishing it; no event tells of that, the list of runs does. */
  outcome: Outcome | "running" | "interrupted";
  counts: Counts;
  /** ISO 4217; undefined in runs of before it was told. */
  currency: string | undefined;
  budgetMicros: number | undefined;
  costMicros: number;
  /** May have been billed beyond it, at most. */
  exposedMicros: number;
  ms: number;
  outputs: Readonly<Record<string, RunOutput>>;
  problems: readonly Problem[];
}

export function newRunState(id: string): RunState {
  return {
    id, version: 0, seq: -1, graph: "", quality: "final", inputs: {}, types: {}, only: undefined, nodes: new Map(), calls: [], notices: [], started: 0, outcome: "running",
    counts: { executed: 0, cached: 0, failed: 0, skipped: 0 }, currency: undefined, budgetMicros: undefined, costMicros: 0, exposedMicros: 0, ms: 0, outputs: {}, problems: [],
  };
}

/** Whether a run is a look at single items, which says nothing of the rest of its graph. */
export function isLook({ only }: Pick<RunState, "only">): boolean {
  return only !== undefined && only.length > 0 && only.every((asked) => asked.includes(":"));
}

/** @returns false for an event that was seen before, or that came too early: `seq` has a gap and the run must be read again */
export function observe(run: RunState, event: RunEvent): boolean {
  if (event.seq !== run.seq + 1) return false;
  run.seq = event.seq;
  run.version++;
  switch (event.type) {
    case "run.started":
      Object.assign(run, { graph: event.graph, quality: event.quality, inputs: event.inputs, types: event.types, only: event.only, started: event.at, currency: event.currency, budgetMicros: event.budgetMicros });
      break;
    case "node.expanded":
      observeExpanded(run, event.node, event.item, event.keys);
      break;
    case "service.called":
      run.calls.push(event);
      run.costMicros += event.costMicros;
      run.exposedMicros += event.exposedMicros ?? 0;
      node(run, event.node).costMicros += event.costMicros;
      break;
    case "service.notice":
      run.notices.push(event);
      break;
    case "run.finished":
      Object.assign(run, { outcome: event.outcome, counts: event.counts, costMicros: event.costMicros, exposedMicros: event.exposedMicros ?? 0, ms: event.ms, outputs: event.outputs, problems: event.problems });
      settle(run);
      break;
    default: observeItem(run, event);
  }
  return true;
}

/** A run whose process ended without a word. */
export function interrupt(run: RunState): void {
  if (run.outcome !== "running") return;
  run.outcome = "interrupted";
  run.version++;
  settle(run);
}

/** Items that were under way when the run ended were not made: nothing tells of them any more. */
function settle(run: RunState): void {
  for (const of of run.nodes.values()) {
    if (of.counts.running === 0) continue;
    for (const one of of.items.values()) if (one.state === "running") become(of, one, "waiting");
  }
}

/** The branch that was one waiting item is now many. */
function observeExpanded(run: RunState, id: string, parent: string, keys: readonly string[]): void {
  const of = node(run, id);
  const before = of.items.get(parent);
  if (before?.state === "waiting") {
    of.items.delete(parent);
    of.counts.waiting--;
  }
  for (const key of keys) item(of, childKey(parent, key));
}

type ItemEvent = Exclude<RunEvent, { type: "run.started" | "node.expanded" | "service.called" | "service.notice" | "run.finished" }>;

function observeItem(run: RunState, event: ItemEvent): void {
  const of = node(run, event.node);
  const one = item(of, event.item);
  switch (event.type) {
    case "item.started":
      become(of, one, "running");
      Object.assign(one, { key: event.key, started: event.at });
      break;
    case "item.progress":
      one.fraction = event.fraction;
      if (event.note !== undefined) one.note = event.note;
      break;
    case "item.preview":
      one.preview = event.partial;
      break;
    case "item.log":
      (one.logs ??= []).push(event.message);
      break;
    case "item.cached":
      become(of, one, "cached");
      Object.assign(one, { key: event.key, outputs: event.outputs, ended: event.at });
      break;
    case "item.finished":
      become(of, one, "done");
      Object.assign(one, { key: event.key, outputs: event.outputs, ended: event.at, ms: event.ms, costMicros: event.costMicros });
      one.started ??= event.at - event.ms;
      of.ms += event.ms;
      break;
    case "item.failed":
      become(of, one, "failed");
      Object.assign(one, { problem: event.problem, ended: event.at });
      break;
    case "item.skipped":
      become(of, one, "skipped");
      Object.assign(one, { because: event.because, ended: event.at });
  }
}

function node(run: RunState, id: string): NodeRun {
  let found = run.nodes.get(id);
  if (!found) run.nodes.set(id, (found = { node: id, items: new Map(), counts: { waiting: 0, running: 0, done: 0, cached: 0, failed: 0, skipped: 0 }, ms: 0, costMicros: 0 }));
  return found;
}

function item(of: NodeRun, key: string): ItemRun {
  let found = of.items.get(key);
  if (!found) {
    of.items.set(key, (found = { item: key, state: "waiting" }));
    of.counts.waiting++;
  }
  return found;
}

function become(of: NodeRun, one: ItemRun, state: ItemState): void {
  of.counts[one.state]--;
  of.counts[state]++;
  one.state = state;
}
