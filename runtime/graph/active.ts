import { edgeText, parsePortRef } from "../ids.ts";
import type { EdgeEntry, GraphDocument, NodeEntry } from "./document.ts";
import type { Catalogue } from "./graph.ts";
import { parseType, portType, typeText } from "./types.ts";
import { subgraphPrefix } from "./unfold.ts";

/** Graphs used as node types, by name: whole, and the part of each that takes part in a run. */
export type Subgraphs = ReadonlyMap<string, { readonly whole: GraphDocument; readonly active: GraphDocument }>;

export interface ActiveAround {
  readonly catalogue: Catalogue;
  readonly subgraphs: Subgraphs;
  /** Nodes whose type nobody provides are left out too, in place of being refused later. */
  readonly skipMissing?: boolean | undefined;
}

/** Those that others call come first: a graph may lose an output with a node of a graph inside it. */
export function activeSubgraphs(documents: ReadonlyMap<string, GraphDocument>, { catalogue, skipMissing }: Omit<ActiveAround, "subgraphs">): Subgraphs {
  const subgraphs = new Map<string, { whole: GraphDocument; active: GraphDocument }>();
  const bring = (name: string) => {
    const whole = documents.get(name);
    if (!whole || subgraphs.has(name)) return;
    // A graph that calls itself stays whole: it is refused later.
    subgraphs.set(name, { whole, active: whole });
    for (const { type } of Object.values(whole.nodes)) if (type.startsWith(subgraphPrefix)) bring(type.slice(subgraphPrefix.length));
    subgraphs.set(name, { whole, active: activeDocument(whole, { catalogue, subgraphs, skipMissing }) });
  };
  for (const name of documents.keys()) bring(name);
  return subgraphs;
}

/**
 * The part of a document that takes part in a run. A muted node is left out, with everything that cannot do without
 * it. A bypassed one is left out too, but what comes in goes on: each of its outputs passes on the first connected
 * input of the same type; an output without such an input is as if the node were muted. A call of a graph is a node
 * like any other; it is without the outputs that are silent inside it.
 */
export function activeDocument(document: GraphDocument, around: ActiveAround): GraphDocument {
  const isTouched = ({ mode, type }: NodeEntry) => {
    const graph = around.subgraphs.get(graphName(type));
    return mode !== undefined || isMissing(type, around) || (graph !== undefined && graph.active !== graph.whole);
  };
  return Object.values(document.nodes).some(isTouched) ? new Activation(document, around).active() : document;
}

/** Whether a node type is left out because no pack that is there provides it. */
export function isMissing(type: string, { catalogue, skipMissing }: Omit<ActiveAround, "subgraphs">): boolean {
  return skipMissing === true && !type.startsWith(subgraphPrefix) && catalogue.manifest(type) === undefined;
}

function graphName(type: string): string {
  return type.startsWith(subgraphPrefix) ? type.slice(subgraphPrefix.length) : "";
}

/** Inputs of the graph as the start of an edge; no node's id has a space. */
const given = "graph input ";

class Activation {
  private readonly document: GraphDocument;
  private readonly around: ActiveAround;
  private readonly all: readonly EdgeEntry[];
  /** What feeds each input first. */
  private readonly sources = new Map<string, string>();

  constructor(document: GraphDocument, around: ActiveAround) {
    this.document = document;
    this.around = around;
    this.all = [
      ...Object.entries(document.inputs ?? {}).flatMap(([name, { to }]) => to.map((target) => ({ from: given + name, to: target }))),
      ...document.edges ?? [],
    ];
    for (const { from, to } of this.all) if (!this.sources.has(to)) this.sources.set(to, from);
  }

  active(): GraphDocument {
    const document = { ...this.document, inputs: this.knownInputs() };
    const passed = this.all.map((edge) => ({ edge, from: this.sourceOf(edge.from) }));
    const silent = this.silenced(passed);
    const isLoud = (end: string) => !silent.has(nodeIn(end));
    const kept = passed.flatMap(({ edge, from }) => from === undefined || !isLoud(from) || !isLoud(edge.to) ? [] : [{ edge: { ...edge, from }, isOwn: from === edge.from }]);
    // Two bypassed nodes may pass on the same, or what is connected already.
    const there = new Set(kept.filter(({ isOwn }) => isOwn).map(({ edge }) => edgeText(edge)));
    const distinct = kept.filter(({ edge, isOwn }) => isOwn || (!there.has(edgeText(edge)) && there.add(edgeText(edge)))).map(({ edge }) => edge);
    return {
      ...document,
      nodes: Object.fromEntries(Object.entries(document.nodes).filter(([id]) => !silent.has(id))),
      edges: distinct.filter(({ from }) => !from.startsWith(given)),
      ...(this.document.inputs ? { inputs: Object.fromEntries(Object.entries(document.inputs).map(([name, input]) => [name, { ...input, to: distinct.filter(({ from }) => from === given + name).map(({ to }) => to) }])) } : {}),
      ...(document.outputs ? { outputs: Object.fromEntries(Object.entries(document.outputs).flatMap(([name, output]) => {
        const from = this.sourceOf(output.from);
        return from === undefined || from.startsWith(given) || !isLoud(from) ? [] : [[name, { ...output, from }]];
      })) } : {}),
    };
  }

  /** Without those of a value type that only a missing pack has: whoever asks for it is missing, too. */
  private knownInputs(): NonNullable<GraphDocument["inputs"]> {
    const { catalogue, skipMissing } = this.around;
    const isKnown = (type: string) => skipMissing !== true || catalogue.knowsValue(parseType(type)?.name ?? "text");
    return Object.fromEntries(Object.entries(this.document.inputs ?? {}).filter(([, { type }]) => isKnown(type)));
  }

  /** Follows bypassed nodes upward; undefined where nothing comes in, and for what a called graph no longer gives. */
  private sourceOf(end: string): string | undefined {
    const seen = new Set<string>();
    for (let at = end; ; ) {
      const ref = parsePortRef(at);
      const entry = ref && this.document.nodes[ref.node];
      if (!ref || !entry) return at;
      if (entry.mode !== "bypassed") return this.isSilentInside(entry, ref.port) ? undefined : at;
      const passed = this.passing(entry, ref.port).map((input) => this.sources.get(`${ref.node}.${input}`)).find((source) => source !== undefined);
      // A circle of bypassed nodes passes nothing on.
      if (passed === undefined || seen.has(at)) return undefined;
      seen.add(at);
      at = passed;
    }
  }

  private isSilentInside({ type }: NodeEntry, port: string): boolean {
    const graph = this.around.subgraphs.get(graphName(type));
    return graph?.whole.outputs?.[port] !== undefined && graph.active.outputs?.[port] === undefined;
  }

  /** The inputs of a node that have the type of one of its outputs. */
  private passing({ type }: NodeEntry, output: string): string[] {
    const manifest = this.around.catalogue.manifest(type);
    const graph = this.around.subgraphs.get(graphName(type))?.whole;
    const inputs = manifest
      ? Object.entries(manifest.inputs).map(([name, port]) => [name, typeText(portType(port))] as const)
      : Object.entries(graph?.inputs ?? {}).map(([name, input]) => [name, input.type] as const);
    const wanted = manifest ? manifest.outputs[output] && typeText(portType(manifest.outputs[output])) : graph && this.outputType(graph, output);
    return wanted === undefined ? [] : inputs.filter(([, asked]) => asked === wanted).map(([name]) => name);
  }

  /** What an output of a graph gives, as its port declares it; undefined where no pack does. */
  private outputType(graph: GraphDocument, output: string): string | undefined {
    const ref = parsePortRef(graph.outputs?.[output]?.from ?? "");
    const entry = ref && graph.nodes[ref.node];
    const port = entry && this.around.catalogue.manifest(entry.type)?.outputs[ref.port];
    const inner = entry && this.around.subgraphs.get(graphName(entry.type))?.whole;
    return port ? typeText(portType(port)) : inner && this.outputType(inner, ref!.port);
  }

  /** Muted and bypassed nodes, and what needs something from them that it does not get otherwise. */
  private silenced(passed: readonly { readonly edge: EdgeEntry; readonly from: string | undefined }[]): Set<string> {
    const silent = new Set(Object.entries(this.document.nodes).filter(([, { mode, type }]) => mode !== undefined || isMissing(type, this.around)).map(([id]) => id));
    const feeding = new Map<string, string[]>();
    const readers = new Map<string, string[]>();
    const lacking: string[] = [];
    for (const { edge, from } of passed) {
      if (from === undefined) lacking.push(edge.to);
      else {
        push(feeding, edge.to, from);
        push(readers, nodeIn(from), edge.to);
      }
    }
    const isStarved = (input: string) => !this.canDoWithout(input) && (feeding.get(input) ?? []).every((from) => silent.has(nodeIn(from)));
    const open = [...lacking, ...[...silent].flatMap((id) => readers.get(id) ?? [])];
    for (let input = open.pop(); input !== undefined; input = open.pop()) {
      const reader = nodeIn(input);
      if (reader === "" || silent.has(reader) || !isStarved(input)) continue;
      silent.add(reader);
      open.push(...readers.get(reader) ?? []);
    }
    return silent;
  }

  private canDoWithout(end: string, document = this.document): boolean {
    const ref = parsePortRef(end);
    const entry = ref && document.nodes[ref.node];
    if (!ref || !entry) return false;
    if (entry.inputs?.[ref.port] !== undefined) return true;
    const port = this.around.catalogue.manifest(entry.type)?.inputs[ref.port];
    if (port) return port.optional === true || port.schema["default"] !== undefined;
    const graph = this.around.subgraphs.get(graphName(entry.type))?.active;
    const input = graph?.inputs?.[ref.port];
    return input !== undefined && (input.default !== undefined || input.to.every((target) => this.canDoWithout(target, graph)));
  }
}

function push(lists: Map<string, string[]>, name: string, member: string): void {
  const list = lists.get(name);
  if (list) list.push(member);
  else lists.set(name, [member]);
}

function nodeIn(end: string): string {
  return parsePortRef(end)?.node ?? "";
}
