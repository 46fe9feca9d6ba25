import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../runtime/events.ts";
import type { Change, Runtime, RunOptions } from "../../runtime/index.ts";
import { built } from "../kit/built.ts";
import { startChild } from "../kit/child.ts";
import { errandPack } from "../kit/errands.ts";
import { testHomes } from "../kit/homes.ts";
import { graph, probePack } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";

const homes = testHomes();
const chain = (tail = "", text = "x y z", fails = "never") => graph({ a: ["things", { text }], j: ["join", { tail, fails }], g: ["gather"] }, ["a.things -> j.a", "j.thing -> g.things"]);

async function eventsOf(runtime: Runtime, id: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of runtime.runs.events(id)) events.push(event);
  return events;
}

describe("runs that are kept", () => {
  test("are listed, the newest first, with how they ended", async () => {
    const home = await homes.fresh();
    const runtime = await homes.open(probePack().pack, home);
    const first = await runGraph(runtime, chain());
    const second = await runGraph(runtime, chain("", "x y z", "y"));
    const third = await runGraph(runtime, chain(), { signal: AbortSignal.abort() });
    expect(runtime.runs.list()).toMatchObject([
      { id: third.events[0]!.run, graph: "test", outcome: "cancelled" },
      { id: second.events[0]!.run, outcome: "failed", counts: second.last.counts, ms: second.last.ms },
      { id: first.events[0]!.run, outcome: "succeeded", counts: { executed: 5, cached: 0, failed: 0, skipped: 0 }, at: expect.any(Number) },
    ]);
  });

  test("are shown with every event that mattered, in another process too", async () => {
    const home = await homes.fresh();
    const first = await homes.open(probePack().pack, home);
    const ran = await runGraph(first, chain());
    await first.close();
    const second = await homes.open(probePack().pack, home);
    expect(await eventsOf(second, ran.events[0]!.run)).toEqual(ran.events.filter(({ type }) => type !== "item.progress" && type !== "item.preview"));
  });

  test("leave out what nobody looks back at: progress and previews", async () => {
    const home = await homes.fresh();
    const { defineNode, definePack, port, Type } = await import("../../runtime/contract/index.ts");
    const busy = defineNode({
      type: "busy/busy", version: 1, title: "Busy", summary: "Tells a lot.", inputs: {}, outputs: { text: port.value(Type.String()) },
      async run({ context }) {
        context.progress(0.5, "half");
        context.preview("so far");
        context.log("a line");
        return { text: "done" };
      },
    });
    const runtime = await homes.open(definePack({ name: "busy", title: "Busy", version: "1.0.0", contract: 1, nodes: [busy] }), home);
    const ran = await runGraph(runtime, graph({ b: ["busy/busy"] }, []));
    expect(ran.events.map(({ type }) => type)).toEqual(["run.started", "item.started", "item.progress", "item.preview", "item.log", "item.finished", "run.finished"]);
    expect((await eventsOf(runtime, ran.events[0]!.run)).map(({ type }) => type)).toEqual(["run.started", "item.started", "item.log", "item.finished", "run.finished"]);
  });

  test("that are under way are listed as running", async () => {
    const home = await homes.fresh();
    const probe = probePack();
    const runtime = await homes.open(probe.pack, home);
    const running = runGraph(runtime, graph({ a: ["things", { text: "x" }], h: ["hold"] }, ["a.things -> h.thing"]));
    const held = await probe.next();
    expect(runtime.runs.list()).toMatchObject([{ outcome: "running" }]);
    held.release();
    await running;
    expect(runtime.runs.list()).toMatchObject([{ outcome: "succeeded" }]);
  });

  test("whose process was killed are listed as interrupted, and show what happened until then", async () => {
    const home = await homes.fresh();
    const child = startChild((await built())("test/kit/children/run-errands.ts"), [home, join(home, "calls"), "0", "200"]);
    for (let seen = 0; seen < 30; seen++) await child.next();
    child.kill();
    expect(await child.ended()).toBe("SIGKILL");
    const runtime = await homes.open(errandPack(() => {}), home);
    const [run] = runtime.runs.list();
    expect(run).toMatchObject({ graph: "errands", outcome: "interrupted" });
    const events = await eventsOf(runtime, run!.id);
    expect(events.length).toBeGreaterThanOrEqual(30);
    expect(events.map(({ seq }) => seq)).toEqual([...events.keys()]);
    expect(events.at(-1)!.type).not.toBe("run.finished");
  });

  test("survive lines and files that were torn", async () => {
    const home = await homes.fresh();
    const runtime = await homes.open(probePack().pack, home);
    const ran = await runGraph(runtime, chain());
    const folder = join(home, ".reelwright", "runs");
    await appendFile(join(folder, `${ran.events[0]!.run}.ndjson`), "{\"type\":\"item.fin");
    await writeFile(join(folder, "torn.json"), "{\"graph\":");
    expect(runtime.runs.list()).toHaveLength(1);
    expect(await eventsOf(runtime, ran.events[0]!.run)).toHaveLength(ran.events.length);
  });

  test.each(["no-such-run", "../../secret", ""])("are asked for by their id; %j is none", async (id) => {
    const home = await homes.fresh();
    const runtime = await homes.open(probePack().pack, home);
    await expect(eventsOf(runtime, id)).rejects.toMatchObject({ problem: { code: "RUN_UNKNOWN", hint: expect.any(String) } });
  });

  test("hold no bytes and no value that is large", async () => {
    const home = await homes.fresh();
    const runtime = await homes.open(probePack().pack, home);
    await runGraph(runtime, graph({ a: ["things", { text: "x" }], j: ["join", { tail: "q".repeat(50_000) }], f: ["file"] }, ["a.things -> j.a", "j.thing -> f.thing"]));
    for (const name of await readdir(join(home, ".reelwright", "runs"))) {
      const text = await readFile(join(home, ".reelwright", "runs", name), "utf8");
      // The document's own literal inputs are in what the run was made of, once for each node.
      expect(text.split("q".repeat(3000)).length <= (name.endsWith(".ndjson") ? 1 : 17), name).toBe(true);
    }
  });
});

describe("a plan says why something would run", () => {
  /** What changed for each item that would run, after a first document has run and a second is planned. */
  async function why(first: unknown, second: unknown, options: RunOptions = {}, packs = [probePack(), probePack()]): Promise<Record<string, readonly Change[]>> {
    const home = await homes.fresh();
    const before = await homes.open(packs[0]!.pack, home);
    await runGraph(before, first);
    await before.close();
    const after = await homes.open(packs[1]!.pack, home);
    const plan = await after.plan(second, options);
    expect(plan.problems).toEqual([]);
    expect(packs[1]!.ran).toEqual([]);
    return Object.fromEntries(plan.nodes.flatMap(({ node, items }) => items.filter(({ state }) => state === "will-run").map(({ item, why = [] }) => [`${node} ${item}`.trim(), why])));
  }

  test("nothing, when nothing has changed", async () => {
    expect(await why(chain(), chain())).toEqual({});
  });

  test("a value that was changed, with old and new", async () => {
    expect(await why(chain("!"), chain("?"))).toEqual(Object.fromEntries(["x", "y", "z"].map((item) => [`j ${item}`, [{ what: "input tail", old: "!", new: "?" }]])));
  });

  test("a long value, cut to where it differs", async () => {
    const long = "once upon a time ".repeat(20);
    const { a } = await why(chain("", `${long}x`), chain("", `${long}y`));
    expect(a).toEqual([{ what: "input text", old: expect.stringMatching(/^….{1,60}x$/), new: expect.stringMatching(/^….{1,60}y$/) }]);
  });

  test("what flows in, with old and new, and only for the items that it reaches", async () => {
    const parts = (text: string) => graph({ a: ["things", { text: "x y" }], k: ["join", { tail: text }], s: ["join"] }, ["a.things -> k.a", "k.thing -> s.a"]);
    const home = await homes.fresh();
    const runtime = await homes.open(probePack().pack, home);
    await runGraph(runtime, parts("1"));
    // Let only what is above run, so that the plan knows what would flow in.
    await runGraph(runtime, parts("2"), { only: ["k"] });
    const { nodes } = await runtime.plan(parts("2"));
    const items = nodes.find(({ node }) => node === "s")!.items;
    expect(items).toEqual(["x", "y"].map((item) => ({ item, state: "will-run", why: [{ what: "input a", old: expect.stringContaining(`${item}1`), new: expect.stringContaining(`${item}2`) }] })));
  });

  test("another version of the node type", async () => {
    expect(await why(chain(), chain(), {}, [probePack({ version: 1 }), probePack({ version: 2 })])).toMatchObject({ "j x": [{ what: "version", old: "1", new: "2" }] });
  });

  test("another provider behind a role", async () => {
    const said = graph({ a: ["things", { text: "x" }], s: ["say"] }, ["a.things -> s.thing"]);
    expect(await why(said, said, {}, [probePack({ fingerprint: "echo@1" }), probePack({ fingerprint: "echo@2" })])).toEqual({ "s x": [{ what: "service echo", old: "echo@1", new: "echo@2" }] });
  });

  test("another setting, where the node reads it", async () => {
    const said = graph({ a: ["things", { text: "x" }], s: ["say"], j: ["join"] }, ["a.things -> s.thing", "a.things -> j.a"]);
    expect(await why(said, said, { quality: "draft" })).toEqual({ "s x": [{ what: "setting quality", old: "final", new: "draft" }] });
  });

  test("an input that was connected", async () => {
    const before = graph({ a: ["things", { text: "x" }], j: ["join"] }, ["a.things -> j.a"]);
    const after = graph({ a: ["things", { text: "x" }], j: ["join"] }, ["a.things -> j.a", "a.things -> j.b"]);
    expect(await why(before, after)).toEqual({ "j x": [{ what: "which inputs are connected", old: "[\"a\"]", new: "[\"a\",\"b\"]" }] });
  });

  test("a decision for one item", async () => {
    const decided = structuredClone(chain());
    decided.nodes["j"]!.items = { y: { inputs: { tail: "!" } } };
    expect(await why(chain(), decided)).toEqual({ "j y": [{ what: "input tail", old: expect.any(String), new: "!" }] });
  });

  test("being asked to, and always running", async () => {
    const tick = graph({ t: ["tick"], a: ["things", { text: "x" }], j: ["join"] }, ["a.things -> j.a"]);
    expect(await why(tick, tick, { refresh: ["j:x"] })).toEqual({ t: [{ what: "the node always runs" }], "j x": [{ what: "asked to run again" }] });
  });

  test("never having run, and no longer being kept", async () => {
    expect(await why(graph({}, []), chain())).toEqual({ a: [{ what: "it has not run before" }] });
    const home = await homes.fresh();
    const runtime = await homes.open(probePack().pack, home);
    await runGraph(runtime, chain());
    await runtime.pruneStore(0);
    const { nodes } = await runtime.plan(chain());
    expect(nodes[0]!.items).toEqual([{ item: "", state: "will-run", why: [{ what: "its result is no longer kept" }] }]);
  });

  test("what hangs on something that will run depends, and counts as one where its items are not known", async () => {
    const home = await homes.fresh();
    const runtime = await homes.open(probePack().pack, home);
    await runGraph(runtime, chain());
    const plan = await runtime.plan(chain("", "p q"));
    expect(plan.nodes.map(({ node, cached, willRun, depends }) => ({ node, cached, willRun, depends }))).toEqual([
      { node: "a", cached: 0, willRun: 1, depends: 0 }, { node: "j", cached: 0, willRun: 0, depends: 1 }, { node: "g", cached: 0, willRun: 0, depends: 1 },
    ]);
    expect(plan.estimate.complete).toBe(false);
  });

  test("the estimate counts calls by role and goes by what one item took", async () => {
    const home = await homes.fresh();
    const runtime = await homes.open(probePack().pack, home);
    const said = (extra: string, text: string) => graph({ a: ["things", { text }], s: ["say", { extra }] }, ["a.things -> s.thing"]);
    await runGraph(runtime, said("", "x y"));
    const { estimate } = await runtime.plan(said("!", "x y"));
    expect(estimate).toMatchObject({ calls: { echo: 2 }, costMicros: 20, complete: true });
  });

  test("planning writes nothing", async () => {
    const home = await homes.fresh();
    const runtime = await homes.open(probePack().pack, home);
    await runGraph(runtime, chain());
    const seen = async () => (await readdir(join(home, ".reelwright"), { recursive: true })).toSorted();
    const before = await seen();
    await runtime.plan(chain("changed"));
    expect(await seen()).toEqual(before);
  });
});
