import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Conflict } from "../model/merge.ts";

export type Side = "mine" | "theirs";

/** Conflicts of one node, or of the graph itself where `node` is undefined. */
export interface ConflictGroup {
  readonly node: string | undefined;
  readonly conflicts: readonly Conflict[];
}

/** In the order of the document; what is no node's comes last. */
export function groupsOf(conflicts: readonly Conflict[]): ConflictGroup[] {
  const groups = new Map<string | undefined, Conflict[]>();
  for (const conflict of conflicts) {
    const node = nodeOf(conflict);
    groups.set(node, [...groups.get(node) ?? [], conflict]);
  }
  return [...groups].map(([node, own]) => ({ node, conflicts: own })).sort((a, b) => Number(a.node === undefined) - Number(b.node === undefined));
}

/** The node it is about; of an edge, the one that it goes into. */
export function nodeOf({ path: [block, id] }: Conflict): string | undefined {
  if (block === "edges") return id?.slice(0, id.indexOf("."));
  return block === "nodes" || block === "review" ? id : undefined;
}

/** A part of a place's name: a field of the document, an input of the node, an input of the graph, or a name that somebody gave. */
export interface NamePart {
  readonly kind: "field" | "input" | "given" | "name";
  readonly name: string;
}

/** Where in its node, or in the graph, a conflict is. */
export function placeIn({ path }: Conflict): NamePart[] {
  const [block = "", id = "", ...rest] = path;
  const field = (name: string): NamePart => ({ kind: "field", name });
  if (block === "edges") return [field("edges"), { kind: "input", name: id.slice(id.indexOf(".") + 1) }];
  if (block === "nodes") return rest.length === 0 ? [field("node")] : nodeParts(rest);
  if (block === "review") return [field("review"), ...rest.filter((item) => item !== "").map((name): NamePart => ({ kind: "name", name }))];
  if (block === "layout") return [field(id), ...rest.slice(1).map(field)];
  return [field(block), ...path.slice(1).map((name, index): NamePart => index > 0 ? field(name) : { kind: block === "inputs" ? "given" : "name", name })];
}

/** @param path inside of the node's entry */
function nodeParts([block = "", ...rest]: readonly string[]): NamePart[] {
  if (block === "inputs" && rest.length > 0) return rest.map((name, index) => ({ kind: index === 0 ? "input" : "name", name }));
  if (block !== "items") return [{ kind: "field", name: block }, ...rest.map((name): NamePart => ({ kind: "name", name }))];
  const [item = "", what, ...inner] = rest;
  const shown: NamePart[] = item === "" ? [] : [{ kind: "name", name: item }];
  if (what === undefined) return [{ kind: "field", name: "items" }, ...shown];
  return [...shown, ...(what === "inputs" ? nodeParts([what, ...inner]) : [{ kind: "field" as const, name: what }, ...inner.map((name): NamePart => ({ kind: "name", name }))])];
}

/** Names a conflict among those of the same documents. */
export function keyOf({ path }: Conflict): string {
  return JSON.stringify(path);
}

/** The entry of a node on whichever side still has it. */
export function entryOf(id: string, documents: readonly GraphDocument[]): GraphDocument["nodes"][string] | undefined {
  return documents.map(({ nodes }) => nodes[id]).find((entry) => entry !== undefined);
}

/** A value to read: texts as they are, lists of them by lines, anything else as JSON; undefined for what is not there. */
export function readable(value: unknown): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  if (Array.isArray(value) && value.length > 0 && value.every((member) => typeof member === "string")) return value.join("\n");
  return JSON.stringify(value, null, 2);
}

/** Choices that still mean the same among conflicts that were worked out again. */
export function stillMeant(choices: ReadonlyMap<string, Side>, before: readonly Conflict[], now: readonly Conflict[]): Map<string, Side> {
  const same = new Map(before.map((conflict) => [keyOf(conflict), JSON.stringify([conflict.mine, conflict.theirs])]));
  return new Map([...choices].filter(([key]) => now.some((conflict) => keyOf(conflict) === key && same.get(key) === JSON.stringify([conflict.mine, conflict.theirs]))));
}
