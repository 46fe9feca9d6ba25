import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import scriptPack from "../../../nodes/script/pack.ts";
import storyPack from "../../../nodes/story/pack.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { openRuntime, type Runtime, type RunOptions } from "../../../runtime/index.ts";
import { type Ran, runGraph } from "../run.ts";
import { makingPack } from "./making.ts";
import { type ModelService, type ServiceOptions, startService } from "./service.ts";
import { configFor, keyVariable, production, type SetupOptions } from "./setup.ts";

/** A project folder whose every role is filled by a service of its own. */
export interface Project {
  readonly home: string;
  readonly service: ModelService;
  /** Opens a runtime on it for one run, and closes it again. */
  run(document: GraphDocument, options?: RunOptions): Promise<Ran>;
  open(): Promise<Runtime>;
  ledger(): Promise<LedgerSums>;
  /** Whatever else runs on the folder is the caller's to end. */
  close(): Promise<void>;
}

export async function startProject(options: ServiceOptions = {}, setup: SetupOptions = {}): Promise<Project> {
  const home = await mkdtemp(join(tmpdir(), "reelwright-services-"));
  const service = await startService({ models: production, ...options });
  process.env[keyVariable] = service.keys.current;
  await writeFile(join(home, "reelwright.config.json"), JSON.stringify(configFor(service, setup)));
  const open = () => openRuntime({ home, packs: [storyPack, scriptPack, makingPack], builtIn: false });
  return {
    home, service, open,
    async run(document, runOptions = {}) {
      const runtime = await open();
      try {
        return await runGraph(runtime, document, { concurrency: 12, ...runOptions });
      } finally {
        await runtime.close();
      }
    },
    ledger: () => readLedger(home),
    async close() {
      await service.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** What a project's ledger adds up to, read line by line without the project's own code. Amounts in millionths. */
export interface LedgerSums {
  readonly settledMicros: number;
  /** Each settled call's cost, but for those of nothing; smallest first. */
  readonly settled: readonly number[];
  /** The most that each call may come to whose end is not known: open or uncertain. */
  readonly unknown: readonly number[];
}

async function readLedger(home: string): Promise<LedgerSums> {
  const text = await readFile(join(home, ".reelwright", "ledger.ndjson"), "utf8");
  const most = new Map<string, number>();
  const settled: number[] = [];
  for (const line of text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as { line: string; id: string; maxMicros: number; costMicros: number })) {
    if (line.line === "reserved") most.set(line.id, line.maxMicros);
    if (line.line === "settled" || line.line === "released") most.delete(line.id);
    if (line.line === "settled" && line.costMicros > 0) settled.push(line.costMicros);
  }
  const sorted = (amounts: Iterable<number>) => [...amounts].sort((one, other) => one - other);
  return { settledMicros: settled.reduce((sum, micros) => sum + micros, 0), settled: sorted(settled), unknown: sorted(most.values()) };
}

/** Billed amounts that no settled line accounts for, smallest first: what is left when each line has taken its equal off the bill. */
export function unaccounted(bill: readonly number[], settled: readonly number[]): { readonly billed: number[]; readonly settled: number[] } {
  const left = [...bill];
  const extra = settled.filter((micros) => {
    const at = left.indexOf(micros);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { billed: left, settled: extra };
}
