import type { Counts, Outcome } from "../../runtime/events.ts";
import type { WrittenFile } from "../outputs.ts";
import { doneOf, type NodeTally, type ServiceTally, type SlowItem, type Tally } from "../tally.ts";
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
  readonly costMicros: number;
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
  readonly retries: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
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
    costMicros: finished.costMicros,
    counts: finished.counts,
    settings: { quality: started.quality, ...settings },
    inputs,
    look: looksOf(tally, reviews, missing),
    reviews,
    outputs: written,
    missing,
    standIns: [...new Set([...reviews.flatMap((review) => review.standIns), ...services.flatMap((service) => service.label ?? [])])].sort(),
    nodes: [...tally.nodes.values()].map(nodeRow),
    services,
    slowest: tally.slowest,
    log: tally.logs,
  };
}

function nodeRow(node: NodeTally): NodeRow {
  const { type, executed, cached, failed, skipped, ms, costMicros } = node;
  return { node: node.node, type, items: doneOf(node), executed, cached, failed, skipped, ms, costMicros };
}

function serviceRow(service: ServiceTally): ServiceRow {
  const { role, provider, label, model, units, costMicros, marketMicros, retries, times } = service;
  const sorted = [...times].sort((a, b) => a - b);
  return { role, provider, ...(label === undefined ? {} : { label }), model, calls: times.length, units, costMicros, marketMicros, retries, p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95) };
}

/** The smallest value that at least the given part of all values does not exceed (nearest rank). */
function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
