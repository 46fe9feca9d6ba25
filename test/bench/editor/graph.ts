/** The graph that every editor is measured on, as plain numbers. Each page makes its own editor's graph of it. */
export interface TrialGraph {
  readonly nodes: readonly TrialNode[];
  readonly edges: readonly TrialEdge[];
}

export interface TrialNode {
  readonly id: string;
  /** Of four node types, one each in turn. */
  readonly kind: number;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** An address. */
  readonly picture: string;
}

export interface TrialEdge {
  readonly from: string;
  readonly to: string;
  /** Every node has two inputs that take edges, a text that is written on the node, and one output. */
  readonly input: "first" | "second";
}

/** How large a node is drawn, in graph pixels: the same everywhere. */
export const nodeSize = { width: 240, height: 282, header: 36, picture: 136 } as const;
const step = { x: 300, y: 330 } as const;
export const pictures = 8;
export const hues = [20, 140, 210, 280] as const;

/** @param count of nodes, in rows about as wide as the screen is to its height; 1.3 edges a node */
export function trialGraph(count: number): TrialGraph {
  const columns = Math.ceil(Math.sqrt(count * (1600 / 900) * (step.y / step.x)));
  const nodes = Array.from({ length: count }, (_, index): TrialNode => ({
    id: `n${index}`, kind: index % 4, x: (index % columns) * step.x, y: Math.floor(index / columns) * step.y,
    text: `Shot ${index}`, picture: `/pictures/${index % pictures}.png`,
  }));
  const edges: TrialEdge[] = [];
  for (let index = 1; index < count; index++) edges.push({ from: `n${index - 1}`, to: `n${index}`, input: "first" });
  let seed = 7;
  const taken = new Set<number>();
  while (edges.length < Math.floor(count * 1.3)) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const to = 1 + seed % (count - 1);
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    if (taken.has(to)) continue;
    taken.add(to);
    // Most edges are short, as in real graphs.
    edges.push({ from: `n${Math.max(0, to - 1 - seed % (2 * columns))}`, to: `n${to}`, input: "second" });
  }
  return { nodes, edges };
}

/** The node that is in the middle of the graph: views at 100 % are centred on it. */
export function middleNode({ nodes }: TrialGraph): TrialNode {
  const columns = nodes.findIndex(({ y }) => y > 0);
  const rows = Math.ceil(nodes.length / columns);
  return nodes[Math.floor(rows / 2) * columns + Math.floor(columns / 2)]!;
}
