import type { Entry } from "./log.ts";

/** What a service lets through for one model. */
export interface ServiceLimits {
  readonly requestsPerMinute?: number;
  readonly concurrency?: number;
}

/**
 * Counts strictly, in a minute that slides: whoever is over a limit is refused with 429 and stands in the log as `limited`.
 * A refused request counts no further.
 */
export class LimitKeeper {
  private readonly limits: Readonly<Record<string, ServiceLimits>>;
  private readonly starts = new Map<string, number[]>();
  private readonly holds = new Map<string, number>();

  constructor(limits: Readonly<Record<string, ServiceLimits>> = {}) {
    this.limits = limits;
  }

  /** Nothing may be sent for the model for that long. */
  hold(model: string, ms: number): number {
    const until = Date.now() + ms;
    this.holds.set(model, Math.max(until, this.holds.get(model) ?? 0));
    return until;
  }

  /**
   * @param counts whether the request is for work; looking something up is not limited, but for a hold
   * @returns how long the caller is to wait, where it is over the limit
   */
  overBy({ model, at, inFlight }: Entry, counts: boolean): number | undefined {
    const held = (this.holds.get(model) ?? 0) - at;
    if (held > 0) return held;
    if (!counts) return undefined;
    const { requestsPerMinute = Infinity, concurrency = Infinity } = this.limits[model] ?? {};
    const starts = (this.starts.get(model) ?? []).filter((start) => start > at - minuteMs);
    this.starts.set(model, starts);
    if (starts.length >= requestsPerMinute) return starts[0]! + minuteMs - at;
    if (inFlight > concurrency) return 100;
    starts.push(at);
    return undefined;
  }

  /** As services tell where a caller stands; nothing for a model without a limit. */
  headers(model: string): Record<string, string> {
    const limit = this.limits[model]?.requestsPerMinute;
    if (limit === undefined) return {};
    const starts = this.starts.get(model) ?? [];
    const reset = starts.length === 0 ? 0 : starts[0]! + minuteMs - Date.now();
    return {
      "x-ratelimit-limit-requests": String(limit),
      "x-ratelimit-remaining-requests": String(Math.max(0, limit - starts.length)),
      "x-ratelimit-reset-requests": starts.length < limit ? "0s" : `${reset / 1000}s`,
    };
  }
}

const minuteMs = 60_000;
