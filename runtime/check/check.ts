import { link, type Linked } from "../graph/link.ts";
import type { GraphDocument } from "../graph/document.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import { mismatch } from "../graph/schema.ts";
import type { Surroundings } from "../graph/unfold.ts";
import { nearest } from "../ids.ts";
import type { Problem } from "../problem.ts";

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
  const problems = [...runInputProblems(document, around), ...onlyProblems(linked.graph, around.only)];
  const needed = neededFor(linked.graph, around.only);
  // Faults of the wiring are always shown; faults of a node only where the node is needed.
  problems.push(...linked.problems.filter((problem) => problem.edge !== undefined || problem.node === undefined || !around.only || isNeeded(problem.node, linked.graph, needed)));
  for (const node of linked.graph.nodes) {
    if (node.kind === "type" && node.manifest && needed.has(node)) problems.push(...nodeProblems(node, around));
  }
  return { graph: linked.graph, problems };
}

/** The targets and all that feeds them; everything when no targets are named. */
export function neededFor(graph: Graph, only: readonly string[] | undefined): Set<GraphNode> {
  const needed = new Set<GraphNode>(only ? graph.nodes.filter((node) => selects(only, node.id)) : graph.nodes);
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

function runInputProblems(document: GraphDocument, around: Surroundings): Problem[] {
  const declared = Object.keys(document.inputs ?? {});
  return Object.keys(around.inputs).filter((name) => !declared.includes(name)).map((name) => {
    const near = nearest(name, declared);
    return { code: "GRAPH_INPUT_UNKNOWN", port: `inputs.${name}`, message: `The graph has no input "${name}".`, hint: near ? `Did you mean "${near}"?` : declared.length > 0 ? `It has ${declared.join(", ")}.` : "It takes no inputs." };
  });
}

function nodeProblems(node: GraphNode, around: CheckAround): Problem[] {
  const manifest = node.manifest!;
  const problems: Problem[] = [];
  if ((node.entry.version ?? 1) > manifest.version) {
    problems.push({ code: "NODE_VERSION_UNKNOWN", node: node.id, message: `"${node.id}" was saved with version ${node.entry.version} of ${node.type}; version ${manifest.version} is installed.`, hint: "Update the pack that provides it." });
  }
  problems.push(...inputProblems(node, node.entry.inputs ?? {}));
  const connected = new Set(node.inputs.map((edge) => edge.input));
  for (const [name, port] of Object.entries(manifest.inputs)) {
    const filled = connected.has(name) || node.entry.inputs?.[name] !== undefined || port.schema["default"] !== undefined || port.optional;
    if (!filled) problems.push({ code: "INPUT_MISSING", node: node.id, port: name, message: `The input "${name}" of "${node.id}" has neither a value nor an edge.`, hint: "Give it a value or connect it." });
  }
  for (const [item, decision] of Object.entries(node.entry.items ?? {})) {
    problems.push(...inputProblems(node, decision.inputs ?? {}, item));
    problems.push(...pinProblems(node, decision.pin ?? {}, item));
    const axes = item === "" ? 0 : item.split("/").length;
    if (axes !== node.depth) problems.push({ code: "ITEM_KEY_DEPTH", node: node.id, item, message: `The item key "${item}" has ${axes} part${axes === 1 ? "" : "s"}, but "${node.id}" runs over ${node.depth}.`, hint: node.depth === 0 ? "Use the empty key for a node that does not fan out." : "Write one key for each list the node fans out over, e.g. e03/s12." });
  }
  for (const service of manifest.uses ?? []) {
    if (!around.fills(service.name)) problems.push({ code: "SERVICE_MISSING", node: node.id, message: `"${node.id}" needs the role "${service.name}", and nothing fills it.`, hint: `Configure a provider for "${service.name}".` });
  }
  return problems;
}

function inputProblems(node: GraphNode, inputs: Readonly<Record<string, unknown>>, item?: string): Problem[] {
  const place = { node: node.id, ...(item === undefined ? {} : { item }) };
  return Object.entries(inputs).flatMap(([name, value]): Problem[] => {
    const port = node.manifest!.inputs[name];
    if (!port) {
      const near = nearest(name, Object.keys(node.manifest!.inputs));
      return [{ code: "INPUT_UNKNOWN", ...place, port: name, message: `"${node.id}" has no input "${name}".`, hint: near ? `Did you mean "${near}"?` : `It has ${Object.keys(node.manifest!.inputs).join(", ") || "none"}.` }];
    }
    const wrong = mismatch(port.schema, value);
    return wrong ? [{ code: "INPUT_INVALID", ...place, port: name, message: `The value of "${name}" in "${node.id}" ${wrong}.`, hint: "Change the value; the limits are those of the node type." }] : [];
  });
}

function pinProblems(node: GraphNode, pin: Readonly<Record<string, unknown>>, item: string): Problem[] {
  return Object.entries(pin).flatMap(([name, value]): Problem[] => {
    const port = node.manifest!.outputs[name];
    const wrong = port ? mismatch(port.schema, value) : `names no output of "${node.id}"`;
    return wrong ? [{ code: "PIN_INVALID", node: node.id, item, port: name, message: `The pinned value for "${name}" ${wrong}.`, hint: "Pin a value of the output's own type, or remove the pin." }] : [];
  });
}
