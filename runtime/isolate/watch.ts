import type { IsolateLimits } from "./isolate.ts";

/** How much longer than twice its own limit the process may be silent before it is ended, in milliseconds. */
const graceMs = 2000;
const beatMs = 1000;
/** What one process says in a second. A pack that works says a few hundred things. */
const most = { messages: 20_000, text: 64 * 2 ** 20 };

export interface WatchOptions {
  tooLong(): void;
  ping(): void;
  /** Whether it has said what it is. */
  isOpen(): boolean;
}

/** Looks after one process: whether it still answers, how much it says, and how much is held for it. */
export class Watch {
  private readonly limits: IsolateLimits;
  private readonly beat: ReturnType<typeof setInterval>;
  private silent = 0;
  private since = performance.now();
  private messages = 0;
  private text = 0;
  private held = 0;

  constructor(limits: IsolateLimits, { tooLong, ping, isOpen }: WatchOptions) {
    this.limits = limits;
    const began = performance.now();
    // By beats, not by the clock: where this process was held up itself, or the machine slept, nobody was silent.
    this.beat = setInterval(() => {
      if (++this.silent * beatMs > 2 * limits.cpuMs + graceMs || (!isOpen() && performance.now() - began > limits.openMs)) tooLong();
      else ping();
    }, beatMs);
  }

  /** It has said what it is. Until then somebody waits for that, and this process with them; later its items keep it alive. */
  rests(): void {
    this.beat.unref();
  }

  /** @returns what it does too much of */
  heard(length: number): string | undefined {
    this.silent = 0;
    if (performance.now() - this.since > 1000) {
      this.since = performance.now();
      this.messages = this.text = 0;
    }
    this.text += length;
    if (++this.messages > most.messages) return `says more than ${most.messages} things in a second`;
    return this.text > most.text ? `says more than ${most.text / 2 ** 20} MB in a second` : undefined;
  }

  /** @returns whether so much more may wait in this process */
  holds(bytes: number): boolean {
    const { artifactBytes, messageBytes } = this.limits;
    if (this.held + bytes > 8 * (artifactBytes + messageBytes)) return false;
    this.held += bytes;
    return true;
  }

  lets(bytes: number): void {
    this.held -= bytes;
  }

  stop(): void {
    clearInterval(this.beat);
  }
}
