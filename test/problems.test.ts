import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
let sources: string;
let page: string;

beforeAll(async () => {
  const files = (await Promise.all(["runtime", "nodes", "cli", "server"].map(async (folder) => {
    const names = await readdir(join(root, folder), { recursive: true }).catch(() => []);
    return names.filter((name) => name.endsWith(".ts")).map((name) => join(root, folder, name));
  }))).flat();
  sources = (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("\n");
  page = await readFile(join(root, "docs", "problems.md"), "utf8");
});

/** In the first column of a table. */
const explained = () => new Set([...page.matchAll(/^\| (`[A-Z_`, ]+`) \|/gm)].flatMap(([, codes]) => codes!.replaceAll("`", "").split(", ")));

test("every problem that can be told is explained in docs/problems.md", () => {
  const told = new Set([...sources.matchAll(/\bcode: "([A-Z][A-Z_]+)"/g)].map(([, code]) => code!));
  expect(told.size).toBeGreaterThan(80);
  expect([...told].filter((code) => !explained().has(code)).sort()).toEqual([]);
});

test("nothing is explained that cannot happen", () => {
  // Made from the name of the program that failed.
  const composed = ["FFMPEG_FAILED", "FFPROBE_FAILED"];
  expect([...explained()].filter((code) => !sources.includes(`"${code}"`) && !composed.includes(code)).sort()).toEqual([]);
});

test("every row says what it means and what to do", () => {
  for (const [row] of page.matchAll(/^\| `[A-Z].*$/gm)) expect(row).toMatch(/^\| `[^|]+` \| [^|]{8,} \| [^|]{8,} \|$/);
});
