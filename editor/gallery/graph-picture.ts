import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { portType } from "../../runtime/graph/types.ts";
import { packOf, parsePortRef } from "../../runtime/ids.ts";
import { hueOf, portColour } from "../canvas/port-look.ts";
import { layoutOf, type Point, type Rect } from "../model/layout.ts";

/** A graph as a few shapes. Lengths are graph pixels. */
export interface GraphPicture {
  readonly view: Rect;
  readonly nodes: readonly (Rect & { readonly hue: number })[];
  readonly edges: readonly { readonly path: string; readonly colour: string }[];
  readonly frames: readonly Rect[];
}

/** How a node is drawn: every row is an input or output that is used. */
const node = { width: 220, header: 40, row: 26 } as const;
const gap = { x: 90, y: 40 } as const;

/** Draws a document, placed or not, without linking it: edges take the colour of the output they leave. */
export function graphPicture(document: GraphDocument, manifest: (type: string) => NodeManifest | undefined): GraphPicture {
  const edges = (document.edges ?? []).flatMap(({ from, to }) => {
    const [start, end] = [parsePortRef(from), parsePortRef(to)];
    return start && end && document.nodes[start.node] && document.nodes[end.node] ? [{ from: start, to: end }] : [];
  });
  const rows = usedRows(edges);
  const positions = positionsOf(document, edges, rows);
  const rects = new Map(Object.keys(document.nodes).map((id) => {
    const [x, y] = positions.get(id)!;
    return [id, { x, y, width: node.width, height: heightOf(rows.get(id)) }];
  }));
  const frames = layoutOf(document).frames ?? [];
  return {
    view: boundsOf([...rects.values(), ...frames]),
    nodes: [...rects].map(([id, rect]) => ({ ...rect, hue: hueOf(packOf(document.nodes[id]!.type)) })),
    edges: edges.map(({ from, to }) => {
      const port = manifest(document.nodes[from.node]!.type)?.outputs[from.port];
      const start = endOf(rects.get(from.node)!, rows.get(from.node)!.outputs.indexOf(from.port), true);
      const end = endOf(rects.get(to.node)!, rows.get(to.node)!.inputs.indexOf(to.port), false);
      return { path: curve(start, end), colour: portColour(port ? portType(port).name : "'T") };
    }),
    frames,
  };
}

type Edge = { readonly from: { readonly node: string; readonly port: string }; readonly to: { readonly node: string; readonly port: string } };
interface Rows { readonly inputs: string[]; readonly outputs: string[] }

function usedRows(edges: readonly Edge[]): Map<string, Rows> {
  const rows = new Map<string, Rows>();
  const of = (id: string) => rows.get(id) ?? rows.set(id, { inputs: [], outputs: [] }).get(id)!;
  for (const { from, to } of edges) {
    if (!of(from.node).outputs.includes(from.port)) of(from.node).outputs.push(from.port);
    if (!of(to.node).inputs.includes(to.port)) of(to.node).inputs.push(to.port);
  }
  return rows;
}

function heightOf(rows: Rows | undefined): number {
  return node.header + Math.max(1, rows?.inputs.length ?? 0, rows?.outputs.length ?? 0) * node.row + 8;
}

/** Where nodes stand; when some were never placed, in columns by how many others come before them. */
function positionsOf(document: GraphDocument, edges: readonly Edge[], rows: ReadonlyMap<string, Rows>): Map<string, Point> {
  const ids = Object.keys(document.nodes);
  const placed = layoutOf(document).nodes ?? {};
  if (ids.every((id) => Object.hasOwn(placed, id))) return new Map(ids.map((id) => [id, placed[id]!]));
  const columns = new Map<number, string[]>();
  for (const [id, column] of columnsOf(ids, edges)) columns.set(column, [...columns.get(column) ?? [], id]);
  const positions = new Map<string, Point>();
  for (const [column, members] of columns) {
    const height = members.reduce((sum, id) => sum + heightOf(rows.get(id)) + gap.y, -gap.y);
    let y = -height / 2;
    for (const id of members) {
      positions.set(id, [column * (node.width + gap.x), y]);
      y += heightOf(rows.get(id)) + gap.y;
    }
  }
  return positions;
}

/** The longest way from a beginning. Nodes in a circle stay where they were reached last. */
function columnsOf(ids: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const columns = new Map(ids.map((id) => [id, 0]));
  for (let round = 0, moved = true; moved && round < ids.length; round++) {
    moved = false;
    for (const { from, to } of edges) {
      const least = columns.get(from.node)! + 1;
      if (columns.get(to.node)! >= least || least >= ids.length) continue;
      columns.set(to.node, least);
      moved = true;
    }
  }
  return columns;
}

function endOf({ x, y, width }: Rect, row: number, isOutput: boolean): Point {
  return [isOutput ? x + width : x, y + node.header + (row + 0.5) * node.row];
}

function curve([ax, ay]: Point, [bx, by]: Point): string {
  const reach = Math.max(40, Math.abs(bx - ax) / 2);
  return `M${round(ax)},${round(ay)}C${round(ax + reach)},${round(ay)} ${round(bx - reach)},${round(by)} ${round(bx)},${round(by)}`;
}

function round(value: number): number {
  return Math.round(value);
}

/** A border of 40 around everything; an empty graph has a view of its own. */
function boundsOf(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 400, height: 240 };
  const [left, top] = [Math.min(...rects.map(({ x }) => x)), Math.min(...rects.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...rects.map(({ x, width }) => x + width)), Math.max(...rects.map(({ y, height }) => y + height))];
  return { x: round(left - 40), y: round(top - 40), width: round(right - left + 80), height: round(bottom - top + 80) };
}
