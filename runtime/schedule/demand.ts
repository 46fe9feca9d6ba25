import type { GraphEdge, GraphNode } from "../graph/graph.ts";

/** A part of a node that is wanted; or, with `keysOf`, no more than the keys of so many of its levels below the path. */
export interface Demand {
  readonly node: GraphNode;
  readonly path: readonly string[];
  readonly keysOf: number | undefined;
}

/** What must be there so that the keys of a consumer's first levels are known, as far as an edge has a say in them. */
export function keysThrough(edge: GraphEdge, path: readonly string[], levels: number): Demand[] {
  const own = Math.min(edge.frame, levels) - edge.offset;
  if (own <= 0) return [];
  const { from } = edge;
  const above = producerPath(edge, path).slice(0, own);
  // Keys are those of the producer's own items, or in a list that its items made.
  return [{ node: from, path: above, keysOf: own > from.depth ? undefined : own }];
}

/** The part of a producer's path that a consumer's path decides. */
export function producerPath(edge: GraphEdge, path: readonly string[]): readonly string[] {
  return path.slice(edge.offset, Math.min(edge.frame, edge.offset + edge.from.depth));
}
