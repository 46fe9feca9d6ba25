import { describe, expect, test } from "vitest";
import { anchorOf, distanceToPiece, heightOf, piecesOf, rowMiddle, rowsOf, unit } from "../../../editor/canvas/geometry.ts";

const ports = {
  shown: [{ name: "seed", control: true }, { name: "scene", control: false }, { name: "cast", control: false }],
  outputs: [{ name: "spoken" }],
};

describe("rows of a node", () => {
  test("inputs that only take edges share rows with the outputs", () => {
    const rows = rowsOf(ports);
    expect([...rows.inputs]).toEqual([["scene", 0], ["cast", 1], ["seed", 2]]);
    expect([...rows.outputs]).toEqual([["spoken", 0]]);
    expect(rows.count).toBe(3);
  });

  test("values that are set by hand come below all outputs", () => {
    const rows = rowsOf({ shown: [{ name: "text", control: true }], outputs: [{ name: "a" }, { name: "b" }] });
    expect(rows.inputs.get("text")).toBe(2);
  });

  test("a collapsed node is its header, whatever it shows else", () => {
    expect(heightOf(rowsOf(ports), { collapsed: true, preview: true, footer: true })).toBe(unit.header);
    expect(heightOf(rowsOf(ports), { collapsed: false, preview: true, footer: true })).toBe(unit.header + 3 * unit.row + 2 * unit.inset + unit.preview + unit.footer);
  });
});

describe("anchors", () => {
  const node = { x: 100, y: 50, width: 240, height: 200, collapsed: false, rows: rowsOf(ports) };

  test("inputs are at the left side, outputs at the right, in the middle of their rows", () => {
    expect(anchorOf(node, "input", "cast")).toEqual([100, 50 + rowMiddle(1)]);
    expect(anchorOf(node, "output", "spoken")).toEqual([340, 50 + rowMiddle(0)]);
  });

  test("ports that are not shown, and those of collapsed nodes, are at the header", () => {
    expect(anchorOf(node, "input", "unheard-of")).toEqual([100, 50 + unit.header / 2]);
    expect(anchorOf({ ...node, collapsed: true }, "output", "spoken")).toEqual([340, 50 + unit.header / 2]);
  });
});

describe("edges", () => {
  test("begin and end in their points, and go through every one in between", () => {
    const pieces = piecesOf([0, 0, 200, 80, 400, 0]);
    expect(pieces).toHaveLength(16);
    expect(pieces.slice(0, 2)).toEqual([0, 0]);
    expect(pieces.slice(6, 10)).toEqual([200, 80, 200, 80]);
    expect(pieces.slice(14)).toEqual([400, 0]);
  });

  test("leave their output to the right and come to their input from the left, also backwards", () => {
    for (const end of [[400, 90], [-300, 40]]) {
      const pieces = piecesOf([0, 0, ...end]);
      expect(pieces[2]).toBeGreaterThan(0);
      expect(pieces[4]).toBeLessThan(end[0]!);
    }
  });

  test("a point on the curve is no distance away, one beside it is", () => {
    const pieces = piecesOf([0, 0, 300, 0]);
    expect(distanceToPiece(pieces, 0, 150, 0)).toBeLessThan(0.5);
    expect(distanceToPiece(pieces, 0, 150, 40)).toBeCloseTo(40, 0);
  });
});
