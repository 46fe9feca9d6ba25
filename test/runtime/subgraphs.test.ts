import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { testHomes } from "../kit/homes.ts";
import { graph, type Probe, probePack } from "../kit/probe-pack.ts";
import { type Ran, runGraph } from "../kit/run.ts";

const homes = testHomes();
const thing = "probe/thing";

/** Graphs used as node types. */
const used: Record<string, GraphDocument> = {
  // One thing in, one out.
  shout: graph({ s: ["join", { tail: "!" }] }, [], { inputs: { thing: { type: thing, to: ["s.a"] } }, outputs: { loud: { from: "s.thing" } } }),
  // Takes its thing apart and gathers the parts again: per call.
  mince: graph({ cut: ["split", { parts: 3 }], each: ["join", { tail: "." }], back: ["gather"] }, ["cut.parts -> each.a", "each.thing -> back.things"],
    { inputs: { thing: { type: thing, to: ["cut.thing"] } }, outputs: { minced: { from: "back.thing" }, parts: { from: "each.thing" } } }),
  // A list of its own, made from nothing outside, beside what is given.
  chorus: graph({ own: ["things", { text: "p q" }], both: ["join"], all: ["gather"] }, ["own.things -> both.a", "both.thing -> all.things"],
    { inputs: { lead: { type: thing, to: ["both.b"] } }, outputs: { all: { from: "all.thing" }, own: { from: "own.things" } } }),
  // A default, a passed-through input, and two outputs from one node.
  polite: graph({ j: ["join"] }, [], {
    inputs: { thing: { type: thing, to: ["j.a"] }, tail: { type: "text", default: ", please", to: ["j.tail"] } },
    outputs: { said: { from: "j.thing" }, again: { from: "j.thing" } },
  }),
  // Another subgraph inside, twice in a row.
  twice: graph({ one: ["graph/shout"], two: ["graph/shout"] }, ["one.loud -> two.thing"], { inputs: { thing: { type: thing, to: ["one.thing"] } }, outputs: { loud: { from: "two.loud" } } }),
  // One that gathers inside one that gathers.
  deep: graph({ cut: ["split", { parts: 2 }], inner: ["graph/mince"], all: ["gather"] }, ["cut.parts -> inner.thing", "inner.minced -> all.things"],
    { inputs: { thing: { type: thing, to: ["cut.thing"] } }, outputs: { all: { from: "all.thing" } } }),
  // Takes a list as a list.
  count: graph({ g: ["gather"] }, [], { inputs: { things: { type: `${thing}[]`, to: ["g.things"] } }, outputs: { one: { from: "g.thing" } } }),
  // Nothing goes in.
  source: graph({ own: ["things", { text: "m n" }] }, [], { outputs: { things: { from: "own.things" } } }),
};

let folder: string;
let probe: Probe;
let runtime: Runtime;
beforeEach(async () => {
  folder = await homes.fresh();
  for (const [name, document] of Object.entries(used)) await writeFile(join(folder, `${name}.json`), JSON.stringify({ ...document, name }));
  probe = probePack();
  runtime = await homes.open(probe.pack);
});

const run = (document: GraphDocument, options: Parameters<typeof runGraph>[2] = {}): Promise<Ran> => runGraph(runtime, document, { folder, ...options });
const texts = (ran: Ran, output: string) => Object.fromEntries(Object.entries(ran.output(output)).map(([key, { text }]) => [key, text]));
const list = (text: string): [string, Record<string, unknown>] => ["things", { text }];

describe("a graph used as a node", () => {
  test("takes values in by its inputs and gives values out by its outputs", async () => {
    const ran = await run(graph({ call: ["graph/shout", { thing: { id: "x", text: "x" } }] }, [], { outputs: { out: { from: "call.loud" } } }));
    expect(ran.last.outcome).toBe("succeeded");
    expect(texts(ran, "out")).toEqual({ "": "x!" });
  });

  test("runs once for each element of a list, like any node", async () => {
    const ran = await run(graph({ a: list("x y"), call: ["graph/shout"] }, ["a.things -> call.thing"], { outputs: { out: { from: "call.loud" } } }));
    expect(texts(ran, "out")).toEqual({ x: "x!", y: "y!" });
  });

  test("gathers inside once for each call, not over all calls", async () => {
    const ran = await run(graph({ a: list("x y"), call: ["graph/mince"] }, ["a.things -> call.thing"], { outputs: { out: { from: "call.minced" }, parts: { from: "call.parts" } } }));
    expect(texts(ran, "out")).toEqual({ x: "[x1. x2. x3.]", y: "[y1. y2. y3.]" });
    expect(Object.keys(texts(ran, "parts"))).toEqual(["x/p1", "x/p2", "x/p3", "y/p1", "y/p2", "y/p3"]);
  });

  test("gathers per call in a subgraph of a subgraph too", async () => {
    const ran = await run(graph({ a: list("x y"), call: ["graph/deep"] }, ["a.things -> call.thing"], { outputs: { out: { from: "call.all" } } }));
    expect(texts(ran, "out")).toEqual({ x: "[[x11. x12. x13.] [x21. x22. x23.]]", y: "[[y11. y12. y13.] [y21. y22. y23.]]" });
  });

  test("has a list of its own inside, which every call goes through", async () => {
    const ran = await run(graph({ a: list("x y"), call: ["graph/chorus"] }, ["a.things -> call.lead"], { outputs: { all: { from: "call.all" }, own: { from: "call.own" } } }));
    expect(texts(ran, "all")).toEqual({ x: "[p+x q+x]", y: "[p+y q+y]" });
    expect(probe.ran.filter((one) => one.startsWith("things"))).toHaveLength(2);
    // An output of a call has the call's axes, whatever it is made from.
    expect(Object.keys(ran.output("own"))).toEqual(["x", "y"]);
    expect(Object.values(ran.output("own")).map((things) => things.map(({ id }: { id: string }) => id))).toEqual([["p", "q"], ["p", "q"]]);
  });

  test("uses the defaults of its inputs, unless it is given a value or an edge", async () => {
    const nodes = { a: list("x"), usual: ["graph/polite"], other: ["graph/polite", { tail: "?" }] } as const;
    const ran = await run(graph(nodes as never, ["a.things -> usual.thing", "a.things -> other.thing"], { outputs: { usual: { from: "usual.said" }, other: { from: "other.said" } } }));
    expect([texts(ran, "usual"), texts(ran, "other")]).toEqual([{ x: "x, please" }, { x: "x?" }]);
  });

  test("gives one inner output out under two names", async () => {
    const ran = await run(graph({ a: list("x"), call: ["graph/polite"], j: ["join"] }, ["a.things -> call.thing", "call.said -> j.a", "call.again -> j.b"], { outputs: { out: { from: "j.thing" } } }));
    expect(texts(ran, "out")).toEqual({ x: "x, please+x, please" });
  });

  test("can be used twice, and in itself the same graph twice", async () => {
    const ran = await run(graph({ a: list("x"), one: ["graph/twice"], two: ["graph/shout"] }, ["a.things -> one.thing", "one.loud -> two.thing"], { outputs: { out: { from: "two.loud" } } }));
    expect(texts(ran, "out")).toEqual({ x: "x!!!" });
  });

  test("receives a list whole where its input is a list, and one call for each row of a table", async () => {
    const whole = await run(graph({ a: list("x y"), call: ["graph/count"] }, ["a.things -> call.things"], { outputs: { out: { from: "call.one" } } }));
    expect(texts(whole, "out")).toEqual({ "": "[x y]" });
    const rows = await run(graph({ a: list("x y"), s: ["split"], call: ["graph/count"] }, ["a.things -> s.thing", "s.parts -> call.things"], { outputs: { out: { from: "call.one" } } }));
    expect(texts(rows, "out")).toEqual({ x: "[x1 x2]", y: "[y1 y2]" });
  });

  test("needs no inputs", async () => {
    const ran = await run(graph({ call: ["graph/source"], j: ["join"] }, ["call.things -> j.a"], { outputs: { out: { from: "j.thing" } } }));
    expect(texts(ran, "out")).toEqual({ m: "m", n: "n" });
  });

  test("over an empty list runs nothing and gathers to an empty list", async () => {
    const ran = await run(graph({ a: list(""), call: ["graph/mince"], g: ["gather"] }, ["a.things -> call.thing", "call.minced -> g.things"], { outputs: { out: { from: "g.thing" } } }));
    expect(ran.last.outcome).toBe("succeeded");
    expect(texts(ran, "out")).toEqual({ "": "[]" });
    expect(probe.ran).toEqual(["things", "gather"]);
  });

  test("shows its nodes in the events as outer/inner, and never its doors", async () => {
    const ran = await run(graph({ a: list("x"), call: ["graph/deep"] }, ["a.things -> call.thing"]));
    expect(ran.of("run.started")[0]!.types).toEqual({ a: "probe/things", "call/cut": "probe/split", "call/all": "probe/gather", "call/inner/cut": "probe/split", "call/inner/each": "probe/join", "call/inner/back": "probe/gather" });
    const nodes = new Set(ran.events.flatMap((event) => "node" in event ? [event.node] : []));
    expect([...nodes].filter((node) => node.includes("$"))).toEqual([]);
    expect(ran.of("item.finished").filter(({ node }) => node === "call/inner/each").map(({ item }) => item)).toEqual(["x/p1/p1", "x/p1/p2", "x/p1/p3", "x/p2/p1", "x/p2/p2", "x/p2/p3"]);
  });

  test("does the same work under the same keys as its nodes written out", async () => {
    await run(graph({ a: list("x y"), call: ["graph/mince"] }, ["a.things -> call.thing"]));
    probe.ran.length = 0;
    const flat = graph({ a: list("x y"), cut: ["split", { parts: 3 }], each: ["join", { tail: "." }], back: ["gather"] }, ["a.things -> cut.thing", "cut.parts -> each.a", "each.thing -> back.things"]);
    expect((await run(flat)).last.counts).toMatchObject({ executed: 0 });
    expect(probe.ran).toEqual([]);
  });

  test("that fails for one call is told by its inner node, and leaves the other calls alone", async () => {
    const failing = graph({ j: ["join", { fails: "y" }], k: ["join"] }, ["j.thing -> k.a"], { name: "failing", inputs: { thing: { type: thing, to: ["j.a"] } }, outputs: { out: { from: "k.thing" } } });
    await writeFile(join(folder, "failing.json"), JSON.stringify(failing));
    const ran = await run(graph({ a: list("x y"), call: ["graph/failing"], after: ["join"] }, ["a.things -> call.thing", "call.out -> after.a"], { outputs: { out: { from: "after.thing" } } }));
    expect(texts(ran, "out")).toEqual({ x: "x" });
    expect(ran.of("item.failed").map(({ node, item }) => `${node} ${item}`)).toEqual(["call/j y"]);
    expect(ran.of("item.skipped").map(({ node, item, because }) => `${node} ${item} because of ${because.node} ${because.item}`)).toEqual(["call/k y because of call/j y", "after y because of call/j y"]);
  });

  test("behind a lazy input runs only for the items that choose it", async () => {
    const ran = await run(graph({ a: list("x1 y1"), call: ["graph/mince"], c: ["choose", { first: "x" }] }, ["a.things -> c.thing", "a.things -> call.thing", "call.minced -> c.then", "a.things -> c.otherwise"], { outputs: { out: { from: "c.thing" } } }));
    expect(texts(ran, "out")).toEqual({ x1: "[x11. x12. x13.]", y1: "y1" });
    expect(probe.ran.filter((one) => one.startsWith("split"))).toEqual(["split x1"]);
  });

  test("may be chosen inside", async () => {
    const chooser = graph({ left: ["join", { tail: "<" }], right: ["join", { tail: ">" }], c: ["choose", { first: "x" }] }, ["left.thing -> c.then", "right.thing -> c.otherwise"],
      { name: "chooser", inputs: { thing: { type: thing, to: ["c.thing", "left.a", "right.a"] } }, outputs: { out: { from: "c.thing" } } });
    await writeFile(join(folder, "chooser.json"), JSON.stringify(chooser));
    const ran = await run(graph({ a: list("x y"), call: ["graph/chooser"] }, ["a.things -> call.thing"], { outputs: { out: { from: "call.out" } } }));
    expect(texts(ran, "out")).toEqual({ x: "x<", y: "y>" });
    expect(probe.ran.filter((one) => one.startsWith("join"))).toEqual(["join x", "join y"]);
  });

  test("can be named as a target, as a whole or by one of its nodes", async () => {
    const document = graph({ a: list("x"), call: ["graph/mince"], after: ["join"] }, ["a.things -> call.thing", "call.minced -> after.a"]);
    await run(document, { only: ["call/cut"] });
    expect(probe.ran).toEqual(["things", "split x"]);
    probe.ran.length = 0;
    await run(document, { only: ["call"] });
    expect(probe.ran).toEqual(["join x/p1", "join x/p2", "join x/p3", "gather x"]);
  });

  test("works through a list that goes in whole item by item: keys are kept, and one failing item is one failing item", async () => {
    const each = graph({ j: ["join", { fails: "y1" }], g: ["gather-partial"] }, ["j.thing -> g.things"], { name: "each", inputs: { things: { type: `${thing}[][]`, to: ["j.a"] } }, outputs: { each: { from: "j.thing" }, all: { from: "g.thing" } } });
    await writeFile(join(folder, "each.json"), JSON.stringify(each));
    const document = graph({ a: list("x y"), s: ["split"], call: ["graph/each"] }, ["a.things -> s.thing", "s.parts -> call.things"], { outputs: { each: { from: "call.each" }, all: { from: "call.all" } } });
    const ran = await run(document);
    expect(texts(ran, "each")).toEqual({ "x/p1": "x1", "x/p2": "x2", "y/p2": "y2" });
    expect(texts(ran, "all")).toEqual({ x: "[x1 x2]", y: "[y2]" });
  });

  test("lets an item go on inside while its siblings are still being made outside", async () => {
    const each = graph({ j: ["join", { tail: "!" }] }, [], { name: "each", inputs: { things: { type: `${thing}[]`, to: ["j.a"] } }, outputs: { each: { from: "j.thing" } } });
    await writeFile(join(folder, "each.json"), JSON.stringify(each));
    const running = run(graph({ a: list("x y"), h: ["hold"], call: ["graph/each"], after: ["hold"] }, ["a.things -> h.thing", "h.thing -> call.things", "call.each -> after.thing"]));
    const [x, y] = [await probe.next(), await probe.next()];
    x.release();
    const after = await probe.next();
    expect([after.item, probe.ran.filter((one) => one.startsWith("join"))]).toEqual(["x", ["join x"]]);
    y.release();
    after.release();
    (await probe.next()).release();
    expect((await running).last.outcome).toBe("succeeded");
  });

  test("wants only what its chosen branch needs of what goes in", async () => {
    const either = graph({ c: ["choose", { first: "x" }] }, [], { name: "either", inputs: { thing: { type: thing, to: ["c.thing"] }, one: { type: thing, to: ["c.then"] }, other: { type: thing, to: ["c.otherwise"] } }, outputs: { out: { from: "c.thing" } } });
    await writeFile(join(folder, "either.json"), JSON.stringify(either));
    const ran = await run(graph({ a: list("x y"), one: ["join", { tail: "1" }], other: ["join", { tail: "2" }], call: ["graph/either"] }, ["a.things -> one.a", "a.things -> other.a", "a.things -> call.thing", "one.thing -> call.one", "other.thing -> call.other"], { outputs: { out: { from: "call.out" } } }));
    expect(texts(ran, "out")).toEqual({ x: "x1", y: "y2" });
    expect(probe.ran.filter((one) => one.startsWith("join"))).toEqual(["join x", "join y"]);
  });

  test("passes an input straight through to an output", async () => {
    const two = graph({ j: ["join"] }, [], { name: "two", inputs: { thing: { type: thing, to: ["j.a"] }, other: { type: thing, to: ["j.b"] } }, outputs: { out: { from: "j.thing" } } });
    await writeFile(join(folder, "two.json"), JSON.stringify(two));
    const ran = await run(graph({ a: list("x y"), one: ["things", { text: "z" }], g: ["gather"], call: ["graph/two"] }, ["a.things -> call.thing", "one.things -> g.things", "g.thing -> call.other"], { outputs: { out: { from: "call.out" } } }));
    expect(texts(ran, "out")).toEqual({ x: "x+[z]", y: "y+[z]" });
  });
});

test("calls that multiply without end are refused instead of filling the memory", async () => {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  const twice = (of: string) => ({ format: "reelwright/graph@1", name: "x", nodes: Object.fromEntries(["a", "b", "c", "d"].map((id) => [id, { type: of }])) });
  for (let level = 0; level < 14; level++) await writeFile(join(folder, `l${level}.json`), JSON.stringify({ ...twice(level === 0 ? "probe/tick" : `graph/l${level - 1}`), name: `l${level}` }));
  const runtime = await openRuntime({ home: null, packs: [probePack().pack], builtIn: false });
  const problems = await runtime.check({ ...twice("graph/l13"), name: "top" }, { folder });
  expect(problems.map(({ code }) => code)).toContain("GRAPH_TOO_LARGE");
  expect(problems.filter(({ code }) => code === "GRAPH_TOO_LARGE")).toHaveLength(1);
  await runtime.close();
  await rm(folder, { recursive: true });
});
