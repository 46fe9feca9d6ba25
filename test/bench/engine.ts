import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRuntime } from "../../runtime/index.ts";
import { benchPack, chain, fan, layers, waitingItems } from "./bench-pack.ts";
import { floor } from "./floor.ts";
import { inProcess, inTurns, median, type Row, row } from "./measure.ts";

const shapes = [["chain of 1,000", chain(1000), 1000], ["1 → 10,000 → 1", fan(10_000), 10_002], ["100 × 100, two inputs each", layers(100, 100), 10_000]] as const;

/** Milliseconds from a document in memory to the last event: read, checked, planned and run. */
async function timeRun(home: string | null, document: unknown, runs = 1): Promise<number[]> {
  const runtime = await openRuntime({ home, packs: [benchPack], builtIn: false, config: {} });
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const { outcome } = await runtime.run(document).result;
    times.push(performance.now() - started);
    if (outcome !== "succeeded") throw new Error(`A bench run ${outcome}.`);
  }
  await runtime.close();
  return times;
}

/** What comes before a run: the document is read, linked, checked and planned. */
async function timeCheck(document: unknown): Promise<number> {
  const runtime = await openRuntime({ home: null, packs: [benchPack], builtIn: false, config: {} });
  const started = performance.now();
  await runtime.check(document);
  const ms = performance.now() - started;
  await runtime.close();
  return ms;
}

async function inMemory(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, document, items] of shapes) {
    let read = 0;
    for (let warmUp = 0; warmUp < 4; warmUp++) await Promise.all([floor(items), timeRun(null, document, 2)]);
    let warm = 0;
    const [bare, cold, again] = await inTurns(9, [
      () => floor(items),
      async () => {
        const [first, second] = await timeRun(null, document, 2);
        warm = second!;
        read = await timeCheck(document);
        return first!;
      },
      async () => warm,
    ]);
    rows.push(
      row(`cold, in memory: ${name}`, (cold! / items) * 1000, "µs an item", "floor", (bare! / items) * 1000, 5),
      row(`  of that, read, checked and planned: ${name}`, (read / items) * 1000, "µs an item", "floor", (bare! / items) * 1000),
      row(`again, in memory: ${name}`, (again! / items) * 1000, "µs an item", "floor", (bare! / items) * 1000),
    );
  }
  return rows;
}

/** Whether an item costs the same however many there are. */
async function flatness(): Promise<Row[]> {
  const cost = new Map<number, number>();
  for (const items of [1000, 10_000, 100_000]) {
    const times: number[] = [];
    for (let round = 0; round < (items > 50_000 ? 3 : 9); round++) times.push((await timeRun(null, fan(items)))[0]!);
    cost.set(items, (median(times) / items) * 1000);
  }
  return [row("an item of 100,000", cost.get(100_000)!, "µs", "an item of 1,000", cost.get(1000)!, 1.5)];
}

async function durable(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, document, items] of shapes) {
    const homes: string[] = [];
    const [cold] = await inTurns(3, [async () => {
      const home = await mkdtemp(join(tmpdir(), "reelwright-bench-"));
      homes.push(home);
      return (await timeRun(home, document))[0]!;
    }]);
    rows.push(row(`cold, durable: ${name}`, items / (cold! / 1000), "items/s", "wanted", 10_000, 1, true));
    await Promise.all(homes.map((home) => rm(home, { recursive: true })));
  }
  return rows;
}

/** A new process that finds everything kept, against one that only opens the index and walks its keys. */
async function newProcess(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), "reelwright-bench-"));
  await timeRun(home, fan(10_000));
  const module = new URL("./warm-process.js", import.meta.url);
  const [walk, warm] = await inTurns(5, [
    async () => inProcess<{ ms: number }>(module, "walk", home).ms,
    async () => inProcess<{ ms: number }>(module, "run", home).ms,
  ]);
  await rm(home, { recursive: true });
  return [row("a new process re-runs 10,000 kept items", warm!, "ms", "bare index, every key read", walk!, 3)];
}

/** 10,000 waits of 5 ms, 100 deep: nothing but the longest path should count. As items of 100 nodes, and as nodes. */
async function waits(): Promise<Row[]> {
  const [path, items, nodes] = await inTurns(3, [
    async () => {
      const started = performance.now();
      for (let layer = 0; layer < 100; layer++) await new Promise((resolve) => { setTimeout(resolve, 5); });
      return performance.now() - started;
    },
    () => timeWaits(waitingItems(100, 100, 5)),
    () => timeWaits(layers(100, 100, "bench/wait", { ms: 5 })),
  ]);
  return [
    row("100 items wait 5 ms at each of 100 nodes", items!, "ms", "the longest path alone", path!, 1.15),
    row("the same as 10,000 nodes, read and planned", nodes!, "ms", "the longest path alone", path!),
  ];
}

async function timeWaits(document: unknown): Promise<number> {
  const runtime = await openRuntime({ home: null, packs: [benchPack], builtIn: false, config: {} });
  const started = performance.now();
  await runtime.run(document, { concurrency: 256 }).result;
  const ms = performance.now() - started;
  await runtime.close();
  return ms;
}

function memory(): Row[] {
  const module = new URL("./production-process.js", import.meta.url);
  const peak = (scenes: number) => inProcess<{ rssMB: number }>(module, String(scenes)).rssMB;
  const [empty, one, two] = [peak(0), peak(847), peak(1694)];
  return [
    row("847 scenes × 6 nodes: peak memory", one, "MB", "wanted", 350, 1),
    row("twice the scenes: what is added", two - empty, "MB", "once", one - empty, 2.2),
  ];
}

export async function engineRows(): Promise<Row[]> {
  return [...await inMemory(), ...await flatness(), ...await durable(), ...await newProcess(), ...await waits(), ...memory()];
}
