// Builds the package into dist/ (or the folder given): compiles, then copies what is not TypeScript beside it.
import { spawnSync } from "node:child_process";
import { chmod, cp, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = resolve(root, process.argv[2] ?? "dist");

await rm(out, { recursive: true, force: true });
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", out], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

// Fonts, art, rule tables, workers: packs read them beside their own code.
for (const folder of ["nodes", "runtime"]) {
  await cp(join(root, folder), join(out, folder), { recursive: true, filter: (path) => !path.endsWith(".ts") });
}
await chmod(join(out, "cli", "main.js"), 0o755);
