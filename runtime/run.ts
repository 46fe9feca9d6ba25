import { randomBytes } from "node:crypto";
import type { ResultRecord } from "./store/store.ts";
import { Engine, type EngineOptions, type Missed } from "./execute/engine.ts";
import { EventBus } from "./execute/event-bus.ts";
import type { InFlight } from "./execute/in-flight.ts";
import type { Executor } from "./execute/executor.ts";
import type { RunEvent, RunFinished, Stamp } from "./events.ts";
import type { Graph } from "./graph/graph.ts";
import { type LeftOut, missingProblems } from "./graph/left-out.ts";
import type { Doorway } from "./door/call.ts";
import type { Ledger } from "./money/ledger.ts";
import { Purse } from "./money/purse.ts";
import type { LockedPack } from "./packs/lock.ts";
import type { Plan } from "./plan/plan.ts";
import type { PackLoader } from "./pack-loader.ts";
import { fail, type Problem, ProblemError, problemIn } from "./problem.ts";
import type { Registry } from "./registry/registry.ts";
import type { RunHistory } from "./store/history.ts";
import type { Store } from "./store/store.ts";
import type { Taping } from "./taping.ts";

export interface RunOptions {
  /** Made by `newRunId` beforehand, for a run that is announced before it starts. Default: a new one. */
  readonly id?: string;
  /** Values for the graph's inputs. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** `node`, or `node:item` with the keys of an item or of its outer axes (`scene:e03`); these and what they need are run, and nothing else. */
  readonly only?: readonly string[];
  readonly quality?: "draft" | "final";
  /** In units of the account's currency. */
  readonly budget?: number;
  /** How many items run at once. */
  readonly concurrency?: number;
  /** `node` or `node:item`: kept results of these are not used. */
  readonly refresh?: readonly string[];
  /** How many kept results to make again and compare. */
  readonly audit?: number;
  readonly signal?: AbortSignal;
  /** Where subgraphs are looked for: the folder of the graph file; of several, in the first that has one. */
  readonly folder?: string | readonly string[];
  /** Leave out nodes of packs that are not here, and what needs them, in place of refusing the run. */
  readonly skipMissing?: boolean;
}

/** A run under way. It begins on the next turn of the event loop, so a subscriber at once misses nothing. */
export interface Run {
  readonly id: string;
  /** Every event from the moment this is asked for. */
  readonly events: AsyncIterable<RunEvent>;
  /** The last event. Never rejects: what went wrong is in its `problems`, and in the events. */
  readonly result: Promise<RunFinished & Stamp>;
}

/** What a run works with; one runtime has one. */
export interface Workshop {
  readonly registry: Registry;
  readonly store: Store;
  readonly history: RunHistory;
  readonly executor: Executor;
  readonly inFlight: InFlight<ResultRecord>;
  readonly concurrency: number;
  readonly ledger: Ledger;
  /** ISO 4217, of every price and budget. */
  readonly currency: string;
  readonly doors: readonly Doorway[];
  readonly loader: PackLoader;
  /** Packs that were added to the project and are not on this machine. */
  readonly absentPacks: Readonly<Record<string, LockedPack>>;
  /** Set when calls of services are recorded, or given back from a recording. */
  readonly taping: Taping | undefined;
  /** Whether a text holds a secret, or what looks like one. */
  holdsSecret(text: string): Promise<boolean>;
}

/** Enough for calls that wait on a network; what strains this machine has limits of its own. */
export const usualConcurrency = 64;

/** How often results are forced to disk while a run goes on, in milliseconds. */
const syncEveryMs = 1000;

export interface Prepared {
  readonly graph: string;
  readonly plan: Plan | undefined;
  readonly problems: readonly Problem[];
  readonly changes?: readonly string[];
  readonly leftOut?: readonly LeftOut[];
}

export function startRun(prepare: () => Promise<Prepared>, workshop: Workshop, options: RunOptions): Run {
  const id = options.id ?? newRunId();
  const live = new LiveRun(id, workshop, options);
  const refused = (error: unknown): Prepared => ({ graph: "", plan: undefined, problems: [problemOf(error)] });
  const result = new Promise<void>((resolve) => { setImmediate(resolve); }).then(prepare).catch(refused).then((prepared) => live.go(prepared));
  return { id, get events() { return live.bus.subscribe(); }, result };
}

/** Ids sort by the time they were made. */
export function newRunId(): string {
  return `${Date.now().toString(36)}-${randomBytes(4).toString("hex")}`;
}

class LiveRun {
  readonly bus: EventBus;
  private readonly workshop: Workshop;
  private readonly options: RunOptions;
  private engine: Engine | undefined;
  private record: ReturnType<RunHistory["open"]> | undefined;
  private storeFault: Problem | undefined;

  constructor(id: string, workshop: Workshop, options: RunOptions) {
    this.workshop = workshop;
    this.options = options;
    this.id = id;
    // What an event tells of is on disk before anyone hears of it.
    this.bus = new EventBus(id, (batch) => {
      this.commit();
      this.record?.append(batch);
    });
  }
  private readonly id: string;

  async go(prepared: Prepared): Promise<RunFinished & Stamp> {
    const started = performance.now();
    const { plan, problems } = prepared;
    let last: RunFinished & Stamp;
    try {
      last = plan === undefined ? this.refuse(prepared, started, problems) : await this.carryOut(plan, prepared, started);
    } catch (error) {
      last = this.refuse(prepared, started, [problemOf(error)]);
    }
    this.bus.close();
    this.record?.close();
    return last;
  }

  private async carryOut(plan: Plan, { changes: migrated = [], leftOut = [] }: Prepared, started: number): Promise<RunFinished & Stamp> {
    const { registry, store, history, executor, inFlight, ledger, currency, taping } = this.workshop;
    store.refresh();
    const { budget } = this.options;
    const budgetMicros = budget === undefined ? undefined : Math.round(budget * 1_000_000);
    if (budgetMicros !== undefined) mustBePriced(plan, registry);
    const purse = new Purse(ledger, currency, budgetMicros);
    this.record = history.open(this.id, plan.graph.name, () => fixedParts(plan));
    this.bus.emit({
      type: "run.started", graph: plan.graph.name, quality: plan.settings.quality, inputs: graphInputs(plan.graph), currency, ...(budgetMicros === undefined ? {} : { budgetMicros }),
      types: Object.fromEntries([...plan.graph.nodes.filter(({ kind }) => kind === "type").map(({ id, type }) => [id, type]), ...leftOut.map(({ node, type }) => [node, type])]),
      ...(this.options.only ? { only: this.options.only } : {}), ...(migrated.length > 0 ? { migrated } : {}),
    });
    for (const { node, because } of leftOut) this.bus.emit({ type: "item.skipped", node, item: "", because: { node: because, item: "" } });
    const engine = this.engine = new Engine(plan, { store, executor, inFlight, bus: this.bus, purse }, engineOptions(plan, this.workshop, this.options));
    engine.describe = (role) => {
      const provider = registry.provider(role, plan.settings.quality);
      return { provider: provider?.name ?? "unknown", ...(provider?.label === undefined ? {} : { label: provider.label }) };
    };
    const sync = setInterval(() => void store.sync().catch((error: unknown) => this.fault(error)), syncEveryMs);
    const { outcome, counts, costMicros, outputs } = await engine.run().finally(() => clearInterval(sync));
    purse.close();
    const { exposedMicros } = purse.budget;
    await store.sync().catch((error: unknown) => this.fault(error));
    // A node may have got over what its replay lacks; the run has not.
    const missing = outcome === "succeeded" ? taping?.missing(this.id) ?? [] : [];
    return this.bus.emit({
      type: "run.finished", outcome: outcome === "succeeded" && (this.storeFault || missing.length > 0) ? "failed" : outcome, counts: { ...counts, skipped: counts.skipped + leftOut.length }, costMicros, ...(exposedMicros > 0 ? { exposedMicros } : {}),
      ms: Math.round(performance.now() - started), outputs, problems: [...engine.problems, ...missing, ...missingProblems(leftOut)],
    });
  }

  private refuse(prepared: Prepared, started: number, problems: readonly Problem[]): RunFinished & Stamp {
    const begun = this.engine !== undefined;
    if (!begun) this.bus.emit({ type: "run.started", graph: prepared.graph, types: {}, inputs: this.options.inputs ?? {}, quality: this.options.quality ?? "final" });
    return this.bus.emit({ type: "run.finished", outcome: "failed", counts: { executed: 0, cached: 0, failed: 0, skipped: 0 }, costMicros: 0, ms: Math.round(performance.now() - started), outputs: {}, problems });
  }

  private commit(): void {
    try {
      this.workshop.store.commit();
    } catch (error) {
      this.fault(error);
    }
  }

  /** A store that cannot be written ends the run; the process and everything kept before live on. */
  private fault(error: unknown): void {
    if (!(error instanceof ProblemError)) throw error;
    if (this.storeFault) return;
    this.storeFault = error.problem;
    this.engine?.end("fault", error.problem);
  }
}

/** A budget holds only where every call has a price. @throws ProblemError PRICE_UNKNOWN */
function mustBePriced(plan: Plan, registry: Registry): void {
  for (const role of new Set(plan.steps.flatMap((step) => step?.roles ?? []))) {
    const provider = registry.provider(role, plan.settings.quality);
    if (provider?.remote && !provider.usual) fail({ code: "PRICE_UNKNOWN", message: `No budget can be kept: the price of what fills the role "${role}" is not known.`, hint: "Write the model's prices into reelwright.config.json, or run without a budget." });
  }
}

/** The graph's inputs as given and defaulted. */
function graphInputs(graph: Graph): Record<string, unknown> {
  return Object.fromEntries(graph.nodes.filter(({ kind }) => kind === "constant").map(({ id, value }) => [id.slice(id.indexOf(".") + 1), value]));
}

function problemOf(error: unknown): Problem {
  if (process.env["REELWRIGHT_DEBUG"] && !problemIn(error)) console.error(error);
  return problemIn(error) ?? { code: "INTERNAL", message: `Reelwright itself failed: ${error instanceof Error ? error.message : String(error)}`, hint: "Please report it, with the output of REELWRIGHT_DEBUG=1." };
}

/** What does not flow, for a later plan to compare with: the fixed part of each node, and the values of graph inputs. */
function fixedParts(plan: Plan): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const [index, node] of plan.graph.nodes.entries()) {
    if (node.kind === "constant") parts[node.id] = JSON.stringify(node.value);
    else if (node.kind === "type") parts[node.id] = plan.steps[index]!.usual.parts;
  }
  return parts;
}

export function engineOptions(plan: Plan, workshop: Pick<Workshop, "registry" | "concurrency" | "taping">, options: RunOptions, dry?: (missed: Missed) => void): EngineOptions {
  const roles = new Set(plan.steps.flatMap((step) => (step?.definition.uses ?? []).map(({ name }) => name)));
  const limits = new Map([...roles].map((role) => [role, workshop.registry.provider(role, plan.settings.quality)?.concurrency ?? Infinity]));
  const refresh = new Set(options.refresh);
  const recorded = new Set(plan.graph.nodes.filter((_, index) => plan.steps[index]?.roles.some((role) => workshop.taping?.records(role, plan.settings.quality))).map(({ id }) => id));
  return {
    concurrency: options.concurrency ?? workshop.concurrency,
    limits,
    refreshes: (node: string, item: string) => recorded.has(node) || refresh.has(node) || refresh.has(`${node}:${item}`),
    audit: options.audit ?? 0,
    signal: options.signal ?? new AbortController().signal,
    ...(dry ? { dry } : {}),
  };
}
