import { type GraphNode, nodeOfDocument } from "../graph/graph.ts";
import { mismatch } from "../graph/schema.ts";
import { inputUnknown } from "../graph/unfold.ts";
import type { Problem } from "../problem.ts";
import { misfits } from "./values.ts";

/**
 * What keeps a node from running.
 * @param fills whether something fills a role
 * @param excused whether an input misses its value for a reason that is reported already
 */
export function nodeProblems(node: GraphNode, fills: (role: string) => boolean, excused: (port: string) => boolean): Problem[] {
  const manifest = node.manifest!;
  const problems: Problem[] = [];
  if ((node.entry.version ?? 1) > manifest.version) {
    problems.push({ code: "NODE_VERSION_UNKNOWN", node: node.id, message: `"${node.id}" was saved with version ${node.entry.version} of ${node.type}; version ${manifest.version} is installed.`, hint: "Update the pack that provides it." });
  }
  problems.push(...inputProblems(node, node.entry.inputs ?? {}));
  for (const name of Object.keys(manifest.inputs)) {
    if (!isFilled(node, name) && !excused(name)) problems.push({ code: "INPUT_MISSING", node: node.id, port: name, message: `The input "${name}" of "${node.id}" has neither a value nor an edge.`, hint: "Give it a value or connect it." });
  }
  for (const [item, decision] of Object.entries(node.entry.items ?? {})) {
    problems.push(...inputProblems(node, decision.inputs ?? {}, item));
    problems.push(...pinProblems(node, decision.pin ?? {}, item));
    const axes = item === "" ? 0 : item.split("/").length;
    // A node on a circle has no axes.
    if (node.index >= 0 && axes !== node.depth) problems.push({ code: "ITEM_KEY_DEPTH", node: node.id, item, message: `The item key "${item}" has ${axes} part${axes === 1 ? "" : "s"}, but "${node.id}" runs over ${node.depth}.`, hint: node.depth === 0 ? "Use the empty key for a node that does not fan out." : "Write one key for each list the node fans out over, e.g. e03/s12." });
  }
  for (const service of manifest.uses ?? []) {
    if (!fills(service.name)) problems.push({ code: "SERVICE_MISSING", node: node.id, message: `"${node.id}" needs the role "${service.name}", and nothing fills it.`, hint: `Configure a provider for "${service.name}".` });
  }
  return problems;
}

function inputProblems(node: GraphNode, inputs: Readonly<Record<string, unknown>>, item?: string): Problem[] {
  const place = { node: node.id, ...(item === undefined ? {} : { item }) };
  return Object.entries(inputs).flatMap(([name, value]): Problem[] => {
    const ports = node.manifest!.inputs;
    if (!Object.hasOwn(ports, name)) return [{ ...inputUnknown(node.id, name, Object.keys(ports)), ...place }];
    const wrong = mismatch(ports[name]!.schema, value);
    return wrong ? [{ code: "INPUT_INVALID", ...place, port: name, message: `The value of "${name}" in "${node.id}" ${wrong}.`, hint: "Change the value; the limits are those of the node type." }] : [];
  });
}

function pinProblems(node: GraphNode, pin: Readonly<Record<string, unknown>>, item: string): Problem[] {
  return Object.entries(pin).flatMap(([name, value]): Problem[] => {
    const ports = node.manifest!.outputs;
    const wrong = Object.hasOwn(ports, name) ? mismatch(ports[name]!.schema, value) : `names no output of "${node.id}"`;
    return wrong ? [{ code: "PIN_INVALID", node: node.id, item, port: name, message: `The pinned value for "${name}" ${wrong}.`, hint: "Pin a value of the output's own type, or remove the pin." }] : [];
  });
}

/** Values given to a subgraph call that what they reach inside cannot take. */
export function callProblems(door: GraphNode): Problem[] {
  const node = nodeOfDocument(door);
  return door.outputs.flatMap(({ name, type }, output) => {
    const value = door.inputs.some(({ input }) => input === name) ? undefined : door.entry.inputs?.[name];
    if (value === undefined) return [];
    return misfits(value, type.rank, door.consumers.filter((edge) => edge.output === output)).map(({ at, wrong }): Problem => (
      { code: "INPUT_INVALID", node, port: name, message: `The value of "${name}" in "${node}" feeds "${at}" and ${wrong}.`, hint: "Change the value; the limits are those of the node type." }));
  });
}

/** Whether an input has a value, an edge or a default, or does without. */
export function isFilled(node: GraphNode, name: string): boolean {
  const port = node.manifest!.inputs[name]!;
  return port.optional === true || port.schema["default"] !== undefined || node.entry.inputs?.[name] !== undefined || node.inputs.some(({ input }) => input === name);
}
