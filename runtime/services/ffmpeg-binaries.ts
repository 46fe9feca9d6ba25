import { constants } from "node:fs";
import { access, chmod, copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { fail } from "../problem.ts";

/** Where the two programs are. `close` removes what had to be copied to make them run. */
export interface Binaries {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  close(): Promise<void>;
}

type Program = "ffmpeg" | "ffprobe";
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Looks for both programs: named by REELWRIGHT_FFMPEG and REELWRIGHT_FFPROBE, then on the PATH, then in the optional
 * installer packages. @throws ProblemError FFMPEG_MISSING
 */
export async function findBinaries(environment: Environment = process.env, packaged = packagedPath): Promise<Binaries> {
  const copies: string[] = [];
  const find = async (program: Program) =>
    (await named(program, environment)) ?? (await onPath(program, environment)) ?? (await fromPackage(program, packaged, copies)) ?? missing(program);

  const close = async () => void await Promise.all(copies.map((folder) => rm(folder, { recursive: true, force: true })));
  return { ffmpeg: await find("ffmpeg"), ffprobe: await find("ffprobe"), close };
}

async function named(program: Program, environment: Environment): Promise<string | undefined> {
  const variable = `REELWRIGHT_${program.toUpperCase()}`;
  const path = environment[variable];
  if (!path) return undefined;
  if (await runs(path)) return path;
  return fail({
    code: "FFMPEG_MISSING",
    message: `${variable} names "${path}", which is not a program that can be run.`,
    hint: `Let ${variable} name an ${program} binary, or unset it.`,
  });
}

async function onPath(program: Program, environment: Environment): Promise<string | undefined> {
  const file = process.platform === "win32" ? `${program}.exe` : program;
  for (const folder of (environment.PATH ?? "").split(delimiter)) {
    if (folder && await runs(join(folder, file))) return join(folder, file);
  }
  return undefined;
}

/** The path an installer package gives, or undefined where it was not installed or has nothing for this platform. */
async function packagedPath(program: Program): Promise<string | undefined> {
  try {
    const installer = program === "ffmpeg" ? await import("@ffmpeg-installer/ffmpeg") : await import("@ffprobe-installer/ffprobe");
    return installer.default.path;
  } catch {
    return undefined;
  }
}

/**
 * The ffprobe package is packed without the execute bit, and its install script repairs that for the owner only. So we
 * set it ourselves, and where the file is not ours (a container built as root) run a copy.
 */
async function fromPackage(program: Program, packaged: typeof packagedPath, copies: string[]): Promise<string | undefined> {
  const path = await packaged(program);
  if (path === undefined || await runs(path)) return path;
  try {
    await chmod(path, 0o755);
    return path;
  } catch {
    const folder = await mkdtemp(join(tmpdir(), "reelwright-"));
    copies.push(folder);
    const copy = join(folder, basename(path));
    await copyFile(path, copy);
    await chmod(copy, 0o755);
    return copy;
  }
}

async function runs(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(() => true, () => false);
}

function missing(program: Program): never {
  return fail({
    code: "FFMPEG_MISSING",
    message: `No ${program} was found.`,
    hint: `Install ffmpeg, or let REELWRIGHT_${program.toUpperCase()} name the binary, or run npm install without leaving out optional packages.`,
  });
}
