import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Child {
  readonly pid: number;
  /** Its output so far, line by line. */
  readonly lines: readonly string[];
  /** The next line it prints. */
  next(): Promise<string>;
  say(line: string): void;
  kill(): void;
  /** Its input is closed; resolves with its exit code, or the signal that ended it, when it is gone. */
  ended(): Promise<number | string>;
}

/** A process of its own for a built module of the kit. What it writes to stderr is an error of the test. */
export function startChild(module: string, words: readonly string[], through: readonly string[] = []): Child {
  const [program, ...rest] = [...through, process.execPath, module, ...words];
  const child: ChildProcess = spawn(program!, rest, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin!.on("error", () => {});
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  let told = 0;
  createInterface({ input: child.stdout! }).on("line", (line) => {
    lines.push(line);
    const waiter = waiting.shift();
    if (waiter) waiter(lines[told++]!);
  });
  const closed = once(child, "close") as Promise<[number | null, string | null]>;
  return {
    pid: child.pid!, lines,
    next: () => told < lines.length ? Promise.resolve(lines[told++]!) : new Promise((resolve) => { waiting.push(resolve); }),
    say: (line) => void child.stdin!.write(`${line}\n`),
    kill: () => void child.kill("SIGKILL"),
    async ended() {
      child.stdin!.end();
      const [code, signal] = await closed;
      return code ?? signal!;
    },
  };
}
