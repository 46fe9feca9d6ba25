import type { RunEvent, RunFinished } from "../../runtime/events.ts";
import type { Runtime, RunOptions } from "../../runtime/index.ts";

export interface Ran {
  readonly events: readonly RunEvent[];
  readonly last: RunFinished;
  /** Events of one type. */
  of<T extends RunEvent["type"]>(type: T): Extract<RunEvent, { type: T }>[];
  /** An output's values by item key. */
  output(name: string): Record<string, any>;
}

/** Runs a graph to its end and keeps what happened. */
export async function runGraph(runtime: Runtime, document: unknown, options: RunOptions = {}): Promise<Ran> {
  const run = runtime.run(document, options);
  const events: RunEvent[] = [];
  for await (const event of run.events) events.push(event);
  const last = await run.result;
  return {
    events, last,
    of: (type) => events.filter((event) => event.type === type) as never,
    output: (name) => Object.fromEntries((last.outputs[name]?.items ?? []).map(({ item, value }) => [item, value])),
  };
}
