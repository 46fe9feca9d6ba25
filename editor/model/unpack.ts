import type { EdgeEntry, GraphDocument, GraphInput } from "../../runtime/graph/document.ts";
import { portType, typeText } from "../../runtime/graph/types.ts";
import { subgraphPrefix } from "../../runtime/graph/unfold.ts";
import { edgeText, parsePortRef } from "../../runtime/ids.ts";
import type { Problem } from "../../runtime/problem.ts";
import { elementRef, type ElementRef } from "./element.ts";
import { layoutOf, positionOf, withLayout } from "./layout.ts";
import { changeNode, freeName, idFrom, nodeIn, removeElements, setInput } from "./nodes.ts";
import { cornerOf, partOf, type Put, putPart, renamedEnd } from "./part.ts";
import { renameMembers } from "./record.ts";
import { type Around, isSameWork, linkWhole } from "./same-work.ts";

export type Unpacked =
  | { readonly document: GraphDocument; readonly refs: readonly ElementRef[] }
  | { readonly problem: Problem };

/**
 * Puts the nodes of a called graph in place of the call. Refused where they would then do something else: what runs
 * once for each call gathers each call's own list, and written out there are no calls.
 */
export function unpack(document: GraphDocument, id: string, inner: GraphDocument, around: Around): Unpacked {
  const call = document.nodes[id];
  if (!call) return { document, refs: [] };
  if (Object.keys(call.items ?? {}).length > 0) return { problem: { code: "ITEMS_OF_SUBGRAPH", node: id, message: `"${id}" has decisions for single items, which none of its nodes can take over.`, hint: "Take them back first." } };
  const put = putInside(document, id, inner);
  const after = new Wiring(put, { id, inner, around }).document(document);
  const inside = new Map([...put.ids].map(([inside, name]) => [name, inside]));
  const isTwice = new Set((after.edges ?? []).map(edgeText)).size < (after.edges ?? []).length;
  if (isTwice || !isSameWork({ flat: linkWhole(after, around), packed: linkWhole(document, { ...around, subgraphs: new Map(around.subgraphs).set(call.type.slice(subgraphPrefix.length), inner) }), call: id, inside })) {
    return { problem: { code: "UNPACK_CHANGES", node: id, message: `The nodes of "${id}" would do something else written out: inside, they work on each call's own lists.`, hint: "Leave it a graph of its own, or open that graph to change it." } };
  }
  return { document: after, refs: [...[...put.ids.values()].map((name) => elementRef("node", name)), ...put.frames.map((name) => elementRef("frame", name)), ...put.notes.map((name) => elementRef("note", name))] };
}

/** The nodes of the inner graph beside the call, top left corner on top left corner. */
function putInside(document: GraphDocument, id: string, inner: GraphDocument): Put {
  const { frames = [], notes = [] } = layoutOf(inner);
  const part = partOf(inner, new Set(Object.keys(inner.nodes)), { frames: frames.map((frame) => frame.id), notes: notes.map((note) => note.id) });
  const [[x, y], [left, top]] = [positionOf(document, id), cornerOf(part)];
  const put = putPart(document, { ...part, edges: [], packs: { ...inner.packs } }, [x - left, y - top]);
  const { mode } = document.nodes[id]!;
  if (!mode) return put;
  return { ...put, document: [...put.ids.values()].reduce((after, name) => changeNode(after, name, (entry) => entry.mode ? entry : { ...entry, mode }), put.document) };
}

/** Edges past the doors of a call that is no more. */
class Wiring {
  private readonly put: Put;
  private readonly id: string;
  private readonly inner: GraphDocument;
  private readonly around: Around;

  constructor(put: Put, { id, inner, around }: { readonly id: string; readonly inner: GraphDocument; readonly around: Around }) {
    this.put = put;
    this.id = id;
    this.inner = inner;
    this.around = around;
  }

  /** @param before the document with the call */
  document(before: GraphDocument): GraphDocument {
    const { put, id, inner } = this;
    const edges = before.edges ?? [];
    const doors = Object.entries(inner.inputs ?? {});
    const outward = edges.filter(({ to }) => nodeIn(to) !== id).map((edge) => ({ ...edge, from: this.exit(edge.from) }));
    // Joined lists arrive as they did inside: what comes in by the doors first, in their order.
    const inward = doors.flatMap(([name, { to }]) => edges.filter((edge) => edge.to === `${id}.${name}`).flatMap((edge) => to.map((target) => ({ ...edge, from: this.exit(edge.from), to: this.end(target) }))));
    const among = (inner.edges ?? []).map((edge): EdgeEntry => ({ ...edge, from: this.end(edge.from), to: this.end(edge.to) }));
    const fed = new Set(edges.map(({ to }) => to));
    const inputs = Object.entries(before.inputs ?? {}).map(([name, input]) => [name, { ...input, to: input.to.flatMap((target) => this.targets(target, fed)) }] as const);
    const wired: GraphDocument = {
      ...put.document,
      edges: [...outward, ...inward, ...among],
      ...(before.inputs ? { inputs: Object.fromEntries(inputs) } : {}),
      ...(before.outputs ? { outputs: Object.fromEntries(Object.entries(before.outputs).map(([name, output]) => [name, { ...output, from: this.exit(output.from) }])) } : {}),
    };
    const valued = doors.reduce((after, [name, input]) => fed.has(`${id}.${name}`) ? after : this.withValue(after, name, input), wired);
    return removeElements(this.withBends(valued, before), [elementRef("node", id)]);
  }

  private end(inside: string): string {
    return renamedEnd(inside, this.put.ids);
  }

  /** Where an output of the call really comes from. */
  private exit(from: string): string {
    const output = nodeIn(from) === this.id ? this.inner.outputs?.[from.slice(this.id.length + 1)] : undefined;
    return output ? this.end(output.from) : from;
  }

  private targets(target: string, fed: Set<string>): string[] {
    if (nodeIn(target) !== this.id) return [target];
    fed.add(target);
    return (this.inner.inputs?.[target.slice(this.id.length + 1)]?.to ?? []).map((end) => this.end(end));
  }

  /** What nothing feeds has the call's value, or the default: each node gets it where it can hold it, else an input of the graph gives it. */
  private withValue(document: GraphDocument, name: string, input: GraphInput): GraphDocument {
    const value = this.put.document.nodes[this.id]!.inputs?.[name] ?? input.default;
    if (value === undefined) return document;
    const held = input.to.filter((target) => this.asks(target) === input.type).map((target) => this.end(target));
    const others = input.to.map((target) => this.end(target)).filter((target) => !held.includes(target));
    const after = held.reduce((into, target) => setInput(into, nodeIn(target), target.slice(target.indexOf(".") + 1), value), document);
    if (others.length === 0) return after;
    return { ...after, inputs: { ...after.inputs, [freeName(idFrom(name), after.inputs ?? {})]: { ...input, default: value, to: others } } };
  }

  /** The type that an input inside asks for, as text; empty where it is not known. */
  private asks(target: string): string {
    const ref = parsePortRef(target);
    const type = this.inner.nodes[ref?.node ?? ""]?.type;
    if (!ref || type === undefined) return "";
    if (type.startsWith(subgraphPrefix)) return this.around.subgraphs.get(type.slice(subgraphPrefix.length))?.inputs?.[ref.port]?.type ?? "";
    const port = this.around.catalogue.manifest(type)?.inputs[ref.port];
    return port ? typeText(portType(port)) : "";
  }

  /** Reroute points of edges out of the call stay with them; one into it stays where it leads to one place only. */
  private withBends(document: GraphDocument, before: GraphDocument): GraphDocument {
    const { bends } = layoutOf(document);
    if (!bends) return document;
    const names = new Map((before.edges ?? []).map((edge) => {
      const targets = nodeIn(edge.to) === this.id ? this.targets(edge.to, new Set()) : [edge.to];
      return [edgeText(edge), targets.length === 1 ? edgeText({ from: this.exit(edge.from), to: targets[0]! }) : edgeText(edge)];
    }));
    return withLayout(document, { bends: renameMembers(bends, (text) => names.get(text) ?? text) });
  }
}

