import { describe, expect, test } from "vitest";
import type { RunEventBody } from "../../../runtime/events.ts";
import { boardOf, madeFor, sceneDetail } from "../../../editor/storyboard/board.ts";
import { newRunState, observe, type RunState } from "../../../editor/state/run-state.ts";
import { rowsOf, rowsWithin } from "../../../editor/storyboard/rows.ts";

const outputs: Record<string, Record<string, string>> = {
  "drama/split": { setting: "story/setting", shots: "story/shot[]", lines: "story/line[]" },
  "drama/look": { portrait: "image" },
  "drama/draw": { picture: "story/picture" },
  "drama/say": { spoken: "story/spoken-line" },
  "drama/clip": { clip: "story/clip" },
  "drama/join": { clip: "story/clip" },
  "plain/draw": { image: "image" },
};

function runOf(types: Record<string, string>, bodies: readonly RunEventBody[]): RunState {
  const run = newRunState("r");
  const all: RunEventBody[] = [{ type: "run.started", graph: "g", types, inputs: {}, quality: "draft" }, ...bodies];
  all.forEach((body, seq) => observe(run, { ...body, run: "r", seq, at: seq }));
  return run;
}

const types = { split: "drama/split", portrait: "drama/look", draw: "drama/draw", say: "drama/say", clip: "drama/clip", join: "drama/join" };
const shots = [{ id: "p01", lines: ["l01"], description: "Kitchen" }, { id: "p02", lines: [] }];
const lines = [{ id: "l01", text: "奶奶" }, { id: "l02", text: "Anyone?" }];
const drama = runOf(types, [
  { type: "node.expanded", node: "split", item: "", keys: ["e03"] },
  { type: "node.expanded", node: "split", item: "e03", keys: ["s05", "s06"] },
  { type: "node.expanded", node: "portrait", item: "", keys: ["e03"] },
  { type: "node.expanded", node: "portrait", item: "e03", keys: ["li-wei"] },
  { type: "item.finished", node: "split", item: "e03/s05", key: "k1", outputs: { shots: { digest: "a", value: shots }, lines: { digest: "b", value: lines } }, ms: 1, costMicros: 0 },
  { type: "node.expanded", node: "draw", item: "e03/s05", keys: ["p01", "p02"] },
  { type: "node.expanded", node: "say", item: "e03/s05", keys: ["l01", "l02"] },
  { type: "node.expanded", node: "clip", item: "e03/s05", keys: ["p01", "p02"] },
  { type: "node.expanded", node: "join", item: "e03", keys: ["s05"] },
  { type: "item.finished", node: "draw", item: "e03/s05/p01", key: "k2", outputs: {}, ms: 1, costMicros: 0 },
]);

describe("the board of a drama", () => {
  const board = boardOf(drama, (type) => outputs[type]);

  test("has its episodes, scenes, shots and lines by their keys", () => {
    expect(board.episodes).toEqual([{ key: "e03", scenes: [
      { key: "e03/s05", shots: ["e03/s05/p01", "e03/s05/p02"], lines: ["e03/s05/l01", "e03/s05/l02"] },
      { key: "e03/s06", shots: [], lines: [] },
    ] }]);
  });

  test("takes the picture of a shot, not the portrait of a character, and the clip of a shot, not of a scene", () => {
    expect(board.cast).toMatchObject({ picture: { node: "draw" }, clip: { node: "clip" }, spoken: { node: "say" } });
  });

  test("puts lines to the shots that cover them, and names those that none does", () => {
    const values: Record<string, unknown> = { shots, lines };
    const detail = sceneDetail(board.episodes[0]!.scenes[0]!, board.cast, (maker) => values[maker?.output ?? ""]);
    expect(detail.shots.map(({ key, lines: of }) => [key, of.map((line) => line.key)])).toEqual([["e03/s05/p01", ["e03/s05/l01"]], ["e03/s05/p02", []]]);
    expect(detail.loose.map(({ key }) => key)).toEqual(["e03/s05/l02"]);
  });

  test("shows a scene whose results are not read yet by its keys alone", () => {
    const detail = sceneDetail(board.episodes[0]!.scenes[0]!, board.cast, () => undefined);
    expect(detail.shots.map(({ key, text }) => [key, text])).toEqual([["e03/s05/p01", undefined], ["e03/s05/p02", undefined]]);
  });

  test("says what was made for a shot, in the order of the graph", () => {
    expect(madeFor(drama, "e03/s05/p01").map(({ node }) => node)).toEqual(["draw", "clip"]);
  });
});

test("pictures without a story stand under what they hang on", () => {
  const run = runOf({ paint: "plain/draw" }, [{ type: "node.expanded", node: "paint", item: "", keys: ["0", "1"] }]);
  expect(boardOf(run, (type) => outputs[type]).episodes).toEqual([{ key: "", scenes: [{ key: "", shots: ["0", "1"], lines: [] }] }]);
});

test("a run of packs that are gone gives an empty board", () => {
  expect(boardOf(drama, () => undefined).episodes).toEqual([]);
});

describe("rows on screen", () => {
  const rows = rowsOf([10, 20, 30, 40]);
  test("are those that meet the stretch, and no others", () => {
    expect(rows.tops).toEqual([0, 10, 30, 60, 100]);
    expect(rowsWithin(rows, 0, 5)).toEqual({ from: 0, to: 1 });
    expect(rowsWithin(rows, 12, 58)).toEqual({ from: 1, to: 3 });
    expect(rowsWithin(rows, 95, 500)).toEqual({ from: 3, to: 4 });
    expect(rowsWithin(rowsOf([]), 0, 500)).toEqual({ from: 0, to: 0 });
  });
});
