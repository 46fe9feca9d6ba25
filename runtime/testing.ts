/**
 * Runs a single node, for the tests of a pack: no graph, no store, no server. Published as `reelwright/testing`.
 * @module
 */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context, FetchReply, FetchRequest, Settings } from "./contract/context.ts";
import type { NodeDefinition } from "./contract/node.ts";
import type { Artifact } from "./contract/types.ts";
import { mismatch } from "./graph/schema.ts";
import { fail } from "./problem.ts";

export interface NodeOptions {
  /** What answers, by role: `{ writer: { complete: async () => … } }`. */
  readonly services?: Readonly<Record<string, unknown>>;
  /** Answers in place of the network. */
  readonly fetch?: (request: FetchRequest) => Promise<FetchReply>;
  readonly quality?: Settings["quality"];
  readonly item?: string;
  readonly signal?: AbortSignal;
  /** As a pack that is trusted: it has files. Default: as an isolated one, which has none. */
  readonly trusted?: boolean;
}

export interface NodeRun<Outputs> {
  readonly outputs: Outputs;
  /** What it said on the way, in order. */
  readonly logs: readonly string[];
  readonly previews: readonly (string | Artifact)[];
}

const bytes = new Map<string, Uint8Array>();

/** Keeps bytes for the tests of this process. @returns what a node takes as an image, sound, video or file */
export function artifact(media: string, content: Uint8Array | string): Artifact {
  const data = Buffer.from(content);
  const digest = createHash("sha256").update(data).digest("hex");
  bytes.set(digest, data);
  return { artifact: digest, media, bytes: data.length };
}

/** The bytes of what a node gave. */
export function bytesOf({ artifact: digest }: Artifact): Uint8Array {
  return bytes.get(digest) ?? fail({ code: "ARTIFACT_MISSING", message: `There are no bytes of ${digest.slice(0, 12)} here.`, hint: "Make it with artifact(media, bytes)." });
}

/**
 * Runs a node on values, which are checked and completed with defaults as in a graph; so are its outputs.
 * @throws whatever the node fails with
 */
export async function runNode<Inputs, Outputs>(node: NodeDefinition<Inputs, Outputs>, inputs: Partial<Inputs>, options: NodeOptions = {}): Promise<NodeRun<Outputs>> {
  const complete = completed(node, inputs as Record<string, unknown>);
  const said: { logs: string[]; previews: (string | Artifact)[] } = { logs: [], previews: [] };
  const folders: string[] = [];
  try {
    const outputs = await node.run({ inputs: complete as Inputs, context: contextOf(node, options, { ...said, folders }) });
    mustFit(node, outputs as Record<string, unknown>);
    return { outputs, ...said };
  } finally {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

function completed(node: NodeDefinition, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const name of Object.keys(inputs)) if (!node.inputs[name]) throw new TypeError(`${node.type} has no input "${name}".`);
  return Object.fromEntries(Object.entries(node.inputs).flatMap(([name, { schema, optional }]) => {
    const value = inputs[name] ?? structuredClone(schema["default"] as unknown);
    if (value === undefined && optional) return [];
    const wrong = value === undefined ? "has no value" : mismatch(schema, value);
    if (wrong) throw new TypeError(`Input "${name}" of ${node.type} ${wrong}.`);
    return [[name, value] as const];
  }));
}

function mustFit({ type, outputs: ports }: NodeDefinition, outputs: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(outputs)) if (!ports[name]) throw new TypeError(`${type} gave the output "${name}", which it does not declare.`);
  for (const [name, { schema }] of Object.entries(ports)) {
    const wrong = outputs[name] === undefined ? "was not given" : mismatch(schema, outputs[name]);
    if (wrong) throw new TypeError(`Output "${name}" of ${type} ${wrong}.`);
  }
}

function contextOf(node: NodeDefinition, { services = {}, fetch, quality = "final", item = "", signal = new AbortController().signal, trusted = false }: NodeOptions, said: { readonly logs: string[]; readonly previews: (string | Artifact)[]; readonly folders: string[] }): Context {
  const memos = new Map<string, Promise<unknown>>();
  const onlyTrusted = () => trusted || fail({ code: "ISOLATE_POWER", message: `${node.type} needs files, which no isolated pack has.`, hint: "Use context.read and context.write, or test it with { trusted: true }." });
  const folder = async () => {
    onlyTrusted();
    const made = await mkdtemp(join(tmpdir(), "reelwright-test-"));
    said.folders.push(made);
    return made;
  };
  return {
    signal, item, settings: { quality }, folder,
    use: async ({ name }) => {
      if (!node.uses?.some((used) => used.name === name)) fail({ code: "SERVICE_UNDECLARED", message: `${node.type} uses "${name}" without declaring it.`, hint: "Name it in `uses`." });
      return (services[name] ?? fail({ code: "SERVICE_MISSING", message: `Nothing fills the role "${name}" in this test.`, hint: "Give it under `services`." })) as never;
    },
    fetch: fetch ?? (async () => fail({ code: "NETWORK_REFUSED", message: "There is no network in this test.", hint: "Give `fetch` a function that answers." })),
    read: async (of) => bytesOf(of),
    write: async (media, content) => artifact(media, content),
    path: async (of) => {
      const file = join(await folder(), of.artifact);
      await writeFile(file, bytesOf(of));
      return file;
    },
    writeFile: async (media, file) => {
      onlyTrusted();
      return artifact(media, await readFile(file));
    },
    memo: (parts, make) => {
      const key = JSON.stringify(parts);
      if (!memos.has(key)) memos.set(key, make());
      return memos.get(key) as never;
    },
    progress() {},
    preview: (partial) => void said.previews.push(partial),
    log: (line) => void said.logs.push(line),
  };
}
