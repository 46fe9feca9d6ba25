import type { GraphDocument } from "../../runtime/graph/document.ts";
import { Observable } from "../state/observable.ts";
import type { Session } from "../state/session.ts";
import type { Workspace } from "../state/workspace.ts";
import { Autosave } from "./autosave.ts";
import type { AutosaveNews, OpenConflict } from "./autosave-parts.ts";
import { DraftWriter } from "./draft-writer.ts";
import type { Draft, DraftListing, Drafts, Unsaved } from "./drafts.ts";
import type { After } from "./later.ts";
import { type KeepingWords, NewsTeller } from "./news.ts";
import { Opener } from "./opening.ts";
import { type TabChannel, Tabs } from "./tabs.ts";

export interface KeepingParts {
  readonly workspace: Workspace;
  readonly drafts: Drafts;
  /** The name of this page among the pages of the browser. */
  readonly tab: string;
  readonly channel: TabChannel;
  /** The pages that are still there; undefined where the browser cannot tell. */
  living(): Promise<ReadonlySet<string> | undefined>;
  readonly after: After;
  now(): number;
  readonly words: () => KeepingWords;
  /** Shows what is in conflict, for someone to decide. */
  compare(): void;
}

/** Everything that keeps the open graph, and those just left, from being lost. One for a workspace. */
export class Keeping extends Observable {
  readonly tabs: Tabs;
  private readonly parts: KeepingParts;
  private readonly news: NewsTeller;
  private readonly opener: Opener;
  private session: Session | undefined;
  private saver: Autosave | undefined;
  /** Graphs that were left before the server had everything, by name. */
  private readonly leaving = new Map<string, Autosave>();
  /** By name of the graph. One for each, so that its writes keep their order. */
  private readonly writers = new Map<string, DraftWriter>();
  /** Runs that were there before the open graph was. */
  private oldRuns: ReadonlySet<string> = new Set();
  private readonly stops: readonly (() => void)[];

  constructor(parts: KeepingParts) {
    super();
    this.parts = parts;
    const { workspace, words, compare } = parts;
    this.tabs = new Tabs(parts.tab, parts.channel, () => this.saver?.mayBeStale());
    this.news = new NewsTeller({ notices: workspace.notices, words, isShared: () => this.tabs.sharing > 0, compare });
    this.opener = new Opener({ ...parts, living: () => parts.living(), unreadable: (error) => this.news.draftWatcher.failed(error) });
    this.stops = [workspace.subscribe(() => this.look()), workspace.runs.subscribe(() => this.lookAtRuns())];
    this.look();
  }

  /** What waits for a decision in the open graph. */
  get conflict(): OpenConflict | undefined {
    return this.saver?.conflict;
  }

  /** Edits that neither the server nor the browser has: closing the page would lose them. */
  get isAtRisk(): boolean {
    return this.saver?.unsaved !== undefined && this.writers.get(this.session!.name)!.isFailing;
  }

  /** Opens a graph with the edits that this browser still has of it. @throws ServerError */
  async open(name: string, trail?: readonly string[]): Promise<Session> {
    const before = this.session?.name === name ? this.saver : this.leaving.get(name);
    await before?.exchange();
    const beginning = await this.opener.find(name, () => before?.unsaved);
    before?.end({ removesDraft: false });
    this.leaving.delete(name);
    if (before === this.saver) this.saver = undefined;
    return this.opener.begin({ ...beginning, trail });
  }

  /**
   * Opens a graph that the server does not have yet, unless it turns out to have it, or this browser to have edits of it:
   * after a reload. The server gets it with its first edit. @throws ServerError
   */
  async openNew(name: string, start: () => Promise<GraphDocument>, trail?: readonly string[]): Promise<Session> {
    if (this.leaving.has(name) || await this.opener.isKnown(name)) return this.open(name, trail);
    return this.opener.begin({ document: { ...await start(), name }, etag: undefined, unsaved: [], trail });
  }

  /** @returns whether the server has the open graph as it is here */
  async saveNow(): Promise<boolean> {
    return await this.saver?.saveNow() ?? true;
  }

  decide(document: GraphDocument): void {
    this.saver?.decide(document);
    this.news.decided();
    this.changed();
  }

  /** Instead of deciding: what is here becomes a graph of its own, and the other one stays as the server has it. @throws ServerError */
  async keepAsCopy(): Promise<void> {
    const { workspace, words } = this.parts;
    const { session, saver } = this;
    if (!session || !saver?.conflict) return;
    const name = await this.opener.saveAside(session.document);
    this.decide(saver.conflict.theirs);
    await workspace.shell!.openGraph(name);
    workspace.notices.tell({ kind: "done", message: words().copied(name), topic: "keeping" });
  }

  /** Forgets the edits of a graph that are not on the server. If it is open it is closed. */
  async discard(name: string): Promise<void> {
    const { drafts, workspace } = this.parts;
    if (this.session?.name === name) {
      this.saver?.end({ removesDraft: true });
      this.saver = undefined;
      workspace.session = undefined;
      workspace.show({ view: "gallery" });
    }
    this.forget(name);
    for (const draft of await drafts.all()) if (draft.name === name) await drafts.remove(draft);
  }

  /** Graphs with edits that are in this browser only, the last edited first. */
  recent(): Promise<DraftListing[]> {
    return this.parts.drafts.list();
  }

  /** The page is looked at again, or the server is back: others may have saved meanwhile. */
  async refresh(): Promise<void> {
    this.saver?.mayBeStale();
    for (const saver of this.leaving.values()) saver.mayBeStale();
    this.tabs.keepOnly(await this.parts.living());
  }

  /** The page may be gone in a moment. */
  flush(): void {
    for (const writer of this.writers.values()) writer.flush();
  }

  end(): void {
    for (const stop of this.stops) stop();
    this.tabs.end();
    for (const saver of [this.saver, ...this.leaving.values()]) saver?.end({ removesDraft: false });
  }

  private look(): void {
    const { session, runs } = this.parts.workspace;
    if (session === this.session) return;
    this.leave();
    this.session = session;
    this.oldRuns = new Set(runs.list.map(({ id }) => id));
    this.tabs.open(session?.name);
    if (session) this.attach(session);
    this.changed();
  }

  /** A new graph is saved when it is run, edited or not. */
  private lookAtRuns(): void {
    const { session, saver, oldRuns } = this;
    if (!saver || !session || session.etag !== undefined) return;
    const { list } = this.parts.workspace.runs;
    if (!list.some(({ id, graph }) => graph === session.name && !oldRuns.has(id))) return;
    this.oldRuns = new Set(list.map(({ id }) => id));
    void saver.saveNow();
  }

  private leave(): void {
    const { session, saver } = this;
    this.saver = undefined;
    if (!session || !saver) return;
    this.leaving.set(session.name, saver);
    void saver.exchange().then(() => this.settle(session.name));
  }

  private settle(name: string): void {
    const saver = this.leaving.get(name);
    if (!saver?.isClean) return;
    saver.end({ removesDraft: false });
    this.leaving.delete(name);
  }

  private forget(name: string): void {
    this.leaving.get(name)?.end({ removesDraft: true });
    this.leaving.delete(name);
  }

  private attach(session: Session): void {
    const { workspace, drafts, tab, after, now, words } = this.parts;
    const writer = this.writers.get(session.name) ?? new DraftWriter(drafts, { name: session.name, tab }, this.news.draftWatcher);
    this.writers.set(session.name, writer);
    const saver: Autosave = new Autosave({
      session, server: workspace.server, draft: writer, after, now, labels: words().steps, isMany: (type, port) => workspace.packs.takesMany(type, port),
      tell: (news) => this.hear(news, session, saver),
    });
    this.saver = saver;
    this.takeUp(this.opener.takeUnsaved(), saver, writer);
  }

  private hear(news: AutosaveNews, session: Session, saver: Autosave): void {
    if (saver === this.saver) {
      this.news.tell(news);
      if (news.kind === "saved") this.tabs.saved();
      if (news.kind === "name-taken") void this.rename(session).catch((error: unknown) => this.parts.workspace.notices.failed(error, "save"));
    } else this.settle(session.name);
    this.changed();
  }

  private takeUp(unsaved: readonly (Unsaved | Draft)[], saver: Autosave, writer: DraftWriter): void {
    const { drafts, workspace } = this.parts;
    const taken = unsaved.filter((draft) => saver.takeUp(draft));
    const found = taken.filter(isDraft);
    if (found.length > 0) {
      this.news.restored();
      // Removed when they are kept under this page's own name: whatever happens, one of the two is there.
      void writer.idle().then(async (isKept) => {
        if (isKept) for (const draft of found) await drafts.remove(draft);
      }).catch((error: unknown) => this.news.draftWatcher.failed(error));
    }
    const left = unsaved.filter(isDraft).find((draft) => !taken.includes(draft));
    if (left) this.news.left(() => void this.openAside(left).catch((error: unknown) => workspace.notices.failed(error)));
  }

  /** Edits of a page that is gone, which go against those taken up before. */
  private async openAside(draft: Draft): Promise<void> {
    const name = await this.opener.saveAside(draft.document);
    await this.parts.drafts.remove(draft);
    await this.parts.workspace.shell!.openGraph(name);
  }

  /** The open graph goes on under a name that is free. */
  private async rename(session: Session): Promise<void> {
    const name = await this.opener.freeName(session.name);
    const { saver, parts: { workspace, drafts, tab } } = this;
    if (this.session !== session || !saver) return;
    const { unsaved } = saver;
    const under = (document: GraphDocument): GraphDocument => ({ ...document, name });
    saver.end({ removesDraft: false });
    this.saver = undefined;
    await this.opener.begin({
      document: under(unsaved?.base ?? session.document), etag: undefined, trail: [...workspace.trail.slice(0, -1), name],
      unsaved: unsaved ? [{ ...unsaved, document: under(unsaved.document), base: under(unsaved.base), etag: undefined }] : [],
    });
    this.news.renamed(session.name, name);
    await this.writers.get(name)?.idle();
    await drafts.remove({ name: session.name, tab });
    await this.saveNow();
  }
}

function isDraft(draft: Unsaved | Draft): draft is Draft {
  return "tab" in draft;
}
