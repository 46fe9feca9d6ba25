import { describe, expect, test } from "vitest";
import { anchorsIn } from "../../../editor/runs/identity/references.ts";
import { chartSize, placeOf } from "../../../editor/runs/identity/score-chart.ts";
import { failingText, isIdentityDrift, isIdentityReport, isIdentityVerdict } from "../../../editor/runs/identity/shape.ts";
import { itemAt } from "../../../editor/runs/places.ts";
import { newRunState, observe } from "../../../editor/state/run-state.ts";

const image = { artifact: "a".repeat(64), media: "image/png", bytes: 1 };

describe("a verdict on identity", () => {
  const verdict = { id: "p01", scene: "s05", state: "fail", threshold: 0.8, characters: [], attempts: [{ image, state: "fail", failing: [] }], kept: 0, by: "vision-1" };

  test("is told from its shape, and so are reports and drift", () => {
    expect(isIdentityVerdict(verdict)).toBe(true);
    expect([{ ...verdict, state: "good" }, { ...verdict, attempts: [{}] }, null, []].some(isIdentityVerdict)).toBe(false);
    expect(isIdentityReport({ id: "e", title: "T", characters: [{ id: "a", name: "A", shots: [] }], by: [] })).toBe(true);
    expect(isIdentityReport(verdict)).toBe(false);
    expect(isIdentityDrift({ characters: [{ id: "a", name: "A", episodes: [] }] })).toBe(true);
    expect([verdict, { characters: [] }].some(isIdentityDrift)).toBe(false);
  });

  test("says what was asked for again by person, in words", () => {
    const text = failingText(["li-wei hairColour", "zhang-mei age", "li-wei eyes"], (id) => id.toUpperCase(), (attribute) => `<${attribute}>`);
    expect(text).toBe("LI-WEI: <hairColour>, <eyes>; ZHANG-MEI: <age>");
  });

  test("finds reference pictures in anchors, and nowhere else", () => {
    const anchor = { id: "li-wei", anchor: "b".repeat(64), reference: image };
    expect(anchorsIn([anchor, { ...anchor, reference: undefined }, { id: "x", reference: image }, "text"])).toEqual([["li-wei", image]]);
    expect(anchorsIn(anchor)).toEqual([["li-wei", image]]);
  });
});

test("scores are placed from left to right and from 0 to 1, and stay in the picture", () => {
  const { width, height, margin } = chartSize;
  expect([placeOf(0, 1, 3), placeOf(2, 0, 3)]).toEqual([{ x: margin, y: margin }, { x: width - margin, y: height - margin }]);
  expect(placeOf(0, 7, 1)).toEqual({ x: width / 2, y: margin });
});

describe("a place that a finding names", () => {
  const run = newRunState("r");
  const types = { split: "s/split", say: "s/say", draw: "s/draw", clip: "s/clip" };
  observe(run, { type: "run.started", graph: "g", quality: "draft", inputs: {}, types, run: "r", seq: 0, at: 0 });
  const items: readonly (readonly [string, string])[] = [["split", "e03/s05"], ["say", "e03/s05/l02"], ["draw", "e03/s05/p01"], ["clip", "e03/s05/p01"], ["say", "e04/s05/l02"]];
  items.forEach(([node, item], index) => observe(run, { type: "item.started", node, item, key: "k", run: "r", seq: index + 1, at: 0 }));

  test("is looked for around the item that found it", () => {
    expect(itemAt(run, { scene: "s05", line: "l02" }, { from: "e04" })).toEqual({ node: "say", item: "e04/s05/l02" });
    expect(itemAt(run, { scene: "s05", shot: "p01" }, { from: "e03/s05/p01" })).toEqual({ node: "clip", item: "e03/s05/p01" });
    expect(itemAt(run, { episode: "e03", scene: "s05" }, { from: "" })).toEqual({ node: "split", item: "e03/s05" });
  });

  test("is that of the preferred node, and nothing when there is no such item", () => {
    expect(itemAt(run, { scene: "s05", shot: "p01" }, { from: "e03", preferred: ["draw"] })).toEqual({ node: "draw", item: "e03/s05/p01" });
    expect(itemAt(run, { scene: "s05", line: "l02" }, { from: "" })).toBeUndefined();
    expect(itemAt(run, {}, { from: "e03" })).toBeUndefined();
  });
});
