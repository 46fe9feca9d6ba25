import type { EdgeEntry, GraphDocument } from "../../runtime/graph/document.ts";
import { edgeOf } from "./edges.ts";
import { type Frame, layoutOf, type Note, type Point, positionOf, type Rect, withLayout } from "./layout.ts";
import { nodeIn } from "./nodes.ts";
import { mapList, mapMembers, withFields, withMember } from "./record.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}
/** How large nodes are drawn, by id, in graph pixels. */
export type Sizes = ReadonlyMap<string, Size>;

export type Alignment = "left" | "right" | "top" | "bottom" | "centre" | "middle" | "distribute-x" | "distribute-y";

/** What a node is taken to be where its size is not known. */
export const usualSize: Size = { width: 240, height: 120 };

/** Moves nodes, and the reroute points of edges between them. */
export function moveNodes(document: GraphDocument, ids: Iterable<string>, dx: number, dy: number): GraphDocument {
  const moved = new Set([...ids].filter((id) => Object.hasOwn(document.nodes, id)));
  if (moved.size === 0 || (dx === 0 && dy === 0)) return document;
  const shift = ([x, y]: Point): Point => [x + dx, y + dy];
  const { nodes, bends } = layoutOf(document);
  const isBetween = (edge: EdgeEntry | undefined) => edge !== undefined && moved.has(nodeIn(edge.from)) && moved.has(nodeIn(edge.to));
  return withLayout(document, {
    nodes: { ...nodes, ...Object.fromEntries([...moved].map((id) => [id, shift(positionOf(document, id))])) },
    ...(bends ? { bends: mapMembers(bends, (points, text) => isBetween(edgeOf(text)) ? points.map(shift) : points) } : {}),
  });
}

/** Places nodes by id. */
export function setPositions(document: GraphDocument, positions: ReadonlyMap<string, Point>): GraphDocument {
  const { nodes } = layoutOf(document);
  const changed = [...positions].filter(([id, [x, y]]) => Object.hasOwn(document.nodes, id) && (nodes?.[id]?.[0] !== x || nodes[id][1] !== y));
  return changed.length === 0 ? document : withLayout(document, { nodes: { ...nodes, ...Object.fromEntries(changed) } });
}

export function rectOf(document: GraphDocument, id: string, sizes: Sizes): Rect {
  const [x, y] = positionOf(document, id);
  return { x, y, ...(sizes.get(id) ?? usualSize) };
}

/** The smallest area around all of them; undefined for none. */
export function boundsOf(rects: readonly Rect[]): Rect | undefined {
  if (rects.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Lines nodes up at an edge or the middle of the area they take together, or makes the gaps between them equal. */
export function align(document: GraphDocument, sizes: Sizes, ids: readonly string[], how: Alignment): GraphDocument {
  const rects = ids.filter((id) => Object.hasOwn(document.nodes, id)).map((id) => ({ id, ...rectOf(document, id, sizes) }));
  const bounds = boundsOf(rects);
  if (!bounds || rects.length < 2) return document;
  if (how === "distribute-x" || how === "distribute-y") return setPositions(document, distributed(rects, bounds, how));
  return setPositions(document, new Map(rects.map((rect) => [rect.id, aligned(rect, bounds, how)])));
}

function aligned({ x, y, width, height }: Rect, bounds: Rect, how: Exclude<Alignment, "distribute-x" | "distribute-y">): Point {
  switch (how) {
    case "left": return [bounds.x, y];
    case "right": return [bounds.x + bounds.width - width, y];
    case "centre": return [Math.round(bounds.x + (bounds.width - width) / 2), y];
    case "top": return [x, bounds.y];
    case "bottom": return [x, bounds.y + bounds.height - height];
    case "middle": return [x, Math.round(bounds.y + (bounds.height - height) / 2)];
  }
}

function distributed(rects: readonly (Rect & { readonly id: string })[], bounds: Rect, how: "distribute-x" | "distribute-y"): Map<string, Point> {
  const [start, length] = how === "distribute-x" ? ["x", "width"] as const : ["y", "height"] as const;
  const sorted = [...rects].sort((a, b) => a[start] - b[start]);
  const gap = (bounds[length] - sorted.reduce((sum, rect) => sum + rect[length], 0)) / (sorted.length - 1);
  let at = bounds[start];
  return new Map(sorted.map((rect) => {
    const place = Math.round(at);
    at += rect[length] + gap;
    return [rect.id, how === "distribute-x" ? [place, rect.y] : [rect.x, place]];
  }));
}

/** Collapsed nodes are drawn as their header alone. */
export function setCollapsed(document: GraphDocument, ids: Iterable<string>, collapsed: boolean): GraphDocument {
  const chosen = new Set(ids);
  const before = layoutOf(document).collapsed ?? [];
  const others = mapList(before, (id) => chosen.has(id) ? undefined : id);
  if (!collapsed) return withLayout(document, { collapsed: others.length === 0 ? undefined : others });
  const more = [...chosen].filter((id) => !before.includes(id) && Object.hasOwn(document.nodes, id));
  return more.length === 0 ? document : withLayout(document, { collapsed: [...before, ...more] });
}

/** A hue, 0 to 359; `undefined` for the usual colour. */
export function setColour(document: GraphDocument, ids: Iterable<string>, hue: number | undefined): GraphDocument {
  let { colours } = layoutOf(document);
  for (const id of ids) if (Object.hasOwn(document.nodes, id)) colours = withMember(colours, id, hue);
  return withLayout(document, { colours });
}

export function addFrame(document: GraphDocument, frame: Omit<Frame, "id">): { readonly document: GraphDocument; readonly id: string } {
  const frames = layoutOf(document).frames ?? [];
  const id = freeMark("f", frames);
  return { document: withLayout(document, { frames: [...frames, { ...frame, id }] }), id };
}

/** An `undefined` field is taken out. */
export function updateFrame(document: GraphDocument, id: string, change: { readonly [K in Exclude<keyof Frame, "id">]?: Frame[K] | undefined }): GraphDocument {
  const { frames } = layoutOf(document);
  return withLayout(document, { frames: frames && mapList(frames, (frame) => frame.id === id ? withFields(frame, change) : frame) });
}

export function addNote(document: GraphDocument, note: Omit<Note, "id">): { readonly document: GraphDocument; readonly id: string } {
  const notes = layoutOf(document).notes ?? [];
  const id = freeMark("n", notes);
  return { document: withLayout(document, { notes: [...notes, { ...note, id }] }), id };
}

export function updateNote(document: GraphDocument, id: string, change: { readonly [K in Exclude<keyof Note, "id">]?: Note[K] | undefined }): GraphDocument {
  const { notes } = layoutOf(document);
  return withLayout(document, { notes: notes && mapList(notes, (note) => note.id === id ? withFields(note, change) : note) });
}

/** `f1`, `f2`, …: the first that is free. */
export function freeMark(letter: string, marks: readonly { readonly id: string }[]): string {
  const taken = new Set(marks.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${letter}${number}`)) number++;
  return `${letter}${number}`;
}

/** What lies wholly inside a frame: nodes, notes, and smaller frames. */
export interface Contents {
  readonly nodes: readonly string[];
  readonly notes: readonly string[];
  readonly frames: readonly string[];
}

export function contentsOf(frame: Frame, document: GraphDocument, sizes: Sizes): Contents {
  const { frames = [], notes = [] } = layoutOf(document);
  return {
    nodes: Object.keys(document.nodes).filter((id) => isInside(rectOf(document, id, sizes), frame)),
    notes: notes.filter((note) => isInside(note, frame)).map(({ id }) => id),
    frames: frames.filter((other) => other.id !== frame.id && isInside(other, frame)).map(({ id }) => id),
  };
}

function isInside(inner: Rect, outer: Rect): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
}
