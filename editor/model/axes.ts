import type { Graph, GraphNode } from "../../runtime/graph/graph.ts";

/**
 * Which lists of a graph are known to have the same items: those that meet in some node, and what runs over them.
 * Known without running; others may turn out to agree.
 */
export class Axes {
  private readonly parents = new Map<string, string>();

  constructor(graph: Graph) {
    for (const node of graph.nodes) {
      for (const edge of node.inputs) {
        for (let level = edge.offset; level < edge.frame; level++) this.join(own(node, level), axis(edge.from, edge.output, level - edge.offset));
      }
    }
  }

  /** Whether two outputs give lists that agree, at a level counted from the outermost. */
  isSame(one: Flow, other: Flow, level: number): boolean {
    return this.root(axis(one.from, one.output, level)) === this.root(axis(other.from, other.output, level));
  }

  private join(one: string, other: string): void {
    const [a, b] = [this.root(one), this.root(other)];
    if (a !== b) this.parents.set(a, b);
  }

  private root(name: string): string {
    let at = name;
    for (let parent = this.parents.get(at); parent !== undefined; parent = this.parents.get(at)) {
      const above = this.parents.get(parent);
      if (above !== undefined) this.parents.set(at, above);
      at = parent;
    }
    return at;
  }
}

/** An output and the node that gives it; an edge has both. */
export interface Flow {
  readonly from: GraphNode;
  readonly output: number;
}

/** The lists a node runs over, or below those the lists that its output is. */
function axis(node: GraphNode, output: number, level: number): string {
  return level < node.depth ? own(node, level) : `${node.id} ${output} ${level - node.depth}`;
}

function own(node: GraphNode, level: number): string {
  return `${node.id} ${level}`;
}
