import type { Limits } from "../config/config.ts";
import { RequestBucket, type TokenEntry, TokenWindow } from "./buckets.ts";

/** What a call wants to take: one request always, tokens as estimated, and a place among those in flight if it is paid work. */
export interface Load {
  readonly tokens: number;
  readonly place: boolean;
}

/** Limits that hold for whatever goes through: those of one model, or of a provider's models together. */
export class Limiter {
  private readonly requests: RequestBucket | undefined;
  private readonly tokens: TokenWindow | undefined;
  readonly most: number;
  inFlight = 0;

  constructor(limits: Limits | undefined, most: number) {
    this.requests = limits?.requestsPerMinute === undefined ? undefined : new RequestBucket(limits.requestsPerMinute);
    this.tokens = limits?.tokensPerMinute === undefined ? undefined : new TokenWindow(limits.tokensPerMinute);
    this.most = limits?.concurrency ?? most;
  }

  get concurrency(): number {
    return this.most;
  }

  /** When it is worth asking again; not after `now` if it may go. Infinite while all places are taken. */
  readyAt(load: Load, now: number): number {
    if (load.place && this.inFlight >= this.concurrency) return Infinity;
    return Math.max(this.requests?.readyAt() ?? now, this.tokens?.readyAt(load.tokens, now) ?? now);
  }

  /** @returns what gives the place back and settles the tokens */
  take(load: Load, now: number): (tokens: number) => void {
    this.requests?.take(now);
    const entry: TokenEntry | undefined = load.tokens > 0 ? this.tokens?.take(load.tokens, now) : undefined;
    if (load.place) this.inFlight += 1;
    return (tokens) => {
      if (load.place) this.inFlight -= 1;
      if (entry) this.tokens!.settle(entry, tokens);
    };
  }
}

/** One that waits in a lane. Its number says since when; a call that tries again keeps it. */
export interface Waiter extends Load {
  readonly ticket: number;
  /** It would rather fail than be held for longer than this. */
  readonly patienceMs: number;
  /** It would rather fail than wait for a service that is failing. */
  readonly hurried: boolean;
  grant(lane: Lane, now: number): void;
  refuse(error: unknown): void;
  queue?: Queue | undefined;
  previous?: Waiter | undefined;
  next?: Waiter | undefined;
}

/** Those who wait, oldest ticket first. Anyone can be taken out at once. */
export class Queue {
  first: Waiter | undefined;
  private last: Waiter | undefined;
  length = 0;

  add(waiter: Waiter): void {
    let after = this.last;
    // A call that tries again belongs near the front: look for its place from there.
    if (after && after.ticket > waiter.ticket) {
      after = undefined;
      for (let one = this.first; one && one.ticket < waiter.ticket; one = one.next) after = one;
    }
    waiter.queue = this;
    waiter.previous = after;
    waiter.next = after ? after.next : this.first;
    if (waiter.next) waiter.next.previous = waiter;
    else this.last = waiter;
    if (after) after.next = waiter;
    else this.first = waiter;
    this.length += 1;
  }

  remove(waiter: Waiter): void {
    if (waiter.queue !== this) return;
    if (waiter.previous) waiter.previous.next = waiter.next;
    else this.first = waiter.next;
    if (waiter.next) waiter.next.previous = waiter.previous;
    else this.last = waiter.previous;
    waiter.queue = waiter.previous = waiter.next = undefined;
    this.length -= 1;
  }

  *[Symbol.iterator](): Generator<Waiter> {
    for (let one = this.first; one;) {
      const { next } = one;
      yield one;
      one = next;
    }
  }
}

/** One model of a provider: its limits, who waits for it, and what the provider said about it. */
export class Lane extends Limiter {
  readonly model: string;
  /** Paid work, in order. */
  readonly paid = new Queue();
  /** What costs nothing and often belongs to paid work that is under way. */
  readonly light = new Queue();
  /** Nothing is sent before this time. */
  heldUntil = -Infinity;
  private allowed: number;
  private successes = 0;
  private lowered = -Infinity;
  /** How often in a row the provider complained of too many, each flight of calls counted once. */
  complaints = 0;
  private readonly told = new Set<string>();
  private toldOf = -Infinity;

  constructor(model: string, limits: Limits | undefined) {
    super(limits, 16);
    this.model = model;
    this.allowed = this.most;
  }

  /** At present: less than was configured, after the provider complained. */
  override get concurrency(): number {
    return this.allowed;
  }

  get waiting(): number {
    return this.paid.length + this.light.length;
  }

  override readyAt(load: Load, now: number): number {
    return Math.max(this.heldUntil, super.readyAt(load, now));
  }

  /** What was said before counts as well: the later of the two. */
  hold(until: number): void {
    this.heldUntil = Math.max(this.heldUntil, until);
  }

  /** Whether a run is still to be told that nothing goes before a time; true once for each. */
  tells(run: string, until: number): boolean {
    if (until !== this.toldOf) this.told.clear();
    this.toldOf = until;
    if (this.told.has(run)) return false;
    this.told.add(run);
    return true;
  }

  /** A call got through: after as many as may be in flight, one more may. */
  succeeded(): void {
    this.complaints = 0;
    this.successes += 1;
    if (this.successes < this.allowed || this.allowed >= this.most) return;
    this.successes = 0;
    this.allowed += 1;
  }

  /** The provider has too much to do: half as many from now on. Those sent before that was done say nothing new. */
  crowded(sentAt: number, now: number): void {
    if (sentAt <= this.lowered) return;
    this.lowered = now;
    this.complaints += 1;
    this.successes = 0;
    this.allowed = Math.max(1, Math.floor(this.allowed / 2));
  }
}
