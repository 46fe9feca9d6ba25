import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const marks = [".reelwright", "reelwright.config.json", "package.json"];

/**
 * The project folder, which holds `.reelwright/` with everything that is kept: `given` (`--home`) if there is one, else
 * the nearest folder from `start` upward that has one of the marks, else `start` itself. `start` is the graph's folder
 * for commands that take a graph, so that a graph finds its results wherever the command is typed.
 */
export function homeFrom(given: string | undefined, start: string, cwd: string): string {
  if (given !== undefined) return resolve(cwd, given);
  for (let folder = start; ; folder = dirname(folder)) {
    if (marks.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) return start;
  }
}
