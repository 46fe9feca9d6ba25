import { describe, expect, test } from "vitest";
import { layoutOf, positionOf, withLayout } from "../../../editor/model/layout.ts";
import { addNode, idFrom, isGraphName, newId, pin, removeElements, renameNode, setGraphInfo, setInput, setItemInput, setMode, setTitle, setVerdict } from "../../../editor/model/nodes.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { idPattern } from "../../../runtime/ids.ts";
import { graph } from "../../kit/probe-pack.ts";

const full = {
  ...graph({ a: ["things", { text: "x y" }], j: ["join", { tail: "!" }, { x: { inputs: { tail: "?" } } }], g: ["gather"] }, ["a.things -> j.a", "j.thing -> g.things"], {
    inputs: { tail: { type: "text", default: ".", to: ["j.tail"] }, both: { type: "text", to: ["a.text", "j.fails"] } },
    outputs: { each: { from: "j.thing" }, all: { from: "g.thing" } },
    review: { j: { x: { state: "approved" } }, g: { "": { comment: "Slower." } } },
    layout: {
      nodes: { a: [0, 0], j: [300, 0], g: [600, 0] }, collapsed: ["j"], colours: { j: 200, g: 10 }, shown: { j: ["tail"] },
      bends: { "a.things -> j.a": [[150, 10], [160, 20]], "j.thing -> g.things": [[450, 30]] },
      frames: [{ id: "f1", title: "F", x: 0, y: 0, width: 9, height: 9, later: 1 }], notes: [{ id: "n1", text: "N", x: 0, y: 0, width: 9, height: 9 }], later: { kept: true },
    },
  }),
  later: { kept: true },
} as GraphDocument;

describe("an id for a new node", () => {
  test("is short, says what it is, and is free", () => {
    expect(newId(full, "script/arc")).toBe("arc");
    expect(newId(graph({ arc: ["join"], "arc-2": ["join"] }, []), "script/arc")).toBe("arc-3");
    expect(newId(graph({ "shot-2": ["join"] }, []), "x/shot-2")).toBe("shot-3");
  });

  test.each(["graph/my.graph", "graph/2nd", "x/镜头", "constructor", "x/__proto__", "", "x/toString"])("can be made of %j", (type) => {
    const id = newId(full, type);
    expect(id).toMatch(new RegExp(idPattern));
    expect(id in {}).toBe(false);
  });
});

describe("adding a node", () => {
  test("places it with its version, and asks for its pack from then on", () => {
    const { document, id } = addNode(full, { type: "probe/join", version: 3, packVersion: "1.4.0", at: [8, 16], inputs: { tail: "x" } });
    expect(document.nodes[id]).toEqual({ type: "probe/join", version: 3, inputs: { tail: "x" } });
    expect([positionOf(document, id), document.packs]).toEqual([[8, 16], { probe: "^1.4.0" }]);
    expect(addNode({ ...document, packs: { probe: "^1.0.0" } }, { type: "probe/join", packVersion: "1.4.0", at: [0, 0] }).document.packs).toEqual({ probe: "^1.0.0" });
  });
});

describe("removing", () => {
  test("a node takes everything with it that hangs on it, and nothing else", () => {
    const after = removeElements(full, ["node:j"]);
    expect(JSON.stringify(after)).not.toMatch(/"j[".]| j\./);
    expect(after.inputs).toEqual({ tail: { type: "text", default: ".", to: [] }, both: { type: "text", to: ["a.text"] } });
    expect([after.edges, after.outputs, after.review]).toEqual([[], { all: { from: "g.thing" } }, { g: { "": { comment: "Slower." } } }]);
    expect(after).toMatchObject({ later: { kept: true }, layout: { later: { kept: true }, nodes: { a: [0, 0], g: [600, 0] }, colours: { g: 10 }, frames: [{ id: "f1", later: 1 }] } });
    expect(after.nodes["a"]).toBe(full.nodes["a"]);
  });

  test("edges, frames, notes and reroute points", () => {
    const after = removeElements(full, ["edge:j.thing -> g.things", "frame:f1", "note:n1", "bend:a.things -> j.a#0"]);
    expect(after.edges).toEqual([{ from: "a.things", to: "j.a" }]);
    expect(layoutOf(after)).toMatchObject({ frames: [], notes: [], bends: { "a.things -> j.a": [[160, 20]] } });
    expect(Object.keys(layoutOf(after).bends!)).toHaveLength(1);
  });

  test("what is not there changes nothing", () => {
    expect(removeElements(full, ["node:gone", "edge:x.y -> z.w", "bend:a.things -> j.a#9"])).toBe(full);
  });
});

describe("renaming a node", () => {
  test("renames it everywhere", () => {
    const after = renameNode(full, "j", "joined");
    expect(JSON.stringify(after)).not.toMatch(/"j[".]| j\./);
    expect(JSON.parse(JSON.stringify(after).replaceAll("joined", "j"))).toEqual(full);
    expect(Object.keys(after.nodes)).toEqual(["a", "joined", "g"]);
  });

  test("to a name that is taken or cannot be one changes nothing", () => {
    for (const name of ["g", "", "a b", "9", "x.y", "constructor"]) expect(renameNode(full, "j", name)).toBe(full);
  });
});

test("what is set to what it is gives the same document back", () => {
  expect(setInput(full, "j", "tail", "!")).toBe(full);
  expect(setInput(full, "j", "other", undefined)).toBe(full);
  expect(setInput(full, "gone", "tail", "!")).toBe(full);
  expect(setItemInput(full, "j", "x", "tail", "?")).toBe(full);
  expect(setTitle(full, "j", "  ")).toBe(full);
  expect(setMode(full, ["j"], undefined)).toBe(full);
  expect(withLayout(full, { colours: layoutOf(full).colours })).toBe(full);
  expect(setGraphInfo(full, { title: " ", name: "No name" })).toBe(full);
});

describe("decisions for one item", () => {
  test("go in and out, and leave no empty ones behind", () => {
    const decided = pin(setItemInput(full, "g", "", "seed", 7), "g", "", { thing: { id: "t", text: "t" } });
    expect(decided.nodes["g"]!.items).toEqual({ "": { inputs: { seed: 7 }, pin: { thing: { id: "t", text: "t" } } } });
    expect(pin(setItemInput(decided, "g", "", "seed", undefined), "g", "", undefined)).toEqual(full);
  });

  test("of a director likewise", () => {
    const said = setVerdict(full, "a", "x/y", { state: "rejected", comment: "Too dark." });
    expect(said.review!["a"]).toEqual({ "x/y": { state: "rejected", comment: "Too dark." } });
    expect(setVerdict(said, "a", "x/y", undefined)).toEqual(full);
  });
});

test("modes and titles are set and taken back", () => {
  const after = setTitle(setMode(full, ["a", "g"], "muted"), "a", " Words ");
  expect([after.nodes["a"]!.mode, after.nodes["a"]!.title, after.nodes["g"]!.mode, after.nodes["j"]]).toEqual(["muted", "Words", "muted", full.nodes["j"]]);
  expect(setTitle(setMode(after, ["a", "g"], undefined), "a", undefined)).toEqual(full);
});

test("a graph's title, summary and name", () => {
  expect(setGraphInfo(full, { title: "T", summary: "S", name: "t-2" })).toMatchObject({ title: "T", summary: "S", name: "t-2" });
  expect(["a", "a.b-c_9", "9"].every(isGraphName)).toBe(true);
  expect(["", "A", ".a", "a b", "饺子"].some(isGraphName)).toBe(false);
  expect(idFrom("镜头 shot 2")).toBe("shot-2");
});

describe("a layout that is not as it should be", () => {
  test("is read as far as it is, and kept", () => {
    const document = { ...full, layout: { nodes: { a: [1, 2], j: "left", g: [1, null] }, frames: [{ id: "f" }, 5], notes: "none", bends: { x: [] }, collapsed: [1, "a"], later: 1 } } as unknown as GraphDocument;
    expect(layoutOf(document)).toEqual({ nodes: { a: [1, 2] }, frames: [], bends: {}, collapsed: ["a"], later: 1 });
    expect([positionOf(document, "j"), positionOf(document, "g")]).toEqual([[280, 0], [560, 0]]);
    expect(setTitle(document, "a", "x").layout).toBe(document.layout);
  });

  test("that is sound is the block itself", () => {
    expect(layoutOf(full)).toBe(full.layout);
  });
});
