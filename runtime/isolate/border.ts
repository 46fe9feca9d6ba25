import type { Context, FetchRequest } from "../contract/context.ts";
import type { Artifact } from "../contract/types.ts";
import { fail, type Problem, ProblemError, problemIn } from "../problem.ts";
import { Artifacts } from "./artifacts.ts";
import type { IsolateLimits } from "./isolate.ts";
import { plainText } from "./plain-text.ts";

/** Services that stand for this machine; they take file names and programs' words, which an isolated pack does not have. */
const ownMachine = new Set(["ffmpeg", "processor", "network"]);

export interface BorderOptions {
  readonly pack: string;
  readonly granted: readonly string[];
  readonly limits: IsolateLimits;
  /** Resolves when it has left this process. */
  send(message: object): Promise<void>;
}

/** A question of the item. */
export interface Asked {
  readonly call: number;
  readonly op: string;
  readonly args: readonly unknown[];
}

/** What one item of an isolated pack may ask of the runtime. Everything that comes in here was made by a stranger. */
export class Border {
  private readonly context: Context;
  private readonly options: BorderOptions;
  private readonly artifacts: Artifacts;
  private readonly services = new Map<string, any>();
  private readonly memos = new Map<number, { done(value: unknown): void; failed(error: unknown): void }>();
  /** Problems that the item was told of, and may fail with in turn. */
  private readonly met = new Map<string, Problem>();
  private asked = 0;
  private told = 0;
  private written = 0;
  private over = false;

  constructor(context: Context, inputs: unknown, options: BorderOptions) {
    this.context = context;
    this.options = options;
    this.artifacts = new Artifacts(options.pack);
    this.artifacts.learn(inputs);
  }

  /** Answers one question of the item. Never throws. @returns when the answer has left */
  async ask({ call, op, args }: Asked): Promise<void> {
    let reply: object;
    try {
      if (++this.asked > this.options.limits.calls) this.quota(`asked for something more than ${this.options.limits.calls} times in one item`);
      reply = { t: "reply", call, value: await this.answer(op, args) };
    } catch (error) {
      reply = { t: "reply", call, problem: this.problemOf(error) };
    }
    if (!this.over) await this.options.send(reply).catch((error: unknown) => this.options.send({ t: "reply", call, problem: this.problemOf(error) }));
  }

  tell({ kind, args: [first, second] }: { readonly kind: string; readonly args: readonly unknown[] }): void {
    const { context, options: { limits, pack } } = this;
    if (++this.told > limits.told) {
      if (this.told === limits.told + 1) context.log(`The pack "${pack}" tells of itself more than ${limits.told} times in one item; the rest is left out.`);
      return;
    }
    if (kind === "progress" && typeof first === "number") context.progress(Math.min(1, Math.max(0, first)), typeof second === "string" ? plainText(second, 500) : undefined);
    if (kind === "preview" && typeof first === "string") context.preview(plainText(first, 100_000));
    if (kind === "preview" && typeof first === "object" && first !== null) context.preview(this.artifacts.known(first));
    if (kind === "log" && typeof first === "string") context.log(plainText(first, 10_000));
  }

  /** The outputs, when they speak of no file that the item has nothing to do with. @throws ProblemError ISOLATE_ARTIFACT */
  checked(outputs: unknown): unknown {
    this.artifacts.check(outputs);
    return outputs;
  }

  /** What the item failed of: a problem it was told of, one of its own, or a mistake in the pack. */
  failure({ problem, message }: { readonly problem?: Partial<Problem>; readonly message?: unknown }): ProblemError {
    const { pack, limits } = this.options;
    const { code, message: says, hint } = problem ?? {};
    const met = this.met.get(String(code));
    if (met) return new ProblemError(met);
    // A problem that the pack makes up may not pass for one of the runtime: some of those end a run.
    if (typeof code === "string" && typeof says === "string" && /^[A-Z][A-Z0-9_]{0,60}$/.test(code) && !ours.test(code)) {
      return new ProblemError({ code, message: plainText(says, 2000), ...(typeof hint === "string" ? { hint: plainText(hint, 2000) } : {}) });
    }
    const why = plainText(String(says ?? message ?? "it did not say why"), 1000);
    if (/out of memory/i.test(why)) return new ProblemError({ code: "ISOLATE_MEMORY", message: `The isolated pack "${pack}" needs more than ${limits.memoryBytes / 2 ** 20} MB.`, hint: "The rest of the run goes on; its author should know." });
    return new ProblemError({ code: "NODE_FAILED", message: `The isolated pack "${pack}" failed: ${why}.`, hint: "This is a mistake in the pack; tell its author." });
  }

  /** The item has ended, whatever of: nobody waits for it any longer, and it is told nothing more. */
  end(why: Error): void {
    this.over = true;
    for (const memo of this.memos.values()) memo.failed(why);
    this.memos.clear();
  }

  private async answer(op: string, args: readonly unknown[]): Promise<unknown> {
    switch (op) {
      case "use": return this.use(String(args[0]));
      case "method": return this.method(String(args[0]), String(args[1]), Array.isArray(args[2]) ? args[2] : []);
      case "read": return this.read(args[0]);
      case "write": return this.write(String(args[0]), args[1]);
      case "fetch": return this.context.fetch(this.request(args[0]));
      case "memo": return this.memo(args[0]);
      case "keep": return this.keep(args[0] as number, args[1]);
      case "drop": return this.memos.get(args[0] as number)?.failed(new Error("The part could not be made."));
      case "power": return this.refuse(`context.${plainText(String(args[0]), 30)}`, "files");
      default: return this.mistake("asked for something that is not offered");
    }
  }

  private async use(role: string): Promise<unknown> {
    if (ownMachine.has(role)) this.refuse(`the service "${role}"`, "programs");
    if (!this.options.granted.includes(role)) fail({ code: "SERVICE_NOT_GRANTED", message: `The pack "${this.options.pack}" uses the role "${plainText(role, 60)}", which was not granted to it.`, hint: "Its manifest must name it, and you are asked when the pack is added." });
    const service = await this.context.use<Record<string, unknown>>({ name: role });
    this.services.set(role, service);
    return offered(service);
  }

  private async method(role: string, name: string, args: readonly unknown[]): Promise<unknown> {
    const service = this.services.get(role);
    // Only what the service itself offers: nothing that every object has.
    if (!service || !offered(service).methods.includes(name)) this.mistake(`asked the service "${plainText(role, 60)}" for "${plainText(name, 60)}", which it does not have`);
    this.artifacts.check(args);
    const value: unknown = await service[name](...args);
    this.artifacts.learn(value);
    return value;
  }

  private async read(wanted: unknown): Promise<Uint8Array> {
    const artifact = this.artifacts.known(wanted);
    if (artifact.bytes > this.options.limits.artifactBytes) this.tooLarge();
    return this.context.read(artifact);
  }

  private async write(media: string, bytes: unknown): Promise<Artifact> {
    const { artifactBytes, writtenBytes } = this.options.limits;
    if (media.length > 100 || !/^[a-z]+\/[\w.+-]+$/i.test(media)) this.mistake("writes a file of no known kind");
    if (!(bytes instanceof Uint8Array) && typeof bytes !== "string") this.mistake("writes something that is neither text nor bytes");
    if (bytes.length > artifactBytes) this.tooLarge();
    this.written += bytes.length;
    if (this.written > writtenBytes) this.quota(`writes more than ${writtenBytes / 2 ** 20} MB in one item`);
    const artifact = await this.context.write(media, bytes);
    this.artifacts.learn(artifact);
    return artifact;
  }

  private request(value: unknown): FetchRequest {
    const { url, method, headers = {}, body } = (value ?? {}) as { readonly [Field in keyof FetchRequest]: unknown };
    const isHeader = (header: unknown) => typeof header === "string" || (typeof (header as { secret?: unknown } | null)?.secret === "string" && ["string", "undefined"].includes(typeof (header as { prefix?: unknown }).prefix));
    const sound = typeof url === "string" && (method === undefined || typeof method === "string") && (body === undefined || typeof body === "string" || body instanceof Uint8Array)
      && typeof headers === "object" && headers !== null && Object.values(headers).every(isHeader);
    if (!sound) this.mistake("fetches something that is no request");
    return { url, headers, ...(method === undefined ? {} : { method }), ...(body === undefined ? {} : { body }) } as FetchRequest;
  }

  /** The part is made on the other side; what is kept meanwhile waits here. */
  private memo(parts: unknown): Promise<unknown> {
    return new Promise((answer, failed) => {
      const memo = this.asked;
      let asked = false;
      this.context.memo(parts, () => new Promise((done, fell) => {
        asked = true;
        if (this.over) return fell(new Error("The item has ended."));
        this.memos.set(memo, { done, failed: fell });
        answer({ kept: false, memo });
      })).then((value) => {
        this.artifacts.learn(value);
        if (!asked) answer({ kept: true, value });
      }, (error: unknown) => (asked ? undefined : failed(error)));
    });
  }

  /** What is kept is believed when it is found again, so it is looked at now. */
  private keep(memo: number, value: unknown): void {
    this.artifacts.check(value);
    this.memos.get(memo)?.done(value);
    this.memos.delete(memo);
  }

  private refuse(what: string, power: string): never {
    fail({ code: "ISOLATE_POWER", message: `The pack "${this.options.pack}" needs ${what}, which no isolated pack has.`, hint: `A pack that asks for ${power} must be trusted: reelwright pack trust ${this.options.pack}` });
  }

  private mistake(what: string): never {
    fail({ code: "ISOLATE_BORDER", message: `The pack "${this.options.pack}" ${what}.`, hint: "Tell its author." });
  }

  private quota(what: string): never {
    fail({ code: "ISOLATE_QUOTA", message: `The pack "${this.options.pack}" ${what}.`, hint: "The rest of the run goes on. Split the work, or take the pack out; its author should know." });
  }

  private tooLarge(): never {
    fail({ code: "ISOLATE_TOO_LARGE", message: `The pack "${this.options.pack}" handles a file of more than ${this.options.limits.artifactBytes / 2 ** 20} MB.`, hint: "Isolated packs are for small files; trust the pack, or split the work." });
  }

  private problemOf(error: unknown): Problem {
    const problem = problemIn(error) ?? { code: "ISOLATE_BORDER", message: `What the pack "${this.options.pack}" asked for failed: ${error instanceof Error ? error.message : String(error)}`, hint: "Tell its author." };
    this.met.set(problem.code, problem);
    return problem;
  }
}

/** Codes of the runtime's that decide about a run, or that people know to be its own. */
const ours = /^(BUDGET|DISK|STORE|ISOLATE|INTERNAL|PACK)(_|$)/;

/** Members of a service, those of its class too: what a service leaves out, a pack must find missing. Of its words only the label: others may be its key. */
function offered(service: Readonly<Record<string, unknown>>): { readonly methods: readonly string[]; readonly data: Readonly<Record<string, unknown>> } {
  const methods: string[] = [];
  const data: Record<string, unknown> = {};
  const names = new Set<string>();
  for (let part: object | null = service; part && part !== Object.prototype; part = Object.getPrototypeOf(part) as object | null) for (const name of Object.getOwnPropertyNames(part)) names.add(name);
  for (const name of names) {
    if (name === "constructor" || name === "then" || name === "__proto__") continue;
    const value = service[name];
    if (typeof value === "function") methods.push(name);
    else if (typeof value === "number" || typeof value === "boolean" || (name === "label" && typeof value === "string")) data[name] = value;
  }
  return { methods, data };
}
