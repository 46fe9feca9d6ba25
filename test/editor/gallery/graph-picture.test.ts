import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { graphPicture } from "../../../editor/gallery/graph-picture.ts";
import type { NodeManifest } from "../../../runtime/contract/node.ts";
import { Type } from "../../../runtime/contract/typebox.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";

const nodes = { a: { type: "core/text", inputs: {} }, b: { type: "core/text", inputs: {} }, c: { type: "voice/speak", inputs: {} } };
const graph = (more: Partial<GraphDocument> = {}): GraphDocument => ({ format: "reelwright/graph@1", name: "g", nodes, edges: [{ from: "a.text", to: "b.text" }, { from: "b.text", to: "c.line" }], ...more });
const text = { outputs: { text: { schema: Type.String() } } } as unknown as NodeManifest;
const nothing = () => undefined;

test("nodes that were never placed stand in the order in which work flows", () => {
  const [a, b, c] = graphPicture(graph(), nothing).nodes;
  expect(a!.x + a!.width).toBeLessThan(b!.x);
  expect(b!.x + b!.width).toBeLessThan(c!.x);
});

test("nodes stand where the document has them", () => {
  const picture = graphPicture(graph({ layout: { nodes: { a: [10, 20], b: [400, 0], c: [800, 5] } } }), nothing);
  expect(picture.nodes.map(({ x, y }) => [x, y])).toEqual([[10, 20], [400, 0], [800, 5]]);
});

test("everything is in view, frames too", () => {
  const { view, nodes: drawn, frames } = graphPicture(graph({ layout: { nodes: { a: [0, 0], b: [300, 0], c: [600, 0] }, frames: [{ id: "f", title: "F", x: -500, y: -200, width: 300, height: 100 }] } }), nothing);
  for (const { x, y, width, height } of [...drawn, ...frames]) {
    expect(x).toBeGreaterThanOrEqual(view.x);
    expect(y).toBeGreaterThanOrEqual(view.y);
    expect(x + width).toBeLessThanOrEqual(view.x + view.width);
    expect(y + height).toBeLessThanOrEqual(view.y + view.height);
  }
});

test("nodes of a pack have a colour in common, and edges of a type", () => {
  const { nodes: drawn, edges } = graphPicture(graph(), (type) => type === "core/text" ? text : undefined);
  expect(drawn[0]!.hue).toBe(drawn[1]!.hue);
  expect(drawn[0]!.hue).not.toBe(drawn[2]!.hue);
  expect(edges[0]!.colour).toBe(edges[1]!.colour);
});

test("an edge to nowhere, a circle and an empty graph are drawn as far as they can be", () => {
  expect(graphPicture(graph({ edges: [{ from: "a.text", to: "gone.text" }, { from: "nonsense", to: "b.text" }] }), nothing).edges).toEqual([]);
  const circle = graphPicture(graph({ edges: [{ from: "a.text", to: "b.text" }, { from: "b.text", to: "a.text" }] }), nothing);
  expect(circle.edges).toHaveLength(2);
  expect(graphPicture(graph({ nodes: {}, edges: [] }), nothing)).toMatchObject({ nodes: [], view: { width: 400, height: 240 } });
});

test("every graph that ships can be drawn", () => {
  for (const { name } of (JSON.parse(readFileSync("graphs/index.json", "utf8")) as { graphs: { name: string }[] }).graphs) {
    const document = JSON.parse(readFileSync(`graphs/${name}.json`, "utf8")) as GraphDocument;
    const picture = graphPicture(document, nothing);
    expect(picture.nodes).toHaveLength(Object.keys(document.nodes).length);
    expect(picture.edges).toHaveLength(document.edges?.length ?? 0);
  }
});
