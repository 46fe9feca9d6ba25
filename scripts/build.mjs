// Builds the package into dist/ (or the folder given, with more words for tsc): compiles, then copies what is not TypeScript beside it.
import { spawnSync } from "node:child_process";
import { chmod, cp, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

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

// One file in place of a library's many modules: at every start, finding and reading them costs more than running them.
for (const door of ["runtime/contract/typebox.js", "runtime/graph/ajv.js"]) {
  const file = join(out, door);
  await build({ input: file, platform: "node", treeshake: false, output: { file: `${file}.bundle`, format: "esm" }, logLevel: "warn" });
  await rename(`${file}.bundle`, file);
}
await chmod(join(out, "cli", "main.js"), 0o755);
