import type { Context } from "../contract/context.ts";
import type { Artifact } from "../contract/types.ts";
import { fail, type Problem, problemIn } from "../problem.ts";

/** Services that stand for this machine; they take file names and programs' words, which an isolated pack does not have. */
const ownMachine = new Set(["ffmpeg", "processor", "network"]);

export interface BorderOptions {
  readonly pack: string;
  readonly granted: readonly string[];
  readonly artifactBytes: number;
  send(item: number, message: object): void;
}

/** What one item of an isolated pack may ask of the runtime. Everything that comes in here was made by a stranger. */
export class Border {
  readonly id: number;
  private readonly context: Context;
  private readonly options: BorderOptions;
  private readonly services = new Map<string, any>();
  private readonly memos = new Map<number, { done(value: unknown): void; failed(error: unknown): void }>();
  private readonly known = new Set<string>();
  private count = 0;

  constructor(id: number, context: Context, inputs: unknown, options: BorderOptions) {
    this.id = id;
    this.context = context;
    this.options = options;
    this.learn(inputs);
  }

  /** Answers one question of the item. Never throws. */
  async ask({ call, op, args }: { readonly call: number; readonly op: string; readonly args: readonly unknown[] }): Promise<void> {
    try {
      this.options.send(this.id, { t: "reply", call, value: await this.answer(op, args) });
    } catch (error) {
      this.options.send(this.id, { t: "reply", call, problem: this.problemOf(error) });
    }
  }

  tell({ kind, args }: { readonly kind: string; readonly args: readonly unknown[] }): void {
    const { context } = this;
    const [first, second] = args;
    if (kind === "progress" && typeof first === "number") context.progress(Math.min(1, Math.max(0, first)), typeof second === "string" ? second.slice(0, 500) : undefined);
    if (kind === "preview" && (typeof first === "string" || isArtifact(first))) context.preview(first);
    if (kind === "log" && typeof first === "string") context.log(first.slice(0, 10_000));
  }

  private async answer(op: string, args: readonly unknown[]): Promise<unknown> {
    const { context } = this;
    switch (op) {
      case "use": return this.use(String(args[0]));
      case "method": return this.method(String(args[0]), String(args[1]), Array.isArray(args[2]) ? args[2] : []);
      case "read": return this.read(args[0]);
      case "write": return this.write(String(args[0]), args[1]);
      case "fetch": return context.fetch(args[0] as Parameters<Context["fetch"]>[0]);
      case "memo": return this.memo(args[0]);
      case "keep": return this.memos.get(args[0] as number)?.done(args[1]);
      case "drop": return this.memos.get(args[0] as number)?.failed(new Error("The part could not be made."));
      case "power": return this.refuse(`context.${String(args[0])}`, "files");
      default: return fail({ code: "ISOLATE_BORDER", message: `The pack "${this.options.pack}" asked for something that is not offered.`, hint: "Tell its author." });
    }
  }

  private async use(role: string): Promise<unknown> {
    if (ownMachine.has(role)) this.refuse(`the service "${role}"`, "programs");
    if (!this.options.granted.includes(role)) fail({ code: "SERVICE_NOT_GRANTED", message: `The pack "${this.options.pack}" uses the role "${role}", which was not granted to it.`, hint: "Its manifest must name it, and you are asked when the pack is added." });
    const service = await this.context.use<Record<string, unknown>>({ name: role });
    this.services.set(role, service);
    const names = offeredBy(service);
    const isMethod = (name: string) => typeof service[name] === "function";
    return { methods: names.filter(isMethod), data: Object.fromEntries(names.filter((name) => !isMethod(name)).map((name) => [name, service[name]])) };
  }

  private method(role: string, name: string, args: readonly unknown[]): unknown {
    const service = this.services.get(role);
    // Only what the service itself offers: nothing that every object has.
    if (!service || typeof service[name] !== "function" || name in Object.prototype) fail({ code: "ISOLATE_BORDER", message: `The service "${role}" has no "${name.slice(0, 60)}".`, hint: "Tell the author of the pack." });
    return service[name](...args);
  }

  private async read(artifact: unknown): Promise<Uint8Array> {
    if (!isArtifact(artifact) || !this.known.has(artifact.artifact)) fail({ code: "ISOLATE_ARTIFACT", message: `The pack "${this.options.pack}" asked for a file that this item was not given.`, hint: "Connect the file to the node." });
    if (artifact.bytes > this.options.artifactBytes) this.tooLarge();
    const bytes = await this.context.read(artifact);
    return bytes.length > this.options.artifactBytes ? this.tooLarge() : bytes;
  }

  private async write(media: string, bytes: unknown): Promise<Artifact> {
    if (!/^[a-z]+\/[\w.+-]+$/i.test(media)) fail({ code: "ISOLATE_BORDER", message: `The pack "${this.options.pack}" writes a file of no known kind.`, hint: "Tell its author." });
    if (!(bytes instanceof Uint8Array) && typeof bytes !== "string") fail({ code: "ISOLATE_BORDER", message: `The pack "${this.options.pack}" writes something that is neither text nor bytes.`, hint: "Tell its author." });
    if (bytes.length > this.options.artifactBytes) this.tooLarge();
    const artifact = await this.context.write(media, bytes);
    this.known.add(artifact.artifact);
    return artifact;
  }

  /** The part is made on the other side; what is kept meanwhile waits here. */
  private memo(parts: unknown): Promise<unknown> {
    return new Promise((answer, failed) => {
      const memo = ++this.count;
      let asked = false;
      this.context.memo(parts, () => new Promise((done, fell) => {
        asked = true;
        this.memos.set(memo, { done, failed: fell });
        answer({ kept: false, memo });
      })).then((value) => {
        this.learn(value);
        if (!asked) answer({ kept: true, value });
      }, (error) => (asked ? undefined : failed(error)));
    });
  }

  /** The references that a value holds: an item reads those, and no other file of the store. */
  private learn(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    if (isArtifact(value)) this.known.add(value.artifact);
    for (const part of Object.values(value)) this.learn(part);
  }

  private refuse(what: string, power: string): never {
    fail({ code: "ISOLATE_POWER", message: `The pack "${this.options.pack}" needs ${what}, which no isolated pack has.`, hint: `A pack that asks for ${power} must be trusted: reelwright pack trust ${this.options.pack}` });
  }

  private tooLarge(): never {
    fail({ code: "ISOLATE_TOO_LARGE", message: `The pack "${this.options.pack}" handles a file of more than ${this.options.artifactBytes / 2 ** 20} MB.`, hint: "Isolated packs are for small files; trust the pack, or split the work." });
  }

  private problemOf(error: unknown): Problem {
    return problemIn(error) ?? { code: "ISOLATE_BORDER", message: error instanceof Error ? error.message : String(error) };
  }
}

/** Members of a service, those of its class too: what a service leaves out, a pack must find missing. */
function offeredBy(service: object): string[] {
  const names = new Set<string>();
  for (let part = service; part && part !== Object.prototype; part = Object.getPrototypeOf(part) as object) for (const name of Object.getOwnPropertyNames(part)) names.add(name);
  names.delete("constructor");
  return [...names];
}

function isArtifact(value: unknown): value is Artifact {
  const { artifact, media, bytes } = (value ?? {}) as Partial<Artifact>;
  return typeof artifact === "string" && /^[0-9a-f]{64}$/.test(artifact) && typeof media === "string" && typeof bytes === "number";
}

