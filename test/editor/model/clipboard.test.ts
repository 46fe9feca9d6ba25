import { describe, expect, test } from "vitest";
import { copy, duplicate, paste } from "../../../editor/model/clipboard.ts";
import { elementRef } from "../../../editor/model/element.ts";
import { layoutOf, positionOf } from "../../../editor/model/layout.ts";
import { removeElements } from "../../../editor/model/nodes.ts";
import { readClip } from "../../../editor/model/read-clip.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { testHomes } from "../../kit/homes.ts";
import { graph, probePack } from "../../kit/probe-pack.ts";
import { runGraph } from "../../kit/run.ts";
import { Random, randomGraph, someNodes } from "./random.ts";

const homes = testHomes();
const refsOf = (document: GraphDocument, ids: readonly string[] = Object.keys(document.nodes)) => ids.map((id) => elementRef("node", id));
/** As it goes through a clipboard. */
const through = (clip: ReturnType<typeof copy>) => readClip(JSON.stringify(clip))!;
const blank: GraphDocument = { format: "reelwright/graph@1", name: "blank", nodes: {} };

const document = {
  ...graph({ a: ["things", { text: "x y" }], j: ["join", { tail: "!" }, { x: { inputs: { tail: "?" } } }], g: ["gather"] }, ["a.things -> j.a", "j.thing -> g.things"], {
    packs: { probe: "^1.0.0", other: "^2.0.0" },
    inputs: { tail: { type: "text", default: ".", to: ["j.tail"] }, list: { type: "probe/thing[]", default: [{ id: "q", text: "q" }], to: ["g.things"] } },
    outputs: { all: { from: "g.thing" } }, review: { j: { x: { state: "approved" } } },
    layout: {
      nodes: { a: [0, 0], j: [300, 40], g: [600, 0] }, colours: { j: 7 }, collapsed: ["g"], shown: { j: ["tail"] }, bends: { "j.thing -> g.things": [[450, 30]], "a.things -> j.a": [[150, 0]] },
      frames: [{ id: "f1", title: "F", x: 280, y: 0, width: 700, height: 300 }],
    },
  }),
} as GraphDocument;

describe("pasting into the same graph", () => {
  test("gives new ids, keeps places, values, decisions and looks, and what came in comes in here too", () => {
    const { document: after, refs } = paste(document, through(copy(document, ["node:j", "node:g", "frame:f1"])), [1000, 500]);
    expect(refs).toEqual(["node:j-2", "node:g-2", "frame:f2"]);
    expect(after.nodes["j-2"]).toEqual(document.nodes["j"]);
    expect(after.edges!.slice(2)).toEqual([{ from: "j-2.thing", to: "g-2.things" }, { from: "a.things", to: "j-2.a" }]);
    expect(after.inputs!["tail"]!.to).toEqual(["j.tail", "j-2.tail"]);
    expect([positionOf(after, "j-2"), positionOf(after, "g-2")]).toEqual([[1020, 540], [1320, 500]]);
    expect(layoutOf(after)).toMatchObject({ colours: { "j-2": 7 }, collapsed: ["g", "g-2"], shown: { "j-2": ["tail"] }, bends: { "j-2.thing -> g-2.things": [[1170, 530]] }, frames: [{ id: "f1" }, { id: "f2", x: 1000, y: 500 }] });
    expect(after.outputs).toEqual(document.outputs);
  });

  test("what was cut is as it was", () => {
    const clip = copy(document, refsOf(document, ["g", "j"]));
    const cut = removeElements(document, refsOf(document, ["g", "j"]));
    const after = paste(cut, through(clip), [300, 0]).document;
    const { bends: _, ...rest } = layoutOf(document);
    expect({ ...after, layout: rest }).toEqual({ ...document, edges: after.edges, layout: rest });
    expect(new Set(after.edges!.map(({ from, to }) => `${from} ${to}`))).toEqual(new Set(document.edges!.map(({ from, to }) => `${from} ${to}`)));
    expect(layoutOf(after).bends).toEqual({ "j.thing -> g.things": [[450, 30]] });
  });

  test("a wire from a node that has become another one is left out", () => {
    const clip = through(copy(document, ["node:j"]));
    const other = { ...document, nodes: { ...document.nodes, a: { type: "probe/tick" } } };
    expect(paste(other, clip, [0, 0]).document.edges!.filter(({ to }) => to === "j-2.a")).toEqual([]);
  });
});

describe("pasting into another graph", () => {
  test("brings the packs, and defaults of the graph's inputs as values; a list stays an input", () => {
    const { document: after } = paste(blank, through(copy(document, refsOf(document, ["j", "g"]))), [0, 0]);
    expect(after.packs).toEqual({ probe: "^1.0.0" });
    expect(after.nodes["j"]!.inputs).toEqual({ tail: "." });
    expect(after.inputs).toEqual({ list: { type: "probe/thing[]", default: [{ id: "q", text: "q" }], to: ["g.things"] } });
    expect(after.edges).toEqual([{ from: "j.thing", to: "g.things" }]);
    expect(after.outputs).toBeUndefined();
  });

  test("of random graphs does the same work", async () => {
    const runtime = await homes.open(probePack().pack);
    for (let seed = 1; seed <= 40; seed++) {
      const original = randomGraph(seed);
      const { document: pasted } = paste(blank, through(copy(original, refsOf(original))), [0, 0]);
      expect(pasted.edges ?? []).toEqual(original.edges);
      const [first, second] = [await runGraph(runtime, original), await runGraph(runtime, { ...pasted, ...(original.outputs ? { outputs: original.outputs } : {}) })];
      expect(second.last.outcome).toBe("succeeded");
      for (const name of Object.keys(original.outputs ?? {})) expect(second.output(name), `seed ${seed} ${name}`).toEqual(first.output(name));
    }
  });
});

test("copies of random parts, through a clipboard, are sound and keep every value and decision", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const original = randomGraph(seed);
    const ids = someNodes(original, new Random(seed));
    const clip = copy(original, refsOf(original, ids))!;
    expect(through(clip)).toEqual(JSON.parse(JSON.stringify(clip)));
    const { document: after, refs } = paste(original, clip, [0, 0]);
    expect(refs).toHaveLength(ids.length);
    Object.keys(clip.nodes).forEach((id, at) => expect(after.nodes[refs[at]!.slice(5)]).toEqual(original.nodes[id]));
    const into = (id: string) => (original.edges ?? []).filter(({ to }) => to.startsWith(`${id}.`)).length;
    Object.keys(clip.nodes).forEach((id, at) => expect((after.edges ?? []).filter(({ to }) => to.startsWith(`${refs[at]!.slice(5)}.`))).toHaveLength(into(id)));
  }
});

test("a duplicate stands beside its original, and was not reviewed", () => {
  const { document: after, refs } = duplicate(document, ["node:j"]);
  expect([refs, positionOf(after, "j-2")]).toEqual([["node:j-2"], [332, 72]]);
  expect(after.review).toEqual(document.review);
  expect(after.edges).toContainEqual({ from: "a.things", to: "j-2.a" });
  expect(duplicate(document, ["edge:a.things -> j.a"])).toEqual({ document, refs: [] });
});

describe("text from a clipboard", () => {
  const clip = JSON.parse(JSON.stringify(copy(document, refsOf(document)))) as Record<string, any>;
  const changed = (change: (clip: Record<string, any>) => void) => {
    const copied = structuredClone(clip);
    change(copied);
    return readClip(JSON.stringify(copied));
  };

  test("that is no clip is none", () => {
    for (const text of ["", "hello", "{", "[]", "{}", "null", "reelwright/clip@1", "{ \"format\": \"reelwright/clip@1\" }"]) expect(readClip(text)).toBeUndefined();
  });

  test.each<[string, (clip: Record<string, any>) => void]>([
    ["another format", (it) => { it["format"] = "reelwright/clip@2"; }],
    ["a node without a type", (it) => { delete it["nodes"].j.type; }],
    ["a version that is no number", (it) => { it["nodes"].j.version = "1"; }],
    ["a mode that is none", (it) => { it["nodes"].j.mode = "loud"; }],
    ["inputs that are a list", (it) => { it["nodes"].j.inputs = []; }],
    ["items that are texts", (it) => { it["nodes"].j.items = { x: "y" }; }],
    ["an id that cannot be one", (it) => { it["nodes"]["a b"] = it["nodes"].j; }],
    ["an id that every object has", (it) => { it["nodes"]["constructor"] = it["nodes"].j; }],
    ["an edge to nowhere", (it) => { it["edges"].push({ from: "j.thing", to: "gone.a" }); }],
    ["an edge that is none", (it) => { it["edges"].push("j.thing -> g.things"); }],
    ["a wire that comes from inside", (it) => { it["dangling"] = [{ from: "a.things", to: "j.a" }]; }],
    ["a given input without a type", (it) => { delete it["given"][0].type; }],
    ["an output of nothing", (it) => { it["results"] = { out: { from: "gone.x" } }; }],
    ["a verdict that is none", (it) => { it["review"].j.x.state = "fine"; }],
    ["no layout", (it) => { delete it["layout"]; }],
  ])("with %s is refused", (_, change) => {
    expect(changed(() => {})).toEqual(clip);
    expect(changed(change)).toBeUndefined();
  });

  test("cannot reach the prototype of anything", () => {
    const text = JSON.stringify(clip).replace("\"tail\":\"!\"", "\"__proto__\":{\"polluted\":true}");
    const { document: after } = paste(blank, readClip(text)!, [0, 0]);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(after.nodes["j"]!.inputs)).toBe(Object.prototype);
  });

  test("with places that are none stands in a row", () => {
    const read = changed((it) => { it["layout"] = { nodes: { a: "left" }, frames: [{}] }; })!;
    expect(layoutOf(paste(blank, read, [5, 5]).document)).toEqual({ nodes: { a: [5, 5], j: [285, 5], g: [565, 5] } });
  });
});
