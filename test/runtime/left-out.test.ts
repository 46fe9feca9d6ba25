import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { testHomes } from "../kit/homes.ts";
import { graph, probePack } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";

const homes = testHomes();

/** `things` → a stranger's node → `join` (called last); beside it `things` → `join` (called own). */
const line: GraphDocument = withTypes(graph(
  { a: ["things", { text: "x y" }], glow: ["join"], last: ["join", { tail: "?" }], own: ["join", { tail: "!" }] },
  ["a.things -> glow.a", "glow.thing -> last.a", "a.things -> own.a"],
  { outputs: { last: { from: "last.thing" }, own: { from: "own.thing" } } },
), { glow: "sparkle/glow" });

function withTypes(document: GraphDocument, types: Readonly<Record<string, string>>): GraphDocument {
  return { ...document, nodes: Object.fromEntries(Object.entries(document.nodes).map(([id, entry]) => [id, types[id] ? { ...entry, type: types[id] } : entry])) };
}

async function ranWith(document: GraphDocument, options = {}, used: readonly GraphDocument[] = []) {
  const probe = probePack();
  const runtime = await homes.open(probe.pack);
  const folder = await homes.fresh();
  for (const one of used) await writeFile(join(folder, `${one.name}.json`), JSON.stringify(one));
  return { probe, ran: await runGraph(runtime, document, { folder, ...options }), runtime };
}

describe("a graph with a node of a pack that is not here", () => {
  test("is refused with what to do, unless the rest was asked for", async () => {
    const { probe, ran } = await ranWith(line);
    expect(ran.last).toMatchObject({ outcome: "failed", problems: [{ code: "NODE_TYPE_UNKNOWN", node: "glow" }] });
    expect(probe.ran).toEqual([]);
  });

  test("runs where the node is not needed", async () => {
    const { ran } = await ranWith(line, { only: ["own"] });
    expect(ran.last).toMatchObject({ outcome: "succeeded", problems: [] });
  });

  test("runs without it and without what needs it, and says what was left out and why", async () => {
    const { probe, ran } = await ranWith(line, { skipMissing: true });
    expect(probe.ran).toEqual(["things", "join x", "join y"]);
    expect(ran.output("own")).toEqual({ x: { id: "x", text: "x!" }, y: { id: "y", text: "y!" } });
    expect(Object.keys(ran.last.outputs)).toEqual(["own"]);
    expect(ran.last).toMatchObject({ outcome: "succeeded", counts: { executed: 3, skipped: 2, failed: 0 } });
    expect(ran.last.problems).toEqual([{
      code: "PACK_MISSING", node: "glow", message: "\"glow\" is left out, and 1 node that needs it: no pack that is here provides \"sparkle/glow\".", hint: expect.any(String) as string,
    }]);
    expect(ran.of("item.skipped").map(({ node, because }) => [node, because.node])).toEqual([["glow", "glow"], ["last", "glow"]]);
    expect(ran.of("run.started")[0]!.types).toMatchObject({ glow: "sparkle/glow", last: "probe/join" });
  });

  test("is planned without it in the same way", async () => {
    const { runtime } = await ranWith(line);
    const report = await runtime.plan(line, { skipMissing: true });
    expect(report.problems).toEqual([]);
    expect(report.leftOut).toEqual([{ node: "glow", type: "sparkle/glow", because: "glow" }, { node: "last", type: "probe/join", because: "glow" }]);
    expect(await runtime.check(line, { skipMissing: true })).toEqual([]);
  });

  test("does not run what it was asked for by name when that is left out", async () => {
    for (const node of ["glow", "last"]) {
      const { ran } = await ranWith(line, { skipMissing: true, only: [node] });
      expect(ran.last).toMatchObject({ outcome: "failed", problems: [{ code: "PACK_MISSING", node: "glow" }] });
    }
  });

  test("loses nothing when all packs are here", async () => {
    const whole = withTypes(line, { glow: "probe/join" });
    const { ran } = await ranWith(whole, { skipMissing: true });
    expect(ran.last).toMatchObject({ outcome: "succeeded", problems: [], counts: { skipped: 0 } });
    expect(Object.keys(ran.last.outputs)).toEqual(["last", "own"]);
  });

  test("does without a graph input of a value type that only the missing pack has", async () => {
    const document: GraphDocument = { ...line, inputs: { light: { type: "sparkle/light", default: { of: "stars" }, to: ["glow.light"] } } };
    const { ran } = await ranWith(document, { skipMissing: true });
    expect(ran.last).toMatchObject({ outcome: "succeeded", problems: [{ code: "PACK_MISSING" }] });
  });

  test("still refuses what is wrong with the rest", async () => {
    const document = withTypes(graph({ glow: ["join"], alone: ["join"] }, [], {}), { glow: "sparkle/glow" });
    const { ran } = await ranWith(document, { skipMissing: true });
    expect(ran.last.problems).toEqual([expect.objectContaining({ code: "INPUT_MISSING", node: "alone" })]);
  });
});

describe("inside a graph that is used as a node", () => {
  const inner: GraphDocument = {
    ...withTypes(graph({ glow: ["join"], plain: ["join", { tail: "." }] }, [], { outputs: { lit: { from: "glow.thing" }, dark: { from: "plain.thing" } } }), { glow: "sparkle/glow" }),
    name: "inner", inputs: { thing: { type: "probe/thing", to: ["glow.a", "plain.a"] } },
  };
  const outer = withTypes(graph(
    { a: ["things", { text: "x" }], call: ["join"], bright: ["join"], dim: ["join"] }, ["a.things -> call.thing", "call.lit -> bright.a", "call.dark -> dim.a"],
    { outputs: { bright: { from: "bright.thing" }, dim: { from: "dim.thing" } } },
  ), { call: "graph/inner" });

  test("the call goes on with what does not need it", async () => {
    const { ran } = await ranWith(outer, { skipMissing: true }, [inner]);
    expect(ran.output("dim")).toEqual({ x: { id: "x", text: "x." } });
    expect(ran.of("item.skipped").map(({ node, because }) => [node, because.node])).toEqual([["call/glow", "call/glow"], ["bright", "call/glow"]]);
    expect(ran.last.problems).toEqual([expect.objectContaining({ code: "PACK_MISSING", node: "call/glow" })]);
  });
});
