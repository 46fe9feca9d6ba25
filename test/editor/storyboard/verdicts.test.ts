import { describe, expect, test } from "vitest";
import { mattersOf } from "../../../editor/storyboard/attention.ts";
import { commented, progressOf, standingOf, toggled } from "../../../editor/storyboard/verdicts.ts";
import { newRunState, observe } from "../../../editor/state/run-state.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";

const now = new Date("2026-02-16T20:00:00Z");
const item = { item: "s1", state: "done" as const, key: "k1" };

describe("a verdict", () => {
  test("is of one result: another one has not been approved", () => {
    const approved = toggled(undefined, "approved", item, now);
    expect(approved).toEqual({ state: "approved", of: "k1", at: now.toISOString() });
    expect(standingOf(approved, item)).toBe("approved");
    expect(standingOf(approved, { ...item, key: "k2" })).toBe("stale");
  });

  test("given twice is taken back, and a comment stays", () => {
    const approved = toggled(commented(undefined, " Warmer light ", now), "approved", item, now);
    expect(approved).toMatchObject({ state: "approved", comment: "Warmer light" });
    expect(toggled(approved, "approved", item, now)).toEqual({ comment: "Warmer light" });
    expect(toggled(toggled(undefined, "approved", item, now), "approved", item, now)).toBeUndefined();
    expect(toggled(approved, "rejected", item, now)).toMatchObject({ state: "rejected", comment: "Warmer light" });
  });

  test("on an earlier result is given anew, not taken back", () => {
    const stale = { state: "approved" as const, of: "k0" };
    expect(toggled(stale, "approved", item, now)).toMatchObject({ state: "approved", of: "k1" });
  });

  test("without a word left is none", () => {
    expect(commented({ comment: "x" }, "  ", now)).toBeUndefined();
    expect(commented({ state: "rejected", comment: "x" }, "", now)).toEqual({ state: "rejected" });
  });

  test("adds up", () => {
    expect(progressOf(["approved", "open", "stale", "rejected", "approved"])).toEqual({ approved: 2, rejected: 1, all: 5 });
  });
});

test("what to look at: failures that are alike as one, blocking findings, then reviews", () => {
  const run = newRunState("r");
  const failed = (seq: number, key: string) => observe(run, { type: "item.failed", node: "draw", item: key, problem: { code: "X", message: "No ink.", hint: "Buy some." }, run: "r", seq, at: 0 });
  ["a", "b", "c"].forEach((key, seq) => failed(seq, key));
  const document: GraphDocument = { format: "reelwright/graph@1", name: "g", nodes: {}, review: { draw: { d: { state: "approved", comment: "Lovely" }, e: { state: "rejected" } } } };
  const findings = [{ maker: { node: "check", output: "findings" }, item: "e1", value: [{ severity: "block", message: "A clock as a gift." }, { severity: "warn", message: "Quiet." }] }];
  expect(mattersOf(run, document, findings).map(({ kind, item: of, more, message }) => [kind, of, more, message])).toEqual([
    ["failed", "a", 2, "No ink."], ["finding", "e1", 0, "A clock as a gift."], ["rejected", "e", 0, ""], ["comment", "d", 0, "Lovely"],
  ]);
  expect(mattersOf(undefined, document, [])).toHaveLength(2);
});
