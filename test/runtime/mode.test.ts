import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { testHomes } from "../kit/homes.ts";
import { graph, probePack } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";

const homes = testHomes();

/** `things` → `join` (called middle) → `join` (called last), and a gather beside. */
const line = graph(
  { a: ["things", { text: "x y" }], middle: ["join", { tail: "!" }], last: ["join", { tail: "?" }], all: ["gather"] },
  ["a.things -> middle.a", "middle.thing -> last.a", "last.thing -> all.things"],
  { outputs: { last: { from: "last.thing" }, middle: { from: "middle.thing" } } },
);

function withMode(document: GraphDocument, modes: Readonly<Record<string, "muted" | "bypassed">>): GraphDocument {
  return { ...document, nodes: Object.fromEntries(Object.entries(document.nodes).map(([id, entry]) => [id, modes[id] ? { ...entry, mode: modes[id] } : entry])) };
}

async function ranWith(document: GraphDocument, options = {}, used: readonly GraphDocument[] = []) {
  const probe = probePack();
  const runtime = await homes.open(probe.pack);
  if (used.length > 0) {
    const folder = await homes.fresh();
    for (const one of used) await writeFile(join(folder, `${one.name}.json`), JSON.stringify(one));
    options = { ...options, folder };
  }
  return { probe, ran: await runGraph(runtime, document, options), runtime };
}

describe("a muted node", () => {
  test("does not run, and neither does what cannot do without it", async () => {
    const { probe, ran } = await ranWith(withMode(line, { middle: "muted" }));
    expect(probe.ran).toEqual(["things"]);
    expect(ran.last).toMatchObject({ outcome: "succeeded", outputs: {} });
  });

  test("is done without where the input is optional, or takes other edges too", async () => {
    const document = graph(
      { a: ["things", { text: "x" }], b: ["things", { text: "x" }], j: ["join"], all: ["gather"] },
      ["a.things -> j.a", "b.things -> j.b", "a.things -> all.things", "b.things -> all.things"],
      { outputs: { j: { from: "j.thing" }, all: { from: "all.thing" } } },
    );
    const { ran } = await ranWith(withMode(document, { b: "muted" }));
    expect(ran.output("j")).toEqual({ x: { id: "x", text: "x" } });
    expect(ran.output("all")).toEqual({ "": { id: "all", text: "[x]" } });
  });

  test("cannot be asked for by name", async () => {
    const { ran } = await ranWith(withMode(line, { middle: "muted" }), { only: ["middle"] });
    expect(ran.last.problems).toEqual([expect.objectContaining({ code: "NODE_MUTED", node: "middle" })]);
  });
});

describe("a bypassed node", () => {
  test("does not run, and passes on what comes in", async () => {
    const { probe, ran } = await ranWith(withMode(line, { middle: "bypassed" }));
    expect(probe.ran.filter((one) => one.startsWith("join"))).toEqual(["join x", "join y"]);
    expect(ran.output("last")).toEqual({ x: { id: "x", text: "x?" }, y: { id: "y", text: "y?" } });
    expect(ran.last.outputs["middle"]).toMatchObject({ type: "probe/thing[]" });
  });

  test("passes on through a row of them, and the keys are those of a graph without them", async () => {
    const { ran, runtime } = await ranWith(withMode(line, { middle: "bypassed", last: "bypassed" }));
    expect(ran.of("item.finished").map(({ node }) => node)).toEqual(["a", "all"]);
    const without = graph({ a: ["things", { text: "x y" }], all: ["gather"] }, ["a.things -> all.things"]);
    expect((await runGraph(runtime, without)).last.counts).toMatchObject({ executed: 0, cached: 2 });
  });

  test("passes on a graph input", async () => {
    const document = graph({ j: ["join"], k: ["join", { tail: "!" }] }, ["j.thing -> k.a"], {
      inputs: { thing: { type: "probe/thing", to: ["j.a"], default: { id: "t", text: "t" } } }, outputs: { k: { from: "k.thing" } },
    });
    const { ran } = await ranWith(withMode(document, { j: "bypassed" }));
    expect(ran.output("k")).toEqual({ "": { id: "t", text: "t!" } });
  });

  test("is as if muted where it has nothing of the output's type to pass on", async () => {
    const { probe } = await ranWith(withMode(line, { a: "bypassed" }));
    expect(probe.ran).toEqual([]);
  });
});

describe("modes together", () => {
  test("a node behind a bypassed one is silent when what the bypassed one passes on is", async () => {
    const document = graph({ a: ["things", { text: "x" }], b: ["join"], c: ["join"], d: ["join"], e: ["join"] }, ["a.things -> b.a", "b.thing -> c.a", "c.thing -> d.a", "d.thing -> e.a"], { outputs: { e: { from: "e.thing" } } });
    for (const modes of [{ b: "muted", d: "bypassed" }, { d: "bypassed", b: "muted" }] as const) {
      const { probe, ran } = await ranWith(withMode(document, modes));
      expect(ran.last).toMatchObject({ outcome: "succeeded", outputs: {}, problems: [] });
      expect(probe.ran).toEqual(["things"]);
    }
  });

  test("two bypassed nodes that pass on the same into an input of many pass it on once", async () => {
    const document = graph({ a: ["things", { text: "x y" }], b: ["join"], c: ["join"], all: ["gather"] }, ["a.things -> b.a", "a.things -> c.a", "b.thing -> all.things", "c.thing -> all.things", "a.things -> all.things"], { outputs: { all: { from: "all.thing" } } });
    const { ran } = await ranWith(withMode(document, { b: "bypassed", c: "bypassed" }));
    expect(ran.last.problems).toEqual([]);
    expect(ran.output("all")).toEqual({ "": { id: "all", text: "[x y]" } });
  });
});

describe("in a graph used as a node", () => {
  const thing = "probe/thing";
  const inner = graph({ j: ["join", { tail: "!" }], k: ["join", { tail: "?" }], l: ["join"] }, ["j.thing -> l.a"], { name: "inner", inputs: { thing: { type: thing, to: ["j.a", "k.a"] } }, outputs: { loud: { from: "l.thing" }, asked: { from: "k.thing" } } });
  const outer = graph({ a: ["things", { text: "x" }], call: ["graph/inner"], m: ["join"], n: ["join"] }, ["a.things -> call.thing", "call.loud -> m.a", "call.asked -> n.a"], { outputs: { loud: { from: "call.loud" }, m: { from: "m.thing" }, n: { from: "n.thing" } } });

  test("a muted node silences what needs it outside, and nothing else", async () => {
    const { ran } = await ranWith(outer, {}, [withMode(inner, { j: "muted" })]);
    expect(ran.last).toMatchObject({ outcome: "succeeded", problems: [] });
    expect(ran.output("n")).toEqual({ x: { id: "x", text: "x?" } });
    expect(Object.keys(ran.last.outputs)).toEqual(["n"]);
  });

  test("a bypassed node passes on inside", async () => {
    const { ran } = await ranWith(outer, {}, [withMode(inner, { j: "bypassed" })]);
    expect([ran.output("m"), ran.output("n")]).toEqual([{ x: { id: "x", text: "x" } }, { x: { id: "x", text: "x?" } }]);
  });

  test("a muted call does not run, and a bypassed one passes on", async () => {
    const { probe, ran } = await ranWith(withMode(outer, { call: "muted" }), {}, [inner]);
    expect([probe.ran, ran.last.outputs, ran.last.problems]).toEqual([["things"], {}, []]);
    const passed = await ranWith(withMode(outer, { call: "bypassed" }), {}, [inner]);
    expect([passed.ran.output("m"), passed.ran.output("n")]).toEqual([{ x: { id: "x", text: "x" } }, { x: { id: "x", text: "x" } }]);
  });

  test("a call does without an input that has a default, or that nothing inside needs", async () => {
    const polite = graph({ j: ["join"] }, [], { name: "polite", inputs: { thing: { type: thing, to: ["j.a"] }, more: { type: thing, to: ["j.b"] } }, outputs: { said: { from: "j.thing" } } });
    const document = graph({ a: ["things", { text: "x" }], b: ["join"], call: ["graph/polite"] }, ["a.things -> b.a", "a.things -> call.thing", "b.thing -> call.more"], { outputs: { said: { from: "call.said" } } });
    const { ran } = await ranWith(withMode(document, { b: "muted" }), {}, [polite]);
    expect(ran.output("said")).toEqual({ x: { id: "x", text: "x" } });
  });

  test("in a graph in a graph too", async () => {
    const middle = graph({ call: ["graph/inner"] }, [], { name: "middle", inputs: { thing: { type: thing, to: ["call.thing"] } }, outputs: { loud: { from: "call.loud" }, asked: { from: "call.asked" } } });
    const top = { ...outer, nodes: { ...outer.nodes, call: { type: "graph/middle" } } };
    const { ran } = await ranWith(top, {}, [middle, withMode(inner, { j: "muted" })]);
    expect(ran.last).toMatchObject({ outcome: "succeeded", problems: [] });
    expect(Object.keys(ran.last.outputs)).toEqual(["n"]);
  });
});
