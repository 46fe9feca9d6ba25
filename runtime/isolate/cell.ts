import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Context } from "../contract/context.ts";
import { fail, type Problem, ProblemError } from "../problem.ts";
import { assets } from "./assets.ts";
import { Border } from "./border.ts";
import type { IsolateLimits } from "./isolate.ts";
import { packed, type Parcel, unpackedFrom } from "./parcel.ts";

export interface CellOptions {
  readonly pack: string;
  /** Roles. */
  readonly granted: readonly string[];
  readonly limits: IsolateLimits;
  readonly opening: { readonly files: Readonly<Record<string, string>>; readonly modules: Readonly<Record<string, Uint8Array>>; readonly entry: string };
}

interface Item {
  readonly border: Border;
  done(outputs: unknown): void;
  failed(error: unknown): void;
}

/** How much longer than its own limit the interpreter may be silent before its process is killed, in milliseconds. */
const graceMs = 2000;
const mostDepth = 100;

/**
 * The process that a pack runs in, seen from the runtime. It is started when it is first needed and again after it has
 * ended; one item that goes too far ends it, and the others of the same pack that were under way fail with it.
 */
export class Cell {
  private readonly options: CellOptions;
  private readonly items = new Map<number, Item>();
  private process: Promise<ChildProcess> | undefined;
  private description: { readonly promise: Promise<unknown>; done(value: unknown): void; failed(error: unknown): void };
  private count = 0;
  private pulse: ReturnType<typeof setInterval> | undefined;
  private heard = 0;
  private closed = false;

  constructor(options: CellOptions) {
    this.options = options;
    this.description = deferred();
  }

  /** @returns what the pack says of itself, unchecked */
  async describe(): Promise<unknown> {
    await this.started();
    return this.description.promise;
  }

  async run(type: string, inputs: unknown, context: Context): Promise<any> {
    context.signal.throwIfAborted();
    const child = await this.started();
    await this.description.promise;
    const { pack, granted, limits } = this.options;
    const id = ++this.count;
    const border = new Border(id, context, inputs, { pack, granted, artifactBytes: limits.artifactBytes, send: (item, message) => this.send(child, item, message) });
    return new Promise((resolve, reject) => {
      const clock = setTimeout(() => end(() => reject(this.problem("ISOLATE_TIME", `took longer than ${limits.wallMs / 1000} s`))), limits.wallMs);
      const cancel = () => end(() => reject(context.signal.reason as Error));
      const end = (how: () => void) => {
        clearTimeout(clock);
        context.signal.removeEventListener("abort", cancel);
        if (this.items.delete(id)) this.send(child, id, { t: "cancel", id });
        how();
      };
      const settle = (how: () => void) => {
        this.items.delete(id);
        end(how);
      };
      this.items.set(id, { border, done: (outputs) => settle(() => resolve(outputs)), failed: (error) => settle(() => reject(error as Error)) });
      context.signal.addEventListener("abort", cancel, { once: true });
      const parcel = packed({ t: "run", id, type, inputs, item: context.item, settings: settingsOf(context) });
      if (parcel.text.length > limits.messageBytes) return this.items.get(id)!.failed(this.problem("ISOLATE_TOO_LARGE", `was given more than ${limits.messageBytes / 2 ** 20} MB at once`));
      this.post(child, id, parcel);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const child = await this.process?.catch(() => undefined);
    this.ended(child, "was closed");
    child?.kill("SIGKILL");
  }

  private started(): Promise<ChildProcess> {
    if (this.closed) throw this.problem("ISOLATE_ENDED", "was closed");
    return this.process ??= this.start().catch((error: unknown) => {
      this.process = undefined;
      throw error;
    });
  }

  private async start(): Promise<ChildProcess> {
    const { opening, limits } = this.options;
    const prelude = await readFile(new URL("./prelude.guest.js", assets), "utf8");
    const file = fileURLToPath(new URL("./cell.mjs", assets));
    // On Windows a process without SystemRoot does not start.
    const env = process.platform === "win32" ? { SystemRoot: process.env["SystemRoot"] } : {};
    const child = fork(file, [], { env, execArgv: [...seatBelt(file), `--max-old-space-size=${Math.ceil(limits.memoryBytes / 2 ** 20) + 64}`, "--no-warnings"], serialization: "advanced", stdio: ["ignore", "ignore", "ignore", "ipc"], cwd: dirname(file) });
    child.on("message", (message) => this.heardFrom(child, message as FromCell));
    child.on("error", () => this.ended(child, "could not be started"));
    child.on("exit", (_code, signal) => this.ended(child, signal === null ? "ended by itself" : `was ended by ${signal}`));
    child.unref();
    child.channel?.unref();
    this.listen(child);
    child.send({ t: "open", ...opening, prelude, limits });
    return child;
  }

  /** A process that does not answer is in a loop that its interpreter did not notice. */
  private listen(child: ChildProcess): void {
    this.heard = performance.now();
    clearInterval(this.pulse);
    this.pulse = setInterval(() => {
      if (performance.now() - this.heard > this.options.limits.cpuMs + graceMs) {
        this.ended(child, "did not answer any more", "ISOLATE_TIME");
        child.kill("SIGKILL");
      } else if (child.connected) child.send({ t: "ping" });
    }, Math.min(1000, this.options.limits.cpuMs));
    this.pulse.unref();
  }

  private heardFrom(child: ChildProcess, message: FromCell): void {
    this.heard = performance.now();
    if (message.t === "broken") {
      const memory = /out of memory|stack/i.test(message.message);
      this.ended(child, message.cpu ? `computed for longer than ${this.options.limits.cpuMs / 1000} s` : message.message, message.cpu ? "ISOLATE_TIME" : memory ? "ISOLATE_MEMORY" : "PACK_BROKEN");
      child.kill("SIGKILL");
    } else if (message.t === "guest") this.fromGuest(child, message);
  }

  private fromGuest(child: ChildProcess, parcel: Parcel): void {
    let message: any;
    try {
      message = unpackedFrom(parcel, { mostDepth, callback: (callback) => (...args) => this.send(child, 0, { t: "callback", callback, args }) });
    } catch (error) {
      this.ended(child, `said something that is not data: ${(error as Error).message}`, "ISOLATE_BORDER");
      return void child.kill("SIGKILL");
    }
    if (message?.t === "described") return this.description.done(message.pack);
    const item = this.items.get(message?.id as number);
    if (!item) return;
    switch (message.t) {
      case "call": return void item.border.ask({ call: message.call as number, op: String(message.op), args: Array.isArray(message.args) ? message.args : [] });
      case "tell": return item.border.tell({ kind: String(message.kind), args: Array.isArray(message.args) ? message.args : [] });
      case "done": return item.done(message.outputs ?? {});
      case "failed": return item.failed(this.failure(message));
    }
  }

  /** What an item failed of in there: its own problem, or a mistake of the pack. */
  private failure({ problem, message }: { readonly problem?: Problem; readonly message?: string }): Error {
    if (typeof problem?.code === "string" && /^[A-Z][A-Z0-9_]*$/.test(problem.code) && typeof problem.message === "string") {
      return new ProblemError({ code: problem.code, message: problem.message.slice(0, 2000), ...(typeof problem.hint === "string" ? { hint: problem.hint.slice(0, 2000) } : {}) });
    }
    const why = String(message ?? "it did not say why").slice(0, 1000);
    return /out of memory/i.test(why) ? this.problem("ISOLATE_MEMORY", `needs more than ${this.options.limits.memoryBytes / 2 ** 20} MB`) : this.problem("NODE_FAILED", `failed: ${why}`);
  }

  /** The process is gone, or about to be: whatever waits for it fails, and the next item starts another. */
  private ended(child: ChildProcess | undefined, why: string, code = "ISOLATE_ENDED"): void {
    if (child && this.gone.has(child)) return;
    if (child) this.gone.add(child);
    clearInterval(this.pulse);
    this.process = undefined;
    const error = this.problem(code, why);
    this.description.failed(error);
    this.description = deferred();
    for (const item of [...this.items.values()]) item.failed(error);
  }
  private readonly gone = new WeakSet<ChildProcess>();

  private send(child: ChildProcess, item: number, message: object): void {
    this.post(child, item, packed(message));
  }

  private post(child: ChildProcess, item: number, { text, buffers }: Parcel): void {
    if (child.connected) child.send({ t: "guest", item, text, buffers });
  }

  private problem(code: string, why: string): ProblemError {
    const hint = code === "NODE_FAILED" || code === "PACK_BROKEN" ? "This is a mistake in the pack; tell its author." : "The rest of the run goes on. Run again, or take the pack out; its author should know.";
    return new ProblemError({ code, message: `The isolated pack "${this.options.pack}" ${why}.`, hint });
  }
}

type FromCell = { readonly t: "guest" } & Parcel | { readonly t: "broken"; readonly message: string; readonly cpu?: boolean } | { readonly t: "pong" };

/** Where Node has it, a second wall: the process itself may read its own code and nothing else, write nothing and start nothing. */
function seatBelt(file: string): string[] {
  const engine = dirname(createRequire(import.meta.url).resolve("quickjs-wasi/package.json"));
  const flag = process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";
  return [flag, ...[dirname(file), engine].map((folder) => `--allow-fs-read=${folder}${sep}*`)];
}

function settingsOf(context: Context): object {
  try {
    return { quality: context.settings.quality };
  } catch {
    // The node does not declare that it reads it.
    return {};
  }
}

function deferred(): { readonly promise: Promise<unknown>; done(value: unknown): void; failed(error: unknown): void } {
  let done!: (value: unknown) => void;
  let failed!: (error: unknown) => void;
  const promise = new Promise<unknown>((resolve, reject) => { done = resolve; failed = reject; });
  promise.catch(() => {});
  return { promise, done, failed };
}
