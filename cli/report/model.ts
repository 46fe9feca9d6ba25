import type { Counts, Outcome } from "../../runtime/events.ts";
import type { WrittenFile } from "../outputs.ts";
import type { Spending, Spent } from "../spending.ts";
import { doneOf, type NodeTally, type NoticeTally, type ServiceTally, type SlowItem, type Tally } from "../tally.ts";
import { type Look, looksOf } from "./look.ts";
import { type Review, reviewsIn } from "./review.ts";

/** `report.json`: what a run did and what wants a look, for programs. The page is drawn from the same. */
export interface RunReport {
  readonly format: "reelwright/run-report@1";
  readonly run: string;
  readonly graph: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly ms: number;
  /** ISO 4217, of every amount. */
  readonly currency: string;
  readonly costMicros: number;
  /** May have been billed beyond it, at most. */
  readonly exposedMicros: number;
  /** Absent when the run had no limit. */
  readonly budgetMicros?: number;
  readonly counts: Counts;
  /** What the run was asked for beside its inputs: quality, budget, only, … */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The most pressing first. */
  readonly look: readonly Look[];
  readonly reviews: readonly Review[];
  readonly outputs: readonly WrittenFile[];
  /** Outputs of the graph that are not whole, because of what failed. */
  readonly missing: readonly string[];
  /** Labels of the stand-ins whose work is in it. */
  readonly standIns: readonly string[];
  readonly nodes: readonly NodeRow[];
  readonly services: readonly ServiceRow[];
  readonly spending: { readonly [Side in keyof Spending]: readonly SpentRow[] };
  readonly notices: readonly NoticeTally[];
  readonly slowest: readonly SlowItem[];
  readonly log: readonly { readonly node: string; readonly item: string; readonly message: string }[];
}

export interface NodeRow {
  readonly node: string;
  readonly type: string;
  readonly items: number;
  readonly executed: number;
  readonly cached: number;
  readonly failed: number;
  readonly skipped: number;
  readonly ms: number;
  readonly costMicros: number;
}

export interface ServiceRow {
  readonly role: string;
  readonly provider: string;
  readonly label?: string;
  readonly model: string;
  readonly calls: number;
  readonly units: Readonly<Record<string, number>>;
  readonly costMicros: number;
  readonly marketMicros: number;
  readonly exposedMicros: number;
  readonly retries: number;
  readonly averageMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** What one role, episode, scene or node came to. */
export interface SpentRow extends Readonly<Spent> {
  readonly name: string;
}

export interface ReportParts {
  readonly title: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** As given, and what the graph gives where nothing was. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly written: readonly WrittenFile[];
  readonly missing: readonly string[];
}

/** @param tally of a run that has started and finished */
export function reportOf(tally: Tally, { title, settings, inputs, written, missing }: ReportParts): RunReport {
  const { started, finished } = tally;
  if (!started || !finished) throw new Error("Internal: a report needs a finished run.");
  const reviews = reviewsIn(finished.outputs);
  const services = [...tally.services.values()].map(serviceRow);
  return {
    format: "reelwright/run-report@1",
    run: tally.run,
    graph: started.graph,
    title,
    outcome: finished.outcome,
    startedAt: new Date(tally.startedAt).toISOString(),
    ms: finished.ms,
    currency: started.currency ?? "USD",
    costMicros: finished.costMicros,
    exposedMicros: finished.exposedMicros ?? 0,
    ...(started.budgetMicros === undefined ? {} : { budgetMicros: started.budgetMicros }),
    counts: finished.counts,
    settings: { quality: started.quality, ...settings },
    inputs,
    look: looksOf(tally, reviews, missing),
    reviews,
    outputs: written,
    missing,
    standIns: standInsOf(tally),
    nodes: [...tally.nodes.values()].map(nodeRow),
    services,
    spending: { roles: spentRows(tally.spending.roles), episodes: spentRows(tally.spending.episodes), scenes: spentRows(tally.spending.scenes), nodes: spentRows(tally.spending.nodes) },
    notices: [...tally.notices.values()],
    slowest: tally.slowest,
    log: tally.logs,
  };
}

/** Labels of the stand-ins whose work is in a finished run. */
export function standInsOf({ finished, services }: Tally): string[] {
  const reviewed = reviewsIn(finished?.outputs ?? {}).flatMap((review) => review.standIns);
  return [...new Set([...reviewed, ...[...services.values()].flatMap(({ label }) => label ?? [])])].sort();
}

function nodeRow(node: NodeTally): NodeRow {
  const { type, executed, cached, failed, skipped, ms, costMicros } = node;
  return { node: node.node, type, items: doneOf(node), executed, cached, failed, skipped, ms, costMicros };
}

function serviceRow(service: ServiceTally): ServiceRow {
  const { role, provider, label, model, units, costMicros, marketMicros, exposedMicros, retries, times } = service;
  const sorted = [...times].sort((a, b) => a - b);
  return {
    role, provider, ...(label === undefined ? {} : { label }), model, calls: times.length, units, costMicros, marketMicros, exposedMicros, retries,
    averageMs: sorted.reduce((all, ms) => all + ms, 0) / Math.max(1, sorted.length), p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95), p99Ms: quantile(sorted, 0.99),
  };
}

/** The dearest first. */
function spentRows(spent: ReadonlyMap<string, Spent>): SpentRow[] {
  return [...spent].map(([name, amounts]) => ({ name, ...amounts })).sort((a, b) => b.costMicros - a.costMicros || b.calls - a.calls);
}

/** The smallest value that at least the given part of all values does not exceed (nearest rank). */
function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
