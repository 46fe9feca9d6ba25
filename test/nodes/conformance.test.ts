import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Pack } from "../../runtime/contract/index.ts";
import { knownBy } from "../../runtime/packs/conformance/pack.ts";
import { ffmpegProvider } from "../../runtime/services/ffmpeg.ts";
import { kitchensWith, testNode, testPack } from "../kit/node-suite.ts";
import { samples } from "../samples/samples.ts";

/** Every folder of nodes/ is a pack; nothing lists them by hand. */
const root = new URL("../../nodes/", import.meta.url);
const names = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
const packs = await Promise.all(names.map(async (name) => ((await import(new URL(`${name}/pack.ts`, root).href)) as { default: Pack }).default));
const known = knownBy(packs);
const kitchens = kitchensWith(packs, [ffmpegProvider]);

for (const [index, pack] of packs.entries()) {
  const file = new URL(`${names[index]}/reelwright.pack.json`, root);
  testPack(pack, JSON.parse(await readFile(file, "utf8")));
  for (const node of pack.nodes) testNode(node, known, samples[node.type] ?? "it has no sample", kitchens);
}

test("every node type has a sample or says why not, and no sample is left over", () => {
  expect(Object.keys(samples).sort()).toEqual(packs.flatMap((pack) => pack.nodes.map(({ type }) => type)).sort());
});

test("every pack's folder carries its name", () => {
  expect(packs.map(({ name }) => name)).toEqual(names);
  for (const name of names) expect(existsSync(new URL(`${name}/pack.ts`, root))).toBe(true);
});
