import type { RunEvent, RunEventBody, Stamp } from "../events.ts";

/**
 * Numbers a run's events and hands them out in batches, once per turn of the event loop, after `before` has made sure
 * that what they tell of is on disk. A subscriber gets every event from the moment it subscribes.
 */
export class EventBus {
  readonly run: string;
  private readonly before: (batch: readonly RunEvent[]) => void;
  private readonly subscribers = new Set<Subscription>();
  private batch: RunEvent[] = [];
  private seq = 0;
  private scheduled = false;

  constructor(run: string, before: (batch: readonly RunEvent[]) => void) {
    this.run = run;
    this.before = before;
  }

  /** Stamps the body, which becomes the event. */
  emit<B extends RunEventBody>(body: B): B & Stamp {
    const event = body as { -readonly [F in keyof Stamp]: Stamp[F] } & B;
    event.run = this.run;
    event.seq = this.seq++;
    event.at = Date.now();
    this.batch.push(event as RunEvent);
    if (!this.scheduled) {
      this.scheduled = true;
      setImmediate(this.flush);
    }
    return event;
  }

  readonly flush = (): void => {
    this.scheduled = false;
    const batch = this.batch;
    if (batch.length === 0) return;
    this.batch = [];
    this.before(batch);
    for (const subscriber of this.subscribers) subscriber.push(batch);
  };

  subscribe(): AsyncIterable<RunEvent> {
    const subscription = new Subscription(() => this.subscribers.delete(subscription));
    this.subscribers.add(subscription);
    return subscription;
  }

  close(): void {
    this.flush();
    for (const subscriber of this.subscribers) subscriber.end();
  }
}

class Subscription implements AsyncIterable<RunEvent> {
  private waiting: RunEvent[] = [];
  private wake: (() => void) | undefined;
  private ended = false;
  private readonly leave: () => void;

  constructor(leave: () => void) {
    this.leave = leave;
  }

  push(batch: readonly RunEvent[]): void {
    for (const event of batch) this.waiting.push(event);
    this.wake?.();
  }

  end(): void {
    this.ended = true;
    this.wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<RunEvent> {
    try {
      while (true) {
        const events = this.waiting;
        this.waiting = [];
        yield* events;
        if (this.waiting.length > 0) continue;
        if (this.ended) return;
        await new Promise<void>((resolve) => { this.wake = resolve; });
      }
    } finally {
      this.leave();
    }
  }
}
