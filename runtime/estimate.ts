import type { GraphNode } from "./graph/graph.ts";
import type { LastRun } from "./plan/explain.ts";
import type { Forecaster } from "./plan/forecast.ts";
import type { Plan } from "./plan/plan.ts";
import type { PlannedNode } from "./plan-report.ts";
import type { Registry } from "./registry/registry.ts";

/** What a run is expected to take: everything that may have to be made, where nothing that depends comes out as before. */
export interface Estimate {
  /** ISO 4217. */
  readonly currency: string;
  /** Calls of each role. */
  readonly calls: Readonly<Record<string, number>>;
  readonly roles: Readonly<Record<string, RoleEstimate>>;
  /** From what one item of the node took the last times; work that runs side by side is added up. */
  readonly ms: number;
  readonly costMicros: number;
  readonly marketMicros: number;
  /** Of `costMicros`, what the items that are known to run come to. */
  readonly certainMicros: number;
  /** Roles whose price is not known: what they cost is in no sum here. */
  readonly unpriced: readonly string[];
  /** Whether all items are counted, and their cost known from the last runs or from prices. */
  readonly complete: boolean;
}

export interface RoleEstimate {
  readonly calls: number;
  readonly costMicros: number;
  readonly marketMicros: number;
  /** What fills it. */
  readonly provider: string;
  /** Set for a stand-in. */
  readonly label?: string;
}

const nothing = { calls: 0, costMicros: 0, marketMicros: 0 };

export interface EstimateParts {
  readonly plan: Plan;
  readonly nodes: readonly PlannedNode[];
  readonly last: LastRun;
  readonly forecaster: Forecaster;
  /** Whether all items of a node are wanted, also those that nobody knows of yet. */
  readonly isWhole: (node: GraphNode) => boolean;
  readonly registry: Registry;
  readonly currency: string;
}

export function estimateOf({ plan, nodes, last, forecaster, isWhole, registry, currency }: EstimateParts): Estimate {
  const roles: Record<string, { -readonly [Field in keyof RoleEstimate]: RoleEstimate[Field] }> = {};
  const unpriced = new Set<string>();
  let [ms, costMicros, marketMicros, certainMicros, complete] = [0, 0, 0, 0, true];
  const planned = new Map(nodes.map((node) => [node.node, node]));
  for (const [index, step] of plan.steps.entries()) {
    const node = plan.graph.nodes[index]!;
    const known = planned.get(node.id);
    // Not reached at all: nothing of it is wanted.
    if (!step || !known) continue;
    const forecast = forecaster.of(node);
    const beyond = isWhole(node) ? Math.max(0, forecast.items - (known.cached + known.willRun + known.depends)) : 0;
    const items = known.willRun + known.depends + beyond;
    if (items === 0) continue;
    const usual = last.usual(node.id);
    ms += items * (usual?.ms ?? 0);
    if (!forecast.counted || !usual) complete = false;
    for (const role of step.roles) {
      const provider = registry.provider(role, plan.settings.quality);
      if (!provider) continue;
      if (provider.remote && !provider.usual) unpriced.add(role);
      const isSeldom = step.definition.seldom?.some(({ name }) => name === role) ?? false;
      const each = last.usualCall(node.id, role, provider.name) ?? (isSeldom ? nothing : { calls: 1, ...(provider.usual ?? { costMicros: 0, marketMicros: 0 }) });
      if (each.calls === 0) continue;
      const of = (roles[role] ??= { calls: 0, costMicros: 0, marketMicros: 0, provider: provider.name, ...(provider.label === undefined ? {} : { label: provider.label }) });
      of.calls += items * each.calls;
      of.costMicros += items * each.costMicros;
      of.marketMicros += items * each.marketMicros;
      costMicros += items * each.costMicros;
      marketMicros += items * each.marketMicros;
      certainMicros += known.willRun * each.costMicros;
    }
  }
  const whole = Object.fromEntries(Object.entries(roles).map(([role, of]) => [role, { ...of, calls: Math.round(of.calls), costMicros: Math.round(of.costMicros), marketMicros: Math.round(of.marketMicros) }]));
  return {
    currency, roles: whole, calls: Object.fromEntries(Object.entries(whole).map(([role, { calls }]) => [role, calls])),
    ms: Math.round(ms), costMicros: Math.round(costMicros), marketMicros: Math.round(marketMicros), certainMicros: Math.round(certainMicros), unpriced: [...unpriced], complete: complete && unpriced.size === 0,
  };
}
