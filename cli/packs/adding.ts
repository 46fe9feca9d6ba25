import { isAbsolute, relative, resolve } from "node:path";
import { stat } from "node:fs/promises";
import { readConfig } from "../../runtime/config/read.ts";
import { findPacks } from "../../runtime/pack-loader.ts";
import { add, type Candidate, examine } from "../../runtime/packs/added.ts";
import type { LockedPack } from "../../runtime/packs/lock.ts";
import { readLock } from "../../runtime/packs/lock-file.ts";
import { type FetchedPack, fetchPack } from "../../runtime/packs/npm.ts";
import type { PackFolder } from "../../runtime/registry/load.ts";
import type { Host } from "../host.ts";
import { type ConsentOptions, consentTo } from "./consent.ts";

/** What is there beside what was added: the built-in packs, and the folders that the configuration names. */
export async function packsBeside(home: string): Promise<{ readonly builtIn: readonly PackFolder[]; readonly folders: readonly PackFolder[] }> {
  const config = await readConfig(home);
  const folders = (config.packs ?? []).map((folder) => resolve(home, folder));
  const read = async (builtIn: boolean, given: readonly string[]) => (await findPacks({ home: null, config: {}, folders: given, builtIn })).folders;
  return { builtIn: await read(true, []), folders: await read(false, folders) };
}

export async function takenNames(home: string): Promise<ReadonlySet<string>> {
  const { builtIn, folders } = await packsBeside(home);
  return new Set([...builtIn, ...folders].map(({ manifest }) => manifest.name));
}

/** Whether a pack came from a file or folder; all else is asked of npm. */
export function isPath(from: string): boolean {
  return from.startsWith(".") || isAbsolute(from);
}

/**
 * Fetches what somebody named: a file or folder here, a pack that was added (its newest version is meant then), or else a
 * package of npm's.
 */
export async function fetchNamed(word: string, home: string, cwd: string): Promise<FetchedPack> {
  const path = resolve(cwd, word);
  if (await stat(path).catch(() => undefined)) return { ...await fetchPack(path, cwd), from: fromHome(home, path) };
  const [, name = word, wanted = ""] = /^([^@]+)(@.+)?$/.exec(word) ?? [];
  const locked = (await readLock(home))[name];
  if (!locked) return fetchPack(word, cwd);
  if (isPath(locked.from)) return { ...await fetchPack(resolve(home, locked.from), home), from: locked.from };
  return fetchPack(`${locked.package ?? name}${wanted}`, cwd);
}

/** As a lock has it, which other machines read too. */
function fromHome(home: string, path: string): string {
  const short = relative(home, path).replaceAll("\\", "/");
  return short.startsWith("..") || isAbsolute(short) ? short : `./${short}`;
}

/** Looks at what was fetched, asks, and adds it. @returns how it is locked; undefined when the answer was no */
export async function addFetched(fetched: FetchedPack, { home, check, ...options }: ConsentOptions & { readonly home: string; check?(candidate: Candidate): void }, host: Host): Promise<LockedPack | undefined> {
  const candidate = await examine(home, fetched, await takenNames(home));
  try {
    check?.(candidate);
    const { folder: { manifest }, before } = candidate;
    const agreed = await consentTo(candidate, options, host);
    if (!agreed) return void host.stdout.write("Nothing was added.\n");
    const locked = await add(home, candidate, agreed.granted, agreed.trusted);
    const undo = before && !isPath(before.from) ? `reelwright pack add ${before.package ?? manifest.name}@${before.version}` : `reelwright pack remove ${manifest.name}`;
    host.stdout.write(`Added ${manifest.name} ${locked.version}, ${agreed.trusted ? "trusted" : "isolated"}; reelwright.lock.json says so. Undo it with "${undo}".\n`);
    return locked;
  } finally {
    await candidate.discard();
  }
}
