import type { EdgeEntry, GraphDocument, NodeEntry } from "../../../runtime/graph/document.ts";

/** Numbers in [0, 1) that are the same each time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Random {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = seeded(seed);
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  some<T>(list: readonly T[], probability: number): T[] {
    return list.filter(() => this.chance(probability));
  }
}

interface Made {
  readonly end: string;
  /** What the lists it is in are keyed by, outermost first. */
  readonly axes: readonly string[];
}

function agree({ axes: one }: Made, { axes: other }: Made): boolean {
  return one.every((axis, level) => other[level] === undefined || other[level] === axis);
}

/**
 * A sound graph of probe nodes: lists of lists with the same keys everywhere, so that whatever meets agrees; inputs of
 * the graph, outputs, decisions for items, titles, layout, reviews, and a field that nobody knows.
 */
export function randomGraph(seed: number, size = 8): GraphDocument {
  const random = new Random(seed);
  const nodes: Record<string, NodeEntry> = {};
  const edges: EdgeEntry[] = [];
  const made: Made[] = [];
  const inputs: NonNullable<GraphDocument["inputs"]> = { text: { type: "text", title: "Text", default: "x y", to: [] }, tail: { type: "text", default: "!", to: [] } };
  const depths = new Map<string, number>();
  const wire = (from: Made, to: string) => void edges.push({ from: from.end, to });
  const place = (id: string, entry: NodeEntry, output: { readonly port: string; readonly axes: readonly string[]; readonly own?: string }) => {
    nodes[id] = { ...entry, version: 1, ...(random.chance(0.2) ? { title: `Titled ${id}` } : {}), ...(random.chance(0.1) ? { extra: seed } : {}) } as NodeEntry;
    depths.set(id, output.axes.length);
    made.push({ end: `${id}.${output.port}`, axes: output.own ? [...output.axes, output.own] : output.axes });
  };
  for (let at = 0; at < size; at++) {
    const id = `n${at}`;
    const source = made.length === 0 ? undefined : random.one(made);
    const kind = source ? random.one(["things", "split", "join", "join", "gather", "gather"] as const) : "things";
    if (kind === "things") {
      const given = random.chance(0.4);
      if (given) inputs["text"]!.to.push(`${id}.text`);
      place(id, { type: "probe/things", inputs: given ? {} : { text: "x y" } }, { port: "things", axes: [], own: "thing" });
    } else if (kind === "split" && source!.axes.length < 3) {
      wire(source!, `${id}.thing`);
      place(id, { type: "probe/split", inputs: {} }, { port: "parts", axes: source!.axes, own: "part" });
    } else if (kind === "gather") {
      const more = random.some(made, 0.2).filter((other) => other !== source && other.axes.length === source!.axes.length && agree(other, source!));
      for (const other of [source!, ...more]) wire(other, `${id}.things`);
      place(id, { type: "probe/gather", inputs: {} }, { port: "thing", axes: source!.axes.slice(0, -1) });
    } else {
      const other = random.chance(0.5) ? random.one(made.filter((one) => agree(one, source!))) : undefined;
      wire(source!, `${id}.a`);
      if (other) wire(other, `${id}.b`);
      const tailed = random.chance(0.3);
      if (tailed) inputs["tail"]!.to.push(`${id}.tail`);
      place(id, { type: "probe/join", inputs: tailed ? {} : random.chance(0.5) ? { tail: String(at) } : {} }, { port: "thing", axes: (other?.axes.length ?? 0) > source!.axes.length ? other!.axes : source!.axes });
    }
  }
  for (const [id, depth] of depths) {
    if (nodes[id]!.type === "probe/join" && depth <= 1 && random.chance(0.3)) nodes[id] = { ...nodes[id]!, items: { [depth === 0 ? "" : "x"]: { inputs: { tail: `only ${id}` } } } };
  }
  const used = new Set(edges.map(({ from }) => from));
  const ends = made.filter(({ end }) => !used.has(end) || random.chance(0.2));
  return {
    format: "reelwright/graph@1", name: "random", title: `Random ${seed}`, packs: { probe: "^1.0.0" }, inputs, nodes, edges,
    outputs: Object.fromEntries(ends.map(({ end }, index) => [`out${index}`, { from: end }])),
    review: { n0: { "": { state: "approved", comment: "Good." } } },
    layout: {
      nodes: Object.fromEntries(Object.keys(nodes).map((id) => [id, [random.below(2000), random.below(1000)]])),
      colours: { n1: 120 }, collapsed: ["n0"], frames: [{ id: "f1", title: "All", x: -40, y: -40, width: 3000, height: 2000 }], notes: [], later: { kept: true },
    },
  };
}

/** Some nodes of a graph, at least one. */
export function someNodes(document: GraphDocument, random: Random): string[] {
  const ids = Object.keys(document.nodes);
  const start = random.below(ids.length);
  return ids.slice(start, start + 1 + random.below(4)).filter((_, at) => at === 0 || random.chance(0.8));
}
