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

describe("what to look at", () => {
  const nothing = { findings: [], verdicts: [], itemAt: () => undefined };
  const bare: GraphDocument = { format: "reelwright/graph@1", name: "g", nodes: {} };
  const failures = newRunState("r");
  ["a", "b", "c"].forEach((key, seq) => observe(failures, { type: "item.failed", node: "draw", item: key, problem: { code: "X", message: "No ink.", hint: "Buy some." }, run: "r", seq, at: 0 }));

  test("is failures that are alike as one, blocking findings, then reviews", () => {
    const document: GraphDocument = { ...bare, review: { draw: { d: { state: "approved", comment: "Lovely" }, e: { state: "rejected" } } } };
    const findings = [{ maker: { node: "check", output: "findings" }, item: "e1", value: [{ severity: "block", message: "A clock as a gift." }, { severity: "warn", message: "Quiet." }] }];
    expect(mattersOf(failures, document, { ...nothing, findings }).map(({ kind, item: of, more, message }) => [kind, of, more, message])).toEqual([
      ["failed", "a", 2, "No ink."], ["finding", "e1", 0, "A clock as a gift."], ["rejected", "e", 0, ""], ["comment", "d", 0, "Lovely"],
    ]);
    expect(mattersOf(undefined, document, nothing)).toHaveLength(2);
  });

  test("is what a judge warns of, with its quote, at the line it is about", () => {
    const value = [{ check: "continuity/judge-knowledge", severity: "warn", message: "He cannot know.", quote: "我怎么会忘", where: { scene: "s05", line: "l03" } }, { check: "continuity/judge-props", severity: "pass", message: "Nothing found." }];
    const known = { ...nothing, findings: [{ maker: { node: "continuity", output: "findings" }, item: "e03", value }], itemAt: () => ({ node: "speak", item: "e03/s05/l03" }) };
    expect(mattersOf(undefined, bare, known)).toEqual([{ kind: "judged", node: "speak", item: "e03/s05/l03", message: "He cannot know.", quote: "我怎么会忘", place: "s05/l03", more: 0 }]);
    expect(mattersOf(undefined, bare, { ...known, itemAt: () => undefined })).toMatchObject([{ node: "continuity", item: "e03" }]);
  });

  test("is whoever is not as anchored, then whom nobody could tell; not what a person has decided, nor what a stand-in did not see", () => {
    const verdict = (state: "pass" | "uncertain" | "fail", by = "vision-1") => ({
      id: "p", scene: "s", state, threshold: 0.8, attempts: [], kept: 0, by, characters: [{ id: "li-wei", name: "Li Wei", state, reason: "the hair differs", attributes: [], votes: [] }],
    });
    const maker = { node: "verify", output: "verdict" };
    const verdicts = [
      { maker, item: "p1", verdict: verdict("pass") }, { maker, item: "p2", verdict: verdict("uncertain") }, { maker, item: "p3", verdict: verdict("fail") },
      { maker, item: "p4", verdict: verdict("fail") }, { maker, item: "p5", verdict: verdict("uncertain", "offline eyes") },
    ];
    const document: GraphDocument = { ...bare, review: { verify: { p4: { state: "approved" } } } };
    expect(mattersOf(undefined, document, { ...nothing, verdicts }).map(({ kind, item: of, message }) => [kind, of, message])).toEqual([
      ["unlike", "p3", "Li Wei: the hair differs"], ["uncertain", "p2", "Li Wei: the hair differs"],
    ]);
  });
});
