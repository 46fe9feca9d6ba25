import type { GraphDocument } from "../../runtime/graph/document.ts";
import { parsePortRef } from "../../runtime/ids.ts";
import { About } from "./about.ts";
import { entityOf, type Fact, type Facts, factsOf, isEqual, keyOf, nodeOf, type Path, putFact } from "./facts.ts";
import { layoutOf, withLayout } from "./layout.ts";
import { mergeLists } from "./merge-lists.ts";
import { freeName, nodeIn, renameNode } from "./nodes.ts";

/** A place where both sides changed the same thing, each in another way. */
export interface Conflict {
  /** From the document's root: `["nodes", "arc", "inputs", "episodes"]`; `["edges", "episode.outline"]` for what feeds an input. */
  readonly path: Path;
  /** What it was and what each side has; undefined where it is not there. */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** What it is of, in names alone: `Arc · episodes`. */
  readonly title: string;
  /** What each decision changes. */
  readonly puts: { readonly mine: readonly Fact[]; readonly theirs: readonly Fact[] };
}

export interface Merged {
  /** Where there are conflicts it has what is mine. */
  readonly document: GraphDocument;
  readonly conflicts: readonly Conflict[];
}

/**
 * Joins what two sides have made of the same document. What only one side changed is taken over; what both changed in
 * another way is a conflict. The place of something that is gone is no change.
 * @param isMany whether an input takes any number of edges; without it an input that has several anywhere does
 */
export function mergeDocuments(base: GraphDocument, mine: GraphDocument, theirs: GraphDocument, isMany?: (type: string, port: string) => boolean | undefined): Merged {
  if (theirs === base || mine === theirs) return { document: mine, conflicts: [] };
  if (mine === base) return { document: theirs, conflicts: [] };
  return new Merge(base, mine, apart(base, mine, theirs), isMany).merged();
}

/** Decides a conflict in a merged document. It can be decided again. */
export function resolve(document: GraphDocument, conflict: Conflict, side: "mine" | "theirs"): GraphDocument {
  return conflict.puts[side].reduce((after, { path, value }) => putFact(after, path, value), document);
}

/** Both sides may have given the same id to something new: then theirs gets another. */
function apart(base: GraphDocument, mine: GraphDocument, theirs: GraphDocument): GraphDocument {
  let after = theirs;
  const taken = { ...base.nodes, ...mine.nodes, ...theirs.nodes };
  for (const [id, entry] of Object.entries(theirs.nodes)) {
    if (Object.hasOwn(base.nodes, id) || !Object.hasOwn(mine.nodes, id) || isEqual(mine.nodes[id], entry)) continue;
    const free = freeName(id, { ...taken, ...after.nodes });
    after = renameNode(after, id, free);
  }
  for (const block of ["frames", "notes"] as const) {
    const [before, own, other] = [base, mine, after].map((document) => (layoutOf(document)[block] ?? []) as readonly { readonly id: string }[]) as [readonly { id: string }[], readonly { id: string }[], readonly { id: string }[]];
    const ids = Object.fromEntries([...before, ...own, ...other].map(({ id }) => [id, true]));
    const isClash = (mark: { readonly id: string }) => !before.some(({ id }) => id === mark.id) && own.some((one) => one.id === mark.id && !isEqual(one, mark));
    if (!other.some(isClash)) continue;
    after = withLayout(after, { [block]: other.map((mark) => {
      if (!isClash(mark)) return mark;
      const id = freeName(mark.id, ids);
      ids[id] = true;
      return { ...mark, id };
    }) });
  }
  return after;
}

type SideName = "mine" | "theirs";

class Merge {
  private readonly documents: { readonly base: GraphDocument; readonly mine: GraphDocument; readonly theirs: GraphDocument };
  private readonly facts: { readonly base: Facts; readonly mine: Facts; readonly theirs: Facts };
  private readonly isMany: ((type: string, port: string) => boolean | undefined) | undefined;
  private readonly conflicts: Conflict[] = [];
  /** Things that one side took out: nothing more is merged of them. */
  private readonly settled = new Set<string>();
  private readonly indexes = new Map<string, About>();
  private document: GraphDocument;

  constructor(base: GraphDocument, mine: GraphDocument, theirs: GraphDocument, isMany: Merge["isMany"]) {
    this.documents = { base, mine, theirs };
    this.facts = { base: factsOf(base), mine: factsOf(mine), theirs: factsOf(theirs) };
    this.isMany = isMany;
    this.document = mine;
  }

  merged(): Merged {
    const entities = new Map<string, Path>();
    for (const { path } of this.facts.base.values()) {
      const entity = entityOf(path);
      if (entity) entities.set(keyOf(entity), entity);
    }
    for (const entity of [...entities.values()].sort(byOrder)) this.settle(entity);
    const all = new Map([...this.facts.base, ...this.facts.mine, ...this.facts.theirs]);
    for (const [key, { path }] of [...all].sort(([, a], [, b]) => byOrder(a.path, b.path))) this.fact(key, path);
    return { document: this.document, conflicts: this.conflicts };
  }

  /** Takes out what one side took out, unless the other has changed it. */
  private settle(entity: Path): void {
    const isGone = (side: SideName) => valueAt(this.documents[side], entity) === undefined;
    if (isGone("mine") === isGone("theirs")) {
      if (isGone("mine")) this.settled.add(keyOf(entity));
      return;
    }
    if (entity[0] === "outputs" && this.settled.has(keyOf(["nodes", nodeIn(this.documents.base.outputs![entity[1]!]!.from)]))) return;
    this.settled.add(keyOf(entity));
    const other: SideName = isGone("mine") ? "theirs" : "mine";
    if (!this.isChanged(entity, other)) {
      if (other === "mine") this.document = putFact(this.document, entity, undefined);
      return;
    }
    const out: readonly Fact[] = [{ path: entity, value: undefined }];
    const back = this.whole(entity, other);
    this.tell(entity, other === "mine" ? { mine: back, theirs: out } : { mine: out, theirs: back });
  }

  /** Everything a side says about something, so that it can be put back. */
  private whole(entity: Path, side: SideName): Fact[] {
    return [...this.about(side).of(entity)].sort((a, b) => byOrder(a.path, b.path));
  }

  private isChanged(entity: Path, side: SideName): boolean {
    const said = (of: SideName | "base") => new Map(this.about(of).of(entity).filter(({ path }) => !isPlace(path)).map((fact) => [keyOf(fact.path), fact.value]));
    const [before, after] = [said("base"), said(side)];
    return before.size !== after.size || [...before].some(([key, value]) => !isEqual(after.get(key), value));
  }

  private about(side: SideName | "base"): About {
    let about = this.indexes.get(side);
    if (!about) this.indexes.set(side, (about = new About(this.facts[side], this.documents[side])));
    return about;
  }

  private fact(key: string, path: Path): void {
    const entity = entityOf(path);
    const node = nodeOf(path);
    if ((entity && this.settled.has(keyOf(entity))) || (node !== undefined && this.settled.has(keyOf(["nodes", node])))) return;
    const [base, mine, theirs] = (["base", "mine", "theirs"] as const).map((side) => this.facts[side].get(key)?.value);
    if (isEqual(theirs, base) || isEqual(mine, theirs)) return;
    if (isEqual(mine, base)) this.put({ path, value: theirs });
    else if (path[0] === "edges") this.feeders(path, { base, mine, theirs });
    else this.tell(path, { mine: [{ path, value: mine }], theirs: [{ path, value: theirs }] });
  }

  /** A change that leads to something that is gone was told with it. */
  private put({ path, value }: Fact): void {
    const node = nodeOf(path);
    const isStray = value !== undefined && ((node !== undefined && path[0] !== "nodes" && !this.document.nodes[node])
      || (path[0] === "outputs" && path[2] === "from" && !this.document.nodes[nodeIn(value as string)])
      || (path[0] === "layout" && path[1] === "bends" && !(this.document.edges ?? []).some(({ from, to }) => `${from} -> ${to}` === path[2])));
    if (!isStray) this.document = putFact(this.document, path, value);
  }

  private feeders(path: Path, sides: { readonly base: unknown; readonly mine: unknown; readonly theirs: unknown }): void {
    const [base, mine, theirs] = [sides.base ?? [], sides.mine ?? [], sides.theirs ?? []] as [readonly string[], readonly string[], readonly string[]];
    const ref = parsePortRef(path[1]!);
    const type = ref && this.documents.mine.nodes[ref.node]?.type;
    const many = (type !== undefined ? this.isMany?.(type, ref!.port) : undefined) ?? [base, mine, theirs].some(({ length }) => length > 1);
    const joined = many ? mergeLists(base, mine, theirs) : undefined;
    if (joined?.agreed) return this.put({ path, value: joined.mine });
    this.tell(path, { mine: [{ path, value: joined?.mine ?? mine }], theirs: [{ path, value: joined?.theirs ?? theirs }] });
  }

  private tell(path: Path, puts: Conflict["puts"]): void {
    const { base, mine, theirs } = this.documents;
    const value = (document: GraphDocument, side: "base" | SideName) => this.facts[side].has(keyOf(path)) ? this.facts[side].get(keyOf(path))!.value : valueAt(document, path);
    this.conflicts.push({ path, base: value(base, "base"), mine: value(mine, "mine"), theirs: value(theirs, "theirs"), title: titleOf(path, [mine, theirs, base]), puts });
    if (path[0] === "edges") for (const fact of puts.mine) this.put(fact);
  }
}

/** Nodes first, what leads to them after, how it looks last. */
const order = ["nodes", "inputs", "outputs", "edges"];

function byOrder([a]: Path, [b]: Path): number {
  const place = (root: string) => root === "layout" ? order.length + 1 : order.includes(root) ? order.indexOf(root) : order.length;
  return place(a!) - place(b!);
}

function isPlace([root, block]: Path): boolean {
  return root === "layout" && block === "nodes";
}

function valueAt(document: GraphDocument, path: Path): unknown {
  let value: unknown = document;
  for (const name of path) {
    if (Array.isArray(value)) value = value.find((member) => (member as { id?: unknown } | null)?.id === name);
    else value = typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value;
}

/** Names alone: words are for those who show it. */
function titleOf(path: Path, documents: readonly GraphDocument[]): string {
  const [root, second, ...rest] = path;
  const node = (id: string) => documents.map(({ nodes }) => nodes[id]?.title).find((title) => title !== undefined) ?? id;
  const names = ((): readonly (string | undefined)[] => {
    switch (root) {
      case "nodes": return [node(second!), ...rest.filter((name) => !["inputs", "items", "pin"].includes(name))];
      case "edges": return [node(nodeIn(second!)), parsePortRef(second!)?.port];
      case "review": return [node(second!), ...rest];
      case "layout": return [documents.map((document) => valueAt(document, [root, second!, rest[0] ?? "", "title"])).find((title) => typeof title === "string") as string | undefined ?? node(rest[0] ?? second!), ...rest.slice(1)];
      default: return path;
    }
  })();
  return names.filter(Boolean).join(" · ");
}
