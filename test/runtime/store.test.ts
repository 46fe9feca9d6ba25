import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { DiskStore } from "../../runtime/store/disk-store.ts";
import { MemoryStore } from "../../runtime/store/memory-store.ts";
import { processMark } from "../../runtime/store/process.ts";
import { built } from "../kit/built.ts";
import { startChild } from "../kit/child.ts";
import { digestOf, keyOf } from "../kit/keys.ts";
import { testStore } from "../kit/store-suite.ts";

const folders: string[] = [];
async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
  folders.push(folder);
  return folder;
}
afterAll(async () => { for (const folder of folders) await rm(folder, { recursive: true }); });

testStore("in memory", async () => new MemoryStore());
testStore("on disk", async () => new DiskStore(await freshFolder()));

/** A closed store that holds results of these names, committed one by one. */
async function storeOf(...names: string[]): Promise<string> {
  const folder = await freshFolder();
  const store = new DiskStore(folder);
  for (const name of names) {
    store.results.put(keyOf(name), { outputs: { name } });
    store.commit();
  }
  await store.close();
  return folder;
}

async function segmentsOf(folder: string): Promise<string[]> {
  return (await readdir(join(folder, "results"))).sort().map((name) => join(folder, "results", name));
}

/** What a new process finds. */
async function namesIn(folder: string): Promise<unknown[]> {
  const store = new DiskStore(folder);
  const names = [...store.results.keys()].map((key) => store.results.get(key)!.outputs["name"]);
  await store.close();
  return names;
}

/** The id of a process that has ended. */
const deadPid = spawnSync(process.execPath, ["-e", ""]).pid;

/** Makes it look as if another process, now dead, had written all there is. */
async function pretendDead(folder: string): Promise<void> {
  for (const segment of await segmentsOf(folder)) await rename(segment, segment.replace(processMark, `${deadPid}.1`));
}

describe("a store on disk, opened again", () => {
  test("has every result and all bytes", async () => {
    const folder = await freshFolder();
    const first = new DiskStore(folder);
    const artifact = await first.blobs.write("text/plain", "kept");
    first.results.put(keyOf("a"), { outputs: { artifact }, artifacts: [artifact.artifact] });
    await first.close();
    const second = new DiskStore(folder);
    expect(second.results.get(keyOf("a"))?.outputs["artifact"]).toEqual(artifact);
    expect(Buffer.from(await second.blobs.read(artifact)).toString()).toBe("kept");
    await second.close();
  });

  test("does not have what was deleted, nor what was replaced", async () => {
    const folder = await freshFolder();
    const first = new DiskStore(folder);
    for (const n of [1, 2]) {
      for (const name of ["a", "b"]) first.results.put(keyOf(name), { outputs: { name, n } });
      first.commit();
    }
    first.results.delete(keyOf("b"));
    await first.close();
    const second = new DiskStore(folder);
    expect([...second.results.keys()]).toEqual([keyOf("a")]);
    expect(second.results.get(keyOf("a"))?.outputs["n"]).toBe(2);
    await second.close();
  });

  test("has lost nothing but the line that was torn when its writer died", async () => {
    const folder = await storeOf("a", "b", "c");
    const [segment] = await segmentsOf(folder);
    const { length } = await readFile(segment!);
    await truncate(segment!, length - 5);
    expect(await namesIn(folder)).toEqual(["a", "b"]);
    // And goes on from there.
    const store = new DiskStore(folder);
    store.results.put(keyOf("c"), { outputs: { name: "c" } });
    await store.close();
    expect((await namesIn(folder)).sort()).toEqual(["a", "b", "c"]);
  });

  test("has lost nothing but the line that was torn in the middle, and what came to stand on the same line", async () => {
    const folder = await storeOf("a", "b", "c", "d");
    const [segment] = await segmentsOf(folder);
    const lines = (await readFile(segment!, "utf8")).split("\n");
    await writeFile(segment!, [lines[0], `${lines[1]!.slice(0, 40)}${lines[2]}`, lines[3], ""].join("\n"));
    expect(await namesIn(folder)).toEqual(["a", "d"]);
  });

  test("with any one byte of its results changed: never a wrong result, and no more lost than stood on the line", async () => {
    const folder = await storeOf("a", "b", "c");
    const [segment] = await segmentsOf(folder);
    const whole = await readFile(segment!);
    for (let at = 0; at < whole.length; at++) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 1 << (at % 8);
      await writeFile(segment!, bytes);
      const store = new DiskStore(folder);
      const found = ["a", "b", "c"].filter((name) => store.results.get(keyOf(name)) !== undefined);
      for (const name of found) expect(store.results.get(keyOf(name))).toEqual({ outputs: { name } });
      // A changed line end joins two lines.
      expect(found.length, `byte ${at}`).toBeGreaterThanOrEqual(whole[at] === 0x0a ? 1 : 2);
      await store.close();
    }
  });

  test("passes over files that are no results", async () => {
    const folder = await storeOf("a");
    await writeFile(join(folder, "results", "zz-note.log"), "not a line of ours\n\n\n\u0000\n");
    await appendFile(join(folder, "results", "readme.txt"), "hello");
    expect(await namesIn(folder)).toEqual(["a"]);
  });
});

describe("a store that cannot be used", () => {
  test("says so when a file stands where its folder should be", async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, "store"), "in the way");
    expect(() => new DiskStore(join(folder, "store"))).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: "STORE_UNWRITABLE", hint: expect.any(String) }) }));
  });

  test.skipIf(process.getuid?.() === 0)("says so when its folder is read-only (skipped for root, who may write everywhere)", async () => {
    const folder = await freshFolder();
    await chmod(folder, 0o555);
    expect(() => new DiskStore(join(folder, "store"))).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: "STORE_UNWRITABLE" }) }));
    await chmod(folder, 0o755);
  });
});

describe("two processes on one store", () => {
  test("each finds what the other has kept after a refresh", async () => {
    const folder = await freshFolder();
    const [one, two] = [new DiskStore(folder), new DiskStore(folder)];
    one.results.put(keyOf("a"), { outputs: { by: "one" } });
    one.commit();
    expect(two.results.get(keyOf("a"))).toBeUndefined();
    two.refresh();
    expect(two.results.get(keyOf("a"))?.outputs).toEqual({ by: "one" });
    two.results.put(keyOf("b"), { outputs: { by: "two" } });
    two.commit();
    one.refresh();
    expect(one.results.get(keyOf("b"))?.outputs).toEqual({ by: "two" });
    await one.close();
    expect(two.results.get(keyOf("a"))?.outputs).toEqual({ by: "one" });
    await two.close();
  });

  test("closing one leaves the work of the other alone", async () => {
    const folder = await freshFolder();
    const [one, two] = [new DiskStore(folder), new DiskStore(folder)];
    const [mine, yours] = [await one.blobs.folder(), await two.blobs.folder()];
    await one.close();
    expect([existsSync(mine), existsSync(yours)]).toEqual([false, true]);
    await two.close();
  });

  test("what one reads while the other compacts stays readable, and what the other deleted goes away", async () => {
    const folder = await storeOf("a", "b");
    await pretendDead(folder);
    const [one, two] = [new DiskStore(folder), new DiskStore(folder)];
    two.results.delete(keyOf("b"));
    two.compact();
    expect(one.results.get(keyOf("a"))?.outputs["name"]).toBe("a");
    one.refresh();
    expect([...one.results.keys()]).toEqual([keyOf("a")]);
    expect(one.results.get(keyOf("a"))?.outputs["name"]).toBe("a");
    await two.close();
    await one.close();
  });

  test("compaction takes in the last words of a process that has just ended, and loses none", async () => {
    const folder = await storeOf("a");
    const other = startChild((await built())("test/kit/children/keep-store.ts"), [folder]);
    await other.next();
    other.say("put b");
    await other.next();
    const store = new DiskStore(folder);
    other.say("put c");
    await other.next();
    other.kill();
    await other.ended();
    expect(store.results.get(keyOf("c"))).toBeUndefined();
    store.compact();
    expect(["a", "b", "c"].filter((name) => store.results.get(keyOf(name)))).toEqual(["a", "b", "c"]);
    await store.close();
    expect((await namesIn(folder)).sort()).toEqual(["a", "b", "c"]);
  });

  test("what a living process writes to is not compacted away, and a dead one's leftovers are swept", async () => {
    const folder = await freshFolder();
    const other = startChild((await built())("test/kit/children/keep-store.ts"), [folder]);
    await other.next();
    other.say("put a");
    await other.next();
    const [segment] = await segmentsOf(folder);
    const store = new DiskStore(folder);
    store.results.put(keyOf("mine"), { outputs: { name: "mine" } });
    store.compact();
    expect(await segmentsOf(folder)).toContain(segment);
    expect(await readdir(join(folder, "work"))).toHaveLength(1);
    other.say("put b");
    await other.next();
    store.refresh();
    expect(store.results.get(keyOf("b"))?.outputs["name"]).toBe("b");
    other.kill();
    await other.ended();
    await store.close();
    expect(await readdir(join(folder, "work"))).toHaveLength(1);
    expect((await namesIn(folder)).sort()).toEqual(["a", "b", "mine"]);
    expect(await readdir(join(folder, "work"))).toEqual([]);
  });

  test("when the other compacts, this one finds everything in its new place", async () => {
    const folder = await storeOf("a", "b");
    await pretendDead(folder);
    const store = new DiskStore(folder);
    const other = startChild((await built())("test/kit/children/keep-store.ts"), [folder]);
    await other.next();
    for (const line of ["put c", "compact"]) {
      other.say(line);
      await other.next();
    }
    expect(store.results.get(keyOf("a"))?.outputs["name"]).toBe("a");
    store.refresh();
    expect(["a", "b", "c"].map((name) => store.results.get(keyOf(name))?.outputs["name"])).toEqual(["a", "b", "c"]);
    expect(await other.ended()).toBe(0);
    await store.close();
  });
});

describe("leftovers of killed processes", () => {
  test("are swept when the store is opened", async () => {
    const folder = await freshFolder();
    for (const mark of [`${deadPid}.5-ab`, `${process.pid}.1-ab`]) await mkdir(join(folder, "work", mark, "x"), { recursive: true });
    await new DiskStore(folder).close();
    expect(await readdir(join(folder, "work"))).toEqual([]);
  });

  test("are swept even when another process has come to the dead one's id", async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, "work", `${process.ppid}.1-ab`), { recursive: true });
    await new DiskStore(folder).close();
    expect(await readdir(join(folder, "work"))).toEqual(process.platform === "linux" ? [] : [`${process.ppid}.1-ab`]);
  });

  test("many short-lived processes leave few files", async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, "results"), { recursive: true });
    for (let n = 0; n < 40; n++) {
      const other = await storeOf(`n${n}`);
      const [segment] = await segmentsOf(other);
      await writeFile(join(folder, "results", `0000000${String(n).padStart(3, "0")}-${deadPid}.1-${n}.log`), await readFile(segment!));
    }
    expect(await namesIn(folder)).toHaveLength(40);
    expect(await segmentsOf(folder)).toHaveLength(1);
    expect(await namesIn(folder)).toHaveLength(40);
  });

  test("damaged bytes are moved out of the way, and looking again at them does not bring them back", async () => {
    const folder = await freshFolder();
    const store = new DiskStore(folder);
    const { artifact } = await store.blobs.write("text/plain", "good");
    await writeFile(await store.blobs.path({ artifact }), "evil");
    expect([await store.blobs.sound(artifact), await store.blobs.sound(artifact)]).toEqual([false, false]);
    expect(await readdir(join(folder, "blobs", digestOf("good").slice(0, 2)))).toEqual([`${digestOf("good")}.corrupt`]);
    await store.close();
  });
});
