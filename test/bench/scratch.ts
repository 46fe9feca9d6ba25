import { openRuntime } from "../../runtime/index.ts";
import { benchPack, chain, fan, layers } from "./bench-pack.ts";
import { floor } from "./floor.ts";
for (let i = 0; i < 5; i++) await floor(10000);
const f = Math.min(await floor(10000), await floor(10000), await floor(10000)) / 10000 * 1000;
console.log("floor us/item", f.toFixed(2));
for (const [name, doc, n] of [["chain", chain(1000), 1000], ["fan", fan(10000), 10002], ["layers", layers(100, 100), 10000]] as const) {
  for (let i = 0; i < 6; i++) {
    const r = await openRuntime({ home: null, packs: [benchPack], builtIn: false });
    const t = performance.now();
    await r.check(doc); const tc = performance.now() - t;
    const t0 = performance.now();
    const res = await r.run(doc).result;
    const cold = performance.now() - t0;
    const t1 = performance.now();
    const res2 = await r.run(doc).result;
    const warm = performance.now() - t1;
    if (i > 3) console.log(name, res.outcome, JSON.stringify(res.counts), "check", tc.toFixed(1), "cold us/item", (cold / n * 1000).toFixed(2), "x", (cold/n*1000/f).toFixed(1), "warm", (warm / n * 1000).toFixed(2), JSON.stringify(res2.counts));
    await r.close();
  }
}
