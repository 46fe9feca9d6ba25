import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";
import type { Context, Pack } from "../../../runtime/contract/index.ts";
import { type Isolate, type IsolateLimits } from "../../../runtime/isolate/isolate.ts";
import { openIsolate } from "../../../runtime/isolate/open.ts";
import type { Permissions } from "../../../runtime/packs/permissions.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

export interface StrangerOptions {
  readonly granted?: Permissions;
  readonly limits?: Partial<IsolateLimits>;
  readonly files?: Readonly<Record<string, string>>;
}

/** A pack `stranger` in its own isolate, with the modules given; `pack.js` is its entry. */
export async function stranger(code: string, { granted = {}, limits = {}, files = {} }: StrangerOptions = {}): Promise<Isolate> {
  const folder = await mkdtemp(join(tmpdir(), "stranger-"));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries({ "pack.js": code, ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const isolate = await openIsolate({ name: "stranger", folder, entry: "./pack.js", granted, limits });
  closing.push(() => isolate.close());
  return isolate;
}

/** The source of a pack with one node, `stranger/work`, whose `run` has this body. Any inputs, one output `value`. */
export function working(body: string, before = ""): string {
  return `${before}
    const anything = { schema: {} };
    export default {
      name: "stranger", title: "Stranger", version: "1.0.0", contract: 1,
      nodes: [{
        type: "stranger/work", version: 1, title: "Work", summary: "Does as it likes.", inputs: { given: { ...anything, optional: true } }, outputs: { value: anything },
        uses: [{ name: "echo" }, { name: "ffmpeg" }, { name: "other" }],
        async run({ inputs, context }) { ${body} },
      }],
    };`;
}

export interface Seen {
  readonly context: Context;
  readonly told: unknown[];
  readonly written: Map<string, Uint8Array>;
}

/** What an item sees of the runtime, in memory. */
export function seen(more: Partial<Context> = {}): Seen {
  const told: unknown[] = [];
  const written = new Map<string, Uint8Array>();
  const context = {
    signal: new AbortController().signal, item: "e01", settings: { quality: "final" },
    async write(media: string, bytes: Uint8Array | string) {
      const artifact = (written.size + 1).toString(16).padStart(64, "0");
      written.set(artifact, typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
      return { artifact, media, bytes: bytes.length };
    },
    read: async ({ artifact }: { artifact: string }) => written.get(artifact)!,
    memo: async (_parts: unknown, make: () => Promise<unknown>) => make(),
    fetch: async () => { throw new Error("no network in this test"); },
    use: async () => { throw new Error("no service in this test"); },
    progress: (...args: unknown[]) => told.push(["progress", ...args]), preview: (...args: unknown[]) => told.push(["preview", ...args]), log: (...args: unknown[]) => told.push(["log", ...args]),
    ...more,
  } as unknown as Context;
  return { context, told, written };
}

/** Runs the one node of a stranger. */
export async function work(pack: Pack, given?: unknown, context: Context = seen().context): Promise<unknown> {
  return (await pack.nodes[0]!.run({ inputs: { ...(given === undefined ? {} : { given }) }, context }) as { value: unknown }).value;
}
