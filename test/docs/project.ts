import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "./markdown.ts";

const execute = promisify(execFile);

/** A folder of a reader of the guides, where Reelwright is installed as it stands in the sources. */
export interface Project {
  readonly folder: string;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  /** Types a `npx reelwright …` or `node …` line. @throws when it does not exit with 0 */
  type(words: readonly string[]): Promise<string>;
  /** Checks all TypeScript and JavaScript that was written, and compiles it into `compiled/`. @throws what tsc says */
  compile(): Promise<void>;
  remove(): Promise<void>;
}

export async function openProject(): Promise<Project> {
  // Inside node_modules, so that what is built finds its libraries.
  const cache = join(root, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const installed = await mkdtemp(join(cache, "reelwright-docs-"));
  await execute(process.execPath, [join(root, "scripts/build.mjs"), join(installed, "dist"), "--noCheck"]);
  await copyFile(join(root, "package.json"), join(installed, "package.json"));
  for (const beside of ["graphs", "templates"]) await symlink(join(root, beside), join(installed, beside), "junction");
  const folder = await mkdtemp(join(tmpdir(), "reelwright-docs-"));
  await mkdir(join(folder, "node_modules"));
  await symlink(installed, join(folder, "node_modules/reelwright"), "junction");

  const project: Project = {
    folder,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    read: (path) => readFile(join(folder, path), "utf8"),
    async type([program, ...words]) {
      const before = program === "npx" ? [join(installed, "dist/cli/main.js"), ...words.slice(1)] : words;
      // Tests that a guide starts are no part of this run of tests.
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      const { stdout, stderr } = await execute(process.execPath, before, { cwd: folder, env: { ...env, NO_COLOR: "1" } });
      return stdout + stderr;
    },
    async compile() {
      await project.write("tsconfig.json", JSON.stringify({
        extends: join(root, "tsconfig.json"),
        compilerOptions: { noEmit: false, allowJs: true, checkJs: true, rootDir: ".", outDir: "compiled", typeRoots: [join(root, "node_modules/@types")] },
        include: ["."], exclude: ["compiled", "node_modules", "out"],
      }));
      await execute(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]).catch(({ stdout }: { stdout: string }) => { throw new Error(stdout); });
    },
    async remove() {
      await rm(folder, { recursive: true, force: true });
      await rm(installed, { recursive: true, force: true });
    },
  };
  await project.write("package.json", JSON.stringify({ type: "module" }));
  return project;
}
