import type { GraphEdge } from "../graph/graph.ts";
import { digestOfList, itemKey, type Digest } from "../plan/digest.ts";
import type { Fixed, Step } from "../plan/plan.ts";
import type { Branch } from "../schedule/branch.ts";
import { receive } from "../schedule/flow.ts";
import type { Schedule } from "../schedule/schedule.ts";

/** An item with all it needs to be looked up or run. */
export interface Prepared {
  readonly item: Branch;
  readonly step: Step;
  readonly fixed: Fixed;
  readonly key: string;
  /** What the key is made of: the fixed part's digest, then one for each connected input. */
  readonly parts: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export function prepare(schedule: Schedule, item: Branch, step: Step, fixed: Fixed): Prepared {
  const { inputs, digests } = receiveAll(schedule, item, step, fixed, (edge) => !edge.lazy || (item.demanded?.includes(edge) ?? false));
  return { item, step, fixed, inputs, key: itemKey(fixed.digest, digests), parts: fixed.digest + digests };
}

/** The lazy edges that an item's node type asks for, seeing the item's other inputs. */
export function demandedEdges(schedule: Schedule, item: Branch, step: Step, fixed: Fixed): GraphEdge[] {
  const { inputs } = receiveAll(schedule, item, step, fixed, (edge) => !edge.lazy);
  const wanted = new Set(step.definition.demands!(inputs));
  return item.node.inputs.filter((edge) => edge.lazy && wanted.has(edge.input) && !fixed.overridden.has(edge.input));
}

/** Stands in the key for a lazy input that was not asked for. */
const noDigest = "-".repeat(64);

function receiveAll(schedule: Schedule, item: Branch, step: Step, fixed: Fixed, takes: (edge: GraphEdge) => boolean): { inputs: Record<string, unknown>; digests: string } {
  const inputs: Record<string, unknown> = { ...fixed.literals };
  let digests = "";
  for (const { name, edges, many } of step.connected) {
    if (fixed.overridden.has(name)) continue;
    const first = edges[0]!;
    if (many) {
      const received = edges.map((edge) => receive(edge, item, schedule.producer(edge, item)));
      inputs[name] = received.flatMap(({ value }) => value as unknown[]);
      digests += digestOfList(received.flatMap(({ digest }) => digest.elements as Digest[])).hex;
    } else if (takes(first)) {
      const { value, digest } = receive(first, item, schedule.producer(first, item));
      inputs[name] = value;
      digests += digest.hex;
    } else {
      digests += noDigest;
    }
  }
  return { inputs, digests };
}

/** What passes through a door of a subgraph: the inputs, under the same names. */
export function passedOn(schedule: Schedule, item: Branch): unknown[] {
  const { node } = item;
  return node.outputs.map(({ name }) => {
    const edge = node.inputs.find(({ input }) => input === name);
    return edge ? receive(edge, item, schedule.producer(edge, item)).value : node.entry.inputs?.[name] ?? null;
  });
}
