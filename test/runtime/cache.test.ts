import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { defineNode, definePack, port, Type } from "../../runtime/contract/index.ts";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { graph, type Probe, probePack } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";

const open: Runtime[] = [];
async function runtimeWith(probe: Probe, home: string | null = null): Promise<Runtime> {
  const runtime = await openRuntime({ home, packs: [probe.pack], builtIn: false });
  open.push(runtime);
  return runtime;
}
afterEach(async () => { for (const runtime of open.splice(0)) await runtime.close(); });

/** What runs when a document is run again after an edit. */
async function afterEdit(first: ReturnType<typeof graph>, second: ReturnType<typeof graph>): Promise<string[]> {
  const probe = probePack();
  const runtime = await runtimeWith(probe);
  await runGraph(runtime, first);
  probe.ran.length = 0;
  const ran = await runGraph(runtime, second);
  expect(ran.last.outcome).toBe("succeeded");
  return probe.ran;
}

const chain = (tail = "", text = "x y z") => graph({ a: ["things", { text }], b: ["join", { tail }], c: ["gather"] }, ["a.things -> b.a", "b.thing -> c.things"]);

test("an unchanged graph runs nothing", async () => {
  expect(await afterEdit(chain(), chain())).toEqual([]);
});

test("changing an input re-runs that node and what its new output reaches", async () => {
  expect(await afterEdit(chain(), chain("!"))).toEqual(["join x", "join y", "join z", "gather"]);
});

test("changing one element of a list re-runs that item and what gathers it", async () => {
  expect(await afterEdit(chain("", "x y z"), chain("", "x q z"))).toEqual(["things", "join q", "gather"]);
});

test("a decision for one item re-runs that item alone, and what gathers it", async () => {
  const decided = graph({ a: ["things", { text: "x y z" }], b: ["join", { tail: "" }, { y: { inputs: { tail: "?" } } }], c: ["gather"] }, ["a.things -> b.a", "b.thing -> c.things"]);
  expect(await afterEdit(chain(), decided)).toEqual(["join y", "gather"]);
});

test("a pinned output stands in for the item, which does not run", async () => {
  const pinned = graph({ a: ["things", { text: "x y" }], b: ["join", {}, { x: { pin: { thing: { id: "x", text: "pinned" } } } }], c: ["gather"] }, ["a.things -> b.a", "b.thing -> c.things"], { outputs: { all: { from: "c.thing" } } });
  const probe = probePack();
  const ran = await runGraph(await runtimeWith(probe), pinned);
  expect(probe.ran).toEqual(["things", "join y", "gather"]);
  expect(ran.output("all")[""].text).toBe("[pinned y]");
});

test("an upstream that re-runs and gives equal content re-runs nothing below", async () => {
  const doc = (number: number) => graph({ p: ["parity", { number }], j: ["join"] }, ["p.thing -> j.a"]);
  expect(await afterEdit(doc(2), doc(4))).toEqual(["parity"]);
  expect(await afterEdit(doc(2), doc(5))).toEqual(["parity", "join"]);
});

test("renaming nodes, moving them and retitling the graph re-runs nothing", async () => {
  const renamed = { ...graph({ aa: ["things", { text: "x y z" }], bb: ["join"], cc: ["gather"] }, ["bb.thing -> cc.things", "aa.things -> bb.a"]), name: "other", title: "Other", layout: { nodes: { aa: [5, 5] } } };
  expect(await afterEdit(chain(), renamed)).toEqual([]);
});

test("writing out a default re-runs nothing", async () => {
  expect(await afterEdit(chain(), graph({ a: ["things", { text: "x y z" }], b: ["join", { tail: "", fails: "never" }], c: ["gather"] }, ["a.things -> b.a", "b.thing -> c.things"]))).toEqual([]);
});

test("the same work in two nodes is done once", async () => {
  const probe = probePack();
  await runGraph(await runtimeWith(probe), graph({ a: ["things", { text: "x" }], b: ["join"], c: ["join"] }, ["a.things -> b.a", "a.things -> c.a"]));
  expect(probe.ran).toEqual(["things", "join x"]);
});

test("the same work in two runs at once is done once", async () => {
  const probe = probePack();
  const runtime = await runtimeWith(probe);
  const doc = graph({ a: ["things", { text: "x" }], h: ["hold"] }, ["a.things -> h.thing"]);
  const both = [runGraph(runtime, doc), runGraph(runtime, doc)];
  (await probe.next()).release();
  const [one, other] = await Promise.all(both);
  expect([one!.last.outcome, other!.last.outcome]).toEqual(["succeeded", "succeeded"]);
  expect(probe.ran).toEqual(["things", "hold x"]);
});

test("work whose owner cancels is taken over by the run that joined it", async () => {
  const probe = probePack();
  const runtime = await runtimeWith(probe);
  const doc = graph({ a: ["things", { text: "x" }], h: ["hold"] }, ["a.things -> h.thing"]);
  const owner = new AbortController();
  const first = runGraph(runtime, doc, { signal: owner.signal });
  await probe.next();
  const second = runGraph(runtime, doc);
  await new Promise((resolve) => { setImmediate(resolve); });
  owner.abort();
  (await probe.next()).release();
  expect((await first).last.outcome).toBe("cancelled");
  expect((await second).last.outcome).toBe("succeeded");
});

test("another version of a node type re-runs it, and only it when its output is equal", async () => {
  const home = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  const first = probePack();
  const old = await runtimeWith(first, home);
  await runGraph(old, chain());
  await old.close();
  const second = probePack({ version: 2 });
  await runGraph(await runtimeWith(second, home), chain());
  expect(second.ran).toEqual(["join x", "join y", "join z"]);
  await rm(home, { recursive: true });
});

test("another provider behind a role re-runs what uses the role", async () => {
  const home = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  const doc = graph({ a: ["things", { text: "x" }], s: ["say"] }, ["a.things -> s.thing"]);
  const first = await runtimeWith(probePack(), home);
  await runGraph(first, doc);
  await first.close();
  const second = probePack({ fingerprint: "echo@2" });
  await runGraph(await runtimeWith(second, home), doc);
  expect(second.ran).toEqual(["say x", "echo x"]);
  await rm(home, { recursive: true });
});

test("a declared setting is in the key, an undeclared one is not", async () => {
  const probe = probePack();
  const runtime = await runtimeWith(probe);
  const doc = graph({ a: ["things", { text: "x" }], s: ["say"] }, ["a.things -> s.thing"], { outputs: { said: { from: "s.thing" } } });
  await runGraph(runtime, doc, { quality: "final" });
  probe.ran.length = 0;
  const ran = await runGraph(runtime, doc, { quality: "draft" });
  expect(probe.ran).toEqual(["say x"]);
  expect(ran.output("said")["x"].text).toBe("X (draft)");
});

test("a part of the work that is kept on its own is not done again when the rest changes", async () => {
  const doc = (extra: string) => graph({ a: ["things", { text: "x" }], s: ["say", { extra }] }, ["a.things -> s.thing"]);
  expect(await afterEdit(doc(""), doc("!"))).toEqual(["say x"]);
});

test("a failed item leaves no record and runs again", async () => {
  const probe = probePack();
  const runtime = await runtimeWith(probe);
  const doc = graph({ a: ["things", { text: "x y" }], j: ["join", { fails: "x" }] }, ["a.things -> j.a"]);
  await runGraph(runtime, doc);
  probe.ran.length = 0;
  expect((await runGraph(runtime, doc)).last.counts).toEqual({ executed: 0, cached: 2, failed: 1, skipped: 0 });
  expect(probe.ran).toEqual(["join x"]);
});

test("a cancelled item leaves no record and runs again", async () => {
  const probe = probePack();
  const runtime = await runtimeWith(probe);
  const doc = graph({ a: ["things", { text: "x" }], h: ["hold"] }, ["a.things -> h.thing"]);
  const cancel = new AbortController();
  const first = runGraph(runtime, doc, { signal: cancel.signal });
  await probe.next();
  cancel.abort();
  await first;
  const second = runGraph(runtime, doc);
  (await probe.next()).release();
  expect((await second).last.counts).toEqual({ executed: 1, cached: 1, failed: 0, skipped: 0 });
});

test("a volatile node always runs, and what follows only when its content changed", async () => {
  const probe = probePack();
  const runtime = await runtimeWith(probe);
  const doc = graph({ t: ["tick"], j: ["join"] }, ["t.thing -> j.a"]);
  for (let time = 0; time < 4; time++) await runGraph(runtime, doc);
  expect(probe.ran).toEqual(["tick", "join", "tick", "tick", "join", "tick"]);
});

test("refresh runs the named items again and nothing else", async () => {
  const probe = probePack();
  const runtime = await runtimeWith(probe);
  await runGraph(runtime, chain());
  probe.ran.length = 0;
  await runGraph(runtime, chain(), { refresh: ["b:y"] });
  expect(probe.ran).toEqual(["join y"]);
});

test("an audit of sound nodes makes kept results again and finds nothing", async () => {
  const probe = probePack();
  const runtime = await runtimeWith(probe);
  await runGraph(runtime, chain());
  const sound = await runGraph(runtime, chain(), { audit: 5 });
  expect(sound.last.outcome).toBe("succeeded");
  expect(sound.last.counts).toEqual({ executed: 5, cached: 0, failed: 0, skipped: 0 });
});

test("an audit names the output of a node that reads what is not in its key", async () => {
  let hidden = 0;
  const liar = defineNode({
    type: "liar/count", version: 1, title: "Count", summary: "Reads what no key knows of.",
    inputs: {}, outputs: { number: port.value(Type.Number()), steady: port.value(Type.String()) },
    async run() { return { number: hidden++, steady: "same" }; },
  });
  const runtime = await openRuntime({ home: null, builtIn: false, packs: [definePack({ name: "liar", title: "Liar", version: "1.0.0", contract: 1, nodes: [liar] })] });
  open.push(runtime);
  const document = graph({ l: ["liar/count"] }, []);
  await runGraph(runtime, document);
  const { last } = await runGraph(runtime, document, { audit: 1 });
  expect(last.outcome).toBe("failed");
  expect(last.problems).toEqual([expect.objectContaining({ code: "AUDIT_DIFFERS", node: "l", port: "number", hint: expect.any(String) })]);
});

test("results survive the process and hit in another one", async () => {
  const home = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  const first = await runtimeWith(probePack(), home);
  await runGraph(first, chain());
  await first.close();
  const probe = probePack();
  const ran = await runGraph(await runtimeWith(probe, home), chain());
  expect(probe.ran).toEqual([]);
  expect(ran.last.counts.cached).toBe(5);
  await rm(home, { recursive: true });
});

test("a store copied elsewhere still hits", async () => {
  const { cp } = await import("node:fs/promises");
  const home = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  const first = await runtimeWith(probePack(), home);
  const doc = graph({ a: ["things", { text: "x y" }], f: ["file"] }, ["a.things -> f.thing"]);
  await runGraph(first, doc);
  await first.close();
  const copy = `${home}-copy`;
  await cp(home, copy, { recursive: true });
  await rm(home, { recursive: true });
  const probe = probePack();
  await runGraph(await runtimeWith(probe, copy), doc);
  expect(probe.ran).toEqual([]);
  await rm(copy, { recursive: true });
});
