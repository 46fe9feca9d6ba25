// Makes a season on a project folder whose configuration names the services, and prints every event as a line of JSON. Started
// by tests, which may kill it at any time. Arguments: project folder, number of episodes, budget in whole units or nothing.
import { writeSync } from "node:fs";
import scriptPack from "../../../nodes/script/pack.ts";
import storyPack from "../../../nodes/story/pack.ts";
import { openRuntime } from "../../../runtime/index.ts";
import { makingPack, season } from "../service/making.ts";

const [home, episodes, budget] = process.argv.slice(2) as [string, string, string | undefined];
const runtime = await openRuntime({ home, packs: [storyPack, scriptPack, makingPack], builtIn: false });
const run = runtime.run(season(Number(episodes)), { concurrency: 12, ...(budget === undefined ? {} : { budget: Number(budget) }) });
for await (const event of run.events) writeSync(1, `${JSON.stringify(event)}\n`);
await runtime.close();
