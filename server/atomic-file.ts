import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fail } from "../runtime/problem.ts";

/**
 * Writes aside, forces it to disk and moves it into place: at every instant the file is the old one or the new one, also
 * after a power cut. A link in its place is replaced, not followed.
 * @throws ProblemError DISK_FULL, NOT_PERMITTED
 */
export async function writeAtomically(path: string, text: string, mode = 0o666): Promise<void> {
  const aside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  try {
    const file = await open(aside, "wx", mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(aside, { force: true });
    refuse(error as NodeJS.ErrnoException);
  }
}

/** The name itself is safe only when its folder is; systems that cannot open folders keep names safe by themselves. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

function refuse(error: NodeJS.ErrnoException): never {
  if (error.code === "ENOSPC" || error.code === "EDQUOT") fail({ code: "DISK_FULL", message: "The disk is full; nothing was changed.", hint: "Free some space and save again." }, error);
  if (error.code === "EACCES" || error.code === "EPERM" || error.code === "EROFS") fail({ code: "NOT_PERMITTED", message: `The server may not write there: ${error.message}.`, hint: "Check the rights of the project folder." }, error);
  throw error;
}
