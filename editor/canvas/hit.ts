import { type ElementRef, elementRef } from "../model/element.ts";
import { contains, distanceToPiece, type End, rowMiddle, unit } from "./geometry.ts";
import type { Scene } from "./scene.ts";
import { type EdgeLine, type Mark, type NodeBox, piecesOfEdge } from "./scene-parts.ts";

/** Which sides of an area a pointer holds. */
export interface Sides {
  readonly left: boolean;
  readonly top: boolean;
  readonly right: boolean;
  readonly bottom: boolean;
}

/** What is at a point of the graph, nearest to the eye first. */
export type Hit =
  | { readonly kind: "port"; readonly box: NodeBox; readonly end: End; readonly port: string }
  | { readonly kind: "node"; readonly box: NodeBox; readonly onHeader: boolean }
  | { readonly kind: "bend"; readonly edge: EdgeLine; readonly index: number }
  | { readonly kind: "edge"; readonly edge: EdgeLine; readonly piece: number }
  | { readonly kind: "mark"; readonly mark: Mark; readonly sides: Sides | undefined }
  | { readonly kind: "nothing" };

/** How far beside something a pointer still means it, in screen pixels. */
const slack = 7;

export function hitAt(scene: Scene, x: number, y: number, scale: number): Hit {
  return nodeAt(scene, x, y, scale) ?? bendAt(scene, x, y, scale) ?? noteOrEdgeAt(scene, x, y, scale) ?? frameAt(scene, x, y, scale) ?? { kind: "nothing" };
}

function nodeAt(scene: Scene, x: number, y: number, scale: number): Hit | undefined {
  const reach = Math.min(13, Math.max(9, 10 / scale));
  for (const box of stack(scene, x, y, reach)) {
    const port = portAt(box, x, y, reach);
    if (port) return { kind: "port", box, ...port };
    if (contains(box, x, y)) return { kind: "node", box, onHeader: y < box.y + unit.header };
  }
  return undefined;
}

/** Nodes at a point, the one in front first. */
function stack(scene: Scene, x: number, y: number, reach: number): NodeBox[] {
  return scene.nodesIn({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }).reverse().sort((a, b) => b.depth - a.depth);
}

function portAt(box: NodeBox, x: number, y: number, reach: number): { readonly end: End; readonly port: string } | undefined {
  if (box.collapsed) return undefined;
  for (const end of ["input", "output"] as const) {
    if (Math.abs(x - (end === "input" ? box.x : box.x + box.width)) > reach) continue;
    for (const [port, row] of end === "input" ? box.rows.inputs : box.rows.outputs) {
      if (Math.abs(y - box.y - rowMiddle(row)) <= Math.min(reach, unit.row / 2)) return { end, port };
    }
  }
  return undefined;
}

function bendAt(scene: Scene, x: number, y: number, scale: number): Hit | undefined {
  const reach = Math.max(8, slack / scale);
  for (const edge of scene.edgesIn({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach })) {
    const index = edge.bends.findIndex(([bx, by]) => Math.hypot(bx - x, by - y) <= reach);
    if (index >= 0) return { kind: "bend", edge, index };
  }
  return undefined;
}

function noteOrEdgeAt(scene: Scene, x: number, y: number, scale: number): Hit | undefined {
  for (const mark of [...scene.marks.values()].reverse()) {
    if (mark.kind === "note" && contains(mark, x, y)) return { kind: "mark", mark, sides: sidesOf(mark, x, y, slack / scale, false) };
  }
  const reach = slack / scale;
  let best: { readonly edge: EdgeLine; readonly piece: number } | undefined;
  let nearest = reach;
  for (const edge of scene.edgesIn({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach })) {
    const pieces = piecesOfEdge(edge);
    for (let at = 0; at < pieces.length; at += 8) {
      const distance = distanceToPiece(pieces, at, x, y);
      if (distance < nearest) {
        nearest = distance;
        best = { edge, piece: at / 8 };
      }
    }
  }
  return best && { kind: "edge", ...best };
}

/** How high the strip is by which a frame is taken. */
export const frameTitle = 34;

/** A frame is taken by its title or its border; what is inside of it belongs to the ground. */
function frameAt(scene: Scene, x: number, y: number, scale: number): Hit | undefined {
  const near = slack / scale;
  const frames = [...scene.marks.values()].filter(({ kind }) => kind === "frame").sort((a, b) => a.width * a.height - b.width * b.height);
  for (const mark of frames) {
    if (!contains({ x: mark.x - near, y: mark.y - near, width: mark.width + 2 * near, height: mark.height + 2 * near }, x, y)) continue;
    const sides = sidesOf(mark, x, y, near, true);
    if (sides || y < mark.y + Math.max(frameTitle, 14 / scale)) return { kind: "mark", mark, sides };
  }
  return undefined;
}

function sidesOf(mark: Mark, x: number, y: number, near: number, all: boolean): Sides | undefined {
  const right = Math.abs(x - mark.x - mark.width) <= near;
  const bottom = Math.abs(y - mark.y - mark.height) <= near;
  const left = all && Math.abs(x - mark.x) <= near;
  const top = all && Math.abs(y - mark.y) <= near;
  return left || top || right || bottom ? { left, top, right, bottom } : undefined;
}

/** What is selected by what was hit. */
export function refOf(hit: Hit): ElementRef | undefined {
  switch (hit.kind) {
    case "port": case "node": return elementRef("node", hit.box.id);
    case "bend": return elementRef("bend", `${hit.edge.text}#${hit.index}`);
    case "edge": return elementRef("edge", hit.edge.text);
    case "mark": return elementRef(hit.mark.kind, hit.mark.id);
    case "nothing": return undefined;
  }
}

/** The pointer over what was hit. */
export function cursorFor(hit: Hit): string {
  switch (hit.kind) {
    case "port": return "crosshair";
    case "bend": return "move";
    case "edge": return "pointer";
    case "mark": return hit.sides ? cursorOf(hit.sides) : "default";
    default: return "";
  }
}

export function cursorOf({ left, top, right, bottom }: Sides): string {
  if ((left && top) || (right && bottom)) return "nwse-resize";
  if ((right && top) || (left && bottom)) return "nesw-resize";
  return left || right ? "ew-resize" : "ns-resize";
}
