import type { GraphDocument } from "../../runtime/graph/document.ts";
import { readLayout } from "./read-layout.ts";
import { withFields } from "./record.ts";

/** How a document looks: its `layout` block. In no cache key; what this version does not know is kept. */
export interface Layout {
  /** Top left corner of each node, in graph pixels. */
  readonly nodes?: Readonly<Record<string, Point>>;
  readonly collapsed?: readonly string[];
  /** A hue, 0 to 359, for each node that was given a colour. */
  readonly colours?: Readonly<Record<string, number>>;
  /** Inputs that a node shows, where that is not the usual choice. */
  readonly shown?: Readonly<Record<string, readonly string[]>>;
  readonly frames?: readonly Frame[];
  readonly notes?: readonly Note[];
  /** Reroutes: the points an edge goes through, by the edge as text (`a.x -> b.y`). */
  readonly bends?: Readonly<Record<string, readonly Point[]>>;
}

export type Point = readonly [x: number, y: number];

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A titled area behind nodes; moving it moves what lies inside. */
export interface Frame extends Rect {
  readonly id: string;
  readonly title: string;
  readonly hue?: number;
}

export interface Note extends Rect {
  readonly id: string;
  /** Plain text. */
  readonly text: string;
}

const none: Layout = {};

export function layoutOf(document: GraphDocument): Layout {
  return document.layout ? readLayout(document.layout) : none;
}

/** Sets blocks of the layout, or takes them out; the same document when nothing changes. */
export function withLayout(document: GraphDocument, change: { readonly [K in keyof Layout]?: Layout[K] | undefined }): GraphDocument {
  const before = document.layout ?? {};
  const after = withFields<Record<string, unknown>>(before, change);
  return after === before ? document : { ...document, layout: after };
}

/** Where a node stands; nodes that were never placed are laid in a row, in the order of the document. */
export function positionOf(document: GraphDocument, id: string): Point {
  return layoutOf(document).nodes?.[id] ?? [orderOf(document.nodes).get(id)! * 280, 0];
}

const orders = new WeakMap<GraphDocument["nodes"], ReadonlyMap<string, number>>();

function orderOf(nodes: GraphDocument["nodes"]): ReadonlyMap<string, number> {
  let order = orders.get(nodes);
  if (!order) orders.set(nodes, (order = new Map(Object.keys(nodes).map((id, index) => [id, index]))));
  return order;
}
