import { onAbort } from "./abort.ts";
import type { Attempt, Sent } from "./call.ts";
import { WireFault } from "./call.ts";
import type { Clock } from "./clock.ts";

export interface Patience {
  /** The longest silence, in milliseconds: before the answer begins, and between any two parts of it. */
  readonly silenceMs: number;
  /** The longest one attempt may take, however lively it is. */
  readonly deadlineMs: number;
}

/**
 * Sends once, and watches over it: one controller and one timer, both gone when this returns. What does not stop when it is
 * told to is not waited for.
 * @throws what `send` throws; the caller's reason; a `WireFault` when it was silent or took too long
 */
export async function sendOnce<T>(
  send: (attempt: Attempt) => Promise<Sent<T>>,
  rest: Omit<Attempt, "signal" | "alive">,
  { caller, clock, patience }: { readonly caller: AbortSignal; readonly clock: Clock; readonly patience: Patience },
): Promise<Sent<T>> {
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
  // Nobody may be listening any more when it comes.
  aborted.catch(() => {});
  const watch = new Watch(clock, patience, (fault) => controller.abort(fault));
  const off = onAbort(caller, () => controller.abort(caller.reason));
  try {
    caller.throwIfAborted();
    return await Promise.race([send({ ...rest, signal, alive: () => watch.alive() }), aborted]);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // Whatever the attempt left open, such as a stream that was read halfway.
    controller.abort(error);
    throw error;
  } finally {
    off();
    watch.end();
  }
}

/** Notices silence with one timer, which is not set anew whenever something arrives. */
class Watch {
  private readonly clock: Clock;
  private readonly patience: Patience;
  private readonly give: (fault: WireFault) => void;
  private readonly began: number;
  private heard: number;
  private off: () => void = () => {};

  constructor(clock: Clock, patience: Patience, give: (fault: WireFault) => void) {
    this.clock = clock;
    this.patience = patience;
    this.give = give;
    this.began = this.heard = clock.now();
    this.look(this.began);
  }

  alive(): void {
    this.heard = this.clock.now();
  }

  end(): void {
    this.off();
  }

  private look(now: number): void {
    const { silenceMs, deadlineMs } = this.patience;
    const silence = this.heard + silenceMs - now;
    const deadline = this.began + deadlineMs - now;
    if (silence <= 0) return this.give(new WireFault("uncertain", `nothing was heard of it for ${seconds(silenceMs)}`));
    if (deadline <= 0) return this.give(new WireFault("uncertain", `it was not done after ${seconds(deadlineMs)}`));
    this.off = this.clock.after(Math.min(silence, deadline), () => this.look(this.clock.now()));
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} seconds`;
}
