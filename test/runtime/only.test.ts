import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openRuntime, type RunOptions } from "../../runtime/index.ts";
import { graph, type Probe, probePack } from "../kit/probe-pack.ts";
import { type Ran, runGraph } from "../kit/run.ts";
import { randomGraph } from "./only.random.ts";

async function setUp(): Promise<{ probe: Probe; runtime: Awaited<ReturnType<typeof openRuntime>> }> {
  const probe = probePack();
  const runtime = await openRuntime({ home: null, packs: [probe.pack], builtIn: false, config: {} });
  onTestFinished(() => runtime.close());
  return { probe, runtime };
}

async function runOnly(document: unknown, only: readonly string[], options: RunOptions = {}): Promise<Ran & { readonly executed: string[] }> {
  const { runtime } = await setUp();
  const ran = await runGraph(runtime, document, { ...options, only });
  return { ...ran, executed: executedIn(ran) };
}

const executedIn = (ran: Ran) => [...ran.of("item.finished"), ...ran.of("item.cached")].map(({ node, item }) => (item === "" ? node : `${node} ${item}`)).toSorted();

/** Three things, each split in two, joined, gathered by thing, gathered whole. */
const story = graph(
  { a: ["things", { text: "x y z" }], s: ["split"], j: ["join", { tail: "." }], scene: ["gather"], film: ["gather"], aside: ["join"] },
  ["a.things -> s.thing", "s.parts -> j.a", "j.thing -> scene.things", "scene.thing -> film.things", "a.things -> aside.a"],
);

describe("a run of one item", () => {
  test("runs that item and what it needs", async () => {
    expect((await runOnly(story, ["j:y/p2"])).executed).toEqual(["a", "j y/p2", "s y"]);
  });

  test("runs all that the item gathers", async () => {
    expect((await runOnly(story, ["scene:y"])).executed).toEqual(["a", "j y/p1", "j y/p2", "s y", "scene y"]);
  });

  test("of the outer keys alone runs all below them", async () => {
    expect((await runOnly(story, ["j:y"])).executed).toEqual(["a", "j y/p1", "j y/p2", "s y"]);
  });

  test("may be several, of several nodes", async () => {
    expect((await runOnly(story, ["j:x/p1", "scene:z", "aside:y"])).executed).toEqual(["a", "aside y", "j x/p1", "j z/p1", "j z/p2", "s x", "s z", "scene z"]);
  });

  test("beside its whole node adds nothing", async () => {
    expect((await runOnly(story, ["aside", "aside:y"])).executed).toEqual((await runOnly(story, ["aside"])).executed);
  });

  test("takes keys as they are escaped in events", async () => {
    const odd = graph({ a: ["things", { text: "e/1 e~2" }], j: ["join"] }, ["a.things -> j.a"]);
    expect((await runOnly(odd, ["j:e~11"])).executed).toEqual(["a", "j e~11"]);
  });

  test("is kept for the run of everything", async () => {
    const { runtime } = await setUp();
    await runGraph(runtime, story, { only: ["scene:y"] });
    const all = await runGraph(runtime, story);
    expect(all.of("item.cached").map(({ node, item }) => `${node} ${item}`).toSorted()).toEqual(["a ", "j y/p1", "j y/p2", "s y", "scene y"]);
  });

  test("that is not there ends the run failed and names those that are", async () => {
    const { last, executed } = await runOnly(story, ["j:y/p3"]);
    expect(last.outcome).toBe("failed");
    expect(last.problems).toEqual([{ code: "ITEM_UNKNOWN", node: "j", item: "y/p3", message: '"j" has no item "y/p3": there are y/p1, y/p2.', hint: 'Did you mean "j:y/p1"?' }]);
    expect(executed).toEqual(["a", "s y"]);
    expect((await runOnly(story, ["scene:nowhere"])).last.problems).toMatchObject([{ code: "ITEM_UNKNOWN", message: '"scene" has no item "nowhere": there are x, y, z.', hint: "Choose one of those." }]);
  });

  test("that is not there does not keep the others from being made", async () => {
    const { last, executed } = await runOnly(story, ["aside:q", "aside:x"]);
    expect(last.problems).toMatchObject([{ code: "ITEM_UNKNOWN", item: "q" }]);
    expect(executed).toEqual(["a", "aside x"]);
  });

  test("says nothing of items when what makes them failed", async () => {
    const { last } = await runOnly(graph({ a: ["things", { text: "x" }], b: ["join", { fails: "x" }], s: ["split"] }, ["a.things -> b.a", "b.thing -> s.thing"]), ["s:x"]);
    expect(last.outcome).toBe("failed");
    expect(last.problems).toEqual([]);
  });

  test.each([["film:x", '"film" runs once, so it has no item "x".'], ["aside:x/p1", '"aside" has no item "x/p1": its items have one key.'], ["nobody:x", 'There is no node "nobody" to run.']])("that cannot be is a problem before anything runs: %s", async (target, message) => {
    const { runtime } = await setUp();
    expect(await runtime.check(story, { only: [target] })).toMatchObject([{ message }]);
    expect((await runGraph(runtime, story, { only: [target] })).last).toMatchObject({ outcome: "failed", problems: [{ message }] });
  });

  test("of a muted node is refused", async () => {
    const muted = structuredClone(story);
    muted.nodes["aside"] = { ...muted.nodes["aside"]!, mode: "muted" };
    expect((await runOnly(muted, ["aside:x"])).last.problems).toMatchObject([{ code: "NODE_MUTED", node: "aside" }]);
  });

  test("inside a subgraph runs nothing of its other calls", async () => {
    const folder = await mkdtemp(join(tmpdir(), "reelwright-only-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const inner = graph({ s: ["split"], j: ["join"], g: ["gather"] }, ["s.parts -> j.a", "j.thing -> g.things"], { name: "inner", inputs: { thing: { type: "probe/thing", to: ["s.thing"] } }, outputs: { out: { from: "g.thing" } } });
    await writeFile(join(folder, "inner.json"), JSON.stringify(inner));
    const outer = graph({ a: ["things", { text: "x y" }], call: ["graph/inner"] }, ["a.things -> call.thing"]);
    const all = ["a", "call/g x", "call/j x/p1", "call/j x/p2", "call/s x"];
    expect((await runOnly(outer, ["call:x"], { folder })).executed).toEqual(all);
    expect((await runOnly(outer, ["call/g:x"], { folder })).executed).toEqual(all);
    expect((await runOnly(outer, ["call/j:x/p1"], { folder })).executed).toEqual(["a", "call/j x/p1", "call/s x"]);
    expect((await runOnly(outer, ["call:x/p1"], { folder })).last.problems).toMatchObject([{ code: "ITEM_UNKNOWN", node: "call" }]);
    expect((await runOnly(outer, ["call:q"], { folder })).last.problems[0]).toMatchObject({ code: "ITEM_UNKNOWN", item: "q" });
  });

  test("is planned as it would run, also before its lists are known", async () => {
    const { runtime } = await setUp();
    const states = async () => Object.fromEntries((await runtime.plan(story, { only: ["j:y/p2"] })).nodes.map(({ node, items }) => [node, items.map(({ item, state }) => `${item} ${state}`)]));
    expect(await states()).toEqual({ a: [" will-run"], s: ["y depends"], j: ["y/p2 depends"] });
    await runGraph(runtime, story, { only: ["s:y"] });
    expect(await states()).toEqual({ a: [" cached"], s: ["y cached"], j: ["y/p2 will-run"] });
    expect((await runtime.plan(story, { only: ["j:y/p2"] })).estimate.calls).toEqual({});
    expect((await runtime.plan(story, { only: ["j:q"] })).problems).toMatchObject([{ code: "ITEM_UNKNOWN", item: "q" }]);
  });

  test("is estimated as one item", async () => {
    const { runtime } = await setUp();
    const spoken = graph({ a: ["things", { text: "x y z" }], say: ["say"] }, ["a.things -> say.thing"]);
    await runGraph(runtime, spoken, { only: ["a"] });
    expect((await runtime.plan(spoken)).estimate.calls).toEqual({ echo: 3 });
    expect((await runtime.plan(spoken, { only: ["say:y"] })).estimate.calls).toEqual({ echo: 1 });
  });
});

describe("in random graphs", () => {
  const seeds = Array.from({ length: 80 }, (_, index) => index + 1);

  test.each(seeds)("an item's run is what the rules say it needs, no more and no less (seed %i)", async (seed) => {
    const { document, nodes, items, closure } = randomGraph(seed);
    const whole = await setUp();
    const everything = await runGraph(whole.runtime, document, { only: nodes });
    expect(everything.last).toMatchObject({ outcome: "succeeded", problems: [] });
    const digests = new Map(everything.of("item.finished").concat(everything.of("item.cached") as never).map(({ node, item, outputs }) => [`${node} ${item}`, outputs]));
    for (const node of nodes.slice(-3)) {
      const all = items(node);
      const item = all[(seed * 7) % all.length]!;
      for (const path of new Set([item, item.slice(0, 1)])) {
        const ran = await runOnly(document, [path.length === 0 ? node : `${node}:${path.join("/")}`]);
        expect(ran.last).toMatchObject({ outcome: "succeeded", problems: [] });
        expect(ran.executed, `${node}:${path.join("/")} of seed ${seed}`).toEqual([...closure(node, path)].toSorted());
        for (const { node: id, item: key, outputs } of ran.of("item.finished")) expect(outputs).toEqual(digests.get(`${id} ${key}`));
      }
    }
  });
});
