// Builds what is shipped into dist/, everything with the benchmarks into dist-bench/, and runs them. `npm run bench -- engine` runs one part.
import { spawnSync } from "node:child_process";
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import guest from "./guest.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "dist-bench");
const tsc = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.bench.json"], { cwd: root, stdio: "inherit" });
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
await guest();
for (const folder of ["nodes", "runtime"]) {
  await cp(join(root, folder), join(out, folder), { recursive: true, filter: (path) => !path.endsWith(".ts") });
}
await cp(join(root, "package.json"), join(out, "package.json"));
if (spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, stdio: "inherit" }).status !== 0) process.exit(1);
const { status } = spawnSync(process.execPath, ["--expose-gc", join(out, "test/bench/main.js"), ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
