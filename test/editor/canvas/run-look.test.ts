import { describe, expect, test } from "vitest";
import { axesOf, previewOf, runLook, runOf, stateOf } from "../../../editor/canvas/run-look.ts";
import { newRunState, observe } from "../../../editor/state/run-state.ts";

describe("a node in a run", () => {
  const counts = { waiting: 0, running: 0, done: 0, cached: 0, failed: 0, skipped: 0 };

  test("shows what asks for attention first", () => {
    expect(stateOf({ ...counts, running: 1, failed: 1 }, false)).toBe("running");
    expect(stateOf({ ...counts, done: 8, failed: 1 }, true)).toBe("failed");
    expect(stateOf({ ...counts, done: 1, cached: 4 }, true)).toBe("done");
    expect(stateOf({ ...counts, cached: 4 }, true)).toBe("cached");
  });

  test("items are counted by axis; branches that differ show from where to where", () => {
    expect(axesOf(["e01/s1", "e01/s2", "e02/s1", "e02/s2"])).toBe("2 × 2");
    expect(axesOf(["e01/s1", "e01/s2", "e02/s1"])).toBe("2 × 1–2");
    expect(axesOf(["e03/s05/p01", "e03/s05/p02"])).toBe("2");
    expect(axesOf([""])).toBeUndefined();
  });

  test("a node that is a graph shows what goes on inside of it", () => {
    const run = newRunState("r");
    const stamp = (seq: number) => ({ run: "r", seq, at: 1000 });
    observe(run, { ...stamp(0), type: "run.started", graph: "g", types: {}, inputs: {}, quality: "draft" });
    observe(run, { ...stamp(1), type: "node.expanded", node: "call/speak", item: "", keys: ["a", "b"] });
    observe(run, { ...stamp(2), type: "item.started", node: "call/speak", item: "a", key: "k" });
    const inside = runOf(run, "call", "graph/scene");
    expect(inside && runLook(inside, false)).toMatchObject({ state: "running", total: 2, ended: 0 });
    expect(runOf(run, "other", "graph/scene")).toBeUndefined();
  });
});

describe("what a node shows of an item", () => {
  const image = { artifact: "a".repeat(64), media: "image/png", bytes: 10 };
  const video = { artifact: "b".repeat(64), media: "video/mp4", bytes: 10 };

  test("is its film before its picture, and its picture before its words", () => {
    expect(previewOf({ item: "e1", state: "done", outputs: { clip: { digest: "x", value: { title: "Clip", poster: image, film: video } } } })).toMatchObject({ kind: "video", artifact: video });
    expect(previewOf({ item: "e1", state: "done", outputs: { text: { digest: "x", value: "words" }, picture: { digest: "y", value: image } } })).toMatchObject({ kind: "image" });
    expect(previewOf({ item: "e1", state: "done", outputs: { text: { digest: "x", value: "words" } } })).toMatchObject({ kind: "text", text: "words", live: false });
  });

  test("is what comes in while it runs", () => {
    expect(previewOf({ item: "", state: "running", preview: "Once upon" })).toMatchObject({ kind: "text", text: "Once upon", live: true });
  });

  test("is nothing while there is nothing", () => {
    expect(previewOf({ item: "", state: "waiting" })).toBeUndefined();
  });
});
