import { openRuntime } from "../../runtime/index.ts";
import { benchPack, fan, layers } from "./bench-pack.ts";
const doc = process.argv[2] === "fan" ? fan(10000) : layers(100, 100);
for (let i = 0; i < 12; i++) {
  const r = await openRuntime({ home: null, packs: [benchPack], builtIn: false });
  const t0 = performance.now();
  await r.run(doc).result;
  if (i > 8) console.log(((performance.now() - t0) / 10000 * 1000).toFixed(2), "us/item");
  await r.close();
}
