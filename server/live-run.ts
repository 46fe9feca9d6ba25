import type { Counts, RunEvent } from "../runtime/events.ts";

/** More than this many events are read from the run's record on disk instead. */
const mostKept = 5000;

/** What is known of a run while it goes on, from its events alone. */
export class LiveRun {
  readonly id: string;
  lastSeq = -1;
  counts: Counts = { executed: 0, cached: 0, failed: 0, skipped: 0 };
  costMicros = 0;
  ended = false;
  private kept: RunEvent[] | undefined = [];
  /** The latest progress and preview of every item at work; they are in no record. */
  private readonly passing = new Map<string, RunEvent>();

  constructor(id: string) {
    this.id = id;
  }

  take(event: RunEvent): void {
    this.lastSeq = event.seq;
    if (event.type === "item.progress" || event.type === "item.preview") return void this.passing.set(passingKey(event.type, event.node, event.item), event);
    this.kept?.push(event);
    if (this.kept && this.kept.length > mostKept) this.kept = undefined;
    this.tally(event);
  }

  private tally(event: RunEvent): void {
    switch (event.type) {
      case "item.cached": return this.count("cached");
      case "item.finished": return this.settle(event, "executed");
      case "item.failed": return this.settle(event, "failed");
      case "item.skipped": return this.count("skipped");
      case "service.called": this.costMicros += event.costMicros; return;
      case "run.finished": this.ended = true; this.passing.clear(); this.counts = event.counts; this.costMicros = event.costMicros;
    }
  }

  private settle({ node, item }: { readonly node: string; readonly item: string }, outcome: "executed" | "failed"): void {
    this.passing.delete(passingKey("item.progress", node, item));
    this.passing.delete(passingKey("item.preview", node, item));
    this.count(outcome);
  }

  private count(outcome: keyof Counts): void {
    this.counts = { ...this.counts, [outcome]: this.counts[outcome] + 1 };
  }

  /**
   * Every event known now with a higher number than `after`, in order; of progress and previews only the latest.
   * @param recorded reads the run's record, for when there are too many to keep here
   */
  async *since(after: number, recorded: () => AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
    const upTo = this.lastSeq;
    const wanted = ({ seq }: RunEvent) => seq > after && seq <= upTo;
    const passing = [...this.passing.values()].filter(wanted).sort((a, b) => b.seq - a.seq);
    for await (const event of this.kept ? [...this.kept] : recorded()) {
      while (passing.length > 0 && passing.at(-1)!.seq < event.seq) yield passing.pop()!;
      if (wanted(event)) yield event;
      else if (event.seq > upTo) break;
    }
    yield* passing.reverse();
  }
}

function passingKey(type: string, node: string, item: string): string {
  return `${type} ${node} ${item}`;
}
