import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "./config/config.ts";
import type { TSchema } from "./contract/typebox.ts";
import { Audio, File, Image, Video } from "./contract/types.ts";
import { elementOf } from "./graph/types.ts";
import type { Isolate } from "./isolate/isolate.ts";
import { type AddedPack, addedPacks, verifiedFiles } from "./packs/added.ts";
import type { LockedPack } from "./packs/lock.ts";
import type { OpenPack } from "./prepare.ts";
import { loadPack, type PackFolder, readPackFolder, readPacksIn } from "./registry/load.ts";
import type { Granted, Registry } from "./registry/registry.ts";

/** The packs that a runtime finds, read but not loaded. */
export interface FoundPacks {
  readonly folders: readonly PackFolder[];
  /** In the lock, but not on disk. */
  readonly missing: Readonly<Record<string, LockedPack>>;
}

export interface FindOptions {
  readonly home: string | null;
  readonly config: Config;
  /** Given by the caller, from its working folder. */
  readonly folders: readonly string[];
  readonly builtIn: boolean;
}

/** The built-in packs, the folders that the user names, and what was added to the project. */
export async function findPacks({ home, config, folders, builtIn }: FindOptions): Promise<FoundPacks> {
  const configured = (config.packs ?? []).map((folder) => resolve(home ?? ".", folder));
  const named = new Set([...configured, ...folders.map((folder) => resolve(folder))]);
  const added = home === null ? { folders: [], missing: {} } : await addedPacks(home);
  const found = [
    ...(builtIn ? await readPacksIn(fileURLToPath(new URL("../nodes/", import.meta.url))) : []),
    ...await Promise.all([...named].map(readPackFolder)),
  ];
  // A folder of the user's own stands before what was added under its name: that is how a pack is worked on.
  const own = new Set(found.map(({ manifest }) => manifest.name));
  return { folders: [...found, ...added.folders.filter(({ manifest }) => !own.has(manifest.name))], missing: added.missing };
}

/** Loads packs where they may run: a stranger's in an isolate, all others in this process. Isolates are opened once and closed together. */
export class PackLoader {
  private readonly registry: Registry;
  private readonly isolates = new Map<string, Promise<Isolate>>();
  private readonly schemas = new Map<string, TSchema>();

  constructor(registry: Registry) {
    this.registry = registry;
  }

  readonly open: OpenPack = async (folder) => {
    if (!isAdded(folder)) return { pack: await loadPack(folder), granted: (folder.manifest.permissions ?? {}) as Granted };
    const { locked } = folder;
    const files = await verifiedFiles(folder);
    const pack = locked.trusted ? await loadPack(folder) : (await this.isolated(folder, files)).pack;
    return { pack, integrity: locked.files, granted: locked.granted };
  };

  async close(): Promise<void> {
    await Promise.all([...this.isolates.values()].map(async (isolate) => (await isolate.catch(() => undefined))?.close()));
  }

  private async isolated({ manifest, locked }: AddedPack, files: ReadonlyMap<string, Uint8Array>): Promise<Isolate> {
    const { openIsolate } = await import("./isolate/open.ts");
    const isolate = openIsolate({ name: manifest.name, files, entry: manifest.entry, granted: locked.granted, schemaOf: (valueType) => this.schemaOf(valueType) });
    this.isolates.set(manifest.name, isolate);
    return isolate;
  }

  /** What a value type is to the packs that are believed: they take its values without looking again. */
  private schemaOf(valueType: string): TSchema | undefined {
    let schema = this.schemas.get(valueType);
    if (schema || !/\/|^(image|audio|video|file)$/.test(valueType)) return schema;
    const packs = [...this.registry.packs.values()].map(({ pack }) => pack).filter(({ name }) => !this.isolates.has(name));
    const owned = packs.flatMap(({ types = [] }) => types);
    const ports = packs.flatMap(({ nodes }) => nodes.flatMap(({ inputs, outputs }) => [...Object.values(inputs), ...Object.values(outputs)].map((port) => elementOf(port.schema))));
    schema = [Image, Audio, Video, File, ...owned, ...ports].find((one) => one["valueType"] === valueType);
    if (schema) this.schemas.set(valueType, schema);
    return schema;
  }
}

/** Whether a pack runs in an isolate: it was added, and nobody has said that it is trusted. */
export function isIsolated(folder: PackFolder): boolean {
  return isAdded(folder) && folder.locked.trusted !== true;
}

function isAdded(folder: PackFolder): folder is AddedPack {
  return "locked" in folder;
}
