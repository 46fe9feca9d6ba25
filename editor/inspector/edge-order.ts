import type { EdgeEntry, GraphDocument } from "../../runtime/graph/document.ts";

/**
 * Moves an edge before or after its neighbours into the same input: what they bring is joined in the order of the
 * document. Edges into other inputs stay where they are.
 */
export function moveAmongInput(document: GraphDocument, edge: EdgeEntry, by: 1 | -1): GraphDocument {
  const edges = document.edges ?? [];
  const places = edges.flatMap(({ to }, at) => to === edge.to ? [at] : []);
  const here = places.findIndex((at) => edges[at]!.from === edge.from);
  const other = places[here + by];
  if (here < 0 || other === undefined) return document;
  const after = [...edges];
  [after[places[here]!], after[other]] = [after[other]!, after[places[here]!]!];
  return { ...document, edges: after };
}
