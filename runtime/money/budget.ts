import { fail } from "../problem.ts";

/**
 * The money of one run, in millionths. What is spent, what may have been billed and what is set aside never exceed the
 * limit together, so no outcome of the calls under way can.
 */
export class Budget {
  readonly limitMicros: number;
  spentMicros = 0;
  /** May have been billed. */
  exposedMicros = 0;
  private heldMicros = 0;
  private holders = 0;
  private waiting: Waiter[] = [];

  private readonly currency: string;

  /** @param currency for messages */
  constructor(limitMicros = Infinity, currency = "") {
    this.limitMicros = limitMicros;
    this.currency = currency;
  }

  /**
   * Sets money aside; waits, first come first served, while what others hold may come free.
   * @throws ProblemError BUDGET_REACHED when it cannot any more
   */
  hold(micros: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { micros, resolve: () => settle(resolve), reject: (error) => settle(() => reject(error)) };
      const abort = () => {
        this.waiting = this.waiting.filter((other) => other !== waiter);
        waiter.reject(signal.reason);
        this.serve();
      };
      const settle = (how: () => void) => {
        signal.removeEventListener("abort", abort);
        how();
      };
      this.waiting.push(waiter);
      this.serve();
      if (this.waiting.includes(waiter)) signal.addEventListener("abort", abort, { once: true });
    });
  }

  /** Ends a hold: what it came to, and what is left in doubt. */
  settle(heldMicros: number, outcome: { readonly spentMicros: number; readonly exposedMicros: number }): void {
    this.heldMicros -= heldMicros;
    this.holders--;
    this.spentMicros += outcome.spentMicros;
    this.exposedMicros += outcome.exposedMicros;
    this.serve();
  }

  /** What was in doubt is looked into again. */
  clear(exposedMicros: number): void {
    this.exposedMicros -= exposedMicros;
    this.serve();
  }

  /** Money that was spent without being set aside first. */
  spend(micros: number): void {
    this.spentMicros += micros;
    this.serve();
  }

  get reached(): boolean {
    return this.spentMicros + this.exposedMicros >= this.limitMicros;
  }

  private serve(): void {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const room = this.limitMicros - this.spentMicros - this.exposedMicros - this.heldMicros;
      if (next.micros > room && this.holders > 0) return;
      this.waiting.shift();
      if (next.micros > room) next.reject(reached(next.micros, room, this.currency));
      else {
        this.heldMicros += next.micros;
        this.holders++;
        next.resolve();
      }
    }
  }
}

interface Waiter {
  readonly micros: number;
  resolve(): void;
  reject(error: unknown): void;
}

function reached(needed: number, room: number, currency: string): unknown {
  try {
    return fail({
      code: "BUDGET_REACHED",
      message: `The next call may cost ${amount(needed, currency)}; ${amount(Math.max(0, room), currency)} of the budget is left.`,
      hint: "What is finished is kept. Run again with a larger budget to go on.",
    });
  } catch (problem) {
    return problem;
  }
}

const amount = (micros: number, currency: string): string => `${(micros / 1_000_000).toFixed(micros < 10_000 ? 6 : 4)} ${currency}`.trimEnd();
