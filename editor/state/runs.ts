import type { RunEvent } from "../../runtime/events.ts";
import type { RunListing } from "../../server/app.ts";
import { Observable } from "./observable.ts";
import { interrupt, isLook, newRunState, observe, type RunState } from "./run-state.ts";

export type { RunListing };

/** How events that were missed are read again. */
export interface RunReader {
  /** Everything that is known of a run after `seq`. */
  eventsOf(run: string, after: number): Promise<readonly RunEvent[]>;
}

/** How often those who watch are told at most, in milliseconds: events come by the thousand. */
const tellEveryMs = 60;

/** All runs that this page knows of. What is drawn of a run comes from its events alone. */
export class Runs extends Observable {
  list: readonly RunListing[] = [];
  paused = false;
  private readonly states = new Map<string, RunState>();
  private readonly reading = new Map<string, Promise<void>>();
  /** The highest `seq` that is known to exist, of runs that are behind it. */
  private readonly heard = new Map<string, number>();
  private followed: string | undefined;
  private readonly reader: RunReader;
  private telling: ReturnType<typeof setTimeout> | undefined;

  constructor(reader: RunReader) {
    super();
    this.reader = reader;
  }

  takeList(answer: { readonly paused: boolean; readonly runs: readonly RunListing[] }): void {
    this.list = answer.runs;
    this.paused = answer.paused;
    for (const { id, outcome } of answer.runs) {
      const state = outcome === "interrupted" ? this.states.get(id) : undefined;
      if (state) interrupt(state);
    }
    this.readFollowed();
    this.soon();
  }

  /** Keeps the newest run of this graph read, so that a page that opens it shows what was. */
  follow(graph: string): void {
    this.followed = graph;
    this.readFollowed();
  }

  private readFollowed(): void {
    for (const { id, graph, outcome } of this.list) {
      if (graph !== this.followed || outcome === "queued") continue;
      const known = this.states.get(id);
      // What a look was asked for is known when it is read; then the run before it is wanted.
      if (!known) void this.read(id).then(() => this.readFollowed(), () => this.states.delete(id));
      if (!known || known.seq < 0 || !isLook(known)) return;
    }
  }

  take(event: RunEvent): void {
    const state = this.state(event.run);
    if (!observe(state, event) && event.seq > state.seq) {
      this.heard.set(event.run, event.seq);
      // When it cannot be read now, the next event or the next connection asks again.
      void this.read(event.run).catch(() => undefined);
    }
    this.soon();
  }

  /** What is known of a run so far; undefined until an event of it has come or it was read. */
  get(id: string): RunState | undefined {
    return this.states.get(id);
  }

  /** The run that the views of a graph show: the newest that has begun and is more than a look at an item, if there is one. */
  latestOf(graph: string): RunState | undefined {
    const listed = this.list.flatMap((run) => run.graph === graph && run.outcome !== "queued" ? this.states.get(run.id) ?? [] : []);
    const known = listed.length > 0 ? listed : [...this.states.values()].filter((run) => run.graph === graph).sort((a, b) => b.started - a.started);
    return known.find((run) => !isLook(run)) ?? known[0];
  }

  /** Reads a run whole, or what is missing of it. */
  read(id: string): Promise<void> {
    let reading = this.reading.get(id);
    if (!reading) {
      reading = this.readNow(id).finally(() => this.reading.delete(id));
      this.reading.set(id, reading);
    }
    return reading;
  }

  /** After a gap in the stream of all runs: everything under way is read again. */
  async resync(): Promise<void> {
    await Promise.all([...this.states.values()].filter(({ outcome }) => outcome === "running").map(({ id }) => this.read(id)));
  }

  private async readNow(id: string): Promise<void> {
    const state = this.state(id);
    for (let before = -2; before < state.seq;) {
      before = state.seq;
      for (const event of await this.reader.eventsOf(id, state.seq)) {
        if (event.seq <= state.seq) continue;
        // History leaves progress and previews out; their numbers are gaps that nothing hides in.
        state.seq = event.seq - 1;
        observe(state, event);
      }
      // More was told of while it was read: that is read as well.
      if (state.seq >= (this.heard.get(id) ?? -1)) break;
    }
    if (this.list.some((run) => run.id === id && run.outcome === "interrupted")) interrupt(state);
    this.soon();
  }

  private state(id: string): RunState {
    let state = this.states.get(id);
    if (!state) this.states.set(id, (state = newRunState(id)));
    return state;
  }

  private soon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      this.changed();
    }, tellEveryMs);
  }
}
