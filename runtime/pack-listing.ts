import { lstat, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import type { PackListing } from "./contract/listing.ts";
import { isIsolated } from "./pack-loader.ts";
import type { LockedPack } from "./packs/lock.ts";
import { fail, type Problem } from "./problem.ts";
import type { PackFolder } from "./registry/load.ts";

/** More than this is no icon, in bytes. */
const largestIcon = 64 * 1024;

export interface PacksFound {
  readonly folders: ReadonlyMap<string, PackFolder>;
  /** Why packs could not be loaded, by name. */
  readonly broken: ReadonlyMap<string, Problem>;
  /** In the lock of the project, and not on this machine. */
  readonly absent: Readonly<Record<string, LockedPack>>;
}

/** What is loaded, with what is known of its folder; then what could not be loaded, with why. */
export async function packListing(loaded: readonly PackListing[], { folders, broken, absent }: PacksFound): Promise<readonly PackListing[]> {
  const here = await Promise.all(loaded.map(async (listing): Promise<PackListing> => {
    const folder = folders.get(listing.name);
    if (!folder) return listing;
    return { ...listing, ...(await iconPath(folder) === undefined ? {} : { icon: true as const }), ...(isIsolated(folder) ? { isolated: true as const } : {}) };
  }));
  const failed = [...broken].map(([name, problem]) => empty(name, folders.get(name)?.manifest.title ?? name, folders.get(name)?.manifest.version ?? "", problem));
  const gone = Object.entries(absent).filter(([name]) => !folders.has(name)).map(([name, { version }]) => empty(name, name, version, {
    code: "PACK_MISSING", message: `The pack "${name}" was added to this project, and is not on this machine.`, hint: "\"reelwright pack add --for GRAPH\" brings it, exactly as it was.",
  }));
  return [...here, ...failed, ...gone];
}

function empty(name: string, title: string, version: string, problem: Problem): PackListing {
  return { name, title, version, nodes: [], types: [], conversions: [], translations: {}, problem };
}

/** @throws ProblemError PACK_ICON_MISSING */
export async function packIcon(folder: PackFolder | undefined, name: string): Promise<string> {
  return (folder && await iconPath(folder)) ?? fail({ code: "PACK_ICON_MISSING", message: `The pack ${JSON.stringify(name)} has no icon.`, hint: "Its manifest may name one: a PNG or WebP of at most 64 kB." });
}

/** @returns undefined where there is none that may be shown: it is a file of the pack itself, and small */
async function iconPath({ folder, manifest: { icon } }: PackFolder): Promise<string | undefined> {
  if (icon === undefined) return undefined;
  const path = join(folder, icon);
  const look = await lstat(path).catch(() => undefined);
  if (!look?.isFile() || look.size > largestIcon) return undefined;
  const [inside, real] = await Promise.all([realpath(folder), realpath(path)]);
  return real.startsWith(inside + sep) ? real : undefined;
}
