// Measures the editor beside others: builds the pages of test/bench/editor as the editor is built, and drives them in Chromium.
// `npm run bench:editor -- size` builds the package and weighs what a browser loads of it; `-- speed --nodes 5000 --rounds 1
// --only ours` measures less.
import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { build } from "vite";
import { chromium } from "./chromium.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "dist-bench", "editor");
const bench = join(root, "test", "bench", "editor");
const words = process.argv.slice(2);
const isAsked = (part) => words.includes(part) || !words.some((word) => word === "size" || word === "speed");
if (!chromium()) process.exit(1);

await rm(out, { recursive: true, force: true });
const driver = await rolldown({ input: join(bench, "main.ts"), platform: "node", external: (id) => !/^[./]/.test(id), logLevel: "warn" });
await driver.write({ dir: join(out, "driver"), format: "esm", entryFileNames: "[name].js" });
if (isAsked("speed")) {
  const pages = ["ours", "flow", "litegraph"].map((page) => join(bench, "pages", `${page}.html`));
  await build({ configFile: join(root, "editor", "vite.config.ts"), root: join(bench, "pages"), logLevel: "error", build: { outDir: join(out, "pages"), rolldownOptions: { input: pages } } });
}
if (isAsked("size") && spawnSync(process.execPath, [join(root, "scripts", "build.mjs")], { cwd: root, stdio: "inherit" }).status !== 0) process.exit(1);
const { status } = spawnSync(process.execPath, [join(out, "driver", "main.js"), ...words], { cwd: root, stdio: "inherit" });
if (status !== 0) console.error("The benchmark did not come to its end.");
