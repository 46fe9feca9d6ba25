// Writes docs/graph.schema.json and docs/config.schema.json from the schemas that the runtime checks with. Needs a build: `npm run build` first.
import { writeFile } from "node:fs/promises";

const { GraphDocument } = await import("../dist/runtime/graph/document.js");
const { currentFormat } = await import("../dist/runtime/graph/current-format.js");
const { Config } = await import("../dist/runtime/config/config.js");

await write("graph", currentFormat, GraphDocument);
await write("config", "reelwright.config.json", Config);

async function write(name, title, schema) {
  const text = JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", title, ...schema }, null, 2);
  await writeFile(new URL(`../docs/${name}.schema.json`, import.meta.url), `${text}\n`);
}
