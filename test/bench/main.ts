import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { commandRows } from "./command.ts";
import { composeRows } from "./compose.ts";
import { doorRows } from "./door.ts";
import { engineRows } from "./engine.ts";
import { isolateRows } from "./isolate.ts";
import { printTable, type Row } from "./measure.ts";
import { previewRows } from "./preview.ts";

/** `npm run bench [engine|command|compose|preview|isolate|door]…`: a table for people, and bench.json for machines. */
const parts: Record<string, { title: string; rows(): Promise<Row[]> }> = {
  engine: { title: "The engine", rows: engineRows },
  command: { title: "The command line", rows: commandRows },
  compose: { title: "Making pictures and sound", rows: composeRows },
  preview: { title: "A look at one scene", rows: previewRows },
  isolate: { title: "A stranger's pack", rows: isolateRows },
  door: { title: "The door to services", rows: doorRows },
};
const asked = process.argv.slice(2);
const results: Record<string, Row[]> = {};
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}`);
for (const [name, part] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  results[name] = await part.rows();
  printTable(part.title, results[name]);
}
await writeFile("bench.json", `${JSON.stringify({ at: new Date().toISOString(), node: process.version, results }, null, 2)}\n`);
