import { openRuntime } from "../../runtime/index.ts";
import { benchPack, production } from "./bench-pack.ts";

/** Runs a production of that many scenes through six nodes, each with list outputs, and tells its peak memory. */
const scenes = Number(process.argv[2]);
const runtime = await openRuntime({ home: null, packs: [benchPack], builtIn: false, config: {} });
const { outcome } = await runtime.run(production(scenes, 6)).result;
if (outcome !== "succeeded") throw new Error(outcome);
await runtime.close();
console.log(JSON.stringify({ rssMB: process.resourceUsage().maxRSS / 1024 }));
