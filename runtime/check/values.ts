import type { GraphEdge } from "../graph/graph.ts";
import { mismatch } from "../graph/schema.ts";

/** A place that a given value reaches and does not fit. */
export interface Misfit {
  /** As `node.port`. */
  readonly at: string;
  /** One clause: `must be <= 100`. */
  readonly wrong: string;
}

/**
 * Follows a value that a document or a run gives to an input of a graph along its edges, through the doors of
 * subgraphs, and holds it against every port it reaches. What a conversion makes of it is not looked at.
 */
export function misfits(value: unknown, rank: number, edges: readonly GraphEdge[]): Misfit[] {
  return edges.flatMap((edge): Misfit[] => {
    const { to, input } = edge;
    // A node on a circle was never typed.
    if (to.index < 0 || edge.convert || edge.frameOnly) return [];
    if (to.kind === "type") {
      const wrong = fault(value, rank - edge.asks, (part) => mismatch(to.manifest!.inputs[input]!.schema, part));
      return wrong === undefined ? [] : [{ at: `${to.id}.${input}`, wrong }];
    }
    const door = to.outputs.findIndex(({ name }) => name === input);
    if (door < 0 || to.outputs[door]!.type.rank !== rank) return [];
    return misfits(value, rank, to.consumers.filter((next) => next.output === door));
  });
}

/** The first fault in a value whose elements, `levels` deep, are what a port takes; below zero it is wrapped first. */
function fault(value: unknown, levels: number, of: (part: unknown) => string | undefined): string | undefined {
  if (levels === 0) return of(value);
  if (levels < 0) return fault([value], levels + 1, of);
  if (!Array.isArray(value)) return "must be a list";
  for (const element of value) {
    const wrong = fault(element, levels - 1, of);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
