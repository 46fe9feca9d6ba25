import { readFile } from "node:fs/promises";
import { fail } from "../runtime/problem.ts";
import { parseJson } from "./json-text.ts";

/** @throws ProblemError FILE_UNREADABLE, naming the file as the user wrote it */
export async function readBytes(path: string, shown: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "There is no file" : code === "EISDIR" ? "A folder, not a file, is" : code === "EACCES" ? "This user may not read" : "Reading failed for";
    fail({ code: "FILE_UNREADABLE", file: shown, message: `${why} "${shown}".`, hint: code === "ENOENT" ? "Check the path; it counts from the folder you are in." : "Give the path of a file that can be read." }, error);
  }
}

/** @throws ProblemError FILE_UNREADABLE, FILE_NOT_TEXT */
export async function readText(path: string, shown: string): Promise<string> {
  const bytes = await readBytes(path, shown);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    fail({ code: "FILE_NOT_TEXT", file: shown, message: `"${shown}" is not UTF-8 text.`, hint: "Save it as UTF-8; Chinese texts from older editors are often GBK." }, error);
  }
}

/** @throws ProblemError also JSON_MALFORMED and JSON_DOUBLE_KEY, with line and column */
export async function readJson(path: string, shown: string): Promise<unknown> {
  return parseJson(await readText(path, shown), shown);
}
