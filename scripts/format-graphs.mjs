// Writes every shipped graph in the canonical form. Run after `npm run build`.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { formatDocument } from "../dist/runtime/index.js";

for (const name of await readdir(new URL("../graphs/", import.meta.url))) {
  // The list of the others is no graph.
  if (!name.endsWith(".json") || name === "index.json") continue;
  const file = new URL(`../graphs/${name}`, import.meta.url);
  await writeFile(file, formatDocument(JSON.parse(await readFile(file, "utf8"))));
}
