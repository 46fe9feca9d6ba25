import { randomBytes } from "node:crypto";
import type { RunEvent } from "../runtime/events.ts";
import type { Runtime } from "../runtime/index.ts";
import { LiveRun } from "./live-run.ts";
import { type Entry, Ring } from "./ring.ts";

/** Runs that ended without leaving a record, because they were refused: so many are remembered. */
const mostRefused = 100;

/** Everything that happens in the runs of this server, for everyone who listens. */
export class EventFeed {
  /** Differs at each start of the server: numbers from another start mean nothing here. */
  readonly epoch = randomBytes(6).toString("hex");
  private readonly ring = new Ring();
  private readonly runtime: Pick<Runtime, "runs">;
  private readonly live = new Map<string, LiveRun>();
  private readonly refused = new Map<string, LiveRun>();
  private readonly listeners = new Set<() => void>();
  private closed = false;

  constructor(runtime: Pick<Runtime, "runs">) {
    this.runtime = runtime;
  }

  /** The number that the next thing told will have. */
  get next(): number {
    return this.ring.next;
  }

  get isClosed(): boolean {
    return this.closed;
  }

  get listening(): number {
    return this.listeners.size;
  }

  begin(id: string): LiveRun {
    const run = new LiveRun(id);
    this.live.set(id, run);
    return run;
  }

  tell(event: RunEvent): void {
    this.live.get(event.run)?.take(event);
    this.push({ kind: "run", run: event.run, seq: event.seq, json: JSON.stringify(event), isLast: event.type === "run.finished" });
  }

  /** @param recorded whether the run has a record on disk that tells of it from now on */
  end(id: string, recorded: boolean): void {
    const run = this.live.get(id);
    this.live.delete(id);
    if (!run || recorded) return;
    this.refused.set(id, run);
    if (this.refused.size > mostRefused) this.refused.delete(this.refused.keys().next().value!);
  }

  queueChanged(): void {
    this.push({ kind: "queue" });
  }

  run(id: string): LiveRun | undefined {
    return this.live.get(id);
  }

  /** What is told from that number on; undefined when some of it is gone. */
  from(number: number): readonly Entry[] | undefined {
    return this.ring.from(number);
  }

  /** Every event of a run known now, with a higher number than `after`. @throws ProblemError RUN_UNKNOWN */
  events(id: string, after: number): AsyncIterable<RunEvent> {
    const recorded = () => this.runtime.runs.events(id);
    const run = this.live.get(id) ?? this.refused.get(id);
    return run ? run.since(after, recorded) : laterThan(after, recorded());
  }

  /** Calls back after each thing told. @returns a function that stops listening */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Ends every stream. */
  close(): void {
    this.closed = true;
    for (const listener of this.listeners) listener();
  }

  private push(entry: Entry): void {
    this.ring.push(entry);
    for (const listener of this.listeners) listener();
  }
}

async function* laterThan(after: number, events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  for await (const event of events) if (event.seq > after) yield event;
}
