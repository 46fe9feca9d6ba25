import { describe, expect, test } from "vitest";
import { hitAt } from "../../../editor/canvas/hit.ts";
import { rowMiddle, unit } from "../../../editor/canvas/geometry.ts";
import { Scene, type SceneSource } from "../../../editor/canvas/scene.ts";
import type { NodePorts } from "../../../editor/model/ports.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";

const document: GraphDocument = {
  format: "reelwright/graph@1", name: "test",
  nodes: { a: { type: "x/make" }, b: { type: "x/take" }, c: { type: "x/take" } },
  edges: [{ from: "a.out", to: "b.in" }, { from: "a.out", to: "gone.in" }],
  layout: {
    nodes: { a: [0, 0], b: [600, 0], c: [600, 400] },
    frames: [{ id: "f1", title: "Frame", x: 560, y: 340, width: 400, height: 300 }],
    notes: [{ id: "n1", text: "", x: 0, y: 600, width: 200, height: 100 }],
  },
};

function sceneOf(graph: GraphDocument = document): { readonly scene: Scene; readonly asked: string[] } {
  const asked: string[] = [];
  const source: SceneSource = {
    portsOf: (id) => {
      asked.push(id);
      const port = { name: id === "a" ? "out" : "in", type: { name: "text", rank: 0 } };
      return { id, shown: id === "a" ? [] : [{ ...port, control: false }], outputs: id === "a" ? [port] : [] } as unknown as NodePorts;
    },
    portsVersion: () => 0,
    manifest: () => undefined,
    partsOf: () => ({ preview: false, footer: false }),
  };
  const scene = new Scene(source);
  scene.follow(graph);
  return { scene, asked };
}

function all(scene: Scene): void {
  scene.measure(scene.nodes.values(), Infinity);
}

describe("a scene", () => {
  test("asks for the ports of those nodes only that are measured, and once", () => {
    const { scene, asked } = sceneOf();
    expect(asked).toEqual([]);
    const inView = scene.nodesIn({ x: -10, y: -10, width: 300, height: 300 });
    expect(scene.measure(inView, 10)).toBe(true);
    expect(scene.measure(inView, 10)).toBe(true);
    expect(asked).toEqual(["a"]);
  });

  test("says when not everything was measured yet", () => {
    const { scene } = sceneOf();
    expect(scene.measure(scene.nodes.values(), 2)).toBe(false);
    expect(scene.measure(scene.nodes.values(), 2)).toBe(true);
  });

  test("leaves out edges whose nodes are not there", () => {
    const { scene } = sceneOf();
    expect(scene.edges.size).toBe(1);
    expect(scene.edgeOf("a.out -> b.in")?.to.id).toBe("b");
    expect(scene.edgeOf("a.out -> gone.in")).toBeUndefined();
  });

  test("keeps what has not changed: other nodes, and edges between them", () => {
    const { scene } = sceneOf();
    const [box, edge] = [scene.nodes.get("b"), scene.edgeOf("a.out -> b.in")];
    scene.follow({ ...document, nodes: { ...document.nodes, c: { type: "x/take", title: "Other" } } });
    expect(scene.nodes.get("b")).toBe(box);
    expect(scene.edgeOf("a.out -> b.in")).toBe(edge);
    expect(scene.nodes.get("c")?.entry.title).toBe("Other");
  });

  test("a node that was moved takes its edges along, and is found at its new place", () => {
    const { scene } = sceneOf();
    all(scene);
    scene.follow({ ...document, layout: { ...document.layout, nodes: { ...document.layout?.["nodes"] as object, b: [2000, 1000] } } });
    expect(scene.nodesIn({ x: 590, y: -10, width: 100, height: 100 }).map(({ id }) => id)).toEqual([]);
    expect(scene.edgeOf("a.out -> b.in")?.points.slice(2)).toEqual([2000, 1000 + rowMiddle(0)]);
  });

  test("a node that was taken out and put in again gets its edges back", () => {
    const { scene } = sceneOf();
    const { b: _, ...others } = document.nodes;
    scene.follow({ ...document, nodes: others });
    expect(scene.edges.size).toBe(0);
    scene.follow(document);
    expect(scene.edgeOf("a.out -> b.in")?.to).toBe(scene.nodes.get("b"));
  });

  test("what was dragged goes back when the drag is given up", () => {
    const { scene } = sceneOf();
    all(scene);
    scene.shift({ nodes: [scene.nodes.get("a")!], marks: [scene.marks.get("note:n1")!] }, 50, 30);
    expect(scene.nodes.get("a")).toMatchObject({ x: 50, y: 30 });
    scene.restore();
    expect(scene.nodes.get("a")).toMatchObject({ x: 0, y: 0 });
    expect(scene.marks.get("note:n1")).toMatchObject({ x: 0, y: 600 });
    expect(scene.edgeOf("a.out -> b.in")?.points.slice(0, 2)).toEqual([unit.width, rowMiddle(0)]);
  });

  test("an edge goes through its reroute points, as long as they are in the document", () => {
    const { scene } = sceneOf();
    scene.follow({ ...document, layout: { ...document.layout, bends: { "a.out -> b.in": [[300, 200]] } } });
    expect(scene.edgeOf("a.out -> b.in")?.points.slice(2, 4)).toEqual([300, 200]);
    scene.follow(document);
    expect(scene.edgeOf("a.out -> b.in")?.points).toHaveLength(4);
  });
});

describe("what is painted again", () => {
  const placed = (b: readonly [number, number]): GraphDocument => ({ ...document, layout: { ...document.layout, nodes: { ...document.layout?.["nodes"] as object, b } } });

  test("is where a node and its edges were and are, after a step that moved it, and nothing else", () => {
    const { scene } = sceneOf(placed([600, 0]));
    scene.touched.take();
    const { epoch } = scene.touched;
    scene.follow(placed([640, 40]));
    const areas = scene.touched.take();
    const touches = (x: number, y: number) => areas.some((area) => x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height);
    expect([touches(600, 2), touches(879, 42), touches(400, 20)]).toEqual([true, true, true]);
    expect(touches(610, 410)).toBe(false);
    expect(scene.touched.epoch).toBe(epoch);
    expect(scene.touched.take()).toEqual([]);
  });

  test("is nothing while a node is dragged, nor after a value was changed", () => {
    const { scene } = sceneOf();
    scene.touched.take();
    scene.follow({ ...document, nodes: { ...document.nodes, b: { type: "x/take", inputs: { in: "other" } } } });
    scene.shift({ nodes: [scene.nodes.get("a")!], marks: [] }, 50, 30);
    expect(scene.touched.take()).toEqual([]);
  });

  test("is everything when more has changed than is worth telling apart", () => {
    const { scene } = sceneOf();
    const { epoch } = scene.touched;
    for (let count = 0; count < 1100; count++) scene.touched.add({ x: count, y: 0, width: 1, height: 1 });
    expect(scene.touched.epoch).toBeGreaterThan(epoch);
    expect(scene.touched.take().length).toBeLessThan(200);
  });
});

describe("what is hit", () => {
  const { scene } = sceneOf();
  all(scene);

  test("a port before its node, the node before what lies behind it", () => {
    expect(hitAt(scene, unit.width + 4, rowMiddle(0), 1)).toMatchObject({ kind: "port", end: "output", port: "out" });
    expect(hitAt(scene, 600, rowMiddle(0), 1)).toMatchObject({ kind: "port", end: "input", port: "in" });
    expect(hitAt(scene, 100, 10, 1)).toMatchObject({ kind: "node", onHeader: true });
    expect(hitAt(scene, 700, 410, 1)).toMatchObject({ kind: "node", box: { id: "c" } });
  });

  test("an edge by its curve", () => {
    expect(hitAt(scene, 420, rowMiddle(0), 1)).toMatchObject({ kind: "edge", piece: 0 });
    expect(hitAt(scene, 420, rowMiddle(0) + 30, 1)).toEqual({ kind: "nothing" });
  });

  test("a frame by its title or its border, never by what is inside", () => {
    expect(hitAt(scene, 900, 350, 1)).toMatchObject({ kind: "mark", mark: { id: "f1" }, sides: undefined });
    expect(hitAt(scene, 960, 640, 1)).toMatchObject({ kind: "mark", sides: { right: true, bottom: true, left: false, top: false } });
    expect(hitAt(scene, 900, 560, 1)).toEqual({ kind: "nothing" });
  });

  test("a note anywhere, pulled by its right and lower sides", () => {
    expect(hitAt(scene, 100, 650, 1)).toMatchObject({ kind: "mark", mark: { id: "n1" }, sides: undefined });
    expect(hitAt(scene, 199, 650, 1)).toMatchObject({ kind: "mark", sides: { right: true } });
  });

  test("the node that was raised last, where two lie on each other", () => {
    const { scene: stacked } = sceneOf({ ...document, layout: { nodes: { a: [0, 0], b: [10, 10], c: [900, 900] } } });
    all(stacked);
    expect(hitAt(stacked, 100, 30, 1)).toMatchObject({ box: { id: "b" } });
    stacked.raise(stacked.nodes.get("a")!);
    expect(hitAt(stacked, 100, 30, 1)).toMatchObject({ box: { id: "a" } });
  });
});
