import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { GraphDocument } from "./graph/document.ts";
import { parseDocument } from "./graph/parse.ts";
import { subgraphPrefix } from "./graph/unfold.ts";
import type { Problem } from "./problem.ts";

/** What a graph may be called, and its file: names are plain, so that no graph reaches outside its folder. */
export const graphName = /^[a-z0-9][a-z0-9._-]*$/;

/** Every document that the graph uses as a node type, and theirs. @param folder of several, the first that has one counts */
export async function readSubgraphs(document: GraphDocument, folder: string | readonly string[] = []): Promise<{ readonly subgraphs: Map<string, GraphDocument>; readonly problems: readonly Problem[] }> {
  const subgraphs = new Map<string, GraphDocument>();
  const problems: Problem[] = [];
  const folders = typeof folder === "string" ? [folder] : folder;
  const open = [document];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const { type } of Object.values(next.nodes)) {
      const name = type.startsWith(subgraphPrefix) ? type.slice(subgraphPrefix.length) : undefined;
      if (!name || subgraphs.has(name) || !graphName.test(name)) continue;
      const found = await firstText(folders.map((one) => join(one, `${name}.json`)));
      if (!found) continue;
      const read = parseDocument(found.text, found.file);
      if (!read.document) {
        problems.push(...read.problems);
        continue;
      }
      subgraphs.set(name, read.document);
      open.push(read.document);
    }
  }
  return { subgraphs, problems };
}

async function firstText(files: readonly string[]): Promise<{ readonly file: string; readonly text: string } | undefined> {
  for (const file of files) {
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}
