import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");
/** Inside node_modules, so that what is built finds its libraries and no tool looks at it. */
const cache = join(root, "node_modules", ".cache", "reelwright-test");

/**
 * The runtime, the built-in packs and the kit as JavaScript, for tests that start processes of their own. Built when a
 * source has changed, and shared by all test files: the folder is named after what the sources say.
 * @returns the path of a built module, given its path from the project folder
 */
export async function built(): Promise<(module: string) => string> {
  const sources = [...await sourcesIn("runtime"), ...await sourcesIn("nodes"), ...await sourcesIn("test/kit")];
  const hash = createHash("sha256");
  for (const source of sources) hash.update(source).update(await readFile(join(root, source)));
  const folder = join(cache, hash.digest("hex").slice(0, 16));
  if (!(await readdir(folder).catch(() => undefined))) await build(folder);
  return (module) => join(folder, module.replace(/\.ts$/, ".js"));
}

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true });
  return entries.filter((name) => name.endsWith(".ts")).sort().map((name) => join(folder, name));
}

/** Built aside and moved into place, because several test files may build at once. */
async function build(folder: string): Promise<void> {
  const aside = `${folder}.${process.pid}`;
  await mkdir(aside, { recursive: true });
  const config = join(aside, "tsconfig.json");
  await writeFile(config, JSON.stringify({
    extends: join(root, "tsconfig.json"),
    // Types are checked elsewhere; here only their removal is wanted.
    compilerOptions: { noEmit: false, noCheck: true, rootDir: root, outDir: aside, typeRoots: [join(root, "node_modules", "@types")] },
    include: [join(root, "runtime"), join(root, "test/kit/children")],
  }));
  await promisify(execFile)(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", config], { cwd: root });
  await cp(join(root, "package.json"), join(aside, "package.json"));
  await rename(aside, folder).catch(() => rm(aside, { recursive: true }));
  await removeOthers(folder);
}

const hourMs = 3_600_000;

/** What older sources were built to. Fresh ones stay: tests of another checkout state may be running on them. */
async function removeOthers(folder: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const other = join(cache, name);
    if (other !== folder && Date.now() - (await stat(other)).mtimeMs > hourMs) await rm(other, { recursive: true, force: true });
  }
}
