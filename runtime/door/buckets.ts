/**
 * The span in which a limit "per minute" is kept. A second more than a minute, because what leaves in good order does not
 * arrive in the same: the service counts when requests come in.
 */
export const windowMs = 61_000;

/**
 * Requests per minute, by the generic cell rate algorithm: one number, the time at which all that was let through is paid off.
 * A tenth of the limit may go at once, the rest comes evenly. The spacing is chosen so that no window, wherever it begins,
 * sees more than the limit: with a burst of b and one more each interval T, fewer than b + window/T start within a window.
 */
export class RequestBucket {
  private readonly interval: number;
  private readonly burst: number;
  private paidOff = -Infinity;

  constructor(perMinute: number) {
    // Half a request is none; of less than one a minute, the interval between two is longer than the window.
    const limit = perMinute < 1 ? perMinute : Math.floor(perMinute);
    this.burst = Math.max(1, Math.floor(limit / 10));
    this.interval = windowMs / (limit - this.burst + 1);
  }

  /** When the next request may go. */
  readyAt(): number {
    return this.paidOff - (this.burst - 1) * this.interval;
  }

  take(now: number): void {
    this.paidOff = Math.max(this.paidOff, now) + this.interval;
  }
}

/** What went within a moment. */
interface Slot {
  readonly from: number;
  /** The latest of it: what is kept for too long errs on the safe side. */
  to: number;
  tokens: number;
  next: Slot | undefined;
  gone: boolean;
}

/** One request's part in the window of tokens. */
export interface TokenEntry {
  readonly slot: Slot;
  tokens: number;
}

/** However many requests go, the window holds no more than so many slots. */
const slotMs = 100;

/**
 * Tokens per minute. An estimate is entered when a request goes, and corrected when its use is known; both count from when it
 * went. Kept as the list of what went within the window: a bucket that is filled up again by late corrections would give
 * credit for a time that is over.
 */
export class TokenWindow {
  private readonly limit: number;
  private first: Slot | undefined;
  private last: Slot | undefined;
  private sum = 0;

  constructor(perMinute: number) {
    this.limit = perMinute;
  }

  /** When it is worth asking again; not after `now` if that many tokens may go. What alone exceeds the limit goes alone. */
  readyAt(tokens: number, now: number): number {
    this.expire(now);
    if (tokens === 0 || this.first === undefined || this.sum + Math.min(tokens, this.limit) <= this.limit) return now;
    return this.first.to + windowMs;
  }

  take(tokens: number, now: number): TokenEntry {
    if (!this.last || now - this.last.from >= slotMs) {
      const slot: Slot = { from: now, to: now, tokens: 0, next: undefined, gone: false };
      if (this.last) this.last.next = slot;
      else this.first = slot;
      this.last = slot;
    }
    this.last.to = now;
    this.last.tokens += tokens;
    this.sum += tokens;
    return { slot: this.last, tokens };
  }

  settle(entry: TokenEntry, tokens: number): void {
    const change = tokens - entry.tokens;
    entry.tokens = tokens;
    entry.slot.tokens += change;
    if (!entry.slot.gone) this.sum += change;
  }

  private expire(now: number): void {
    while (this.first && this.first.to + windowMs <= now) {
      this.sum -= this.first.tokens;
      this.first.gone = true;
      this.first = this.first.next;
    }
    if (!this.first) {
      this.last = undefined;
      this.sum = 0;
    }
  }
}
