import type { GraphDocument } from "../../runtime/graph/document.ts";

/** Edits of a graph that the server does not have yet. */
export interface Unsaved {
  readonly document: GraphDocument;
  /** What was edited: the document as the server had it, under `etag`. */
  readonly base: GraphDocument;
  /** Undefined for a graph that the server never had. */
  readonly etag: string | undefined;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** Unsaved edits as one page keeps them in the browser. */
export interface Draft extends Unsaved {
  readonly name: string;
  /** The page that made the edits. */
  readonly tab: string;
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

  /**
   * Drafts of a graph that no page looks after any more, the newest first.
   * @param living the pages that are still there; undefined where the browser cannot tell: then every other page counts as gone
   */
  async orphans(name: string, tab: string, living: ReadonlySet<string> | undefined): Promise<Draft[]> {
    return (await this.all()).filter((draft) => draft.name === name && draft.tab !== tab && !living?.has(draft.tab));
  }

  /** Each graph once, the last edited first. */
  async list(): Promise<DraftListing[]> {
    const listings = new Map<string, DraftListing>();
    for (const { name, document, at, etag } of await this.all()) {
      if (!listings.has(name)) listings.set(name, { name, title: document.title ?? name, at, nodes: Object.keys(document.nodes).length, isNew: etag === undefined });
    }
    return [...listings.values()];
  }
}

/** A graph with edits that are in this browser only. */
export interface DraftListing {
  readonly name: string;
  readonly title: string;
  /** When it was edited last, in milliseconds since 1970. */
  readonly at: number;
  readonly nodes: number;
  /** The server does not know it at all. */
  readonly isNew: boolean;
}

function keyOf({ name, tab }: Pick<Draft, "name" | "tab">): string {
  return `${name}/${tab}`;
}
