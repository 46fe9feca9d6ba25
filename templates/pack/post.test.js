import assert from "node:assert/strict";
import { test } from "node:test";
import { runNode } from "reelwright/testing";
import { post } from "./post.js";

/**
 * An episode of one scene in which these lines are said.
 * @param {string[]} lines
 * @returns {import("reelwright/story").Episode}
 */
function episode(...lines) {
  /** @type {import("reelwright/story").Scene} */
  const scene = {
    id: "s01", interior: true, location: "kitchen", timeOfDay: "night", emotion: "family-warm", characters: ["mei"], props: [], wardrobe: [], title: "", summary: "", shots: [],
    lines: lines.map((text, index) => ({ id: `l${index}`, kind: "dialogue", speaker: "mei", text, language: "en-US", emotion: "family-warm" })),
  };
  return { id: "e03", index: 3, title: "A bowl of dumplings", logline: "", language: "en-US", characters: [], plan: [], scenes: [scene], source: "the test" };
}

test("the last line is the one that leaves everybody waiting", async () => {
  const { outputs } = await runNode(post, { episode: episode("I am home.", "Who is that behind you?"), tags: ["short drama", "#family"] });
  assert.equal(outputs.text, "Episode 3 · A bowl of dumplings\nWho is that behind you?\n#shortdrama #family");
  assert.deepEqual(outputs.post, { id: "e03", title: "Episode 3 · A bowl of dumplings", text: "Who is that behind you?", tags: ["#shortdrama", "#family"] });
});

test("a long line is cut so that the whole fits", async () => {
  const { outputs } = await runNode(post, { episode: episode("word ".repeat(100)), tags: ["family"], length: 80 });
  assert.ok(outputs.text.length <= 80 && outputs.text.endsWith("…\n#family"), outputs.text);
});

test("an episode in which nothing is said is refused", async () => {
  await assert.rejects(runNode(post, { episode: episode() }), { problem: { code: "SPARKLE_SILENT", port: "episode", message: "Nothing is said in episode e03.", hint: "Connect an episode whose scenes are written." } });
});
