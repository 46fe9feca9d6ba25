import type { GraphDocument } from "../graph/document.ts";
import type { Graph } from "../graph/graph.ts";
import { givenValue, type Surroundings } from "../graph/unfold.ts";
import { nearest, parsePortRef } from "../ids.ts";
import type { Problem } from "../problem.ts";
import { isFilled } from "./nodes.ts";
import { misfits } from "./values.ts";

/** What is wrong with the values that a run gives to the inputs of its graph, or that the graph gives itself. */
export function graphInputProblems(document: GraphDocument, graph: Graph, around: Surroundings): Problem[] {
  const declared = Object.keys(document.inputs ?? {});
  const unknown = Object.keys(around.inputs).filter((name) => !declared.includes(name)).map((name): Problem => {
    const near = nearest(name, declared);
    return { code: "GRAPH_INPUT_UNKNOWN", port: `inputs.${name}`, message: `The graph has no input "${name}".`, hint: near ? `Did you mean "${near}"?` : declared.length > 0 ? `It has ${declared.join(", ")}.` : "It takes no inputs." };
  });
  const invalid = declared.flatMap((name) => {
    const constant = graph.byId.get(`$inputs.${name}`);
    if (!constant) return [];
    return misfits(constant.value, constant.outputs[0]!.type.rank, constant.consumers).map(({ at, wrong }): Problem => (
      { code: "GRAPH_INPUT_INVALID", port: `inputs.${name}`, message: `The graph input "${name}" feeds "${at}" and ${wrong}.`, hint: "Give another value; the limits are those of the node type." }));
  });
  const missing = new Set([...inputsWithoutValue(document, around)].flatMap(([target, name]) => needsValue(target, graph) ? [name] : []));
  return [...unknown, ...invalid, ...[...missing].map((name): Problem => (
    { code: "GRAPH_INPUT_MISSING", port: `inputs.${name}`, message: `The graph input "${name}" has no value.`, hint: `Give it one, as in --set ${name}=…, or a default in the graph.` }))];
}

/** What graph inputs would feed if they had a value: `node.port` to the input's name. */
export function inputsWithoutValue(document: GraphDocument, around: Surroundings): Map<string, string> {
  return new Map(Object.entries(document.inputs ?? {}).flatMap(([name, input]) =>
    (givenValue(around.inputs, name) ?? input.default) === undefined ? input.to.map((target) => [target, name] as const) : []));
}

function needsValue(target: string, graph: Graph): boolean {
  const ref = parsePortRef(target);
  const node = ref && graph.byId.get(ref.node);
  return node?.manifest !== undefined && Object.hasOwn(node.manifest.inputs, ref!.port) && !isFilled(node, ref!.port);
}
