import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context, Pack } from "../../runtime/contract/index.ts";
import { openIsolate } from "../../runtime/isolate/open.ts";
import { loadPack } from "../../runtime/registry/load.ts";
import { inTurns, processorSeconds, row, type Row } from "./measure.ts";

const code = `
import { defineNode, definePack, port, Type } from "reelwright/pack";
const lines = Type.Array(Type.Object({ id: Type.String(), text: Type.String() }));
const work = defineNode({ type: "bench/work", version: 1, title: "Work", summary: "Counts words.", inputs: { lines: port.value(lines) }, outputs: { lines: port.value(lines) },
  async run({ inputs }) { return { lines: inputs.lines.map((line) => ({ ...line, words: line.text.length })) }; } });
export default definePack({ name: "bench", title: "Bench", version: "1.0.0", contract: 1, nodes: [work] });`;

/** About ten kilobytes of JSON. */
const inputs = { lines: Array.from({ length: 100 }, (_, index) => ({ id: `line-${index}`, text: "一碗饺子，两双筷子，三代人坐在一起。" + "x".repeat(40) })) };
const context = { signal: new AbortController().signal, item: "", settings: {} } as unknown as Context;

/** What it costs that a pack runs in a process of its own. */
export async function isolateRows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-bench-isolate-"));
  await writeFile(join(folder, "pack.mjs"), code);
  const manifest = { name: "bench", version: "1.0.0", contract: 1, entry: "./pack.mjs" };
  const trusted = await loadPack({ folder, manifest });
  const open = () => openIsolate({ name: "bench", folder, entry: "./pack.mjs", granted: {} });
  const isolate = await open();
  const [isolated, inProcess] = await inTurns(7, [() => calls(isolate.pack), () => calls(trusted)]) as [number, number];
  await isolate.close();
  const cold = async () => {
    const began = performance.now();
    const started = await open();
    const ms = performance.now() - began;
    await started.close();
    return ms;
  };
  const [start, bare] = await inTurns(15, [cold, bareNode]) as [number, number];
  const { seconds } = await processorSeconds(async () => { for (let round = 0; round < 10; round++) await cold(); });
  await rm(folder, { recursive: true });
  return [
    row("one call with 10 KB in and out", isolated, "ms", "allowed", 2, 1),
    row("the same in this process", inProcess, "ms", "isolated", isolated),
    row("an isolate from nothing until it can be called", start, "ms", "allowed", 100, 1),
    row("processor time of that", seconds * 100, "ms", "on the clock", start),
    row("Node alone, until it has ended", bare, "ms", "an isolate", start),
  ];
}

/** @returns the time of one, in milliseconds */
async function calls(pack: Pack): Promise<number> {
  const rounds = 100;
  const began = performance.now();
  for (let round = 0; round < rounds; round++) await pack.nodes[0]!.run({ inputs, context });
  return (performance.now() - began) / rounds;
}

async function bareNode(): Promise<number> {
  const began = performance.now();
  await new Promise((done) => { spawn(process.execPath, ["-e", "0"]).on("exit", done); });
  return performance.now() - began;
}
