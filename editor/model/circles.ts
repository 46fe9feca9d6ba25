import type { EdgeEntry } from "../../runtime/graph/document.ts";
import { nodeIn } from "./nodes.ts";

/** Nodes that an edge would close a circle with, and the way round; worked out once for many questions. */
export class Circles {
  /** The next node on the way to the held one. */
  private readonly steps = new Map<string, string | undefined>();
  private readonly side: "from" | "to";

  /** @param held the node at the end that is held: what the edge comes `from`, or where it goes `to` */
  constructor(edges: readonly EdgeEntry[], held: string, side: "from" | "to") {
    this.side = side;
    const [here, there] = side === "from" ? ["to", "from"] as const : ["from", "to"] as const;
    const neighbours = new Map<string, string[]>();
    for (const edge of edges) {
      const list = neighbours.get(nodeIn(edge[here]));
      if (list) list.push(nodeIn(edge[there]));
      else neighbours.set(nodeIn(edge[here]), [nodeIn(edge[there])]);
    }
    this.steps.set(held, undefined);
    const open = [held];
    for (let at = 0; at < open.length; at++) {
      for (const next of neighbours.get(open[at]!) ?? []) {
        if (this.steps.has(next)) continue;
        this.steps.set(next, open[at]);
        open.push(next);
      }
    }
  }

  /** Whether an edge to the other node would close a circle. */
  has(other: string): boolean {
    return this.steps.has(other);
  }

  /** The nodes of that circle, in the direction of the edges. */
  way(other: string): string[] {
    const way: string[] = [];
    for (let at: string | undefined = other; at !== undefined; at = this.steps.get(at)) way.push(at);
    return this.side === "from" ? way : way.reverse();
  }
}
