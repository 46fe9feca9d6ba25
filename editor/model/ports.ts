import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { Port } from "../../runtime/contract/port.ts";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Linked } from "../../runtime/graph/link.ts";
import { parseType, portType, type PortType } from "../../runtime/graph/types.ts";
import { layoutOf } from "./layout.ts";

/** What a port needs to be drawn and worked with. Titles are English; `packs.words` has the others. */
export interface InputPort {
  readonly name: string;
  readonly port: Port | undefined;
  /** What it asks for. */
  readonly type: PortType;
  readonly schema: TSchema | undefined;
  /** A value can be given by hand. */
  readonly control: boolean;
  readonly value: unknown;
  /** The document gives it a value; else it has its default. */
  readonly isSet: boolean;
  readonly fallback: unknown;
  /** Where its edges come from, as `node.port`. */
  readonly from: readonly string[];
  /** The graph's inputs that feed it. */
  readonly graphInputs: readonly string[];
  readonly optional: boolean;
  readonly many: boolean;
}

export interface OutputPort {
  readonly name: string;
  readonly port: Port | undefined;
  /** What flows: the port's own type, raised by the lists its node runs over. Generic types are decided. */
  readonly type: PortType;
  /** The graph's outputs it gives. */
  readonly graphOutputs: readonly string[];
}

export interface NodePorts {
  readonly id: string;
  readonly type: string;
  /** Undefined for subgraphs, and for types that no pack provides. */
  readonly manifest: NodeManifest | undefined;
  readonly known: boolean;
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
  /** The inputs that the node shows, in order. */
  readonly shown: readonly InputPort[];
  /** Lists it runs over, once per item. */
  readonly depth: number;
}

/** What the ports of a document are read from. */
export interface PortSources {
  readonly document: GraphDocument;
  readonly linked: Linked;
  readonly subgraphs: ReadonlyMap<string, GraphDocument>;
  manifest(type: string): NodeManifest | undefined;
  /** The edges and graph inputs into `node.port`, and graph outputs out of it. */
  readonly ends: Ends;
}

/** Edges by their ends; worked out once per document. */
export interface Ends {
  readonly into: ReadonlyMap<string, readonly string[]>;
  readonly outOf: ReadonlyMap<string, readonly string[]>;
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly results: ReadonlyMap<string, readonly string[]>;
}

export function endsOf(document: GraphDocument): Ends {
  const into = new Map<string, string[]>();
  const given = new Map<string, string[]>();
  const results = new Map<string, string[]>();
  for (const { from, to } of document.edges ?? []) add(into, to, from);
  for (const [name, { to }] of Object.entries(document.inputs ?? {})) for (const target of to) add(given, target, name);
  for (const [name, { from }] of Object.entries(document.outputs ?? {})) add(results, from, name);
  let outOf: ReadonlyMap<string, readonly string[]> | undefined;
  return {
    into, given, results,
    // Asked for only where a node type is unknown.
    get outOf() { return outOf ??= targetsOf(document); },
  };
}

function targetsOf({ edges = [] }: GraphDocument): ReadonlyMap<string, readonly string[]> {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) add(targets, from, to);
  return targets;
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const none: readonly string[] = [];

export function portsOf(id: string, sources: PortSources): NodePorts {
  const { document, linked, ends } = sources;
  const entry = document.nodes[id]!;
  const subgraph = entry.type.startsWith("graph/") ? sources.subgraphs.get(entry.type.slice("graph/".length)) : undefined;
  const manifest = sources.manifest(entry.type);
  const values = entry.inputs ?? {};
  const feeds = (name: string) => ({ from: ends.into.get(`${id}.${name}`) ?? none, graphInputs: ends.given.get(`${id}.${name}`) ?? none });
  const input = (name: string, port: Port | undefined, type: PortType, fallback: unknown): InputPort => ({
    name, port, type, schema: port?.schema, control: port ? isControl(port) : type.rank === 0 && ["text", "number", "boolean"].includes(type.name),
    value: values[name] ?? fallback, isSet: values[name] !== undefined, fallback, ...feeds(name),
    optional: port?.optional === true, many: port?.many === true,
  });
  let inputs: InputPort[];
  if (manifest) inputs = Object.entries(manifest.inputs).map(([name, port]) => input(name, port, portType(port), port.schema["default"]));
  else if (subgraph) inputs = Object.entries(subgraph.inputs ?? {}).map(([name, { type, default: fallback }]) => input(name, undefined, parseType(type) ?? { name: "json", rank: 0 }, fallback));
  else inputs = unknownNames(id, values, ends.into, ends.given).map((name) => ({ ...input(name, undefined, { name: "json", rank: 0 }, undefined), control: false }));
  return {
    id, type: entry.type, manifest, known: manifest !== undefined || subgraph !== undefined,
    inputs, outputs: outputsOf(id, manifest, subgraph, sources), shown: shownInputs(inputs, layoutOf(document).shown?.[id]),
    depth: linked.graph.byId.get(manifest ? id : `$in:${id}`)?.depth ?? 0,
  };
}

function outputsOf(id: string, manifest: NodeManifest | undefined, subgraph: GraphDocument | undefined, { linked, ends }: PortSources): OutputPort[] {
  const graphOutputs = (name: string) => ends.results.get(`${id}.${name}`) ?? none;
  if (manifest) {
    const node = linked.graph.byId.get(id);
    return Object.entries(manifest.outputs).map(([name, port], index) => {
      const own = node?.outputs[index]?.type ?? portType(port);
      return { name, port, type: { ...own, rank: own.rank + (node?.depth ?? 0) }, graphOutputs: graphOutputs(name) };
    });
  }
  if (subgraph) {
    return Object.keys(subgraph.outputs ?? {}).map((name) => {
      const exit = linked.graph.byId.get(`$out:${id}.${name}`);
      const own = exit?.outputs[0]?.type ?? { name: "json", rank: 0 };
      return { name, port: undefined, type: { ...own, rank: own.rank + (exit?.depth ?? 0) }, graphOutputs: graphOutputs(name) };
    });
  }
  return unknownNames(id, {}, ends.outOf, ends.results).map((name) => ({ name, port: undefined, type: { name: "json", rank: 0 }, graphOutputs: graphOutputs(name) }));
}

/** Ports of a node that no pack knows: those that the document mentions. */
function unknownNames(id: string, values: Readonly<Record<string, unknown>>, ...maps: readonly ReadonlyMap<string, unknown>[]): string[] {
  const names = new Set(Object.keys(values));
  for (const map of maps) for (const end of map.keys()) if (end.startsWith(`${id}.`)) names.add(end.slice(id.length + 1));
  return [...names];
}

/** Whether a person can give the value by hand: texts, numbers, choices, toggles, files, lists and groups of them, free JSON. */
export function isControl({ schema, generic }: Port): boolean {
  if (generic !== undefined) return false;
  return isControlSchema(schema);
}

const files = new Set(["image", "audio", "video", "file"]);
const writable = new Set(["string", "number", "integer", "boolean", "object", "null"]);

/** Value types of packs are what nodes make; groups without a name are settings. */
export function isControlSchema(schema: TSchema): boolean {
  const { valueType, type, anyOf } = schema as { valueType?: string; type?: string | string[]; anyOf?: TSchema[] };
  if (typeof valueType === "string") return files.has(valueType);
  if (type === "array") return isControlSchema((schema as unknown as { items: TSchema }).items);
  if (anyOf) return anyOf.every((choice) => choice["const"] !== undefined || isControlSchema(choice));
  return [type].flat().every((one) => one === undefined || writable.has(one));
}

/** How many inputs a node shows of those that are set by hand, when little else comes in. */
const usualControls = 3;

function shownInputs(inputs: readonly InputPort[], chosen: readonly string[] | undefined): InputPort[] {
  const wired = inputs.filter(({ control, from, graphInputs }) => !control || from.length > 0 || graphInputs.length > 0);
  const more = chosen ? inputs.filter(({ name }) => chosen.includes(name))
    : wired.length <= 1 ? inputs.filter(({ control, name }) => control && name !== "seed").slice(0, usualControls) : [];
  return inputs.filter((input) => wired.includes(input) || more.includes(input));
}
