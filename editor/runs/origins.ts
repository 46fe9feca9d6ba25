import type { Graph, GraphEdge, GraphNode } from "../../runtime/graph/graph.ts";
import { escapeKey } from "../../runtime/ids.ts";
import type { ItemRef } from "../state/workspace.ts";
import type { ItemRun, RunState } from "../state/run-state.ts";
import { labelOf } from "./media/shape.ts";

/** An item that another was made from, and through which input. */
export interface Origin extends ItemRef {
  readonly input: string;
  readonly output: string;
}

/** Edges into a node from nodes that run: doors of subgraphs are walked through. */
export function sources(graph: Graph, id: string): { readonly node: string; readonly input: string; readonly output: string }[] {
  const node = graph.byId.get(id);
  return (node?.inputs ?? []).filter(({ frameOnly }) => !frameOnly).flatMap((edge) => throughDoors(edge).map(({ from, output }) => ({ node: from.id, input: edge.input, output: from.outputs[output]?.name ?? "" })));
}

function throughDoors(edge: GraphEdge): { from: GraphNode; output: number }[] {
  if (edge.from.kind === "constant") return [];
  if (edge.from.kind === "type") return [{ from: edge.from, output: edge.output }];
  const name = edge.from.outputs[edge.output]?.name;
  return edge.from.inputs.filter((inner) => inner.input === name).flatMap(throughDoors);
}

/** Made from at most so many of one node: what gathers a thousand items names the first. */
const mostOfOne = 50;

/** The items that an item was made from: those of the nodes before it whose key begins its own, or that it gathers. */
export function originsOf(run: RunState, graph: Graph, { node, item }: ItemRef): Origin[] {
  return sources(graph, node).flatMap(({ node: from, input, output }) => {
    const items = run.nodes.get(from)?.items;
    if (!items) return [];
    for (let key = item; ; key = parentKey(key)) {
      if (items.has(key)) return [{ node: from, item: key, input, output }];
      if (key === "") break;
    }
    const below: Origin[] = [];
    for (const key of items.keys()) {
      if (item !== "" && !key.startsWith(`${item}/`)) continue;
      below.push({ node: from, item: key, input, output });
      if (below.length === mostOfOne) break;
    }
    return below;
  });
}

export function parentKey(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf("/")));
}

/** How many nodes back a label is looked for. */
const labelHops = 3;

/** What items are called: by words of their own outputs, else by the element of a list they were made from. */
export class ItemLabels {
  private readonly run: RunState;
  private readonly graph: Graph;
  private readonly known = new Map<string, { readonly outputs: ItemRun["outputs"]; readonly label: string }>();

  constructor(run: RunState, graph: Graph) {
    this.run = run;
    this.graph = graph;
  }

  of(node: string, item: ItemRun): string {
    const id = `${node} ${item.item}`;
    const known = this.known.get(id);
    if (known && known.outputs === item.outputs) return known.label;
    const label = own(item) ?? this.inherited(node, item.item, labelHops) ?? "";
    this.known.set(id, { outputs: item.outputs, label });
    return label;
  }

  private inherited(node: string, key: string, hops: number): string | undefined {
    if (hops === 0 || key === "") return undefined;
    for (const { node: from, output } of sources(this.graph, node)) {
      const items = this.run.nodes.get(from)?.items;
      if (!items) continue;
      const same = items.get(key);
      const label = (same && own(same)) ?? this.element(items, key, output) ?? this.inherited(from, key, hops - 1);
      if (label !== undefined) return label;
    }
    return undefined;
  }

  /** Where a list opened: the element whose key the item's last part is. */
  private element(items: ReadonlyMap<string, ItemRun>, key: string, output: string): string | undefined {
    const parent = parentKey(key);
    const list = items.get(parent)?.outputs?.[output]?.value;
    if (!Array.isArray(list)) return undefined;
    const last = key.slice(parent === "" ? 0 : parent.length + 1);
    const found = list.find((one: unknown, index) => escapeKey(String((one as { id?: unknown } | null)?.id ?? index)) === last);
    return labelOf(found);
  }
}

function own({ outputs }: ItemRun): string | undefined {
  for (const { value } of Object.values(outputs ?? {})) {
    const label = labelOf(value);
    if (label !== undefined) return label;
  }
  return undefined;
}
