import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, test } from "vitest";
import { arrangedFrom, type Drawn, elkGraph, withArrangement } from "../../../editor/arrange/elk-graph.ts";
import { layoutOf, positionOf, type Rect } from "../../../editor/model/layout.ts";
import { addFrame, addNote, boundsOf, contentsOf, rectOf, setPositions, type Sizes } from "../../../editor/model/place.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { graph } from "../../kit/probe-pack.ts";
import { randomGraph } from "./random.ts";

const drawnOf = (document: GraphDocument): Drawn => ({
  sizes: new Map(Object.keys(document.nodes).map((id, at) => [id, { width: 240, height: 80 + (at % 4) * 40 }])),
  ports: (id) => ({ inputs: id.startsWith("g") ? ["things"] : ["a", "b", "thing", "things"], outputs: ["things", "thing", "parts"] }),
});

async function arranged(document: GraphDocument, ids: readonly string[] = Object.keys(document.nodes)): Promise<GraphDocument> {
  const drawn = drawnOf(document);
  return withArrangement(document, arrangedFrom(await new Elk().layout(elkGraph(document, new Set(ids), drawn)), document, drawn));
}

const overlap = (a: Rect, b: Rect) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const rects = (document: GraphDocument, sizes: Sizes) => Object.keys(document.nodes).map((id) => rectOf(document, id, sizes));

const line = graph({ a: ["things", { text: "x" }], j: ["join"], k: ["join"], g: ["gather"] }, ["a.things -> j.a", "j.thing -> k.a", "a.things -> k.b", "k.thing -> g.things"]);

describe("arranging", () => {
  test("a random graph puts no node on another, and nearly every edge leads to the right", async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const document = { ...randomGraph(seed, 20), layout: {} };
      const after = await arranged(document);
      const all = rects(after, drawnOf(document).sizes);
      expect(all.flatMap((one, at) => all.slice(at + 1).filter((other) => overlap(one, other)))).toEqual([]);
      expect(after.edges!.every(({ from, to }) => positionOf(after, from.split(".")[0]!)[0] < positionOf(after, to.split(".")[0]!)[0])).toBe(true);
    }
  });

  test("snaps to the grid, and again changes nothing", async () => {
    const once = await arranged(line);
    expect(Object.values(layoutOf(once).nodes!).flat().filter((place) => place % 8 !== 0)).toEqual([]);
    expect(layoutOf(await arranged(once)).nodes).toEqual(layoutOf(once).nodes);
  });

  test("of some nodes keeps their top left corner, and moves no others", async () => {
    const document = setPositions(line, new Map([["a", [0, 0]], ["j", [400, 304]], ["k", [400, 800]], ["g", [2000, 0]]]));
    const after = await arranged(document, ["j", "k"]);
    const { sizes } = drawnOf(document);
    const corner = (of: GraphDocument) => { const { x, y } = boundsOf(["j", "k"].map((id) => rectOf(of, id, sizes)))!; return [x, y]; };
    expect(corner(after)).toEqual(corner(document));
    expect([positionOf(after, "a"), positionOf(after, "g")]).toEqual([[0, 0], [2000, 0]]);
    expect(positionOf(after, "k")[0]).toBeGreaterThan(positionOf(after, "j")[0]);
  });

  test("keeps frames around what they hold, frames in frames too, and notes in them", async () => {
    const placed = setPositions(line, new Map([["a", [0, 0]], ["j", [100, 1000]], ["k", [110, 1300]], ["g", [3000, 10]]]));
    const inner = addFrame(placed, { title: "Inner", x: 80, y: 980, width: 300, height: 200 }).document;
    const outer = addFrame(inner, { title: "Outer", x: 40, y: 900, width: 600, height: 800 }).document;
    const document = addNote(outer, { text: "n", x: 60, y: 920, width: 80, height: 40 }).document;
    const { sizes } = drawnOf(document);
    const after = await arranged(document);
    for (const [at, frame] of layoutOf(after).frames!.entries()) expect(contentsOf(frame, after, sizes)).toEqual(contentsOf(layoutOf(document).frames![at]!, document, sizes));
    expect(layoutOf(after).frames!.map(({ title }) => title)).toEqual(["Inner", "Outer"]);
    expect(rects(after, sizes).filter((rect) => overlap(rect, layoutOf(after).frames![1]!))).toHaveLength(2);
  });

  test("of some nodes of a frame lets the frame grow around them", async () => {
    const placed = setPositions(line, new Map([["a", [0, 0]], ["j", [0, 200]], ["k", [0, 400]], ["g", [900, 0]]]));
    const document = addFrame(placed, { title: "F", x: -20, y: -60, width: 280, height: 700 }).document;
    const after = await arranged(document, ["a", "j"]);
    expect(contentsOf(layoutOf(after).frames![0]!, after, drawnOf(document).sizes).nodes).toEqual(["a", "j", "k"]);
  });

  test("takes out reroute points between nodes that have moved", async () => {
    const document = { ...line, layout: { bends: { "a.things -> j.a": [[1, 2]], "k.thing -> g.things": [[3, 4]] } } } as GraphDocument;
    expect(layoutOf(await arranged(document, ["a", "j"])).bends).toEqual({ "k.thing -> g.things": [[3, 4]] });
  });
});
