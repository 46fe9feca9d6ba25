import { defineNode, definePack, port, Type } from "../../runtime/contract/index.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";

/** Nodes that do next to nothing, so that what is measured is the engine. */
const Numbers = Type.Array(Type.Number());

const count = defineNode({
  type: "bench/count", version: 1, title: "Count", summary: "Makes n numbers.",
  inputs: { n: port.value(Type.Integer()), seed: port.value(Type.Integer({ default: 0 })) },
  outputs: { numbers: port.value(Numbers) },
  async run({ inputs }) { return { numbers: Array.from({ length: inputs.n }, (_, index) => index + inputs.seed) }; },
});

const add = defineNode({
  type: "bench/add", version: 1, title: "Add", summary: "Adds.",
  inputs: { a: port.value(Type.Number()), b: port.value(Type.Number({ default: 1 })) },
  outputs: { sum: port.value(Type.Number()) },
  async run({ inputs }) { return { sum: inputs.a + inputs.b }; },
});

const wait = defineNode({
  type: "bench/wait", version: 1, title: "Wait", summary: "Waits.",
  inputs: { a: port.value(Type.Number()), b: port.value(Type.Number({ default: 0 })), ms: port.value(Type.Number()) },
  outputs: { sum: port.value(Type.Number()) },
  async run({ inputs }) {
    await new Promise((resolve) => { setTimeout(resolve, inputs.ms); });
    return { sum: inputs.a + inputs.b };
  },
});

const total = defineNode({
  type: "bench/total", version: 1, title: "Total", summary: "Adds up.",
  inputs: { numbers: port.value(Numbers) },
  outputs: { sum: port.value(Type.Number()) },
  async run({ inputs }) { return { sum: inputs.numbers.reduce((sum, number) => sum + number, 0) }; },
});

/** What a scene is made of at about the size of the real thing: each output a list of small objects. */
const enrich = defineNode({
  type: "bench/enrich", version: 1, title: "Enrich", summary: "A list of eight shots, from what came before.",
  inputs: { scene: port.value(Type.Unknown()) },
  outputs: { shots: port.value(Type.Array(Type.Object({ id: Type.String(), text: Type.String() }))), scene: port.value(Type.Unknown()) },
  async run({ inputs }) {
    const text = JSON.stringify(inputs.scene).slice(0, 200);
    return { scene: { ...(inputs.scene as object), text: text.length }, shots: Array.from({ length: 8 }, (_, index) => ({ id: `p${index}`, text: `${text} ${index}` })) };
  },
});

const scenes = defineNode({
  type: "bench/scenes", version: 1, title: "Scenes", summary: "A list of scenes.",
  inputs: { n: port.value(Type.Integer()) },
  outputs: { scenes: port.value(Type.Array(Type.Unknown())) },
  async run({ inputs }) { return { scenes: Array.from({ length: inputs.n }, (_, index) => ({ id: `s${index}`, summary: "奶奶在厨房包饺子，李伟推门进来。".repeat(8) })) }; },
});

export const benchPack = definePack({ name: "bench", title: "Bench", version: "1.0.0", contract: 1, nodes: [count, add, wait, total, enrich, scenes] });

type Nodes = GraphDocument["nodes"];
const documentOf = (name: string, nodes: Nodes, edges: [string, string][], output: string): GraphDocument =>
  ({ format: "reelwright/graph@1", name, nodes, edges: edges.map(([from, to]) => ({ from, to })), outputs: { result: { from: output } } });

/** One node after another. */
export function chain(length: number): GraphDocument {
  const nodes: Nodes = { n0: { type: "bench/add", inputs: { a: 0 } } };
  const edges: [string, string][] = [];
  for (let index = 1; index < length; index++) {
    nodes[`n${index}`] = { type: "bench/add", inputs: {} };
    edges.push([`n${index - 1}.sum`, `n${index}.a`]);
  }
  return documentOf("chain", nodes, edges, `n${length - 1}.sum`);
}

/** One node fans out over n items, which meet again in one. */
export function fan(n: number): GraphDocument {
  return documentOf("fan", { count: { type: "bench/count", inputs: { n } }, add: { type: "bench/add" }, total: { type: "bench/total" } },
    [["count.numbers", "add.a"], ["add.sum", "total.numbers"]], "total.sum");
}

/** Layers of nodes, each with two inputs from the layer before. */
export function layers(depth: number, width: number, type: "bench/add" | "bench/wait" = "bench/add", more: Record<string, unknown> = {}): GraphDocument {
  const nodes: Nodes = {};
  const edges: [string, string][] = [];
  for (let layer = 0; layer < depth; layer++) {
    for (let place = 0; place < width; place++) {
      nodes[`n${layer}_${place}`] = { type, inputs: layer === 0 ? { a: place, ...more } : more };
      if (layer === 0) continue;
      edges.push([`n${layer - 1}_${place}.sum`, `n${layer}_${place}.a`], [`n${layer - 1}_${(place + 1) % width}.sum`, `n${layer}_${place}.b`]);
    }
  }
  return documentOf("layers", nodes, edges, `n${depth - 1}_0.sum`);
}

/** A list of items that go through a chain of nodes and wait at each. */
export function waitingItems(items: number, nodeCount: number, ms: number): GraphDocument {
  const nodes: Nodes = { count: { type: "bench/count", inputs: { n: items } } };
  const edges: [string, string][] = [];
  for (let index = 0; index < nodeCount; index++) {
    // Another addend at each node: equal work would be done once and found by all the others.
    nodes[`wait${index}`] = { type: "bench/wait", inputs: { ms, b: index } };
    edges.push([index === 0 ? "count.numbers" : `wait${index - 1}.sum`, `wait${index}.a`]);
  }
  return documentOf("waits", nodes, edges, `wait${nodeCount - 1}.sum`);
}

/** A production: scenes through a chain of nodes, each with a list output. */
export function production(sceneCount: number, nodeCount: number): GraphDocument {
  const nodes: Nodes = { scenes: { type: "bench/scenes", inputs: { n: sceneCount } } };
  const edges: [string, string][] = [];
  for (let index = 0; index < nodeCount; index++) {
    nodes[`step${index}`] = { type: "bench/enrich" };
    edges.push([index === 0 ? "scenes.scenes" : `step${index - 1}.scene`, `step${index}.scene`]);
  }
  return documentOf("production", nodes, edges, `step${nodeCount - 1}.shots`);
}
