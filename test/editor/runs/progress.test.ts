import { describe, expect, test } from "vitest";
import { compareRuns } from "../../../editor/runs/compare-runs.ts";
import { failuresOf, nodesOf, progressOf, reuse, runningItems, stateOf } from "../../../editor/runs/progress.ts";
import { quantile, roleTotals } from "../../../editor/runs/role-totals.ts";
import { testHomes } from "../../kit/homes.ts";
import { graph, probePack } from "../../kit/probe-pack.ts";
import { runGraph } from "../../kit/run.ts";
import { dumplingEvents, stateFrom } from "./recorded.ts";

const homes = testHomes();
const events = dumplingEvents();

describe("how far a run is", () => {
  test("grows to everything, and is over when the run is", () => {
    const run = stateFrom(events);
    expect(progressOf(run, Date.now())).toMatchObject({ fraction: 1, total: 43, elapsedMs: run.ms, remaining: undefined });
    expect(reuse(progressOf(run, 0))).toEqual({ part: 0, whole: 43 });
  });

  test("what is left is told from what is done, and says when it does not know all", () => {
    const half = stateFrom(events.slice(0, events.findIndex((event) => event.type === "item.finished" && event.node === "speak") + 1));
    const progress = progressOf(half, half.started + 2000);
    expect(progress.fraction).toBeGreaterThan(0);
    expect(progress.fraction).toBeLessThan(1);
    expect(progress.remaining!.ms).toBeGreaterThan(0);
    expect(progress.remaining!.complete).toBe(false);
    expect(progressOf(stateFrom(events.slice(0, 1)), events[0]!.at).remaining).toBeUndefined();
    const begun = stateFrom(events.slice(0, events.findIndex(({ type }) => type === "item.finished") + 1));
    expect(progressOf(begun, begun.started + 2000).remaining).toBeUndefined();
  });

  test("nodes come in the order of the graph", () => {
    const run = stateFrom(events);
    expect(nodesOf(run).map(({ node }) => node)).toEqual(Object.keys(run.types));
  });

  test("what runs is found, up to a limit", () => {
    const at = events.findIndex((event) => event.type === "item.started" && event.node === "speak");
    expect(runningItems(stateFrom(events.slice(0, at + 1)), 5).some(({ node }) => node === "speak")).toBe(true);
    expect(runningItems(stateFrom(events.slice(0, at + 1)), 1)).toHaveLength(1);
  });

  test("a failure says how much hangs on it, and its node needs attention first", async () => {
    const runtime = await homes.open(probePack().pack);
    const { events: failed } = await runGraph(runtime, graph({ things: ["things", { text: "a b" }], one: ["join", { fails: "b" }], two: ["join"], three: ["join"] }, ["things.things -> one.a", "one.thing -> two.a", "two.thing -> three.a"]));
    const run = stateFrom(failed);
    expect(failuresOf(run)).toMatchObject([{ node: "one", item: "b", problem: { code: "ASKED_TO_FAIL" }, skipped: 2 }]);
    expect(stateOf(run.nodes.get("one")!)).toBe("failed");
  });
});

describe("what services were used", () => {
  test("the calls of a real run, by role, with the label of the stand-in", () => {
    const speech = roleTotals(stateFrom(events).calls).find(({ role }) => role === "speech")!;
    expect(speech).toMatchObject({ standIn: true, answeredBy: ["offline speech"], calls: 5 });
    expect(speech.p95).toBeGreaterThanOrEqual(speech.p50);
  });

  test("quantiles are of the nearest rank", () => {
    expect([quantile([], 0.5), quantile([7], 0.95), quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.95)]).toEqual([0, 7, 2, 4]);
  });
});

describe("two runs side by side", () => {
  test("name the items that came out differently and leave the others out", async () => {
    const runtime = await homes.open(probePack().pack);
    const document = (tail: string) => graph({ things: ["things", { text: "a b c" }], join: ["join", {}, { b: { inputs: { tail } } }] }, ["things.things -> join.a"]);
    const [first, second] = [stateFrom((await runGraph(runtime, document("!"))).events), stateFrom((await runGraph(runtime, document("?"))).events)];
    const [things, join] = compareRuns(first, second);
    expect(things).toMatchObject({ node: "things", same: 1, differences: [] });
    expect(join).toMatchObject({ node: "join", same: 2, differences: [{ item: "b", how: "made", outputs: ["thing"] }], second: { cached: 2, items: 3 } });
  });

  test("an item that only one run has is said to be so", async () => {
    const runtime = await homes.open(probePack().pack);
    const run = async (text: string) => stateFrom((await runGraph(runtime, graph({ things: ["things", { text }], join: ["join"] }, ["things.things -> join.a"]))).events);
    const join = compareRuns(await run("a b"), await run("b c")).find(({ node }) => node === "join")!;
    expect(join.differences.map(({ item, how }) => [item, how])).toEqual([["c", "only-second"], ["a", "only-first"]]);
  });
});
