import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { type Desk, openDesk, smallGraph } from "./kit.ts";
import { finished, openRecorded, type Recorded, started } from "./recorded-runtime.ts";

let desk: Desk;
let recorded: Recorded;

beforeEach(async () => {
  recorded = await openRecorded({ events: [started, finished()] });
  desk = await openDesk({ runtime: recorded.runtime });
  await desk.write("small.json", smallGraph);
});

async function inputsOf(...words: string[]): Promise<unknown> {
  const { code, stderr } = await desk.type("run", "small.json", ...words);
  expect(stderr).not.toContain("✗");
  expect(code).toBe(0);
  return recorded.asked[0]?.inputs;
}

test("--set reads each value by the type that the graph declares", async () => {
  expect(await inputsOf("--set", "theme=12", "--set", "episodes=12", "--set", "festive=true", "--set", "plan={\"id\":\"e01\"}"))
    .toEqual({ theme: "12", episodes: 12, festive: true, plan: { id: "e01" } });
});

test("a text may hold equals signs, spaces and line breaks, and be empty", async () => {
  expect(await inputsOf("--set", "theme=a = b\nc")).toEqual({ theme: "a = b\nc" });
  recorded.asked.length = 0;
  expect(await inputsOf("--set", "theme=")).toEqual({ theme: "" });
});

test("@file gives a text input the file's text, and @@ a text that begins with @", async () => {
  await desk.write("theme.txt", "\uFEFF回家过年\n");
  expect(await inputsOf("--set", "theme=@theme.txt")).toEqual({ theme: "回家过年\n" });
  recorded.asked.length = 0;
  expect(await inputsOf("--set", "theme=@@home")).toEqual({ theme: "@home" });
});

test("@file gives an image input a kept artifact of the file's media type", async () => {
  await desk.write("me.jpeg", Buffer.from([1, 2, 3]));
  const artifact = createHash("sha256").update(Buffer.from([1, 2, 3])).digest("hex");
  expect(await inputsOf("--set", "photo=@me.jpeg")).toEqual({ photo: { artifact, media: "image/jpeg", bytes: 3 } });
});

test("a plan refers to the file without keeping it", async () => {
  const planned = await openRecorded({ plan: { problems: [], nodes: [], counts: { cached: 0, willRun: 0, depends: 0 }, estimate: { currency: "USD", roles: {}, marketMicros: 0, certainMicros: 0, unpriced: [], calls: {}, costMicros: 0, ms: 0, complete: true } } });
  const kept: string[] = [];
  planned.runtime.keep = async (media: string) => {
    kept.push(media);
    throw new Error("A plan must write nothing.");
  };
  const other = await openDesk({ runtime: planned.runtime });
  await other.write("small.json", smallGraph);
  await other.write("me.png", Buffer.from([9]));
  expect((await other.type("plan", "small.json", "--set", "photo=@me.png")).code).toBe(0);
  expect(kept).toEqual([]);
  expect(planned.asked[0]?.inputs).toMatchObject({ photo: { media: "image/png", bytes: 1 } });
});

test("a list takes a JSON array or one element for each --set", async () => {
  expect(await inputsOf("--set", "must=[\"dinner\",\"gala\"]", "--set", "must=red envelopes")).toEqual({ must: ["dinner", "gala", "red envelopes"] });
});

test("--inputs gives values as they are, files as paths from its own folder, and --set wins", async () => {
  await mkdir(join(desk.folder, "given"));
  await desk.write("given/me.png", Buffer.from([7]));
  await desk.write("given/inputs.json", { theme: "@home", episodes: 3, photo: "me.png", photos: ["me.png"] });
  expect(await inputsOf("--inputs", "given/inputs.json", "--set", "episodes=4")).toMatchObject({ theme: "@home", episodes: 4, photo: { media: "image/png" }, photos: [{ media: "image/png", bytes: 1 }] });
});

const refused: [words: string[], code: string, says: string][] = [
  [["--set", "theme"], "INPUT_MALFORMED", "name=value"],
  [["--set", "them=x"], "INPUT_UNKNOWN", "Did you mean \"theme\"?"],
  [["--set", "zzzzzzzz=x"], "INPUT_UNKNOWN", "theme (text), episodes (number)"],
  [["--set", "episodes=many"], "INPUT_MALFORMED", "is a number, not \"many\""],
  [["--set", "episodes="], "INPUT_MALFORMED", "is a number"],
  [["--set", "festive=yes"], "INPUT_MALFORMED", "is true or false"],
  [["--set", "photo=me.png"], "INPUT_MALFORMED", "photo=@path/to/file"],
  [["--set", "photo=@none.png"], "FILE_UNREADABLE", "There is no file \"none.png\""],
  [["--set", "theme=@."], "FILE_UNREADABLE", "A folder, not a file"],
  [["--set", "plan={id:1}"], "JSON_MALFORMED", "Line 1, column 2"],
  [["--inputs", "none.json"], "FILE_UNREADABLE", "none.json"],
  [["--inputs", "list.json"], "INPUT_MALFORMED", "one JSON object"],
  [["--inputs", "other.json"], "INPUT_UNKNOWN", "no input \"nothing\""],
  [["--set", "theme=@gbk.txt"], "FILE_NOT_TEXT", "UTF-8"],
];
test.each(refused)("%j is refused and nothing runs", async (words, problem, says) => {
  await desk.write("list.json", []);
  await desk.write("other.json", { nothing: 1 });
  await desk.write("gbk.txt", Buffer.from([0xbb, 0xd8, 0xbc, 0xd2]));
  const { code, stderr } = await desk.type("run", "small.json", ...words);
  expect(code).toBe(2);
  expect(stderr).toContain(problem);
  expect(stderr).toContain(says);
  expect(recorded.asked).toEqual([]);
});
