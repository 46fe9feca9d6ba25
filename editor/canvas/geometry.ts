import type { Point, Rect } from "../model/layout.ts";
import type { NodePorts } from "../model/ports.ts";

/**
 * Sizes of nodes and places of their ports, in graph pixels. Everything is computed from the number of rows and never
 * measured: what is drawn and what is hit agree without the page being laid out.
 */
export const unit = {
  /** Places snap to it. */
  grid: 8,
  width: 240,
  header: 36,
  row: 24,
  /** Above and below the rows. */
  inset: 6,
  preview: 136,
  footer: 26,
  /** Half the height of a port's mark. */
  port: 6,
} as const;

export type End = "input" | "output";

/** In which row each port of a node stands. Outputs and inputs share rows; inputs that hold values come below both. */
export interface Rows {
  readonly inputs: ReadonlyMap<string, number>;
  readonly outputs: ReadonlyMap<string, number>;
  readonly count: number;
}

/** What a node shows beside its rows. */
export interface Parts {
  readonly collapsed: boolean;
  readonly preview: boolean;
  readonly footer: boolean;
}

/** A node as it stands on the canvas. */
export interface Placed extends Rect {
  readonly collapsed: boolean;
  readonly rows: Rows;
}

export function rowsOf(ports: { readonly shown: readonly Pick<NodePorts["shown"][number], "name" | "control">[]; readonly outputs: readonly { readonly name: string }[] }): Rows {
  const plain = ports.shown.filter(({ control }) => !control);
  const controls = ports.shown.filter(({ control }) => control);
  const shared = Math.max(plain.length, ports.outputs.length);
  return {
    inputs: new Map([...plain.map(({ name }, row) => [name, row] as const), ...controls.map(({ name }, row) => [name, shared + row] as const)]),
    outputs: new Map(ports.outputs.map(({ name }, row) => [name, row])),
    count: shared + controls.length,
  };
}

export function heightOf({ count }: Rows, { collapsed, preview, footer }: Parts): number {
  if (collapsed) return unit.header;
  return unit.header + (count === 0 ? 0 : count * unit.row + 2 * unit.inset) + (preview ? unit.preview : 0) + (footer ? unit.footer : 0);
}

/** The middle of a row, from the top of its node. */
export function rowMiddle(row: number): number {
  return unit.header + unit.inset + (row + 0.5) * unit.row;
}

/** Where edges meet a port. Ports that have no row of their own, and those of collapsed nodes, are at the header. */
export function anchorOf(node: Placed, end: End, port: string): Point {
  const row = node.collapsed ? undefined : (end === "input" ? node.rows.inputs : node.rows.outputs).get(port);
  return [end === "input" ? node.x : node.x + node.width, node.y + (row === undefined ? unit.header / 2 : rowMiddle(row))];
}

/** How far an edge runs straight out of its ends before it turns. */
export function reach(ax: number, ay: number, bx: number, by: number): number {
  const across = Math.abs(bx - ax);
  if (bx >= ax) return Math.min(Math.max(across * 0.5, Math.min(48, across + Math.abs(by - ay) * 0.25)), 220);
  // Backwards: a loop that is wide enough to be seen as one.
  return Math.min(80 + across * 0.35, 260);
}

/** A line of points through which an edge goes, as cubic pieces: eight numbers each. */
export function piecesOf(points: readonly number[]): number[] {
  const pieces: number[] = [];
  const last = points.length / 2 - 1;
  for (let at = 0; at < last; at++) {
    const [ax, ay, bx, by] = [points[at * 2]!, points[at * 2 + 1]!, points[at * 2 + 2]!, points[at * 2 + 3]!];
    const [outX, outY] = direction(points, at, last, reach(ax, ay, bx, by));
    const [inX, inY] = direction(points, at + 1, last, reach(ax, ay, bx, by));
    pieces.push(ax, ay, ax + outX, ay + outY, bx - inX, by - inY, bx, by);
  }
  // A list that was filled keeps room for twice as much; a copy has none to spare.
  return pieces.slice();
}

/** Which way an edge runs through one of its points: out and in at its ends, along its neighbours in between. */
function direction(points: readonly number[], at: number, last: number, length: number): readonly [number, number] {
  if (at === 0 || at === last) return [length, 0];
  const dx = points[at * 2 + 2]! - points[at * 2 - 2]!;
  const dy = points[at * 2 + 3]! - points[at * 2 - 1]!;
  const norm = Math.hypot(dx, dy) || 1;
  return [dx / norm * length * 0.6, dy / norm * length * 0.6];
}

/** The distance of a point from a cubic piece, near enough for a pointer. */
export function distanceToPiece(pieces: readonly number[], from: number, x: number, y: number): number {
  const steps = 24;
  let best = Infinity;
  let [px, py] = [pieces[from]!, pieces[from + 1]!];
  for (let step = 1; step <= steps; step++) {
    const [qx, qy] = pointOn(pieces, from, step / steps);
    best = Math.min(best, distanceToSegment(x, y, [px, py, qx, qy]));
    [px, py] = [qx, qy];
  }
  return best;
}

function pointOn(p: readonly number[], at: number, t: number): readonly [number, number] {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [a * p[at]! + b * p[at + 2]! + c * p[at + 4]! + d * p[at + 6]!, a * p[at + 1]! + b * p[at + 3]! + c * p[at + 5]! + d * p[at + 7]!];
}

function distanceToSegment(x: number, y: number, [ax, ay, bx, by]: readonly [number, number, number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

export function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && y >= rect.y && x <= rect.x + rect.width && y <= rect.y + rect.height;
}

export function overlaps(one: Rect, other: Rect): boolean {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

/** The part of one that is in the other too; they overlap. */
export function common(one: Rect, other: Rect): Rect {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  return { x, y, width: Math.min(one.x + one.width, other.x + other.width) - x, height: Math.min(one.y + one.height, other.y + other.height) - y };
}

export function rectBetween(ax: number, ay: number, bx: number, by: number): Rect {
  return { x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(bx - ax), height: Math.abs(by - ay) };
}

export function grown(rect: Rect, by: number): Rect {
  return { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by };
}
