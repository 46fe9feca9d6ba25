import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LockFile, type LockedPack, lockName } from "./lock.ts";
import { mismatch } from "../graph/schema.ts";
import { fail } from "../problem.ts";

/** The packs that were added to a project; none where there is no lock. @throws ProblemError LOCK_INVALID */
export async function readLock(home: string): Promise<Readonly<Record<string, LockedPack>>> {
  const file = join(home, lockName);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    fail({ code: "LOCK_INVALID", file, message: `The list of added packs cannot be read: ${(error as Error).message}`, hint: "Take it back from version control; it is written by \"reelwright pack add\" alone." }, error);
  }
  const wrong = mismatch(LockFile, value);
  if (wrong) fail({ code: "LOCK_INVALID", file, message: `The list of added packs ${wrong}.`, hint: "Take it back from version control; it is written by \"reelwright pack add\" alone." });
  return (value as LockFile).packs;
}

/** As it is written: sorted, so that a change of it can be reviewed. */
export function lockText(packs: Readonly<Record<string, LockedPack>>): string {
  const sorted = Object.fromEntries(Object.entries(packs).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ format: "reelwright/lock@1", packs: sorted }, null, 2)}\n`;
}
