import { canonicalJson } from "../../runtime/graph/canonical.ts";
import type { GraphDocument, NodeEntry } from "../../runtime/graph/document.ts";
import { elementRef } from "./element.ts";
import { nodeIn, removeElements } from "./nodes.ts";

/** No node's id begins so. */
export const givenPrefix = "$inputs.";

/** Where a fact stands, from the root of the document: `["nodes", "arc", "inputs", "episodes"]`. */
export type Path = readonly string[];

/** The smallest things a document says, one by one: what is merged. Undefined is what it does not say. */
export type Facts = ReadonlyMap<string, Fact>;

export interface Fact {
  readonly path: Path;
  readonly value: unknown;
}

export function keyOf(path: Path): string {
  return JSON.stringify(path);
}

export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other);
}

/** Lists whose members have ids, by the block of the layout they stand in. */
const markBlocks = ["frames", "notes"];
/** Blocks of the layout with an entry for each node or edge. */
const layoutRecords = ["nodes", "colours", "shown", "bends"];

export function factsOf(document: GraphDocument): Facts {
  const facts = new Map<string, Fact>();
  const add = (value: unknown, ...path: Path) => void facts.set(keyOf(path), { path, value });
  const addAll = (record: unknown, ...path: Path) => {
    for (const [name, value] of Object.entries(record ?? {})) add(value, ...path, name);
  };
  for (const [field, value] of Object.entries(document)) {
    switch (field) {
      case "packs": addAll(value, field); break;
      case "nodes": for (const [id, entry] of Object.entries(document.nodes)) addNode(entry, (fact, ...path) => add(fact, "nodes", id, ...path)); break;
      case "inputs": for (const [name, { to: _, ...rest }] of Object.entries(document.inputs!)) addAll(rest, field, name); break;
      case "outputs": for (const [name, output] of Object.entries(document.outputs!)) addAll(output, field, name); break;
      case "review": for (const [id, verdicts] of Object.entries(document.review!)) addAll(verdicts, field, id); break;
      case "layout": addLayout(document.layout!, add); break;
      case "edges": break;
      default: add(value, field);
    }
  }
  for (const [to, feeders] of feedersOf(document)) add(feeders, "edges", to);
  return facts;
}

type Add = (value: unknown, ...path: Path) => void;

function addNode({ inputs, items, ...rest }: NodeEntry, add: Add): void {
  for (const [field, value] of Object.entries(rest)) add(value, field);
  for (const [name, value] of Object.entries(inputs ?? {})) add(value, "inputs", name);
  for (const [item, { inputs: given, pin, ...more }] of Object.entries(items ?? {})) {
    for (const [name, value] of Object.entries(given ?? {})) add(value, "items", item, "inputs", name);
    for (const [name, value] of Object.entries(pin ?? {})) add(value, "items", item, "pin", name);
    for (const [name, value] of Object.entries(more)) add(value, "items", item, name);
  }
}

function addLayout(layout: NonNullable<GraphDocument["layout"]>, add: Add): void {
  for (const [block, value] of Object.entries(layout)) {
    if (markBlocks.includes(block) && Array.isArray(value)) {
      for (const mark of value as Record<string, unknown>[]) for (const [field, of] of Object.entries(mark)) add(of, "layout", block, String(mark["id"]), field);
    } else if (block === "collapsed" && Array.isArray(value)) {
      for (const id of value as string[]) add(true, "layout", block, id);
    } else if (layoutRecords.includes(block) && isRecord(value)) {
      for (const [name, of] of Object.entries(value)) add(of, "layout", block, name);
    } else {
      add(value, "layout", block);
    }
  }
}

/** What feeds each input, in order: `node.port`, or `$inputs.name` for an input of the graph. */
export function feedersOf(document: GraphDocument): Map<string, readonly string[]> {
  const feeders = new Map<string, string[]>();
  const add = (to: string, from: string) => {
    const list = feeders.get(to);
    if (list) list.push(from);
    else feeders.set(to, [from]);
  };
  for (const [name, { to }] of Object.entries(document.inputs ?? {})) for (const target of to) add(target, givenPrefix + name);
  for (const { from, to } of document.edges ?? []) add(to, from);
  return feeders;
}

/** The node without which a fact would mean nothing: its own, that of the input that is fed, that of the place. */
export function nodeOf([root, second, third]: Path): string | undefined {
  switch (root) {
    case "nodes": case "review": return second;
    case "edges": return nodeIn(second!);
    case "layout": return second === "collapsed" || (layoutRecords.includes(second!) && second !== "bends") ? third : undefined;
    default: return undefined;
  }
}

/** The node, frame, note or surface port a fact is of; undefined for facts that stand alone. */
export function entityOf([root, second, third]: Path): Path | undefined {
  switch (root) {
    case "nodes": case "inputs": case "outputs": return [root, second!];
    case "layout": return markBlocks.includes(second!) ? [root, second!, third!] : undefined;
    default: return undefined;
  }
}

/**
 * Changes one fact; `undefined` takes it out. A whole node, frame, note or surface port can be taken out, and one
 * feeder of an input (`["edges", to, from]`) put beside the others. Nothing is put that would lead nowhere.
 */
export function putFact(document: GraphDocument, path: Path, value: unknown): GraphDocument {
  const [root, second, third] = path;
  if (root === "nodes" && path.length === 2) return removeElements(document, [elementRef("node", second!)]);
  if (root === "edges") return withFeeders(document, second!, path.length === 2 ? (value ?? []) as readonly string[] : [...new Set([...feedersOf(document).get(second!) ?? [], third!])]);
  if (root === "layout" && markBlocks.includes(second!)) return withMark(document, path, value);
  if (root === "layout" && second === "collapsed" && third !== undefined) {
    const others = ((document.layout?.["collapsed"] ?? []) as string[]).filter((id) => id !== third);
    return withPath(document, ["layout", "collapsed"], value === true ? [...others, third] : others.length === 0 ? undefined : others) as GraphDocument;
  }
  // The form of a document needs these, whatever stands in them.
  const before = root === "inputs" && path.length > 2 && !document.inputs?.[second!] && value !== undefined ? withPath(document, ["inputs", second!, "to"], []) as GraphDocument : document;
  const after = withPath(before, path, value) as GraphDocument;
  return after.nodes ? after : { ...after, nodes: {} };
}

/** A value deep inside records; records that become empty go, but a node keeps its entry as long as it has a type. */
function withPath(record: unknown, [name, ...rest]: Path, value: unknown): unknown {
  const before = isRecord(record) ? record : {};
  const member = Object.hasOwn(before, name!) ? before[name!] : undefined;
  const after = rest.length === 0 ? value : withPath(member, rest, value);
  if (after === member) return record;
  const { [name!]: _, ...others } = before;
  if (after !== undefined) return Object.hasOwn(before, name!) ? { ...before, [name!]: after } : { ...others, [name!]: after };
  return Object.keys(others).length === 0 ? undefined : others;
}

function withFeeders(document: GraphDocument, to: string, feeders: readonly string[]): GraphDocument {
  const isThere = (id: string) => Object.hasOwn(document.nodes, id);
  const given = new Set(feeders.filter((from) => from.startsWith(givenPrefix)).map((from) => from.slice(givenPrefix.length)));
  const froms = isThere(nodeIn(to)) ? feeders.filter((from) => !from.startsWith(givenPrefix) && isThere(nodeIn(from))) : [];
  const edges = document.edges ?? [];
  const known = new Map(edges.filter((edge) => edge.to === to).map((edge) => [edge.from, edge]));
  const first = edges.findIndex((edge) => edge.to === to);
  const others = edges.filter((edge) => edge.to !== to);
  const at = first < 0 ? others.length : edges.slice(0, first).filter((edge) => edge.to !== to).length;
  const after = [...others.slice(0, at), ...froms.map((from) => known.get(from) ?? { from, to }), ...others.slice(at)];
  return {
    ...document,
    ...(after.length > 0 || document.edges ? { edges: after } : {}),
    ...(document.inputs ? { inputs: Object.fromEntries(Object.entries(document.inputs).map(([name, input]) => {
      const has = input.to.includes(to);
      if (has === given.has(name)) return [name, input];
      return [name, { ...input, to: has ? input.to.filter((target) => target !== to) : [...input.to, to] }];
    })) } : {}),
  };
}

function withMark(document: GraphDocument, [, block, id, field]: Path, value: unknown): GraphDocument {
  const marks = (document.layout?.[block!] ?? []) as readonly Record<string, unknown>[];
  const at = marks.findIndex((mark) => mark["id"] === id);
  const put = (after: readonly unknown[]) => ({ ...document, layout: { ...document.layout, [block!]: after } });
  if (field === undefined) return put(marks.filter((mark) => mark["id"] !== id));
  if (at < 0) return value === undefined ? document : put([...marks, { id, [field]: value }]);
  const { [field]: _, ...others } = marks[at]!;
  return put(marks.map((mark, index) => index === at ? value === undefined ? others : { ...mark, [field]: value } : mark));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
