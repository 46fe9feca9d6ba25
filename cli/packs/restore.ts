import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { add, addedPacks, examine, verifyAdded } from "../../runtime/packs/added.ts";
import type { LockedPack } from "../../runtime/packs/lock.ts";
import { readLock } from "../../runtime/packs/lock-file.ts";
import { fetchPack } from "../../runtime/packs/npm.ts";
import { fail, ProblemError } from "../../runtime/problem.ts";
import type { Host } from "../host.ts";
import { tellProblems } from "../problems.ts";
import { isPath, takenNames } from "./adding.ts";
import { type ConsentOptions, consentTo } from "./consent.ts";

/** Where the very files of a locked pack come from. */
export function lockedSource(name: string, { from, package: packageName, version }: LockedPack, home: string): string {
  return isPath(from) ? resolve(home, from) : `${packageName ?? name}@${version}`;
}

/** The packs of a lock that are not on this machine, or are not as they were. */
export async function unrestored(home: string): Promise<Record<string, LockedPack>> {
  const { folders, missing } = await addedPacks(home);
  const changed = await Promise.all(folders.map(async (pack) => {
    const isWhole = await verifyAdded(pack).then(() => true, () => false);
    return isWhole ? [] : [[pack.manifest.name, pack.locked] as const];
  }));
  return { ...missing, ...Object.fromEntries(changed.flat()) };
}

/** Brings back what a lock names, byte for byte. @returns whether all of it is there now */
export async function restore(home: string, options: ConsentOptions, host: Host): Promise<boolean> {
  const gone = Object.entries(await unrestored(home));
  if (gone.length === 0) {
    const number = Object.keys(await readLock(home)).length;
    host.stdout.write(number === 0 ? "No pack was added to this project. Name one: reelwright pack add NAME\n" : "Everything in reelwright.lock.json is there.\n");
    return true;
  }
  let whole = true;
  for (const [name, locked] of gone) whole = await restoreOne(name, locked, { ...options, home }, host) && whole;
  return whole;
}

/** The others are brought back whatever becomes of one. */
export async function restoreOne(name: string, locked: LockedPack, { home, ...options }: ConsentOptions & { readonly home: string }, host: Host): Promise<boolean> {
  try {
    const fetched = { ...await fetchPack(lockedSource(name, locked, home), home), from: locked.from };
    const isFolder = isPath(locked.from) && (await stat(resolve(home, locked.from))).isDirectory();
    // Packing a folder may give other bytes of the same files; then those count.
    if (!isFolder) mustBe(name, locked.integrity, fetched.integrity);
    const candidate = await examine(home, isFolder ? { ...fetched, integrity: locked.integrity } : fetched, await takenNames(home));
    try {
      mustBe(name, locked.files, candidate.files);
      // A lock comes with a project: whoever is asked here has seen none of it before.
      const agreed = await consentTo({ ...candidate, asks: locked.granted, before: undefined }, { ...options, proposed: locked.trusted === true }, host);
      if (!agreed) return false;
      if (locked.trusted && !agreed.trusted) fail({ code: "PACK_UNASKED", message: `This project trusts "${name}", and you did not agree to that.`, hint: `--yes --trust agrees; "reelwright pack trust ${name} --off" makes the project use it isolated.` });
      await add(home, candidate, locked.granted, locked.trusted === true);
      host.stdout.write(`${name} ${locked.version} is back, as it was.\n`);
      return true;
    } finally {
      await candidate.discard();
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    tellProblems([error.problem], host);
    return false;
  }
}

export function mustBe(name: string, locked: string, fetched: string): void {
  if (locked !== fetched) fail({ code: "PACK_INTEGRITY", message: `What came as "${name}" is not what was locked: ${fetched.slice(0, 24)}… in place of ${locked.slice(0, 24)}….`, hint: "Nothing of it was added. Ask its author what happened to that version before you use it." });
}
