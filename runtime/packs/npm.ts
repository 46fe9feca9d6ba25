import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { integrityOf } from "./files.ts";
import { fail } from "../problem.ts";

/** A pack as it was fetched, not yet unpacked. */
export interface FetchedPack {
  readonly tarball: Uint8Array;
  readonly integrity: string;
  /** As it was asked for, with paths from the project folder. */
  readonly from: string;
}

const registryName = /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*(@[\w.^~*-]+)?$/i;
const limitMs = 120_000;
const mostBytes = 64 * 2 ** 20;

/**
 * Fetches a pack by npm, which knows the user's registry and how to log in there; from a tarball; or packed out of a folder. No script of
 * it runs. Addresses are refused: what is fetched from one may be another thing tomorrow.
 * @throws ProblemError PACK_SPEC, PACK_NOT_FETCHED, PACK_TARBALL
 */
export async function fetchPack(spec: string, cwd: string): Promise<FetchedPack> {
  const path = resolve(cwd, spec);
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile()) return read(path, spec);
  const isFolder = there?.isDirectory() === true;
  if (!isFolder && !registryName.test(spec)) {
    fail({ code: "PACK_SPEC", message: `"${spec.slice(0, 100)}" is not a pack: it is neither a package's name nor a file or folder here.`, hint: "Give sparkle, sparkle@1.2.0, ./sparkle-1.2.0.tgz or ../sparkle." });
  }
  const folder = await mkdtemp(join(tmpdir(), "reelwright-pack-"));
  try {
    const file = await packedByNpm(isFolder ? path : spec, { cwd, folder, shown: spec });
    return await read(join(folder, file), spec);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function read(file: string, from: string): Promise<FetchedPack> {
  const { size } = await stat(file);
  if (size > mostBytes) fail({ code: "PACK_TARBALL", message: `The pack's tarball is refused: it is larger than ${mostBytes / 2 ** 20} MB.`, hint: "Do not use it; tell its author, or whoever sent it." });
  const tarball = await readFile(file);
  return { tarball, integrity: integrityOf(tarball), from };
}

/** @returns the name of the tarball; npm has checked it against what the registry says of it */
function packedByNpm(what: string, { cwd, folder, shown }: { readonly cwd: string; readonly folder: string; readonly shown: string }): Promise<string> {
  const [program, ...before] = npm();
  // npm is a batch file there, which Node starts by a shell only: nothing that a shell reads is in these words.
  const quoted = (word: string) => (process.platform === "win32" ? `"${word}"` : word);
  const words = ["pack", "--json", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", quoted(`--pack-destination=${folder}`), "--", quoted(what)];
  return new Promise((done, failed) => {
    execFile(program, [...before, ...words], { cwd, timeout: limitMs, maxBuffer: 16 * 2 ** 20, windowsHide: true }, (error, stdout, stderr) => {
      try {
        if (error) notFetched(shown, (error as NodeJS.ErrnoException).code === "ENOENT" ? "npm was not found" : firstLine(stderr) ?? "npm gave up", error);
        const [made] = JSON.parse(stdout) as { readonly filename: string }[];
        done(made!.filename.replace(/^@/, "").replaceAll("/", "-"));
      } catch (problem) {
        failed(problem as Error);
      }
    });
  });
}

/** Never through a shell, in which a version like `1 || 2` would be two commands. On Windows npm is a batch file, so the program behind it is started. */
function npm(): [string, ...string[]] {
  return process.platform === "win32" ? [process.execPath, join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js")] : ["npm"];
}

function firstLine(stderr: string): string | undefined {
  return stderr.split("\n").map((line) => line.replace(/^npm error( code)?\s*/, "").trim()).find((line) => line !== "" && !line.startsWith("npm warn"));
}

function notFetched(spec: string, why: string, cause: unknown): never {
  fail({ code: "PACK_NOT_FETCHED", message: `The pack "${spec}" could not be fetched: ${why}.`, hint: "Check its name and version, and that npm can reach the registry." }, cause);
}
