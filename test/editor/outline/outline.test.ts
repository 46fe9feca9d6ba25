import { describe, expect, test } from "vitest";
import { meaningOf } from "../../../editor/outline/keys.ts";
import { offersFor } from "../../../editor/outline/offers.ts";
import { outlineRows, type Row } from "../../../editor/outline/rows.ts";
import { framesAround, nodesInOrder, nodesUnder, outlineTree } from "../../../editor/outline/tree.ts";
import { valueText } from "../../../editor/outline/value-text.ts";
import { endsOf, portsOf } from "../../../editor/model/ports.ts";
import { Type } from "../../../runtime/contract/typebox.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { graph, probePack } from "../../kit/probe-pack.ts";
import { opened, packsFrom } from "../model/packs.ts";

const packs = packsFrom(probePack().pack);
const line = graph({ last: ["join"], middle: ["join"], first: ["things", { text: "x y" }], free: ["gather"] }, ["first.things -> middle.a", "middle.thing -> last.a"]);

function open(document: GraphDocument, subgraphs?: ReadonlyMap<string, GraphDocument>) {
  const sources = opened(document, packs, subgraphs);
  const ends = endsOf(document);
  return { ...sources, portsOf: (id: string) => portsOf(id, { ...sources, ends, manifest: (type) => packs.manifest(type) }) };
}

describe("the order of the outline", () => {
  test("every node comes after what feeds it", () => {
    const order = nodesInOrder(line, open(line).linked);
    expect(order.indexOf("first")).toBeLessThan(order.indexOf("middle"));
    expect(order.indexOf("middle")).toBeLessThan(order.indexOf("last"));
    expect([...order].sort()).toEqual(["first", "free", "last", "middle"]);
  });

  test("nodes in a circle, and of types that nobody has, are there too", () => {
    const circle = graph({ a: ["join"], b: ["join"], c: ["gone/node"] }, ["a.thing -> b.a", "b.thing -> a.a"]);
    expect(nodesInOrder(circle, open(circle).linked).sort()).toEqual(["a", "b", "c"]);
  });

  test("a call of a graph stands once, where it is entered", () => {
    const inner = graph({ j: ["join"] }, [], { name: "inner", inputs: { thing: { type: "probe/thing", to: ["j.a"] } }, outputs: { out: { from: "j.thing" } } });
    const outer = graph({ after: ["join"], call: ["graph/inner"], first: ["things", { text: "x" }] }, ["first.things -> call.thing", "call.out -> after.a"]);
    expect(nodesInOrder(outer, open(outer, new Map([["inner", inner]])).linked)).toEqual(["first", "call", "after"]);
  });
});

const framed: GraphDocument = {
  ...line,
  layout: {
    nodes: { first: [10, 10], middle: [110, 10], last: [900, 10], free: [2000, 0] },
    frames: [{ id: "big", title: "Big", x: 0, y: 0, width: 1000, height: 200 }, { id: "small", title: "Small", x: 5, y: 5, width: 300, height: 100 }, { id: "bare", title: "Bare", x: 5000, y: 0, width: 10, height: 10 }],
  },
};

describe("frames", () => {
  const tree = outlineTree(framed, ["free", "first", "middle", "last"]);

  test("hold the nodes that stand in them, smaller frames inside larger ones, empty ones last", () => {
    expect(tree).toMatchObject([{ node: "free" }, { frame: { id: "big" }, members: [{ frame: { id: "small" }, members: [{ node: "first" }, { node: "middle" }] }, { node: "last" }] }, { frame: { id: "bare" }, members: [] }]);
    expect([...nodesUnder(tree)]).toEqual([["big", 3], ["small", 2], ["bare", 0]]);
    expect(framesAround(tree, "middle")).toEqual(["big", "small"]);
    expect(framesAround(tree, "free")).toEqual([]);
    expect(framesAround(tree, "gone")).toBeUndefined();
  });

  const rows = (change: Partial<Parameters<typeof outlineRows>[0]>) => outlineRows({ tree, opened: new Set(), closed: new Set(), isFound: undefined, portsOf: (id) => open(framed).portsOf(id), ...change });

  test("show what is in them until they are closed", () => {
    expect(rows({}).map(({ key, level }) => `${level} ${key}`)).toEqual(["1 node:free", "1 frame:big", "2 frame:small", "3 node:first", "3 node:middle", "2 node:last", "1 frame:bare"]);
    expect(rows({ closed: new Set(["frame:big"]) }).map(({ key }) => key)).toEqual(["node:free", "frame:big", "frame:bare"]);
  });

  test("an open node shows its inputs, then its outputs, each knowing its place", () => {
    const shown = rows({ opened: new Set(["node:last"]) });
    const at = shown.findIndex(({ key }) => key === "node:last");
    const ports = shown.filter(({ parent }) => parent === at);
    expect(ports.map(({ kind }) => kind)).toEqual([...ports.filter(({ kind }) => kind === "input"), ...ports.filter(({ kind }) => kind === "output")].map(({ kind }) => kind));
    expect(ports[0]).toMatchObject({ kind: "input", key: "input:last.a", level: 3, place: 1, of: ports.length });
    expect(ports.at(-1)).toMatchObject({ kind: "output", key: "output:last.thing", place: ports.length });
  });

  test("what is searched for is shown in closed frames too, and nothing else", () => {
    expect(rows({ isFound: (id) => id === "middle", closed: new Set(["frame:big"]) }).map(({ key }) => key)).toEqual(["frame:big", "frame:small", "node:middle"]);
  });
});

describe("what can be connected", () => {
  const document = graph({ a: ["things", { text: "x y" }], j: ["join"], k: ["join"], g: ["gather"], n: ["numbers", { count: 2 }] }, ["a.things -> j.a", "j.thing -> k.a"]);
  const order = ["n", "a", "j", "k", "g"];
  const offers = (end: string, side: "from" | "to") => offersFor(open(document), packs, { held: { end, side }, order });

  test("only ends that fit are offered, never those of the node itself or behind it in a circle", () => {
    const ends = offers("k.thing", "from").map(({ end }) => end);
    expect(ends).toContain("g.things");
    expect(ends.filter((end) => /^[ajk]\./.test(end))).toEqual([]);
  });

  test("inputs that wait for an edge come first, those that have one last", () => {
    const found = offers("a.things", "from");
    expect(found[0]).toMatchObject({ isWanted: true });
    expect(found.at(-1)).toMatchObject({ end: "k.a", isWanted: false, note: { replaces: { from: "j.thing", to: "k.a" } } });
  });

  test("for an input, what fits as it is comes before what has to be converted", () => {
    const found = offers("g.things", "to");
    expect(found.map(({ end }) => end)).toEqual(expect.arrayContaining(["a.things", "n.numbers"]));
    expect(found.findIndex(({ end }) => end === "a.things")).toBeLessThan(found.findIndex(({ end }) => end === "n.numbers"));
  });
});

describe("keys on a line", () => {
  const row = (kind: "node" | "input" | "output", isOpen = false) => ({ key: "k", level: 1, parent: -1, place: 1, of: 1, kind, node: "n", port: "p", isOpen }) as unknown as Row;
  const press = (key: string, { on = row("node"), isOnLine = true, isWriting = false, ...event }: Partial<KeyboardEvent> & { on?: Row; isOnLine?: boolean; isWriting?: boolean } = {}) =>
    meaningOf({ key, keyCode: 0, isComposing: false, ...event } as KeyboardEvent, { row: on, isOnLine, isWriting });

  test("arrows open, close and walk", () => {
    expect(press("ArrowRight")).toEqual({ does: "open" });
    expect(press("ArrowRight", { on: row("node", true) })).toEqual({ does: "enter" });
    expect(press("ArrowLeft", { on: row("node", true) })).toEqual({ does: "close" });
    expect(press("ArrowLeft")).toEqual({ does: "toParent" });
    expect(press("ArrowDown", { shiftKey: true })).toEqual({ does: "walk", by: 1, extend: true });
  });

  test("Enter writes a setting, and connects an output; with Shift it connects an input", () => {
    expect(press("Enter", { on: row("input") })).toEqual({ does: "enter" });
    expect(press("Enter", { on: row("input"), shiftKey: true })).toEqual({ does: "connect" });
    expect(press("Enter", { on: row("output") })).toEqual({ does: "connect" });
  });

  test("in a field keys write; Escape and Enter go back to the line", () => {
    expect(press("ArrowDown", { isOnLine: false, isWriting: true })).toBeUndefined();
    expect(press("Delete", { isOnLine: false, isWriting: true })).toBeUndefined();
    expect(press("Enter", { isOnLine: false, isWriting: true })).toEqual({ does: "toLine" });
    expect(press("Enter", { isOnLine: false })).toBeUndefined();
    expect(press("Escape", { isOnLine: false })).toEqual({ does: "toLine" });
  });

  test("keys of an input method and of commands are not taken", () => {
    expect(press("Enter", { isComposing: true })).toBeUndefined();
    expect(press("Enter", { keyCode: 229 })).toBeUndefined();
    expect(press("Delete", { ctrlKey: true })).toBeUndefined();
  });
});

describe("a value in one line", () => {
  const title = (value: unknown) => `<${String(value)}>`;

  test("is its title, its first line, or its entries", () => {
    expect(valueText(Type.Boolean(), false, title)).toBe("<false>");
    expect(valueText(Type.Union([Type.Literal("a"), Type.Literal("b")]), "a", title)).toBe("<a>");
    expect(valueText(Type.String(), "\nOne\nTwo", title)).toBe("One …");
    expect(valueText(Type.Array(Type.String()), ["x", "y"], title)).toBe("x, y");
    expect(valueText(Type.Array(Type.Object({})), [{}, {}], title)).toBe("…, …");
    expect(valueText(Type.Number(), undefined, title)).toBe("");
  });
});
