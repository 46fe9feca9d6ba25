import type { GraphDocument, NodeEntry } from "../../runtime/graph/document.ts";
import { link, type Linked } from "../../runtime/graph/link.ts";
import type { Problem } from "../../runtime/problem.ts";
import { changedMembers } from "../model/derived.ts";
import type { ElementRef } from "../model/element.ts";
import { layoutOf } from "../model/layout.ts";
import { type Ends, endsOf, type NodePorts, portsOf } from "../model/ports.ts";
import { Observable } from "./observable.ts";
import type { Packs } from "./packs.ts";

/** One named step of undo and redo. */
export interface Step {
  /** In the words of the page: `Connect`, `Move 3 nodes`. */
  readonly label: string;
  readonly before: GraphDocument;
  readonly after: GraphDocument;
  readonly selectionBefore: ReadonlySet<ElementRef>;
  /** Steps in a row with the same `merge` are one: typing, dragging. */
  readonly merge: string | undefined;
}

/**
 * How the open document stands to the server's: `saved`; `unsaved` (kept in the browser, about to be sent); `saving`;
 * `offline` (kept in the browser until the server is back); `conflict` (somebody else has saved in between).
 */
export type SaveState = "saved" | "unsaved" | "saving" | "offline" | "conflict";

/** One open graph: the document, what is selected in it, and the way back. The document is never changed in place. */
export class Session extends Observable {
  readonly name: string;
  /** Undefined until the server has it. */
  etag: string | undefined;
  saveState: SaveState = "saved";
  /** What the server found wrong; what linking finds is in `linked`. */
  checked: readonly Problem[] = [];
  private current: GraphDocument;
  private readonly packs: Packs;
  private known: ReadonlyMap<string, GraphDocument> = new Map();
  private chosen: ReadonlySet<ElementRef> = new Set();
  private readonly done: Step[] = [];
  private undone: Step[] = [];
  private links: Linked | undefined;
  private linkedDocument: GraphDocument | undefined;
  private ends: { readonly document: GraphDocument; readonly ends: Ends } | undefined;
  /** Of each node as it was when they were read. */
  private readonly ports = new Map<string, { readonly entry: NodeEntry; readonly ports: NodePorts }>();
  private portSets = 0;

  constructor(document: GraphDocument, packs: Packs, etag?: string) {
    super();
    this.name = document.name;
    this.current = document;
    this.packs = packs;
    this.etag = etag;
  }

  get document(): GraphDocument {
    return this.current;
  }

  /** Documents used as node types. */
  get subgraphs(): ReadonlyMap<string, GraphDocument> {
    return this.known;
  }

  /** Types, ranks and problems of the wiring, by the same code that runs the graph. */
  get linked(): Linked {
    if (!this.links || !sameWiring(this.linkedDocument!, this.current)) {
      this.links = link(this.current, { catalogue: this.packs, subgraphs: this.known, inputs: {} });
      this.forgetPorts();
    }
    this.linkedDocument = this.current;
    return this.links;
  }

  portsOf(id: string): NodePorts {
    const ports = this.peekPorts(id);
    this.ports.set(id, { entry: this.current.nodes[id]!, ports });
    return ports;
  }

  /** The same for somebody who asks once, about many: nothing is kept. */
  peekPorts(id: string): NodePorts {
    const { ends } = this.followEnds();
    const known = this.ports.get(id);
    if (known?.entry === this.current.nodes[id]) return known!.ports;
    return portsOf(id, { document: this.current, linked: this.linked, subgraphs: this.known, ends, manifest: (type) => this.packs.manifest(type) });
  }

  /** Another number whenever the ports of nodes that stay as they are may have changed. */
  get portsVersion(): number {
    this.followEnds();
    return this.portSets;
  }

  private followEnds(): NonNullable<Session["ends"]> {
    const { current, ends } = this;
    // Linking forgets the ports when types may have changed.
    void this.linked;
    if (ends?.document === current) return ends;
    const before = ends?.document;
    const keepsEnds = before !== undefined && before.edges === current.edges && before.inputs === current.inputs && before.outputs === current.outputs;
    if (!keepsEnds || layoutOf(before).shown !== layoutOf(current).shown) this.forgetPorts();
    return (this.ends = { document: current, ends: keepsEnds ? ends!.ends : endsOf(current) });
  }

  private forgetPorts(): void {
    this.ports.clear();
    this.portSets++;
  }

  /** Problems of a node, or of the whole graph: those of the wiring at once, the server's as soon as it has answered. */
  get problems(): readonly Problem[] {
    const now = this.linked.problems;
    const same = (a: Problem, b: Problem) => a.code === b.code && a.node === b.node && a.port === b.port && a.edge === b.edge;
    return [...now, ...this.checked.filter((one) => !now.some((other) => same(one, other)))];
  }

  /** The nodes of the document, and inside graphs it uses, whose type nobody here provides. */
  get missing(): readonly string[] {
    return this.linked.problems.filter(({ code, node }) => code === "NODE_TYPE_UNKNOWN" && node !== undefined && this.current.nodes[node]?.mode === undefined).map(({ node }) => node!);
  }

  /** The one way to change the document. A change that gives the same document back is no step. */
  edit(label: string, change: (document: GraphDocument) => GraphDocument, merge?: string): void {
    const after = change(this.current);
    if (after === this.current) return;
    const last = this.done.at(-1);
    if (merge !== undefined && last?.merge === merge && this.undone.length === 0) this.done[this.done.length - 1] = { ...last, label, after };
    else this.done.push({ label, before: this.current, after, selectionBefore: this.chosen, merge });
    this.undone = [];
    this.become(after);
  }

  /** Ends the run of merged steps, e.g. when a field is left. */
  settle(): void {
    const last = this.done.at(-1);
    if (last?.merge !== undefined) this.done[this.done.length - 1] = { ...last, merge: undefined };
  }

  undo(): void {
    const step = this.done.pop();
    if (!step) return;
    this.undone.push(step);
    this.chosen = step.selectionBefore;
    this.become(step.before);
  }

  redo(): void {
    const step = this.undone.pop();
    if (!step) return;
    this.done.push(step);
    this.become(step.after);
  }

  /** The steps that can be undone, the last one last, and those that can be redone, the next one last. */
  get steps(): { readonly done: readonly Step[]; readonly undone: readonly Step[] } {
    return { done: this.done, undone: this.undone };
  }

  get selection(): ReadonlySet<ElementRef> {
    return this.chosen;
  }

  select(refs: Iterable<ElementRef>): void {
    this.chosen = new Set(refs);
    this.changed();
  }

  /** Subgraphs have been read, packs have come or gone: everything is linked again. */
  surroundedBy(subgraphs: ReadonlyMap<string, GraphDocument>): void {
    this.known = subgraphs;
    this.links = undefined;
    this.forgetPorts();
    this.changed();
  }

  /** Another document in place of this one, without a step: what a server or another tab has. */
  replace(document: GraphDocument, etag: string | undefined): void {
    this.etag = etag;
    this.done.length = 0;
    this.undone = [];
    this.become(document);
  }

  told(change: Partial<Pick<Session, "saveState" | "etag" | "checked">>): void {
    Object.assign(this, change);
    this.changed();
  }

  private become(document: GraphDocument): void {
    this.current = document;
    const isThere = (ref: ElementRef) => !ref.startsWith("node:") || document.nodes[ref.slice(5)] !== undefined;
    if (![...this.chosen].every(isThere)) this.chosen = new Set([...this.chosen].filter(isThere));
    this.changed();
  }
}

/** Whether two documents have the same nodes, types and edges. Values, titles and places do not matter to types. */
function sameWiring(one: GraphDocument, other: GraphDocument): boolean {
  if (one === other) return true;
  if (one.edges !== other.edges || one.inputs !== other.inputs || one.outputs !== other.outputs) return false;
  if (one.nodes === other.nodes) return true;
  const changed = changedMembers(one.nodes, other.nodes);
  const ids = changed ? [...changed] : Object.keys(one.nodes);
  if (!changed && ids.length !== Object.keys(other.nodes).length) return false;
  return ids.every((id) => {
    const [before, after] = [one.nodes[id], other.nodes[id]];
    return before === after || (after !== undefined && before!.type === after.type && before!.version === after.version && sameNames(before!.inputs, after.inputs));
  });
}

function sameNames(one: object | undefined, other: object | undefined): boolean {
  if (one === other) return true;
  const names = Object.keys(one ?? {});
  return names.length === Object.keys(other ?? {}).length && names.every((name) => Object.hasOwn(other ?? {}, name));
}
