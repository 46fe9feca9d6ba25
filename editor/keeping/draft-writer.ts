import type { Draft, Drafts, Unsaved } from "./drafts.ts";

/** How a writer tells of its luck. */
export interface DraftWatcher {
  /** The browser did not keep the draft: it is full, or may not keep anything. */
  failed(error: unknown): void;
  /** It keeps drafts again. */
  recovered(): void;
}

/** Keeps the draft of one open graph: the newest is always on its way or there, never two writes at once. */
export class DraftWriter {
  private readonly drafts: Drafts;
  private readonly place: Pick<Draft, "name" | "tab">;
  private readonly watcher: DraftWatcher;
  /** What should be in the store; null for nothing. */
  private wanted: Draft | null = null;
  private isThere = false;
  private writing: Promise<void> | undefined;
  private hasFailed = false;

  constructor(drafts: Drafts, place: Pick<Draft, "name" | "tab">, watcher: DraftWatcher) {
    this.drafts = drafts;
    this.place = place;
    this.watcher = watcher;
  }

  /** The last write failed: what is not on the server is in this page alone. */
  get isFailing(): boolean {
    return this.hasFailed;
  }

  /** @param unsaved undefined when there is nothing to keep any more */
  keep(unsaved: Unsaved | undefined): void {
    this.wanted = unsaved ? { ...this.place, ...unsaved } : null;
    if (unsaved || this.isThere || this.writing) this.writing ??= this.write();
  }

  /** The page is going: what waits for a write under way is handed to the browser now. */
  flush(): void {
    if (this.writing && this.wanted) void this.drafts.put(this.wanted).catch(() => undefined);
  }

  /** Resolves when everything asked for so far has been tried. @returns whether it is kept */
  async idle(): Promise<boolean> {
    await this.writing;
    return !this.hasFailed;
  }

  private async write(): Promise<void> {
    let written: Draft | null | undefined;
    while (written !== this.wanted) {
      written = this.wanted;
      try {
        await (written ? this.drafts.put(written) : this.drafts.remove(this.place));
        this.isThere = written !== null;
        if (this.hasFailed) this.watcher.recovered();
        this.hasFailed = false;
      } catch (error) {
        if (!this.hasFailed) this.watcher.failed(error);
        this.hasFailed = true;
      }
    }
    this.writing = undefined;
  }
}
