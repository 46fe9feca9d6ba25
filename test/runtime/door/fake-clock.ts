import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../../runtime/door/clock.ts";

/** Time that goes on when it is told to. */
export class FakeClock implements Clock {
  /** A whole second, as dates in headers have no fractions. */
  private time = Date.UTC(2026, 0, 1);
  private readonly timers = new Set<{ readonly at: number; readonly ring: () => void }>();

  now(): number {
    return this.time;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.time + Math.max(0, ms), ring: then };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** How many timers are set. */
  get pending(): number {
    return this.timers.size;
  }

  /** Lets everything happen that happens within this time, in order. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await setImmediate();
    for (let next = this.next(); next && next.at <= end; next = this.next()) await this.fire(next);
    this.time = end;
    await setImmediate();
  }

  /** Lets time go on until a promise is settled. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => { settled = true; });
    watched.catch(() => {});
    await setImmediate();
    while (!settled) {
      const next = this.next();
      if (!next) throw new Error("nothing is going to happen any more");
      await this.fire(next);
    }
    return promise;
  }

  private async fire(timer: { readonly at: number; readonly ring: () => void }): Promise<void> {
    this.timers.delete(timer);
    this.time = Math.max(this.time, timer.at);
    timer.ring();
    await setImmediate();
  }

  private next() {
    let first: { readonly at: number; readonly ring: () => void } | undefined;
    for (const timer of this.timers) if (!first || timer.at < first.at) first = timer;
    return first;
  }
}
