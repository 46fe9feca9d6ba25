// Writes docs/graph.schema.json from the schema the runtime checks documents with. Needs a build: `npm run build` first.
import { writeFile } from "node:fs/promises";

const { GraphDocument } = await import("../dist/runtime/graph/document.js");
const { currentFormat } = await import("../dist/runtime/graph/current-format.js");
const schema = { $schema: "http://json-schema.org/draft-07/schema#", title: currentFormat, ...GraphDocument };
await writeFile(new URL("../docs/graph.schema.json", import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
