import { expect, test } from "vitest";
import { dialogue as dialogueRole, type NodeDefinition, writer } from "../../../runtime/contract/index.ts";
import { arc } from "../../../nodes/script/arc.ts";
import { chat } from "../../../nodes/script/chat.ts";
import { dialogue } from "../../../nodes/script/dialogue.ts";
import { episode } from "../../../nodes/script/episode.ts";
import { offlineWriter } from "../../../nodes/script/offline-writer.ts";
import type { Arc } from "../../../nodes/story/index.ts";
import { openBench } from "../../kit/run-node.ts";
import { providing, scriptedChat, type ScriptedChat } from "./scripted-chat.ts";

const person = (name: string) => ({ name, age: 30, gender: "female", role: "lead", personality: "brave", speakingStyle: "short", appearance: "tall", relations: [] });
const bible = (episodes: number, musts: readonly { must: string; episode: number; how: string }[] = []) => ({
  title: "Snow", logline: "Two people, one road.", acts: [{ title: "All", summary: "It snows.", fromEpisode: 1, toEpisode: episodes }],
  subplots: ["a", "b", "c"].map((title) => ({ title, summary: `plot ${title}`, characters: ["Ann"] })),
  turningPoints: [{ episode: 1, what: "It snows." }], characters: [{ ...person("Ann"), relations: [{ to: "Bob", kind: "friend", address: "" }] }, person("Bob")], musts,
});
const outline = (index: number) => ({ episode: index, title: `T${index}`, logline: `L${index}`, hook: `H${index}`, beats: [`B${index}.1`, `B${index}.2`], cliffhanger: `C${index}`, emotionalCurve: ["sad", "joyful"], facts: [`fact ${index}`] });
const outlines = (from: number, to: number) => JSON.stringify({ outlines: Array.from({ length: to - from + 1 }, (_, at) => outline(from + at)) });
const plan = { title: "T", logline: "L", scenes: [{ location: "road", interior: false, timeOfDay: "night", purpose: "They meet.", emotion: "sad", characters: ["Ann", "Bob"], seconds: 60 }] };
const line = (speaker: string, text: string, kind = "dialogue") => ({ kind, speaker, to: "", text, emotion: "sad", direction: "" });
const shot = (lines: unknown[], transition = "cut") => ({ size: "MS", move: "drift", description: "A road.", characters: ["Ann"], emotion: "sad", seconds: lines.length ? 0 : 3, lines, transition });
const scene = (shots: unknown[]) => ({ title: "Road", summary: "They meet.", date: "", lunarDate: "", props: [], wardrobe: [], shots });

async function run(node: NodeDefinition, scripted: ScriptedChat, inputs: Record<string, unknown>, role = writer) {
  const bench = await openBench([providing(role, scripted)]);
  try {
    return { ...(await bench.run(node, inputs)), previews: bench.previews };
  } finally {
    await bench.close();
  }
}
const asked = (scripted: ScriptedChat, at: number) => scripted.requests[at]?.messages.map((message) => message.content).join("\n") ?? "";
async function anArc(episodes = 2): Promise<Arc> {
  return (await run(arc, scriptedChat([JSON.stringify(bible(episodes)), outlines(1, episodes)]), { theme: "snow", language: "en-US", episodes })).arc;
}

test("an arc is asked for in two steps, at temperature 0.7 and 4,096 tokens, with its data beside the words", async () => {
  const scripted = scriptedChat([JSON.stringify(bible(3)), outlines(1, 3)]);
  const { arc: story, previews } = await run(arc, scripted, { theme: "snow", language: "en-US", episodes: 3, seed: 7, style: "quiet" });
  expect(scripted.requests.map(({ temperature, maxTokens, seed, brief }) => [temperature, maxTokens, seed, brief?.task])).toEqual([[0.7, 4096, 7, "script/arc/bible"], [0.7, 4096, 7, "script/arc/outlines"]]);
  expect(story).toMatchObject({ title: "Snow", source: "scripted-1", characters: [{ id: "ann", relations: [{ to: "bob" }] }, { id: "bob" }] });
  expect(story.outlines[2]).toMatchObject({ id: "e03", index: 3, targetMs: 90_000 });
  expect(previews).toHaveLength(2);
});

test("a hundred outlines are asked for in batches, each seeing those before", async () => {
  const batches = Array.from({ length: 10 }, (_, at) => outlines(at * 10 + 1, at * 10 + 10));
  const scripted = scriptedChat([JSON.stringify(bible(100)), ...batches]);
  const { outlines: written } = await run(arc, scripted, { theme: "snow", language: "en-US", episodes: 100 });
  expect(written).toHaveLength(100);
  expect(asked(scripted, 10)).toContain("fact 90");
  expect(asked(scripted, 10)).toMatch(/91 to 100/);
});

test("an arc that forgets what must occur, or misses an episode, is sent back", async () => {
  const musts = [{ must: "a kite", episode: 2, how: "Ann flies a kite." }];
  const scripted = scriptedChat([JSON.stringify(bible(2)), JSON.stringify(bible(2, musts)), outlines(1, 1), outlines(1, 2)]);
  const { outlines: written } = await run(arc, scripted, { theme: "snow", language: "en-US", episodes: 2, must: ["a kite"] });
  expect(asked(scripted, 1)).toContain('"musts" does not list "a kite"');
  expect(asked(scripted, 3)).toMatch(/episodes 1 to 2 in order, but holds 1/);
  expect(written[1].beats).toEqual(["B2.1", "Ann flies a kite.", "B2.2"]);
});

test("Chinese stories are asked for in Chinese", async () => {
  const scripted = scriptedChat([JSON.stringify(bible(1)), outlines(1, 1)]);
  await run(arc, scripted, { theme: "雪", language: "zh-CN", episodes: 1, must: [] });
  expect(asked(scripted, 0)).toMatch(/竖屏短剧/);
  expect(asked(scripted, 0)).toMatch(/腊月廿九/);
});

test("an episode sees the arc and only the facts of earlier episodes, at temperature 0.6", async () => {
  const story = await anArc();
  const scripted = scriptedChat([JSON.stringify(plan)]);
  const { episode: planned, briefs } = await run(episode, scripted, { arc: story, outline: story.outlines[1] });
  expect(scripted.requests[0]).toMatchObject({ temperature: 0.6, maxTokens: 4096, brief: { task: "script/episode", facts: ["fact 1"] } });
  expect(asked(scripted, 0)).toContain("fact 1");
  expect(asked(scripted, 0)).not.toContain("fact 2");
  expect(briefs).toEqual([{ id: "s01", location: "road", interior: false, timeOfDay: "night", purpose: "They meet.", emotion: "sad", characters: ["ann", "bob"], durationMs: 60_000 }]);
  expect(planned).toMatchObject({ id: "e02", plan: briefs, scenes: [], source: "scripted-1" });
});

test("a plan that is far too long or too short is sent back: all that follows is paid by its length", async () => {
  const story = await anArc();
  const lasting = (seconds: number) => JSON.stringify({ ...plan, scenes: [{ ...plan.scenes[0], seconds }] });
  const scripted = scriptedChat([lasting(600), lasting(10), lasting(100)]);
  const { briefs } = await run(episode, scripted, { arc: story, outline: story.outlines[1] });
  expect(briefs[0].durationMs).toBe(100_000);
  expect(asked(scripted, 1)).toContain('the "seconds" of all scenes come to 600, but the episode is to last about 90');
});

test("dialogue is asked of its own role at temperature 0.5; lines and shots get ids, people theirs", async () => {
  const story = await anArc();
  const { episode: planned, briefs } = await run(episode, scriptedChat([JSON.stringify(plan)]), { arc: story, outline: story.outlines[1] });
  const scripted = scriptedChat([JSON.stringify(scene([shot([]), shot([line("Ann", "Hi."), line("", "Later", "caption")], "dissolve"), shot([line("Bob", "Oh.")], "fade")]))]);
  const { scene: written } = await run(dialogue, scripted, { arc: story, episode: planned, brief: briefs[0] }, dialogueRole);
  expect(scripted.requests[0]).toMatchObject({ temperature: 0.5, maxTokens: 4096, brief: { task: "script/dialogue", facts: ["fact 1"] } });
  expect(written.lines.map((each: { id: string; speaker: string }) => [each.id, each.speaker])).toEqual([["l01", "ann"], ["l02", ""], ["l03", "bob"]]);
  expect(written.shots.map((each: { id: string; lines: string[] }) => [each.id, each.lines])).toEqual([["p01", []], ["p02", ["l01", "l02"]], ["p03", ["l03"]]]);
  expect(written.shots[0].durationMs).toBe(3000);
  expect(written.shots[1].transition).toEqual({ kind: "dissolve", ms: 600 });
  expect(written.transition).toEqual({ kind: "fade", ms: 800 });
});

test("a scene with a stranger or a line without a speaker is sent back", async () => {
  const story = await anArc();
  const { episode: planned, briefs } = await run(episode, scriptedChat([JSON.stringify(plan)]), { arc: story, outline: story.outlines[0] });
  const scripted = scriptedChat([JSON.stringify(scene([shot([line("Zed", "Hi.")])])), JSON.stringify(scene([shot([line("", "Hi.")])])), JSON.stringify(scene([shot([line("Ann", "Hi.")])]))]);
  await run(dialogue, scripted, { arc: story, episode: planned, brief: briefs[0] }, dialogueRole);
  expect(asked(scripted, 1)).toContain('"Zed" is not in the story; use only: Ann, Bob');
  expect(asked(scripted, 2)).toContain('the line "Hi." has no speaker');
});

test("twelve outlines are asked for in two batches of six, and one that is cut off is gone on with", async () => {
  const first = outlines(1, 6);
  const scripted = scriptedChat([JSON.stringify(bible(12)), { text: first.slice(0, first.indexOf('"episode":5') + 40), finish: "length" }, outlines(5, 6), outlines(7, 12)]);
  const { outlines: written } = await run(arc, scripted, { theme: "snow", language: "en-US", episodes: 12 });
  expect(written.map(({ id }: { id: string }) => id)).toEqual(Array.from({ length: 12 }, (_, at) => `e${String(at + 1).padStart(2, "0")}`));
  expect(scripted.requests.map(({ brief }) => [brief?.["from"], brief?.["to"]])).toEqual([[undefined, undefined], [1, 6], [1, 6], [7, 12]]);
  expect(asked(scripted, 2)).toContain('"outlines" has 4 entries');
});

test("a long scene that is cut off is gone on with, and its lines are counted through", async () => {
  const story = await anArc();
  const { episode: planned, briefs } = await run(episode, scriptedChat([JSON.stringify(plan)]), { arc: story, outline: story.outlines[1] });
  const whole = JSON.stringify(scene([shot([line("Ann", "One.")]), shot([line("Bob", "Two.")])]));
  const scripted = scriptedChat([{ text: whole.slice(0, whole.indexOf("Two.") + 2), finish: "length" }, JSON.stringify(scene([shot([line("Bob", "Two.")]), shot([line("Ann", "Three.")])]))]);
  const { scene: written } = await run(dialogue, scripted, { arc: story, episode: planned, brief: briefs[0] }, dialogueRole);
  expect(written.lines.map(({ id, text }: { id: string; text: string }) => `${id} ${text}`)).toEqual(["l01 One.", "l02 Two.", "l03 Three."]);
});

test("names are understood as real models write them, and asked about when nobody can be meant", async () => {
  const named = { ...bible(1), characters: [{ ...person("Li Wei"), relations: [{ to: "Wang Xiuying", kind: "grandmother", address: "奶奶" }] }, person("Wang Xiuying")], subplots: ["a", "b", "c"].map((title) => ({ title, summary: title, characters: ["LI WEI", "Wang Xiuying (grandmother)"] })) };
  const { arc: story } = await run(arc, scriptedChat([JSON.stringify(named), outlines(1, 1)]), { theme: "snow", language: "en-US", episodes: 1 });
  expect(story.subplots[0].characters).toEqual(["li-wei", "wang-xiuying"]);
  const planned = await run(episode, scriptedChat([JSON.stringify({ ...plan, scenes: [{ ...plan.scenes[0], characters: ["Li  Wei", "奶奶"] }] })]), { arc: story, outline: story.outlines[0] });
  expect(planned.briefs[0].characters).toEqual(["li-wei", "wang-xiuying"]);
  const scripted = scriptedChat([{ ...scene([{ ...shot([line("“Li Wei”", "Hi.")]), characters: ["li wei (son)"] }]), props: [{ name: "bowl", state: "broken", holder: "on the table" }, { name: "cup", state: "", holder: "奶奶" }] }].map((each) => JSON.stringify(each)));
  const { scene: written } = await run(dialogue, scripted, { arc: story, episode: planned.episode, brief: planned.briefs[0] }, dialogueRole);
  expect(written.lines[0].speaker).toBe("li-wei");
  expect(written.props).toEqual([{ name: "bowl", state: "broken, on the table" }, { name: "cup", holder: "wang-xiuying" }]);
});

test("what must occur is recognised when it is not copied to the letter", async () => {
  const musts = [{ must: "“A kite.”", episode: 1, how: "Ann flies a kite." }];
  const scripted = scriptedChat([JSON.stringify(bible(1, musts)), outlines(1, 1)]);
  expect((await run(arc, scripted, { theme: "snow", language: "en-US", episodes: 1, must: ["a kite."] })).outlines[0].beats).toContain("Ann flies a kite.");
});

test("chat gives text, or JSON of a given schema", async () => {
  expect(await run(chat, scriptedChat(["Hello."]), { prompt: "Hi", system: "Be kind." })).toMatchObject({ text: "Hello.", json: null });
  const schema = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] };
  const scripted = scriptedChat(["{\"n\": \"one\"}", "```json\n{\"n\": 1}\n```"]);
  expect(await run(chat, scripted, { prompt: "Hi", schema })).toMatchObject({ json: { n: 1 } });
  expect(asked(scripted, 1)).toMatch(/#\/n|integer/);
});

test("chat refuses a schema that is none, and says when a reply was cut or refused", async () => {
  const rejected = (code: string) => ({ problem: { code, hint: expect.any(String) } });
  await expect(run(chat, scriptedChat(["{}"]), { prompt: "Hi", schema: [1] })).rejects.toMatchObject(rejected("SCHEMA_INVALID"));
  await expect(run(chat, scriptedChat([{ text: "Once", finish: "length" }]), { prompt: "Hi" })).rejects.toMatchObject(rejected("REPLY_TRUNCATED"));
  await expect(run(chat, scriptedChat([{ text: "No.", finish: "refused" }]), { prompt: "Hi" })).rejects.toMatchObject(rejected("REPLY_REFUSED"));
});

test("chat without a provider is told what the offline writer can do", async () => {
  const bench = await openBench([offlineWriter]);
  await expect(bench.run(chat, { prompt: "Write a haiku." })).rejects.toMatchObject({ problem: { code: "OFFLINE_WRITER_CANNOT", hint: expect.stringMatching(/provider/) } });
  await bench.close();
});
