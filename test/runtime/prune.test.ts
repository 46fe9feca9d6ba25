import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Runtime } from "../../runtime/index.ts";
import { errandGraph, errandPack } from "../kit/errands.ts";
import { testHomes } from "../kit/homes.ts";
import { graph, probePack } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";

const homes = testHomes();

/** One thing, kept as a file of 10,000 bytes. */
const page = (name: string): GraphDocument => graph({ a: ["things", { text: name }], j: ["join", { tail: "-".repeat(10_000) }], f: ["file"] }, ["a.things -> j.a", "j.thing -> f.thing"], { name: `page-${name}` });

async function setUp() {
  const home = await homes.fresh();
  const probe = probePack();
  const runtime = await homes.open(probe.pack, home);
  return { home, probe, runtime };
}

/** Whether everything a document needs is still kept. */
async function isKept(runtime: Runtime, document: GraphDocument): Promise<boolean> {
  const { willRun, depends } = (await runtime.plan(document)).counts;
  return willRun + depends === 0;
}

describe("pruning", () => {
  test("drops what was used least recently, until the store is small enough", async () => {
    const { runtime } = await setUp();
    const names = ["a", "b", "c", "d"];
    for (const name of names) await runGraph(runtime, page(name));
    // Used again: now the most recent.
    await runGraph(runtime, page("a"));
    const { bytes } = await runtime.storeInfo();
    // Half, and a little: a record's length depends on the digits of its time.
    const most = Math.ceil(bytes / 2) + 200;
    const pruned = await runtime.pruneStore(most);
    expect(pruned.keptBytes).toBeLessThanOrEqual(most);
    expect(pruned).toMatchObject({ removedBlobs: 2, freedBytes: bytes - pruned.keptBytes });
    const { bytes: after, blobs } = await runtime.storeInfo();
    expect({ after, blobs }).toEqual({ after: pruned.keptBytes, blobs: 2 });
    expect(await Promise.all(names.map((name) => isKept(runtime, page(name))))).toEqual([true, false, false, true]);
    // And what was dropped is made again.
    expect((await runGraph(runtime, page("b"))).last.counts).toMatchObject({ failed: 0, skipped: 0 });
  });

  test("drops nothing when the store is small enough", async () => {
    const { runtime } = await setUp();
    await runGraph(runtime, page("a"));
    expect(await runtime.pruneStore(10_000_000)).toMatchObject({ removedResults: 0, removedBlobs: 0, freedBytes: 0 });
    expect(await isKept(runtime, page("a"))).toBe(true);
  });

  test("to nothing empties the store, for other processes too", async () => {
    const { home, runtime } = await setUp();
    const other = await homes.open(probePack().pack, home);
    await runGraph(runtime, page("a"));
    await runGraph(other, page("b"));
    expect(await runtime.pruneStore(0)).toMatchObject({ keptBytes: 0 });
    expect(await runtime.storeInfo()).toMatchObject({ results: 0, blobs: 0, bytes: 0 });
    for (const name of ["a", "b"]) expect((await runGraph(other, page(name))).last.outcome).toBe("succeeded");
  });

  test("keeps bytes that two results share until the last of them goes", async () => {
    const { runtime } = await setUp();
    const shared = (id: string) => graph({ f: ["file", { thing: { id, text: "=".repeat(10_000) } }] }, [], { name: id });
    await runGraph(runtime, shared("one"));
    await runGraph(runtime, shared("two"));
    expect(await runtime.storeInfo()).toMatchObject({ blobs: 1, results: 2 });
    // Room for the blob and one result.
    expect(await runtime.pruneStore((await runtime.storeInfo()).bytes - 1)).toMatchObject({ removedResults: 1, removedBlobs: 0 });
    expect([await isKept(runtime, shared("one")), await isKept(runtime, shared("two"))]).toEqual([false, true]);
    expect(await runtime.pruneStore(5000)).toMatchObject({ removedResults: 1, removedBlobs: 1 });
  });

  test("never drops what a graph of the project pins or holds as a value", async () => {
    const { home, runtime } = await setUp();
    const ran = await runGraph(runtime, { ...page("a"), outputs: { file: { from: "f.file" } } });
    const pinned = Object.values(ran.output("file"))[0];
    const given = await runtime.keep("text/plain", "given by hand");
    await runGraph(runtime, page("b"));
    const { mkdir } = await import("node:fs/promises");
    await mkdir(join(home, "graphs"));
    await writeFile(join(home, "graphs", "pins.json"), JSON.stringify(graph({ a: ["things", { text: "x" }], f: ["file", {}, { x: { pin: { file: pinned } } }] }, ["a.things -> f.thing"])));
    await writeFile(join(home, "holds.json"), JSON.stringify(graph({ g: ["core/file", { file: given }] }, [])));
    await runtime.pruneStore(0);
    expect(await runtime.storeInfo()).toMatchObject({ blobs: 2 });
    for (const artifact of [pinned, given]) await runtime.path(artifact);
    expect(await isKept(runtime, page("b"))).toBe(false);
  });

  test("never drops what a run under way has used, will use again, or was given", async () => {
    const { home, probe, runtime } = await setUp();
    const document: GraphDocument = { ...graph({ a: ["things", { text: "x".padEnd(500, "-") }], f: ["file"], h: ["hold"], j: ["join"], last: ["file"] }, ["a.things -> f.thing", "a.things -> h.thing", "h.thing -> j.a", "j.thing -> last.thing"]), name: "under-way" };
    const first = runGraph(runtime, document);
    (await probe.next()).release();
    await first;
    await runGraph(runtime, page("b"));
    const second = runGraph(runtime, document, { refresh: ["h"] });
    const held = await probe.next();
    // Another process prunes.
    const other = await homes.open(probePack().pack, home);
    await other.pruneStore(0);
    expect(await isKept(other, page("b"))).toBe(false);
    held.release();
    const ran = await second;
    expect(ran.last).toMatchObject({ outcome: "succeeded", counts: { executed: 1, cached: 4 } });
    expect(await isKept(other, document)).toBe(true);
  });

  test("leaves what a run under way has kept as a part of its work, before any event has told of it", async () => {
    const { defineNode, definePack, File, port, Type } = await import("../../runtime/contract/index.ts");
    const home = await homes.fresh();
    let reached: (() => void) | undefined;
    let go: (() => void) | undefined;
    const half = new Promise<void>((resolve) => { reached = resolve; });
    const released = new Promise<void>((resolve) => { go = resolve; });
    const slow = defineNode({
      type: "slow/slow", version: 1, title: "Slow", summary: "Keeps a part, then waits.", inputs: { seed: port.value(Type.Integer({ default: 0 })) }, outputs: { file: port.value(File) },
      async run({ context }) {
        const file = await context.memo("part", () => context.write("text/plain", "the costly part"));
        reached!();
        await released;
        return { file };
      },
    });
    const pack = definePack({ name: "slow", title: "Slow", version: "1.0.0", contract: 1, nodes: [slow] });
    const runtime = await homes.open(pack, home);
    const document = graph({ s: ["slow/slow"] }, []);
    const running = runGraph(runtime, document);
    await half;
    await new Promise((resolve) => { setImmediate(resolve); });
    await runtime.pruneStore(0);
    go!();
    expect((await running).last.outcome).toBe("succeeded");
    expect(await runtime.verifyStore()).toMatchObject({ corrupt: [], removedResults: 0 });
    expect((await runGraph(runtime, document)).last.counts).toMatchObject({ cached: 1 });
  });

  test("sweeps bytes that no result names: left by a kill, or given and never used", async () => {
    const { runtime } = await setUp();
    await runtime.keep("text/plain", "given and never used".repeat(1000));
    await runGraph(runtime, page("a"));
    const { bytes } = await runtime.storeInfo();
    expect(await runtime.pruneStore(bytes - 1)).toMatchObject({ removedResults: 0, removedBlobs: 1 });
    expect(await isKept(runtime, page("a"))).toBe(true);
  });

  test("takes the parts of the work with it", async () => {
    const home = await homes.fresh();
    const called: string[] = [];
    const runtime = await homes.open(errandPack((name) => called.push(name)), home);
    const document = errandGraph(5);
    await runGraph(runtime, document);
    const { results } = await runtime.storeInfo();
    expect(results).toBe(22);
    expect(await runtime.pruneStore(0)).toMatchObject({ removedResults: 22, removedBlobs: 6 });
  });

  test("gives the room back on disk", async () => {
    const { home, runtime } = await setUp();
    const size = async () => {
      const { readdir, stat } = await import("node:fs/promises");
      const files = await readdir(join(home, ".reelwright", "results"));
      return (await Promise.all(files.map(async (name) => (await stat(join(home, ".reelwright", "results", name))).size))).reduce((sum, bytes) => sum + bytes, 0);
    };
    await runGraph(runtime, graph({ n: ["numbers", { count: 500 }], j: ["join"] }, ["n.numbers -> j.a"]));
    const before = await size();
    await runtime.pruneStore(Math.floor(before / 4));
    expect(await size()).toBeLessThan(before / 3);
  });
});

test("pruning leaves the records of the newest hundred runs", async () => {
  const { runtime } = await setUp();
  for (let time = 0; time < 103; time++) await runGraph(runtime, page("a"));
  expect(await runtime.pruneStore(10_000_000)).toMatchObject({ removedRuns: 3, removedResults: 0 });
  expect(runtime.runs.list()).toHaveLength(100);
  expect((await runtime.storeInfo()).runs).toBe(100);
});
