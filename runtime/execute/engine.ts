import { setMaxListeners } from "node:events";
import type { Origin, ServiceCall, ServiceNotice } from "../contract/service.ts";
import type { Counts, ItemLogged, ItemPreview, ItemProgress, Outcome, RunOutput } from "../events.ts";
import { artifactsIn } from "../plan/digest.ts";
import type { Purse } from "../money/purse.ts";
import type { Fixed, Plan } from "../plan/plan.ts";
import { type Problem, problemIn } from "../problem.ts";
import type { Because, Branch } from "../schedule/branch.ts";
import { missingItems } from "../schedule/missing-items.ts";
import { Schedule, type ScheduleHost } from "../schedule/schedule.ts";
import type { ResultRecord, Store } from "../store/store.ts";
import type { EventBus } from "./event-bus.ts";
import type { Executor } from "./executor.ts";
import { auditDifferences, endsRun, problemOf } from "./faults.ts";
import type { InFlight } from "./in-flight.ts";
import { digestAll, graphOutputs, shownOutputs, valuesOf } from "./outputs.ts";
import { Permits } from "./permits.ts";
import { demandedEdges, passedOn, prepare, type Prepared } from "./prepared.ts";
import { inItemSpan } from "./span.ts";
import { type Teller, Watch } from "./watch.ts";

/** What a run may decide for itself. */
export interface EngineOptions {
  readonly concurrency: number;
  /** How many items may use a service at once, by role. */
  readonly limits: ReadonlyMap<string, number>;
  /** Whether a kept result of this item is not to be used. */
  refreshes(node: string, item: string): boolean;
  /** How many kept results to make again and compare. */
  readonly audit: number;
  readonly signal: AbortSignal;
  /** Set to only look: told of each item that is not kept, which is then left as it is. */
  readonly dry?: (missed: Missed) => void;
}

/** An item that would run. */
export interface Missed {
  readonly node: string;
  readonly type: string;
  readonly item: string;
  readonly key: string;
  /** What the key is made of: the fixed part's digest, then one for each connected input. */
  readonly parts: string;
  readonly fixedParts: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly reason: "volatile" | "refresh" | "missing";
}

export interface Around {
  readonly store: Store;
  readonly executor: Executor;
  readonly inFlight: InFlight<ResultRecord>;
  readonly bus: EventBus;
  readonly purse: Purse;
}

/** After a cancel, how long a node may take to notice before the run ends without it, in milliseconds. */
const graceMs = 150;
/** How long items are settled in one go before other work of the process gets its turn, in milliseconds. */
const sliceMs = 8;

/**
 * Carries a plan out: takes items as the schedule hands them over, looks them up, runs those that are not kept, and
 * tells what happens. One engine is one run.
 */
export class Engine implements ScheduleHost, Teller {
  readonly schedule: Schedule;
  readonly problems: Problem[] = [];
  private readonly plan: Plan;
  private readonly around: Around;
  private readonly options: EngineOptions;
  private readonly permits: Permits<Prepared>;
  private readonly stop = new AbortController();
  private readonly counts = { executed: 0, cached: 0, failed: 0, skipped: 0 };
  private arrived: Branch[] = [];
  private running = 0;
  private looking = 0;
  private costMicros = 0;
  readonly purse: Purse;
  private audited = 0;
  /** Keys that were made again because that was asked for: other items with the same key take them. */
  private readonly refreshed = new Set<string>();
  private ending: "cancelled" | "over-budget" | "fault" | undefined;
  private wake: (() => void) | undefined;
  /** The last event is about to be told. */
  private over = false;

  constructor(plan: Plan, around: Around, options: EngineOptions) {
    this.plan = plan;
    this.around = around;
    this.purse = around.purse;
    this.options = options;
    this.schedule = new Schedule(plan.graph.nodes, this);
    // Every item under way listens to it, and there may be thousands: none of them is a leak.
    setMaxListeners(0, this.stop.signal);
    this.permits = new Permits(options.concurrency, options.limits, (prepared) => prepared.step.roles);
  }

  /** @returns when everything that can be settled is, or the run was ended from outside. Never throws. */
  async run(): Promise<{ outcome: Outcome; counts: Counts; costMicros: number; outputs: Record<string, RunOutput> }> {
    const { signal } = this.options;
    const cancel = () => this.end("cancelled");
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { once: true });
    this.schedule.start(this.plan.targets);
    while (await this.turn());
    signal.removeEventListener("abort", cancel);
    if (this.ending && this.running > 0) await this.grace();
    this.over = true;
    if (!this.ending) this.problems.push(...missingItems(this.schedule, this.plan.targets));
    return { outcome: this.outcome(), counts: this.counts, costMicros: this.costMicros, outputs: graphOutputs(this.plan.graph, this.schedule) };
  }

  /** Ends the run early: nothing more starts, what runs is told to stop. */
  end(why: "cancelled" | "over-budget" | "fault", problem?: Problem): void {
    if (problem) this.problems.push(problem);
    if (this.ending) return;
    this.ending = why;
    this.permits.clear();
    this.arrived = [];
    // A run over its budget lets what is under way, and paid for, finish.
    if (why !== "over-budget") this.stop.abort();
    this.wake?.();
  }

  ready(item: Branch): void {
    this.arrived.push(item);
    this.wake?.();
  }

  opened(branch: Branch): void {
    if (branch.node.kind === "type") this.around.bus.emit({ type: "node.expanded", node: branch.node.id, item: branch.key, keys: [...branch.children!.keys()] });
  }

  skipped(branch: Branch, because: Because): void {
    if (branch.node.kind !== "type") return;
    this.counts.skipped++;
    this.around.bus.emit({ type: "item.skipped", node: branch.node.id, item: branch.key, because });
  }

  unopenable(branch: Branch, problem: Problem): void {
    this.counts.failed++;
    this.around.bus.emit({ type: "item.failed", node: branch.node.id, item: branch.key, problem });
  }

  /** One stretch of work. @returns false when nothing is left to wait for */
  private async turn(): Promise<boolean> {
    const until = performance.now() + sliceMs;
    for (let at = 0; at < this.arrived.length; at++) {
      this.take(this.arrived[at]!);
      if ((at & 15) === 15 && performance.now() > until) {
        this.arrived = this.arrived.slice(at + 1);
        this.startNext();
        await new Promise<void>((resolve) => { setImmediate(resolve); });
        return true;
      }
    }
    this.arrived = [];
    this.startNext();
    if (this.arrived.length > 0) return true;
    if (this.running + this.looking === 0 || (this.ending && this.ending !== "over-budget")) return false;
    await new Promise<void>((resolve) => { this.wake = resolve; });
    this.wake = undefined;
    return true;
  }

  private async grace(): Promise<void> {
    const until = performance.now() + graceMs;
    while (this.running > 0 && performance.now() < until) await new Promise((resolve) => { setTimeout(resolve, 5); });
  }

  /** What to do with an item that has all it needs. */
  private take(item: Branch): void {
    const { node } = item;
    if (node.kind === "constant") return this.schedule.done(item, [node.value]);
    if (node.kind === "wire") return this.schedule.done(item, passedOn(this.schedule, item));
    const step = this.plan.steps[node.index]!;
    const fixed = step.items.get(item.key) ?? step.usual;
    // A node that chooses is handed over again when what it chose is there.
    if (step.definition.demands && !item.demanded && !this.schedule.demandFor(demandedEdges(this.schedule, item, step, fixed), item)) return;
    if (fixed.pinned) return this.takePinned(item, fixed);
    const prepared = prepare(this.schedule, item, step, fixed);
    if (step.definition.volatile) return this.miss(prepared, "volatile");
    if (this.options.refreshes(node.id, item.key) && !this.refreshed.has(prepared.key)) return this.miss(prepared, "refresh");
    const kept = this.around.store.results.get(prepared.key);
    // A node that gained an output under its old version: what was kept cannot stand in for it.
    if (!kept || node.outputs.some(({ name }) => !(name in kept.outputs))) return this.miss(prepared, "missing");
    if (kept.artifacts?.length) void this.takeIfSound(prepared, kept);
    else this.takeKept(prepared, kept);
  }

  private miss(prepared: Prepared, reason: Missed["reason"]): void {
    const { item, fixed, key, parts, inputs } = prepared;
    if (!this.options.dry) return this.permits.add(prepared);
    this.options.dry({ node: item.node.id, type: item.node.type, item: item.key, key, parts, fixedParts: fixed.parts, inputs, reason });
  }

  private takePinned(item: Branch, fixed: Fixed): void {
    this.counts.cached++;
    this.finish(item, fixed, fixed.pins, "cached");
  }

  private async takeIfSound(prepared: Prepared, kept: ResultRecord): Promise<void> {
    this.looking++;
    const { blobs } = this.around.store;
    const sound = await Promise.all(kept.artifacts!.map((digest) => this.options.dry ? blobs.present(digest) : blobs.sound(digest)));
    this.looking--;
    if (this.ending) return this.wake?.();
    if (sound.every(Boolean)) this.takeKept(prepared, kept);
    else {
      this.around.bus.emit({ type: "item.log", node: prepared.item.node.id, item: prepared.item.key, message: "What was kept is damaged or gone; it is made again." });
      this.miss(prepared, "missing");
    }
    this.wake?.();
  }

  private takeKept(prepared: Prepared, kept: ResultRecord): void {
    if (this.audited < this.options.audit) {
      this.audited++;
      return this.miss(prepared, "refresh");
    }
    this.counts.cached++;
    this.finish(prepared.item, prepared.fixed, kept.outputs, "cached", prepared.key, kept);
  }

  private startNext(): void {
    if (this.ending) return;
    for (let prepared = this.permits.take(); prepared; prepared = this.permits.take()) {
      if (this.purse.budget.reached && prepared.step.roles.length > 0) {
        this.permits.release(prepared);
        return this.end("over-budget");
      }
      void this.execute(prepared);
    }
  }

  private async execute(prepared: Prepared): Promise<void> {
    const { item, step, fixed, key } = prepared;
    this.running++;
    try {
      const before = this.audited > 0 && !step.definition.volatile ? this.around.store.results.get(key) : undefined;
      let joined = false;
      const record = await this.around.inFlight.share(key, this.stop.signal, () => this.work(prepared), () => { joined = true; });
      if (this.stop.signal.aborted && this.ending !== "over-budget") return;
      if (before) this.problems.push(...auditDifferences(item, before, record));
      this.counts[joined ? "cached" : "executed"]++;
      this.finish(item, fixed, record.outputs, joined ? "cached" : "finished", key, record);
    } catch (error) {
      // The item is neither done nor failed: it is what the next run begins with.
      if (problemIn(error)?.code === "BUDGET_REACHED") this.end("over-budget", this.ending ? undefined : problemIn(error));
      else if (!this.stop.signal.aborted) this.fail(item, error);
    } finally {
      this.running--;
      this.permits.release(prepared);
      this.wake?.();
    }
  }

  private async work({ item, step, fixed, key, parts, inputs }: Prepared): Promise<ResultRecord> {
    const { bus, executor, store } = this.around;
    const node = item.node.id;
    const started = performance.now();
    const observer = new Watch(this, { run: bus.run, node, item: item.key }, this.stop.signal);
    bus.emit({ type: "item.started", node, item: item.key, key });
    const job = { key, type: item.node.type, version: step.definition.version, item: item.key, inputs, settings: this.plan.settings };
    const { outputs, memos } = await inItemSpan(node, bus.run, job, () => executor.execute(job, observer, this.stop.signal));
    digestAll(item, valuesOf(item, fixed, outputs));
    const artifacts = artifactsIn(outputs);
    const record: ResultRecord = {
      outputs, parts, ms: Math.round((performance.now() - started) * 10) / 10, costMicros: observer.costMicros,
      ...(artifacts.length > 0 ? { artifacts: [...new Set(artifacts)] } : {}),
      ...(memos.length > 0 ? { memos } : {}),
    };
    this.stop.signal.throwIfAborted();
    store.results.put(key, record);
    if (this.options.refreshes(node, item.key)) this.refreshed.add(key);
    return record;
  }

  /** Something that happened while an item ran. Nothing is told of a run that has ended. */
  tell(event: ItemProgress | ItemPreview | ItemLogged): void {
    if (!this.over) this.around.bus.emit(event);
  }

  /** A call of a service has ended. */
  called({ node, item }: Origin, role: string, { uncertain: _, ...call }: ServiceCall, exposedMicros: number): void {
    this.costMicros += call.costMicros;
    if (!this.over) this.around.bus.emit({ type: "service.called", node, item, role, ...this.describe(role), ...call, ...(exposedMicros > 0 ? { exposedMicros } : {}) });
  }

  notice({ node, item }: Origin, role: string, notice: ServiceNotice): void {
    if (!this.over) this.around.bus.emit({ type: "service.notice", node, item, role, ...notice });
  }

  /** Set by the run: which provider stands behind a role. */
  describe: (role: string) => { readonly provider: string; readonly label?: string } = () => ({ provider: "unknown" });

  private finish(item: Branch, fixed: Fixed, outputs: Readonly<Record<string, unknown>>, how: "cached" | "finished", key = "", record?: ResultRecord): void {
    if (this.ending && this.ending !== "over-budget") return;
    const { bus } = this.around;
    item.outputs = valuesOf(item, fixed, outputs);
    const shown = shownOutputs(item);
    const memos = record?.memos ? { memos: record.memos } : undefined;
    if (how === "finished") bus.emit({ type: "item.finished", node: item.node.id, item: item.key, key, outputs: shown, ms: record!.ms!, costMicros: record!.costMicros!, ...memos });
    else bus.emit({ type: "item.cached", node: item.node.id, item: item.key, key, outputs: shown, ...memos });
    this.schedule.done(item, item.outputs);
  }

  private fail(item: Branch, error: unknown): void {
    const problem = problemOf(item, error);
    if (process.env["REELWRIGHT_DEBUG"] && error instanceof Error) this.around.bus.emit({ type: "item.log", node: item.node.id, item: item.key, message: error.stack ?? error.message });
    this.counts.failed++;
    this.around.bus.emit({ type: "item.failed", node: item.node.id, item: item.key, problem: { ...problem, node: item.node.id, ...(item.key === "" ? {} : { item: item.key }) } });
    this.schedule.failed(item);
    if (endsRun.has(problem.code)) this.end("fault", problem);
  }

  private outcome(): Outcome {
    if (this.ending === "cancelled" || this.ending === "over-budget") return this.ending;
    return this.ending === "fault" || this.counts.failed + this.counts.skipped > 0 || this.problems.length > 0 ? "failed" : "succeeded";
  }
}
