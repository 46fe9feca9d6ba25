import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDocument, type GraphDocument, parseDocument } from "../../runtime/index.ts";

/** With everything a document can hold, and what a later version might add. */
const rich = {
  layout: { notes: [{ text: "later", at: [1, 2] }], nodes: { arc: [0, 0], film: [320, 40] } },
  future: { z: 1, a: [{ y: 1, x: null }] },
  outputs: { film: { from: "film.video", title: "The film", lane: 3 } },
  edges: [{ to: "film.outline", from: "arc.outlines", via: [1, 2] }, { from: "arc.arc", to: "film.arc" }],
  nodes: {
    film: { items: { "e10/s2": { pin: { video: { media: "video/mp4", bytes: 3, artifact: "0".repeat(64) } } }, e03: { inputs: { seed: 7, b: "", a: "x" } } }, type: "far/away", version: 12, colour: "red" },
    arc: { inputs: { theme: "归家 \u2028 \"q\"", episodes: 12, deep: { b: [1, [2, { d: 1, c: 2 }]], a: {} }, list: [], none: null, tiny: 1e-7 }, title: "Arc", type: "script/arc" },
  },
  inputs: { theme: { to: ["arc.theme"], default: { b: 1, a: 2 }, type: "text", title: "Theme", widget: "area" } },
  packs: { script: "^1.0.0", cast: "^1.0.0" },
  title: "Rich", name: "rich", format: "reelwright/graph@1",
} as unknown as GraphDocument;

function parsed(text: string): GraphDocument {
  const { document, problems } = parseDocument(text);
  expect(problems).toEqual([]);
  return document!;
}

function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)])) as T;
}

describe("a document that is written", () => {
  test("reads back as it was: unknown node types, unknown fields, order of edges and lists", () => {
    expect(parsed(formatDocument(rich))).toEqual(rich);
    expect(parsed(formatDocument(rich)).edges).toEqual(rich.edges);
  });

  test("and written again is the same text", () => {
    const once = formatDocument(rich);
    expect(formatDocument(parsed(once))).toBe(once);
  });

  test("is the same text whatever order its fields came in", () => {
    expect(formatDocument(reversed(rich))).toBe(formatDocument(rich));
  });

  test("has its own fields first, one edge on a line, layout last, and ends with a line end", () => {
    const text = formatDocument(rich);
    const fields = [...text.matchAll(/^ {2}"([^"]+)":/gm)].map(([, name]) => name);
    expect(fields).toEqual(["format", "name", "title", "packs", "inputs", "nodes", "edges", "outputs", "layout", "future"]);
    expect(text).toContain("    { \"from\": \"arc.arc\", \"to\": \"film.arc\" }\n");
    expect(text.endsWith("}\n")).toBe(true);
    expect(text.split("\n").filter((line) => /\s$/.test(line))).toEqual([]);
  });

  test("keeps names that objects have of their own", () => {
    const document = JSON.parse("{\"format\":\"reelwright/graph@1\",\"name\":\"x\",\"nodes\":{\"constructor\":{\"type\":\"a/b\",\"inputs\":{\"__proto__\":1,\"toString\":2}}}}") as GraphDocument;
    expect(JSON.parse(formatDocument(document))).toEqual(document);
    expect(formatDocument(document)).toContain("__proto__");
  });
});

describe("a small edit is a small difference", () => {
  let folder: string;
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "reelwright-test-")); });
  afterAll(() => rm(folder, { recursive: true }));

  /** Lines that git shows as removed or added. */
  async function difference(edit: (document: any) => void): Promise<string[]> {
    const after = structuredClone(rich);
    edit(after);
    for (const [name, document] of [["before.json", rich], ["after.json", after]] as const) await writeFile(join(folder, name), formatDocument(document));
    const { stdout } = spawnSync("git", ["diff", "--no-index", "--unified=0", "before.json", "after.json"], { cwd: folder, encoding: "utf8" });
    return stdout.split("\n").filter((line) => /^[-+](?![-+])/.test(line));
  }

  test.each<[string, (document: any) => void]>([
    ["changing a value", (document) => { document.nodes.arc.inputs.episodes = 13; }],
    ["adding an edge", (document) => { document.edges.push({ from: "arc.arc", to: "film.more" }); }],
    ["removing an edge", (document) => { document.edges.shift(); }],
    ["moving a node", (document) => { document.layout.nodes.arc = [10, 20]; }],
    ["adding a node at the end", (document) => { document.nodes.zoom = { type: "compose/upscale" }; }],
    ["renaming the graph", (document) => { document.title = "Richer"; }],
    ["deciding for another item", (document) => { document.nodes.film.items.e04 = { inputs: { seed: 1 } }; }],
  ])("%s: three lines or fewer", async (_name, edit) => {
    const lines = await difference(edit);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length, lines.join("\n")).toBeLessThanOrEqual(3);
  });
});

test("the graphs that ship with the project are in the canonical form", async () => {
  const folder = new URL("../../graphs/", import.meta.url);
  for (const name of (await readdir(folder)).filter((name) => name.endsWith(".json") && name !== "index.json")) {
    const text = await readFile(new URL(name, folder), "utf8");
    expect(formatDocument(parsed(text)), name).toBe(text);
  }
});
