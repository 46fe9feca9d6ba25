import type { Entry, Route, ServiceLog } from "./log.ts";

/** Reads out of a service's log what its client did. Amounts are in millionths, times in milliseconds. */
export class Witness {
  private readonly log: ServiceLog;

  constructor(log: ServiceLog) {
    this.log = log;
  }

  /** Requests of one kind, or of all, in order of arrival. */
  of(route?: Route, model?: string): readonly Entry[] {
    return this.log.entries.filter((entry) => (route === undefined || entry.route === route) && (model === undefined || entry.model === model));
  }

  get refreshes(): number {
    return this.of("refresh").length;
  }

  /** Everything that was billed. */
  get billMicros(): number {
    return this.log.entries.reduce((sum, { billedMicros }) => sum + billedMicros, 0);
  }

  /** Billed calls, one amount each, smallest first. */
  bill(model?: string): number[] {
    return this.of(undefined, model).map(({ billedMicros }) => billedMicros).filter((micros) => micros > 0).sort((one, other) => one - other);
  }

  /** Billed calls whose answer never came whole, so that the client cannot know. */
  get unheardMicros(): number {
    return this.log.entries.filter(({ complete }) => !complete).reduce((sum, { billedMicros }) => sum + billedMicros, 0);
  }

  /**
   * Requests for a model that came while it had said to wait. Those that were on their way when it said so are no fault: where
   * several can be in flight, leave out what comes within `graceMs`, in which an answer is read and a request arrives.
   */
  insideRetryWindows(graceMs = 250): readonly Entry[] {
    const windows = this.log.entries.filter((entry) => entry.retryAt !== undefined && entry.ended !== undefined);
    return this.log.entries.filter(({ at, model }) => windows.some((told) => told.model === model && at > told.ended! + graceMs && at < told.retryAt!));
  }

  /** Requests the service itself turned away for being over a limit. */
  get overLimit(): readonly Entry[] {
    return this.log.entries.filter(({ decision }) => decision === "limited");
  }

  /** The most requests for a model that came within any stretch of that length. */
  mostStarts(model: string, windowMs = 60_000): number {
    const starts = this.of(undefined, model).map(({ at }) => at).sort((one, other) => one - other);
    let most = 0;
    for (let last = 0, first = 0; last < starts.length; last++) {
      while (starts[last]! - starts[first]! >= windowMs) first++;
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  mostInFlight(model: string): number {
    return Math.max(0, ...this.of(undefined, model).map(({ inFlight }) => inFlight));
  }

  /** Work that was bought more than once: the same request, or the same idempotency key, billed again. */
  boughtTwice(route?: Route): readonly Entry[] {
    const seen = new Set<string>();
    return this.of(route).filter((entry) => {
      if (entry.billedMicros === 0) return false;
      const names = [`${entry.route} ${entry.model} ${entry.body}`, ...(entry.idempotency === "" ? [] : [`key ${entry.idempotency}`])];
      const again = names.some((name) => seen.has(name));
      for (const name of names) seen.add(name);
      return again;
    });
  }

  /** What had been billed when each request was over: never decreasing. */
  spending(): readonly { readonly at: number; readonly micros: number }[] {
    let micros = 0;
    return this.log.entries.filter(({ billedMicros }) => billedMicros > 0).map((entry) => ({ at: entry.at, micros: (micros += entry.billedMicros) }));
  }
}
