import { link, type Linked } from "../graph/link.ts";
import type { GraphDocument } from "../graph/document.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import type { Surroundings } from "../graph/unfold.ts";
import { nearest } from "../ids.ts";
import type { Problem } from "../problem.ts";
import { graphInputProblems, inputsWithoutValue } from "./graph-inputs.ts";
import { callProblems, nodeProblems } from "./nodes.ts";

/** What `check` needs beside the graph itself. */
export interface CheckAround extends Surroundings {
  /** Whether something fills a role. */
  fills(role: string): boolean;
  /** Node ids to run; what they do not need is not checked for missing pieces. */
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

/** The targets and all that feeds them; everything when no targets are named. */
export function neededFor(graph: Graph, only: readonly string[] | undefined): Set<GraphNode> {
  const all = [...graph.byId.values()];
  const needed = new Set<GraphNode>(only ? all.filter((node) => selects(only, node.id)) : all);
  const open = [...needed];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const edge of node.inputs) {
      if (needed.has(edge.from)) continue;
      needed.add(edge.from);
      open.push(edge.from);
    }
  }
  return needed;
}

/** `outer` also selects everything inside the subgraph `outer`. */
export function selects(only: readonly string[], id: string): boolean {
  return only.some((target) => id === target || id.startsWith(`${target}/`) || id.startsWith(`$out:${target}.`));
}

function isNeeded(id: string, graph: Graph, needed: Set<GraphNode>): boolean {
  const node = graph.byId.get(id);
  return node === undefined || node.index < 0 || needed.has(node);
}

function onlyProblems(graph: Graph, only: readonly string[] = []): Problem[] {
  const ids = [...graph.byId.keys()].filter((id) => !id.startsWith("$"));
  return only.filter((target) => ![...graph.byId.keys()].some((id) => selects([target], id))).map((target) => {
    const near = nearest(target, ids);
    return { code: "NODE_UNKNOWN", node: target, message: `There is no node "${target}" to run.`, hint: near ? `Did you mean "${near}"?` : `The graph has ${ids.slice(0, 8).join(", ")}.` };
  });
}
