import { ServerError } from "../../../editor/api/server.ts";
import { Autosave } from "../../../editor/keeping/autosave.ts";
import type { AutosaveNews } from "../../../editor/keeping/autosave-parts.ts";
import { DraftWriter } from "../../../editor/keeping/draft-writer.ts";
import { Drafts, type KeyValues } from "../../../editor/keeping/drafts.ts";
import type { TabChannel, TabMessage } from "../../../editor/keeping/tabs.ts";
import type { Packs } from "../../../editor/state/packs.ts";
import { Session } from "../../../editor/state/session.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";

/** Time that goes on when it is told to. */
export class FakeClock {
  at = 0;
  private timers: { readonly at: number; readonly then: () => void }[] = [];

  readonly after = (ms: number, then: () => void): (() => void) => {
    const timer = { at: this.at + ms, then };
    this.timers.push(timer);
    return () => { this.timers = this.timers.filter((one) => one !== timer); };
  };

  /** Lets so much time go by; what is asked of fakes meanwhile is answered. */
  async pass(ms: number): Promise<void> {
    const end = this.at + ms;
    await settled();
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.at = Math.max(this.at, next.at);
      next.then();
      await settled();
    }
    this.at = end;
  }

  get waiting(): number {
    return this.timers.length;
  }
}

/** Until everything that hangs on no timer has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => { setImmediate(resolve); });
}

/** Graphs with versions, as the server keeps them; it can be away, refuse, or keep one waiting. */
export class FakeServer {
  readonly graphsByName = new Map<string, { readonly document: GraphDocument; readonly etag: string }>();
  /** Answered to everything while it is set. */
  fault: number | undefined;
  /** The next save is done, but its answer is lost. */
  losesAnswer = false;
  saves = 0;
  reads = 0;
  private version = 0;
  private held: (() => void)[] | undefined;

  /** Somebody else saves. */
  put(document: GraphDocument): string {
    const etag = `"${++this.version}"`;
    this.graphsByName.set(document.name, { document, etag });
    return etag;
  }

  /** Keeps answers waiting until `release`. */
  hold(): void {
    this.held = [];
  }

  async release(): Promise<void> {
    const held = this.held ?? [];
    this.held = undefined;
    for (const go of held) go();
    await settled();
  }

  async graph(name: string): Promise<{ readonly document: GraphDocument; readonly etag: string }> {
    this.reads++;
    await this.reached();
    return structuredClone(this.graphsByName.get(name)) ?? refuse(404);
  }

  async graphs(): Promise<{ readonly name: string }[]> {
    await this.reached();
    return [...this.graphsByName.keys()].map((name) => ({ name }));
  }

  async saveGraph(document: GraphDocument, etag: string | undefined): Promise<{ readonly etag: string }> {
    this.saves++;
    await this.reached();
    if (this.graphsByName.get(document.name)?.etag !== etag) refuse(412);
    const now = this.put(structuredClone(document));
    if (this.losesAnswer) {
      this.losesAnswer = false;
      refuse(0);
    }
    return { etag: now };
  }

  private async reached(): Promise<void> {
    if (this.held) await new Promise<void>((resolve) => this.held!.push(resolve));
    if (this.fault !== undefined) refuse(this.fault);
  }
}

function refuse(status: number): never {
  throw new ServerError(status, `status ${status}`, [{ code: "TEST", message: `status ${status}` }]);
}

/** A browser's store that lasts over pages. */
export class MemoryStore implements KeyValues {
  readonly records = new Map<string, unknown>();
  fault: Error | undefined;
  writes = 0;
  private held: (() => void)[] | undefined;

  hold(): void {
    this.held = [];
  }

  async release(): Promise<void> {
    const held = this.held ?? [];
    this.held = undefined;
    for (const go of held) go();
    await settled();
  }

  async setMany(entries: [string, unknown][]): Promise<void> {
    this.writes++;
    const copy = structuredClone(entries);
    await this.reached();
    for (const [key, value] of copy) this.records.set(key, value);
  }

  async delMany(keys: string[]): Promise<void> {
    await this.reached();
    for (const key of keys) this.records.delete(key);
  }

  async entries(): Promise<[string, unknown][]> {
    await this.reached();
    return structuredClone([...this.records]);
  }

  private async reached(): Promise<void> {
    if (this.held) await new Promise<void>((resolve) => this.held!.push(resolve));
    if (this.fault) throw this.fault;
  }
}

/** A graph with one node for each of the texts. */
export function graphOf(texts: Readonly<Record<string, string>>, more: Partial<GraphDocument> = {}): GraphDocument {
  const nodes = Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, { type: "core/text", inputs: { text } }]));
  return { format: "reelwright/graph@1", name: "film", title: "Film", nodes, edges: [], ...more };
}

/** Sets the text of a node. */
export function write(id: string, text: string): (document: GraphDocument) => GraphDocument {
  return (document) => ({ ...document, nodes: { ...document.nodes, [id]: { ...document.nodes[id]!, inputs: { text } } } });
}

export function textOf(document: GraphDocument, id: string): unknown {
  return document.nodes[id]?.inputs?.["text"];
}

export const labels = { merged: () => "merged", updated: () => "updated", restored: () => "restored" };

/** A page with one open graph that is kept safe. */
export interface Page {
  readonly session: Session;
  readonly saver: Autosave;
  readonly news: AutosaveNews[];
  readonly writer: DraftWriter;
  readonly drafts: Drafts;
}

export interface PageSurroundings {
  readonly server: FakeServer;
  readonly clock: FakeClock;
  readonly store?: MemoryStore;
  readonly tab?: string;
}

export function openPage(document: GraphDocument, etag: string | undefined, { server, clock, store = new MemoryStore(), tab = "one" }: PageSurroundings): Page {
  const session = new Session(document, {} as Packs, etag);
  const drafts = new Drafts(store);
  const news: AutosaveNews[] = [];
  const writer = new DraftWriter(drafts, { name: document.name, tab }, { failed() {}, recovered() {} });
  const saver = new Autosave({ session, server, draft: writer, after: clock.after, now: () => clock.at, labels, isMany: () => false, tell: (one) => news.push(one) });
  return { session, saver, news, writer, drafts };
}

/** A page that has just opened what the server has. */
export function openSaved(document: GraphDocument, surroundings: PageSurroundings): Page {
  return openPage(document, surroundings.server.put(document), surroundings);
}

/** A channel between pages of one browser: each message reaches all others. */
export class Browser {
  private readonly pages = new Map<object, (message: TabMessage) => void>();
  /** What a page posts while it is set gets nowhere. */
  isDeaf = false;

  channel(): TabChannel {
    const page = {};
    return {
      post: (message) => {
        if (this.isDeaf) return;
        for (const [other, listener] of [...this.pages]) if (other !== page) listener(structuredClone(message));
      },
      listen: (listener) => {
        this.pages.set(page, listener);
        return () => void this.pages.delete(page);
      },
    };
  }
}
