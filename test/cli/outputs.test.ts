import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { writeOutputs } from "../../cli/outputs.ts";
import type { RunOutput } from "../../runtime/events.ts";
import { openRecorded, type Recorded } from "./recorded-runtime.ts";

let folder: string;
let recorded: Recorded;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reelwright-out-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  recorded = await openRecorded();
});

function write(outputs: Record<string, RunOutput>, earlier: Awaited<ReturnType<typeof writeOutputs>> = []) {
  return writeOutputs(outputs, { folder, store: recorded.runtime, earlier });
}

function one(type: string, value: unknown): RunOutput {
  return { type, items: [{ item: "", value }] };
}

test("an artifact becomes a file named after the output, with its type's extension", async () => {
  const video = await recorded.keep("video/mp4", "moving");
  const written = await write({ episode: one("video", video) });
  expect(await readFile(join(folder, "episode.mp4"), "utf8")).toBe("moving");
  expect(written).toMatchObject([{ output: "episode", item: "", file: "episode.mp4", bytes: 6, artifact: video }]);
});

test("items become files named after output and item", async () => {
  const items = await Promise.all(["e01/s01", "e01/s02"].map(async (item) => ({ item, value: await recorded.keep("application/x-subrip", item) })));
  await write({ subtitles: { type: "file", items } });
  expect((await readdir(folder)).sort()).toEqual(["subtitles-e01-s01.srt", "subtitles-e01-s02.srt"]);
});

test("items of outputs that are named like their extension share their names, as players expect", async () => {
  const outputs = await Promise.all([["mp4", "video/mp4"], ["srt", "application/x-subrip"]].map(async ([name, media]) =>
    [name, { type: "file", items: [{ item: "e03", value: await recorded.keep(media!, name!) }] }] as const));
  await write(Object.fromEntries(outputs));
  expect((await readdir(folder)).sort()).toEqual(["e03.mp4", "e03.srt"]);
});

test("a list of artifacts becomes one file for each element", async () => {
  const stems = await Promise.all(["dialogue", "music"].map((name) => recorded.keep("audio/wav", name)));
  await write({ stems: one("audio[]", stems) });
  expect((await readdir(folder)).sort()).toEqual(["stems-0.wav", "stems-1.wav"]);
});

test("other values become one JSON file", async () => {
  await write({
    title: one("text", "一碗饺子"),
    empty: one("text[]", []),
    notes: { type: "text", items: [{ item: "e01", value: "one" }, { item: "e02", value: "two" }] },
  });
  expect(JSON.parse(await readFile(join(folder, "title.json"), "utf8"))).toBe("一碗饺子");
  expect(JSON.parse(await readFile(join(folder, "empty.json"), "utf8"))).toEqual([]);
  expect(JSON.parse(await readFile(join(folder, "notes.json"), "utf8"))).toEqual([{ item: "e01", value: "one" }, { item: "e02", value: "two" }]);
});

test("item keys cannot leave the folder, hide a file or overwrite another one", async () => {
  const keys = ["../../etc/passwd", "a/b", "a-b", "A-B", "..", "con\u0000trol\n", "x".repeat(500)];
  const items = await Promise.all(keys.map(async (item) => ({ item, value: await recorded.keep("image/png", item) })));
  const written = await write({ still: { type: "image", items } });
  expect(new Set(written.map(({ file }) => file.toLowerCase())).size).toBe(keys.length);
  expect((await readdir(folder)).sort()).toEqual(written.map(({ file }) => file).sort());
  for (const { file } of written) expect(file).toMatch(/^still-[\w.~-]+\.png$/);
  for (const [index, { file }] of written.entries()) expect(await readFile(join(folder, file), "utf8")).toBe(keys[index]);
});

test("the run's report keeps its names", async () => {
  const [written] = await write({ report: one("story/report", {}) });
  expect(written!.file).toBe("report-output.json");
});

test("a link that stands in the way is replaced, not followed", async () => {
  const elsewhere = join(folder, "precious.txt");
  await writeFile(elsewhere, "precious");
  await symlink(elsewhere, join(folder, "episode.mp4"));
  await write({ episode: one("video", await recorded.keep("video/mp4", "new")) });
  expect(await readFile(elsewhere, "utf8")).toBe("precious");
  expect((await lstat(join(folder, "episode.mp4"))).isSymbolicLink()).toBe(false);
});

test("editing a written file leaves what is kept as it is", async () => {
  const video = await recorded.keep("video/mp4", "kept");
  await write({ episode: one("video", video) });
  await writeFile(join(folder, "episode.mp4"), "edit");
  expect(await readFile(await recorded.runtime.path(video), "utf8")).toBe("kept");
});

test("a file that is still as an earlier run wrote it is not written again; an edited one is", async () => {
  const outputs = { episode: one("video", await recorded.keep("video/mp4", "same")) };
  const first = await write(outputs);
  const stamp = (await lstat(join(folder, "episode.mp4"))).ino;
  const second = await write(outputs, first);
  expect((await lstat(join(folder, "episode.mp4"))).ino).toBe(stamp);
  expect(second).toEqual(first);
  await writeFile(join(folder, "episode.mp4"), "edited");
  await write(outputs, second);
  expect(await readFile(join(folder, "episode.mp4"), "utf8")).toBe("same");
});

test("a file that could not be written whole does not appear, and leaves nothing behind", async () => {
  const gone = { artifact: "0".repeat(64), media: "video/mp4", bytes: 1 };
  await writeFile(join(folder, "episode.mp4"), "from before");
  await expect(write({ episode: one("video", gone) })).rejects.toThrow();
  expect(await readdir(folder)).toEqual(["episode.mp4"]);
  expect(await readFile(join(folder, "episode.mp4"), "utf8")).toBe("from before");
});
