import { onAbort } from "./abort.ts";

/** Time, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since 1970. Never goes back, whatever happens to the machine's own clock. */
  now(): number;
  /** Calls back once. @returns a function that calls it off */
  after(ms: number, then: () => void): () => void;
}

/** More than timers can count. */
const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, then) {
    // A timer may fire a fraction of a millisecond early.
    const timer = setTimeout(then, Math.min(Math.ceil(ms) + 1, longestTimer));
    return () => clearTimeout(timer);
  },
};

/** @throws the signal's reason, when it aborts before the time is over */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const awake = clock.after(ms, () => {
      off();
      resolve();
    });
    const off = onAbort(signal, () => {
      awake();
      reject(signal.reason);
    });
  });
}
