import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Chat, type ChatReply, dialogue, type NodeDefinition, type Pack } from "../../runtime/contract/index.ts";
import scriptPack from "../../nodes/script/pack.ts";
import { type Bench, openBench } from "../kit/run-node.ts";
import { placedLine, placedShot, sceneTimeline } from "../nodes/compose/placed.ts";
import { providing, scriptedChat } from "../nodes/script/scripted-chat.ts";
import { character, grandmother, line, liWei, scene, shot } from "../nodes/voice/stories.ts";
import { closeIsolates, loadExample, ways } from "./example-packs.ts";

closeIsolates();

const kitchen = scene([
  line("l01", "奶奶，我回来了！"),
  line("l02", "猪肉白菜馅的，我怎么会忘呢？", { speaker: "nai-nai", emotion: "nostalgic", startMs: 6500, endMs: 9000 }),
  line("c01", "除夕夜", { kind: "caption", speaker: "" }),
], [shot("p01", ["l01", "l02"])]);
const timeline = sceneTimeline(300, [placedLine("l01", "奶奶，我回来了！", 25, 75), placedLine("l02", "猪肉白菜馅的，我怎么会忘呢？", 100, 175)]);
const characters = [liWei, grandmother];
const glossary = [{ term: "奶奶", translation: "Grandma" }];
const reply = (l01: string, l02 = "Pork and cabbage. How could I forget?", c01 = "New Year's Eve") => JSON.stringify({ lines: [{ id: "l01", text: l01 }, { id: "l02", text: l02 }, { id: "c01", text: c01 }] });

describe.each(ways)("a second language, %s", (way) => {
  let pack: Pack;
  let offline: Bench;
  beforeAll(async () => {
    pack = await loadExample("second-language", way);
    offline = await openBench(scriptPack.provides);
  });
  afterAll(() => offline.close());

  const node = (name: string): NodeDefinition => pack.nodes.find(({ type }) => type === `second-language/${name}`)!;
  const problemOf = (work: Promise<unknown>) => work.then(() => undefined, ({ problem }) => problem);
  async function asked(name: string, inputs: Record<string, unknown>, replies: readonly (string | Partial<ChatReply>)[]) {
    const chat = scriptedChat(replies);
    const bench = await openBench([providing(dialogue, chat)]);
    try {
      return { chat, outputs: await bench.run(node(name), inputs), again: () => bench.run(node(name), inputs), words: (call: number) => chat.requests[call]!.messages.map(({ content }) => content).join("\n") };
    } finally {
      await bench.close();
    }
  }
  const translated = (replies: readonly (string | Partial<ChatReply>)[], inputs: Record<string, unknown> = {}) => asked("translate", { scene: kitchen, characters, timeline, glossary, ...inputs }, replies);

  test("lines keep their ids, speakers and emotions, and take the times of the original", async () => {
    const { outputs, chat } = await translated([reply("Grandma, I'm home!")]);
    expect(chat.requests).toHaveLength(1);
    expect(outputs.scene.lines).toEqual([
      { ...kitchen.lines[0], text: "Grandma, I'm home!", language: "en-US", startMs: 1000, endMs: 3000 },
      { ...kitchen.lines[1], text: "Pork and cabbage. How could I forget?", language: "en-US", startMs: 4000, endMs: 7000 },
      { ...kitchen.lines[2], text: "New Year's Eve", language: "en-US" },
    ]);
    expect(outputs).toMatchObject({ lines: outputs.scene.lines, findings: [], source: "scripted-1", scene: { shots: kitchen.shots, location: kitchen.location } });
  });

  test("times count from the first shot in which somebody speaks, as the dub takes them", async () => {
    const opened = { ...kitchen, shots: [shot("p00", ["c01"]), ...kitchen.shots] };
    const late = { ...timeline, shots: [placedShot("p00", 0, 20), placedShot("p01", 20, 280)] };
    const { outputs } = await translated([reply("Grandma, I'm home!")], { scene: opened, timeline: late });
    expect(outputs.scene.lines[0]).toMatchObject({ startMs: 200, endMs: 2200 });
  });

  test("a line that needs longer takes of the silence behind it, and never of the next line", async () => {
    const long = "Grandma, I am finally home again today!";
    const { outputs } = await translated([reply(long)]);
    const [first, second] = outputs.scene.lines;
    expect(first.endMs).toBe(Math.min(3700, 1000 + Math.round((31 / 12.5) * 1000)));
    expect(first.endMs).toBeLessThan(second.startMs);
  });

  test("the translator is told the room of each line, the people, and the words of the glossary that are met", async () => {
    const { words, chat } = await translated([reply("Grandma, I'm home!")], { glossary: [...glossary, { term: "机场", translation: "airport" }], notes: "Keep it warm." });
    expect(words(0)).toContain("English (en-US)");
    expect(words(0)).toContain('"room":33');
    expect(words(0)).toContain("奶奶 = Grandma");
    expect(words(0)).not.toContain("airport");
    expect(words(0)).toContain("Keep it warm.");
    expect(chat.requests[0]).toMatchObject({ schema: { name: "lines" }, brief: { task: "second-language/translate", language: "en-US" } });
  });

  test.each([
    ["that leaves a line out", JSON.stringify({ lines: [{ id: "l01", text: "Grandma!" }] }), "line l02 is there 0 times"],
    ["that has a line twice", JSON.stringify({ lines: ["l01", "l01", "l02", "c01"].map((id) => ({ id, text: "Grandma!" })) }), "line l01 is there 2 times"],
    ["that makes a line up", JSON.stringify({ lines: ["l01", "l02", "c01", "l09"].map((id) => ({ id, text: "Grandma!" })) }), 'there is no line "l09"'],
    ["that leaves a line as it was", reply("Grandma，我回来了！"), "line l01 is not translated"],
    ["that is too long for its time", reply("Grandma, ".repeat(9)), "line l01 has 63 characters, and there is time for 33"],
    ["that forgets a name", reply("Granny, I'm home!"), 'line l01 must say "Grandma" for 奶奶'],
    ["that is no JSON", "Of course! Here you are.", "the reply holds no JSON"],
  ])("a reply %s is asked for again, with the reason", async (_, bad, reason) => {
    const { chat, words, outputs } = await translated([bad, reply("Grandma, I'm home!")]);
    expect(chat.requests).toHaveLength(2);
    expect(words(1)).toContain(reason);
    expect(outputs.scene.lines[0].text).toBe("Grandma, I'm home!");
  });

  test("what stays too long is kept, and told", async () => {
    const long = `Grandma, ${"I am so very glad ".repeat(4)}`.trim();
    const { outputs, chat } = await translated([reply(long), reply(long), reply(long)]);
    expect(chat.requests).toHaveLength(3);
    expect(outputs.findings).toMatchObject([{ check: "second-language/line", severity: "warn", where: { scene: "s05", line: "l01" }, quote: long }]);
  });

  test("what cannot be used at all fails, and says why", async () => {
    expect(await problemOf(translated(["no", "no", "no"]))).toMatchObject({ code: "TRANSLATION_INVALID" });
    expect(await problemOf(translated([{ text: "I will not.", finish: "refused" }]))).toMatchObject({ code: "TRANSLATION_REFUSED", message: expect.stringContaining("I will not.") });
  });

  test("the stand-in says that it cannot translate", async () => {
    const missing = { code: "TRANSLATOR_MISSING", message: expect.stringContaining("cannot translate") };
    expect(await problemOf(offline.run(node("translate"), { scene: kitchen, characters }))).toMatchObject(missing);
    expect(await problemOf(offline.run(node("names"), { characters }))).toMatchObject(missing);
  });

  test("a scene that is translated is not paid for again, and a changed line is", async () => {
    const chat = scriptedChat([reply("Grandma, I'm home!"), reply("Grandma, I'm back!")]);
    const bench = await openBench([providing(dialogue, chat)]);
    const inputs = { scene: kitchen, characters, timeline, glossary };
    const first = await bench.run(node("translate"), inputs);
    expect(await bench.run(node("translate"), { ...inputs, scene: { ...kitchen, shots: [] } })).toMatchObject({ lines: first.lines });
    await bench.run(node("translate"), { ...inputs, scene: { ...kitchen, lines: [{ ...kitchen.lines[0]!, text: "奶奶，我到了！" }, ...kitchen.lines.slice(1)] } });
    expect(chat.requests).toHaveLength(2);
    await bench.close();
  });

  test("long scenes are asked for in parts that fit a reply", async () => {
    const many = scene(Array.from({ length: 50 }, (_, index) => line(`l${index}`, `第${index}句话`)), []);
    const chat: Chat = { complete: async ({ brief }) => ({ text: JSON.stringify({ lines: (brief!["lines"] as { id: string }[]).map(({ id }) => ({ id, text: `Line ${id}` })) }), finish: "stop", model: "m" }) };
    const bench = await openBench([providing(dialogue, chat)]);
    const { lines } = await bench.run(node("translate"), { scene: many, characters });
    expect(lines.map(({ text }: { text: string }) => text)).toEqual(many.lines.map(({ id }) => `Line ${id}`));
    expect(bench.memos.size).toBe(3);
    await bench.close();
  });

  test("names are asked for once, those of the glossary not at all", async () => {
    const people = [liWei, { ...grandmother, aliases: ["老太太"] }];
    const { outputs, words } = await asked("names", { characters: people, glossary }, [JSON.stringify({ names: [{ name: "李伟", translation: "Li Wei" }, { name: "老太太", translation: "the old lady" }] })]);
    expect(outputs.glossary).toEqual([...glossary, { term: "李伟", translation: "Li Wei" }, { term: "老太太", translation: "the old lady" }]);
    expect(outputs.characters.map(({ id, name, aliases }: { id: string; name: string; aliases?: string[] }) => [id, name, aliases])).toEqual([["li-wei", "Li Wei", undefined], ["nai-nai", "Grandma", ["the old lady"]]]);
    expect(words(0)).toContain('exactly once, as written here: ["李伟","老太太"]');
    expect((await asked("names", { characters: [grandmother], glossary }, [])).chat.requests).toEqual([]);
  });

  test("a glossary is read line by line, and says which line is wrong", async () => {
    const read = (text: string) => offline.run(node("glossary"), { text });
    expect(await read("# people\n奶奶 = Grandma\n\n小伟＝Wei # how she calls him\n奶奶 → Grandma")).toEqual({ glossary: [...glossary, { term: "小伟", translation: "Wei" }] });
    expect(await problemOf(read("奶奶 = Grandma\n小伟"))).toMatchObject({ code: "GLOSSARY_INVALID", message: expect.stringContaining("Line 2") });
    expect(await problemOf(read("奶奶 = Grandma\n奶奶 = Granny"))).toMatchObject({ code: "GLOSSARY_DOUBLE" });
  });

  test("the check tells of lines that are too long, too short, or not spoken", async () => {
    const take = (id: string, ms: number) => ({ id, speaker: "li-wei", text: "", emotion: "neutral", audio: { artifact: "0".repeat(64), media: "audio/wav", bytes: 1 }, ms, words: [], voice: "v", source: "s" });
    const timed = scene([1, 2, 3, 4].map((n) => line(`l0${n}`, `Line ${n}`, { startMs: n * 3000, endMs: n * 3000 + 2000 })), []);
    const { findings, worst } = await offline.run(node("fit"), { scene: timed, spoken: [take("l01", 2200), take("l02", 2600), take("l03", 1500)] });
    expect(worst).toBe(1.3);
    expect(findings.map(({ severity, where: { line: id } }: { severity: string; where: { line: string } }) => [id, severity])).toEqual([["l02", "warn"], ["l03", "info"], ["l04", "warn"]]);
  });

  test("people who are not in the list are named by their id", async () => {
    const { words } = await asked("translate", { scene: kitchen, characters: [character("somebody")] }, [reply("Grandma, I'm home!")]);
    expect(words(0)).toContain('"who":"nai-nai"');
  });
});
