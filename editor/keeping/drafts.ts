import type { GraphDocument } from "../../runtime/graph/document.ts";

/** Edits of a graph that the server does not have yet, as one page keeps them in the browser. */
export interface Draft {
  readonly name: string;
  /** The page that made the edits. */
  readonly tab: string;
  readonly document: GraphDocument;
  /** What was edited: the document as the server had it, under `etag`. */
  readonly base: GraphDocument;
  /** Undefined for a graph that the server never had. */
  readonly etag: string | undefined;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** The browser's store, as far as it is used. Each call is one transaction. */
export interface KeyValues {
  setMany(entries: [string, unknown][]): Promise<void>;
  delMany(keys: string[]): Promise<void>;
  entries(): Promise<[string, unknown][]>;
}

/**
 * The drafts of all pages of this browser. A page writes only its own, so that none undoes another's. The base of a
 * draft has a record of its own: it stays the same over many edits.
 */
export class Drafts {
  private readonly store: KeyValues;
  private readonly writtenBases = new Map<string, GraphDocument>();

  constructor(store: KeyValues) {
    this.store = store;
  }

  async put({ base, ...rest }: Draft): Promise<void> {
    const key = keyOf(rest);
    const entries: [string, unknown][] = [[`draft/${key}`, rest]];
    if (this.writtenBases.get(key) !== base) entries.push([`base/${key}`, base]);
    await this.store.setMany(entries);
    this.writtenBases.set(key, base);
  }

  async remove(draft: Pick<Draft, "name" | "tab">): Promise<void> {
    const key = keyOf(draft);
    this.writtenBases.delete(key);
    await this.store.delMany([`draft/${key}`, `base/${key}`]);
  }

  /** The newest first. */
  async all(): Promise<Draft[]> {
    const records = new Map(await this.store.entries());
    const drafts: Draft[] = [];
    for (const [key, value] of records) {
      const base = key.startsWith("draft/") ? records.get(`base/${key.slice("draft/".length)}`) as GraphDocument | undefined : undefined;
      if (base) drafts.push({ ...value as Omit<Draft, "base">, base });
    }
    return drafts.sort((a, b) => b.at - a.at);
  }
}

function keyOf({ name, tab }: Pick<Draft, "name" | "tab">): string {
  return `${name}/${tab}`;
}

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

  put(draft: Omit<Draft, "name" | "tab">): void {
    this.wanted = { ...this.place, ...draft };
    this.start();
  }

  clear(): void {
    this.wanted = null;
    if (this.isThere || this.writing) this.start();
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

  private start(): void {
    this.writing ??= this.write().finally(() => { this.writing = undefined; });
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
        this.hasFailed = true;
        this.watcher.failed(error);
      }
    }
  }
}
