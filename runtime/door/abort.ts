/**
 * One listener for each signal, however many wait for it: adding and removing thousands of listeners takes a time that
 * grows with their square.
 */
const watched = new WeakMap<AbortSignal, Set<() => void>>();
const listeners = new WeakMap<AbortSignal, () => void>();

/** Calls back when a signal that has not aborted yet does. @returns a function that takes the wish back */
export function onAbort(signal: AbortSignal, then: () => void): () => void {
  // A function of its own, so that the same callback can wait twice.
  const wish = () => then();
  let wishes = watched.get(signal);
  if (!wishes) {
    watched.set(signal, wishes = new Set());
    const listener = () => tellAll(signal);
    listeners.set(signal, listener);
    signal.addEventListener("abort", listener, { once: true });
  }
  wishes.add(wish);
  const these = wishes;
  return () => {
    if (these.delete(wish) && these.size === 0) forget(signal, these);
  };
}

function tellAll(signal: AbortSignal): void {
  const wishes = watched.get(signal)!;
  watched.delete(signal);
  listeners.delete(signal);
  for (const wish of wishes) {
    // One that an earlier one took back is not there any more.
    wishes.delete(wish);
    wish();
  }
}

function forget(signal: AbortSignal, wishes: Set<() => void>): void {
  if (watched.get(signal) !== wishes) return;
  signal.removeEventListener("abort", listeners.get(signal)!);
  watched.delete(signal);
  listeners.delete(signal);
}

/**
 * Waits for something that may not heed the signal itself. What comes too late is handed to `late`, so that it can be undone.
 * @throws the signal's reason
 */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal, late?: (value: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = signal.aborted;
    if (over) reject(signal.reason);
    const off = over ? () => {} : onAbort(signal, () => {
      over = true;
      reject(signal.reason);
    });
    promise.then((value) => {
      off();
      if (over) late?.(value);
      resolve(value);
    }, (error: unknown) => {
      off();
      reject(error);
    });
  });
}
