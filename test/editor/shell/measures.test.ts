import { expect, test } from "vitest";
import { parseMeasures, usualMeasures } from "../../../editor/shell/measures.ts";

test("sizes that were kept are read again", () => {
  const kept = { inspector: 30, panel: 12, viewer: 40, isInspectorOpen: false };
  expect(parseMeasures(JSON.stringify(kept))).toEqual(kept);
});

test("what cannot be read, is missing, or is out of bounds is as usual", () => {
  for (const text of [null, "", "{", "null", "[]", "{\"inspector\":\"wide\",\"panel\":-1,\"viewer\":1e9}"]) expect(parseMeasures(text)).toEqual(usualMeasures);
});
