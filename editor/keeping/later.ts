/** Calls back after some milliseconds. @returns a function that forgets it */
export type After = (ms: number, then: () => void) => () => void;

/** One thing to do later; setting it again moves it. */
export class Later {
  private readonly after: After;
  private forget: (() => void) | undefined;

  constructor(after: After) {
    this.after = after;
  }

  set(ms: number, then: () => void): void {
    this.forget?.();
    this.forget = this.after(ms, () => {
      this.forget = undefined;
      then();
    });
  }

  clear(): void {
    this.forget?.();
    this.forget = undefined;
  }
}
