import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const notice = await readFile(join(root, "NOTICE"), "utf8");

/** `@img/sharp-*` in the notice stands for a library's builds for each platform. */
const families = [...notice.matchAll(/(@?[\w-]+\/[\w-]*)\*/g)].map(([, family]) => family!);

test("NOTICE names every library that is installed with the package, with its licence", async () => {
  const { packages } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, { dev?: boolean; devOptional?: boolean }> };
  const names = Object.entries(packages).filter(([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional).map(([path]) => path.split("node_modules/").at(-1)!);
  expect(names.length).toBeGreaterThan(20);
  const named = [...notice.matchAll(/^(@?[\w-]+(?:\/[\w-]+)?) {2,}/gm)].map(([, name]) => name!);
  const locked = Object.keys(packages).map((path) => path.split("node_modules/").at(-1)!);
  expect(named.filter((name) => !locked.includes(name))).toEqual([]);
  expect(names.filter((name) => !notice.includes(name) && !families.some((family) => name.startsWith(family)))).toEqual([]);
});

test("NOTICE names every font and licence text in the repository", async () => {
  const files = (await readdir(join(root, "nodes"), { recursive: true })).map((file) => join("nodes", file)).filter((file) => /\.(ttf|otf|woff2?)$|OFL|LICEN[CS]E/.test(file));
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !notice.includes(file))).toEqual([]);
});

test("LICENSE is the Apache License 2.0, unchanged", async () => {
  expect(createHash("sha256").update(await readFile(join(root, "LICENSE"))).digest("hex")).toBe("cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30");
});
