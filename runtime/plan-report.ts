import { type Estimate, estimateOf } from "./estimate.ts";
import { Engine, type Missed } from "./execute/engine.ts";
import { EventBus } from "./execute/event-bus.ts";
import { type Change, LastRun } from "./plan/explain.ts";
import { Purse } from "./money/purse.ts";
import type { LeftOut } from "./graph/left-out.ts";
import type { Plan } from "./plan/plan.ts";
import { Forecaster } from "./plan/forecast.ts";
import type { Problem } from "./problem.ts";
import { engineOptions, type RunOptions, type Workshop } from "./run.ts";

/** What a run would do, without doing any of it. */
export interface PlanReport {
  readonly problems: readonly Problem[];
  /** What was brought up to date on loading, a sentence for each node; absent when nothing was. */
  readonly migrated?: readonly string[];
  /** Nodes that a run would leave out for want of a pack, each with the one whose type is not here; absent when there are none. */
  readonly leftOut?: readonly LeftOut[];
  readonly nodes: readonly PlannedNode[];
  readonly counts: PlannedCounts;
  readonly estimate: Estimate;
}

export interface PlannedCounts {
  readonly cached: number;
  readonly willRun: number;
  /** Items that hang on what is made before them; where their number is not known yet, a whole list counts as one. */
  readonly depends: number;
}

export interface PlannedNode extends PlannedCounts {
  readonly node: string;
  readonly type: string;
  readonly items: readonly PlannedItem[];
}

export interface PlannedItem {
  readonly item: string;
  readonly state: "cached" | "will-run" | "depends";
  /** For those that will run: what has changed. */
  readonly why?: readonly Change[];
}

/** Reads the store and writes nothing. */
export async function reportPlan(plan: Plan, workshop: Workshop, options: RunOptions): Promise<PlanReport> {
  const { registry, store, history, executor, inFlight, ledger, currency } = workshop;
  store.refresh();
  const last = await LastRun.read(history, plan.graph.name, (key) => store.results.get(key));
  const missed = new Map<string, Missed>();
  const bus = new EventBus("plan", () => {});
  const engine = new Engine(plan, { store, executor, inFlight, bus, purse: new Purse(ledger, currency) }, engineOptions(plan, workshop, options, (item) => missed.set(`${item.node} ${item.item}`, item)));
  await engine.run();
  const nodes = plan.graph.nodes.flatMap((node, index): PlannedNode[] => {
    if (plan.steps[index] === undefined) return [];
    const items: PlannedItem[] = [];
    for (const branch of engine.schedule.frontier(node)) {
      const miss = missed.get(`${node.id} ${branch.key}`);
      if (miss) items.push({ item: branch.key, state: "will-run", why: last.why(miss) });
      else items.push({ item: branch.key, state: branch.settled ? "cached" : "depends" });
    }
    return items.length === 0 ? [] : [{ node: node.id, type: node.type, ...count(items), items }];
  });
  const forecaster = new Forecaster(plan, last, (node, level) => engine.schedule.countAt(node, level));
  return { problems: engine.problems, nodes, counts: sum(nodes), estimate: estimateOf({ plan, nodes, last, forecaster, isWhole: (node) => engine.schedule.root(node).wanted, registry, currency }) };
}

function count(items: readonly PlannedItem[]): PlannedCounts {
  const of = (state: PlannedItem["state"]) => items.filter((item) => item.state === state).length;
  return { cached: of("cached"), willRun: of("will-run"), depends: of("depends") };
}

function sum(nodes: readonly PlannedCounts[]): PlannedCounts {
  const total = (field: keyof PlannedCounts) => nodes.reduce((all, node) => all + node[field], 0);
  return { cached: total("cached"), willRun: total("willRun"), depends: total("depends") };
}
