import type { EdgeEntry, GraphDocument, ItemDecision, NodeEntry, Verdict } from "../../runtime/graph/document.ts";
import { edgeText, idPattern, packOf, parsePortRef } from "../../runtime/ids.ts";
import { idsOf, type ElementRef } from "./element.ts";
import { layoutOf, type Point, withLayout } from "./layout.ts";
import { mapList, mapMembers, renameMembers, withFields, withMember, withoutMembers } from "./record.ts";

/** A node to add. */
export interface Addition {
  readonly type: string;
  /** The version of the node type's manifest. */
  readonly version?: number | undefined;
  /** The version of the pack that provides it: a document that does not name the pack yet asks for a compatible one from now on. */
  readonly packVersion?: string | undefined;
  /** Top left corner. */
  readonly at: Point;
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
  readonly title?: string | undefined;
}

export type Mode = NonNullable<NodeEntry["mode"]>;

/** A short id that is free: `arc`, `arc-2` for another `script/arc`. */
export function newId(document: GraphDocument, type: string): string {
  return freeName(idFrom(type.slice(type.indexOf("/") + 1)), document.nodes);
}

/** A text as an id: what an id cannot have becomes `-`. */
export function idFrom(text: string): string {
  const plain = text.replaceAll(/[^A-Za-z0-9_-]+/g, "-").replaceAll(/^-+|-+$/g, "");
  return plain === "" ? "node" : /^[A-Za-z_]/.test(plain) ? plain : `n${plain}`;
}

/** The name, or with the first number that is free. Names that every object has are never free. */
export function freeName(name: string, taken: Readonly<Record<string, unknown>>): string {
  if (!(name in taken)) return name;
  const stem = name.replace(/-\d+$/, "") || name;
  let number = 2;
  while (`${stem}-${number}` in taken) number++;
  return `${stem}-${number}`;
}

export function addNode(document: GraphDocument, { type, version, packVersion, at, inputs = {}, title }: Addition): { readonly document: GraphDocument; readonly id: string } {
  const id = newId(document, type);
  const entry: NodeEntry = { type, ...(version === undefined ? {} : { version }), ...(title ? { title } : {}), inputs: { ...inputs } };
  const placed = withLayout({ ...document, nodes: { ...document.nodes, [id]: entry } }, { nodes: { ...layoutOf(document).nodes, [id]: at } });
  return { document: packVersion === undefined ? placed : needingPack(placed, packOf(type), packVersion), id };
}

function needingPack(document: GraphDocument, pack: string, version: string): GraphDocument {
  return document.packs && Object.hasOwn(document.packs, pack) ? document : { ...document, packs: { ...document.packs, [pack]: `^${version}` } };
}

/** Takes elements out. Nodes go with everything that hangs on them: edges, places in the graph's inputs, its outputs, reviews. */
export function removeElements(document: GraphDocument, refs: Iterable<ElementRef>): GraphDocument {
  const chosen = new Set(refs);
  const [nodes, edges, frames, notes] = (["node", "edge", "frame", "note"] as const).map((kind) => new Set(idsOf(chosen, kind))) as [Set<string>, Set<string>, Set<string>, Set<string>];
  const isGone = (end: string) => nodes.has(nodeIn(end));
  const without = withFields(document, {
    nodes: withoutMembers(document.nodes, (id) => nodes.has(id)) as GraphDocument["nodes"] | undefined ?? {},
    edges: document.edges && mapList(document.edges, (edge) => isGone(edge.from) || isGone(edge.to) || edges.has(edgeText(edge)) ? undefined : edge) as EdgeEntry[],
    inputs: document.inputs && mapMembers(document.inputs, (input) => withFields(input, { to: mapList(input.to, (end) => isGone(end) ? undefined : end) as string[] })),
    outputs: withoutMembers(document.outputs, (_, { from }) => isGone(from)) as GraphDocument["outputs"],
    review: withoutMembers(document.review, (id) => nodes.has(id)) as GraphDocument["review"],
  });
  const layout = layoutOf(document);
  return withLayout(without, {
    nodes: withoutMembers(layout.nodes, (id) => nodes.has(id)),
    collapsed: layout.collapsed && mapList(layout.collapsed, (id) => nodes.has(id) ? undefined : id),
    colours: withoutMembers(layout.colours, (id) => nodes.has(id)),
    shown: withoutMembers(layout.shown, (id) => nodes.has(id)),
    frames: layout.frames && mapList(layout.frames, (frame) => frames.has(frame.id) ? undefined : frame),
    notes: layout.notes && mapList(layout.notes, (note) => notes.has(note.id) ? undefined : note),
    bends: withoutBends(layout.bends, idsOf(chosen, "bend"), without.edges ?? []),
  });
}

type Bends = Readonly<Record<string, readonly Point[]>>;

/** Without the points `edge#index`, and without those of edges that are no more. */
function withoutBends(bends: Bends | undefined, gone: readonly string[], edges: readonly EdgeEntry[]): Bends | undefined {
  if (!bends) return undefined;
  const there = new Set(edges.map(edgeText));
  const chosen = new Set(gone);
  const left = mapMembers(bends, (points, edge) => {
    const kept = mapList(points, (point, index) => chosen.has(`${edge}#${index}`) ? undefined : point);
    return there.has(edge) && kept.length > 0 ? kept : undefined;
  });
  return Object.keys(left).length === 0 ? undefined : left;
}

/** A value given by hand; `undefined` goes back to the default. */
export function setInput(document: GraphDocument, id: string, name: string, value: unknown): GraphDocument {
  return changeNode(document, id, (entry) => withFields(entry, { inputs: withMember(entry.inputs, name, value) ?? {} }));
}

/** A value for one item only. */
export function setItemInput(document: GraphDocument, id: string, item: string, name: string, value: unknown): GraphDocument {
  return changeItem(document, id, item, (decision) => withFields(decision, { inputs: withMember(decision.inputs, name, value) }));
}

/** Puts values in place of what an item would give; `undefined` lets it run again. */
export function pin(document: GraphDocument, id: string, item: string, outputs: Readonly<Record<string, unknown>> | undefined): GraphDocument {
  return changeItem(document, id, item, (decision) => withFields(decision, { pin: outputs && { ...outputs } }));
}

function changeItem(document: GraphDocument, id: string, item: string, change: (decision: ItemDecision) => ItemDecision): GraphDocument {
  return changeNode(document, id, (entry) => {
    const decision = change(entry.items?.[item] ?? {});
    return withFields(entry, { items: withMember(entry.items, item, Object.keys(decision).length === 0 ? undefined : decision) });
  });
}

export function setTitle(document: GraphDocument, id: string, title: string | undefined): GraphDocument {
  return changeNode(document, id, (entry) => withFields(entry, { title: title?.trim() || undefined }));
}

export function setMode(document: GraphDocument, ids: Iterable<string>, mode: Mode | undefined): GraphDocument {
  const chosen = new Set(ids);
  return withFields(document, { nodes: mapMembers(document.nodes, (entry, id) => chosen.has(id) ? withFields(entry, { mode }) : entry) });
}

/** Gives a node another id wherever it is named. The same document when the id is taken, or is none. */
export function renameNode(document: GraphDocument, id: string, newId: string): GraphDocument {
  if (!Object.hasOwn(document.nodes, id) || newId in document.nodes || !new RegExp(idPattern).test(newId)) return document;
  const name = (one: string) => one === id ? newId : one;
  return renameEnds(document, name, (end) => nodeIn(end) === id ? newId + end.slice(id.length) : end);
}

/** Renames nodes and the ends of edges, everywhere that a document names them. */
function renameEnds(document: GraphDocument, node: (id: string) => string, end: (end: string) => string): GraphDocument {
  const edge = (one: EdgeEntry) => withFields(one, { from: end(one.from), to: end(one.to) });
  const edgeNames = new Map((document.edges ?? []).map((one) => [edgeText(one), edgeText(edge(one))]));
  const renamed = withFields(document, {
    nodes: renameMembers(document.nodes, node),
    edges: document.edges && mapList(document.edges, edge) as EdgeEntry[],
    inputs: document.inputs && mapMembers(document.inputs, (input) => withFields(input, { to: mapList(input.to, end) as string[] })),
    outputs: document.outputs && mapMembers(document.outputs, (output) => withFields(output, { from: end(output.from) })),
    review: document.review && renameMembers(document.review, node),
  });
  const layout = layoutOf(document);
  return withLayout(renamed, {
    nodes: layout.nodes && renameMembers(layout.nodes, node),
    collapsed: layout.collapsed && mapList(layout.collapsed, node),
    colours: layout.colours && renameMembers(layout.colours, node),
    shown: layout.shown && renameMembers(layout.shown, node),
    bends: layout.bends && renameMembers(layout.bends, (name) => edgeNames.get(name) ?? name),
  });
}

/** What a director says of an item; `undefined` takes it back. */
export function setVerdict(document: GraphDocument, node: string, item: string, verdict: Verdict | undefined): GraphDocument {
  return withFields(document, { review: withMember(document.review, node, withMember(document.review?.[node], item, verdict)) });
}

/** What the graph is called. An empty title or summary is none; a name that cannot be one is left alone. */
export function setGraphInfo(document: GraphDocument, info: { readonly title?: string; readonly summary?: string; readonly name?: string }): GraphDocument {
  return withFields(document, {
    ...("title" in info ? { title: info.title?.trim() || undefined } : {}),
    ...("summary" in info ? { summary: info.summary?.trim() || undefined } : {}),
    ...(info.name !== undefined && isGraphName(info.name) ? { name: info.name } : {}),
  });
}

/** Whether a text can be the name of a graph, and of its file. */
export function isGraphName(name: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*$/.test(name);
}

/** Changes one node; the same document when it is not there or stays as it was. */
export function changeNode(document: GraphDocument, id: string, change: (entry: NodeEntry) => NodeEntry): GraphDocument {
  if (!Object.hasOwn(document.nodes, id)) return document;
  return withFields(document, { nodes: withMember(document.nodes, id, change(document.nodes[id]!)) });
}

/** The node an end of an edge names; empty where it names none. */
export function nodeIn(end: string): string {
  return parsePortRef(end)?.node ?? "";
}
