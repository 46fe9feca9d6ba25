import { EventParser, type StreamMessage } from "./event-parser.ts";

const shortestWaitMs = 500;
const longestWaitMs = 15_000;
/** The server says something at least every 15 s. After three silences the connection is dead, whatever the system thinks. */
const silenceMs = 45_000;

/** What the stream needs from outside; tests give their own. */
export interface StreamSurroundings {
  /** Asks for the stream. @param lastId the id of the last message that has come; undefined for all new ones */
  connect(lastId: string | undefined, signal: AbortSignal): Promise<Response>;
  /** @returns a function that forgets the timer */
  after(ms: number, then: () => void): () => void;
  /** From 0 to 1. */
  random(): number;
  /** Calls back when trying again may be worth while: the network is back, the page is looked at again. */
  onWake(then: () => void): () => void;
  /** Calls back when nobody looks: the connection is given back until the next wake. A browser has six for all its pages. */
  onRest(then: () => void): () => void;
}

export interface StreamListener {
  message(message: StreamMessage): void;
  /** Called when it changes, the first time for the first connection or failure. */
  online(online: boolean): void;
}

/**
 * A stream of server-sent events that stays: it connects again after every end and asks for what it missed. Waits are
 * drawn at random up to a limit that doubles, so that many pages do not return at once.
 */
export class EventStream {
  private readonly surroundings: StreamSurroundings;
  private readonly listener: StreamListener;
  private readonly stopped = new AbortController();
  private lastId: string | undefined;
  private failures = 0;
  private isOnline: boolean | undefined;
  private isResting = false;
  private wake: (() => void) | undefined;
  private ending: AbortController | undefined;
  private readonly stops: readonly (() => void)[];

  constructor(surroundings: StreamSurroundings, listener: StreamListener) {
    this.surroundings = surroundings;
    this.listener = listener;
    this.stops = [surroundings.onWake(() => this.rouse()), surroundings.onRest(() => this.rest())];
    void this.stay();
  }

  stop(): void {
    this.stopped.abort();
    for (const stop of this.stops) stop();
    this.ending?.abort();
    this.rouse();
  }

  private rest(): void {
    this.isResting = true;
    this.ending?.abort();
  }

  private rouse(): void {
    this.isResting = false;
    this.wake?.();
  }

  private async stay(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      await this.connection().catch(() => {});
      if (this.stopped.signal.aborted) return;
      if (!this.isResting) this.tell(false);
      await this.pause();
    }
  }

  /** One connection, until it ends or falls silent. */
  private async connection(): Promise<void> {
    const ending = new AbortController();
    const end = () => ending.abort();
    this.ending = ending;
    let forget = this.surroundings.after(silenceMs, end);
    try {
      const response = await this.surroundings.connect(this.lastId, ending.signal);
      if (!response.ok || !response.body) return await response.body?.cancel();
      this.tell(true);
      const parser = new EventParser();
      const reader = response.body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>).getReader();
      for (let piece = await reader.read(); !piece.done && !ending.signal.aborted; piece = await reader.read()) {
        forget();
        forget = this.surroundings.after(silenceMs, end);
        this.failures = 0;
        for (const message of parser.push(piece.value)) this.take(message);
      }
    } finally {
      forget();
      this.ending = undefined;
    }
  }

  private take(message: StreamMessage): void {
    if (this.stopped.signal.aborted) return;
    if (message.id !== "") this.lastId = message.id;
    try {
      this.listener.message(message);
    } catch (error) {
      // A fault of who listens is no fault of the connection: it goes where uncaught errors go.
      queueMicrotask(() => { throw error; });
    }
  }

  private tell(online: boolean): void {
    if (this.isOnline === online) return;
    this.isOnline = online;
    this.listener.online(online);
  }

  private async pause(): Promise<void> {
    const limit = Math.min(longestWaitMs, shortestWaitMs * 2 ** this.failures);
    if (!this.isResting) this.failures++;
    await new Promise<void>((resolve) => {
      const forget = this.isResting ? () => {} : this.surroundings.after(limit / 2 + this.surroundings.random() * limit / 2, resolve);
      this.wake = () => {
        forget();
        resolve();
      };
    });
    this.wake = undefined;
  }
}

/** A page that is not looked at for so long rests. */
const restsAfterMs = 60_000;

/** Timers and signs of life of the page. */
export const pageSurroundings: Omit<StreamSurroundings, "connect"> = {
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  onWake(then) {
    const seen = () => document.visibilityState === "visible" && then();
    window.addEventListener("online", then);
    document.addEventListener("visibilitychange", seen);
    return () => {
      window.removeEventListener("online", then);
      document.removeEventListener("visibilitychange", seen);
    };
  },
  onRest(then) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") timer = setTimeout(then, restsAfterMs);
    };
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  },
};
