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

async function ranWith(document: GraphDocument, options = {}) {
  const probe = probePack();
  const runtime = await homes.open(probe.pack);
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
