import type { GraphEdge, GraphNode } from "../graph/graph.ts";
import type { LastRun } from "./explain.ts";
import type { Plan } from "./plan.ts";

/** How many items a node will have, as far as can be told before it has run. */
export interface Forecast {
  readonly items: number;
  /** Whether they are counted; else what the node types expect, or what there was the last time. */
  readonly counted: boolean;
}

/** The number of branches of a node at a level, where everything above it has opened. */
export type Counted = (node: GraphNode, level: number) => number | undefined;

/**
 * Counts items along the axes of the graph. Where a list is not made yet, its length is what the node type that makes it
 * expects, else what came of it the last time; a length that nobody knows counts as one.
 */
export class Forecaster {
  private readonly plan: Plan;
  private readonly last: LastRun;
  private readonly counted: Counted;
  private readonly sizes = new Map<GraphNode, Size[]>();

  constructor(plan: Plan, last: LastRun, counted: Counted) {
    this.plan = plan;
    this.last = last;
    this.counted = counted;
    for (const node of plan.graph.nodes) this.sizes.set(node, this.sizesOf(node));
  }

  of(node: GraphNode): Forecast {
    const size = this.sizes.get(node)![node.depth]!;
    if (size.how === "unknown") return { items: this.last.items(node.id) ?? Math.round(size.count), counted: false };
    return { items: Math.round(size.count), counted: size.how === "counted" };
  }

  /** The number of branches at each level, from the root to the items. */
  private sizesOf(node: GraphNode): Size[] {
    const sizes: Size[] = [{ count: 1, how: "counted" }];
    for (let level = 1; level <= node.depth; level++) {
      const count = this.counted(node, level);
      sizes.push(count !== undefined ? { count, how: "counted" } : this.guessed(node, level, sizes[level - 1]!));
    }
    return sizes;
  }

  private guessed(node: GraphNode, level: number, above: Size): Size {
    const guesses = node.inputs.filter((edge) => edge.offset < level && level <= edge.frame).map((edge) => this.fed(edge, level, above));
    // What is known above an unknown length still multiplies.
    return guesses.sort((one, other) => order.indexOf(one.how) - order.indexOf(other.how) || other.count - one.count)[0] ?? { count: above.count, how: "unknown" };
  }

  /** What one edge says of a level: an axis of its producer, or the list that the producer makes. */
  private fed(edge: GraphEdge, level: number, above: Size): Size {
    const from = this.sizes.get(edge.from)!;
    const own = level - edge.offset;
    if (own <= edge.from.depth) {
      const [outer, inner] = [from[own - 1]!, from[own]!];
      return { count: (above.count * inner.count) / Math.max(1, outer.count), how: worse(above.how, inner.how) };
    }
    const length = own === edge.from.depth + 1 ? this.expectedLength(edge) : undefined;
    return length === undefined ? { count: above.count, how: "unknown" } : { count: above.count * length, how: worse(above.how, "expected") };
  }

  private expectedLength({ from, output }: GraphEdge): number | undefined {
    if (from.kind === "wire") {
      // A door passes on what comes in under the same name.
      const name = from.outputs[output]!.name;
      const edge = from.inputs.find((input) => input.input === name);
      return edge && this.expectedLength(edge);
    }
    const step = this.plan.steps[from.index];
    if (!step?.definition.expects) return undefined;
    const given = Object.fromEntries(step.connected.flatMap(({ name, edges }) => (edges[0]!.from.kind === "constant" ? [[name, edges[0]!.from.value] as const] : [])));
    return step.definition.expects({ ...step.usual.literals, ...given })[from.outputs[output]!.name];
  }
}

interface Size {
  readonly count: number;
  readonly how: "counted" | "expected" | "unknown";
}

/** From what is sure to what nobody knows. */
const order = ["counted", "expected", "unknown"] as const;

function worse(one: Size["how"], other: Size["how"]): Size["how"] {
  return order[Math.max(order.indexOf(one), order.indexOf(other))]!;
}
