import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../runtime/check/check.ts";
import { defineNode, definePack, defineService, port, Type } from "../../runtime/contract/index.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { openRuntime, parseDocument, type Problem, type Runtime, type RunOptions } from "../../runtime/index.ts";
import { Registry } from "../../runtime/registry/registry.ts";
import { graph, probePack } from "../kit/probe-pack.ts";

const nothing = defineService<unknown>("painter");
const strict = definePack({
  name: "strict", title: "Strict", version: "1.0.0", contract: 1,
  nodes: [
    defineNode({
      type: "strict/limits", version: 3, title: "Limits", summary: "Has limits.",
      inputs: {
        count: port.value(Type.Integer({ minimum: 1, maximum: 100, default: 12 })),
        language: port.value(Type.Union([Type.Literal("zh-CN"), Type.Literal("en")], { default: "zh-CN" })),
        must: port.value(Type.Array(Type.String({ maxLength: 5 })), { optional: true }),
      },
      outputs: { count: port.value(Type.Number()), flag: port.value(Type.Boolean()) },
      async run({ inputs }) { return { count: inputs.count, flag: true }; },
    }),
    defineNode({
      type: "strict/paint", version: 1, title: "Paint", summary: "Needs a role that nothing fills.",
      inputs: {}, outputs: { text: port.value(Type.String()) }, uses: [nothing],
      async run() { return { text: "" }; },
    }),
  ],
});

let folder: string;
let runtime: Runtime;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  runtime = await openRuntime({ home: null, packs: [probePack().pack, strict], builtIn: false });
  const subgraphs: Record<string, unknown> = {
    shout: graph({ s: ["join", { tail: "!" }] }, [], { name: "shout", inputs: { thing: { type: "probe/thing", to: ["s.a"] } }, outputs: { loud: { from: "s.thing" } } }),
    itself: graph({ again: ["graph/itself"] }, [], { name: "itself" }),
    ping: graph({ other: ["graph/pong"] }, [], { name: "ping" }),
    pong: graph({ other: ["graph/ping"] }, [], { name: "pong" }),
    wrong: graph({ j: ["joim"] }, ["j.thing -> nowhere.a"], { name: "wrong" }),
  };
  for (const [name, document] of Object.entries(subgraphs)) await writeFile(join(folder, `${name}.json`), JSON.stringify(document));
  await writeFile(join(folder, "broken.json"), "{\n  \"format\": \"reelwright/graph@1\",\n  oops\n}");
});
afterAll(async () => {
  await runtime.close();
  await rm(folder, { recursive: true });
});

const things = ["things", { text: "x" }] as [string, Record<string, unknown>];
const limits = (inputs: Record<string, unknown>, items?: Record<string, unknown>) => graph({ l: items ? ["strict/limits", inputs, items] : ["strict/limits", inputs] }, []);

/** A document, what must be found in it, and where. */
type Case = readonly [name: string, document: unknown, found: Partial<Problem> & { code: string }, options?: RunOptions];

const cases: readonly Case[] = [
  // The file.
  ["a value that is no object", 7, { code: "FORMAT_UNKNOWN" }],
  ["nothing", null, { code: "FORMAT_UNKNOWN" }],
  ["a list", [], { code: "FORMAT_UNKNOWN" }],
  ["an object of another kind", { nodes: {} }, { code: "FORMAT_UNKNOWN", message: expect.stringContaining("no \"format\"") }],
  ["a newer format", { ...graph({}, []), format: "reelwright/graph@2" }, { code: "FORMAT_UNKNOWN", message: expect.stringContaining("graph@2") }],
  ["a document without nodes", { format: "reelwright/graph@1", name: "x" }, { code: "DOCUMENT_INVALID", message: expect.stringContaining("nodes") }],
  ["nodes that are a list", { ...graph({}, []), nodes: [] }, { code: "DOCUMENT_INVALID", message: expect.stringContaining("nodes") }],
  ["a node without a type", { ...graph({}, []), nodes: { a: {} } }, { code: "DOCUMENT_INVALID", message: expect.stringContaining("nodes.a") }],
  ["a version that is no number", { ...graph({}, []), nodes: { a: { type: "probe/join", version: "1" } } }, { code: "DOCUMENT_INVALID", message: expect.stringContaining("nodes.a.version") }],
  ["a node id that no edge could name", { ...graph({}, []), nodes: { "a.b": { type: "probe/join" } } }, { code: "DOCUMENT_INVALID", message: expect.stringContaining("a.b") }],
  ["an edge without an end", { ...graph({}, []), edges: [{ from: "a.b" }] }, { code: "DOCUMENT_INVALID", message: expect.stringContaining("edges.0") }],
  ["a graph without a usable name", { ...graph({}, []), name: "../up" }, { code: "DOCUMENT_INVALID", message: expect.stringContaining("name") }],
  ["a graph input without a type", { ...graph({}, []), inputs: { a: { to: [] } } }, { code: "DOCUMENT_INVALID", message: expect.stringContaining("inputs.a") }],

  // Node types and versions.
  ["a node type with a slip of the hand", graph({ a: ["joim"] }, []), { code: "NODE_TYPE_UNKNOWN", node: "a", hint: expect.stringContaining("probe/join") }],
  ["a node type that is like no other", graph({ a: ["far/away-from-everything"] }, []), { code: "NODE_TYPE_UNKNOWN", node: "a", hint: expect.stringContaining("Add the pack") }],
  ["a node type without a pack", { ...graph({}, []), nodes: { a: { type: "join" } } }, { code: "NODE_TYPE_UNKNOWN", node: "a" }],
  ["a node saved by a newer version of its type", { ...graph({}, []), nodes: { l: { type: "strict/limits", version: 9 } } }, { code: "NODE_VERSION_UNKNOWN", node: "l", message: expect.stringMatching(/9.*3/) }],

  ["a pack in another version than the graph asks for", graph({ a: things }, [], { packs: { probe: "^2.0.0" } }), { code: "PACK_VERSION", message: expect.stringMatching(/\^2\.0\.0.*1\.0\.0/) }],
  ["a range that is none", graph({ a: things }, [], { packs: { probe: "newest" } }), { code: "PACK_VERSION" }],

  // Edges.
  ["an edge from a node that is not there", graph({ a: things, b: ["join"] }, ["aa.things -> b.a"]), { code: "EDGE_DANGLING", edge: "aa.things -> b.a", hint: expect.stringContaining("\"a\"") }],
  ["an edge to a node that is not there", graph({ a: things }, ["a.things -> elsewhere.a"]), { code: "EDGE_DANGLING", edge: "a.things -> elsewhere.a" }],
  ["an edge from an output that is not there", graph({ a: things, b: ["join"] }, ["a.thing -> b.a"]), { code: "PORT_UNKNOWN", node: "a", port: "thing", hint: expect.stringContaining("things") }],
  ["an edge to an input that is not there", graph({ a: things, b: ["join"] }, ["a.things -> b.z"]), { code: "PORT_UNKNOWN", node: "b", port: "z", hint: expect.stringMatching(/"a"|a, b/) }],
  ["an edge end without a port", graph({ a: things, b: ["join"] }, ["a -> b.a"]), { code: "EDGE_MALFORMED", edge: "a -> b.a" }],
  ["an edge end with two dots", graph({ a: things, b: ["join"] }, ["a.things.0 -> b.a"]), { code: "EDGE_MALFORMED" }],
  ["an empty edge end", graph({ a: things, b: ["join"] }, [". -> b.a"]), { code: "EDGE_MALFORMED" }],
  ["an edge that is there twice", graph({ a: things, b: ["join"] }, ["a.things -> b.a", "a.things -> b.a"]), { code: "EDGE_DOUBLE", edge: "a.things -> b.a" }],
  ["an edge that is there twice into an input that takes many", graph({ a: things, b: ["gather"] }, ["a.things -> b.things", "a.things -> b.things"]), { code: "EDGE_DOUBLE" }],
  ["two edges into an input that takes one", graph({ a: things, c: things, b: ["join"] }, ["a.things -> b.a", "c.things -> b.a"]), { code: "EDGE_DOUBLE", node: "b", port: "a", message: expect.stringContaining("a.things -> b.a") }],
  ["an edge between types that do not fit", graph({ a: things, s: ["split"] }, ["a.things -> s.parts"]), { code: "TYPE_MISMATCH", node: "s", port: "parts", edge: "a.things -> s.parts", message: expect.stringContaining("probe/thing[]") }],
  ["generic ports that are given two types", graph({ n: ["numbers", { count: 1 }], b: ["strict/limits"], m: ["probe/numbers", { count: 1 }], p: ["split"] }, ["b.flag -> p.parts", "n.numbers -> m.count"]), { code: "TYPE_MISMATCH", edge: "b.flag -> p.parts" }],

  // Circles.
  ["a node that feeds itself", graph({ a: ["join"] }, ["a.thing -> a.a"]), { code: "CYCLE", node: "a", message: expect.stringContaining("a -> a") }],
  ["a circle of three", graph({ a: ["join"], b: ["join"], c: ["join"] }, ["a.thing -> b.a", "b.thing -> c.a", "c.thing -> a.a"]), { code: "CYCLE", message: expect.stringMatching(/a -> b -> c -> a|b -> c -> a -> b|c -> a -> b -> c/) }],
  ["a circle through a subgraph", graph({ call: ["graph/shout"], b: ["join"] }, ["call.loud -> b.a", "b.thing -> call.thing"]), { code: "CYCLE", message: expect.stringContaining("call") }],
  ["a subgraph that feeds itself", graph({ call: ["graph/shout"] }, ["call.loud -> call.thing"]), { code: "CYCLE", message: expect.stringContaining("call") }],

  // Values.
  ["a missing input", graph({ b: ["join"] }, []), { code: "INPUT_MISSING", node: "b", port: "a" }],
  ["an input that is not there", limits({ cuont: 3 }), { code: "INPUT_UNKNOWN", node: "l", port: "cuont", hint: expect.stringContaining("\"count\"") }],
  ["a number that is too large", limits({ count: 101 }), { code: "INPUT_INVALID", node: "l", port: "count", message: expect.stringContaining("100") }],
  ["a number that is too small", limits({ count: 0 }), { code: "INPUT_INVALID", node: "l", port: "count" }],
  ["a fraction where a whole number is due", limits({ count: 1.5 }), { code: "INPUT_INVALID", node: "l", port: "count", message: expect.stringContaining("integer") }],
  ["a text where a number is due", limits({ count: "12" }), { code: "INPUT_INVALID", node: "l", port: "count" }],
  ["nothing where a number is due", limits({ count: null }), { code: "INPUT_INVALID", node: "l", port: "count" }],
  ["a word that is not among the choices", limits({ language: "fr" }), { code: "INPUT_INVALID", node: "l", port: "language" }],
  ["a list with a bad element", limits({ must: ["good", "far too long"] }), { code: "INPUT_INVALID", node: "l", port: "must", message: expect.stringContaining("at 1") }],
  ["a bad value for one item", limits({}, { "": { inputs: { count: 0 } } }), { code: "INPUT_INVALID", node: "l", item: "", port: "count" }],
  ["an input that is not there, for one item", limits({}, { "": { inputs: { cuont: 1 } } }), { code: "INPUT_UNKNOWN", node: "l", item: "", port: "cuont" }],
  ["a pin for an output that is not there", limits({}, { "": { pin: { number: 1 } } }), { code: "PIN_INVALID", node: "l", item: "", port: "number" }],
  ["a pin of the wrong type", limits({}, { "": { pin: { count: "one" } } }), { code: "PIN_INVALID", node: "l", item: "", port: "count" }],
  ["an item key for a node that does not fan out", limits({}, { e01: {} }), { code: "ITEM_KEY_DEPTH", node: "l", item: "e01" }],
  ["an item key with too few parts", graph({ a: things, s: ["split"], j: ["join", {}, { x: {} }] }, ["a.things -> s.thing", "s.parts -> j.a"]), { code: "ITEM_KEY_DEPTH", node: "j", item: "x", message: expect.stringContaining("2") }],
  ["an item key with too many parts", graph({ a: things, j: ["join", {}, { "x/p1": {} }] }, ["a.things -> j.a"]), { code: "ITEM_KEY_DEPTH", node: "j", item: "x/p1" }],
  ["names that every object has are not ports", limits({ constructor: 1 }), { code: "INPUT_UNKNOWN", node: "l", port: "constructor" }],
  ["names that every object has are not outputs", limits({}, { "": { pin: { toString: 1 } } }), { code: "PIN_INVALID", node: "l", port: "toString" }],
  ["names that every object has cannot be wired", graph({ a: things, b: ["join"] }, ["a.toString -> b.a"]), { code: "PORT_UNKNOWN", node: "a", port: "toString" }],

  // The graph as a function.
  ["a value for an input the graph does not have", graph({}, [], { inputs: { theme: { type: "text", default: "", to: [] } } }), { code: "GRAPH_INPUT_UNKNOWN", hint: expect.stringContaining("\"theme\"") }, { inputs: { thene: "x" } }],
  ["a graph input that is named like something every object has", graph({ a: ["things"] }, [], { inputs: { constructor: { type: "text", to: ["a.text"] } } }), { code: "GRAPH_INPUT_MISSING", port: "inputs.constructor" }],
  ["a graph input that is needed and has no value", graph({ a: ["things"] }, [], { inputs: { text: { type: "text", to: ["a.text"] } } }), { code: "GRAPH_INPUT_MISSING", port: "inputs.text", hint: expect.stringContaining("text") }],
  ["a graph input with a type that is none", graph({}, [], { inputs: { theme: { type: "Text!", to: [] } } }), { code: "TYPE_MALFORMED", port: "inputs.theme" }],
  ["a graph input that feeds a node that is not there", graph({}, [], { inputs: { theme: { type: "text", default: "", to: ["arc.theme"] } } }), { code: "EDGE_DANGLING", edge: "inputs.theme -> arc.theme" }],
  ["a graph input that feeds a port of another type", graph({ j: ["join"] }, [], { inputs: { t: { type: "boolean", default: true, to: ["j.a"] } } }), { code: "TYPE_MISMATCH", edge: "inputs.t -> j.a" }],
  ["a graph input with a default out of range", graph({ l: ["strict/limits"] }, [], { inputs: { n: { type: "number", default: 500, to: ["l.count"] } } }), { code: "GRAPH_INPUT_INVALID", port: "inputs.n", message: expect.stringContaining("100") }],
  ["a given value out of range", graph({ l: ["strict/limits"] }, [], { inputs: { n: { type: "number", default: 5, to: ["l.count"] } } }), { code: "GRAPH_INPUT_INVALID", port: "inputs.n" }, { inputs: { n: 500 } }],
  ["a given value of another type", graph({ a: ["things"] }, [], { inputs: { t: { type: "text", to: ["a.text"] } } }), { code: "GRAPH_INPUT_INVALID", port: "inputs.t" }, { inputs: { t: 5 } }],
  ["a single value for a graph input that is a list", graph({ g: ["gather"] }, [], { inputs: { t: { type: "probe/thing[]", to: ["g.things"] } } }), { code: "GRAPH_INPUT_INVALID", port: "inputs.t" }, { inputs: { t: { id: "a", text: "a" } } }],
  ["a graph output from a node that is not there", graph({ a: things }, [], { outputs: { all: { from: "b.things" } } }), { code: "EDGE_DANGLING", edge: "b.things -> outputs.all" }],
  ["a graph output from a port that is not there", graph({ a: things }, [], { outputs: { all: { from: "a.thing" } } }), { code: "PORT_UNKNOWN", edge: "a.thing -> outputs.all" }],

  // Subgraphs.
  ["a subgraph that is not there", graph({ call: ["graph/absent"] }, []), { code: "SUBGRAPH_MISSING", node: "call", hint: expect.stringContaining("absent.json") }],
  ["a subgraph outside the folder", graph({ call: ["graph/../secret"] }, []), { code: "SUBGRAPH_MISSING", node: "call" }],
  ["a graph that contains itself", graph({ call: ["graph/itself"] }, []), { code: "SUBGRAPH_RECURSIVE", node: "call/again", message: expect.stringContaining("itself > itself") }],
  ["two graphs that contain each other", graph({ call: ["graph/ping"] }, []), { code: "SUBGRAPH_RECURSIVE", node: "call/other/other" }],
  ["a subgraph whose file is not JSON", graph({ call: ["graph/broken"] }, []), { code: "JSON_MALFORMED", file: expect.stringContaining("broken.json"), line: 3 }],
  ["an unknown node type inside a subgraph", graph({ call: ["graph/wrong"] }, []), { code: "NODE_TYPE_UNKNOWN", node: "call/j" }],
  ["a dangling edge inside a subgraph", graph({ call: ["graph/wrong"] }, []), { code: "EDGE_DANGLING", message: expect.stringContaining("call/nowhere") }],
  ["an edge to an input the subgraph does not have", graph({ a: things, call: ["graph/shout"] }, ["a.things -> call.text"]), { code: "PORT_UNKNOWN", node: "call", port: "text", hint: expect.stringContaining("thing") }],
  ["an edge from an output the subgraph does not have", graph({ a: things, call: ["graph/shout"], j: ["join"] }, ["a.things -> call.thing", "call.quiet -> j.a"]), { code: "PORT_UNKNOWN", node: "call", port: "quiet" }],
  ["an edge of the wrong type into a subgraph", graph({ l: ["strict/limits"], call: ["graph/shout"] }, ["l.flag -> call.thing"]), { code: "TYPE_MISMATCH", node: "call", port: "thing" }],
  ["an input the subgraph does not have", graph({ a: things, call: ["graph/shout", { thign: 1 }] }, ["a.things -> call.thing"]), { code: "INPUT_UNKNOWN", node: "call", port: "thign", hint: expect.stringContaining("\"thing\"") }],
  ["a value of the wrong type for a subgraph's input", graph({ call: ["graph/shout", { thing: 5 }] }, []), { code: "INPUT_INVALID", node: "call", port: "thing" }],
  ["an input of a subgraph that nothing fills", graph({ call: ["graph/shout"] }, []), { code: "INPUT_MISSING", node: "call/s" }],
  ["decisions for items of a subgraph as a whole", graph({ a: things, call: ["graph/shout", {}, { x: { inputs: {} } }] }, ["a.things -> call.thing"]), { code: "ITEMS_OF_SUBGRAPH", node: "call" }],

  // Roles and targets.
  ["a role that nothing fills", graph({ p: ["strict/paint"] }, []), { code: "SERVICE_MISSING", node: "p", message: expect.stringContaining("painter") }],
  ["a target that is not there", graph({ arc: things }, []), { code: "NODE_UNKNOWN", node: "arx", hint: expect.stringContaining("\"arc\"") }, { only: ["arx"] }],
];

describe("check refuses, and says where and what to do", () => {
  for (const [name, document, found, options] of cases) {
    test(name, async () => {
      const problems = await runtime.check(document, { folder, ...options });
      expect(problems).toContainEqual(expect.objectContaining({ hint: expect.any(String), ...found }));
      for (const problem of problems) expectFitToShow(problem);
    });
  }

  test("malformed JSON, with the line", () => {
    const of = (text: string) => parseDocument(text, "x.json").problems;
    expect(of("{\n  \"a\": 1,\n}")).toEqual([expect.objectContaining({ code: "JSON_MALFORMED", file: "x.json", line: 3 })]);
    expect(of("{\n  \"a\": 1\n")).toEqual([expect.objectContaining({ code: "JSON_MALFORMED", line: 3 })]);
    expect(of("")).toEqual([expect.objectContaining({ code: "JSON_MALFORMED", line: 1 })]);
    expect(of("\uFEFF{\n\"a\" 1}")).toEqual([expect.objectContaining({ code: "JSON_MALFORMED", line: 2 })]);
    for (const problem of of("{")) expectFitToShow(problem);
  });
});

/** One sentence what is wrong, one what to do; no inner names, no traces. */
function expectFitToShow(problem: Problem): void {
  expect(problem.code).toMatch(/^[A-Z]+(_[A-Z]+)+$|^CYCLE$/);
  expect(problem.message).toMatch(/^["A-Z].*[.!?]$/s);
  expect(problem.hint).toMatch(/^["A-Z].*[.!?]$/s);
  expect(JSON.stringify(problem)).not.toMatch(/\$(in|out|inputs|frame)\b|undefined|\bat .*:\d+:\d+/);
}

describe("check accepts", () => {
  test.each<[string, unknown, RunOptions?]>([
    ["a graph without nodes", graph({}, [])],
    ["a chain", graph({ a: things, b: ["join"], c: ["gather"] }, ["a.things -> b.a", "b.thing -> c.things"])],
    ["several edges into an input that takes many", graph({ a: things, b: things, c: ["gather"] }, ["a.things -> c.things", "b.things -> c.things"])],
    ["packs in the versions it asks for, and one that it names and does not use", graph({ a: things }, [], { packs: { probe: "^1.0.0 || ^3", other: "^7.0.0" } })],
    ["a conversion that a pack declares", graph({ n: ["numbers", { count: 2 }], j: ["join"] }, ["n.numbers -> j.a"])],
    ["one list that feeds two inputs", graph({ a: things, j: ["join"] }, ["a.things -> j.a", "a.things -> j.b"])],
    ["a subgraph in use", graph({ a: things, call: ["graph/shout"] }, ["a.things -> call.thing"])],
    ["a subgraph used twice", graph({ a: things, one: ["graph/shout"], two: ["graph/shout"] }, ["a.things -> one.thing", "one.loud -> two.thing"])],
    ["a graph input without a value where nothing needs it", graph({ l: ["strict/limits"] }, [], { inputs: { n: { type: "number", to: ["l.count"] } } })],
    ["fields that this version does not know", { ...graph({ a: things }, []), future: { x: 1 }, nodes: { a: { type: "probe/things", inputs: { text: "" }, colour: "red" } } }],
    ["a broken branch that the targets do not need", graph({ a: things, b: ["join"] }, []), { only: ["a"] }],
    ["a missing role that the targets do not need", graph({ a: things, p: ["strict/paint"] }, []), { only: ["a"] }],
  ])("%s", async (_name, document, options) => {
    expect(await runtime.check(document, { folder, ...options })).toEqual([]);
  });
});

describe("check finds", () => {
  test("every fault at once, not only the first", async () => {
    const document = graph({ a: ["joim"], b: ["join", { tial: 1 }], l: ["strict/limits", { count: 0 }] }, ["b.thing -> b.a", "x.y -> b.b"]);
    const codes = (await runtime.check(document)).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["NODE_TYPE_UNKNOWN", "INPUT_UNKNOWN", "INPUT_INVALID", "CYCLE", "EDGE_DANGLING"]));
  });

  test("both of two circles", async () => {
    const document = graph({ a: ["join"], b: ["join"], c: ["join"], d: ["join"], behind: ["join"] }, ["a.thing -> b.a", "b.thing -> a.a", "c.thing -> d.a", "d.thing -> c.a", "d.thing -> behind.a"]);
    const circles = (await runtime.check(document)).filter(({ code }) => code === "CYCLE");
    expect(circles.map(({ message }) => message)).toEqual([expect.stringMatching(/\b(a -> b -> a|b -> a -> b)\b/), expect.stringMatching(/\b(c -> d -> c|d -> c -> d)\b/)]);
  });
});

describe("check takes time in proportion to the graph", () => {
  const registry = new Registry();
  registry.add(probePack().pack);
  const cost = (document: GraphDocument) => {
    const around = { catalogue: registry, subgraphs: new Map(), inputs: {}, fills: () => true };
    let best = Infinity;
    for (let time = 0; time < 5; time++) {
      const before = process.cpuUsage();
      expect(check(document, around).problems.filter(({ code }) => code !== "CYCLE")).toEqual([]);
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, user + system);
    }
    return best;
  };

  /** Diamonds in a row: the number of ways through doubles with each. */
  const diamonds = (count: number) => {
    const nodes: Parameters<typeof graph>[0] = { n0: ["join", { a: { id: "a", text: "a" } }] };
    const edges: string[] = [];
    for (let n = 1; n < count; n++) {
      nodes[`n${n}`] = ["join"];
      edges.push(`n${n - 1}.thing -> n${n}.a`, `n${n - 1}.thing -> n${n}.b`);
    }
    return graph(nodes, edges);
  };
  const star = (count: number) => {
    const nodes: Parameters<typeof graph>[0] = { all: ["gather"] };
    const edges: string[] = [];
    for (let n = 1; n < count; n++) {
      nodes[`n${n}`] = ["things", { text: "x" }];
      edges.push(`n${n}.things -> all.things`);
    }
    return graph(nodes, edges);
  };
  const ring = (count: number) => {
    const document = diamonds(count);
    document.edges = document.edges!.filter(({ to }) => to.endsWith(".a"));
    document.edges.push({ from: `n${count - 1}.thing`, to: "n0.a" });
    return document;
  };

  // Ten times the graph: about ten times the work when it is linear, a hundred times when it is not.
  test.each([["diamonds", diamonds], ["many edges into one input", star], ["one circle through everything", ring]])("%s: 20,000 nodes against 2,000", (_name, make) => {
    expect(cost(make(20_000)) / cost(make(2000))).toBeLessThan(35);
  });
});
