import { readFile, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fail } from "../runtime/problem.ts";
import { appear } from "./outputs.ts";

/** A file to be written. */
export interface NewFile {
  readonly path: string;
  /** As people are told of it. */
  readonly shown: string;
  readonly text: string;
}

/**
 * Writes files that are not there yet, all or none. One that is there with the very same content stays.
 * @returns those that were written
 * @throws ProblemError FILE_EXISTS, before anything is written, for one that would be lost
 */
export async function writeNew(files: readonly NewFile[], force: boolean): Promise<readonly NewFile[]> {
  const before = await Promise.all(files.map(({ path }) => contentOf(path)));
  const lost = files.filter(({ text }, index) => before[index] !== undefined && before[index] !== text);
  if (lost.length > 0 && !force) {
    fail({ code: "FILE_EXISTS", file: lost[0]!.shown, message: `${lost.map(({ shown }) => shown).join(", ")} would be overwritten.`, hint: "Choose another place with --to or --out, or write over it with --force." });
  }
  const wanted = files.filter(({ text }, index) => before[index] !== text);
  for (const { path, text } of wanted) {
    await mkdir(dirname(path), { recursive: true });
    await appear(path, (draft) => writeFile(draft, text));
  }
  return wanted;
}

/** @returns undefined where nothing is; what cannot be read as text is something, too */
async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "";
  }
}
