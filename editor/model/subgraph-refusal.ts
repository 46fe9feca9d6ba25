import type { GraphDocument } from "../../runtime/graph/document.ts";
import type { Problem } from "../../runtime/problem.ts";
import { isGraphName, nodeIn } from "./nodes.ts";

/** Why nodes cannot be moved into a graph of their own. */
export function subgraphRefusal(document: GraphDocument, inside: ReadonlySet<string>, name: string): Problem | undefined {
  if (inside.size === 0) return { code: "SUBGRAPH_EMPTY", message: "No nodes are selected.", hint: "Select the nodes that are to become a graph of their own." };
  if (!isGraphName(name)) return { code: "GRAPH_NAME_INVALID", message: `"${name}" cannot be the name of a graph.`, hint: "Use small letters, digits, dots, dashes and underscores, and begin with a letter or digit." };
  return reentry(document, inside) ?? deadEnd(document, inside);
}

/** A way out of the nodes that leads back into them would make the call feed itself. */
function reentry(document: GraphDocument, inside: ReadonlySet<string>): Problem | undefined {
  const readers = new Map<string, string[]>();
  for (const { from, to } of document.edges ?? []) {
    const list = readers.get(nodeIn(from));
    if (list) list.push(nodeIn(to));
    else readers.set(nodeIn(from), [nodeIn(to)]);
  }
  const came = new Map<string, string>();
  const open: string[] = [];
  const reach = (id: string, from: string) => {
    if (came.has(id)) return;
    came.set(id, from);
    open.push(id);
  };
  for (const id of inside) for (const reader of readers.get(id) ?? []) if (!inside.has(reader)) reach(reader, id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const reader of readers.get(id) ?? []) {
      if (!inside.has(reader)) {
        reach(reader, id);
        continue;
      }
      const way = [reader];
      for (let at: string | undefined = id; at !== undefined && way.length < 20; at = inside.has(at) ? undefined : came.get(at)) way.unshift(at);
      return { code: "SUBGRAPH_REENTERED", node: id, message: `What leaves the selection comes back into it: ${way.join(" -> ")}.`, hint: `Select ${way.slice(1, -1).map((node) => `"${node}"`).join(", ")} as well, or leave out one end.` };
    }
  }
  return undefined;
}

/** What ends nowhere is run for its own sake, but inside a call that leads somewhere only that is wanted. */
function deadEnd(document: GraphDocument, inside: ReadonlySet<string>): Problem | undefined {
  const leaving = [...(document.edges ?? []).map(({ from, to }) => ({ from: nodeIn(from), to: nodeIn(to) })), ...Object.values(document.outputs ?? {}).map(({ from }) => ({ from: nodeIn(from), to: "" }))];
  const used = new Set(leaving.map(({ from }) => from));
  const end = [...inside].find((id) => !used.has(id));
  if (end === undefined || !leaving.some(({ from, to }) => inside.has(from) && !inside.has(to))) return undefined;
  return { code: "SUBGRAPH_DEAD_END", node: end, message: `"${end}" leads nowhere, and inside a graph that leads somewhere it would not be run.`, hint: "Leave it out of the selection, or make one of its outputs an output of this graph." };
}

export function nameTaken(name: string): Problem {
  return { code: "GRAPH_NAME_TAKEN", message: `There is a graph "${name}" already.`, hint: "Take another name." };
}
