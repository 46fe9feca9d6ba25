import type { Graph, GraphNode } from "../graph/graph.ts";
import { keyPath, nearest } from "../ids.ts";
import type { Problem } from "../problem.ts";

/** One of the things a run is limited to, as it is written: `scene`, `scene:e03`, `scene:e03/s12`. */
export interface Only {
  readonly text: string;
  readonly node: string;
  /** The item's keys; those of the outer axes alone mean all that is below them. */
  readonly path: readonly string[];
}

export function readOnly(text: string): Only {
  const colon = text.indexOf(":");
  return colon < 0 ? { text, node: text, path: [] } : { text, node: text.slice(0, colon), path: keyPath(text.slice(colon + 1)) };
}

/** `outer` also selects everything inside the subgraph `outer`. */
export function selects({ node }: Only, id: string): boolean {
  return id === node || id.startsWith(`${node}/`) || id.startsWith(`$out:${node}.`);
}

/**
 * The part of a selected node that is meant. Inside a subgraph, the keys are those of the call; a node that does not run
 * over them is wanted whole.
 */
export function pathWithin({ node, path }: Only, of: GraphNode): readonly string[] {
  return of.id === node ? path : path.slice(0, of.base);
}

/** The targets and all that feeds them; everything when no targets are named. */
export function neededFor(graph: Graph, only: readonly string[] | undefined): Set<GraphNode> {
  const all = [...graph.byId.values()];
  const named = only?.map(readOnly);
  const needed = new Set<GraphNode>(named ? all.filter((node) => named.some((one) => selects(one, node.id))) : all);
  const open = [...needed];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const edge of node.inputs) {
      if (needed.has(edge.from)) continue;
      needed.add(edge.from);
      open.push(edge.from);
    }
  }
  return needed;
}

/** Targets that cannot be: a node that is not there, an item of a node that has none. Which items there are is known only when it runs. */
export function onlyProblems(graph: Graph, only: readonly string[] = []): Problem[] {
  return only.map(readOnly).flatMap((one) => {
    const ids = [...graph.byId.keys()];
    if (!ids.some((id) => selects(one, id))) return [nodeUnknown(one, ids.filter((id) => !id.startsWith("$")))];
    const node = graph.byId.get(one.node) ?? graph.byId.get(`$in:${one.node}`);
    // One that is not part of a sound graph has no axes; that is told for itself.
    return node && node.index >= 0 && one.path.length > node.depth ? [itemTooDeep(one, node.depth)] : [];
  });
}

function nodeUnknown({ node }: Only, ids: readonly string[]): Problem {
  const near = nearest(node, ids);
  return { code: "NODE_UNKNOWN", node, message: `There is no node "${node}" to run.`, hint: near ? `Did you mean "${near}"?` : `The graph has ${ids.slice(0, 8).join(", ")}.` };
}

function itemTooDeep({ text, node }: Only, depth: number): Problem {
  const item = text.slice(node.length + 1);
  if (depth === 0) return { code: "ITEM_UNKNOWN", node, item, message: `"${node}" runs once, so it has no item "${item}".`, hint: `Write "${node}" alone.` };
  return { code: "ITEM_UNKNOWN", node, item, message: `"${node}" has no item "${item}": its items have ${depth === 1 ? "one key" : `${depth} keys`}.`, hint: depth === 1 ? `Write it like "${node}:e03".` : `Write it like "${node}:e03/s12".` };
}
