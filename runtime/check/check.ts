import { link, type Linked } from "../graph/link.ts";
import type { GraphDocument } from "../graph/document.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import type { Surroundings } from "../graph/unfold.ts";
import type { Problem } from "../problem.ts";
import { graphInputProblems, inputsWithoutValue } from "./graph-inputs.ts";
import { callProblems, nodeProblems } from "./nodes.ts";
import { neededFor, onlyProblems } from "./only.ts";

/** What `check` needs beside the graph itself. */
export interface CheckAround extends Surroundings {
  /** Whether something fills a role. */
  fills(role: string): boolean;
  /** `node` or `node:item` to run; what they do not need is not checked for missing pieces. */
  readonly only?: readonly string[] | undefined;
}

/** Everything that would stop a document from running, in one go. Pure; an empty list means the graph is sound. */
export function check(document: GraphDocument, around: CheckAround): Linked {
  const linked = link(document, around);
  const problems = [...graphInputProblems(document, linked.graph, around), ...onlyProblems(linked.graph, around.only)];
  const needed = neededFor(linked.graph, around.only);
  // Faults of the wiring are always shown; faults of a node only where the node is needed.
  problems.push(...linked.problems.filter((problem) => problem.edge !== undefined || problem.node === undefined || !around.only || isNeeded(problem.node, linked.graph, needed)));
  const unfed = inputsWithoutValue(document, around);
  for (const node of needed) {
    if (node.kind === "wire") problems.push(...callProblems(node));
    else if (node.kind === "type" && node.manifest) problems.push(...nodeProblems(node, around.fills, (port) => unfed.has(`${node.id}.${port}`) || linked.faulty.has(`${node.id}.${port}`)));
  }
  return { ...linked, problems };
}

function isNeeded(id: string, graph: Graph, needed: Set<GraphNode>): boolean {
  const node = graph.byId.get(id);
  return node === undefined || node.index < 0 || needed.has(node);
}
