import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Artifact, type Context, fail, type NodeDefinition, type Provider, type ServiceCall, type Settings } from "../../runtime/contract/index.ts";
import { mismatch } from "../../runtime/graph/schema.ts";
import { recordedCaller } from "./caller.ts";

/** A bench for one node: artifacts in a temporary folder, services from the given providers, nothing cached but memos. */
export interface Bench {
  /** Where its artifacts lie, and the folders of items while they run. */
  readonly home: string;
  readonly calls: ServiceCall[];
  readonly previews: (string | Artifact)[];
  readonly memos: Map<string, unknown>;
  run(node: NodeDefinition, inputs: Record<string, unknown>, options?: { signal?: AbortSignal; settings?: Settings }): Promise<any>;
  read(artifact: Artifact): Promise<Buffer>;
  path(artifact: Artifact): string;
  write(media: string, bytes: Uint8Array | string): Promise<Artifact>;
  close(): Promise<void>;
}

export async function openBench(providers: readonly Provider[] = []): Promise<Bench> {
  const home = await mkdtemp(join(tmpdir(), "reelwright-bench-"));
  const calls: ServiceCall[] = [];
  const previews: (string | Artifact)[] = [];
  const memos = new Map<string, unknown>();
  const open = new Map<string, ReturnType<Provider["open"]>>();

  const path = (artifact: Artifact) => join(home, artifact.artifact);
  const write = async (media: string, bytes: Uint8Array | string): Promise<Artifact> => {
    const data = Buffer.from(bytes);
    const digest = createHash("sha256").update(data).digest("hex");
    await writeFile(join(home, digest), data);
    return { artifact: digest, media, bytes: data.length };
  };

  return {
    home, calls, previews, memos, path, write,
    read: (artifact) => readFile(path(artifact)),
    async run(node, given, options = {}) {
      const { signal = new AbortController().signal, settings = { quality: "final" } as const } = options;
      const inputs: Record<string, unknown> = { ...given };
      for (const [name, port] of Object.entries(node.inputs)) {
        if (inputs[name] === undefined && port.schema.default !== undefined) inputs[name] = structuredClone(port.schema.default);
        if (inputs[name] === undefined) {
          if (port.optional) continue;
          throw new Error(`Input "${name}" of ${node.type} has no value.`);
        }
        const wrong = mismatch(port.schema, inputs[name]);
        if (wrong) throw new Error(`Input "${name}" of ${node.type} ${wrong}.`);
      }
      const folders: string[] = [];
      const context: Context = {
        signal, settings, item: "",
        read: (artifact) => readFile(path(artifact)),
        path: async (artifact) => path(artifact),
        write,
        async writeFile(media, file) {
          const artifact = await write(media, await readFile(file));
          await rm(file);
          return artifact;
        },
        async folder() {
          const folder = await mkdtemp(join(home, "item-"));
          folders.push(folder);
          return folder;
        },
        async use(service) {
          if (!node.uses?.some((used) => used.name === service.name)) throw new Error(`${node.type} does not declare "${service.name}".`);
          const provider = providers.find((candidate) => candidate.service.name === service.name)
            ?? fail({ code: "SERVICE_MISSING", message: `Nothing fills the role "${service.name}".` });
          let opened = open.get(service.name);
          if (!opened) open.set(service.name, (opened = provider.open()));
          return (await opened).bind(recordedCaller({ signal, called: (call) => void calls.push(call) })) as never;
        },
        async memo(parts, make) {
          const key = JSON.stringify(parts);
          if (!memos.has(key)) memos.set(key, await make());
          return memos.get(key) as never;
        },
        fetch: async () => fail({ code: "NETWORK_REFUSED", message: "A node's own tests have no network." }),
        progress() {},
        preview: (partial) => void previews.push(partial),
        log() {},
      };
      try {
        const outputs = await node.run({ inputs, context });
        for (const name of Object.keys(outputs)) if (!node.outputs[name]) throw new Error(`${node.type} returned the undeclared output "${name}".`);
        for (const [name, port] of Object.entries(node.outputs)) {
          const wrong = mismatch(port.schema, outputs[name]);
          if (wrong) throw new Error(`Output "${name}" of ${node.type} ${wrong}.`);
        }
        return outputs;
      } finally {
        await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
      }
    },
    async close() {
      for (const service of open.values()) await (await service).close?.();
      await rm(home, { recursive: true, force: true });
    },
  };
}
