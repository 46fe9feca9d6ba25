import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newRunState, observe, type RunState } from "../../../editor/state/run-state.ts";
import type { RunEvent } from "../../../runtime/events.ts";

/** The events of a first draft run of graphs/bowl-of-dumplings.json, as the command line printed them. */
export function dumplingEvents(): RunEvent[] {
  const text = readFileSync(join(import.meta.dirname, "dumplings-draft.ndjson"), "utf8");
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as RunEvent);
}

export function stateFrom(events: readonly RunEvent[]): RunState {
  const run = newRunState(events[0]?.run ?? "none");
  for (const event of events) observe(run, event);
  return run;
}

/** How many items are in each state, counted one by one. */
export function countedStates(run: RunState): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { items } of run.nodes.values()) for (const { state } of items.values()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
