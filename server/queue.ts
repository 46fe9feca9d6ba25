import { newRunId, type RunSummary, type Runtime } from "../runtime/index.ts";
import type { RunEvent } from "../runtime/events.ts";
import { fail } from "../runtime/problem.ts";
import type { EventFeed } from "./feed.ts";
import { QueueFiles, type QueueState, type RunRequest, type Waiting } from "./queue-state.ts";

/** A run as a list shows it: like `RunSummary`, and those that wait for their turn. */
export type RunListing = Omit<RunSummary, "outcome"> & { readonly outcome: RunSummary["outcome"] | "queued" };

export interface RunList {
  readonly paused: boolean;
  /** Those that wait, in order; then the others, the newest first. */
  readonly runs: readonly RunListing[];
}

export interface QueueOptions {
  readonly runtime: Runtime;
  readonly feed: EventFeed;
  /** Where the queue is kept. */
  readonly state: string;
  /** Where subgraphs are looked for. */
  readonly graphs: readonly string[];
  /** Hears every event, before those who listen to the feed. */
  observe(event: RunEvent): void;
}

interface Current extends Waiting {
  readonly cancel: AbortController;
  readonly done: Promise<void>;
}

const noCounts = { executed: 0, cached: 0, failed: 0, skipped: 0 };

/** Runs one after the other, in an order that can be changed, over restarts of the server. */
export class RunQueue {
  private readonly options: QueueOptions;
  private readonly files: QueueFiles;
  private waiting: Waiting[] = [];
  private paused = false;
  private current: Current | undefined;
  private stopping = false;
  /** Runs that ended without a record because they were refused. */
  private readonly refused = new Map<string, RunListing>();

  constructor(options: QueueOptions) {
    this.options = options;
    this.files = new QueueFiles(options.state);
  }

  /** Takes up what the last server left. A run that was under way is not begun again by itself: it may cost money. */
  async open(): Promise<void> {
    const { paused, waiting, current } = await this.files.read();
    const recorded = new Set(this.options.runtime.runs.list().map(({ id }) => id));
    const lost = current && !recorded.has(current.id) ? [current] : [];
    this.paused = paused;
    this.waiting = [...lost, ...waiting].filter(({ id }) => !recorded.has(id));
    await this.files.dropOthers(new Set([...recorded, ...this.waiting.map(({ id }) => id)]));
    await this.save();
    this.next();
  }

  /** @returns the id the run will have. Once it is returned, the run is in the queue whatever happens to the server. */
  async add(request: RunRequest): Promise<string> {
    this.refuseWhenStopping();
    const entry: Waiting = { id: newRunId(), graph: request.graph.name, at: Date.now() };
    await this.files.keepRequest(entry.id, request);
    this.waiting.push(entry);
    try {
      await this.save();
    } catch (error) {
      this.waiting = this.waiting.filter(({ id }) => id !== entry.id);
      throw error;
    }
    this.changed();
    return entry.id;
  }

  list(): RunList {
    const recorded = this.options.runtime.runs.list();
    const known = new Set(recorded.map(({ id }) => id));
    const begun = this.current && !known.has(this.current.id) ? [{ ...summaryOf(this.current), outcome: "running" as const }] : [];
    const refused = [...this.refused.values()].filter(({ id }) => !known.has(id));
    const others = [...begun, ...refused, ...recorded.map((run) => this.withNews(run))].sort((a, b) => b.at - a.at);
    return { paused: this.paused, runs: [...this.waiting.map((entry) => ({ ...summaryOf(entry), outcome: "queued" as const })), ...others] };
  }

  /** @throws ProblemError RUN_UNKNOWN */
  find(id: string): RunListing {
    return this.list().runs.find((run) => run.id === id) ?? fail({ code: "RUN_UNKNOWN", message: "There is no such run here.", hint: "GET /api/runs lists those that are kept." });
  }

  request(id: string): Promise<RunRequest | undefined> {
    return this.files.request(id);
  }

  isWaiting(id: string): boolean {
    return this.waiting.some((entry) => entry.id === id);
  }

  get length(): number {
    return this.waiting.length;
  }

  get isRunning(): boolean {
    return this.current !== undefined;
  }

  /** A run that waits leaves the queue and is forgotten; one under way ends as cancelled. @throws ProblemError RUN_UNKNOWN, RUN_ENDED, RUN_ELSEWHERE */
  async cancel(id: string): Promise<void> {
    if (this.current?.id === id) return this.current.cancel.abort();
    if (this.isWaiting(id)) {
      this.waiting = this.waiting.filter((entry) => entry.id !== id);
      await this.save();
      await this.files.dropRequest(id);
      return this.changed();
    }
    const { outcome } = this.find(id);
    if (outcome === "running") fail({ code: "RUN_ELSEWHERE", message: "The run belongs to another process.", hint: "Stop it where it was started." });
    fail({ code: "RUN_ENDED", message: "The run has ended already.", hint: "There is nothing to cancel." });
  }

  /** @returns the place it has now, counted from 0. @throws ProblemError RUN_UNKNOWN, RUN_NOT_QUEUED */
  async move(id: string, to: number): Promise<number> {
    const entry = this.waiting.find((one) => one.id === id);
    if (!entry) fail({ code: "RUN_NOT_QUEUED", message: `The run is not in the queue: it is ${this.find(id).outcome}.`, hint: "Only runs that wait can be moved." });
    const others = this.waiting.filter((one) => one !== entry);
    const place = Math.min(to, others.length);
    this.waiting = others.toSpliced(place, 0, entry);
    await this.save();
    this.changed();
    return place;
  }

  /** A paused queue finishes the run under way and begins no other. */
  async pause(paused: boolean): Promise<void> {
    this.paused = paused;
    await this.save();
    this.changed();
  }

  /** Cancels the run under way; what it has finished is kept. What waits still waits at the next start. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.current?.cancel.abort();
    await this.current?.done;
    // Also waits for what is being written now: the folder may be gone when the server is.
    await this.save().catch(console.error);
  }

  private changed(): void {
    this.options.feed.queueChanged();
    this.next();
  }

  private next(): void {
    if (this.paused || this.stopping || this.current) return;
    const entry = this.waiting.shift();
    if (!entry) return;
    this.options.feed.begin(entry.id);
    const cancel = new AbortController();
    const done = this.carryOut(entry, cancel.signal).finally(() => {
      this.current = undefined;
      if (!this.stopping) void this.save().catch(console.error);
      this.changed();
    });
    this.current = { ...entry, cancel, done };
  }

  private async carryOut(entry: Waiting, signal: AbortSignal): Promise<void> {
    const { runtime, feed, graphs, observe } = this.options;
    const { id } = entry;
    // On the next turn, when `current` is set.
    await Promise.resolve();
    await this.save().catch(console.error);
    const request = await this.files.request(id);
    const { graph, ...options } = request ?? { graph: undefined };
    const run = runtime.run(graph, { ...options, id, signal, folder: graphs });
    feed.queueChanged();
    for await (const event of run.events) {
      observe(event);
      feed.tell(event);
    }
    const last = await run.result;
    const recorded = runtime.runs.list().some((one) => one.id === id);
    if (!recorded) this.refused.set(id, { ...summaryOf(entry), ms: last.ms, outcome: last.outcome, counts: last.counts, costMicros: last.costMicros });
    feed.end(id, recorded);
  }

  private save(): Promise<void> {
    return this.files.write((): QueueState => {
      const { id, graph, at } = this.current ?? {};
      return { paused: this.paused, waiting: this.waiting, ...(id === undefined ? {} : { current: { id, graph: graph!, at: at! } }) };
    });
  }

  private withNews(run: RunSummary): RunSummary {
    const live = this.options.feed.run(run.id);
    return live && run.outcome === "running" ? { ...run, ms: Date.now() - run.at, counts: live.counts, costMicros: live.costMicros } : run;
  }

  private refuseWhenStopping(): void {
    if (this.stopping) fail({ code: "SERVER_STOPPING", message: "The server is stopping.", hint: "Start it again and try once more." });
  }
}

function summaryOf({ id, graph, at }: Waiting): Omit<RunListing, "outcome"> {
  return { id, graph, at, ms: 0, counts: noCounts, costMicros: 0 };
}
