import type { RunOutput, Shown } from "../events.ts";
import type { Graph } from "../graph/graph.ts";
import { typeText } from "../graph/types.ts";
import type { Fixed } from "../plan/plan.ts";
import { fail } from "../problem.ts";
import type { Branch } from "../schedule/branch.ts";
import { outputDigest } from "../schedule/flow.ts";
import type { Schedule } from "../schedule/schedule.ts";

/** An item's outputs in the order of its ports, with what the document pins in their place. */
export function valuesOf(item: Branch, fixed: Fixed, outputs: Readonly<Record<string, unknown>>): unknown[] {
  return item.node.outputs.map(({ name }) => fixed.pins[name] ?? outputs[name]);
}

/** Digests what a node returned before anything is kept. @throws ProblemError OUTPUT_INVALID for what JSON cannot hold */
export function digestAll(item: Branch, values: readonly unknown[]): void {
  item.outputs = values;
  item.digests = undefined;
  try {
    for (let output = 0; output < values.length; output++) outputDigest(item, output);
  } catch (error) {
    fail({ code: "OUTPUT_INVALID", message: `${item.node.type} returned what JSON cannot hold: ${(error as Error).message}`, hint: "This is a mistake in the node; tell its author." }, error);
  }
}

/** Values up to this many characters of JSON travel in events. */
const shownCharacters = 2000;

/** An item's outputs as an event shows them. */
export function shownOutputs(item: Branch): Record<string, Shown> {
  const shown: Record<string, Shown> = {};
  for (const [output, { name }] of item.node.outputs.entries()) {
    const value = item.outputs![output];
    const digest = outputDigest(item, output).hex;
    shown[name] = roomLeft(value, shownCharacters) >= 0 ? { digest, value } : { digest };
  }
  return shown;
}

/** How much of the room a value leaves, roughly; stops looking when there is none. */
function roomLeft(value: unknown, room: number): number {
  if (typeof value === "string") return room - value.length;
  if (typeof value !== "object" || value === null) return room - 5;
  for (const key in value) {
    room = roomLeft((value as Record<string, unknown>)[key], room - 6);
    if (room < 0) return room;
  }
  return room;
}

/** The graph's outputs as far as they could be made. */
export function graphOutputs(graph: Graph, schedule: Schedule): Record<string, RunOutput> {
  const outputs: Record<string, RunOutput> = {};
  for (const { name, node, output } of graph.outputs) {
    if (node.index < 0) continue;
    const items = [...schedule.root(node).items()].filter((item) => item.state === "done").map((item) => ({ item: item.key, value: item.outputs![output] }));
    if (items.length > 0) outputs[name] = { type: typeText(node.outputs[output]!.type), items };
  }
  return outputs;
}
