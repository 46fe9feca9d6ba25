import { Observable } from "../state/observable.ts";

/** What pages of one browser tell each other. `tab` is who tells it. */
export type TabMessage =
  /** It has opened this graph; undefined for none. Those with the same one answer. */
  | { readonly kind: "open"; readonly tab: string; readonly graph: string | undefined }
  | { readonly kind: "here"; readonly tab: string; readonly graph: string; readonly to: string }
  | { readonly kind: "saved"; readonly tab: string; readonly graph: string };

/** A channel to the other pages; what one posts, all others get. */
export interface TabChannel {
  post(message: TabMessage): void;
  /** @returns a function that ends it */
  listen(listener: (message: TabMessage) => void): () => void;
}

/**
 * The other pages of this browser. Saved edits of one reach the others at once. What is told is a hint, no more: what
 * counts is what the server then answers, so messages may come late, twice or not at all.
 */
export class Tabs extends Observable {
  readonly id: string;
  private readonly channel: TabChannel;
  private graph: string | undefined;
  private readonly others = new Set<string>();
  private readonly stop: () => void;
  private readonly onSaved: () => void;

  /** @param onSaved another page has saved the graph that is open here */
  constructor(id: string, channel: TabChannel, onSaved: () => void) {
    super();
    this.id = id;
    this.channel = channel;
    this.onSaved = onSaved;
    this.stop = channel.listen((message) => this.take(message));
  }

  /** How many other pages have the same graph open. */
  get sharing(): number {
    return this.others.size;
  }

  open(graph: string | undefined): void {
    this.graph = graph;
    this.others.clear();
    this.channel.post({ kind: "open", tab: this.id, graph });
    this.changed();
  }

  /** The page may be gone in a moment: it is not counted any more. */
  away(): void {
    this.channel.post({ kind: "open", tab: this.id, graph: undefined });
  }

  /** It is still there, as it was. */
  back(): void {
    this.open(this.graph);
  }

  saved(): void {
    if (this.graph !== undefined) this.channel.post({ kind: "saved", tab: this.id, graph: this.graph });
  }

  /** Forgets pages that have gone without a word. @param living undefined where the browser cannot tell */
  keepOnly(living: ReadonlySet<string> | undefined): void {
    if (!living) return;
    const gone = [...this.others].filter((tab) => !living.has(tab));
    for (const tab of gone) this.others.delete(tab);
    if (gone.length > 0) this.changed();
  }

  end(): void {
    this.away();
    this.stop();
  }

  private take(message: TabMessage): void {
    const isSame = message.graph !== undefined && message.graph === this.graph;
    if (message.kind === "saved") {
      if (isSame) this.onSaved();
    } else if (message.kind === "here") {
      if (isSame && message.to === this.id) this.meet(message.tab);
    } else if (isSame) {
      this.channel.post({ kind: "here", tab: this.id, graph: message.graph!, to: message.tab });
      this.meet(message.tab);
    } else if (this.others.delete(message.tab)) this.changed();
  }

  private meet(tab: string): void {
    if (this.others.has(tab)) return;
    this.others.add(tab);
    this.changed();
  }
}
