import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Artifact } from "../../runtime/contract/types.ts";
import type { RunEvent, RunEventBody, RunFinished } from "../../runtime/events.ts";
import type { PlanReport, RunOptions, Runtime, RunSummary, Verified } from "../../runtime/index.ts";
import type { Problem } from "../../runtime/problem.ts";

/** A runtime that plays back what it was given, for what the command line does with it. */
export interface Recorded {
  readonly runtime: Runtime;
  /** The options of every run, plan and check. */
  readonly asked: (RunOptions & { readonly document: unknown })[];
  keep(media: string, bytes: Uint8Array | string): Promise<Artifact>;
}

export interface Recording {
  events?: readonly RunEventBody[];
  problems?: readonly Problem[];
  plan?: PlanReport;
  runs?: readonly RunSummary[];
  verified?: Verified;
  /** Called before each event; a promise holds the run. */
  before?(event: RunEventBody, options: RunOptions): Promise<void> | void;
}

export async function openRecorded(recording: Recording = {}): Promise<Recorded> {
  const blobs = await mkdtemp(join(tmpdir(), "reelwright-blobs-"));
  onTestFinished(() => rm(blobs, { recursive: true, force: true }));
  const asked: (RunOptions & { document: unknown })[] = [];
  const keep = async (media: string, bytes: Uint8Array | string): Promise<Artifact> => {
    const artifact = createHash("sha256").update(bytes).digest("hex");
    await writeFile(join(blobs, artifact), bytes);
    return { artifact, media, bytes: Buffer.byteLength(bytes) };
  };
  const play = async function* (options: RunOptions): AsyncGenerator<RunEvent> {
    let seq = 0;
    for (const event of recording.events ?? []) {
      await recording.before?.(event, options);
      yield { run: "r1", seq: seq++, at: 1_700_000_000_000 + seq * 100, ...event };
    }
  };
  const runtime = {
    path: async ({ artifact }: Pick<Artifact, "artifact">) => join(blobs, artifact),
    keep,
    storeInfo: async () => ({ results: 3, blobs: 2, runs: 4, runBytes: 2_000, bytes: 1_500_000, folder: join(blobs, "store") }),
    verifyStore: async () => recording.verified ?? { blobs: 2, corrupt: [], removedResults: 0 },
    pruneStore: async (maxBytes: number) => ({ removedResults: 1, removedBlobs: 1, freedBytes: 500, keptBytes: maxBytes }),
    async check(document: unknown, options = {}) {
      asked.push({ document, ...options });
      return [...recording.problems ?? []];
    },
    async plan(document: unknown, options: RunOptions = {}) {
      asked.push({ document, ...options });
      return recording.plan!;
    },
    run(document: unknown, options: RunOptions = {}) {
      asked.push({ document, ...options });
      const finished = (recording.events ?? []).find((event): event is RunFinished => event.type === "run.finished")!;
      return { id: "r1", events: play(options), result: Promise.resolve({ run: "r1", seq: 0, at: 0, ...finished }) };
    },
    runs: { list: async () => [...recording.runs ?? []], events: () => play({}) },
    manifests: async () => [],
    makings: async (graph: unknown) => ({ graph, subgraphs: {}, packs: { test: "1.0.0" } }),
    packVersions: new Map([["test", "1.0.0"]]),
    holdsSecret: async (text: string) => text.includes("sk-"),
    close: async () => {},
  };
  return { runtime: runtime as unknown as Runtime, asked, keep };
}

export const started: RunEventBody = { type: "run.started", graph: "small", types: { arc: "test/arc", speak: "test/speak" }, inputs: { theme: "home" }, quality: "final" };

export function finished(given: Partial<RunFinished> = {}): RunFinished {
  return { type: "run.finished", outcome: "succeeded", counts: { executed: 1, cached: 0, failed: 0, skipped: 0 }, costMicros: 0, ms: 1234, outputs: {}, problems: [], ...given };
}
