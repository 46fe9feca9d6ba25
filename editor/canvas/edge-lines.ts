import type { EdgeEntry, GraphDocument } from "../../runtime/graph/document.ts";
import { edgeText, parsePortRef } from "../../runtime/ids.ts";
import { type Layout, layoutOf, type Point, type Rect } from "../model/layout.ts";
import { anchorOf, grown, overlaps } from "./geometry.ts";
import { GridIndex } from "./grid-index.ts";
import { type EdgeLine, type NodeBox, shape } from "./scene-parts.ts";
import type { Touched } from "./touched.ts";

/** The edges between nodes that are there, as lines indexed by place. */
export class EdgeLines {
  private readonly nodes: ReadonlyMap<string, NodeBox>;
  private readonly index = new GridIndex<EdgeLine>(1024);
  private readonly touched: Touched;
  private readonly names = new Map<string, string>();
  private lines: ReadonlyMap<EdgeEntry, EdgeLine> = new Map();

  constructor(nodes: ReadonlyMap<string, NodeBox>, touched: Touched) {
    this.nodes = nodes;
    this.touched = touched;
  }

  get size(): number {
    return this.lines.size;
  }

  within(area: Rect): EdgeLine[] {
    // Edges that run level have no height; they are still to be found.
    const around = grown(area, 1);
    return this.index.within(area).filter((edge) => overlaps(edge.area, around));
  }

  /** After the nodes have followed the document. @param sameNodes no node has come or gone since `before` */
  follow(document: GraphDocument, before: GraphDocument | undefined, sameNodes: boolean): void {
    const bends = layoutOf(document).bends ?? {};
    if (before && sameNodes && before.edges === document.edges) {
      if (layoutOf(before).bends !== layoutOf(document).bends) for (const edge of this.lines.values()) this.rebend(edge, bends[edge.text]);
      return;
    }
    const lines = new Map<EdgeEntry, EdgeLine>();
    for (const entry of document.edges ?? []) {
      const known = this.lines.get(entry);
      const isWhole = known && this.nodes.get(known.from.id) === known.from && this.nodes.get(known.to.id) === known.to;
      const line = isWhole ? known : this.newLine(entry, bends);
      if (line) lines.set(entry, line);
      if (isWhole) this.rebend(known, bends[known.text]);
    }
    for (const [entry, edge] of this.lines) if (lines.get(entry) !== edge) this.remove(edge);
    this.lines = lines;
  }

  bend(edge: EdgeLine, bends: readonly Point[]): void {
    edge.bends = bends;
    this.lay(edge);
  }

  /** One of its nodes stands elsewhere, or has other rows. */
  lay(edge: EdgeLine): void {
    if (edge.cells) this.touched.add(edge.area);
    this.trail(edge);
    this.touched.add(edge.area);
  }

  /** The same for an edge whose node is being dragged: it is painted by itself. */
  trail(edge: EdgeLine): void {
    const [ax, ay] = anchorOf(edge.from, "output", edge.output);
    const [bx, by] = anchorOf(edge.to, "input", edge.input);
    // Most edges have no bends: a list that is written out has no room to spare.
    shape(edge, edge.bends.length === 0 ? [ax, ay, bx, by] : [ax, ay, ...edge.bends.flat(), bx, by]);
    edge.type = edge.from.outputs.get(edge.output) ?? edge.type;
    this.index.put(edge, edge.area);
  }

  clear(): void {
    for (const edge of this.lines.values()) this.remove(edge);
    this.lines = new Map();
  }

  private remove(edge: EdgeLine): void {
    edge.from.edges.delete(edge);
    edge.to.edges.delete(edge);
    this.index.remove(edge);
    this.touched.add(edge.area);
  }

  /** The same string for the same name: thousands of edges share a handful. */
  private nameOf(port: string): string {
    const known = this.names.get(port);
    if (known === undefined) this.names.set(port, port);
    return known ?? port;
  }

  private rebend(edge: EdgeLine, bends: readonly Point[] = none): void {
    if (edge.bends !== bends) this.bend(edge, bends);
  }

  /** Edges of nodes that are not there are not drawn; checking tells of them. */
  private newLine(entry: EdgeEntry, bends: NonNullable<Layout["bends"]>): EdgeLine | undefined {
    const [source, target] = [parsePortRef(entry.from), parsePortRef(entry.to)];
    if (!source || !target) return undefined;
    const [from, to] = [this.nodes.get(source.node), this.nodes.get(target.node)];
    if (!from || !to) return undefined;
    const text = edgeText(entry);
    const edge: EdgeLine = {
      text, entry, from, to, output: this.nameOf(source.port), input: this.nameOf(target.port), bends: bends[text] ?? none,
      points: [], pieces: undefined, area: { x: 0, y: 0, width: 0, height: 0 }, type: { name: "json", rank: 0 }, cells: undefined, asked: 0,
    };
    from.edges.add(edge);
    to.edges.add(edge);
    this.lay(edge);
    return edge;
  }
}

const none: readonly Point[] = [];
