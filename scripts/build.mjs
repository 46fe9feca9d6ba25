// Builds the package into dist/ (or the folder given, with more words for tsc): compiles, then copies what is not TypeScript beside it.
import { spawnSync } from "node:child_process";
import { chmod, cp, readdir, rm } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { buildGuest } from "./guest.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [folder = "dist", ...words] = process.argv.slice(2);
const out = resolve(root, folder);

await rm(out, { recursive: true, force: true });
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", out, ...words], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

// Fonts, art, rule tables, workers: packs read them beside their own code.
for (const part of ["nodes", "runtime"]) {
  await cp(join(root, part), join(out, part), { recursive: true, filter: (path) => !path.endsWith(".ts") });
}

// What isolated packs may import, compiled for their interpreter.
await buildGuest(join(out, "runtime/isolate/guest"));

// Few files in place of many: at every start, finding and reading modules costs more than running them. What packs and
// runtime share (the contract, problems, the story types) stays apart, so that there is one of it.
const shared = ["runtime/contract/", "runtime/problem.js", "runtime/telemetry/", "nodes/story/"].map((place) => join(out, place));
const bundle = async (entry, isOwn, options = {}) => {
  const file = join(out, entry);
  const result = await rolldown({
    input: file, platform: "node", treeshake: false, logLevel: "warn",
    external: (id, importer) => !isOwn(/^[./]/.test(id) ? resolve(importer ? dirname(importer) : out, id) : id),
  });
  await result.write({ dir: dirname(file), format: "esm", entryFileNames: "[name].js", chunkFileNames: `${basename(entry, ".js")}-[hash].js`, ...options });
};
await bundle("runtime/contract/typebox.js", () => true);
await bundle("runtime/graph/ajv.js", () => true);
await bundle("runtime/telemetry/api.js", () => true);
await bundle("runtime/registry/semver.js", () => true);
for (const pack of await readdir(join(out, "nodes"))) {
  const folder = join(out, "nodes", pack) + sep;
  if (pack !== "story") await bundle(`nodes/${pack}/pack.js`, (id) => id.startsWith(folder));
}
await bundle("cli/main.js", (id) => id.startsWith(join(out, "cli") + sep), { codeSplitting: false });
await bundle("runtime/index.js", (id) => id.startsWith(join(out, "runtime") + sep) && !shared.some((place) => id.startsWith(place)));
await chmod(join(out, "cli", "main.js"), 0o755);

// The editor: static files that the server gives out.
const vite = spawnSync(process.execPath, [join(root, "node_modules", "vite", "bin", "vite.js"), "build", "--config", join(root, "editor", "vite.config.ts"), "--outDir", join(out, "editor"), "--emptyOutDir", "--logLevel", "warn"], { cwd: root, stdio: "inherit" });
process.exitCode = vite.status ?? 1;
