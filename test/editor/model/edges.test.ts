import { describe, expect, test } from "vitest";
import { addBend, bendsOf, connect, disconnect, edgeOf, moveBend, moveEdges, removeBend } from "../../../editor/model/edges.ts";
import { layoutOf } from "../../../editor/model/layout.ts";
import { exposeInput, exposeOutput, hideInput, hideOutput, setGraphInput, setGraphOutput, showInput } from "../../../editor/model/surface.ts";
import type { InputPort } from "../../../editor/model/ports.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { graph } from "../../kit/probe-pack.ts";

const edge = (text: string) => edgeOf(text)!;
const document = graph({ a: ["things", { text: "x" }], b: ["things"], j: ["join", { tail: "!" }], g: ["gather"] }, ["a.things -> j.a", "a.things -> g.things", "j.thing -> g.things"], { outputs: { out: { from: "a.things" } } });
const texts = (of: GraphDocument) => of.edges!.map(({ from, to }) => `${from} -> ${to}`);

describe("connecting", () => {
  test("replaces the edge of an input that takes one, in its place, and its reroute points go", () => {
    const bent = addBend(document, edge("a.things -> j.a"), 0, [1, 2]);
    const after = connect(bent, "b.things", "j.a", { many: false });
    expect(texts(after)).toEqual(["b.things -> j.a", "a.things -> g.things", "j.thing -> g.things"]);
    expect(layoutOf(after).bends).toBeUndefined();
  });

  test("takes the place of an input of the graph too", () => {
    const given = { ...document, inputs: { t: { type: "text", to: ["j.tail", "j.fails"] } } };
    expect(connect(given, "a.text", "j.tail", { many: false }).inputs).toEqual({ t: { type: "text", to: ["j.fails"] } });
  });

  test("puts an edge last into an input that takes many", () => {
    expect(texts(connect(document, "b.things", "g.things", { many: true })).at(-1)).toBe("b.things -> g.things");
  });

  test("what is connected already changes nothing", () => {
    expect(connect(document, "a.things", "j.a", { many: false })).toBe(document);
    expect(connect(document, "a.things", "g.things", { many: true })).toBe(document);
    expect(disconnect(document, edge("b.things -> j.a"))).toBe(document);
  });
});

test("moving an output's edges moves what it feeds, outputs of the graph and reroute points, and doubles nothing", () => {
  const both = connect(addBend(document, edge("a.things -> j.a"), 0, [1, 2]), "b.things", "g.things", { many: true });
  const after = moveEdges(both, "a.things", "b.things");
  expect(texts(after)).toEqual(["b.things -> j.a", "j.thing -> g.things", "b.things -> g.things"]);
  expect(after.outputs).toEqual({ out: { from: "b.things" } });
  expect(layoutOf(after).bends).toEqual({ "b.things -> j.a": [[1, 2]] });
  expect(moveEdges(document, "b.things", "a.things")).toBe(document);
});

test("reroute points are added, moved and taken out", () => {
  const one = edge("a.things -> j.a");
  const two = addBend(addBend(document, one, 0, [1, 1]), one, 0, [0, 0]);
  expect(bendsOf(two, one)).toEqual([[0, 0], [1, 1]]);
  expect(bendsOf(moveBend(two, one, 1, [5, 5]), one)).toEqual([[0, 0], [5, 5]]);
  expect(removeBend(removeBend(two, one, 0), one, 0).layout).toEqual({});
});

describe("what a graph shows", () => {
  test("an input of a node becomes one of the graph, its value the default, and back", () => {
    const shown = exposeInput(document, "j", "tail", { type: "text", title: "Tail" });
    expect(shown.inputs).toEqual({ tail: { type: "text", title: "Tail", default: "!", to: ["j.tail"] } });
    expect(shown.nodes["j"]!.inputs).toEqual({});
    expect(hideInput(shown, "j", "tail")).toEqual({ ...document, edges: document.edges });
    expect(exposeInput(shown, "j", "tail", { type: "text" })).toBe(shown);
  });

  test("one input of the graph can feed several nodes, if they say so; else names are kept apart", () => {
    const one = exposeInput(document, "a", "text", { type: "text" });
    const joined = exposeInput(one, "b", "text", { name: "text", type: "text" });
    expect(joined.inputs).toEqual({ text: { type: "text", default: "x", to: ["a.text", "b.text"] } });
    expect(Object.keys(exposeInput(one, "b", "text", { type: "text" }).inputs!)).toEqual(["text", "text-2"]);
    expect(Object.keys(exposeInput(one, "j", "fails", { name: "text", type: "number" }).inputs!)).toEqual(["text", "text-2"]);
    expect(hideInput(joined, "a", "text").inputs).toEqual({ text: { type: "text", default: "x", to: ["b.text"] } });
  });

  test("an input that is shown loses its edge, unless it takes many", () => {
    expect(texts(exposeInput(document, "j", "a", { type: "probe/thing" }))).not.toContain("a.things -> j.a");
    expect(exposeInput(document, "g", "things", { type: "probe/thing[]", many: true }).edges).toBe(document.edges);
  });

  test("outputs likewise, each once", () => {
    const shown = exposeOutput(document, "j", "thing", { title: "Joined" });
    expect(shown.outputs).toEqual({ out: { from: "a.things" }, thing: { from: "j.thing", title: "Joined" } });
    expect(exposeOutput(shown, "j", "thing")).toBe(shown);
    expect(hideOutput(shown, "j", "thing")).toEqual(document);
  });

  test("what it says of its inputs and outputs can be changed", () => {
    const shown = exposeInput(document, "j", "tail", { type: "text" });
    expect(setGraphInput(shown, "tail", { title: "End", default: undefined }).inputs!["tail"]).toEqual({ type: "text", title: "End", to: ["j.tail"] });
    expect(setGraphOutput(document, "out", { title: "Out" }).outputs!["out"]).toEqual({ from: "a.things", title: "Out" });
  });

  test("the inputs a node shows are a choice from the first change on", () => {
    const ports = { id: "j", shown: [{ name: "a" }, { name: "tail" }] as unknown as readonly InputPort[] };
    expect(layoutOf(showInput(document, ports, "fails", true)).shown).toEqual({ j: ["a", "tail", "fails"] });
    expect(layoutOf(showInput(document, ports, "tail", false)).shown).toEqual({ j: ["a"] });
    expect(showInput(document, ports, "tail", true)).toBe(document);
  });
});
