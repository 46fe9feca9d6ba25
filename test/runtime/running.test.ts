import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../runtime/events.ts";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { testHomes } from "../kit/homes.ts";
import { graph, probePack } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";

const homes = testHomes();

async function setUp() {
  const probe = probePack();
  return { probe, runtime: await homes.open(probe.pack) };
}

describe("a failing item", () => {
  const document = graph(
    { a: ["things", { text: "x y z" }], j: ["join", { fails: "y" }], k: ["join", { tail: "!" }], all: ["gather"], some: ["gather-partial"], other: ["join"] },
    ["a.things -> j.a", "j.thing -> k.a", "k.thing -> all.things", "k.thing -> some.things", "a.things -> other.a"],
    { outputs: { some: { from: "some.thing" }, all: { from: "all.thing" }, others: { from: "other.thing" } } },
  );

  test("stops nothing that does not need it", async () => {
    const { probe, runtime } = await setUp();
    const ran = await runGraph(runtime, document);
    expect(probe.ran.toSorted()).toEqual(["gather-partial", "join x", "join x", "join x", "join y", "join y", "join z", "join z", "join z", "things"]);
    expect(ran.last).toMatchObject({ outcome: "failed", counts: { executed: 9, failed: 1, skipped: 2 } });
    expect(Object.keys(ran.output("others"))).toEqual(["x", "y", "z"]);
  });

  test("is named by its node, its item, a code and what to do", async () => {
    const { runtime } = await setUp();
    const ran = await runGraph(runtime, document);
    expect(ran.of("item.failed")).toEqual([expect.objectContaining({ node: "j", item: "y", problem: { code: "ASKED_TO_FAIL", message: "\"y\" was asked to fail.", hint: "Do not ask.", node: "j", item: "y" } })]);
  });

  test("is what everything skipped for it names, however far away", async () => {
    const { runtime } = await setUp();
    const ran = await runGraph(runtime, document);
    expect(ran.of("item.skipped").map(({ node, item, because }) => ({ node, item, because }))).toEqual([
      { node: "k", item: "y", because: { node: "j", item: "y" } },
      { node: "all", item: "", because: { node: "j", item: "y" } },
    ]);
  });

  test("is left out of a partial gathering, which runs all the same", async () => {
    const { runtime } = await setUp();
    const ran = await runGraph(runtime, document);
    expect(ran.output("some")[""].text).toBe("[x! z!]");
    expect(ran.output("all")).toEqual({});
  });

  test("that makes a list takes all that would have run over the list with it, once", async () => {
    const { runtime } = await setUp();
    const ran = await runGraph(runtime, graph(
      { a: ["things", { text: "x y" }], j: ["join", { fails: "x" }], s: ["split"], k: ["join"], g: ["gather"] },
      ["a.things -> j.a", "j.thing -> s.thing", "s.parts -> k.a", "k.thing -> g.things"],
      { outputs: { g: { from: "g.thing" } } }));
    expect(ran.of("item.skipped").map(({ node, item }) => `${node} ${item}`)).toEqual(["s x", "k x", "g x"]);
    expect(ran.output("g")).toEqual({ y: { id: "all", text: "[y1 y2]" } });
  });

  test.each([
    ["throw", "NODE_FAILED"], ["extra", "OUTPUT_UNDECLARED"], ["missing", "OUTPUT_MISSING"], ["wrong", "OUTPUT_INVALID"], ["setting", "SETTING_UNDECLARED"], ["service", "SERVICE_UNDECLARED"],
  ])("whose node breaks the contract (%s) is told as %s, without a trace", async (how, code) => {
    const { runtime } = await setUp();
    const ran = await runGraph(runtime, graph({ m: ["misbehave", { how }] }, []));
    const [failed] = ran.of("item.failed");
    expect(failed!.problem).toMatchObject({ code, node: "m", hint: expect.any(String) });
    expect(JSON.stringify(failed)).not.toMatch(/\.ts:\d+/);
  });

  test("is not run because of an input that came out of range on the way", async () => {
    const { probe, runtime } = await setUp();
    const ran = await runGraph(runtime, graph({ n: ["numbers", { count: 1, seed: -5 }], m: ["numbers"] }, ["n.numbers -> m.count"]));
    expect(ran.of("item.failed").map(({ node, item, problem }) => ({ node, item, code: problem.code, port: problem.port }))).toEqual([{ node: "m", item: "0", code: "INPUT_INVALID", port: "count" }]);
    expect(probe.ran).toEqual(["numbers"]);
  });
});

describe("a lazy input", () => {
  const document = graph(
    { a: ["things", { text: "x1 y1 x2" }], left: ["join", { tail: "<" }], right: ["join", { tail: ">" }], before: ["join", { tail: "-" }], c: ["choose", { first: "x" }] },
    ["a.things -> c.thing", "a.things -> before.a", "before.thing -> left.a", "a.things -> right.a", "left.thing -> c.then", "right.thing -> c.otherwise"],
    { outputs: { chosen: { from: "c.thing" } } },
  );

  test("lets only those items be made that are chosen, and only what they need", async () => {
    const { probe, runtime } = await setUp();
    const ran = await runGraph(runtime, document);
    expect(ran.last.outcome).toBe("succeeded");
    expect(ran.output("chosen")).toEqual({ x1: { id: "x1", text: "x1-<" }, y1: { id: "y1", text: "y1>" }, x2: { id: "x2", text: "x2-<" } });
    const items = ran.of("item.finished").map(({ node, item }) => `${node} ${item}`).filter((one) => !one.startsWith("c ")).toSorted();
    expect(items).toEqual(["a ", "before x1", "before x2", "left x1", "left x2", "right y1"]);
    expect(probe.ran).not.toContain("join y2");
  });

  test("that was not chosen may be changed without running anything", async () => {
    const { probe, runtime } = await setUp();
    const only = graph({ a: ["things", { text: "x1" }], left: ["join", { tail: "<" }], right: ["join", { tail: ">" }], c: ["choose", { first: "x" }] },
      ["a.things -> c.thing", "a.things -> left.a", "a.things -> right.a", "left.thing -> c.then", "right.thing -> c.otherwise"]);
    await runGraph(runtime, only);
    probe.ran.length = 0;
    const edited = structuredClone(only);
    edited.nodes["right"]!.inputs = { tail: ">>" };
    const ran = await runGraph(runtime, edited);
    expect(probe.ran).toEqual([]);
    expect(ran.last.counts).toEqual({ executed: 0, cached: 3, failed: 0, skipped: 0 });
  });

  test("whose choice fails skips the item that chose it, and no other", async () => {
    const { runtime } = await setUp();
    const failing = structuredClone(document);
    failing.nodes["right"]!.inputs = { fails: "y1" };
    const ran = await runGraph(runtime, failing);
    expect(ran.of("item.skipped").map(({ node, item, because }) => ({ node, item, because }))).toEqual([{ node: "c", item: "y1", because: { node: "right", item: "y1" } }]);
    expect(Object.keys(ran.output("chosen"))).toEqual(["x1", "x2"]);
  });

  test("may be fed by a node that others want as well: it runs once", async () => {
    const { probe, runtime } = await setUp();
    const shared = graph({ a: ["things", { text: "x1" }], left: ["join", { tail: "<" }], c: ["choose", { first: "x" }], also: ["gather"] },
      ["a.things -> c.thing", "a.things -> left.a", "left.thing -> c.then", "left.thing -> also.things"]);
    const ran = await runGraph(runtime, shared);
    expect(ran.last.outcome).toBe("succeeded");
    expect(probe.ran.toSorted()).toEqual(["choose x1", "gather", "join x1", "things"]);
  });

  test("may lead through lists of lists, item by item", async () => {
    const { probe, runtime } = await setUp();
    const deep = graph({ a: ["things", { text: "x y" }], s: ["split"], left: ["join", { tail: "<" }], c: ["choose", { first: "x1" }] },
      ["a.things -> s.thing", "s.parts -> c.thing", "s.parts -> left.a", "left.thing -> c.then", "s.parts -> c.otherwise"], { outputs: { chosen: { from: "c.thing" } } });
    const ran = await runGraph(runtime, deep);
    expect(Object.fromEntries(Object.entries(ran.output("chosen")).map(([key, { text }]) => [key, text]))).toEqual({ "x/p1": "x1<", "x/p2": "x2", "y/p1": "y1", "y/p2": "y2" });
    expect(probe.ran.filter((one) => one.startsWith("join"))).toEqual(["join x/p1"]);
  });
});

describe("a pack that cannot be loaded", () => {
  async function withBrokenPack(name: string): Promise<Runtime> {
    const home = await homes.fresh();
    await writeFile(join(home, "reelwright.pack.json"), JSON.stringify({ name, version: "1.0.0", contract: 1, entry: "./pack.js" }));
    await writeFile(join(home, "pack.js"), "throw new Error(\"no good\");");
    const runtime = await openRuntime({ home: null, builtIn: false, packs: [probePack().pack, home] });
    return runtime;
  }

  test("is a problem of the graph that uses it, in a run, a check and a plan", async () => {
    const runtime = await withBrokenPack("bad");
    const document = graph({ b: ["bad/node"] }, []);
    const problem = expect.objectContaining({ code: "PACK_BROKEN", message: expect.stringContaining("no good"), hint: expect.any(String) });
    const ran = await runGraph(runtime, document);
    expect(ran.last).toMatchObject({ outcome: "failed", problems: [problem] });
    expect(ran.events.map(({ type }) => type)).toEqual(["run.started", "run.finished"]);
    expect(await runtime.check(document)).toEqual([problem]);
    expect((await runtime.plan(document)).problems).toEqual([problem]);
    await runtime.close();
  });

  test("does not keep graphs without it from running", async () => {
    const runtime = await withBrokenPack("bad");
    expect((await runGraph(runtime, graph({ a: ["things", { text: "x" }] }, []))).last.outcome).toBe("succeeded");
    await runtime.close();
  });
});

describe("a cancelled run", () => {
  test("stops what is held, starts nothing more, keeps what was finished, and ends", async () => {
    const { probe, runtime } = await setUp();
    const document = graph({ a: ["things", { text: "x y z" }], h: ["hold"], k: ["join"] }, ["a.things -> h.thing", "h.thing -> k.a"]);
    const cancel = new AbortController();
    const running = runGraph(runtime, document, { signal: cancel.signal, concurrency: 2 });
    const [first, second] = [await probe.next(), await probe.next()];
    first.release();
    const third = await probe.next();
    cancel.abort();
    const ran = await running;
    expect([second.signal.aborted, third.signal.aborted]).toEqual([true, true]);
    expect(ran.last).toMatchObject({ outcome: "cancelled", counts: { failed: 0, skipped: 0 } });
    expect(ran.events.at(-1)!.type).toBe("run.finished");
    probe.ran.length = 0;
    const again = runGraph(runtime, document);
    (await probe.next()).release();
    (await probe.next()).release();
    expect((await again).last.outcome).toBe("succeeded");
    expect(probe.ran.filter((one) => one.startsWith("hold"))).toEqual(["hold y", "hold z"]);
  });

  test("that was cancelled before it began runs nothing", async () => {
    const { probe, runtime } = await setUp();
    const ran = await runGraph(runtime, graph({ a: ["things", { text: "x" }] }, []), { signal: AbortSignal.abort() });
    expect(ran.last.outcome).toBe("cancelled");
    expect(probe.ran).toEqual([]);
  });

  test("does not wait for a node that does not listen", async () => {
    const { defineNode, definePack, port, Type } = await import("../../runtime/contract/index.ts");
    let go: (() => void) | undefined;
    const begun = new Promise<void>((resolve) => { go = resolve; });
    const deaf = defineNode({
      type: "deaf/deaf", version: 1, title: "Deaf", summary: "Never ends.", inputs: {}, outputs: { text: port.value(Type.String()) },
      run: () => { go!(); return new Promise<never>(() => {}); },
    });
    const runtime = await homes.open(definePack({ name: "deaf", title: "Deaf", version: "1.0.0", contract: 1, nodes: [deaf] }));
    const cancel = new AbortController();
    const running = runGraph(runtime, graph({ d: ["deaf/deaf"] }, []), { signal: cancel.signal });
    await begun;
    cancel.abort();
    expect((await running).last.outcome).toBe("cancelled");
  });
});

describe("a run with a budget", () => {
  const document = graph({ a: ["things", { text: "aa bb cc dd" }], s: ["say"], j: ["join"], k: ["join", { tail: "." }] }, ["a.things -> s.thing", "s.thing -> j.a", "a.things -> k.a"]);

  test("stops before it calls more once the budget is spent, and goes on with a larger one without paying twice", async () => {
    const { probe, runtime } = await setUp();
    // One call costs ten millionths.
    const ran = await runGraph(runtime, document, { budget: 0.000_02, concurrency: 1 });
    expect(ran.last).toMatchObject({ outcome: "over-budget", costMicros: 20 });
    expect(ran.of("service.called")).toHaveLength(2);
    const paid = probe.ran.filter((one) => one.startsWith("echo"));
    probe.ran.length = 0;
    const more = await runGraph(runtime, document, { budget: 1 });
    expect(more.last).toMatchObject({ outcome: "succeeded", costMicros: 20 });
    const later = probe.ran.filter((one) => one.startsWith("echo"));
    expect([...paid, ...later].toSorted()).toEqual(["echo aa", "echo bb", "echo cc", "echo dd"]);
  });

  test("costs nothing where everything is kept", async () => {
    const { runtime } = await setUp();
    await runGraph(runtime, document);
    expect((await runGraph(runtime, document, { budget: 0 })).last).toMatchObject({ outcome: "succeeded", costMicros: 0, counts: { executed: 0 } });
  });

  test("tells of every call: role, provider, label, units and cost", async () => {
    const { runtime } = await setUp();
    const ran = await runGraph(runtime, document);
    expect(ran.of("service.called")[0]).toMatchObject({ node: "s", item: "aa", role: "echo", provider: "offline", label: "offline echo", model: "echo", units: { characters: 2 }, costMicros: 10, marketMicros: 20 });
  });
});

describe("the events of a run", () => {
  const document = graph({ a: ["things", { text: "x y z" }], j: ["join", { fails: "y" }], s: ["say"], g: ["gather"] }, ["a.things -> j.a", "j.thing -> s.thing", "s.thing -> g.things"]);

  function expectSound(events: readonly RunEvent[]): void {
    expect(events.map(({ seq }) => seq)).toEqual([...events.keys()]);
    expect(new Set(events.map(({ run }) => run)).size).toBe(1);
    expect(events[0]!.type).toBe("run.started");
    expect(events.filter(({ type }) => type === "run.finished")).toEqual([events.at(-1)]);
    for (const [index, { at }] of events.entries()) expect(at).toBeGreaterThanOrEqual(events[Math.max(0, index - 1)]!.at);
  }

  test.each<[string, unknown, Parameters<typeof runGraph>[2]?]>([
    ["that succeeds", graph({ a: ["things", { text: "x" }] }, [])],
    ["with failures", document],
    ["of a graph without nodes", graph({}, [])],
    ["of a graph that cannot run", graph({ a: ["joim"] }, [])],
    ["of something that is no graph", 17],
    ["that is cancelled before it begins", document, { signal: AbortSignal.abort() }],
    ["that is over its budget", document, { budget: 0 }],
  ])("%s are numbered without gaps and end with exactly one last event", async (_name, given, options = {}) => {
    const { runtime } = await setUp();
    const ran = await runGraph(runtime, given, options);
    expectSound(ran.events);
    expect(ran.last).toEqual(ran.events.at(-1));
  });

  test("of two runs at once keep their own numbers", async () => {
    const { runtime } = await setUp();
    const both = await Promise.all([runGraph(runtime, document), runGraph(runtime, document)]);
    for (const { events } of both) expectSound(events);
    expect(both[0]!.events[0]!.run).not.toBe(both[1]!.events[0]!.run);
  });

  test("tell of an item's start before its end, and of lists before their items", async () => {
    const { runtime } = await setUp();
    const { events } = await runGraph(runtime, document);
    const at = (type: string, node: string, item?: string) => events.findIndex((event) => event.type === type && "node" in event && event.node === node && (item === undefined || event.item === item));
    for (const item of ["x", "z"]) {
      expect(at("node.expanded", "j")).toBeLessThan(at("item.started", "j", item));
      expect(at("item.started", "j", item)).toBeLessThan(at("item.finished", "j", item));
      expect(at("item.finished", "j", item)).toBeLessThan(at("item.started", "s", item));
    }
  });

  test("carry artifacts as references and large values as digests", async () => {
    const { runtime } = await setUp();
    const ran = await runGraph(runtime, graph({ a: ["things", { text: "x".repeat(5000) }], f: ["file"] }, ["a.things -> f.thing"]));
    expect(ran.of("item.finished").map(({ outputs }) => Object.values(outputs)[0])).toEqual([
      { digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { digest: expect.any(String), value: { artifact: expect.stringMatching(/^[0-9a-f]{64}$/), media: "text/plain", bytes: 5000 } },
    ]);
  });

  test("say what the graph is made of and what it was given", async () => {
    const { runtime } = await setUp();
    const given = graph({ a: ["things"] }, [], { inputs: { text: { type: "text", default: "p q", to: ["a.text"] } } });
    const started = async (inputs: Record<string, unknown>) => (await runGraph(runtime, given, { inputs, quality: "draft" })).of("run.started")[0];
    expect(await started({ text: "x" })).toMatchObject({ graph: "test", types: { a: "probe/things" }, inputs: { text: "x" }, quality: "draft" });
    expect(await started({})).toMatchObject({ inputs: { text: "p q" } });
  });
});
