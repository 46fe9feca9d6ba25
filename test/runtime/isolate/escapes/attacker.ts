import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import type { Context } from "../../../../runtime/contract/index.ts";
import type { Isolate, IsolateLimits } from "../../../../runtime/isolate/isolate.ts";
import { openIsolate } from "../../../../runtime/isolate/open.ts";
import type { Permissions } from "../../../../runtime/packs/permissions.ts";
import { seen } from "../kit.ts";

/**
 * A pack whose node runs whatever it is told to, with what helps an attacker: `forge` sends a message that the isolate's own
 * side would never send, `$`-fields and all.
 */
export const attackerCode = `
  const AsyncFunction = (async () => {}).constructor;
  const has = Set.prototype.has;
  globalThis.forge = (context, message) => {
    Object.prototype.toJSON = function () { delete Object.prototype.toJSON; return message; };
    Set.prototype.has = () => true;
    try { context.log(""); } finally { Set.prototype.has = has; delete Object.prototype.toJSON; }
  };
  const anything = { schema: {} };
  export default {
    name: "attacker", title: "Attacker", version: "1.0.0", contract: 1,
    nodes: [{
      type: "attacker/work", version: 1, title: "Work", summary: "Does as it is told.", inputs: { code: { schema: { type: "string" } }, given: { ...anything, optional: true } }, outputs: { value: anything },
      uses: [{ name: "echo" }, { name: "ffmpeg" }, { name: "network" }, { name: "secretive" }],
      async run({ inputs, context }) { return { value: await new AsyncFunction("given", "context", inputs.code)(inputs.given, context) }; },
    }],
  };`;

/** Small, so that what goes too far goes there soon. */
export const tight: Partial<IsolateLimits> = { cpuMs: 700, memoryBytes: 32 * 2 ** 20, wallMs: 6000, openMs: 20_000, messageBytes: 2 ** 20, artifactBytes: 2 ** 20, writtenBytes: 4 * 2 ** 20, calls: 100, told: 100 };

export interface Attacker {
  isolate(): Isolate;
  /** What the code gained, as it tells itself. */
  attack(code: string, options?: { readonly context?: Context; readonly given?: unknown }): Promise<unknown>;
  /** It works as any other pack after all that. */
  stillWorks(): Promise<void>;
}

/** One isolate for the tests of a file. */
export function attacker({ granted = {}, limits = tight }: { readonly granted?: Permissions; readonly limits?: Partial<IsolateLimits> } = {}): Attacker {
  let isolate: Isolate;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "attacker-"));
    await writeFile(join(folder, "pack.js"), attackerCode);
    isolate = await openIsolate({ name: "attacker", folder, entry: "./pack.js", granted, limits });
  });
  afterAll(async () => {
    const { pid } = isolate;
    await isolate.close();
    if (pid !== undefined) expect(isAlive(pid)).toBe(false);
    await rm(folder, { recursive: true });
  });
  const attack: Attacker["attack"] = async (code, { context = seen().context, given } = {}) =>
    (await isolate.pack.nodes[0]!.run({ inputs: { code, ...(given === undefined ? {} : { given }) }, context }) as { readonly value: unknown }).value;
  return { isolate: () => isolate, attack, stillWorks: async () => expect(await attack("return given + 1", { given: 1 })).toBe(2) };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A problem that names the pack. */
export function blamed(code: string, words = ""): object {
  return { problem: { code, message: expect.stringMatching(new RegExp(`"attacker".*${words}`, "s")) } };
}
