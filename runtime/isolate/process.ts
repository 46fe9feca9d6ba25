import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { assets } from "./assets.ts";
import type { IsolateLimits } from "./isolate.ts";
import { plainText } from "./plain-text.ts";

/** What a process needs to load a pack: its code, what is lent to it, and where it begins. */
export interface Opening {
  readonly files: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, Uint8Array>>;
  readonly entry: string;
}

export interface CellListener {
  message(message: unknown): void;
  /** @param how it ended, as the end of a sentence */
  ended(how: string): void;
}

/** Starts the process of a pack. Alone it keeps nothing alive. */
export async function startCell(limits: IsolateLimits, opening: Opening, { message, ended }: CellListener): Promise<ChildProcess> {
  const prelude = await readFile(new URL("./prelude.guest.js", assets), "utf8");
  const file = fileURLToPath(new URL("./cell.mjs", assets));
  const engine = dirname(createRequire(import.meta.url).resolve("quickjs-wasi/package.json"));
  // On Windows a process without SystemRoot does not start.
  const env = process.platform === "win32" ? { SystemRoot: process.env["SystemRoot"] } : {};
  const child = fork(file, [engine], { env, execArgv: [...seatBelt(file, engine), `--max-old-space-size=${Math.ceil(limits.memoryBytes / 2 ** 20) + 64}`, "--no-warnings"], serialization: "advanced", stdio: ["ignore", "ignore", "pipe", "ipc"], cwd: dirname(file) });
  let last = "";
  child.stderr!.on("data", (words: Buffer) => { last = `${last}${words.toString()}`.slice(-2000); });
  child.on("message", message);
  child.on("error", (error) => ended(`could not be started: ${error.message}`));
  child.on("exit", (code, signal) => ended(`ended by itself (${signal ?? code})${said(last)}`));
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  child.send({ t: "open", ...opening, prelude, limits });
  return child;
}

/** Resolves when it is gone. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  await new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGKILL");
  });
}

/** The line in which Node says what went wrong. */
function said(stderr: string): string {
  const line = stderr.split("\n").find((one) => /error/i.test(one));
  return line === undefined ? "" : `, saying: ${plainText(line.trim(), 200)}`;
}

/** Where Node has it, a second wall: the process itself may read its own code and nothing else, write nothing and start nothing. */
export function seatBelt(file: string, engine: string): string[] {
  const flag = process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";
  return [flag, ...[dirname(file), engine].map((folder) => `--allow-fs-read=${folder}${sep}*`)];
}
