import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { makeSubgraph, type Made } from "../../../editor/model/subgraph.ts";
import { setInput } from "../../../editor/model/nodes.ts";
import { unpack } from "../../../editor/model/unpack.ts";
import type { Around } from "../../../editor/model/same-work.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { Registry } from "../../../runtime/registry/registry.ts";
import { testHomes } from "../../kit/homes.ts";
import { graph, probePack } from "../../kit/probe-pack.ts";
import { type Ran, runGraph } from "../../kit/run.ts";
import { Random, randomGraph, someNodes } from "./random.ts";

const homes = testHomes();
let around: Around;
beforeAll(() => {
  const registry = new Registry();
  registry.add(probePack().pack);
  around = { catalogue: registry, subgraphs: new Map() };
});

const make = (document: GraphDocument, ids: readonly string[], more: Partial<Parameters<typeof makeSubgraph>[2]> = {}) => makeSubgraph(document, ids, { name: "part", title: "Part", around, ...more });

function made(result: Made): Exclude<Made, { problem: unknown }> {
  if ("problem" in result) throw new Error(result.problem.message);
  return result;
}

/** What every node's items were kept under, and what came out. A call's nodes go by their own names. */
function outcome(ran: Ran) {
  expect(ran.last.problems).toEqual([]);
  expect(ran.of("item.failed").map(({ problem }) => problem)).toEqual([]);
  expect(ran.last.outcome).toBe("succeeded");
  const items = ran.events.flatMap((event) => event.type === "item.finished" || event.type === "item.cached" ? [`${event.node.replace("part/", "")} ${event.item} ${event.key}`] : []);
  return { items: new Set(items), outputs: Object.fromEntries(Object.keys(ran.last.outputs).map((name) => [name, ran.output(name)])) };
}

/** Edges in an order of their own; records have none. */
function normal(document: GraphDocument): GraphDocument {
  const byText = (a: string, b: string) => (a < b ? -1 : 1);
  return {
    ...document,
    edges: [...document.edges ?? []].sort((a, b) => byText(`${a.to} ${a.from}`, `${b.to} ${b.from}`)),
    inputs: Object.fromEntries(Object.entries(document.inputs ?? {}).map(([name, input]) => [name, { ...input, to: [...input.to].sort(byText) }])),
    layout: { ...document.layout, collapsed: [...document.layout?.["collapsed"] as string[] ?? []] },
  };
}

describe("a random graph", () => {
  const seeds = Array.from({ length: 150 }, (_, seed) => seed + 1);
  const documents = seeds.map((seed) => ({ seed, document: randomGraph(seed, 6 + seed % 7) }));
  const packed = () => documents.flatMap(({ seed, document }) => {
    const result = make(document, someNodes(document, new Random(seed)));
    return "problem" in result ? [] : [{ seed, document, ...result }];
  });

  test("does the same work, under the same keys, with some of its nodes in a graph of their own", async () => {
    const folder = await homes.fresh();
    const runtime = await homes.open(probePack().pack);
    for (const { seed, document, inner, outer } of packed()) {
      await writeFile(join(folder, "part.json"), JSON.stringify(inner));
      const [flat, inParts] = [outcome(await runGraph(runtime, document)), await runGraph(runtime, outer, { folder })];
      expect(outcome(inParts), `seed ${seed}`).toEqual(flat);
      expect(inParts.last.counts, `seed ${seed}`).toMatchObject({ executed: 0 });
    }
  });

  test("fails for the same items, and skips the same, with some of its nodes in a graph of their own", async () => {
    const told = (ran: Ran) => new Set(ran.events.flatMap((event) => event.type === "item.finished" || event.type === "item.cached" || event.type === "item.failed" || event.type === "item.skipped" ? [`${event.type.replace("cached", "finished")} ${event.node.replace("part/", "")} ${event.item}`] : []));
    let failed = 0;
    for (const { seed, document } of documents) {
      const random = new Random(seed);
      const joins = Object.keys(document.nodes).filter((id) => document.nodes[id]!.type === "probe/join");
      const failing = random.some(joins, 0.4).reduce((after, id) => setInput(after, id, "fails", random.one(["x", "y", "x1", "y2", "[x y]"])), document);
      const result = make(failing, someNodes(failing, random));
      if ("problem" in result) continue;
      const folder = await homes.fresh();
      await writeFile(join(folder, "part.json"), JSON.stringify(result.inner));
      const flat = told(await runGraph(await homes.open(probePack().pack), failing));
      expect(told(await runGraph(await homes.open(probePack().pack), result.outer, { folder })), `seed ${seed}`).toEqual(flat);
      if ([...flat].some((one) => one.startsWith("item.failed"))) failed++;
    }
    expect(failed).toBeGreaterThan(20);
  });

  test("can nearly always be taken apart so", () => {
    expect(packed().length).toBeGreaterThan(seeds.length * 0.9);
  });

  test("is as it was when that graph is unpacked again: no edge, value, decision, title, place or verdict is lost", () => {
    for (const { seed, document, inner, outer, id } of packed()) {
      const after = unpack(outer, id, inner, around);
      if ("problem" in after) throw new Error(`seed ${seed}: ${after.problem.message}`);
      expect(normal(after.document), `seed ${seed}`).toEqual(normal(document));
    }
  });
});

const thing = "probe/thing";
const list = (text: string): [string, Record<string, unknown>] => ["things", { text }];

describe("a graph of their own", () => {
  test("runs over the lists that all of its nodes run over, so that one failing item is one failing call", () => {
    const document = graph({ a: list("x y"), j: ["join"], k: ["join"], g: ["gather"] }, ["a.things -> j.a", "j.thing -> k.a", "k.thing -> g.things"]);
    const { inner, outer, id } = made(make(document, ["j", "k"]));
    expect(inner.inputs).toEqual({ a: { type: thing, to: ["j.a"] } });
    expect(inner.outputs).toEqual({ thing: { from: "k.thing" } });
    expect([id, outer.nodes["part"]]).toEqual(["part", { type: "graph/part", title: "Part", inputs: {} }]);
    expect(outer.edges).toEqual([{ from: "a.things", to: "part.a" }, { from: "part.thing", to: "g.things" }]);
  });

  test("takes lists whole where they are gathered inside", () => {
    const document = graph({ a: list("x y"), j: ["join"], g: ["gather"], k: ["join"] }, ["a.things -> j.a", "j.thing -> g.things", "g.thing -> k.a"]);
    expect(made(make(document, ["j", "g"])).inner.inputs).toEqual({ a: { type: `${thing}[]`, to: ["j.a"] } });
  });

  test("has one input for what comes from one place, and keeps what the graph's own inputs say", () => {
    const document = graph({ a: list("x"), j: ["join"], k: ["join"] }, ["a.things -> j.a", "a.things -> k.a", "j.thing -> k.b"], {
      inputs: { end: { type: "text", title: "End", summary: "Comes last.", default: "!", to: ["j.tail", "k.tail"] } }, outputs: { said: { from: "k.thing", title: "Said" } },
    });
    const { inner, outer } = made(make(document, ["j", "k"]));
    expect(inner.inputs).toEqual({ end: { type: "text", title: "End", summary: "Comes last.", to: ["j.tail", "k.tail"] }, a: { type: thing, to: ["j.a", "k.a"] } });
    expect(outer.inputs!["end"]!.to).toEqual(["part.end"]);
    expect([inner.outputs, outer.outputs]).toEqual([{ said: { from: "k.thing", title: "Said" } }, { said: { from: "part.said", title: "Said" } }]);
  });

  test("keeps the order in which lists are joined, whatever the order of names", () => {
    const document = graph({ z: list("z"), a: list("a"), g: ["gather"], j: ["join"] }, ["z.things -> g.things", "a.things -> g.things", "g.thing -> j.a"]);
    const { inner, outer } = made(make(document, ["g"]));
    expect(Object.keys(inner.inputs!)).toEqual(["things-1", "things-2"]);
    expect(outer.edges!.slice(0, 2)).toEqual([{ from: "z.things", to: "part.things-1" }, { from: "a.things", to: "part.things-2" }]);
  });

  test("takes frames and notes with it, and stands where its nodes stood", () => {
    const document: GraphDocument = { ...graph({ a: list("x"), j: ["join"] }, ["a.things -> j.a"]), layout: {
      nodes: { a: [0, 0], j: [300, 80] }, frames: [{ id: "f1", title: "F", x: 280, y: 40, width: 300, height: 200 }], notes: [{ id: "n1", text: "N", x: 0, y: 0, width: 9, height: 9 }], bends: { "a.things -> j.a": [[200, 9]] },
    } };
    const { inner, outer } = made(make(document, ["j"], { frames: ["f1"] }));
    expect(inner.layout).toMatchObject({ nodes: { j: [20, 40] }, frames: [{ x: 0, y: 0 }] });
    expect(outer.layout).toMatchObject({ nodes: { part: [280, 40] }, frames: [], notes: [{ id: "n1" }], bends: { "a.things -> part.a": [[200, 9]] } });
  });

  test.each<[string, GraphDocument, string[], string]>([
    ["nothing", graph({ a: list("x") }, []), [], "SUBGRAPH_EMPTY"],
    ["what leaves and comes back", graph({ a: list("x"), j: ["join"], k: ["join"] }, ["a.things -> j.a", "j.thing -> k.a"]), ["a", "k"], "SUBGRAPH_REENTERED"],
    ["an end that nothing would ask for", graph({ a: list("x"), j: ["join"], k: ["join"], l: ["join"] }, ["a.things -> j.a", "a.things -> k.a", "k.thing -> l.a"]), ["j", "k"], "SUBGRAPH_DEAD_END"],
    ["lists in an order that it cannot keep", graph({ a: list("x"), b: list("y"), g: ["gather"] }, ["a.things -> g.things", "b.things -> g.things"]), ["a", "g"], "SUBGRAPH_DISORDERED"],
  ])("is refused for %s", (_, document, ids, code) => {
    expect(make(document, ids)).toMatchObject({ problem: { code, message: expect.stringMatching(/[.]$/), hint: expect.stringMatching(/[.]$/) } });
  });

  test("has a name that is one, and that is free", () => {
    const document = graph({ a: list("x") }, []);
    expect(make(document, ["a"], { name: "Part one" })).toMatchObject({ problem: { code: "GRAPH_NAME_INVALID" } });
    expect(make(document, ["a"], { name: "test" })).toMatchObject({ problem: { code: "GRAPH_NAME_TAKEN" } });
    expect(make(document, ["a"], { around: { ...around, subgraphs: new Map([["part", document]]) } })).toMatchObject({ problem: { code: "GRAPH_NAME_TAKEN" } });
  });
});

describe("unpacking a call", () => {
  const polite: GraphDocument = graph({ j: ["join"], k: ["join"] }, ["j.thing -> k.a"], {
    name: "polite", inputs: { thing: { type: thing, to: ["j.a"] }, tail: { type: "text", default: ", please", to: ["j.tail", "k.tail"] } }, outputs: { said: { from: "k.thing" }, again: { from: "k.thing" } },
    layout: { nodes: { j: [0, 0], k: [300, 50] }, notes: [{ id: "n1", text: "N", x: 0, y: 200, width: 9, height: 9 }] },
  });
  const calling = graph({ a: list("x"), j: ["join"], call: ["graph/polite"] }, ["a.things -> call.thing", "call.said -> j.a"], { outputs: { out: { from: "j.thing" } }, layout: { nodes: { call: [1000, 500] } } });
  const unpacked = (document: GraphDocument, inner = polite) => {
    const result = unpack(document, "call", inner, around);
    if ("problem" in result) throw new Error(result.problem.message);
    return result;
  };

  test("makes defaults of its inputs values of its nodes, gives free ids, and places them around the call", async () => {
    const { document, refs } = unpacked(calling);
    expect(refs).toEqual(["node:j-2", "node:k", "note:n1"]);
    expect(document.nodes).toMatchObject({ "j-2": { inputs: { tail: ", please" } }, k: { inputs: { tail: ", please" } } });
    expect(document.edges).toEqual([{ from: "k.thing", to: "j.a" }, { from: "a.things", to: "j-2.a" }, { from: "j-2.thing", to: "k.a" }]);
    expect(document.layout).toMatchObject({ nodes: { "j-2": [1000, 500], k: [1300, 550] }, notes: [{ x: 1000, y: 700 }] });
    const folder = await homes.fresh();
    const runtime = await homes.open(probePack().pack);
    await writeFile(join(folder, "polite.json"), JSON.stringify(polite));
    const [inCall, flat] = [await runGraph(runtime, calling, { folder }), await runGraph(runtime, document)];
    expect(flat.output("out")).toEqual(inCall.output("out"));
    expect(flat.output("out")).toEqual({ x: { id: "x", text: "x, please, please" } });
  });

  test("uses the value that the call gives, and what feeds it before both", () => {
    const given = { ...calling, nodes: { ...calling.nodes, call: { ...calling.nodes["call"]!, inputs: { tail: "?" } } } };
    expect(unpacked(given).document.nodes["k"]!.inputs).toEqual({ tail: "?" });
    const fed = unpacked({ ...given, inputs: { end: { type: "text", default: ".", to: ["call.tail"] } } }).document;
    expect([fed.inputs!["end"]!.to, fed.nodes["k"]!.inputs]).toEqual([["j-2.tail", "k.tail"], {}]);
  });

  test("keeps a value that a node cannot hold itself as an input of the graph", () => {
    const inner = graph({ j: ["join"] }, [], { name: "each", inputs: { things: { type: `${thing}[]`, default: [{ id: "q", text: "q" }], to: ["j.a"] } }, outputs: { said: { from: "j.thing" } } });
    const { document } = unpacked(graph({ call: ["graph/each"], g: ["gather"] }, ["call.said -> g.things"]), inner);
    expect(document.inputs).toEqual({ things: { type: `${thing}[]`, default: [{ id: "q", text: "q" }], to: ["j.a"] } });
  });

  test("hands its mode on", () => {
    const muted = { ...calling, nodes: { ...calling.nodes, call: { ...calling.nodes["call"]!, mode: "muted" as const } } };
    expect(Object.values(unpacked(muted).document.nodes).map(({ mode }) => mode)).toEqual([undefined, undefined, "muted", "muted"]);
  });

  test("is refused where nodes would gather over all calls instead of one", () => {
    const inner = graph({ g: ["gather"] }, [], { name: "one", inputs: { thing: { type: thing, to: ["g.things"] } }, outputs: { said: { from: "g.thing" } } });
    expect(unpack(graph({ a: list("x y"), call: ["graph/one"], j: ["join"] }, ["a.things -> call.thing", "call.said -> j.a"]), "call", inner, around)).toMatchObject({ problem: { code: "UNPACK_CHANGES" } });
    // Of one thing it gathers the same either way.
    expect(unpack(graph({ a: list("x y"), h: ["gather"], call: ["graph/one"], j: ["join"] }, ["a.things -> h.things", "h.thing -> call.thing", "call.said -> j.a"]), "call", inner, around)).not.toHaveProperty("problem");
  });

  test("is refused where one edge would be there twice, and with decisions that none could take over", () => {
    const twice = { ...calling, edges: [{ from: "a.things", to: "call.thing" }, { from: "call.said", to: "g.things" }, { from: "call.again", to: "g.things" }], nodes: { ...calling.nodes, g: { type: "probe/gather" } }, outputs: {} };
    expect(unpack(twice, "call", polite, around)).toMatchObject({ problem: { code: "UNPACK_CHANGES" } });
    const decided = { ...calling, nodes: { ...calling.nodes, call: { ...calling.nodes["call"]!, items: { x: { inputs: { tail: "!" } } } } } };
    expect(unpack(decided, "call", polite, around)).toMatchObject({ problem: { code: "ITEMS_OF_SUBGRAPH" } });
  });
});
