import { disagreement, elementKeys } from "../../runtime/fanout/rule.ts";
import type { EdgeEntry } from "../../runtime/graph/document.ts";
import type { Graph, GraphEdge, GraphNode } from "../../runtime/graph/graph.ts";
import { axesDisagree } from "../../runtime/graph/refusals.ts";
import { edgeText, parsePortRef } from "../../runtime/ids.ts";
import type { Problem } from "../../runtime/problem.ts";

/** The items of lists as far as the document alone says them: lists that are given to the graph's inputs. */
export class KnownKeys {
  private readonly graph: Graph;
  private readonly found = new Map<string, readonly string[] | undefined>();

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** What would be wrong with an edge over whose list its reader runs: another list that it runs over has other items. */
  disagreement({ from, to }: EdgeEntry, many: boolean): Problem | undefined {
    const [source, target] = [parsePortRef(from)!, parsePortRef(to)!];
    const { byId } = this.graph;
    const giver = byId.get(`$out:${from}`) ?? byId.get(source.node);
    const reader = byId.get(target.node) ?? byId.get(`$in:${target.node}`);
    const own = giver && this.outermost(giver);
    if (!own || !reader) return undefined;
    for (const other of reader.inputs) {
      // What it takes the place of says nothing.
      const keys = other.input === target.port && !many ? undefined : this.through(other);
      const differ = keys && disagreement(own, keys);
      if (!differ) continue;
      const edge = edgeText({ from, to });
      const [has, lacks] = differ.missingFrom === "other" ? [edge, other.text] : [other.text, edge];
      return axesDisagree(target, { has, lacks, key: differ.key });
    }
    return undefined;
  }

  private through(edge: GraphEdge): readonly string[] | undefined {
    return edge.offset === 0 && edge.frame > 0 ? this.outermost(edge.from) : undefined;
  }

  private outermost(node: GraphNode): readonly string[] | undefined {
    if (!this.found.has(node.id)) {
      // Set first: nodes on a circle ask for themselves.
      this.found.set(node.id, undefined);
      this.found.set(node.id, node.kind === "constant" ? keysIn(node.value) : node.inputs.map((edge) => this.through(edge)).find((keys) => keys !== undefined));
    }
    return this.found.get(node.id);
  }
}

function keysIn(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  try {
    return elementKeys(value);
  } catch {
    // Two elements with one id: a problem of its own, told when the list is opened.
    return undefined;
  }
}
