import { describe, expect, test } from "vitest";
import { beginJudging, fitsFor, judge, type Judgement } from "../../../editor/model/fit.ts";
import { connect } from "../../../editor/model/edges.ts";
import { applyRepair } from "../../../editor/model/repairs.ts";
import { defineNode, definePack, port, Type } from "../../../runtime/contract/index.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { graph, probePack } from "../../kit/probe-pack.ts";
import { opened, packsFrom } from "./packs.ts";
import { Random, randomGraph } from "./random.ts";

const text = port.value(Type.String());
const outsider = definePack({
  name: "out", title: "Outsider", version: "1.0.0", contract: 1, types: [], conversions: [],
  nodes: [
    defineNode({ type: "out/write", version: 1, title: "Write", summary: "Writes a thing down.", inputs: { thing: port.value(Type.Object({ id: Type.String(), text: Type.String() }, { valueType: "probe/thing" })), style: port.value(Type.String({ default: "plain" })) }, outputs: { text }, run: async () => ({ text: "" }) }),
    defineNode({ type: "out/same", version: 1, title: "Same", summary: "Passes two on.", inputs: { one: port.generic("T"), other: port.generic("T", 0, { optional: true }) }, outputs: { one: port.generic("T") }, run: async ({ inputs }) => ({ one: inputs.one }) }),
    defineNode({ type: "out/print", version: 1, title: "Print", summary: "Prints a text.", inputs: { text }, outputs: { text }, run: async ({ inputs }) => inputs }),
  ],
});
const packs = packsFrom(probePack().pack, outsider);

function verdict(document: GraphDocument, edge: string, subgraphs?: ReadonlyMap<string, GraphDocument>): Judgement {
  const [from, to] = edge.split(" -> ");
  return judge(opened(document, packs, subgraphs), packs, from!, to!);
}

/** What linking says of the document with the edge in it. */
function linkedWith(document: GraphDocument, edge: string) {
  const [from, to] = edge.split(" -> ");
  return opened(connect(document, from!, to!, { many: to!.endsWith(".things") }), packs).linked.problems;
}

const line = graph({ a: ["things", { text: "x y" }], j: ["join"], k: ["join"], g: ["gather"], p: ["out/print"], n: ["numbers", { count: 2 }] }, ["a.things -> j.a", "j.thing -> k.a"]);

describe("an edge that fits", () => {
  test("is told how the lists meet", () => {
    expect(verdict(line, "a.things -> g.things")).toEqual({ ok: true, note: { frame: 0, wraps: 0, converts: undefined, replaces: undefined } });
    expect(verdict(line, "j.thing -> k.b")).toMatchObject({ ok: true, note: { frame: 1, wraps: 0 } });
    expect(verdict(line, "g.thing -> g.things")).toMatchObject({ ok: false });
    expect(verdict(graph({ g: ["gather"], h: ["gather"] }, []), "g.thing -> h.things")).toMatchObject({ ok: true, note: { frame: 0, wraps: 1 } });
  });

  test("says what is converted, and which edge goes", () => {
    expect(verdict(line, "n.numbers -> k.b")).toMatchObject({ ok: true, note: { converts: { from: "number", to: "probe/thing" }, frame: 1 } });
    expect(verdict(line, "a.things -> k.a")).toMatchObject({ ok: true, note: { replaces: { from: "j.thing", to: "k.a" } } });
  });

  test("may end at a node whose type is not installed", () => {
    expect(verdict(graph({ a: ["things", { text: "x" }], b: ["gone/node"] }, []), "a.things -> b.what")).toMatchObject({ ok: true });
  });

  test("may end at a call of a graph, by its inputs", () => {
    const inner = graph({ j: ["join"] }, [], { name: "inner", inputs: { thing: { type: "probe/thing", to: ["j.a"] } }, outputs: { out: { from: "j.thing" } } });
    const subgraphs = new Map([["inner", inner]]);
    const document = graph({ a: ["things", { text: "x" }], call: ["graph/inner"], p: ["out/print"], g: ["gather"] }, ["a.things -> call.thing"]);
    expect(verdict(document, "call.out -> g.things", subgraphs)).toMatchObject({ ok: true, note: { frame: 0 } });
    expect(verdict(document, "call.out -> p.text", subgraphs)).toMatchObject({ ok: false, problem: { message: "\"call.out -> p.text\" carries probe/thing, but the input \"text\" takes text." } });
    expect(verdict(document, "p.text -> call.thing", subgraphs)).toMatchObject({ ok: false, problem: { code: "TYPE_MISMATCH" } });
  });
});

describe("an edge that does not fit", () => {
  test.each([
    ["j.thing -> p.text", "TYPE_MISMATCH"],
    ["k.thing -> j.b", "CYCLE"],
    ["k.thing -> k.b", "CYCLE"],
    ["a.text -> k.b", "PORT_UNKNOWN"],
    ["a.things -> k.thing", "PORT_UNKNOWN"],
  ])("%s is refused in the words of check", (edge, code) => {
    const judged = verdict(line, edge);
    expect(judged).toMatchObject({ ok: false, problem: { code } });
    const told = linkedWith(line, edge).find((problem) => problem.code === code)!;
    // A circle has no first node.
    if (code === "CYCLE") expect({ ...(judged as { problem: object }).problem, node: told.node, message: "" }).toEqual({ ...told, message: "" });
    else expect((judged as { problem: object }).problem).toEqual(told);
  });

  test("because it is there already", () => {
    expect(verdict(line, "a.things -> j.a")).toMatchObject({ ok: false, problem: { code: "EDGE_DOUBLE", message: "The edge a.things -> j.a is there twice." } });
  });

  test("because another edge has decided the type", () => {
    const document = graph({ a: ["things", { text: "x" }], s: ["out/same"], p: ["out/print"] }, ["a.things -> s.one"]);
    const judged = verdict(document, "p.text -> s.other");
    expect(judged).toMatchObject({ ok: false, problem: { code: "TYPE_MISMATCH" } });
    expect((judged as { repairs: readonly unknown[] }).repairs).toContainEqual({ kind: "replace", edge: { from: "a.things", to: "s.one" } });
    expect(verdict(document, "a.things -> s.other")).toMatchObject({ ok: true });
    expect(verdict(document, "p.text -> s.one")).toMatchObject({ ok: true, note: { replaces: { from: "a.things", to: "s.one" } } });
  });

  test("because the lists that would meet are known to differ", () => {
    const document = graph({ j: ["join"], k: ["join"] }, [], { inputs: {
      ones: { type: "probe/thing[]", default: [{ id: "x", text: "x" }, { id: "y", text: "y" }], to: ["j.a"] },
      others: { type: "probe/thing[]", default: [{ id: "x", text: "x" }], to: ["k.a"] },
    } });
    expect(verdict(document, "j.thing -> k.b")).toMatchObject({ ok: false, problem: { code: "AXES_DISAGREE", message: "The lists of \"j.thing -> k.b\" and \"inputs.others -> k.a\" do not have the same items: only the first has \"y\"." } });
  });
});

describe("a repair", () => {
  const repairsOf = (document: GraphDocument, edge: string) => (verdict(document, edge) as { repairs: readonly Parameters<typeof applyRepair>[2][] }).repairs;

  test("puts a node between that takes the one and gives the other", () => {
    const repair = repairsOf(line, "j.thing -> p.text").find(({ kind }) => kind === "insert")!;
    expect(repair).toEqual({ kind: "insert", type: "out/write", inPort: "thing", outPort: "text" });
    const { document, id } = applyRepair(line, packs, repair, { from: "j.thing", to: "p.text", at: [7, 8] });
    expect(document.edges).toEqual([...line.edges!, { from: "j.thing", to: "write.thing" }, { from: "write.text", to: "p.text" }]);
    expect([id, document.nodes["write"], opened(document, packs).linked.problems]).toEqual(["write", { type: "out/write", version: 1, inputs: {} }, []]);
  });

  test("takes another port of the same node", () => {
    expect(repairsOf(line, "a.things -> k.fails")).toContainEqual({ kind: "port", from: "a.things", to: "k.b" });
    expect(repairsOf(line, "j.thing -> g.thing")).toEqual([{ kind: "port", from: "j.thing", to: "g.things" }]);
  });

  test("takes out the edge that leads back, where that opens the circle", () => {
    const repair = repairsOf(line, "k.thing -> j.b")[0]!;
    expect(repair).toEqual({ kind: "replace", edge: { from: "j.thing", to: "k.a" } });
    expect(opened(applyRepair(line, packs, repair, { from: "k.thing", to: "j.b", at: [0, 0] }).document, packs).linked.problems).toEqual([]);
    const twoWays = { ...line, edges: [...line.edges!, { from: "j.thing", to: "g.things" }, { from: "g.thing", to: "k.b" }] };
    expect(repairsOf(twoWays, "k.thing -> j.b")).toEqual([]);
  });
});

test("node types are found for an output and for an input, the best fitting first", () => {
  const sources = opened(line, packs);
  const forOutput = fitsFor(sources, packs, { end: "a.things", side: "from" });
  expect([...forOutput.keys()][0]).toBe("probe/gather");
  expect(forOutput.get("probe/join")).toBe("a");
  expect(forOutput.has("out/print")).toBe(false);
  const forInput = fitsFor(sources, packs, { end: "p.text", side: "to" });
  expect(Object.fromEntries(forInput)).toEqual({ "out/print": "text", "out/write": "text", "probe/misbehave": "text" });
});

test("judging agrees with linking, for every pair of ports of random graphs", () => {
  let refused = 0;
  for (let seed = 1; seed <= 25; seed++) {
    const document = randomGraph(seed, 6);
    const sources = opened(document, packs);
    const random = new Random(seed);
    const ends = (side: "inputs" | "outputs") => Object.entries(document.nodes).flatMap(([id, { type }]) => Object.keys(packs.manifest(type)![side]).map((name) => `${id}.${name}`));
    for (const from of random.some(ends("outputs"), 0.5)) {
      const judging = beginJudging(sources, packs, { end: from, side: "from" });
      for (const to of ends("inputs")) {
        const judged = judging(to);
        expect(beginJudging(sources, packs, { end: to, side: "to" })(from).ok, `${seed} ${from} -> ${to}`).toBe(judged.ok);
        const problems = linkedWith(document, `${from} -> ${to}`);
        const isThere = document.edges!.some((edge) => edge.from === from && edge.to === to);
        if (!isThere) expect(judged.ok, `${seed} ${from} -> ${to} ${problems.map(({ message }) => message).join(" ")}`).toBe(problems.length === 0);
        if (!judged.ok) refused++;
      }
    }
  }
  expect(refused).toBeGreaterThan(100);
});
