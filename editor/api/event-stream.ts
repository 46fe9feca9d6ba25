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
  private wake: (() => void) | undefined;
  private readonly stopWaking: () => void;

  constructor(surroundings: StreamSurroundings, listener: StreamListener) {
    this.surroundings = surroundings;
    this.listener = listener;
    this.stopWaking = surroundings.onWake(() => this.wake?.());
    void this.stay();
  }

  stop(): void {
    this.stopped.abort();
    this.stopWaking();
    this.wake?.();
  }

  private async stay(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      await this.connection().catch(() => {});
      if (this.stopped.signal.aborted) return;
      this.tell(false);
      await this.pause();
    }
  }

  /** One connection, until it ends or falls silent. */
  private async connection(): Promise<void> {
    const ending = new AbortController();
    const end = () => ending.abort();
    this.stopped.signal.addEventListener("abort", end);
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
      this.stopped.signal.removeEventListener("abort", end);
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
    const limit = Math.min(longestWaitMs, shortestWaitMs * 2 ** this.failures++);
    await new Promise<void>((resolve) => {
      const forget = this.surroundings.after(limit / 2 + this.surroundings.random() * limit / 2, resolve);
      this.wake = () => {
        forget();
        resolve();
      };
    });
    this.wake = undefined;
  }
}

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
};
