// Runs the errands on a store and prints every event as a line of JSON. Started by tests, which may kill it at any time.
// Arguments: project folder, file to which every call is appended, name of this attempt, number of errands.
import { appendFileSync, writeSync } from "node:fs";
import { openRuntime, type ProblemError } from "../../../runtime/index.ts";
import { errandGraph, errandPack } from "../errands.ts";

const [home, calls, attempt, count] = process.argv.slice(2) as [string, string, string, string];
const pack = errandPack((name, item) => appendFileSync(calls, `${attempt} ${name} ${item}\n`));
const runtime = await openRuntime({ home, packs: [pack], builtIn: false });
const run = runtime.run(errandGraph(Number(count)), { concurrency: 8 });
for await (const event of run.events) writeSync(1, `${JSON.stringify(event)}\n`);
// A store that cannot take the last results says so once more.
await runtime.close().catch((error: ProblemError) => writeSync(1, `${JSON.stringify({ type: "close.failed", problem: error.problem })}\n`));
