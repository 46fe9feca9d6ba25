import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Catalogue, Graph, GraphEdge, GraphNode } from "../../runtime/graph/graph.ts";
import { link } from "../../runtime/graph/link.ts";
import { Axes } from "./axes.ts";

/** What documents are linked against here. */
export interface Around {
  readonly catalogue: Catalogue;
  readonly subgraphs: ReadonlyMap<string, GraphDocument>;
}

/** Links with every input of the graph given: whether a run gives it must make no difference to what nodes do. */
export function linkWhole(document: GraphDocument, around: Around): Graph {
  const inputs = Object.fromEntries(Object.keys(document.inputs ?? {}).map((name) => [name, true]));
  return link(document, { ...around, inputs }).graph;
}

/** The same nodes written out, and inside a call. */
export interface TwoWays {
  readonly flat: Graph;
  readonly packed: Graph;
  readonly call: string;
  /** Ids of the nodes in question: written out, to inside. */
  readonly inside: ReadonlyMap<string, string>;
}

/**
 * Whether a graph does the same with nodes written out as with them inside a call: every node runs over the same
 * lists, and receives the same from the same.
 */
export function isSameWork(two: TwoWays): boolean {
  const isSameNode = (node: GraphNode) => {
    const other = two.packed.byId.get(packedId(node.id, two));
    return other !== undefined && other.depth === node.depth && isSameFeed(node, other, two);
  };
  if (!isSameMeeting(two)) return false;
  const results = new Map(two.packed.outputs.map((output) => [output.name, output]));
  return [...two.flat.byId.values()].every((node) => node.kind === "constant" || isSameNode(node))
    && two.flat.outputs.every(({ name, node }) => results.get(name)?.node.depth === node.depth);
}

/** Lists that the call runs over meet at its door: they must have met before. */
function isSameMeeting({ flat, packed, call }: TwoWays): boolean {
  const into = packed.byId.get(`$in:${call}`)?.inputs.filter(({ frame }) => frame > 0) ?? [];
  if (into.length < 2) return true;
  const axes = new Axes(flat);
  const [first, ...others] = into.flatMap((edge) => {
    const from = flat.byId.get(edge.from.id);
    return from ? [{ from, output: edge.output, frame: edge.frame }] : [];
  }).sort((a, b) => b.frame - a.frame);
  return first !== undefined && others.length === into.length - 1
    && others.every((other) => Array.from({ length: other.frame }, (_, level) => level).every((level) => axes.isSame(first, other, level)));
}

function packedId(id: string, { call, inside }: TwoWays): string {
  const [, door, root, rest] = /^(\$in:|\$out:)?([^/.]*)(.*)$/s.exec(id)!;
  const name = inside.get(root!);
  return name === undefined ? id : `${door ?? ""}${call}/${name}${rest}`;
}

function isSameFeed(flat: GraphNode, packed: GraphNode, two: TwoWays): boolean {
  return [...new Set([...flat.inputs, ...packed.inputs].map(({ input }) => input))].every((input) => {
    const ofInput = (edge: GraphEdge) => edge.input === input && !edge.frameOnly;
    const edges = flat.inputs.filter(ofInput);
    const others = packed.inputs.filter(ofInput);
    // A value given to the call is a value of the node itself when it is written out.
    if (edges.length === 0) return others.every((other) => isLiteral(other, two.call));
    return edges.length === others.length && edges.every((edge, at) => isSameEdge(edge, others[at]!, two));
  });
}

function isLiteral({ from, output }: GraphEdge, call: string): boolean {
  return from.id === `$in:${call}` && !from.inputs.some(({ input }) => input === from.outputs[output]!.name);
}

function isSameEdge(flat: GraphEdge, packed: GraphEdge, two: TwoWays): boolean {
  const { call } = two;
  if (packed.from.id === `$in:${call}`) {
    if (isLiteral(packed, call)) return flat.from.kind === "constant" && flat.frame === packed.frame && flat.wraps === packed.wraps;
    const into = packed.from.inputs.find(({ input }) => input === packed.from.outputs[packed.output]!.name)!;
    const own = packed.frame - packed.from.depth;
    return isSameSource(flat, into, two) && packed.offset === 0
      // Lists that were gathered to go in whole have lost the keys of their items.
      && (own === 0 || into.from.depth <= into.frame)
      && flat.wraps === into.wraps + packed.wraps
      && flat.frame === into.frame + own
      && conversions(flat) === conversions(into) + conversions(packed);
  }
  const isExit = packed.from.id.startsWith(`$out:${call}.`) && packed.from.scope.enter?.id === `$in:${call}`;
  const source = isExit ? packed.from.inputs.find(({ frameOnly }) => !frameOnly) : packed;
  return source !== undefined && isSameSource(flat, source, two)
    && flat.frame === packed.frame && flat.wraps === packed.wraps && conversions(flat) === conversions(packed);
}

function isSameSource(flat: GraphEdge, packed: GraphEdge, two: TwoWays): boolean {
  return packedId(flat.from.id, two) === packed.from.id && flat.output === packed.output;
}

function conversions({ convert }: GraphEdge): number {
  return convert ? 1 : 0;
}
