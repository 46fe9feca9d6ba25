import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, copyFile, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");

export const steps = join(import.meta.dirname, "steps-pack");

/** Inside node_modules, so that what is built finds its libraries. What is built is a package like the published one. */
const cache = join(root, "node_modules/.cache/reelwright-cli");

/**
 * The command line as it is published, but for the check of types, which is done elsewhere. Kept under a digest of the
 * sources, so it is never stale.
 */
export async function builtCli(): Promise<string> {
  const folder = join(cache, await digestOf(["cli", "runtime", "server", "nodes", "editor"]));
  const main = join(folder, "dist/cli/main.js");
  if (await access(main).then(() => true, () => false)) return main;
  const aside = `${folder}.${process.pid}`;
  await promisify(execFile)(process.execPath, [join(root, "scripts/build.mjs"), join(aside, "dist"), "--noCheck"]);
  await copyFile(join(root, "package.json"), join(aside, "package.json"));
  for (const beside of ["graphs", "templates", "docs"]) await symlink(join(root, beside), join(aside, beside), "junction");
  // Several test files may build at once.
  await rename(aside, folder).catch(() => rm(aside, { recursive: true }));
  await removeOthers(folder);
  return main;
}

const hourMs = 3_600_000;

/** What older sources were built to. Fresh ones stay: tests of another checkout state may be running on them. */
async function removeOthers(folder: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const other = join(cache, name);
    const { mtimeMs } = await stat(other).catch(() => ({ mtimeMs: Date.now() }));
    if (other !== folder && Date.now() - mtimeMs > hourMs) await rm(other, { recursive: true, force: true });
  }
}

async function digestOf(folders: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
    for (const file of files) hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 16);
}

export interface Spawned {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Child {
  kill(signal: NodeJS.Signals): void;
  closeStdout(): void;
  /** Resolves when the child has printed it, on either stream. */
  printed(text: string): Promise<void>;
  readonly ended: Promise<Spawned>;
}

/** Starts Node with the words as its arguments. */
export function startNode(words: readonly string[], cwd: string): Child {
  const child = spawn(process.execPath, words, { cwd, env: { ...process.env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  const waiting: { text: string; resolve: () => void }[] = [];
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      said[name] += chunk;
      for (const { text, resolve: found } of waiting) if (said[name].includes(text)) found();
    });
  }
  const ended = new Promise<Spawned>((done) => child.on("close", (code) => done({ code, ...said })));
  return {
    kill: (signal) => void child.kill(signal),
    closeStdout: () => void child.stdout.destroy(),
    async printed(text) {
      if (said.stdout.includes(text) || said.stderr.includes(text)) return;
      const found = new Promise<void>((done) => waiting.push({ text, resolve: done }));
      const early = ended.then(({ stdout, stderr }) => { throw new Error(`It ended without printing "${text}":\n${stdout}\n${stderr}`); });
      await Promise.race([found, early]);
    },
    ended,
  };
}
