import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";
import type { Pack } from "../../runtime/contract/index.ts";
import type { Isolate } from "../../runtime/isolate/isolate.ts";
import { openIsolate } from "../../runtime/isolate/open.ts";
import type { Permissions } from "../../runtime/packs/permissions.ts";
import { loadPack, readPackFolder } from "../../runtime/registry/load.ts";

export const root = resolve(import.meta.dirname, "../..");
export const examplesFolder = join(root, "examples/packs");
export const exampleNames = (await readdir(examplesFolder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

export const folderOf = (name: string): string => join(examplesFolder, name);

/** How a pack can run: in this process, as a user's own folder does, or in an isolate, as a stranger's. */
export const ways = ["trusted", "isolated"] as const;
export type Way = (typeof ways)[number];

const isolates: Isolate[] = [];

/** Loads an example pack for this test file; isolates are closed behind it. */
export async function loadExample(name: string, way: Way, folder = folderOf(name)): Promise<Pack> {
  const found = await readPackFolder(folder);
  if (way === "trusted") return loadPack(found);
  const isolate = await openIsolate({ name, folder, entry: found.manifest.entry, granted: (found.manifest.permissions ?? {}) as Permissions });
  isolates.push(isolate);
  return isolate.pack;
}

export function closeIsolates(): void {
  afterAll(async () => {
    for (const isolate of isolates.splice(0)) await isolate.close();
  });
}
