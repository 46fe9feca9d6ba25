import { expect, test } from "vitest";
import { entryOf, groupsOf, keyOf, nodeOf, placeIn, readable, stillMeant } from "../../../editor/keeping/conflict-groups.ts";
import { type Conflict, mergeDocuments } from "../../../editor/model/merge.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { graphOf, write } from "./kit.ts";

const base = graphOf({ a: "1", b: "1" });
const change = (document: GraphDocument, by: string) => ({ ...write("b", by)(write("a", by)(document)), title: by });
const conflictsOf = (mine: GraphDocument, theirs: GraphDocument): readonly Conflict[] => mergeDocuments(base, mine, theirs).conflicts;

test("conflicts are shown by node; what is the graph's own comes last", () => {
  const groups = groupsOf(conflictsOf(change(base, "mine"), change(base, "theirs")));
  expect(groups.map(({ node, conflicts }) => [node, conflicts.length])).toEqual([["a", 1], ["b", 1], [undefined, 1]]);
  expect(new Set(groups.flatMap(({ conflicts }) => conflicts.map(keyOf))).size).toBe(3);
});

test("a choice stays when the same conflict is worked out again, and goes when it means something else", () => {
  const mine = change(base, "mine");
  const before = conflictsOf(mine, change(base, "theirs"));
  const choices = new Map(before.map((conflict) => [keyOf(conflict), "theirs" as const]));
  const now = conflictsOf(mine, write("a", "theirs, again")(change(base, "theirs")));
  const [a, ...others] = before.map(keyOf);
  expect(stillMeant(choices, before, before)).toEqual(choices);
  expect([...stillMeant(choices, before, now).keys()]).toEqual(others);
  expect([...stillMeant(choices, before, now).keys()]).not.toContain(a);
  expect(stillMeant(choices, before, []).size).toBe(0);
});

test("a node that one side removed is still called by its name", () => {
  const { a: _, ...rest } = base.nodes;
  expect(entryOf("a", [{ ...base, nodes: rest }, base])).toBe(base.nodes["a"]);
  expect(entryOf("z", [base])).toBeUndefined();
});

test("values are read as texts, or as JSON", () => {
  expect([readable("text"), readable(["a.b", "c.d"]), readable(3), readable({ a: [1] }), readable(undefined)]).toEqual(["text", "a.b\nc.d", "3", "{\n  \"a\": [\n    1\n  ]\n}", undefined]);
});

test("where a conflict is, is said by what people see: inputs, items, fields of the graph", () => {
  const at = (...path: string[]) => placeIn({ path, base: 1, mine: 2, theirs: 3, title: "", puts: { mine: [], theirs: [] } }).map(({ kind, name }) => `${kind}:${name}`).join(" ");
  expect(at("nodes", "a")).toBe("field:node");
  expect(at("nodes", "a", "mode")).toBe("field:mode");
  expect(at("nodes", "a", "inputs", "text")).toBe("input:text");
  expect(at("nodes", "a", "items", "s1", "inputs", "text")).toBe("name:s1 input:text");
  expect(at("nodes", "a", "items", "", "pin", "image")).toBe("field:pin name:image");
  expect(at("nodes", "a", "items", "s1")).toBe("field:items name:s1");
  expect(at("edges", "b.scene")).toBe("field:edges input:scene");
  expect(at("review", "a", "s1")).toBe("field:review name:s1");
  expect(at("review", "a", "")).toBe("field:review");
  expect(at("inputs", "line", "default")).toBe("field:inputs given:line field:default");
  expect(at("layout", "notes", "n1", "text")).toBe("field:notes field:text");
  expect(at("title")).toBe("field:title");
});

test("an edge belongs to the node that it goes into", () => {
  expect(nodeOf({ path: ["edges", "b.scene"], base: [], mine: [], theirs: [], title: "", puts: { mine: [], theirs: [] } })).toBe("b");
});
