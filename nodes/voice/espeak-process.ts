import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ProblemError } from "../../runtime/contract/index.ts";

/** What the engine should say, in its own units; see the worker for the lines on the wire. */
export interface EspeakRequest {
  readonly rate: number;
  readonly range: number;
  readonly volume: number;
  readonly runs: readonly { readonly voice: string; readonly pitch: number; readonly text: string }[];
}

/** One run, said. Word positions count code points; times are milliseconds from the first sample. */
export interface EspeakRun {
  readonly samples: string;
  readonly words: readonly { readonly at: number; readonly length: number; readonly start: number }[];
  readonly end: number;
}
export interface EspeakReply {
  readonly sampleRate: number;
  readonly runs: readonly EspeakRun[];
}

export interface Espeak {
  say(request: EspeakRequest, signal: AbortSignal): Promise<EspeakReply>;
  close(): Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly signal: AbortSignal;
  resolve(reply: EspeakReply): void;
  reject(cause: unknown): void;
}

type Answer = EspeakReply & { readonly id: number; readonly error?: "unavailable" | "voice" | "engine"; readonly message?: string };

/** How long the process is kept warm for the next line. */
const idleMs = 4000;

/**
 * One engine process for all lines, started with the first. Aborting anyone it has worked for ends it at once, as a
 * line under way cannot be stopped otherwise; what others wait for is asked again of a new one.
 */
export function openEspeak(worker = new URL("./espeak-worker.mjs", import.meta.url)): Espeak {
  const waiting = new Map<number, Waiting>();
  const watched = new WeakSet<AbortSignal>();
  let child: ChildProcessWithoutNullStreams | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function stop(): void {
    clearTimeout(idle);
    child?.kill("SIGKILL");
    child = undefined;
  }

  function start(): ChildProcessWithoutNullStreams {
    const started = spawn(process.execPath, [fileURLToPath(worker)], { env: {}, stdio: "pipe" });
    let complaint = "";
    started.stdin.on("error", () => {}); // told by the exit
    started.stderr.on("data", (data) => (complaint = `${complaint}${data}`.slice(-500)));
    createInterface({ input: started.stdout }).on("line", (line) => settle(JSON.parse(line) as Answer));
    const gone = (reason: string) => {
      if (child !== started) return;
      child = undefined;
      const cause = new ProblemError({ code: "SPEECH_FAILED", message: `The offline speech process ended: ${reason}.`, hint: "Run again; if it stays so, configure another provider for the role `speech`." });
      for (const [id, job] of waiting) {
        waiting.delete(id);
        job.reject(cause);
      }
    };
    started.on("error", (error) => gone(error.message));
    started.on("exit", (code, signal) => gone(complaint.trim().split("\n").at(-1) || `${signal ?? `code ${code}`}`));
    return started;
  }

  function settle({ id, error, message, ...reply }: Answer): void {
    const job = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) idle = setTimeout(stop, idleMs);
    if (error) job?.reject(problemOf(error, message ?? ""));
    else job?.resolve(reply);
  }

  function send(line: string): void {
    clearTimeout(idle);
    child ??= start();
    child.stdin.write(`${line}\n`);
  }

  function watch(signal: AbortSignal): void {
    if (watched.has(signal)) return;
    watched.add(signal);
    signal.addEventListener("abort", () => {
      stop();
      for (const [id, job] of waiting) {
        if (job.signal !== signal) continue;
        waiting.delete(id);
        job.reject(signal.reason);
      }
      for (const { line } of waiting.values()) send(line);
    }, { once: true });
  }

  return {
    say(request, signal) {
      signal.throwIfAborted();
      watch(signal);
      const id = ++lastId;
      const line = JSON.stringify({ id, ...request });
      return new Promise((resolve, reject) => {
        waiting.set(id, { line, signal, resolve, reject });
        send(line);
      });
    },
    async close() {
      const last = child;
      stop();
      for (const job of waiting.values()) job.reject(new Error("Internal: speech was closed while a line was being spoken."));
      waiting.clear();
      if (last && last.exitCode === null && last.signalCode === null) await new Promise((gone) => last.once("exit", gone));
    },
  };
}

function problemOf(error: NonNullable<Answer["error"]>, message: string): ProblemError {
  if (error === "unavailable") {
    return new ProblemError({
      code: "SPEECH_UNAVAILABLE",
      message: `Offline speech needs the package @echogarden/espeak-ng-emscripten, which could not be loaded: ${message.split("\n")[0]}`,
      hint: "Install it with `npm install @echogarden/espeak-ng-emscripten`, or configure a provider for the role `speech`.",
    });
  }
  return new ProblemError({ code: error === "voice" ? "VOICE_UNKNOWN" : "SPEECH_FAILED", message, hint: "Cast one of the voices on offer for this language." });
}
