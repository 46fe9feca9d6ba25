import type { Port } from "../contract/port.ts";
import { meet, nodeFrame } from "../fanout/rule.ts";
import type { Problem } from "../problem.ts";
import type { GraphDocument } from "./document.ts";
import { openDoors } from "./doors.ts";
import { type Catalogue, type Graph, type GraphEdge, type GraphNode, nodeOfDocument, type Scope } from "./graph.ts";
import { circle, typeMismatch } from "./refusals.ts";
import { isGeneric, portType, type PortType } from "./types.ts";
import { type Surroundings, Unfolding } from "./unfold.ts";

export interface Linked {
  readonly graph: Graph;
  readonly problems: readonly Problem[];
  /** Inputs (`node.port`) whose edge has a problem at its other end. */
  readonly faulty: ReadonlySet<string>;
}

/**
 * Turns a document into a graph: subgraphs unfolded, nodes sorted, and for every edge how what flows meets what the
 * port asks for. Costs linear time, whatever the shape. Parts with problems are left out of the order.
 */
export function link(document: GraphDocument, around: Surroundings): Linked {
  const unfolding = new Unfolding(document, around);
  const problems = [...unfolding.problems];
  const sorted = sort(unfolding.nodes, problems);
  for (const node of sorted) {
    resolveEdges(node, around.catalogue, problems);
    layAxes(node);
  }
  openDoors(sorted);
  const graph: Graph = {
    name: document.name,
    nodes: sorted,
    byId: new Map(unfolding.nodes.map((node) => [node.id, node])),
    outputs: [...unfolding.outputs].map(([name, source]) => ({ name, ...source })),
  };
  return { graph, problems, faulty: unfolding.faulty };
}

/** Kahn's order. What is left over stands on a circle, or behind one. */
function sort(nodes: readonly GraphNode[], problems: Problem[]): GraphNode[] {
  const sorted: GraphNode[] = [];
  const waiting = new Int32Array(nodes.length);
  // Until a node is placed its index says where it stands among those that are not, counted from below zero.
  nodes.forEach((node, position) => {
    node.index = -1 - position;
    waiting[position] = node.inputs.length;
    if (node.inputs.length === 0) sorted.push(node);
  });
  for (let at = 0; at < sorted.length; at++) {
    const node = sorted[at]!;
    for (const edge of node.consumers) {
      if (--waiting[-1 - edge.to.index]! === 0) sorted.push(edge.to);
    }
  }
  sorted.forEach((node, position) => { node.index = position; });
  if (sorted.length < nodes.length) problems.push(...circles(nodes.filter((node) => node.index < 0)));
  return sorted;
}

/** Walks backwards from every node that was left over until one comes up again. */
function circles(left: readonly GraphNode[]): Problem[] {
  const seen = new Set<GraphNode>();
  return left.flatMap((start) => {
    const trail = new Map<GraphNode, number>();
    let node = start;
    while (!seen.has(node)) {
      seen.add(node);
      trail.set(node, trail.size);
      node = node.inputs.find((edge) => edge.from.index < 0)!.from;
    }
    const begins = trail.get(node);
    return begins === undefined ? [] : [circleOf([...trail.keys()].slice(begins).reverse())];
  });
}

function circleOf(nodes: readonly GraphNode[]): Problem {
  // The doors of a subgraph are its call to a reader: they would name it twice.
  const names = nodes.map(nodeOfDocument).filter((name, at, all) => name !== all[at - 1]);
  if (names.length > 1 && names[0] === names.at(-1)) names.pop();
  return circle(names);
}

/** Decides generic types, conversions and port options of what is connected to a node. */
function resolveEdges(node: GraphNode, catalogue: Catalogue, problems: Problem[]): void {
  let letters: Map<string, string> | undefined;
  for (const edge of node.inputs) {
    if (edge.frameOnly) continue;
    const port = node.manifest?.inputs[edge.input];
    const flows = edge.from.outputs[edge.output]!.type;
    const asked = port ? typeOf(port) : askedByWire(node, edge, flows);
    edge.asks = asked.rank;
    edge.lazy = port?.lazy ?? false;
    edge.partial = port?.partial ?? false;
    if (isGeneric(asked)) {
      const decided = letters?.get(asked.name);
      if (decided === undefined) (letters ??= new Map()).set(asked.name, flows.name);
      else fitTypes(edge, flows, { ...asked, name: decided }, catalogue, problems);
    } else {
      fitTypes(edge, flows, asked, catalogue, problems);
    }
  }
  for (const output of node.outputs) {
    if (isGeneric(output.type)) output.type = { ...output.type, name: letters?.get(output.type.name) ?? "json" };
  }
}

const portTypes = new WeakMap<Port, PortType>();

function typeOf(port: Port): PortType {
  let type = portTypes.get(port);
  if (!type) portTypes.set(port, (type = portType(port)));
  return type;
}

/** A way out of a subgraph takes whatever type and rank its source port declares; a way in has declared ports. */
function askedByWire(node: GraphNode, edge: GraphEdge, flows: PortType): PortType {
  const declared = node.outputs.find(({ name }) => name === edge.input);
  if (node.id.startsWith("$out:") && declared) {
    declared.type = flows;
    return flows;
  }
  return declared?.type ?? flows;
}

function fitTypes(edge: GraphEdge, flows: PortType, asked: PortType, catalogue: Catalogue, problems: Problem[]): void {
  if (flows.name === asked.name || asked.name === "json") return;
  edge.convert = catalogue.conversion(flows.name, asked.name);
  if (edge.convert) return;
  problems.push(typeMismatch({ node: nodeOfDocument(edge.to), port: edge.input, edge: edge.text }, flows, asked));
}

/**
 * Lays a node's axes: those of the subgraph call it stands in first, then its own. A value made inside the call from
 * nothing outside it has no axes of the call; its own axes come after them.
 */
function layAxes(node: GraphNode): void {
  node.base = 0;
  for (const edge of node.inputs) node.base = Math.max(node.base, callAxes(edge.from, node.scope));
  for (const edge of node.inputs) {
    const base = callAxes(edge.from, node.scope);
    const arriving = edge.from.depth - base + edge.from.outputs[edge.output]!.type.rank;
    const { frame, wraps } = edge.frameOnly ? { frame: 0, wraps: 0 } : meet(arriving, edge.asks);
    edge.wraps = wraps;
    edge.offset = frame > 0 && base < node.base ? node.base : 0;
    edge.frame = edge.offset > 0 ? edge.offset + frame : base + frame;
  }
  node.depth = nodeFrame(node.inputs);
}

/** How many of a producer's leading axes are axes of the call whose inside `scope` is. */
function callAxes(producer: GraphNode, scope: Scope): number {
  if (scope.enter === undefined) return 0;
  if (producer === scope.enter) return producer.depth;
  return producer.scope === scope ? producer.base : producer.scope.enter!.base;
}
