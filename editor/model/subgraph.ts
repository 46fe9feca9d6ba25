import type { EdgeEntry, GraphDocument, GraphInput, GraphOutput } from "../../runtime/graph/document.ts";
import { currentFormat } from "../../runtime/graph/current-format.ts";
import type { Graph } from "../../runtime/graph/graph.ts";
import { parseType, portType, type PortType, typeText } from "../../runtime/graph/types.ts";
import { subgraphPrefix } from "../../runtime/graph/unfold.ts";
import { edgeText, parsePortRef } from "../../runtime/ids.ts";
import type { Problem } from "../../runtime/problem.ts";
import { elementRef } from "./element.ts";
import { feedersOf, givenPrefix } from "./facts.ts";
import { layoutOf, withLayout } from "./layout.ts";
import { freeName, idFrom, newId, nodeIn, removeElements } from "./nodes.ts";
import { cornerOf, type Marks, partOf, putPart } from "./part.ts";
import { renameMembers } from "./record.ts";
import { type Around, isSameWork, linkWhole } from "./same-work.ts";
import { nameTaken, subgraphRefusal } from "./subgraph-refusal.ts";

export type Made =
  | { readonly outer: GraphDocument; readonly inner: GraphDocument; /** The node that calls the new graph. */ readonly id: string }
  | { readonly problem: Problem };

export interface Making extends Marks {
  /** Of the new graph: one that no other graph has. */
  readonly name: string;
  readonly title?: string | undefined;
  readonly around: Around;
}

/**
 * Moves nodes into a graph of their own and calls it in their place. The call runs over as many lists as it can
 * without changing what any node does; lists that are gathered inside go in whole.
 */
export function makeSubgraph(document: GraphDocument, ids: Iterable<string>, making: Making): Made {
  const inside = new Set([...ids].filter((id) => Object.hasOwn(document.nodes, id)));
  const problem = making.name === document.name || making.around.subgraphs.has(making.name) ? nameTaken(making.name) : subgraphRefusal(document, inside, making.name);
  if (problem) return { problem };
  const flat = linkWhole(document, making.around);
  const crossing = new Crossing(document, inside, { flat, making });
  if (crossing.problem) return { problem: crossing.problem };
  for (let frame = Math.max(0, ...crossing.doors.map(({ flows }) => flows.rank)); frame >= 0; frame--) {
    const made = crossing.made(frame);
    const packed = linkWhole(made.outer, { ...making.around, subgraphs: new Map(making.around.subgraphs).set(making.name, made.inner) });
    if (isSameWork({ flat, packed, call: made.id, inside: new Map([...inside].map((id) => [id, id])) })) return made;
  }
  return { problem: { code: "SUBGRAPH_CHANGES", message: "As a graph of their own these nodes would do something else: lists that they work through item by item would go in whole.", hint: "Select what makes those lists as well, or leave out the nodes that gather them." } };
}

/** An input of the new graph. */
interface Door {
  readonly name: string;
  /** `node.port`, or `$inputs.name` for an input of the graph. */
  readonly source: string;
  readonly targets: string[];
  readonly flows: PortType;
  /** One of several that arrive in an order: never shared. */
  readonly joined: boolean;
}

/** Everything that goes into a set of nodes and out of it. */
class Crossing {
  readonly doors: Door[] = [];
  problem: Problem | undefined;
  private readonly document: GraphDocument;
  private readonly inside: ReadonlySet<string>;
  private readonly flat: Graph;
  private readonly making: Making;
  /** `source -> target` of everything that goes in, to the name of its door. */
  private readonly doorOf = new Map<string, string>();
  /** `node.port` that something outside reads, to the name of the output. */
  private readonly exits = new Map<string, string>();

  constructor(document: GraphDocument, inside: ReadonlySet<string>, { flat, making }: { readonly flat: Graph; readonly making: Making }) {
    this.document = document;
    this.inside = inside;
    this.flat = flat;
    this.making = making;
    const feeders = [...feedersOf(document)].filter(([target]) => this.isInside(target));
    for (const [target, sources] of feeders) this.problem ??= this.disorder(target, sources);
    for (const [target, sources] of feeders) this.addDoors(target, sources.filter((source) => !this.isInside(source)));
    const outer = (document.edges ?? []).filter(({ to }) => !this.isInside(to)).map(({ from }) => from);
    for (const [name, { from }] of Object.entries(document.outputs ?? {})) this.addExit(from, name);
    for (const from of outer) this.addExit(from, parsePortRef(from)?.port ?? "");
  }

  private isInside(end: string): boolean {
    return this.inside.has(nodeIn(end));
  }

  /** Inside a graph what comes from its inputs arrives first. */
  private disorder(target: string, sources: readonly string[]): Problem | undefined {
    const firstInside = sources.findIndex((source) => this.isInside(source));
    const late = firstInside < 0 ? undefined : sources.slice(firstInside).find((source) => !this.isInside(source));
    if (late === undefined) return undefined;
    return { code: "SUBGRAPH_DISORDERED", node: nodeIn(target), port: target.slice(target.indexOf(".") + 1), edge: edgeText({ from: late, to: target }), message: `"${target}" joins lists, and "${late}" from outside the selection would come before "${sources[firstInside]}" from inside.`, hint: `Leave "${nodeIn(target)}" out of the selection, or connect "${late}" to it first.` };
  }

  private addDoors(target: string, sources: readonly string[]): void {
    const port = target.slice(target.indexOf(".") + 1);
    const joined = sources.length > 1;
    sources.forEach((source, at) => {
      // Lists that are joined arrive in the order of the inputs' names: a file keeps them sorted.
      const wanted = joined ? `${port}-${String(at + 1).padStart(String(sources.length).length, "0")}` : source.startsWith(givenPrefix) ? source.slice(givenPrefix.length) : port;
      let door = joined ? undefined : this.doors.find((other) => other.source === source && !other.joined);
      if (!door) {
        const taken = Object.fromEntries(this.doors.map(({ name }) => [name, true]));
        door = { name: freeName(idFrom(wanted), taken), source, targets: [], flows: this.flowOf(source, target), joined };
        this.doors.push(door);
      }
      door.targets.push(target);
      this.doorOf.set(`${source} -> ${target}`, door.name);
    });
  }

  private addExit(from: string, wanted: string): void {
    if (!this.isInside(from) || this.exits.has(from)) return;
    this.exits.set(from, freeName(idFrom(wanted), Object.fromEntries([...this.exits.values()].map((name) => [name, true]))));
  }

  /** What a source gives in all; where that is not known, what the target asks for. */
  private flowOf(source: string, target: string): PortType {
    if (source.startsWith(givenPrefix)) return parseType(this.document.inputs![source.slice(givenPrefix.length)]!.type) ?? this.askedBy(target);
    const ref = parsePortRef(source);
    const node = this.flat.byId.get(`$out:${source}`) ?? this.flat.byId.get(ref?.node ?? "");
    const output = node?.outputs.find(({ name }) => name === ref!.port);
    return output && node ? { name: output.type.name, rank: output.type.rank + node.depth } : this.askedBy(target);
  }

  private askedBy(target: string): PortType {
    const { node, port } = parsePortRef(target)!;
    const asked = this.making.around.catalogue.manifest(this.document.nodes[node]!.type)?.inputs[port];
    const type = asked && portType(asked);
    return type && !type.name.startsWith("'") ? type : { name: "json", rank: 0 };
  }

  /** Both graphs, with the call running over the first `frame` lists of what comes in. */
  made(frame: number): { readonly outer: GraphDocument; readonly inner: GraphDocument; readonly id: string } {
    const part = partOf(this.document, this.inside, this.making);
    const [left, top] = cornerOf(part);
    const { name, title } = this.making;
    const blank: GraphDocument = { format: currentFormat, name, ...(title ? { title } : {}), nodes: {} };
    const inner = { ...putPart(blank, part, [-left, -top]).document, inputs: this.innerInputs(frame), outputs: this.innerOutputs() };
    return { inner, ...this.outer([left, top]) };
  }

  private innerInputs(frame: number): Record<string, GraphInput> {
    return Object.fromEntries(this.doors.map(({ name, source, targets, flows }) => {
      const given = source.startsWith(givenPrefix) ? this.document.inputs![source.slice(givenPrefix.length)] : undefined;
      return [name, {
        type: typeText({ name: flows.name, rank: Math.max(0, flows.rank - frame) }),
        ...(given?.title ? { title: given.title } : {}), ...(given?.summary ? { summary: given.summary } : {}), to: [...targets],
      }];
    }));
  }

  private innerOutputs(): Record<string, GraphOutput> {
    const titles = new Map(Object.values(this.document.outputs ?? {}).map(({ from, title }) => [from, title]));
    return Object.fromEntries([...this.exits].map(([from, name]) => [name, { from, ...(titles.get(from) ? { title: titles.get(from)! } : {}) }]));
  }

  private outer(at: readonly [number, number]): { readonly outer: GraphDocument; readonly id: string } {
    const { document, making: { name, title } } = this;
    const id = newId(document, subgraphPrefix + name);
    const end = (text: string) => this.exits.has(text) ? `${id}.${this.exits.get(text)!}` : text;
    const into = (source: string, target: string) => this.doorOf.has(`${source} -> ${target}`) ? `${id}.${this.doorOf.get(`${source} -> ${target}`)!}` : target;
    const moved = (edge: EdgeEntry) => this.isInside(edge.from) && this.isInside(edge.to) ? edge : { ...edge, from: end(edge.from), to: into(edge.from, edge.to) };
    const names = new Map((document.edges ?? []).map((edge) => [edgeText(edge), edgeText(moved(edge))]));
    const layout = layoutOf(document);
    const rewired = withLayout({
      ...document,
      edges: distinct((document.edges ?? []).map(moved)),
      ...(document.inputs ? { inputs: Object.fromEntries(Object.entries(document.inputs).map(([input, of]) => [input, { ...of, to: [...new Set(of.to.map((target) => into(givenPrefix + input, target)))] }])) } : {}),
      ...(document.outputs ? { outputs: Object.fromEntries(Object.entries(document.outputs).map(([output, of]) => [output, { ...of, from: end(of.from) }])) } : {}),
    }, { bends: layout.bends && renameMembers(layout.bends, (text) => names.get(text) ?? text) });
    const call = { type: subgraphPrefix + name, ...(title ? { title } : {}), inputs: {} };
    const gone = [
      ...[...this.inside].map((node) => elementRef("node", node)),
      ...[...this.making.frames ?? []].map((frame) => elementRef("frame", frame)), ...[...this.making.notes ?? []].map((note) => elementRef("note", note)),
    ];
    const outer = removeElements({ ...rewired, nodes: { ...rewired.nodes, [id]: call } }, gone);
    return { outer: withLayout(outer, { nodes: { ...layoutOf(outer).nodes, [id]: at } }), id };
  }
}

function distinct(edges: readonly EdgeEntry[]): EdgeEntry[] {
  return [...new Map(edges.map((edge) => [edgeText(edge), edge])).values()];
}
