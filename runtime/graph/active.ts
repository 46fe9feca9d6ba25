import { parsePortRef } from "../ids.ts";
import type { Port } from "../contract/port.ts";
import type { EdgeEntry, GraphDocument } from "./document.ts";
import type { Catalogue } from "./graph.ts";
import { portType, typeText } from "./types.ts";

/**
 * The part of a document that takes part in a run. A muted node is left out, with everything that cannot do without
 * it. A bypassed one is left out too, but what comes in goes on: each of its outputs passes on the first connected
 * input of the same type; an output without such an input is as if the node were muted.
 */
export function activeDocument(document: GraphDocument, catalogue: Catalogue): GraphDocument {
  if (!Object.values(document.nodes).some(({ mode }) => mode !== undefined)) return document;
  const all = allEdges(document);
  const sources = new Map(all.map(({ from, to }) => [to, from]));
  const edges = all.flatMap((edge) => {
    const from = sourceOf(edge.from, document, sources, catalogue);
    return from === undefined ? [] : [from === edge.from ? edge : { ...edge, from }];
  });
  const silent = silenced(document, edges, catalogue);
  const isLoud = (end: string) => !silent.has(nodeIn(end));
  const kept = edges.filter((edge) => isLoud(edge.from) && isLoud(edge.to));
  return {
    ...document,
    nodes: Object.fromEntries(Object.entries(document.nodes).filter(([id]) => !silent.has(id))),
    edges: kept.filter(({ from }) => !from.startsWith(given)),
    ...(document.inputs ? { inputs: Object.fromEntries(Object.entries(document.inputs).map(([name, input]) => [name, { ...input, to: kept.filter(({ from }) => from === given + name).map(({ to }) => to) }])) } : {}),
    ...(document.outputs ? { outputs: Object.fromEntries(Object.entries(document.outputs).flatMap(([name, output]) => {
      const from = sourceOf(output.from, document, sources, catalogue);
      return from === undefined || from.startsWith(given) || !isLoud(from) ? [] : [[name, { ...output, from }]];
    })) } : {}),
  };
}

/** Inputs of the graph as the start of an edge; no node's id has a space. */
const given = "graph input ";

/** Those of the graph's inputs among them. */
function allEdges(document: GraphDocument): EdgeEntry[] {
  return [
    ...Object.entries(document.inputs ?? {}).flatMap(([name, { to }]) => to.map((target) => ({ from: given + name, to: target }))),
    ...document.edges ?? [],
  ];
}

/** Follows bypassed nodes upward; undefined where nothing comes in. */
function sourceOf(end: string, document: GraphDocument, sources: ReadonlyMap<string, string>, catalogue: Catalogue): string | undefined {
  const seen = new Set<string>();
  for (let at = end; ; ) {
    const ref = parsePortRef(at);
    const entry = ref && document.nodes[ref.node];
    if (!ref || entry?.mode !== "bypassed") return at;
    const manifest = catalogue.manifest(entry.type);
    const output = manifest?.outputs[ref.port];
    const into = manifest && output && Object.keys(manifest.inputs).filter((name) => sameType(manifest.inputs[name]!, output)).map((name) => `${ref.node}.${name}`);
    const passed = into?.map((input) => sources.get(input)).find((source) => source !== undefined);
    // A circle of bypassed nodes passes nothing on.
    if (passed === undefined || seen.has(at)) return undefined;
    seen.add(at);
    at = passed;
  }
}

function sameType(input: Port, output: Port): boolean {
  return typeText(portType(input)) === typeText(portType(output));
}

/** Muted and bypassed nodes, and what needs something from them that it does not get otherwise. */
function silenced(document: GraphDocument, passed: readonly EdgeEntry[], catalogue: Catalogue): Set<string> {
  const silent = new Set(Object.keys(document.nodes).filter((id) => document.nodes[id]!.mode !== undefined));
  const feeding = grouped(passed, ({ to }) => to);
  const leaving = grouped(document.edges ?? [], ({ from }) => nodeIn(from));
  const isStarved = (input: string) => !canDoWithout(document, input, catalogue) && (feeding.get(input) ?? []).every(({ from }) => silent.has(nodeIn(from)));
  const open = [...silent];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { to } of leaving.get(id) ?? []) {
      const reader = nodeIn(to);
      if (silent.has(reader) || !isStarved(to)) continue;
      silent.add(reader);
      open.push(reader);
    }
  }
  return silent;
}

function grouped(edges: readonly EdgeEntry[], by: (edge: EdgeEntry) => string): Map<string, EdgeEntry[]> {
  const groups = new Map<string, EdgeEntry[]>();
  for (const edge of edges) {
    const group = groups.get(by(edge));
    if (group) group.push(edge);
    else groups.set(by(edge), [edge]);
  }
  return groups;
}

function nodeIn(end: string): string {
  return parsePortRef(end)?.node ?? "";
}

function canDoWithout(document: GraphDocument, end: string, catalogue: Catalogue): boolean {
  const ref = parsePortRef(end)!;
  const entry = document.nodes[ref.node];
  const port = entry && catalogue.manifest(entry.type)?.inputs[ref.port];
  return entry?.inputs?.[ref.port] !== undefined || port?.optional === true || port?.schema["default"] !== undefined;
}
