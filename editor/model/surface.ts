import type { EdgeEntry, GraphDocument, GraphInput, GraphOutput } from "../../runtime/graph/document.ts";
import { layoutOf, withLayout } from "./layout.ts";
import { freeName, idFrom, setInput } from "./nodes.ts";
import type { NodePorts } from "./ports.ts";
import { mapList, withFields, withMember, withoutMembers } from "./record.ts";

/** What a graph shows of an input of a node. */
export interface Exposure {
  /** Default: the port's. One that is there with the same type feeds this input too. */
  readonly name?: string | undefined;
  /** As written in documents: `text`, `story/scene[]`. */
  readonly type: string;
  readonly title?: string | undefined;
  readonly default?: unknown;
  /** The port takes any number of edges: those it has stay. */
  readonly many?: boolean | undefined;
}

/** Makes an input of a node an input of the graph. Its value becomes the default, and comes back with `hideInput`. */
export function exposeInput(document: GraphDocument, node: string, port: string, exposure: Exposure): GraphDocument {
  const end = `${node}.${port}`;
  const inputs = document.inputs ?? {};
  if (!Object.hasOwn(document.nodes, node) || Object.values(inputs).some(({ to }) => to.includes(end))) return document;
  const wanted = idFrom(exposure.name ?? port);
  const there = Object.hasOwn(inputs, wanted) ? inputs[wanted] : undefined;
  const joins = exposure.name !== undefined && there?.type === exposure.type;
  const value = exposure.default ?? document.nodes[node]!.inputs?.[port];
  const input: GraphInput = joins
    ? { ...there!, to: [...there!.to, end] }
    : { type: exposure.type, ...(exposure.title ? { title: exposure.title } : {}), ...(value === undefined ? {} : { default: value }), to: [end] };
  const edges = exposure.many ? document.edges : document.edges && mapList(document.edges, (edge) => edge.to === end ? undefined : edge) as EdgeEntry[];
  const given = joins ? document : setInput(document, node, port, undefined);
  return withFields(given, { edges, inputs: { ...inputs, [joins ? wanted : freeName(wanted, inputs)]: input } });
}

/** The input is the node's own again, with the value that the graph gave it. */
export function hideInput(document: GraphDocument, node: string, port: string): GraphDocument {
  const end = `${node}.${port}`;
  const found = Object.entries(document.inputs ?? {}).find(([, { to }]) => to.includes(end));
  if (!found) return document;
  const [name, input] = found;
  const to = input.to.filter((target) => target !== end);
  const hidden = withFields(document, { inputs: withMember(document.inputs, name, to.length === 0 ? undefined : { ...input, to }) });
  return input.default === undefined || hidden.nodes[node]?.inputs?.[port] !== undefined ? hidden : setInput(hidden, node, port, input.default);
}

/** Makes an output of a node an output of the graph. */
export function exposeOutput(document: GraphDocument, node: string, port: string, { name, title }: { readonly name?: string | undefined; readonly title?: string | undefined } = {}): GraphDocument {
  const from = `${node}.${port}`;
  const outputs = document.outputs ?? {};
  if (!Object.hasOwn(document.nodes, node) || Object.values(outputs).some((output) => output.from === from)) return document;
  const output: GraphOutput = { from, ...(title ? { title } : {}) };
  return { ...document, outputs: { ...outputs, [freeName(idFrom(name ?? port), outputs)]: output } };
}

export function hideOutput(document: GraphDocument, node: string, port: string): GraphDocument {
  return withFields(document, { outputs: withoutMembers(document.outputs, (_, { from }) => from === `${node}.${port}`) as GraphDocument["outputs"] });
}

/** Changes what an input of the graph says of itself; `undefined` takes a field out. */
export function setGraphInput(document: GraphDocument, name: string, change: { readonly [K in "title" | "summary" | "type" | "default"]?: GraphInput[K] | undefined }): GraphDocument {
  const input = document.inputs?.[name];
  return input ? withFields(document, { inputs: withMember(document.inputs, name, withFields(input, change)) }) : document;
}

export function setGraphOutput(document: GraphDocument, name: string, change: { readonly title?: string | undefined }): GraphDocument {
  const output = document.outputs?.[name];
  return output ? withFields(document, { outputs: withMember(document.outputs, name, withFields(output, change)) }) : document;
}

/** Whether a node shows an input. `ports` says what it shows now: from then on it is a choice of its own. */
export function showInput(document: GraphDocument, ports: Pick<NodePorts, "id" | "shown">, name: string, shown: boolean): GraphDocument {
  const names = ports.shown.map((input) => input.name);
  if (names.includes(name) === shown) return document;
  const after = shown ? [...names, name] : names.filter((other) => other !== name);
  return withLayout(document, { shown: withMember(layoutOf(document).shown, ports.id, after) });
}
