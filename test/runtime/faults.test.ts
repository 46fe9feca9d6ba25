import { cp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { errandGraph, errandPack } from "../kit/errands.ts";
import { testHomes } from "../kit/homes.ts";
import { graph, probePack } from "../kit/probe-pack.ts";
import { type Ran, runGraph } from "../kit/run.ts";

const homes = testHomes();
const document = errandGraph(6, { bytes: 3000 });
let expected: Ran["last"]["outputs"];
beforeAll(async () => {
  const runtime = await openRuntime({ home: null, packs: [errandPack(() => {})], builtIn: false });
  expected = (await runGraph(runtime, document)).last.outputs;
  await runtime.close();
});

/** A project in which the document has run; `called` hears of what runs after that. */
async function projectThatRan(): Promise<{ home: string; called: string[]; reopen(): Promise<Runtime> }> {
  const home = await homes.fresh();
  const first = await homes.open(errandPack(() => {}), home);
  await runGraph(first, document);
  await first.close();
  const called: string[] = [];
  return { home, called, reopen: () => homes.open(errandPack((name, item) => called.push(`${name} ${item}`)), home) };
}

async function blobsIn(home: string): Promise<string[]> {
  const root = join(home, ".reelwright", "blobs");
  const shelves = await readdir(root);
  return (await Promise.all(shelves.map(async (shelf) => (await readdir(join(root, shelf))).map((name) => join(root, shelf, name))))).flat().sort();
}

async function flip(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(path, bytes);
}

const damages: readonly [how: string, damage: (path: string) => Promise<void>][] = [
  ["one bit is flipped", flip],
  ["it is cut short", (path) => truncate(path, 10)],
  ["it is emptied", (path) => truncate(path, 0)],
  ["it is deleted", (path) => rm(path)],
];

describe("when bytes in the store are damaged", () => {
  test.each(damages)("and %s: the next run notices, makes exactly that again, and comes to the same end", async (_how, damage) => {
    const { home, called, reopen } = await projectThatRan();
    const blobs = await blobsIn(home);
    expect(blobs).toHaveLength(7);
    for (const [turn, blob] of blobs.entries()) {
      called.length = 0;
      await damage(blob);
      const runtime = await reopen();
      const ran = await runGraph(runtime, document);
      expect(ran.last, `blob ${turn}`).toMatchObject({ outcome: "succeeded", outputs: expected });
      // What reads the letter gets equal bytes, so nothing after it runs.
      expect(called).toEqual([expect.stringMatching(/^(letter n\d|report )/)]);
      expect(ran.of("item.log").map(({ message }) => message)).toEqual([expect.stringContaining("made again")]);
      expect(await runtime.verifyStore()).toMatchObject({ corrupt: [], removedResults: 0 });
      await runtime.close();
    }
  });

  test("all of it at once: everything that made bytes runs again, nothing else, and the end is the same", async () => {
    const { home, called, reopen } = await projectThatRan();
    for (const blob of await blobsIn(home)) await flip(blob);
    const ran = await runGraph(await reopen(), document);
    expect(ran.last.outputs).toEqual(expected);
    expect(called.toSorted()).toEqual(["letter n0", "letter n1", "letter n2", "letter n3", "letter n4", "letter n5", "report "]);
  });

  test("while the process lives that made it, that is noticed as well", async () => {
    const home = await homes.fresh();
    const called: string[] = [];
    const runtime = await homes.open(errandPack((name, item) => called.push(`${name} ${item}`)), home);
    await runGraph(runtime, document);
    called.length = 0;
    const [blob] = await blobsIn(home);
    await flip(blob!);
    expect((await runGraph(runtime, document)).last.outputs).toEqual(expected);
    expect(called).toHaveLength(1);
  });

  test("a plan says what will be made again, and changes nothing", async () => {
    const { home, called, reopen } = await projectThatRan();
    await rm((await blobsIn(home))[0]!);
    const before = await blobsIn(home);
    const runtime = await reopen();
    const plan = await runtime.plan(document);
    expect(plan.counts.willRun).toBe(1);
    expect(called).toEqual([]);
    expect(await blobsIn(home)).toEqual(before);
  });

  test("verifying finds it, and removes what relied on it, so that the next run makes it again", async () => {
    const { home, called, reopen } = await projectThatRan();
    const [flipped, deleted] = await blobsIn(home);
    await flip(flipped!);
    await rm(deleted!);
    const runtime = await reopen();
    const verified = await runtime.verifyStore();
    expect(verified).toMatchObject({ blobs: 6, corrupt: [expect.stringMatching(/^[0-9a-f]{64}$/)], removedResults: 2 });
    expect(flipped).toContain(verified.corrupt[0]);
    expect((await runGraph(runtime, document)).last.outputs).toEqual(expected);
    expect(called).toHaveLength(2);
    expect(await runtime.verifyStore()).toMatchObject({ corrupt: [], removedResults: 0 });
  });

  test("bytes that a user gave are not made again: the item that needs them says so", async () => {
    const home = await homes.fresh();
    const runtime = await homes.open(errandPack(() => {}), home);
    const letter = await runtime.keep("text/plain", "given by hand");
    const given = {
      format: "reelwright/graph@1", name: "given",
      inputs: { letter: { type: "file", default: letter, to: ["read.letter"] } },
      nodes: { read: { type: "errand/read", inputs: { errand: { id: "a", text: "a" } } } }, outputs: { read: { from: "read.errand" } },
    };
    await flip((await blobsIn(home))[0]!);
    const damaged = await runGraph(runtime, given);
    expect(damaged.of("item.failed").map(({ problem }) => problem.code)).toEqual(["ARTIFACT_CORRUPT"]);
    const gone = await runGraph(runtime, given);
    expect(gone.of("item.failed").map(({ problem }) => problem)).toEqual([expect.objectContaining({ code: "ARTIFACT_MISSING", hint: expect.stringContaining("given again") })]);
    await runtime.keep("text/plain", "given by hand");
    expect((await runGraph(runtime, given)).last.outcome).toBe("succeeded");
  });
});

describe("when the record of results is damaged", () => {
  test("anywhere, the run makes again what was lost and comes to the same end", async () => {
    const { home, called, reopen } = await projectThatRan();
    const folder = join(home, ".reelwright", "results");
    const copy = join(home, "copy");
    await cp(join(home, ".reelwright"), copy, { recursive: true });
    const [segment] = await readdir(folder);
    const { length } = await readFile(join(folder, segment!));
    for (const part of [0.01, 0.2, 0.4, 0.6, 0.8, 0.99]) {
      await rm(join(home, ".reelwright"), { recursive: true });
      await cp(copy, join(home, ".reelwright"), { recursive: true });
      const bytes = await readFile(join(folder, segment!));
      bytes[Math.floor(length * part)]! ^= 4;
      await writeFile(join(folder, segment!), bytes);
      called.length = 0;
      const runtime = await reopen();
      expect((await runGraph(runtime, document)).last).toMatchObject({ outcome: "succeeded", outputs: expected });
      expect(called.length, `at ${part}`).toBeLessThanOrEqual(1);
      await runtime.close();
    }
  });

  test.each([
    ["all results are gone", async (store: string) => rm(join(store, "results"), { recursive: true })],
    ["all bytes are gone", async (store: string) => rm(join(store, "blobs"), { recursive: true })],
    ["the history is gone", async (store: string) => rm(join(store, "runs"), { recursive: true })],
    ["the history is nonsense", async (store: string) => { for (const name of await readdir(join(store, "runs"))) await writeFile(join(store, "runs", name), "{{{\n\n"); }],
    ["a folder stands among the results", async (store: string) => cp(join(store, "runs"), join(store, "results", "runs.log"), { recursive: true })],
  ])("or %s, it is made again as far as needed", async (_how, damage) => {
    const { home, reopen } = await projectThatRan();
    await damage(join(home, ".reelwright"));
    const runtime = await reopen();
    expect((await runtime.plan(document)).problems).toEqual([]);
    expect(runtime.runs.list().every(({ id }) => id !== "")).toBe(true);
    expect((await runGraph(runtime, document)).last).toMatchObject({ outcome: "succeeded", outputs: expected });
    expect(await runtime.verifyStore()).toMatchObject({ corrupt: [], removedResults: 0 });
  });
});

describe("a clock that jumps", () => {
  test("backwards or forwards changes neither results nor the order of events", async ({ onTestFinished }) => {
    const { vi } = await import("vitest");
    const home = await homes.fresh();
    const probe = probePack();
    const runtime = await homes.open(probe.pack, home);
    const chain = graph({ a: ["things", { text: "x y z" }], j: ["join"], g: ["gather"] }, ["a.things -> j.a", "j.thing -> g.things"]);
    let hours = 0;
    const real = Date.now;
    const now = vi.spyOn(Date, "now").mockImplementation(() => real() + (hours = -hours + 1) * 3_600_000);
    onTestFinished(() => now.mockRestore());
    const first = await runGraph(runtime, chain);
    expect(first.events.map(({ seq }) => seq)).toEqual([...first.events.keys()]);
    await runtime.close();
    const again = probePack();
    await runGraph(await homes.open(again.pack, home), chain);
    expect(again.ran).toEqual([]);
  });
});
