import { afterAll, beforeAll, expect, test } from "vitest";
import { arc } from "../../../nodes/script/arc.ts";
import { dialogue } from "../../../nodes/script/dialogue.ts";
import { episode } from "../../../nodes/script/episode.ts";
import { offlineDialogue, offlineWriter } from "../../../nodes/script/offline-writer.ts";
import type { Arc, Episode, Scene } from "../../../nodes/story/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";

const theme = "Tech entrepreneur returns home for CNY, reconnects with childhood friend";
const must = ["family reunion dinner", "red envelopes", "Spring Festival Gala"];

let bench: Bench;
beforeAll(async () => { bench = await openBench([offlineWriter, offlineDialogue]); });
afterAll(() => bench.close());

interface Drama { readonly arc: Arc; readonly episodes: readonly { readonly episode: Episode; readonly scenes: readonly Scene[] }[] }

/** Runs the whole chain; `only` limits which episodes are written out. */
async function write(inputs: Record<string, unknown>, dialogueSeed = 0): Promise<Drama> {
  const written = await bench.run(arc, { theme, must, ...inputs });
  const episodes = [];
  for (const outline of written.outlines) {
    const planned = await bench.run(episode, { arc: written.arc, outline });
    const scenes: Scene[] = [];
    for (const brief of planned.briefs) scenes.push((await bench.run(dialogue, { arc: written.arc, episode: planned.episode, brief, seed: dialogueSeed })).scene);
    episodes.push({ episode: planned.episode, scenes });
  }
  return { arc: written.arc, episodes };
}
const wordsOf = (scene: Scene) => [...scene.lines.map((line) => line.text), ...scene.shots.map((shot) => shot.description), ...scene.props.map((prop) => prop.name), ...scene.props.map((prop) => prop.state ?? "")].join("\n");
const allScenes = (drama: Drama) => drama.episodes.flatMap(({ scenes }) => scenes);

test("twelve episodes with three subplots, turning points and a cast with manners are drafted and labelled", async () => {
  const { arc: story, episodes } = await write({ language: "zh-CN", episodes: 12 });
  expect(story.outlines.map((outline) => outline.id)).toEqual(Array.from({ length: 12 }, (_, at) => `e${String(at + 1).padStart(2, "0")}`));
  expect(story.subplots).toHaveLength(3);
  expect(story.turningPoints.length).toBeGreaterThan(3);
  expect(story.acts.map((act) => [act.fromEpisode, act.toEpisode])).toEqual([[1, 3], [4, 6], [7, 9], [10, 12]]);
  for (const character of story.characters) {
    expect(character.id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(character.personality).not.toBe("");
    expect(character.speakingStyle).not.toBe("");
  }
  expect(story.source).toBe("offline draft");
  expect(episodes.every(({ episode: each }) => each.source === "offline draft")).toBe(true);
  for (const outline of story.outlines) for (const text of [outline.hook, outline.cliffhanger, outline.logline]) expect(text.length).toBeGreaterThan(5);
});

test.each([["zh-CN", /年夜饭/, /红包/, /春节联欢晚会/], ["en-US", /reunion dinner/i, /red envelopes/i, /Spring Festival Gala/]])("what must occur occurs in a scene (%s), even in a single episode", async (language, dinner, envelopes, gala) => {
  for (const episodes of [1, 2, 5]) {
    const scenes = allScenes(await write({ language, episodes }));
    for (const thing of [dinner, envelopes, gala]) expect(scenes.some((scene) => thing.test(wordsOf(scene)))).toBe(true);
    expect(scenes.find((scene) => dinner.test(wordsOf(scene)) && scene.lunarDate === "12-29")).toMatchObject({ date: "2026-02-16" });
  }
});

test("other things that must occur get a scene of their own", async () => {
  const zh = allScenes(await write({ language: "zh-CN", episodes: 3, must: ["舞狮", "一只橘猫"] }));
  expect(zh.some((scene) => wordsOf(scene).includes("狮子头"))).toBe(true);
  expect(zh.some((scene) => scene.lines.some((line) => line.text.includes("一只橘猫")))).toBe(true);
  const en = allScenes(await write({ language: "en-US", episodes: 2, must: ["a ginger cat"] }));
  expect(en.some((scene) => scene.lines.some((line) => /a ginger cat/i.test(line.text)))).toBe(true);
});

test.each(["zh-CN", "en-US"])("no spoken line but a running gag comes back in another episode (%s)", async (language) => {
  const gags = language === "zh-CN" ? ["嗯。", "瘦了！快坐。"] : ["Mm."];
  const { episodes } = await write({ language, episodes: 30, seed: 5 });
  const first = new Map<string, string>();
  for (const { episode: each, scenes } of episodes) {
    for (const line of scenes.flatMap((scene) => scene.lines)) {
      if (line.kind === "caption" || gags.includes(line.text)) continue;
      expect([line.text, first.get(line.text) ?? each.id]).toEqual([line.text, each.id]);
      first.set(line.text, each.id);
    }
  }
});

test.each(["zh-CN", "en-US"])("a hundred episodes are planned without a title or a beat told twice (%s)", async (language) => {
  const { arc: story } = await bench.run(arc, { theme, must, language, episodes: 100, seed: 9 });
  expect(story.outlines).toHaveLength(100);
  expect(new Set(story.outlines.map((outline: { title: string }) => outline.title)).size).toBe(100);
  const beats = story.outlines.flatMap((outline: { beats: string[] }) => outline.beats);
  expect(new Set(beats).size).toBe(beats.length);
});

test("every line is covered once, by a shot that may show its speaker, and nobody telephoning is in the room", async () => {
  for (const scene of allScenes(await write({ language: "zh-CN", episodes: 12, seed: 4 }))) {
    expect(scene.shots.flatMap((shot) => shot.lines)).toEqual(scene.lines.map((line) => line.id));
    for (const shot of scene.shots) for (const id of shot.characters) expect(scene.characters).toContain(id);
    for (const line of scene.lines) {
      const shot = scene.shots.find((candidate) => candidate.lines.includes(line.id));
      if (line.kind === "dialogue") expect(shot?.characters).toContain(line.speaker);
      if (line.kind === "voiceover") expect(shot?.characters).not.toContain(line.speaker);
    }
  }
});

test("nothing unlucky is said or done in the first five days, and no gift of money has a four in it", async () => {
  for (const seed of [0, 3]) {
    const scenes = allScenes(await write({ language: "zh-CN", episodes: 16, minutes: 2.5, seed }));
    const early = scenes.filter((scene) => /^01-0[1-5]$/.test(scene.lunarDate ?? ""));
    expect(early.length).toBeGreaterThan(7);
    for (const scene of early) expect(scene.lines.map((line) => line.text).join("")).not.toMatch(/死|鬼|病|穷|完了|没了|破|杀|输/);
    for (const scene of scenes) expect(wordsOf(scene)).not.toMatch(/年三十|送钟|座钟|马年.*2025|(?<!十)四(十|百|千)块/);
  }
});

test("episodes run through the season in order, on true dates", async () => {
  const dates = allScenes(await write({ language: "en-US", episodes: 30, seed: 2 })).map((scene) => [scene.date, scene.lunarDate] as const);
  expect([...dates].sort((a, b) => (a[0] ?? "").localeCompare(b[0] ?? ""))).toEqual(dates);
  expect(new Map(dates).get("2026-02-17")).toBe("01-01");
  expect(dates.at(-1)).toEqual(["2026-03-03", "01-15"]);
});

test("the same seed writes the same, another seed another story", async () => {
  const zero = await write({ language: "zh-CN", episodes: 3, seed: 0 });
  expect(await write({ language: "zh-CN", episodes: 3, seed: 0 })).toEqual(zero);
  const names = new Set<string>();
  for (let seed = 0; seed < 12; seed++) names.add((await bench.run(arc, { theme, must, language: "zh-CN", episodes: 1, seed })).arc.characters[0].name);
  expect(names.size).toBeGreaterThan(3);
  expect(zero.arc.characters[0]).toMatchObject({ name: "李伟", age: 28, gender: "male" });
});

test("the theme decides trade and gender where it names them", async () => {
  const { arc: story } = await bench.run(arc, { theme: "A surgeon returns to her hometown for the New Year", language: "en-US", episodes: 2, seed: 6 });
  expect(story.characters[0]).toMatchObject({ gender: "female", role: expect.stringMatching(/surgeon/) });
});

test("longer episodes have more scenes", async () => {
  const short = await bench.run(arc, { theme, language: "en-US", episodes: 3, minutes: 1.5 });
  const long = await bench.run(arc, { theme, language: "en-US", episodes: 3, minutes: 3 });
  expect(long.outlines[0].beats.length).toBeGreaterThan(short.outlines[0].beats.length);
});

test("clothes change on New Year's Day, and the scene says why", async () => {
  const scenes = allScenes(await write({ language: "zh-CN", episodes: 12 }));
  const worn = (lunarDate: string) => scenes.find((scene) => scene.lunarDate === lunarDate)?.wardrobe.find((entry) => entry.character === "nai-nai");
  expect(worn("12-29")?.reason).toBeUndefined();
  expect(worn("01-01")).toMatchObject({ reason: "新年穿新衣" });
  expect(worn("01-01")?.outfit).not.toBe(worn("12-29")?.outfit);
});

test("what it cannot write it says, with what to do", async () => {
  const cannot = { problem: { code: "OFFLINE_WRITER_CANNOT", message: expect.any(String), hint: expect.stringMatching(/provider/) } };
  await expect(bench.run(arc, { theme: "Pirates in space", language: "en-US", episodes: 3 })).rejects.toMatchObject(cannot);
  await expect(bench.run(arc, { theme, language: "fr-FR", episodes: 3 })).rejects.toMatchObject(cannot);
  await expect(bench.run(arc, { theme, language: "zh-CN", episodes: 3, must: ["a ginger cat"] })).rejects.toMatchObject(cannot);
  const { arc: story, outlines } = await bench.run(arc, { theme, language: "en-US", episodes: 1 });
  await expect(bench.run(episode, { arc: story, outline: { ...outlines[0], beats: ["Aliens land.", "They leave."] } })).rejects.toMatchObject(cannot);
});
