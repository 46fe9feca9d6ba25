import { expect, test } from "vitest";
import { lowerMeasure, parseMeasures, usualMeasures } from "../../../editor/shell/measures.ts";

test("sizes that were kept are read again", () => {
  const kept = { inspector: 30, panel: 12, viewer: 40, outline: 20, storyboard: 11, isInspectorOpen: false };
  expect(parseMeasures(JSON.stringify(kept))).toEqual(kept);
});

test("what cannot be read, is missing, or is out of bounds is as usual", () => {
  for (const text of [null, "", "{", "null", "[]", "{\"inspector\":\"wide\",\"panel\":-1,\"viewer\":1e9}"]) expect(parseMeasures(text)).toEqual(usualMeasures);
});

test("the lower panel has a size of its own for films, below the outline, and below the storyboard", () => {
  expect(lowerMeasure({ view: "canvas", panel: "run" })).toBe("panel");
  expect(lowerMeasure({ view: "canvas", panel: "viewer" })).toBe("viewer");
  expect(lowerMeasure({ view: "outline", panel: "run" })).toBe("outline");
  expect(lowerMeasure({ view: "storyboard", panel: "viewer" })).toBe("storyboard");
});
