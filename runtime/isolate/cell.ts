import type { ChildProcess } from "node:child_process";
import type { Context } from "../contract/context.ts";
import { ProblemError } from "../problem.ts";
import { Border } from "./border.ts";
import type { IsolateLimits } from "./isolate.ts";
import { packed, type Parcel, unpackedFrom } from "./parcel.ts";
import { plainText } from "./plain-text.ts";
import { killed, type Opening, startCell } from "./process.ts";
import { Watch } from "./watch.ts";

export interface CellOptions {
  readonly pack: string;
  /** Roles. */
  readonly granted: readonly string[];
  readonly limits: IsolateLimits;
  readonly opening: Opening;
}

interface Item {
  readonly border: Border;
  readonly context: Context;
  done(outputs: unknown): void;
  failed(error: unknown): void;
}

type FromCell = { readonly t: "guest" } & Parcel | { readonly t: "broken"; readonly message: string; readonly time?: boolean } | { readonly t: "pong" };

/**
 * The process that a pack runs in, seen from the runtime. It is started when it is first needed and again after it has
 * ended; one item that goes too far ends it, and the others of the same pack that were under way fail with it.
 */
export class Cell {
  private readonly options: CellOptions;
  private readonly items = new Map<number, Item>();
  private life: Life | undefined;
  private count = 0;
  private closed = false;

  constructor(options: CellOptions) {
    this.options = options;
  }

  get pid(): number | undefined {
    return this.life?.child?.pid;
  }

  /** @returns what the pack says of itself, unchecked */
  async describe(): Promise<unknown> {
    return (await this.alive()).description.promise;
  }

  async run(type: string, inputs: unknown, context: Context): Promise<any> {
    const life = await this.alive();
    await life.description.promise;
    context.signal.throwIfAborted();
    const { pack, granted, limits } = this.options;
    const id = ++this.count;
    const { text, buffers, plain } = packed({ t: "run", id, type, inputs, item: context.item, settings: settingsOf(context) });
    if (text.length > limits.messageBytes) throw this.problem("ISOLATE_TOO_LARGE", `was given more than ${limits.messageBytes / 2 ** 20} MB at once`);
    const border = new Border(context, inputs, { pack, granted, limits, send: (message) => this.send(life, message) });
    return new Promise((resolve, reject) => {
      const end = (error: unknown, outputs?: unknown) => {
        clearTimeout(clock);
        context.signal.removeEventListener("abort", cancel);
        if (!this.items.delete(id)) return;
        border.end(error === undefined ? this.problem("ISOLATE_ENDED", "has ended its item") : error as Error);
        if (error !== undefined) void this.send(life, { t: "cancel", id }).catch(() => {});
        life.tell({ t: "ended" });
        if (error === undefined) resolve(outputs);
        else reject(error as Error);
      };
      const cancel = () => end(context.signal.reason);
      const clock = setTimeout(() => end(this.problem("ISOLATE_TIME", `took longer than ${limits.wallMs / 1000} s`)), limits.wallMs);
      context.signal.addEventListener("abort", cancel, { once: true });
      this.items.set(id, { border, context, done: (outputs) => end(undefined, outputs), failed: end });
      life.tell({ t: "guest", begins: true, text, buffers, plain });
    });
  }

  /** Resolves when the process is gone. */
  async close(): Promise<void> {
    this.closed = true;
    const life = this.life;
    if (!life) return;
    this.ended(life, "was closed");
    await life.gone;
  }

  private async alive(): Promise<Life> {
    if (this.closed) throw this.problem("ISOLATE_ENDED", "was closed");
    const life = this.life ??= this.start();
    await life.started;
    return life;
  }

  private start(): Life {
    const { limits, opening } = this.options;
    const life: Life = new Life(startCell(limits, opening, {
      message: (message) => this.heard(life, message as FromCell),
      ended: (how) => this.ended(life, how),
    }), new Watch(limits, {
      tooLong: () => this.ended(life, life.isOpen ? "did not answer any more" : `did not say what it is within ${limits.openMs / 1000} s`, "ISOLATE_TIME"),
      ping: () => life.tell({ t: "ping" }),
      isOpen: () => life.isOpen,
    }));
    return life;
  }

  /** Anything may come from there. Whatever it does to us ends it. */
  private heard(life: Life, message: FromCell): void {
    if (life !== this.life) return;
    try {
      const over = life.watch.heard(message.t === "guest" ? message.text.length : 0);
      if (over) return this.ended(life, over, "ISOLATE_QUOTA");
      if (message.t === "broken") this.broken(life, message);
      else if (message.t === "guest") this.fromGuest(life, message);
    } catch (error) {
      this.ended(life, `said something that is not data: ${plainText((error as Error).message, 200)}`, "ISOLATE_BORDER");
    }
  }

  private broken(life: Life, { message, time }: { readonly message: string; readonly time?: boolean }): void {
    if (time) return this.ended(life, `computed for longer than ${this.options.limits.cpuMs / 1000} s`, "ISOLATE_TIME");
    this.ended(life, plainText(message, 1000), /out of memory|call stack/i.test(message) ? "ISOLATE_MEMORY" : "PACK_BROKEN");
  }

  private fromGuest(life: Life, { text, buffers }: Parcel): void {
    const json = JSON.parse(text) as { readonly t?: unknown; readonly id?: unknown; readonly op?: unknown; readonly [field: string]: unknown };
    if (json.t === "described") return life.described(unpackedFrom(json["pack"], buffers, {}));
    if (json.t === "console") return this.items.values().next().value?.border.tell({ kind: "log", args: [json["words"]] });
    const item = this.items.get(json.id as number);
    if (!item) return;
    try {
      this.fromItem(life, item, { json, buffers, size: text.length + buffers.reduce((all, { length }) => all + length, 0) });
    } catch (error) {
      item.failed(error instanceof ProblemError ? error : this.problem("ISOLATE_BORDER", `made something that is not data: ${plainText((error as Error).message, 200)}`));
    }
  }

  /** @throws whatever is wrong with what it said */
  private fromItem(life: Life, item: Item, { json, buffers, size }: { readonly json: { readonly t?: unknown; readonly op?: unknown }; readonly buffers: readonly Uint8Array[]; readonly size: number }): void {
    const isMethod = json.t === "call" && json.op === "method";
    const carries = isMethod || json.op === "write" || json.op === "fetch";
    const callback = isMethod ? (callback: number) => (...args: readonly unknown[]) => void this.send(life, { t: "callback", callback, args }).catch(() => {}) : undefined;
    const message = unpackedFrom(json, buffers, { bytes: carries, callback });
    const args = Array.isArray(message.args) ? message.args : [];
    switch (message.t) {
      case "call": return this.ask(life, item, { call: message.call as number, op: String(message.op), args, size });
      case "tell": return item.border.tell({ kind: String(message.kind), args });
      case "done": return item.done(item.border.checked(message.outputs ?? {}));
      case "failed": return item.failed(item.border.failure(message));
    }
  }

  /** What waits here is held in this process, so it is only so much; its own side knows that, and waits there. */
  private ask(life: Life, { border, failed }: Item, { size, ...asked }: { readonly call: number; readonly op: string; readonly args: readonly unknown[]; readonly size: number }): void {
    const bytes = size + (asked.op === "read" || asked.op === "fetch" ? this.options.limits.artifactBytes : 0);
    if (!life.watch.holds(bytes)) return failed(this.problem("ISOLATE_QUOTA", "asked for more at once than is held for it"));
    void border.ask(asked).finally(() => life.watch.lets(bytes)).catch(() => {});
  }

  /** The process is gone, or is ended now: whatever waits for it fails, and the next item starts another. */
  private ended(life: Life, why: string, code = "ISOLATE_ENDED"): void {
    if (life !== this.life) return;
    this.life = undefined;
    life.end(this.problem(code, why));
    for (const item of [...this.items.values()]) item.failed(this.problem(code, why));
  }

  private async send(life: Life, message: object): Promise<void> {
    const { text, buffers, plain } = packed(message);
    if (text.length > this.options.limits.messageBytes) throw this.problem("ISOLATE_TOO_LARGE", `was to be told more than ${this.options.limits.messageBytes / 2 ** 20} MB at once`);
    await life.tell({ t: "guest", text, buffers, plain });
  }

  private problem(code: string, why: string): ProblemError {
    const hint = code === "PACK_BROKEN" ? "This is a mistake in the pack; tell its author." : "The rest of the run goes on. Run again, or take the pack out; its author should know.";
    return new ProblemError({ code, message: `The isolated pack "${this.options.pack}" ${why}.`, hint });
  }
}

/** One process of a cell, from its start to its end. */
class Life {
  readonly started: Promise<void>;
  readonly watch: Watch;
  readonly description = deferred();
  readonly gone: Promise<void>;
  child: ChildProcess | undefined;
  isOpen = false;
  private over: Error | undefined;
  private leave!: () => void;

  constructor(starting: Promise<ChildProcess>, watch: Watch) {
    this.watch = watch;
    this.gone = new Promise((resolve) => { this.leave = resolve; });
    this.started = starting.then((child) => {
      this.child = child;
      if (this.over) this.kill(child);
    });
    this.started.catch(() => this.leave());
  }

  described(value: unknown): void {
    this.isOpen = true;
    this.watch.rests();
    this.description.done(value);
  }

  /** Resolves when it has left this process, or never will. */
  tell(message: object): Promise<void> {
    const { child } = this;
    return new Promise((resolve) => {
      if (this.over || !child?.connected) resolve();
      else child.send(message, () => resolve());
    });
  }

  end(error: Error): void {
    this.over = error;
    this.watch.stop();
    this.description.failed(error);
    if (this.child) this.kill(this.child);
  }

  private kill(child: ChildProcess): void {
    void killed(child).then(this.leave);
  }
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
