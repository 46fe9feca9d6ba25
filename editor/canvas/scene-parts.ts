import type { EdgeEntry, GraphDocument, NodeEntry } from "../../runtime/graph/document.ts";
import type { NodeManifest } from "../../runtime/contract/node.ts";
import { portType, type PortType } from "../../runtime/graph/types.ts";
import { layoutOf, type Rect } from "../model/layout.ts";
import { isControl } from "../model/ports.ts";
import { piecesOf, type Placed, type Rows, rowsOf } from "./geometry.ts";
import type { Indexed } from "./grid-index.ts";

/** A node as the canvas keeps it: plain numbers that painting and hitting read. Changed in place. */
export interface NodeBox extends Placed, Indexed {
  readonly id: string;
  entry: NodeEntry;
  x: number;
  y: number;
  width: number;
  height: number;
  collapsed: boolean;
  rows: Rows;
  outputs: ReadonlyMap<string, PortType>;
  /** Which state of the scene its rows were read in; older ones are guesses from the node type. */
  measured: number;
  /** Later is nearer to the eye. */
  depth: number;
  /** What it is called, once somebody asked. */
  title: string | undefined;
  readonly edges: Set<EdgeLine>;
}

/** An edge between two nodes that are there. Changed in place. */
export interface EdgeLine extends Indexed {
  readonly text: string;
  readonly entry: EdgeEntry;
  readonly from: NodeBox;
  readonly to: NodeBox;
  readonly output: string;
  readonly input: string;
  bends: readonly (readonly [number, number])[];
  /** Everything it goes through: x and y by turns. */
  points: number[];
  /** Its curves, once somebody asked; see `piecesOfEdge`. */
  pieces: readonly number[] | undefined;
  area: Rect;
  type: PortType;
}

/** A frame or a note. Changed in place while it is dragged. */
export interface Mark {
  readonly kind: "frame" | "note";
  readonly id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  readonly text: string;
  readonly hue: number | undefined;
}

/** What a node is taken to look like before it has been in view. */
export interface Guess {
  readonly rows: Rows;
  readonly outputs: ReadonlyMap<string, PortType>;
}

const nothing: Guess = { rows: { inputs: new Map(), outputs: new Map(), count: 0 }, outputs: new Map() };

/** From the node type: what it always shows, with it what was chosen, or its first values when little comes in. */
export function guessOf(manifest: NodeManifest | undefined, chosen: readonly string[] | undefined): Guess {
  if (!manifest) return nothing;
  const inputs = Object.entries(manifest.inputs).map(([name, port]) => ({ name, control: isControl(port) }));
  const plain = inputs.filter(({ control }) => !control);
  const controls = chosen ? inputs.filter(({ control, name }) => control && chosen.includes(name))
    : plain.length <= 1 ? inputs.filter(({ control, name }) => control && name !== "seed").slice(0, 3) : [];
  const outputs = Object.entries(manifest.outputs).map(([name, port]) => [name, portType(port)] as const);
  return { rows: rowsOf({ shown: [...plain, ...controls], outputs: outputs.map(([name]) => ({ name })) }), outputs: new Map(outputs) };
}

/** The frames and notes of a document, by their refs. */
export function marksOf(document: GraphDocument): Map<string, Mark> {
  const { frames = [], notes = [] } = layoutOf(document);
  const marks = [
    ...frames.map(({ id, x, y, width, height, title, hue }): Mark => ({ kind: "frame", id, x, y, width, height, text: title, hue })),
    ...notes.map(({ id, x, y, width, height, text }): Mark => ({ kind: "note", id, x, y, width, height, text, hue: undefined })),
  ];
  return new Map(marks.map((mark) => [`${mark.kind}:${mark.id}`, mark]));
}

/** Lays an edge anew through its points. */
export function shape(edge: EdgeLine, points: number[]): void {
  edge.points = points;
  edge.pieces = undefined;
  edge.area = areaOf(piecesOf(points));
}

/** The curves of an edge, eight numbers each. Most edges of a large graph are never near enough for them to be seen. */
export function piecesOfEdge(edge: EdgeLine): readonly number[] {
  return edge.pieces ??= piecesOf(edge.points);
}

function areaOf(points: readonly number[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    left = Math.min(left, points[at]!);
    right = Math.max(right, points[at]!);
    top = Math.min(top, points[at + 1]!);
    bottom = Math.max(bottom, points[at + 1]!);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function sameEntries(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([name, row]) => other.get(name) === row);
}

export function sameTypes(one: ReadonlyMap<string, PortType>, other: ReadonlyMap<string, PortType>): boolean {
  return one.size === other.size && [...one].every(([name, { name: type, rank }]) => other.get(name)?.name === type && other.get(name)?.rank === rank);
}
