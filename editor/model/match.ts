import type { NodeManifest } from "../../runtime/contract/node.ts";
import type { Port } from "../../runtime/contract/port.ts";
import { meet } from "../../runtime/fanout/rule.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Catalogue } from "../../runtime/graph/graph.ts";
import type { Linked } from "../../runtime/graph/link.ts";
import { isGeneric, parseType, portType, type PortType } from "../../runtime/graph/types.ts";
import { subgraphPrefix } from "../../runtime/graph/unfold.ts";
import { parsePortRef } from "../../runtime/ids.ts";

/** What ports are looked up in. */
export interface PortPlaces {
  readonly document: GraphDocument;
  readonly linked: Linked;
  readonly subgraphs: ReadonlyMap<string, GraphDocument>;
}

/** An input or output of a node type or a graph. Outputs of nodes are of what flows, lists and all. */
export interface PlacedPort {
  readonly name: string;
  readonly type: PortType;
  /** Without the lists that its node runs over. */
  readonly declared: PortType;
  /** Undefined for those of subgraphs. */
  readonly port: Port | undefined;
}

const types = new WeakMap<Port, PortType>();

function typeOf(port: Port): PortType {
  let type = types.get(port);
  if (!type) types.set(port, (type = portType(port)));
  return type;
}

/** The inputs of a node type; undefined where nothing is known of it. */
export function inputsOf(type: string, { subgraphs }: Pick<PortPlaces, "subgraphs">, packs: Catalogue): readonly PlacedPort[] | undefined {
  const manifest = packs.manifest(type);
  if (manifest) return portsOfManifest(manifest, "inputs");
  const graph = graphOf(type, subgraphs);
  return graph && Object.entries(graph.inputs ?? {}).map(([name, input]) => placed(name, parseType(input.type) ?? anything, undefined));
}

/** What the outputs of a node give in its graph; undefined where nothing is known of it. */
export function flowsOf(id: string, { document, linked, subgraphs }: PortPlaces, packs: Catalogue): readonly PlacedPort[] | undefined {
  const { type } = document.nodes[id]!;
  const manifest = packs.manifest(type);
  if (manifest) {
    const node = linked.graph.byId.get(id);
    return Object.entries(manifest.outputs).map(([name, port], at) => placed(name, node?.outputs[at]?.type ?? typeOf(port), port, node?.depth));
  }
  const graph = graphOf(type, subgraphs);
  return graph && Object.keys(graph.outputs ?? {}).map((name) => {
    const exit = linked.graph.byId.get(`$out:${id}.${name}`);
    return placed(name, exit?.outputs[0]?.type ?? anything, undefined, exit?.depth);
  });
}

const anything: PortType = { name: "json", rank: 0 };

const sides = { inputs: new WeakMap<NodeManifest, readonly PlacedPort[]>(), outputs: new WeakMap<NodeManifest, readonly PlacedPort[]>() };

/** Ports as declared, worked out once for each node type. */
export function portsOfManifest(manifest: NodeManifest, side: "inputs" | "outputs"): readonly PlacedPort[] {
  let ports = sides[side].get(manifest);
  if (!ports) sides[side].set(manifest, (ports = Object.entries(manifest[side]).map(([name, port]) => placed(name, typeOf(port), port))));
  return ports;
}

function graphOf(type: string, subgraphs: ReadonlyMap<string, GraphDocument>): GraphDocument | undefined {
  return type.startsWith(subgraphPrefix) ? subgraphs.get(type.slice(subgraphPrefix.length)) : undefined;
}

function placed(name: string, declared: PortType, port: Port | undefined, lists = 0): PlacedPort {
  return { name, port, declared, type: lists === 0 ? declared : { name: declared.name, rank: declared.rank + lists } };
}

/** How what flows meets what is asked for. */
export interface Match {
  readonly frame: number;
  readonly wraps: number;
  readonly converts: { readonly from: string; readonly to: string } | undefined;
  /** The smaller the better. */
  readonly strain: number;
}

/** @returns undefined where the types do not fit, by the rule that linking goes by */
export function match(flows: PortType, asked: PortType, packs: Catalogue): Match | undefined {
  const isSame = flows.name === asked.name;
  const takesAll = isGeneric(asked) || asked.name === "json";
  const converts = !isSame && !takesAll && packs.conversion(flows.name, asked.name) ? { from: flows.name, to: asked.name } : undefined;
  if (!isSame && !takesAll && !converts) return undefined;
  const { frame, wraps } = meet(flows.rank, asked.rank);
  return { frame, wraps, converts, strain: (isSame ? 0 : isGeneric(asked) ? 2 : converts ? 4 : 3) + (frame > 0 ? 1 : 0) + (wraps > 0 ? 1.5 : 0) };
}

/** An input without which its node does not run. */
export function isRequired(port: Port): boolean {
  return port.optional !== true && port.schema["default"] === undefined;
}

/** Whether an input takes any number of edges. */
export function isMany(document: GraphDocument, packs: Catalogue, end: string): boolean {
  const ref = parsePortRef(end);
  const entry = ref && document.nodes[ref.node];
  return (entry && packs.manifest(entry.type)?.inputs[ref.port]?.many) === true;
}
