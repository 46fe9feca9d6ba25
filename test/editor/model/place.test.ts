import { describe, expect, test } from "vitest";
import { layoutOf, positionOf } from "../../../editor/model/layout.ts";
import { addFrame, addNote, align, type Alignment, contentsOf, moveNodes, setCollapsed, setColour, setPositions, updateFrame, updateNote } from "../../../editor/model/place.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { graph } from "../../kit/probe-pack.ts";

const sizes = new Map([["a", { width: 100, height: 40 }], ["b", { width: 200, height: 80 }], ["c", { width: 100, height: 60 }]]);
const document = {
  ...graph({ a: ["join"], b: ["join"], c: ["join"] }, ["a.thing -> b.a", "b.thing -> c.a"]),
  layout: { nodes: { a: [0, 0], b: [300, 100], c: [900, 40] }, bends: { "a.thing -> b.a": [[200, 50]], "b.thing -> c.a": [[700, 60]] } },
} as GraphDocument;

test("moving nodes moves the reroute points between them, and no others", () => {
  const after = moveNodes(document, ["a", "b", "gone"], 10, -10);
  expect(layoutOf(after)).toEqual({ nodes: { a: [10, -10], b: [310, 90], c: [900, 40] }, bends: { "a.thing -> b.a": [[210, 40]], "b.thing -> c.a": [[700, 60]] } });
  expect(moveNodes(document, ["a"], 0, 0)).toBe(document);
  expect(moveNodes(document, ["gone"], 5, 5)).toBe(document);
});

test("nodes that were never placed stand in a row, and can be moved from there", () => {
  const bare = { ...document, layout: {} };
  expect(["a", "b", "c"].map((id) => positionOf(bare, id))).toEqual([[0, 0], [280, 0], [560, 0]]);
  expect(positionOf(moveNodes(bare, ["c"], 1, 2), "c")).toEqual([561, 2]);
});

test("positions that are as they are change nothing", () => {
  expect(setPositions(document, new Map([["a", [0, 0]], ["gone", [5, 5]]]))).toBe(document);
});

test.each<[Alignment, [number, number][]]>([
  ["left", [[0, 0], [0, 100], [0, 40]]],
  ["right", [[900, 0], [800, 100], [900, 40]]],
  ["top", [[0, 0], [300, 0], [900, 0]]],
  ["bottom", [[0, 140], [300, 100], [900, 120]]],
  ["centre", [[450, 0], [400, 100], [450, 40]]],
  ["middle", [[0, 70], [300, 50], [900, 60]]],
  ["distribute-x", [[0, 0], [400, 100], [900, 40]]],
  ["distribute-y", [[0, 0], [300, 100], [900, 40]]],
])("aligning %s", (how, places) => {
  const after = align(document, sizes, ["a", "b", "c"], how);
  expect(["a", "b", "c"].map((id) => positionOf(after, id))).toEqual(places);
});

test("one node alone is aligned with nothing", () => {
  expect(align(document, sizes, ["a"], "left")).toBe(document);
});

test("collapsing and colours are set for several and taken back", () => {
  const after = setColour(setCollapsed(document, ["a", "b", "gone"], true), ["a", "gone"], 120);
  expect(layoutOf(after)).toMatchObject({ collapsed: ["a", "b"], colours: { a: 120 } });
  expect(setColour(setCollapsed(after, ["a", "b"], false), ["a"], undefined)).toEqual(document);
  expect(setCollapsed(after, ["a"], true)).toBe(after);
});

describe("frames and notes", () => {
  const rect = { x: -10, y: -10, width: 600, height: 300 };

  test("have ids that are free, and can be changed", () => {
    const one = addFrame(document, { title: "One", hue: 9, ...rect });
    const two = addFrame(one.document, { title: "Two", ...rect });
    expect([one.id, two.id]).toEqual(["f1", "f2"]);
    expect(layoutOf(updateFrame(two.document, "f1", { title: "1", hue: undefined })).frames).toEqual([{ id: "f1", title: "1", ...rect }, { id: "f2", title: "Two", ...rect }]);
    const noted = addNote(document, { text: "", ...rect });
    expect(layoutOf(updateNote(noted.document, noted.id, { text: "Hm." })).notes).toEqual([{ id: "n1", text: "Hm.", ...rect }]);
    expect(updateNote(noted.document, "gone", { text: "Hm." })).toBe(noted.document);
  });

  test("a frame holds what lies wholly inside it", () => {
    const framed = addFrame(addFrame(addNote(document, { text: "", x: 0, y: 0, width: 10, height: 10 }).document, { title: "Small", x: 0, y: 0, width: 10, height: 10 }).document, { title: "Large", ...rect });
    const frame = layoutOf(framed.document).frames!.find(({ id }) => id === framed.id)!;
    expect(contentsOf(frame, framed.document, sizes)).toEqual({ nodes: ["a", "b"], notes: ["n1"], frames: ["f1"] });
    expect(contentsOf({ ...frame, width: 480 }, framed.document, sizes).nodes).toEqual(["a"]);
  });
});
