import type { ElementRef } from "../model/element.ts";
import { idsOf } from "../model/element.ts";

/** What the inspector is about, from what is selected. */
export type Subject =
  | { readonly kind: "graph" }
  | { readonly kind: "node"; readonly id: string }
  | { readonly kind: "nodes"; readonly ids: readonly string[] }
  | { readonly kind: "edge"; readonly edge: string }
  | { readonly kind: "frame"; readonly id: string }
  | { readonly kind: "note"; readonly id: string }
  | { readonly kind: "mixed"; readonly count: number };

/** Nodes count before what lies around them: who draws a box around some nodes means the nodes. */
export function subjectOf(selection: ReadonlySet<ElementRef>): Subject {
  const nodes = idsOf(selection, "node");
  if (nodes.length === 1) return { kind: "node", id: nodes[0]! };
  if (nodes.length > 1) return { kind: "nodes", ids: nodes };
  const frames = idsOf(selection, "frame");
  const notes = idsOf(selection, "note");
  const edges = [...new Set([...idsOf(selection, "edge"), ...idsOf(selection, "bend").map((bend) => bend.slice(0, bend.lastIndexOf("#")))])];
  const count = frames.length + notes.length + edges.length;
  if (count === 0) return { kind: "graph" };
  if (count > 1) return { kind: "mixed", count };
  if (edges.length === 1) return { kind: "edge", edge: edges[0]! };
  return frames.length === 1 ? { kind: "frame", id: frames[0]! } : { kind: "note", id: notes[0]! };
}
