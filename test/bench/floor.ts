import { hash } from "node:crypto";

/**
 * What the machine can do at best: a bare ready queue that builds each item's canonical key, hashes it and awaits an
 * async function. Everything the engine adds (types, events, a store, fan-out) is measured against this.
 */
export async function floor(items: number): Promise<number> {
  const results = new Map<string, number>();
  const work = async (value: number) => value + 1;
  const started = performance.now();
  let previous = 0;
  for (let index = 0; index < items; index++) {
    const key = hash("sha256", JSON.stringify({ inputs: { a: previous, b: 1 }, settings: {}, type: "bench/add", version: 1 }), "hex");
    previous = await work(previous);
    results.set(key, previous);
  }
  return performance.now() - started;
}
