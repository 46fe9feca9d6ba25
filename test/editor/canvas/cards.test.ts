import { describe, expect, test } from "vitest";
import { ChangedNodes } from "../../../editor/canvas/changed-nodes.ts";
import { common } from "../../../editor/canvas/geometry.ts";
import { cut, Lettering } from "../../../editor/canvas/paint-text.ts";
import { derive } from "../../../editor/model/derived.ts";
import { currentFormat } from "../../../runtime/graph/current-format.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";

/** Every character is half as wide as the font is high. */
function drawing(): CanvasRenderingContext2D {
  const context = {
    font: "",
    measureText: (text: string) => ({ width: text.length * Number(/(\d+(\.\d+)?)px/.exec(context.font)![1]) / 2 }),
  };
  return context as unknown as CanvasRenderingContext2D;
}

const lettering = () => new Lettering(drawing(), "sans");

describe("text on painted nodes", () => {
  test("what there is no room for is cut, and says so", () => {
    const context = Object.assign(drawing(), { font: "400 10px sans" });
    expect(cut(context, "a title", { size: 10, weight: 400, room: 100 })).toBe("a title");
    expect(cut(context, "a title that is far too long", { size: 10, weight: 400, room: 50 })).toBe("a title t…");
    expect(cut(context, "narrow", { size: 10, weight: 400, room: 4 })).toBe("");
  });

  test("lines break between words, and end where there is room for no more", () => {
    expect(lettering().lines("one two three four", { size: 10, room: 45, most: 9 }).map((line) => line.trimEnd())).toEqual(["one two", "three", "four"]);
    expect(lettering().lines("one\ntwo\nthree", { size: 10, room: 45, most: 2 })).toEqual(["one", "two"]);
  });

  test("Chinese breaks between any two characters", () => {
    expect(lettering().lines("她推开了门", { size: 10, room: 15, most: 9 })).toEqual(["她推开", "了门"]);
  });

  test("is as wide as its letters", () => {
    expect(lettering().width("four", 10)).toBe(20);
  });
});

describe("which nodes are to be painted again", () => {
  const document: GraphDocument = { format: currentFormat, name: "g", nodes: { a: { type: "t/a", version: 1 }, b: { type: "t/b", version: 1 } }, edges: [] };

  test("all at first, and whenever something beside the nodes has changed", () => {
    const changed = new ChangedNodes();
    expect(changed.since(document, [1])).toBeUndefined();
    expect(changed.since(document, [2])).toBeUndefined();
  });

  test("else those that were written on", () => {
    const changed = new ChangedNodes();
    changed.since(document, [1]);
    const nodes = derive(document.nodes, { ...document.nodes, b: { type: "t/b", version: 1, inputs: { text: "x" } } }, "b");
    expect(changed.since({ ...document, nodes }, [1])).toEqual(new Set(["b"]));
  });
});

test("the part of a node that is in view", () => {
  expect(common({ x: -10, y: 0, width: 40, height: 20 }, { x: 0, y: 0, width: 100, height: 10 })).toEqual({ x: 0, y: 0, width: 30, height: 10 });
});
