import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { GraphDocument, NodeEntry } from "../../runtime/graph/document.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import { changedMembers } from "../model/derived.ts";
import { layoutOf, type Point, type Rect } from "../model/layout.ts";
import { boundsOf, type Size } from "../model/place.ts";
import type { NodePorts } from "../model/ports.ts";
import { EdgeLines } from "./edge-lines.ts";
import { heightOf, overlaps, rowsOf, unit } from "./geometry.ts";
import { GridIndex } from "./grid-index.ts";
import { type EdgeLine, type Guess, guessOf, type Mark, marksOf, type NodeBox, sameEntries, sameTypes } from "./scene-parts.ts";
import { Touched } from "./touched.ts";

/** What the scene asks about nodes. */
export interface SceneSource {
  /** @param once they are not asked for again soon */
  portsOf(id: string, once: boolean): NodePorts;
  /** Another number whenever ports of nodes that stay as they are may have changed. */
  portsVersion(): number;
  manifest(type: string): NodeManifest | undefined;
  /** Whether a node has room for what it makes, and shows what a run took. */
  partsOf(box: Pick<NodeBox, "id" | "entry" | "outputs">): { readonly preview: boolean; readonly footer: boolean };
}

/**
 * The whole graph as boxes and lines, indexed by place. It follows the document by comparing references, so that a change
 * costs what has changed; ports are read only of nodes that come into view.
 */
export class Scene {
  readonly nodes = new Map<string, NodeBox>();
  readonly touched = new Touched();
  readonly edges = new EdgeLines(this.nodes, this.touched);
  marks: ReadonlyMap<string, Mark> = new Map();
  private readonly source: SceneSource;
  private readonly nodeIndex = new GridIndex<NodeBox>(640);
  private readonly guesses = new Map<string, Guess>();
  private document: GraphDocument | undefined;
  private nearest = 0;
  private all: Rect | undefined;

  constructor(source: SceneSource) {
    this.source = source;
  }

  /** Makes the scene that of a document. */
  follow(document: GraphDocument): void {
    const before = this.document;
    if (before === document) return;
    this.document = document;
    if (before && layoutOf(before).colours !== layoutOf(document).colours) this.touched.all();
    const sameNodes = this.followNodes(document, before);
    this.edges.follow(document, before, sameNodes);
    this.followMarks(document, before);
  }

  /** Packs have come, subgraphs were read: what is known of every node may be another. */
  forget(): void {
    const { document } = this;
    this.guesses.clear();
    this.nodes.clear();
    this.edges.clear();
    this.nodeIndex.clear();
    this.document = undefined;
    this.touched.all();
    if (document) this.follow(document);
  }

  /** A run shows more of these nodes, or less: they take the height for it. */
  refit(boxes: Iterable<NodeBox>): void {
    for (const box of boxes) if (box.height !== this.heightOf(box)) this.settle(box);
  }

  nodesIn(area: Rect): NodeBox[] {
    return this.nodeIndex.within(area).filter((box) => overlaps(box, area));
  }

  edgesIn(area: Rect): EdgeLine[] {
    return this.edges.within(area);
  }

  /**
   * Reads the ports of nodes, `most` of them at once. Until then a node is as large as its type lets one guess.
   * @returns whether all of them have been read
   */
  measure(boxes: Iterable<NodeBox>, most: number, once = false): boolean {
    const state = this.source.portsVersion();
    let left = most;
    for (const box of boxes) {
      if (box.measured === state) continue;
      if (left-- <= 0) return false;
      const ports = this.source.portsOf(box.id, once);
      const [rows, outputs] = [rowsOf(ports), new Map(ports.outputs.map(({ name, type }) => [name, type]))];
      box.measured = state;
      if (sameEntries(rows.inputs, box.rows.inputs) && sameEntries(rows.outputs, box.rows.outputs) && sameTypes(outputs, box.outputs) && box.height === this.heightOf(box)) continue;
      Object.assign(box, { rows, outputs });
      this.settle(box);
    }
    return true;
  }

  /** Something was dragged: nodes, frames and notes by id, and points of edges between the nodes. The document knows nothing of it yet. */
  shift(refs: { readonly nodes: Iterable<NodeBox>; readonly marks: Iterable<Mark> }, dx: number, dy: number): void {
    const moved = new Set(refs.nodes);
    const lines = new Set<EdgeLine>();
    for (const box of moved) {
      box.x += dx;
      box.y += dy;
      this.nodeIndex.put(box, box);
      for (const edge of box.edges) lines.add(edge);
    }
    for (const edge of lines) {
      if (edge.bends.length > 0 && moved.has(edge.from) && moved.has(edge.to)) edge.bends = edge.bends.map(([x, y]) => [x + dx, y + dy]);
      this.edges.trail(edge);
    }
    for (const mark of refs.marks) this.place(mark, { x: mark.x + dx, y: mark.y + dy, width: mark.width, height: mark.height });
    this.all = undefined;
  }

  /** A frame or a note has another area for now. */
  place(mark: Mark, area: Rect): void {
    this.touched.add(mark);
    Object.assign(mark, area);
    this.touched.add(mark);
  }

  /** An edge goes through other points for now. */
  bend(edge: EdgeLine, bends: readonly Point[]): void {
    this.edges.bend(edge, bends);
  }

  /** Takes back what was only dragged. */
  restore(): void {
    const { document } = this;
    if (!document) return;
    this.document = undefined;
    this.follow(document);
  }

  raise(box: NodeBox): void {
    box.depth = ++this.nearest;
  }

  edgeOf(text: string): EdgeLine | undefined {
    const from = parsePortRef(text.slice(0, text.indexOf(" -> ")));
    if (!from) return undefined;
    for (const edge of this.nodes.get(from.node)?.edges ?? []) if (edge.text === text) return edge;
    return undefined;
  }

  /** The area around everything; undefined when there is nothing. */
  get bounds(): Rect | undefined {
    this.all ??= boundsOf([...this.nodes.values(), ...this.marks.values()]);
    return this.all;
  }

  /** With the room that nodes take while they run, so that what is laid out stays apart. */
  sizes(): Map<string, Size> {
    this.measure(this.nodes.values(), Infinity, true);
    return new Map([...this.nodes.values()].map(({ id, width, height, collapsed, rows, ...box }) => [id, { width, height: collapsed ? height : heightOf(rows, { collapsed, preview: this.source.partsOf({ id, ...box }).preview, footer: true }) }]));
  }

  /** @returns whether no node has come or gone */
  private followNodes(document: GraphDocument, before: GraphDocument | undefined): boolean {
    const layout = layoutOf(document);
    const changed = before && before.layout === document.layout ? changedMembers(before.nodes, document.nodes) : undefined;
    if (changed) {
      for (const id of changed) this.followNode(this.nodes.get(id)!, document.nodes[id]!);
      return true;
    }
    const known = this.nodes.size;
    const collapsed = new Set(layout.collapsed);
    let index = 0;
    for (const [id, entry] of Object.entries(document.nodes)) {
      // As `positionOf` has it, without looking for the place in the document of each.
      const [x, y] = layout.nodes?.[id] ?? [index * 280, 0];
      const box = this.nodes.get(id);
      const at = { x, y, collapsed: collapsed.has(id) };
      if (box) this.followNode(box, entry, at);
      else this.add({ id, entry, ...at }, this.guess(entry.type, layout.shown?.[id]));
      index++;
    }
    if (this.nodes.size === index) return known === index;
    for (const box of this.nodes.values()) {
      if (Object.hasOwn(document.nodes, box.id)) continue;
      this.nodes.delete(box.id);
      this.nodeIndex.remove(box);
      this.touched.add(box);
      this.all = undefined;
    }
    return false;
  }

  private add(node: Pick<NodeBox, "id" | "entry" | "x" | "y" | "collapsed">, guess: Guess): void {
    const box: NodeBox = { ...node, width: unit.width, height: 0, ...guess, measured: unmeasured, depth: ++this.nearest, title: undefined, edges: new Set(), cells: undefined, asked: 0 };
    this.nodes.set(node.id, box);
    this.settle(box);
  }

  private followNode(box: NodeBox, entry: NodeEntry, at: Pick<NodeBox, "x" | "y" | "collapsed"> = box): void {
    if (box.entry !== entry) box.measured = unmeasured;
    const isPlaced = box.x === at.x && box.y === at.y && box.collapsed === at.collapsed;
    if (isPlaced && looksAlike(box.entry, entry)) {
      box.entry = entry;
      return;
    }
    this.touched.add(box);
    if (box.entry.type !== entry.type) Object.assign(box, this.guess(entry.type, undefined));
    Object.assign(box, { entry, x: at.x, y: at.y, collapsed: at.collapsed, title: undefined });
    this.settle(box);
  }

  /** @param shown the inputs that were chosen to be shown */
  private guess(type: string, shown: readonly string[] | undefined): Guess {
    const key = shown ? `${type} ${shown.join()}` : type;
    let guess = this.guesses.get(key);
    if (!guess) this.guesses.set(key, (guess = guessOf(this.source.manifest(type), shown)));
    return guess;
  }

  /** Takes the height that its rows ask for, and lays its edges. */
  private settle(box: NodeBox): void {
    if (box.cells) this.touched.add(box);
    box.height = this.heightOf(box);
    this.nodeIndex.put(box, box);
    this.touched.add(box);
    for (const edge of box.edges) this.edges.lay(edge);
    this.all = undefined;
  }

  private heightOf(box: NodeBox): number {
    return heightOf(box.rows, { collapsed: box.collapsed, ...this.source.partsOf(box) });
  }

  private followMarks(document: GraphDocument, before: GraphDocument | undefined): void {
    const { frames, notes } = layoutOf(document);
    if (before && frames === layoutOf(before).frames && notes === layoutOf(before).notes) return;
    const known = this.marks.size;
    this.marks = marksOf(document);
    if (known === 0 && this.marks.size === 0) return;
    this.all = undefined;
    this.touched.all();
  }
}

const unmeasured = -1;

/** Whether a node is painted the same: values that are written on it are not painted. */
function looksAlike(one: NodeEntry, other: NodeEntry): boolean {
  return one === other || (one.type === other.type && one.title === other.title && one.mode === other.mode);
}
