import { type ElementRef, elementRef, idsOf } from "../model/element.ts";
import type { Session } from "../state/session.ts";
import { type Names, nodeTitle } from "../view/titles.ts";
import { outlineRows, type Row } from "./rows.ts";
import { type Branch, framesAround, nodesInOrder, outlineTree } from "./tree.ts";

/** Where the keyboard is in the outline, what is open, and the lines that follow from it. */
export class Navigation {
  rows: readonly Row[] = [];
  tree: readonly Branch[] = [];
  /** Key of the line that the keyboard is at. */
  active: string | undefined;
  /** Whether the last refresh moved it to a node that was selected elsewhere. */
  wasLed = false;
  private followed: string | undefined;
  private text = "";
  private order: readonly string[] = [];
  private readonly opened = new Set<string>();
  private readonly closed = new Set<string>();
  /** What the tree was made from. */
  private drawn: { readonly document: object; readonly links: object } | undefined;

  get query(): string {
    return this.text;
  }

  /** Nodes are looked for by title, id and type; empty for all. */
  find(text: string): void {
    this.text = text;
  }

  get row(): Row | undefined {
    return this.rows.find(({ key }) => key === this.active);
  }

  /** Reads the document again, and what is selected. */
  refresh(names: Names): void {
    const { session } = names;
    const { document, linked } = session;
    if (this.drawn?.document !== document || this.drawn.links !== linked) {
      this.drawn = { document, links: linked };
      this.order = nodesInOrder(document, linked);
      this.tree = outlineTree(document, this.order);
    }
    const wanted = this.text.normalize("NFKC").trim().toLowerCase();
    const isFound = (id: string) => `${nodeTitle(names, id)} ${id} ${document.nodes[id]!.type}`.toLowerCase().includes(wanted);
    this.rows = outlineRows({ tree: this.tree, opened: this.opened, closed: this.closed, portsOf: (id) => session.portsOf(id), isFound: wanted === "" ? undefined : isFound });
    this.wasLed = this.follow(session);
    if (!this.row) this.active = this.rows[0]?.key;
  }

  /** @returns whether another node was selected elsewhere: it is where the keyboard is now */
  private follow(session: Session): boolean {
    const [selected, ...others] = idsOf(session.selection, "node");
    const only = others.length === 0 ? selected : undefined;
    const isNew = only !== undefined && only !== this.followed && nodeOf(this.active ?? "") !== only;
    this.followed = only;
    if (isNew) this.active = `node:${only}`;
    return isNew;
  }

  /** Moves to a line that is there, and selects what it is about. */
  walk(session: Session, key: string, extend = false): void {
    const ref = refOf(key);
    this.active = key;
    session.select(extend && ref.startsWith("node:") ? [...session.selection, ref] : [ref]);
  }

  /** The line so many lines away, or the last on the way. */
  rowAt(by: number): Row | undefined {
    const at = this.rows.findIndex(({ key }) => key === this.active);
    return this.rows[Math.max(0, Math.min(this.rows.length - 1, at + by))];
  }

  /** Opens whatever hides a line. */
  uncover(key: string): void {
    const node = nodeOf(key);
    this.text = "";
    if (node === undefined) return;
    for (const frame of framesAround(this.tree, node) ?? []) this.closed.delete(`frame:${frame}`);
    if (!key.startsWith("node:")) this.opened.add(`node:${node}`);
  }

  toggle(row: Row): void {
    const set = row.kind === "frame" ? this.closed : this.opened;
    if ("isOpen" in row && !set.delete(row.key)) set.add(row.key);
  }

  openAll(open: boolean): void {
    this.closed.clear();
    this.opened.clear();
    if (open) for (const id of this.order) this.opened.add(`node:${id}`);
  }

  /** The node to go to when a line's node is taken away. */
  neighbour(row: Row): Row | undefined {
    const at = this.rows.indexOf(row);
    const isNode = (other: Row) => other.kind === "node";
    return this.rows.slice(at + 1).find(isNode) ?? this.rows.slice(0, at).reverse().find(isNode);
  }
}

/** The node that a line belongs to; undefined for a frame's. */
function nodeOf(key: string): string | undefined {
  return /^(?:node|input|output):([^.]+)/.exec(key)?.[1];
}

export function refOf(key: string): ElementRef {
  const node = nodeOf(key);
  return node === undefined ? elementRef("frame", key.slice("frame:".length)) : elementRef("node", node);
}
