import { expect, test } from "vitest";
import { aroundChanges } from "../../../editor/keeping/around-changes.ts";
import { textDiff } from "../../../editor/runs/text-diff.ts";

test("of a long text only what is around its changes is shown", () => {
  const before = `${"前".repeat(500)}old${"后".repeat(500)}`;
  const shown = aroundChanges(textDiff(before, before.replace("old", "new")));
  expect(shown.filter((stretch) => stretch.in !== "both").map(({ text }) => text)).toEqual(["old", "new"]);
  expect(shown[0]!.text).toBe(` … ${"前".repeat(60)}`);
  expect(shown.at(-1)!.text).toBe(`${"后".repeat(60)} … `);
});

test("between two changes that are far apart both ends are shown; what is short stays whole", () => {
  const apart = aroundChanges([{ in: "new", text: "a" }, { in: "both", text: "x".repeat(300) }, { in: "old", text: "b" }, { in: "both", text: "short" }]);
  expect(apart[1]!.text).toBe(`${"x".repeat(60)} … ${"x".repeat(60)}`);
  expect(apart[3]!.text).toBe("short");
});

test("an emoji is never cut in two", () => {
  const [, cut] = aroundChanges([{ in: "new", text: "a" }, { in: "both", text: "🥟".repeat(300) }]);
  expect(cut!.text).toBe(`${"🥟".repeat(60)} … `);
});
