import { access, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { Artifact } from "../../runtime/contract/types.ts";
import type { Store } from "../../runtime/store/store.ts";
import { digestOf, keyOf } from "./keys.ts";

/** What every store does, whatever it is made of. `open` gives an empty one; closing it leaves nothing behind it minds. */
export function testStore(name: string, open: () => Promise<Store>): void {
  const stores: Store[] = [];
  const fresh = async () => {
    const store = await open();
    stores.push(store);
    return store;
  };
  afterEach(async () => { for (const store of stores.splice(0)) await store.close(); });

  describe(`${name}: results`, () => {
    test("a result is there as soon as it is put, and after it is committed", async () => {
      const { results, commit } = bound(await fresh());
      results.put(keyOf("a"), { outputs: { text: "一" }, ms: 1.5 });
      expect(results.get(keyOf("a"))).toEqual({ outputs: { text: "一" }, ms: 1.5 });
      commit();
      expect(results.get(keyOf("a"))).toEqual({ outputs: { text: "一" }, ms: 1.5 });
    });

    test("a key that was never put has no result", async () => {
      const { results } = await fresh();
      expect(results.get(keyOf("nothing"))).toBeUndefined();
      expect(results.sizeOf(keyOf("nothing"))).toBe(0);
    });

    test("values of every kind JSON has come back as they were", async () => {
      const { results, commit } = bound(await fresh());
      const outputs = { text: "line\nbreak \u2028 \u0000 \"q\" \\ 😀", number: -0.1e-7, nothing: null, yes: true, list: [1, [2, []], {}], empty: "" };
      results.put(keyOf("a"), { outputs });
      commit();
      expect(results.get(keyOf("a"))?.outputs).toEqual(outputs);
    });

    test.each(["before", "after"])("what is put %s a commit replaces what was there", async (when) => {
      const { results, commit } = bound(await fresh());
      results.put(keyOf("a"), { outputs: { n: 1 } });
      if (when === "after") commit();
      results.put(keyOf("a"), { outputs: { n: 2 } });
      expect(results.get(keyOf("a"))?.outputs).toEqual({ n: 2 });
      commit();
      expect(results.get(keyOf("a"))?.outputs).toEqual({ n: 2 });
      expect([...results.keys()]).toEqual([keyOf("a")]);
    });

    test("a deleted result is gone, before and after a commit, and can be put again", async () => {
      const { results, commit } = bound(await fresh());
      results.put(keyOf("a"), { outputs: {} });
      commit();
      results.delete(keyOf("a"));
      expect(results.get(keyOf("a"))).toBeUndefined();
      commit();
      expect([results.get(keyOf("a")), [...results.keys()]]).toEqual([undefined, []]);
      results.put(keyOf("a"), { outputs: { again: true } });
      commit();
      expect(results.get(keyOf("a"))?.outputs).toEqual({ again: true });
    });

    test("keys and their number are right at every moment", async () => {
      const { results, commit } = bound(await fresh());
      const seen = () => ({ keys: [...results.keys()].sort(), size: results.size });
      const [a, b, c] = [keyOf("a"), keyOf("b"), keyOf("c")].sort() as [string, string, string];
      for (const key of [a, b]) results.put(key, { outputs: {} });
      expect(seen()).toEqual({ keys: [a, b], size: 2 });
      commit();
      results.put(a, { outputs: { n: 2 } });
      results.put(c, { outputs: {} });
      results.delete(b);
      expect(seen()).toEqual({ keys: [a, c], size: 2 });
      commit();
      expect(seen()).toEqual({ keys: [a, c], size: 2 });
    });

    test("a large result takes up more room than a small one", async () => {
      const { results, commit } = bound(await fresh());
      results.put(keyOf("small"), { outputs: { text: "x" } });
      results.put(keyOf("large"), { outputs: { text: "x".repeat(5000) } });
      for (const _ of [0, 1]) {
        expect(results.sizeOf(keyOf("large"))).toBeGreaterThan(5000);
        expect(results.sizeOf(keyOf("small"))).toBeLessThan(200);
        commit();
      }
    });

    test("compaction keeps everything that is alive and nothing else", async () => {
      const store = await fresh();
      const { results } = store;
      for (let n = 0; n < 2500; n++) results.put(keyOf(`${n}`), { outputs: { n } });
      store.commit();
      for (let n = 0; n < 2500; n += 2) results.delete(keyOf(`${n}`));
      for (let n = 1; n < 500; n += 2) results.put(keyOf(`${n}`), { outputs: { n, again: true } });
      store.compact();
      expect(results.size).toBe(1250);
      expect(results.get(keyOf("0"))).toBeUndefined();
      expect(results.get(keyOf("499"))?.outputs).toEqual({ n: 499, again: true });
      expect(results.get(keyOf("2499"))?.outputs).toEqual({ n: 2499 });
    });
  });

  describe(`${name}: bytes`, () => {
    test("bytes come back under their sha256, as a copy and as a file", async () => {
      const { blobs } = await fresh();
      const artifact = await blobs.write("text/plain", "猫");
      expect(artifact).toEqual({ artifact: digestOf("猫"), media: "text/plain", bytes: 3 });
      expect(Buffer.from(await blobs.read(artifact)).toString()).toBe("猫");
      expect(await readFile(await blobs.path(artifact), "utf8")).toBe("猫");
    });

    test("no bytes at all are bytes too", async () => {
      const { blobs } = await fresh();
      const artifact = await blobs.write("text/plain", "");
      expect(artifact.bytes).toBe(0);
      expect(await blobs.read(artifact)).toHaveLength(0);
      expect(await blobs.sound(artifact.artifact)).toBe(true);
    });

    test("a file that is handed over is moved in", async () => {
      const { blobs } = await fresh();
      const path = join(await blobs.folder(), "made.bin");
      await writeFile(path, "made");
      const artifact = await blobs.writeFile("application/octet-stream", path);
      expect(artifact).toEqual({ artifact: digestOf("made"), media: "application/octet-stream", bytes: 4 });
      await expect(access(path)).rejects.toThrow("ENOENT");
      expect(Buffer.from(await blobs.read(artifact)).toString()).toBe("made");
    });

    test("a file from another file system is moved in as well", async () => {
      const { blobs } = await fresh();
      const folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
      await writeFile(join(folder, "made.bin"), "from elsewhere");
      const artifact = await blobs.writeFile("text/plain", join(folder, "made.bin"));
      expect(Buffer.from(await blobs.read(artifact)).toString()).toBe("from elsewhere");
      expect(await readdir(folder)).toEqual([]);
      await rm(folder, { recursive: true });
    });

    test("the same bytes are kept once, whatever they are called", async () => {
      const { blobs } = await fresh();
      const first = await blobs.write("text/plain", "same");
      const before = await stat(await blobs.path(first));
      const second = await blobs.write("text/html", "same");
      const path = join(await blobs.folder(), "same");
      await writeFile(path, "same");
      const third = await blobs.writeFile("text/css", path);
      expect(new Set([first, second, third].map(({ artifact }) => artifact)).size).toBe(1);
      expect((await stat(await blobs.path(first))).ino).toBe(before.ino);
      expect(await blobs.list()).toHaveLength(1);
    });

    test("many writers at once, half of them of the same bytes, all succeed", async () => {
      const { blobs } = await fresh();
      const artifacts = await Promise.all(Array.from({ length: 60 }, (_, n) => blobs.write("text/plain", `${n % 30}`.repeat(2000))));
      expect(await blobs.list()).toHaveLength(30);
      for (const [n, artifact] of artifacts.entries()) expect(Buffer.from(await blobs.read(artifact)).toString()).toBe(`${n % 30}`.repeat(2000));
    });

    test("the list tells digests and sizes", async () => {
      const { blobs } = await fresh();
      await Promise.all(["one", "three"].map((text) => blobs.write("text/plain", text)));
      const list = (await blobs.list()).map(({ digest, bytes }) => ({ digest, bytes }));
      expect(list).toHaveLength(2);
      expect(list).toEqual(expect.arrayContaining([{ digest: digestOf("one"), bytes: 3 }, { digest: digestOf("three"), bytes: 5 }]));
    });

    test("bytes that are not there are neither sound nor present, and asking for them says what to do", async () => {
      const { blobs } = await fresh();
      const absent: Artifact = { artifact: digestOf("absent"), media: "text/plain", bytes: 6 };
      expect([await blobs.sound(absent.artifact), await blobs.present(absent.artifact)]).toEqual([false, false]);
      await expect(blobs.read(absent)).rejects.toMatchObject({ problem: { code: "ARTIFACT_MISSING", hint: expect.any(String) } });
      await expect(blobs.path(absent)).rejects.toMatchObject({ problem: { code: "ARTIFACT_MISSING" } });
    });

    test("deleted bytes are gone, and can be written again", async () => {
      const { blobs } = await fresh();
      const artifact = await blobs.write("text/plain", "once");
      await blobs.delete(artifact.artifact);
      expect([await blobs.sound(artifact.artifact), await blobs.list()]).toEqual([false, []]);
      await blobs.write("text/plain", "once");
      expect(await blobs.sound(artifact.artifact)).toBe(true);
    });

    test.each([
      ["changed", (path: string) => writeFile(path, "b4d")],
      ["cut short", (path: string) => writeFile(path, "go")],
      ["emptied", (path: string) => writeFile(path, "")],
      ["lengthened", (path: string) => writeFile(path, "good and more")],
      ["removed", (path: string) => rm(path)],
    ])("bytes that were %s behind its back are noticed, never handed out, and can be written again", async (_how, damage) => {
      const { blobs } = await fresh();
      const artifact = await blobs.write("text/plain", "good");
      expect(await blobs.sound(artifact.artifact)).toBe(true);
      await damage(await blobs.path(artifact));
      expect(await blobs.sound(artifact.artifact)).toBe(false);
      await expect(blobs.read(artifact)).rejects.toMatchObject({ problem: { code: expect.stringMatching(/^ARTIFACT_(MISSING|CORRUPT)$/) } });
      await blobs.write("text/plain", "good");
      expect(await blobs.sound(artifact.artifact, true)).toBe(true);
      expect(Buffer.from(await blobs.read(artifact)).toString()).toBe("good");
    });

    test("folders for work are empty, and no two are the same", async () => {
      const { blobs } = await fresh();
      const folders = await Promise.all([blobs.folder(), blobs.folder()]);
      expect(new Set(folders).size).toBe(2);
      for (const folder of folders) expect(await readdir(folder)).toEqual([]);
    });
  });
}

function bound(store: Store): { results: Store["results"]; commit: () => void } {
  return { results: store.results, commit: () => store.commit() };
}
