import { edgeText, nearest, parsePortRef, type PortRef } from "../ids.ts";
import type { Problem } from "../problem.ts";
import type { NodeManifest } from "../contract/node.ts";
import type { GraphDocument, NodeEntry } from "./document.ts";
import { type Catalogue, type GraphEdge, type GraphNode, type NodeKind, nodeOfDocument, type Scope } from "./graph.ts";
import { type Opened, OpenedNode, type Source, type TypePorts, unknownPorts, unopened } from "./opened.ts";
import { edgeDouble, portUnknown } from "./refusals.ts";
import { isGeneric, parseType, portType, type PortType } from "./types.ts";

/** What a document is read against. */
export interface Surroundings {
  readonly catalogue: Catalogue;
  /** Documents that may be used as node types, by name. */
  readonly subgraphs: ReadonlyMap<string, GraphDocument>;
  /** Values given for the graph's inputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

export const subgraphPrefix = "graph/";

/** The nodes and raw edges of a document with its subgraphs opened up; every fault found on the way is a problem. */
export class Unfolding {
  readonly nodes: GraphNode[] = [];
  readonly outputs = new Map<string, Source>();
  readonly problems: Problem[] = [];
  private readonly around: Surroundings;
  /** Inputs (`node.port`) whose edge has a problem at its other end: they miss nothing else. */
  readonly faulty = new Set<string>();
  private readonly ports = new Map<NodeManifest, TypePorts>();
  private readonly manyInto = new Map<GraphNode, Map<string, GraphEdge>>();

  constructor(document: GraphDocument, around: Surroundings) {
    this.around = around;
    const scope: Scope = { enter: undefined };
    const sources = new Map<string, Source>();
    for (const [name, input] of Object.entries(document.inputs ?? {})) {
      const value = givenValue(around.inputs, name) ?? input.default;
      const type = this.declaredType(input.type, `inputs.${name}`);
      if (value === undefined || type === undefined) continue;
      sources.set(name, { node: this.add("constant", `$inputs.${name}`, "", { type: "" }, scope, [{ name: "value", type }], value), output: 0 });
    }
    this.open(document, "", scope, sources, [document.name]).forEach((source, name) => this.outputs.set(name, source));
  }

  /** @returns where each output of the document comes from */
  private open(document: GraphDocument, prefix: string, scope: Scope, sources: Map<string, Source>, trail: readonly string[]): Map<string, Source> {
    const inside = new Map<string, Opened>();
    for (const [id, entry] of Object.entries(document.nodes)) {
      inside.set(id, entry.type.startsWith(subgraphPrefix)
        ? this.openCall(prefix + id, entry, scope, trail)
        : this.openNode(prefix + id, entry, scope));
    }
    for (const [name, input] of Object.entries(document.inputs ?? {})) {
      for (const target of input.to) {
        const to = this.target(target, inside, prefix, `inputs.${name} -> ${target}`);
        const source = sources.get(name);
        if (to && source) this.connect(source, to.node, to.port, `inputs.${name} -> ${target}`);
      }
    }
    for (const edge of document.edges ?? []) {
      const text = edgeText(edge);
      const from = this.source(edge.from, inside, prefix, text);
      const to = this.target(edge.to, inside, prefix, text);
      if (from && to) this.connect(from, to.node, to.port, text);
      else if (to) this.faulty.add(`${to.node.id}.${to.port}`);
    }
    const outputs = new Map<string, Source>();
    for (const [name, output] of Object.entries(document.outputs ?? {})) {
      const source = this.source(output.from, inside, prefix, `${output.from} -> outputs.${name}`);
      if (source) outputs.set(name, source);
    }
    // A call's outputs are only known once its inside is wired.
    for (const opened of inside.values()) if (opened.finish) opened.finish();
    return outputs;
  }

  private openNode(id: string, entry: NodeEntry, scope: Scope): Opened {
    const manifest = this.around.catalogue.manifest(entry.type);
    if (!manifest) {
      const known = nearest(entry.type, this.around.catalogue.types());
      this.problems.push({ code: "NODE_TYPE_UNKNOWN", node: id, message: `No pack that is loaded provides the node type "${entry.type}".`, hint: known ? `Did you mean "${known}"? Otherwise add the pack that provides it.` : "Add the pack that provides it, or run the rest without it." });
    }
    const ports = this.portsOf(manifest);
    const outputs = ports.generic ? ports.outputs.map((output) => ({ ...output })) : ports.outputs;
    return new OpenedNode(this.add("type", id, entry.type, entry, scope, outputs, undefined, manifest), ports);
  }

  /** Nodes of one type share their ports; only generic ones are decided node by node. */
  private portsOf(manifest: NodeManifest | undefined): TypePorts {
    if (!manifest) return unknownPorts;
    let ports = this.ports.get(manifest);
    if (!ports) {
      const outputs = Object.entries(manifest.outputs).map(([name, port]) => ({ name, type: portType(port) }));
      this.ports.set(manifest, (ports = { inputs: Object.keys(manifest.inputs), outputs, generic: outputs.some(({ type }) => isGeneric(type)) }));
    }
    return ports;
  }

  /** A node of type `graph/<name>`: one door in, one door out for each output, and the document's nodes between them. */
  private openCall(id: string, entry: NodeEntry, scope: Scope, trail: readonly string[]): Opened {
    const name = entry.type.slice(subgraphPrefix.length);
    const document = this.around.subgraphs.get(name);
    const tooMany = this.nodes.length > mostNodes;
    if (!document || tooMany || trail.includes(name)) {
      if (tooMany && this.problems.some(({ code }) => code === "GRAPH_TOO_LARGE")) return unopened;
      this.problems.push(tooMany
        ? { code: "GRAPH_TOO_LARGE", node: id, message: `With its subgraphs opened the graph has more than ${mostNodes} nodes.`, hint: "Let a list fan out over one call of a subgraph instead of calling it many times." }
        : document
        ? { code: "SUBGRAPH_RECURSIVE", node: id, message: `The graph "${name}" uses itself: ${[...trail, name].join(" > ")}.`, hint: "A graph cannot contain itself; break the circle." }
        : { code: "SUBGRAPH_MISSING", node: id, message: `There is no graph "${name}" beside this one.`, hint: `Put ${name}.json into the same folder.` });
      return unopened;
    }
    const literals = entry.inputs ?? {};
    const doors = Object.entries(document.inputs ?? {}).flatMap(([input, { type }]) => {
      const parsed = this.declaredType(type, `${name}.inputs.${input}`);
      return parsed ? [{ name: input, type: parsed }] : [];
    });
    this.checkCall(id, entry, doors.map((door) => door.name));
    const enter = this.add("wire", `$in:${id}`, entry.type, { type: entry.type, inputs: { ...defaultsOf(document), ...literals } }, scope, doors);
    const inner: Scope = { enter };
    const exits = new Map<string, GraphNode>();
    for (const output of Object.keys(document.outputs ?? {})) {
      exits.set(output, this.add("wire", `$out:${id}.${output}`, entry.type, { type: entry.type }, inner, [{ name: output, type: { name: "json", rank: 0 } }]));
    }
    return {
      known: true,
      inputs: doors.map((door) => door.name),
      outputs: [...exits.keys()],
      input: () => enter,
      source: (port) => { const exit = exits.get(port); return exit && { node: exit, output: 0 }; },
      finish: () => {
        const fed = new Set([...Object.keys(defaultsOf(document)), ...Object.keys(literals), ...enter.inputs.map((edge) => edge.input)]);
        const sources = new Map(doors.flatMap((door, output) => fed.has(door.name) ? [[door.name, { node: enter, output }] as const] : []));
        for (const [output, source] of this.open(document, `${id}/`, inner, sources, [...trail, name])) {
          const exit = exits.get(output)!;
          this.connect(source, exit, output, `${id}.${output}`);
          if (doors.length > 0) this.connect({ node: enter, output: 0 }, exit, "$frame", `${id}.${output}`, true);
        }
      },
    };
  }

  private checkCall(id: string, entry: NodeEntry, known: readonly string[]): void {
    for (const name of Object.keys(entry.inputs ?? {})) if (!known.includes(name)) this.problems.push(inputUnknown(id, name, known));
    if (Object.keys(entry.items ?? {}).length > 0) {
      this.problems.push({ code: "ITEMS_OF_SUBGRAPH", node: id, message: `"${id}" is a subgraph, and decisions for single items cannot be made for it as a whole.`, hint: "Make them for a node of the subgraph, in its own file." });
    }
  }

  private add(kind: NodeKind, id: string, type: string, entry: NodeEntry, scope: Scope, outputs: GraphNode["outputs"], value?: unknown, manifest?: GraphNode["manifest"]): GraphNode {
    const node: GraphNode = { index: -1, id, kind, type, manifest, entry, value, scope, inputs: [], outputs, consumers: [], depth: 0, base: 0 };
    this.nodes.push(node);
    return node;
  }

  private connect(from: Source, to: GraphNode, input: string, text: string, frameOnly = false): void {
    const edge: GraphEdge = { from: from.node, output: from.output, to, input, text, frameOnly, lazy: false, partial: false, asks: 0, offset: 0, frame: 0, wraps: 0, convert: undefined };
    const before = to.manifest?.inputs[input]?.many
      ? this.sameInto(to, edge)
      : to.inputs.find((other) => other.input === input);
    if (before) {
      this.problems.push(edgeDouble({ node: nodeOfDocument(to), port: input, edge: text }, before.text));
      return;
    }
    to.inputs.push(edge);
    from.node.consumers.push(edge);
  }

  /** The same edge into an input that takes many. Looked up, because there may be thousands. */
  private sameInto(to: GraphNode, edge: GraphEdge): GraphEdge | undefined {
    let edges = this.manyInto.get(to);
    if (!edges) this.manyInto.set(to, (edges = new Map()));
    const before = edges.get(edge.text);
    edges.set(edge.text, edge);
    return before;
  }

  private source(text: string, inside: Map<string, Opened>, prefix: string, edge: string): Source | undefined {
    const found = this.end(text, inside, prefix, edge);
    if (!found?.opened.known) return undefined;
    return found.opened.source(found.ref.port) ?? this.portMissing(found.ref, prefix, edge, "output", found.opened.outputs);
  }

  private target(text: string, inside: Map<string, Opened>, prefix: string, edge: string): { node: GraphNode; port: string } | undefined {
    const found = this.end(text, inside, prefix, edge);
    if (!found?.opened.known) return undefined;
    const node = found.opened.input();
    if (!node || !found.opened.inputs.includes(found.ref.port)) return this.portMissing(found.ref, prefix, edge, "input", found.opened.inputs);
    return { node, port: found.ref.port };
  }

  private end(text: string, inside: Map<string, Opened>, prefix: string, edge: string): { ref: PortRef; opened: Opened } | undefined {
    const ref = parsePortRef(text);
    if (!ref) {
      this.problems.push({ code: "EDGE_MALFORMED", edge, message: `"${text}" is not the end of an edge.`, hint: "Write it as node.port, e.g. arc.outlines." });
      return undefined;
    }
    const opened = inside.get(ref.node);
    if (!opened) {
      const known = nearest(ref.node, inside.keys());
      this.problems.push({ code: "EDGE_DANGLING", edge, message: `There is no node "${prefix}${ref.node}".`, hint: known ? `Did you mean "${known}"?` : "Add the node or remove the edge." });
      return undefined;
    }
    return { ref, opened };
  }

  private portMissing(ref: PortRef, prefix: string, edge: string, side: "input" | "output", known: readonly string[]): undefined {
    this.problems.push(portUnknown({ node: prefix + ref.node, port: ref.port }, { edge, side, known }));
    return undefined;
  }

  private declaredType(text: string, where: string): PortType | undefined {
    const type = parseType(text);
    if (type && !this.around.catalogue.knowsValue(type.name)) this.problems.push({ code: "TYPE_UNKNOWN", port: where, message: `No pack that is loaded has the value type "${type.name}".`, hint: "Check its name, or add the pack that owns it." });
    if (!type) this.problems.push({ code: "TYPE_MALFORMED", port: where, message: `"${text}" is not a value type.`, hint: "Write a type name and its list levels, e.g. text, story/scene[]." });
    return type;
  }
}

/** An input that a document gives a value, and that its node does not have. */
export function inputUnknown(node: string, name: string, known: readonly string[]): Problem {
  const near = nearest(name, known);
  return { code: "INPUT_UNKNOWN", node, port: name, message: `"${node}" has no input "${name}".`, hint: near ? `Did you mean "${near}"?` : `It has ${known.join(", ") || "none"}.` };
}

/** Calls within calls multiply; past this a graph is a mistake. */
const mostNodes = 500_000;

/** A value that a run gives to an input; names that every object has are no values. */
export function givenValue(inputs: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}

function defaultsOf(document: GraphDocument): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document.inputs ?? {}).flatMap(([name, input]) => input.default === undefined ? [] : [[name, input.default]]));
}
