import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { SaveState } from "../state/session.ts";
import type { AutosaveParts, OpenConflict } from "./autosave-parts.ts";
import type { Unsaved } from "./drafts.ts";
import { type Here, joinWith, type Joined, restored, type Version } from "./joining.ts";
import { Later } from "./later.ts";
import { sameAsJson } from "./same-as-json.ts";
import { failureOf, Failures, unlessGone } from "./save-failure.ts";

/** How long after the last edit it is sent. */
const calmMs = 800;
/** So often in a row a save that came too late is merged and tried again before it rests. */
const mostRounds = 5;
/** Documents that may have arrived: so many are remembered. */
const mostSent = 20;

/**
 * Keeps one open graph safe: every edit in the browser at once, on the server soon, and never over somebody else's.
 * Reading, merging and sending take turns; edits may come at any time between.
 */
export class Autosave {
  private readonly parts: AutosaveParts;
  /** What the edits of this page began from: the server's version, as far as is known. */
  private known: Version;
  /** The server has never had this graph. */
  private isNew: boolean;
  private seen: GraphDocument;
  /** Sent without an answer so far: the server may have any of them. */
  private sent: GraphDocument[] = [];
  private open: OpenConflict & { readonly etag: string } | undefined;
  /** The server may have something newer. */
  private isStale = false;
  /** To be saved although nothing was edited: a copy that is run. */
  private isWanted = false;
  /** No use in sending this again. */
  private refused: GraphDocument | undefined;
  private readonly failures = new Failures();
  private working: Promise<void> | undefined;
  private readonly next: Later;
  private isEnded = false;
  private readonly unsubscribe: () => void;

  constructor(parts: AutosaveParts) {
    this.parts = parts;
    this.next = new Later(parts.after);
    const { document, etag } = parts.session;
    this.known = { document, etag };
    this.isNew = etag === undefined;
    this.seen = document;
    this.unsubscribe = parts.session.subscribe(() => this.look());
    this.showState();
  }

  /** Nothing is here that the server should have and has not. */
  get isClean(): boolean {
    return !this.isEdited && !(this.isWanted && this.known.etag === undefined);
  }

  get conflict(): OpenConflict | undefined {
    return this.open;
  }

  /** The edits that the server does not have. */
  get unsaved(): Unsaved | undefined {
    const { document } = this.parts.session;
    return this.isEdited ? { document, base: this.known.document, etag: this.known.etag, at: this.parts.now() } : undefined;
  }

  /** Goes on with what another page left behind. @returns false when it goes against what is here; it is left as it was */
  takeUp(draft: Unsaved): boolean {
    const { session, labels } = this.parts;
    const document = restored(draft, this.here);
    if (!document) return false;
    session.edit(labels.restored(), () => document);
    this.mayBeStale();
    return true;
  }

  /** Reads what the server has where that may be newer, and sends what is here. @returns when both have been tried */
  async exchange(): Promise<void> {
    this.next.clear();
    while (this.working) await this.working;
    if (this.isEnded) return;
    this.working = this.work().finally(() => { this.working = undefined; });
    await this.working;
  }

  /** Somebody else may have saved, or the server is back: looks. */
  mayBeStale(): void {
    this.isStale = true;
    this.soon(0);
  }

  /** Does not wait for calm, and saves a new graph that has not been edited. @returns whether the server has it now */
  async saveNow(): Promise<boolean> {
    this.isWanted = this.known.etag === undefined;
    this.refused = undefined;
    await this.exchange();
    return this.isClean;
  }

  /** Decides an open conflict. The document becomes an undoable step and is sent. */
  decide(document: GraphDocument): void {
    if (!this.open) return;
    const { theirs, etag } = this.open;
    this.open = undefined;
    this.adopt(sameAsJson(document, theirs) ? theirs : document, { document: theirs, etag });
    this.showState();
    this.soon(0);
  }

  /** Ends it at once. The draft stays, unless it is not wanted any more. */
  end({ removesDraft }: { readonly removesDraft: boolean }): void {
    this.isEnded = true;
    this.unsubscribe();
    this.next.clear();
    if (removesDraft) this.parts.draft.keep(undefined);
  }

  private get here(): Here {
    const { session, isMany } = this.parts;
    return { mine: session.document, base: this.known, sent: this.sent, isNew: this.isNew, isMany };
  }

  private get isEdited(): boolean {
    return this.parts.session.document !== this.known.document;
  }

  /** An edit, if that is what has changed in the session. */
  private look(): void {
    const { document } = this.parts.session;
    if (document === this.seen) return;
    this.seen = document;
    this.keepDraft();
    this.showState();
    this.soon(calmMs);
  }

  private keepDraft(): void {
    if (!this.isEnded) this.parts.draft.keep(this.unsaved);
  }

  private soon(ms: number): void {
    if (!this.isEnded) this.next.set(ms, () => void this.exchange());
  }

  private async work(): Promise<void> {
    try {
      for (let round = 0; round < mostRounds; round++) {
        if (this.isStale || this.open) await this.read();
        if (this.isEnded || this.open || this.isClean || this.refused === this.parts.session.document) break;
        await this.send();
        if (!this.isStale) break;
      }
      if (this.failures.end()) this.parts.tell({ kind: "recovered" });
      if (this.isStale) this.soon(this.failures.waitMs);
    } catch (error) {
      this.fail(error);
    }
    this.showState();
  }

  private async send(): Promise<void> {
    const { server, session, tell } = this.parts;
    const { document } = session;
    this.sent = [...this.sent, document].slice(-mostSent);
    this.showState("saving");
    try {
      const { etag } = await server.saveGraph(document, this.known.etag);
      this.become({ document, etag });
      tell({ kind: "saved" });
    } catch (error) {
      const failure = failureOf(error);
      if (failure === "stale") this.isStale = true;
      else if (failure === "name") this.needName();
      else throw error;
    }
  }

  /** What the server has now, joined with what is here. */
  private async read(): Promise<void> {
    const { server, session } = this.parts;
    const theirs = await unlessGone(server.graph(session.name));
    this.isStale = false;
    if (this.isEnded) return;
    if (!theirs) return this.removed();
    this.take(theirs, joinWith(theirs, this.here));
  }

  private take(theirs: { readonly document: GraphDocument; readonly etag: string }, joined: Joined): void {
    const { parts: { tell }, open, isEdited } = this;
    this.open = undefined;
    if (joined.kind === "another") this.needName();
    else if (joined.kind === "conflict") {
      this.open = { base: this.known.document, theirs: theirs.document, etag: theirs.etag, conflicts: joined.conflicts };
      if (open?.etag !== theirs.etag) tell({ kind: "conflict" });
    } else if (joined.kind === "joined") {
      this.adopt(joined.document, theirs);
      tell({ kind: isEdited ? "merged" : "updated" });
    } else if (joined.kind === "arrived") this.become({ document: joined.document, etag: theirs.etag });
  }

  /** The server's version is what edits begin from now; the document goes on as `document`, in one undoable step. */
  private adopt(document: GraphDocument, theirs: Version): void {
    const { session, labels } = this.parts;
    // Edited first: for a moment the draft is what is joined, over the old base. The other way round it would undo theirs.
    session.edit(this.isEdited ? labels.merged() : labels.updated(), () => document, this.isEdited ? undefined : "from-elsewhere");
    this.become(theirs);
  }

  private become(version: Version): void {
    const { session } = this.parts;
    this.known = version;
    this.sent = [];
    this.refused = undefined;
    this.isNew &&= version.etag === undefined;
    this.isWanted &&= version.etag === undefined;
    this.keepDraft();
    if (session.etag !== version.etag) session.told({ etag: version.etag });
  }

  private removed(): void {
    if (this.known.etag === undefined) return;
    this.open = undefined;
    this.become({ document: this.known.document, etag: undefined });
    this.parts.tell({ kind: "removed" });
  }

  private needName(): void {
    this.refused = this.parts.session.document;
    this.parts.tell({ kind: "name-taken" });
  }

  private fail(error: unknown): void {
    const failure = failureOf(error);
    const retried = failure !== "never";
    const isFirst = this.failures.add(failure);
    this.refused = retried ? undefined : this.parts.session.document;
    this.isStale &&= retried;
    if (retried) this.soon(this.failures.waitMs);
    if (isFirst && failure !== "away") this.parts.tell({ kind: "failed", error, retried });
  }

  private showState(state?: SaveState): void {
    const { session } = this.parts;
    const isSaved = !this.isEdited && (this.known.etag !== undefined || this.isNew);
    const next = state ?? (this.open ? "conflict" : isSaved ? "saved" : this.failures.isAway ? "offline" : "unsaved");
    if (session.saveState !== next) session.told({ saveState: next });
  }
}
