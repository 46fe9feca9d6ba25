import type { RunEvent, Shown } from "../runtime/events.ts";
import type { Runtime } from "../runtime/index.ts";

/** One of several kept results of the same item. */
export interface Take {
  /** The cache key its outputs are kept under. */
  readonly key: string;
  readonly run: string;
  /** When it was made, in milliseconds since 1970; where its making is not on record, when it was last used. */
  readonly at: number;
  readonly ms: number;
  readonly costMicros: number;
  readonly outputs: Readonly<Record<string, Shown>>;
}

export interface TakesOf {
  readonly graph: string;
  readonly node: string;
  /** Empty for a node that does not fan out. */
  readonly item: string;
}

/** So many runs back are looked through. */
const mostRuns = 200;

/** The kept results of an item that runs of the graph have made or used, the newest first, each once. */
export async function takesOf(runtime: Pick<Runtime, "runs" | "outputs">, { graph, node, item }: TakesOf): Promise<Take[]> {
  const takes = new Map<string, Take>();
  const told = JSON.stringify(node);
  const runs = runtime.runs.list().filter((run) => run.graph === graph).slice(0, mostRuns);
  for (const { id } of runs) {
    for await (const event of runtime.runs.events(id, (line) => line.includes(told))) {
      if (!isResultOf(event, node, item)) continue;
      const before = takes.get(event.key);
      if (event.type === "item.finished") takes.set(event.key, takeOf(event));
      else if (!before) takes.set(event.key, takeOf({ ...event, ms: 0, costMicros: 0 }));
    }
  }
  return [...takes.values()].filter(({ key }) => runtime.outputs(key) !== undefined).sort((a, b) => b.at - a.at);
}

function isResultOf(event: RunEvent, node: string, item: string): event is Extract<RunEvent, { type: "item.finished" | "item.cached" }> {
  return (event.type === "item.finished" || event.type === "item.cached") && event.node === node && event.item === item;
}

function takeOf({ key, run, at, ms, costMicros, outputs }: Take): Take {
  return { key, run, at, ms, costMicros, outputs };
}
