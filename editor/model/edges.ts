import type { EdgeEntry, GraphDocument } from "../../runtime/graph/document.ts";
import { edgeText } from "../../runtime/ids.ts";
import { layoutOf, type Point, withLayout } from "./layout.ts";
import { mapList, mapMembers, withFields, withMember } from "./record.ts";

/** The edge of an element's id: `a.x -> b.y`. */
export function edgeOf(text: string): EdgeEntry | undefined {
  const arrow = text.indexOf(" -> ");
  return arrow <= 0 ? undefined : { from: text.slice(0, arrow), to: text.slice(arrow + " -> ".length) };
}

/**
 * Adds an edge. An input that takes one edge loses what fed it, be it an edge or a graph input; one that takes many
 * gets it last. The same document when the edge is there already.
 */
export function connect(document: GraphDocument, from: string, to: string, { many }: { readonly many: boolean }): GraphDocument {
  const edges = document.edges ?? [];
  const isThere = edges.some((edge) => edge.from === from && edge.to === to);
  if (many) return isThere ? document : { ...document, edges: [...edges, { from, to }] };
  if (isThere && edges.filter((edge) => edge.to === to).length === 1) return withoutGraphInputs(document, to);
  const before = edges.findIndex((edge) => edge.to === to);
  const others = edges.filter((edge) => edge.to !== to);
  // It takes the place of the one it replaces: the least change on the page and in the file.
  const at = before < 0 ? others.length : edges.slice(0, before).filter((edge) => edge.to !== to).length;
  return withoutStrayBends({ ...withoutGraphInputs(document, to), edges: [...others.slice(0, at), { from, to }, ...others.slice(at)] });
}

function withoutGraphInputs(document: GraphDocument, end: string): GraphDocument {
  if (!document.inputs) return document;
  return withFields(document, { inputs: mapMembers(document.inputs, (input) => withFields(input, { to: mapList(input.to, (target) => target === end ? undefined : target) as string[] })) });
}

export function disconnect(document: GraphDocument, edge: EdgeEntry): GraphDocument {
  if (!document.edges) return document;
  return withoutStrayBends(withFields(document, { edges: mapList(document.edges, (other) => other.from === edge.from && other.to === edge.to ? undefined : other) as EdgeEntry[] }));
}

/** Everything that an output feeds, edges and outputs of the graph, is fed by another one from now on. */
export function moveEdges(document: GraphDocument, from: string, to: string): GraphDocument {
  if (from === to) return document;
  const there = new Set((document.edges ?? []).map(edgeText));
  const moved = (edge: EdgeEntry): EdgeEntry => edge.from === from ? { ...edge, from: to } : edge;
  const bends = layoutOf(document).bends ?? {};
  const followed = Object.fromEntries((document.edges ?? []).flatMap((edge) => {
    const points = edge.from === from ? bends[edgeText(edge)] : undefined;
    return points ? [[edgeText(moved(edge)), points]] : [];
  }));
  const after = withFields(document, {
    edges: document.edges && mapList(document.edges, (edge) => edge.from === from && there.has(edgeText(moved(edge))) ? undefined : moved(edge)) as EdgeEntry[],
    outputs: document.outputs && mapMembers(document.outputs, (output) => output.from === from ? { ...output, from: to } : output),
  });
  if (after === document) return document;
  return withoutStrayBends(Object.keys(followed).length === 0 ? after : withLayout(after, { bends: { ...bends, ...followed } }));
}

/** A point that the edge goes through, before the one that is at `index` now. */
export function addBend(document: GraphDocument, edge: EdgeEntry, index: number, point: Point): GraphDocument {
  const points = bendsOf(document, edge);
  return withBends(document, edge, [...points.slice(0, index), point, ...points.slice(index)]);
}

export function moveBend(document: GraphDocument, edge: EdgeEntry, index: number, point: Point): GraphDocument {
  return withBends(document, edge, mapList(bendsOf(document, edge), (other, at) => at === index ? point : other));
}

export function removeBend(document: GraphDocument, edge: EdgeEntry, index: number): GraphDocument {
  return withBends(document, edge, mapList(bendsOf(document, edge), (other, at) => at === index ? undefined : other));
}

export function bendsOf(document: GraphDocument, edge: EdgeEntry): readonly Point[] {
  return layoutOf(document).bends?.[edgeText(edge)] ?? [];
}

function withBends(document: GraphDocument, edge: EdgeEntry, points: readonly Point[]): GraphDocument {
  return withLayout(document, { bends: withMember(layoutOf(document).bends, edgeText(edge), points.length === 0 ? undefined : points) });
}

/** Points of edges that are no more go with them. */
function withoutStrayBends(document: GraphDocument): GraphDocument {
  const { bends } = layoutOf(document);
  if (!bends) return document;
  const there = new Set((document.edges ?? []).map(edgeText));
  const kept = mapMembers(bends, (points, edge) => there.has(edge) ? points : undefined);
  return withLayout(document, { bends: Object.keys(kept).length === 0 ? undefined : kept });
}
