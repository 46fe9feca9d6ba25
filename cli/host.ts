import { once } from "node:events";
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Runtime, RuntimeOptions } from "../runtime/index.ts";
import { exit } from "./exit.ts";

/** Where text goes. */
export interface Output {
  readonly terminal: boolean;
  readonly colour: boolean;
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  /** Resolves when what was written has been taken: a slow reader slows the run down instead of filling memory. */
  drained(): Promise<void>;
}

/** Everything outside the process that a command touches, so that tests can hand it something else. */
export interface Host {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  now(): number;
  /** The runtime is loaded when a command first needs it, never for `--help`. */
  openRuntime(options: RuntimeOptions): Promise<Runtime>;
  /** Asks whoever sits at the terminal, and gives the line back, empty where they went away. undefined where nobody does: scripts, CI. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** Calls back on each request to stop; the second one ends the process at once unless it is handled. @returns a function that stops listening */
  onInterrupt(listener: (times: number) => void): () => void;
}

export function processHost(): Host {
  return {
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    now: Date.now,
    openRuntime: async (options) => (await import("../runtime/index.ts")).openRuntime(options),
    ask: process.stdin.isTTY && process.stderr.isTTY ? askOnTerminal : undefined,
    onInterrupt,
  };
}

async function askOnTerminal(question: string): Promise<string> {
  // Not as a terminal: the line stays the system's own, and Ctrl-C stops the program as it always does.
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const away = once(reader, "close").then(() => "");
  try {
    return await Promise.race([new Promise<string>((answered) => { reader.question(question, answered); }), away]);
  } finally {
    reader.close();
  }
}

function outputOf(stream: NodeJS.WriteStream): Output {
  // A reader that went away (`reelwright run … | head`) is a request to stop, not a crash; every later write says so again.
  let gone = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" || gone) return;
    gone = true;
    process.emit("SIGINT");
  });
  return {
    terminal: stream.isTTY === true,
    colour: wantsColour(stream),
    get columns() { return stream.columns || 80; },
    get rows() { return stream.rows || 24; },
    write: (text) => void stream.write(text),
    drained: async () => {
      if (stream.writableNeedDrain) await Promise.race([once(stream, "drain"), once(stream, "close")]);
    },
  };
}

/** https://no-color.org, and FORCE_COLOR for pagers and CI logs that do show colours. */
function wantsColour(stream: NodeJS.WriteStream): boolean {
  if (process.env["NO_COLOR"]) return false;
  if (process.env["FORCE_COLOR"] && process.env["FORCE_COLOR"] !== "0") return true;
  return stream.isTTY === true && process.env["TERM"] !== "dumb";
}

function onInterrupt(listener: (times: number) => void): () => void {
  let times = 0;
  const interrupt = () => {
    times++;
    if (times === 1) return listener(times);
    writeSync(2, "\nStopped at once.\n");
    process.exit(exit.cancelled);
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return () => {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  };
}
