import { realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { fail } from "../runtime/problem.ts";

/**
 * The real path of a file in a folder, after following every link.
 * @returns undefined when it is not there
 * @throws ProblemError PATH_OUTSIDE when a link leads out of the folder
 */
export async function containedFile(folder: string, name: string): Promise<string | undefined> {
  const [root, file] = await Promise.all([real(folder), real(join(folder, name))]);
  if (root === undefined || file === undefined) return undefined;
  if (!file.startsWith(root + sep)) fail({ code: "PATH_OUTSIDE", message: "The file is a link that leads out of its folder.", hint: "Put a copy of it into the folder." });
  return file;
}

async function real(path: string): Promise<string | undefined> {
  return realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
}
