import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { built } from "../kit/built.ts";
import { startChild } from "../kit/child.ts";
import { errandGraph, errandPack } from "../kit/errands.ts";
import { type Ran, runGraph } from "../kit/run.ts";
import { starve } from "../kit/starve.ts";

const folders: string[] = [];
afterAll(async () => { for (const folder of folders) await rm(folder, { recursive: true }); });
async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  folders.push(folder);
  return folder;
}

const document = errandGraph(4, { bytes: 500 });
let expected: Ran["last"]["outputs"];
beforeAll(async () => {
  const runtime = await openRuntime({ home: null, packs: [errandPack(() => {})], builtIn: false });
  expected = (await runGraph(runtime, document)).last.outputs;
  await runtime.close();
});

const open = (home: string, called: (name: string, item: string) => void = () => {}) => openRuntime({ home, packs: [errandPack(called)], builtIn: false });

/** A run on a disk that refuses from the n-th write on, then one with room again, in the same process. */
async function starvedAt(from: number, code: "ENOSPC" | "EIO"): Promise<{ first: Ran; calls: number }> {
  const home = await freshFolder();
  const called: string[] = [];
  const runtime = await open(home, (name, item) => called.push(`${name} ${item}`));
  const disk = await starve(from, code);
  const first = await runGraph(runtime, document, { concurrency: 2 }).finally(() => disk.free());
  const told = first.of("item.finished").map(({ node, item }) => `${node} ${item}`);

  called.length = 0;
  const second = await runGraph(runtime, document);
  expect(second.last).toMatchObject({ outcome: "succeeded", outputs: expected, problems: [] });
  // What was told to be finished stands, also when it could only be written once there was room again.
  expect(called.filter((item) => told.includes(item)), `told, and run again (${code} from write ${from})`).toEqual([]);
  expect(await runtime.verifyStore()).toMatchObject({ corrupt: [], removedResults: 0 });
  await runtime.close();

  called.length = 0;
  const later = await open(home, (name, item) => called.push(`${name} ${item}`));
  expect((await runGraph(later, document)).last.outputs).toEqual(expected);
  expect(called).toEqual([]);
  expect(await readdir(join(home, ".reelwright", "work")).then((left) => left.length)).toBeLessThanOrEqual(1);
  await later.close();
  return { first, calls: disk.calls };
}

describe("a disk that is full", () => {
  test("at any of its writes, ends the run with a problem that says so; nothing is lost, and it goes on when there is room", async () => {
    let full = 0;
    for (let from = 0; from < 400; from += from < 20 ? 1 : 7) {
      const { first, calls } = await starvedAt(from, "ENOSPC");
      if (calls <= from) break;
      const codes = [...first.last.problems, ...first.of("item.failed").map(({ problem }) => problem)].map(({ code }) => code);
      // History alone may fail without failing the run.
      if (first.last.outcome === "succeeded") continue;
      full++;
      expect(first.last.outcome).toBe("failed");
      expect(new Set(codes), `from write ${from}`).toEqual(new Set(["STORE_FULL"]));
      expect(first.of("run.finished")).toHaveLength(1);
    }
    expect(full).toBeGreaterThan(20);
  });

  test("a disk that fails in another way is reported as what it is", async () => {
    for (const from of [0, 1, 2, 3, 5, 8, 13, 21]) {
      const { first } = await starvedAt(from, "EIO");
      if (first.last.outcome === "succeeded") continue;
      expect(first.last.problems.map(({ code, message }) => [code, message.includes("EIO")]), `from write ${from}`).toContainEqual(["STORE_UNWRITABLE", true]);
    }
  });

  test("a disk that is full from the first moment on is reported when the runtime is opened", async () => {
    const home = await freshFolder();
    const disk = await starve(0);
    await expect(open(home).finally(() => disk.free())).rejects.toMatchObject({ problem: { code: "STORE_FULL", hint: expect.stringContaining("prune") } });
    await (await open(home)).close();
  });

  test("a store that is there can be opened, planned and read when the disk is full", async () => {
    const home = await freshFolder();
    const first = await open(home);
    await runGraph(first, document);
    await first.close();
    const disk = await starve(0);
    let runtime: Runtime | undefined;
    try {
      runtime = await open(home);
      expect((await runtime.plan(document)).counts).toMatchObject({ willRun: 0, depends: 0 });
      expect(runtime.runs.list()).toHaveLength(1);
      const info = await runtime.storeInfo();
      expect(info.blobs).toBe(5);
    } finally {
      disk.free();
    }
    await runtime.close();
  });
});

describe("a process that may not write large files (ulimit -f)", () => {
  test.skipIf(process.platform === "win32")("reports it and ends in order", async () => {
    const home = await freshFolder();
    const module = (await built())("test/kit/children/run-errands.ts");
    // In blocks of 512 or 1,024 bytes: the log of results grows past it.
    const child = startChild(module, [home, join(home, "calls"), "0", "40"], ["sh", "-c", "ulimit -f 24; exec \"$0\" \"$@\""]);
    expect(await child.ended()).toBe(0);
    const [last, closed] = child.lines.slice(-2).map((line) => JSON.parse(line));
    expect(last).toMatchObject({ type: "run.finished", outcome: "failed" });
    expect(closed).toMatchObject({ type: "close.failed", problem: { code: "STORE_UNWRITABLE" } });
    expect(last.problems[0]).toMatchObject({ code: "STORE_UNWRITABLE", message: expect.stringContaining("EFBIG") });

    const again = startChild(module, [home, join(home, "calls"), "1", "40"]);
    expect(await again.ended()).toBe(0);
    expect(JSON.parse(again.lines.at(-1)!)).toMatchObject({ outcome: "succeeded" });
  });
});

/** A file system of 24 MB, where this process may mount one. */
async function mountSmall(): Promise<string | undefined> {
  const folder = await freshFolder();
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder]);
  return status === 0 ? folder : undefined;
}

describe("a file system of 24 MB", async () => {
  const folder = process.platform === "linux" ? await mountSmall() : undefined;
  afterAll(() => { if (folder) spawnSync("umount", [folder]); });

  test.skipIf(folder === undefined)("fills up: the run says so, what was finished stays, and it goes on when there is room (skipped where tmpfs cannot be mounted)", async () => {
    const home = join(folder!, "project");
    await mkdir(home);
    const ballast = join(folder!, "ballast");
    await writeFile(ballast, Buffer.alloc(18 * 1024 * 1024));
    const large = errandGraph(40, { bytes: 250_000 });
    const called: string[] = [];
    const runtime = await open(home, (name, item) => called.push(`${name} ${item}`));

    const first = await runGraph(runtime, large, { concurrency: 4 });
    expect(first.last.outcome).toBe("failed");
    expect(first.last.problems[0], JSON.stringify(first.of("item.failed").slice(0, 2))).toMatchObject({ code: "STORE_FULL", hint: expect.any(String) });
    const told = first.of("item.finished").map(({ node, item }) => `${node} ${item}`);
    expect(told.length).toBeGreaterThan(20);
    expect((await runtime.plan(large)).counts.cached).toBeGreaterThanOrEqual(told.length);

    await rm(ballast);
    called.length = 0;
    expect((await runGraph(runtime, large)).last.outcome).toBe("succeeded");
    expect(called.filter((item) => told.includes(item))).toEqual([]);
    expect(await runtime.verifyStore()).toMatchObject({ corrupt: [], removedResults: 0 });
    await runtime.close();
  });
});
