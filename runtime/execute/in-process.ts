import { hash } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Context, FetchReply, FetchRequest, Settings } from "../contract/context.ts";
import type { NodeDefinition } from "../contract/node.ts";
import type { Caller, Service } from "../contract/service.ts";
import type { Artifact } from "../contract/types.ts";
import { canonicalJson } from "../graph/canonical.ts";
import { mismatch } from "../graph/schema.ts";
import { portType } from "../graph/types.ts";
import { packOf } from "../ids.ts";
import { network } from "../network/provider.ts";
import { artifactsIn } from "../plan/digest.ts";
import { fail } from "../problem.ts";
import type { Registry } from "../registry/registry.ts";
import type { Store } from "../store/store.ts";
import type { Executor, Job, JobObserver, JobResult } from "./executor.ts";
import { InFlight } from "./in-flight.ts";
import { Services } from "./services.ts";

/** Says whose calls are recorded: what is kept of them is made once more, so that a recording is whole. */
export interface Recording {
  records(role: string, quality: Settings["quality"]): boolean;
}

/** Runs nodes in this process: what built-in and trusted packs get. */
export class InProcessExecutor implements Executor {
  readonly registry: Registry;
  readonly store: Store;
  readonly services: Services;
  readonly memos = new InFlight<unknown>();
  /** Keys of parts that were made while their services were recorded. */
  readonly recorded = new Set<string>();
  readonly recording: Recording | undefined;

  constructor(registry: Registry, store: Store, recording?: Recording) {
    this.registry = registry;
    this.store = store;
    this.recording = recording;
    this.services = new Services(registry);
  }

  async execute(job: Job, observer: JobObserver, signal: AbortSignal): Promise<JobResult> {
    const definition = this.registry.manifest(job.type)!;
    const context = new ItemContext(this, definition, job, observer, signal);
    try {
      checkInputs(definition, job.inputs);
      const outputs = await definition.run({ inputs: job.inputs, context }) as Readonly<Record<string, unknown>>;
      checkOutputs(definition, outputs);
      return { outputs, memos: context.memoKeys };
    } finally {
      if (context.folders.length > 0) await context.removeFolders();
    }
  }

  close(): Promise<void> {
    return this.services.close();
  }
}

const ofJson = new Set(["text", "number", "boolean", "json"]);
const looseInputs = new WeakMap<NodeDefinition, readonly string[]>();

/**
 * What flows was checked where it came out. Where its type is no more than a kind of JSON, the port may ask for more
 * than the type says: a range, one of some words, a form.
 * @throws ProblemError INPUT_INVALID
 */
function checkInputs(definition: NodeDefinition, inputs: Job["inputs"]): void {
  let loose = looseInputs.get(definition);
  if (!loose) looseInputs.set(definition, (loose = Object.keys(definition.inputs).filter((name) => ofJson.has(portType(definition.inputs[name]!).name))));
  for (const name of loose) {
    const wrong = inputs[name] === undefined ? undefined : mismatch(definition.inputs[name]!.schema, inputs[name]);
    if (wrong) fail({ code: "INPUT_INVALID", port: name, message: `What reached the input "${name}" ${wrong}.`, hint: "Look at what feeds it; the limits are those of the node type." });
  }
}

/** @throws ProblemError OUTPUT_UNDECLARED, OUTPUT_MISSING, OUTPUT_INVALID */
function checkOutputs(definition: NodeDefinition, outputs: unknown): void {
  if (typeof outputs !== "object" || outputs === null) fail({ code: "OUTPUT_INVALID", message: `${definition.type} returned no outputs.`, hint: "This is a mistake in the node; tell its author." });
  for (const name in outputs) {
    if (!Object.hasOwn(definition.outputs, name)) fail({ code: "OUTPUT_UNDECLARED", port: name, message: `${definition.type} returned "${name}", which it does not declare.`, hint: "This is a mistake in the node; tell its author." });
  }
  for (const name in definition.outputs) {
    const value = (outputs as Record<string, unknown>)[name];
    if (value === undefined) fail({ code: "OUTPUT_MISSING", port: name, message: `${definition.type} returned no "${name}".`, hint: "This is a mistake in the node; tell its author." });
    const wrong = mismatch(definition.outputs[name]!.schema, value);
    if (wrong) fail({ code: "OUTPUT_INVALID", port: name, message: `The output "${name}" of ${definition.type} ${wrong}.`, hint: "This is a mistake in the node; tell its author." });
  }
}

/** An item, to the service that works for it. What it lends on to other services is accounted for under their roles. */
function callerFor(role: string, observer: JobObserver, signal: AbortSignal, use: Caller["use"]): Caller {
  return {
    signal, origin: observer.origin, use,
    reserve: (intent) => observer.reserve(role, intent),
    begun: (request) => observer.begun(role, request),
    called: (call, reservation) => observer.called(role, call, reservation),
    notice: (notice) => observer.notice(role, notice),
  };
}

class ItemContext implements Context {
  readonly signal: AbortSignal;
  readonly memoKeys: string[] = [];
  private readonly executor: InProcessExecutor;
  private readonly definition: NodeDefinition;
  private readonly job: Job;
  private readonly observer: JobObserver;
  readonly folders: string[] = [];

  constructor(executor: InProcessExecutor, definition: NodeDefinition, job: Job, observer: JobObserver, signal: AbortSignal) {
    this.executor = executor;
    this.definition = definition;
    this.job = job;
    this.observer = observer;
    this.signal = signal;
  }

  get item(): string {
    return this.job.item;
  }

  get settings(): Settings {
    const declared = this.definition.settings ?? [];
    return new Proxy(this.job.settings, {
      get: (settings, name) => declared.includes(name as keyof Settings)
        ? settings[name as keyof Settings]
        : fail({ code: "SETTING_UNDECLARED", message: `${this.definition.type} reads the setting "${String(name)}" without declaring it.`, hint: "This is a mistake in the node: what it reads must be in its cache key." }),
    });
  }

  async use<T>(service: Service<T>): Promise<T> {
    if (!this.definition.uses?.some((declared) => declared.name === service.name)) {
      fail({ code: "SERVICE_UNDECLARED", message: `${this.definition.type} uses the role "${service.name}" without declaring it.`, hint: "This is a mistake in the node: what it uses must be in its cache key." });
    }
    return this.bound(service);
  }

  private async bound<T>(service: Service<T>): Promise<T> {
    const open = await this.executor.services.get(service.name, this.job.settings.quality);
    return open.bind(callerFor(service.name, this.observer, this.signal, (other) => this.bound(other))) as T;
  }

  async fetch(request: FetchRequest): Promise<FetchReply> {
    return (await this.bound(network)).fetch({ ...request, pack: packOf(this.job.type) });
  }

  read(artifact: Artifact): Promise<Uint8Array> {
    return this.executor.store.blobs.read(artifact);
  }

  path(artifact: Artifact): Promise<string> {
    return this.executor.store.blobs.path(artifact);
  }

  write(media: string, bytes: Uint8Array | string): Promise<Artifact> {
    return this.executor.store.blobs.write(media, bytes);
  }

  writeFile(media: string, path: string): Promise<Artifact> {
    return this.executor.store.blobs.writeFile(media, path);
  }

  async folder(): Promise<string> {
    const folder = await this.executor.store.blobs.folder();
    this.folders.push(folder);
    return folder;
  }

  async memo<T>(parts: unknown, make: () => Promise<T>): Promise<T> {
    const { type, version, uses = [] } = this.definition;
    const { registry, store, memos, recorded, recording } = this.executor;
    const records = recording !== undefined && uses.some(({ name }) => recording.records(name, this.job.settings.quality));
    const key = hash("sha256", canonicalJson({
      memo: type, version, pack: registry.integrity(type), parts,
      services: Object.fromEntries(uses.map(({ name }) => [name, registry.provider(name, this.job.settings.quality)?.fingerprint])),
    }), "hex");
    this.memoKeys.push(key);
    return memos.share(key, this.signal, async () => {
      const kept = records && !recorded.has(key) ? undefined : store.results.get(key);
      if (kept && (await Promise.all((kept.artifacts ?? []).map((digest) => store.blobs.sound(digest)))).every(Boolean)) return kept.outputs["value"];
      const value = await make();
      store.results.put(key, { outputs: { value }, artifacts: artifactsIn(value) });
      if (records) recorded.add(key);
      return value;
    }) as Promise<T>;
  }

  progress(fraction: number, note?: string): void {
    this.observer.progress(fraction, note);
  }

  preview(partial: string | Artifact): void {
    this.observer.preview(partial);
  }

  log(message: string): void {
    this.observer.log(message);
  }

  async removeFolders(): Promise<void> {
    for (const folder of this.folders) await rm(folder, { recursive: true, force: true });
  }
}
