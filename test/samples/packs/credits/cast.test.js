import assert from "node:assert/strict";
import { test } from "node:test";
import { openRuntime } from "reelwright";
import pack from "./pack.js";

const graph = {
  format: "reelwright/graph@1",
  name: "test",
  inputs: { screenplay: { type: "text", to: ["read.text"] } },
  nodes: { read: { type: "script/screenplay" }, cast: { type: "credits/cast", inputs: { perCard: 1 } } },
  edges: [{ from: "read.episodes", to: "cast.episode" }],
  outputs: { cards: { from: "cast.cards" } },
};

/** @param {string} screenplay */
async function run(screenplay) {
  const runtime = await openRuntime({ home: null, packs: [pack] });
  try {
    const run = runtime.run(graph, { inputs: { screenplay } });
    const codes = [];
    for await (const event of run.events) if (event.type === "item.failed") codes.push(event.problem.code);
    return { codes, outputs: (await run.result).outputs };
  } finally {
    await runtime.close();
  }
}

test("people are listed in the order of their entrance, so many to a card", async () => {
  const { outputs } = await run("1-1 日 内 厨房\n奶奶：谁呀？\n李伟：是我。\n奶奶：进来！");
  assert.deepEqual(outputs.cards?.items, [{ item: "e01", value: [
    { id: "c01", heading: "出演", rows: [{ name: "奶奶", role: "配角" }] },
    { id: "c02", heading: "出演", rows: [{ name: "李伟", role: "配角" }] },
  ] }]);
});

test("an episode without people is refused", async () => {
  const { codes } = await run("1-1 日 内 厨房\n△ 雪落在窗台上。");
  assert.deepEqual(codes, ["CREDITS_EMPTY"]);
});
