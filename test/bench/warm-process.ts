import { openRuntime } from "../../runtime/index.ts";
import { DiskStore } from "../../runtime/store/disk-store.ts";
import { benchPack, fan } from "./bench-pack.ts";

/** `run HOME`: everything is kept already. `walk HOME`: only the index, every record read. Time since process start. */
const [what, home] = process.argv.slice(2) as ["run" | "walk", string];
if (what === "walk") {
  const store = new DiskStore(`${home}/.reelwright`);
  let found = 0;
  for (const key of store.results.keys()) if (store.results.get(key)) found++;
  if (found < 10_000) throw new Error(`Only ${found} records.`);
} else {
  const runtime = await openRuntime({ home, packs: [benchPack], builtIn: false, config: {} });
  const { counts } = await runtime.run(fan(10_000)).result;
  if (counts.executed > 0) throw new Error(`${counts.executed} items ran.`);
}
console.log(JSON.stringify({ ms: performance.now() }));
process.exit(0);
