import type { NodeManifest } from "../contract/node.ts";
import type { NodeEntry } from "./document.ts";
import type { PortType } from "./types.ts";

/**
 * A graph that is indexed and typed: subgraphs are unfolded, every edge knows how what flows meets what is asked for.
 * Made by `link`; never saved.
 */
export interface Graph {
  readonly name: string;
  /** In an order in which every node comes after what feeds it. */
  readonly nodes: readonly GraphNode[];
  readonly byId: ReadonlyMap<string, GraphNode>;
  readonly outputs: readonly GraphOutputRef[];
}

/**
 * `type`: work done by a node type. `constant`: a value given to the graph. `wire`: a door of an unfolded subgraph,
 * which passes its inputs on under the same names.
 */
export type NodeKind = "type" | "constant" | "wire";

export interface GraphNode {
  /** Position in `Graph.nodes`. */
  index: number;
  /** As in the document; inside a subgraph `outer/inner`. Constants and wires begin with `$`. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly type: string;
  readonly manifest: NodeManifest | undefined;
  /** Literal inputs and per-item decisions. */
  readonly entry: NodeEntry;
  /** A constant's value. */
  readonly value?: unknown;
  readonly scope: Scope;
  /** What is connected, in the order of the document. */
  readonly inputs: GraphEdge[];
  readonly outputs: { readonly name: string; type: PortType }[];
  readonly consumers: GraphEdge[];
  /** Number of axes over which it runs once per item. */
  depth: number;
  /** How many of those axes come from the subgraph call it stands in. */
  base: number;
}

/** The node of the document that one of the graph belongs to: the doors of a subgraph belong to its call. */
export function nodeOfDocument({ id }: GraphNode): string {
  if (id.startsWith("$in:")) return id.slice("$in:".length);
  return id.startsWith("$out:") ? id.slice("$out:".length, id.lastIndexOf(".")) : id;
}

/** A door out of an unfolded subgraph: one for each of its outputs. */
export function isExit({ kind, id }: GraphNode): boolean {
  return kind === "wire" && id.startsWith("$out:");
}

/** The inside of one subgraph call. Its nodes see values as if the axes of the call were not there. */
export interface Scope {
  readonly enter: GraphNode | undefined;
}

export interface GraphEdge {
  readonly from: GraphNode;
  readonly output: number;
  readonly to: GraphNode;
  readonly input: string;
  /** As written in the document, for messages. */
  readonly text: string;
  /** Feeds nothing, but makes the node run once per item of the call it stands in. */
  readonly frameOnly: boolean;
  lazy: boolean;
  partial: boolean;
  /** What the port asks for. */
  asks: number;
  /** The input's axes are the node's axes from `offset` up to `frame`. */
  offset: number;
  frame: number;
  wraps: number;
  convert: ((value: any) => unknown) | undefined;
}

export interface GraphOutputRef {
  readonly name: string;
  readonly node: GraphNode;
  readonly output: number;
}

/** What linking needs to know of the packs that are there. */
export interface Catalogue {
  manifest(type: string): NodeManifest | undefined;
  types(): Iterable<string>;
  knowsValue(name: string): boolean;
  conversion(from: string, to: string): ((value: any) => unknown) | undefined;
}
