import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fail } from "../runtime/problem.ts";

/** The package's own folder: the nearest one upward with a package.json, from the sources as from what is built. */
export const packageFolder = nearestPackage(dirname(fileURLToPath(import.meta.url)));

function nearestPackage(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) return start;
  }
}

export async function packageVersion(): Promise<string> {
  return (JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")) as { version: string }).version;
}

/** One line of `graphs/index.json`: a graph that comes with the package, in the order of the gallery. */
export interface ShippedGraph {
  readonly name: string;
  /** A building block for other graphs rather than a start. */
  readonly part?: true;
}

/** @throws ProblemError INSTALLATION_BROKEN */
export async function readShipped(folder: string): Promise<readonly ShippedGraph[]> {
  const text = await readFile(join(folder, "index.json"), "utf8").catch((error: unknown) => fail({ code: "INSTALLATION_BROKEN", message: "The list of the package's own graphs is missing.", hint: "Install Reelwright again." }, error));
  return (JSON.parse(text) as { graphs: readonly ShippedGraph[] }).graphs;
}
