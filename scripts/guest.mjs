// Builds what an isolated pack may import, as bytecode for its interpreter: `reelwright/pack` and `reelwright/story`. Next to
// the isolate's own sources, where both the sources and the built package find it. Also what tests call before they begin.
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EvalFlags, QuickJS } from "quickjs-wasi";
import { rolldown } from "rolldown";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = { "reelwright/pack": "runtime/contract/index.ts", "reelwright/story": "nodes/story/types.ts" };

/** @param {string} folder */
export async function buildGuest(folder) {
  const wasm = await WebAssembly.compile(await readFile(createRequire(import.meta.url).resolve("quickjs-wasi/quickjs.wasm")));
  await mkdir(folder, { recursive: true });
  for (const [name, entry] of Object.entries(modules)) {
    const bundle = await rolldown({ input: join(root, entry), platform: "neutral", resolve: { mainFields: ["module", "main"], conditionNames: ["import", "default"] }, logLevel: "warn" });
    const { output: [{ code }] } = await bundle.generate({ format: "esm", minify: true });
    const vm = await QuickJS.create({ wasm });
    await writeFile(join(folder, `${name.split("/")[1]}.qjs`), vm.compile(code, name, EvalFlags.TYPE_MODULE));
    vm.dispose();
  }
}

/** Before tests: made anew when a source of it is newer. */
export default async function setup() {
  const folder = join(root, "runtime/isolate/guest");
  const made = await stat(join(folder, "story.qjs")).then(({ mtimeMs }) => mtimeMs, () => 0);
  const sources = await Promise.all(["runtime/contract", "nodes/story", "runtime/problem.ts", "package-lock.json"].map(async (part) => newest(join(root, part))));
  if (Math.max(...sources) > made) await buildGuest(folder);
}

async function newest(path) {
  const { readdir } = await import("node:fs/promises");
  const of = await stat(path);
  if (!of.isDirectory()) return of.mtimeMs;
  return Math.max(of.mtimeMs, ...await Promise.all((await readdir(path)).map((name) => newest(join(path, name)))));
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) await buildGuest(resolve(process.argv[2] ?? join(root, "runtime/isolate/guest")));
