import { describe, expect, test } from "vitest";
import { interrupt, newRunState, observe } from "../../../editor/state/run-state.ts";
import type { RunEvent } from "../../../runtime/events.ts";
import { testHomes } from "../../kit/homes.ts";
import { graph, probePack } from "../../kit/probe-pack.ts";
import { runGraph } from "../../kit/run.ts";
import { countedStates, dumplingEvents, stateFrom } from "./recorded.ts";

const homes = testHomes();
const nested = () => graph({ things: ["things", { text: "a b c" }], split: ["split"], join: ["join", { fails: "b2" }], gather: ["gather"] }, [
  "things.things -> split.thing", "split.parts -> join.a", "join.thing -> gather.things",
], { outputs: { all: { from: "gather.thing" } } });

/** What must hold of every stream after every event. */
function expectSound(events: readonly RunEvent[]): void {
  const run = newRunState("one");
  for (const event of events) {
    expect(observe(run, event)).toBe(true);
    const summed: Record<string, number> = {};
    for (const { counts } of run.nodes.values()) for (const [state, count] of Object.entries(counts)) if (count !== 0) summed[state] = (summed[state] ?? 0) + count;
    expect(summed).toEqual(countedStates(run));
  }
}

describe("a run as its events tell it", () => {
  test("nested lists that partly fail end with the counts that the run gives", async () => {
    const runtime = await homes.open(probePack().pack);
    const { events, last } = await runGraph(runtime, nested());
    expectSound(events);
    const run = stateFrom(events);
    expect(countedStates(run)).toEqual({ done: last.counts.executed, failed: last.counts.failed, skipped: last.counts.skipped });
    expect([...run.nodes.get("join")!.items.keys()]).toEqual(["a/p1", "a/p2", "b/p1", "b/p2", "c/p1", "c/p2"]);
    expect(run.nodes.get("join")!.items.get("b/p2")).toMatchObject({ state: "failed", problem: { code: "ASKED_TO_FAIL" } });
    expect(run.nodes.get("gather")!.items.get("b")).toMatchObject({ state: "skipped", because: { node: "join", item: "b/p2" } });
    expect(run).toMatchObject({ outcome: last.outcome, ms: last.ms, outputs: last.outputs });
  });

  test("a second run shows its items as kept, with the same keys", async () => {
    const runtime = await homes.open(probePack().pack);
    const first = stateFrom((await runGraph(runtime, nested())).events);
    const { events } = await runGraph(runtime, nested());
    expectSound(events);
    const second = stateFrom(events);
    expect(countedStates(second)).toMatchObject({ cached: first.counts.executed, failed: 1 });
    expect(second.nodes.get("split")!.items.get("b")!.key).toBe(first.nodes.get("split")!.items.get("b")!.key);
  });

  test("an item that was under way when its run was cancelled waits again", async () => {
    const probe = probePack();
    const runtime = await homes.open(probe.pack);
    const cancel = new AbortController();
    const running = runGraph(runtime, graph({ things: ["things", { text: "a b" }], hold: ["hold"] }, ["things.things -> hold.thing"]), { signal: cancel.signal });
    await probe.next();
    cancel.abort();
    const { events } = await running;
    expectSound(events);
    expect(events.some((event) => event.type === "item.started" && event.node === "hold")).toBe(true);
    expect(countedStates(stateFrom(events))).toEqual({ done: 1, waiting: 2 });
    expect(stateFrom(events).outcome).toBe("cancelled");
  });

  test("an empty list leaves no item behind", async () => {
    const runtime = await homes.open(probePack().pack);
    const { events } = await runGraph(runtime, graph({ things: ["things", { text: "" }], split: ["split"], join: ["join"] }, ["things.things -> split.thing", "split.parts -> join.a"]));
    expectSound(events);
    expect(countedStates(stateFrom(events))).toEqual({ done: 1 });
  });

  test("keys with a slash in them are the same as those of later events", async () => {
    const runtime = await homes.open(probePack().pack);
    const { events } = await runGraph(runtime, graph({ things: ["things", { text: "a/1 b~2" }], join: ["join"] }, ["things.things -> join.a"]));
    expect([...stateFrom(events).nodes.get("join")!.items].map(([key, { state }]) => [key, state])).toEqual([["a~11", "done"], ["b~02", "done"]]);
  });

  test("money and calls add up by node", async () => {
    const runtime = await homes.open(probePack().pack);
    const { events, last } = await runGraph(runtime, graph({ things: ["things", { text: "a b c" }], say: ["say"] }, ["things.things -> say.thing"]));
    const run = stateFrom(events);
    expect(run.calls).toHaveLength(3);
    expect(run.nodes.get("say")!.costMicros).toBe(last.costMicros);
  });

  test("an event that was seen before changes nothing, one that came too early is refused", () => {
    const events = dumplingEvents();
    const run = stateFrom(events.slice(0, 10));
    expect(observe(run, events[4]!)).toBe(false);
    expect(observe(run, events[11]!)).toBe(false);
    expect(run.seq).toBe(9);
  });

  test("a run whose process died is interrupted, and nothing of it runs on", () => {
    const events = dumplingEvents();
    const started = events.findIndex(({ type }) => type === "item.started");
    const run = stateFrom(events.slice(0, started + 1));
    expect(countedStates(run)).toMatchObject({ running: 1 });
    interrupt(run);
    expect(run.outcome).toBe("interrupted");
    expect(countedStates(run)["running"]).toBeUndefined();
  });
});

describe("the recorded run of a whole episode", () => {
  test("is sound after every event and ends with every item done", () => {
    expectSound(dumplingEvents());
    const run = stateFrom(dumplingEvents());
    expect(countedStates(run)).toEqual({ done: 43 });
    expect(run.counts.executed).toBe(43);
    expect(run.outputs["mp4"]!.type).toBe("video");
  });

  test("keeps previews, notes and log lines where they belong", () => {
    const run = stateFrom(dumplingEvents());
    const items = [...run.nodes.values()].flatMap(({ items }) => [...items.values()]);
    expect(items.filter(({ preview }) => preview !== undefined).length).toBeGreaterThan(0);
    expect(items.flatMap(({ logs }) => logs ?? []).length).toBe(dumplingEvents().filter(({ type }) => type === "item.log").length);
  });
});

describe("money and what services had to be helped with", () => {
  test("a run knows its currency and budget, what is in doubt, and every notice", () => {
    const run = newRunState("r1");
    const of = { run: "r1", at: 5, node: "speak", item: "e01" };
    observe(run, { type: "run.started", run: "r1", seq: 0, at: 1, graph: "g", quality: "final", inputs: {}, types: { speak: "voice/speak" }, currency: "CNY", budgetMicros: 5_000_000 });
    observe(run, { type: "service.called", ...of, seq: 1, role: "speech", provider: "acme", model: "v2", units: {}, costMicros: 0, marketMicros: 0, exposedMicros: 700, ms: 9, retries: 1 });
    observe(run, { type: "service.notice", ...of, seq: 2, role: "speech", code: "fallback", provider: "acme", model: "v2", message: "acme/v1 could not answer." });
    expect(run).toMatchObject({ currency: "CNY", budgetMicros: 5_000_000, exposedMicros: 700, notices: [{ code: "fallback" }] });
    expect(run.nodes.get("speak")?.items.size ?? 0).toBe(0);
    observe(run, { type: "run.finished", run: "r1", seq: 3, at: 9, outcome: "succeeded", counts: run.counts, costMicros: 10, exposedMicros: 900, ms: 8, outputs: {}, problems: [] });
    expect(run).toMatchObject({ costMicros: 10, exposedMicros: 900 });
  });
});
