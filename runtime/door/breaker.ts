/** What an attempt says about the health of a service: it answered, it did not, or that cannot be told. */
export type Health = "up" | "down" | "unknown";

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly threshold?: number;
  /** How long it stays open at first; twice as long after each probe that fails. */
  readonly coolMs?: number;
  readonly maxCoolMs?: number;
}

/**
 * Keeps calls away from a service that only fails: after so many failures in a row nothing is sent for a while, then one
 * call goes as a probe, and all others wait for how it ends. A service that answers "too many" or "no" is well.
 */
export class Breaker {
  private readonly threshold: number;
  private readonly coolMs: number;
  private readonly maxCoolMs: number;
  private failures = 0;
  private cools = 0;
  private openUntil: number | undefined;
  private probing = false;
  /** The first of the failures that opened it. */
  private since: number | undefined;

  constructor({ threshold = 10, coolMs = 5000, maxCoolMs = 120_000 }: BreakerOptions = {}) {
    this.threshold = threshold;
    this.coolMs = coolMs;
    this.maxCoolMs = maxCoolMs;
  }

  get state(): "closed" | "open" {
    return this.openUntil === undefined ? "closed" : "open";
  }

  /** How long the service has been failing, once the breaker is open. */
  downForMs(now: number): number {
    return this.openUntil === undefined ? 0 : now - this.since!;
  }

  /** When a call may go; infinite for paid work while a probe is on its way. What costs nothing may be part of the probe. */
  readyAt(paid: boolean): number {
    if (this.openUntil === undefined) return -Infinity;
    return this.probing && paid ? Infinity : this.openUntil;
  }

  /** A call goes. @returns whether it is a probe */
  begin(): boolean {
    if (this.openUntil === undefined || this.probing) return false;
    this.probing = true;
    return true;
  }

  end(probe: boolean, health: Health, now: number): void {
    if (probe) this.probing = false;
    if (health === "up") {
      this.failures = this.cools = 0;
      this.openUntil = this.since = undefined;
    } else if (health === "down") {
      this.since ??= now;
      this.failures += 1;
      // Those that were on their way when it opened say nothing new.
      if (probe || (this.openUntil === undefined && this.failures >= this.threshold)) this.open(now);
    }
  }

  private open(now: number): void {
    this.openUntil = now + Math.min(this.maxCoolMs, this.coolMs * 2 ** this.cools);
    this.cools += 1;
  }
}
