import { expect, test } from "vitest";
import { joinDocuments } from "../../../editor/keeping/joining.ts";
import { sameAsJson } from "../../../editor/keeping/same-as-json.ts";
import { withLayout } from "../../../editor/model/layout.ts";
import { graphOf } from "./kit.ts";

const note = { id: "n1", x: 0, y: 0, width: 10, height: 10, text: "1" };
const base = withLayout(graphOf({ a: "1" }), { nodes: { a: [0, 0] }, notes: [note] });
const join = (mine: typeof base, theirs: typeof base) => joinDocuments(base, mine, theirs, () => false);

test("nobody is asked where things stand: they stay where they are here", () => {
  const { document, conflicts } = join(withLayout(base, { nodes: { a: [1, 1] }, notes: [{ ...note, x: 1 }] }), withLayout(base, { nodes: { a: [2, 2] }, notes: [{ ...note, x: 2 }] }));
  expect([conflicts, document.layout]).toEqual([[], { nodes: { a: [1, 1] }, notes: [{ ...note, x: 1 }] }]);
});

test("what is written in a note is somebody's work, also when the other one removed it", () => {
  const mine = withLayout(base, { notes: [{ ...note, text: "mine" }] });
  expect(join(mine, withLayout(base, { notes: [{ ...note, text: "theirs" }] })).conflicts.map(({ path }) => path)).toEqual([["layout", "notes", "n1", "text"]]);
  expect(join(mine, withLayout(base, { notes: [] })).conflicts.map(({ path }) => path)).toEqual([["layout", "notes", "n1"]]);
});

test("documents are the same when their JSON is", () => {
  expect(sameAsJson({ a: 1, b: [1, { c: undefined }] }, { b: [1, {}], a: 1 })).toBe(true);
  for (const [one, other] of [[{ a: 1 }, { a: 1, b: 1 }], [[1, 2], [2, 1]], [[1], { 0: 1 }], [null, {}], ["1", 1], [[], [undefined]]]) expect(sameAsJson(one, other), JSON.stringify([one, other])).toBe(false);
});
