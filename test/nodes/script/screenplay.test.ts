import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { screenplay } from "../../../nodes/script/screenplay.ts";
import type { Episode, Finding, Scene } from "../../../nodes/story/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";

let bench: Bench;
beforeAll(async () => { bench = await openBench(); });
afterAll(() => bench.close());

const sample = (name: string) => readFileSync(new URL(`samples/${name}`, import.meta.url), "utf8");

async function read(text: string, inputs: Record<string, unknown> = {}): Promise<{ episodes: Episode[]; findings: Finding[] }> {
  return bench.run(screenplay, { text, ...inputs });
}
async function onlyScene(text: string, inputs: Record<string, unknown> = {}): Promise<Scene> {
  const { episodes } = await read(text, inputs);
  return episodes[0]?.scenes[0] as Scene;
}
const warned = (findings: readonly Finding[]) => findings.filter((finding) => finding.severity === "warn").map((finding) => [finding.where?.sourceLine, finding.quote]);

/** Laws of every scene: each line in exactly one shot, shots' lines in order, every id known. */
function expectSound(episode: Episode): void {
  const known = new Set(episode.characters.map((character) => character.id));
  for (const scene of episode.scenes) {
    expect(scene.shots.flatMap((shot) => shot.lines)).toEqual(scene.lines.map((line) => line.id));
    expect(scene.shots.length).toBeGreaterThan(0);
    for (const shot of scene.shots) {
      expect(shot.lines.length > 0 || (shot.durationMs ?? 0) > 0).toBe(true);
      for (const id of shot.characters) expect(known).toContain(id);
    }
    for (const line of scene.lines) if (line.kind !== "caption") expect(known).toContain(line.speaker);
    scene.shots.slice(1).forEach((shot, at) => expect(shot.move, `${scene.id}/${shot.id}`).not.toBe(scene.shots[at]?.move));
  }
}

test("the Chinese sample becomes episode 3 with scenes 5 and 6", async () => {
  const { episodes } = await read(sample("bowl.txt"));
  expect(episodes).toHaveLength(1);
  expect(episodes[0]).toMatchObject({ id: "e03", index: 3, title: "一碗饺子", source: "screenplay", language: "zh-CN" });
  expect(episodes[0]?.scenes.map((scene) => [scene.id, scene.location, scene.timeOfDay, scene.interior])).toEqual([["s05", "奶奶家厨房", "night", true], ["s06", "老街", "day", false]]);
  expectSound(episodes[0] as Episode);
});

test("given times, emotions, props, outfits and the transition of the Chinese sample are kept", async () => {
  const scene = await onlyScene(sample("bowl.txt"));
  expect(scene.lines.map((line) => [line.kind, line.speaker, line.emotion, line.startMs, line.endMs])).toEqual([
    ["dialogue", "li-wei", "family-warm", 0, 3500], ["dialogue", "nai-nai", "light-hearted", 3800, 6200], ["os", "zhang-mei", "nostalgic", undefined, undefined],
    ["dialogue", "li-wei", "nostalgic", 6500, 9000], ["caption", "", "neutral", undefined, undefined],
  ]);
  expect(scene.props.map((prop) => prop.name)).toEqual(["饺子", "红灯笼", "擀面杖"]);
  expect(scene.wardrobe).toEqual([{ character: "li-wei", outfit: "红毛衣" }, { character: "zhang-mei", outfit: "白色羽绒服", reason: "刚从雪里回来" }]);
  expect(scene.transition).toEqual({ kind: "dissolve", ms: 600 });
  expect(scene.shots[0]).toMatchObject({ size: "LS", lines: [], durationMs: 3000 });
  expect(scene.shots[3]).toMatchObject({ size: "CU", description: "张梅抬头，眼里有光。" });
  expect(scene.shots.at(-1)).toMatchObject({ characters: ["li-wei", "zhang-mei", "nai-nai"], lines: ["l05"] });
});

test("a character list fills age, gender, role, manner and relations", async () => {
  const { episodes } = await read(sample("bowl.txt"));
  const [wei, mei, nainai] = episodes[0]?.characters ?? [];
  expect(wei).toMatchObject({ id: "li-wei", age: 28, gender: "male", role: "科技创业者", personality: "外冷内热", speakingStyle: "说话简短" });
  expect(wei?.relations).toContainEqual({ to: "nai-nai", kind: "paternal-grandmother", address: "奶奶" });
  expect(mei).toMatchObject({ age: 27, gender: "female", appearance: "长发" });
  expect(nainai).toMatchObject({ gender: "female", age: 76 });
});

test("what the Chinese sample leaves unplaced is told with its line", async () => {
  const { findings } = await read(sample("bowl.txt"));
  expect(warned(findings)).toEqual([[28, "他没有回答"], [29, "音效:鞭炮声"]]);
});

test("the Fountain sample is read whole", async () => {
  const { episodes, findings } = await read(sample("kitchen.fountain"), { language: "en-US" });
  const episode = episodes[0] as Episode;
  expect(episode).toMatchObject({ id: "e03", title: "A Bowl of Dumplings" });
  expect(episode.scenes.map((scene) => [scene.id, scene.location, scene.timeOfDay])).toEqual([["s05", "GRANDMA'S KITCHEN", "night"], ["s06", "OLD STREET", "night"], ["s07", "MONTAGE IN THE SNOW", "day"]]);
  expect(warned(findings)).toEqual([]);
  expectSound(episode);

  const [kitchen, street] = episode.scenes as [Scene, Scene];
  expect(kitchen.summary).toBe("Li Wei comes home and is recognised by his taste.");
  expect(kitchen.lines.map((line) => [line.kind, line.speaker, line.text, line.emotion])).toEqual([
    ["dialogue", "li-wei", "Grandma, I'm home! It's been too long since I had your dumplings.", "family-warm"],
    ["os", "zhang-mei", "Do you still remember my favourite filling?", "light-hearted"],
    ["dialogue", "li-wei", "Pork and cabbage.", "nostalgic"],
    ["dialogue", "li-wei", "How could I forget?", "neutral"],
    ["dialogue", "grandma", "Sit!", "neutral"],
    ["dialogue", "zhang-mei", "Sit!", "joyful"],
    ["caption", "", "NEW YEAR'S EVE", "neutral"],
  ]);
  expect(kitchen.lines[3]).toMatchObject({ to: "zhang-mei" });
  expect(kitchen.shots.find((shot) => shot.lines.includes("l02"))?.characters).not.toContain("zhang-mei");
  expect(kitchen.shots.find((shot) => shot.lines.includes("l05"))).toMatchObject({ lines: ["l05", "l06"], characters: ["grandma", "zhang-mei"] });
  expect(kitchen.transition).toEqual({ kind: "dissolve", ms: 600 });
  expect(street.lines[0]).toMatchObject({ kind: "voiceover", speaker: "mcallister" });
});

test.each([
  ["1-1 日 内 客厅", "客厅", "day", true, "s01"],
  ["3-5 夜 内 奶奶家厨房", "奶奶家厨房", "night", true, "s05"],
  ["1－2　夜/外　老街", "老街", "night", false, "s02"],
  ["第3场 客厅 日 内", "客厅", "day", true, "s03"],
  ["场景2：外景/黄昏/村口", "村口", "dusk", false, "s02"],
  ["4. 清晨·内·厨房", "厨房", "morning", true, "s04"],
  ["【1-7】日内 客厅", "客厅", "day", true, "s07"],
  ["内景 医院走廊 深夜", "医院走廊", "night", true, "s01"],
  ["1-1 除夕 夜 内 奶奶家", "奶奶家", "night", true, "s01"],
])("the heading %s is understood", async (heading, location, timeOfDay, interior, id) => {
  expect(await onlyScene(`${heading}\n△ 雪。`, { format: "chinese" })).toMatchObject({ id, location, timeOfDay, interior });
});

test("a day of the Chinese calendar in a heading dates the scene", async () => {
  expect((await onlyScene("1-1 除夕 夜 内 奶奶家\n△ 雪。")).lunarDate).toBe("12-29");
  expect((await onlyScene("1-1 正月初五 日 外 老街\n△ 雪。")).lunarDate).toBe("01-05");
  expect((await onlyScene("1-1 腊月廿三 日 外 老街\n△ 雪。")).lunarDate).toBe("12-23");
});

test.each([
  ["李伟：你好", "dialogue", "neutral", undefined],
  ["李伟:你好", "dialogue", "neutral", undefined],
  ["李伟（温柔）：你好", "dialogue", "family-warm", undefined],
  ["李伟(不高兴)：你好", "dialogue", "angry", undefined],
  ["李伟（压低声音）：你好", "dialogue", "neutral", "压低声音"],
  ["李伟OS：你好", "os", "neutral", undefined],
  ["李伟（VO，哽咽）：你好", "voiceover", "sad", undefined],
  ["李伟：（轻声）你好", "dialogue", "neutral", "轻声"],
  ["李伟 VO（怀旧）：你好", "voiceover", "nostalgic", undefined],
])("the speech %s is understood", async (speech, kind, emotion, direction) => {
  const { lines } = await onlyScene(`1-1 日 内 客厅\n${speech}`);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ kind, emotion, speaker: "li-wei", text: "你好" });
  expect(lines[0]?.direction).toBe(direction);
});

test("headings such as 2-1 make episodes even without episode headings", async () => {
  const { episodes } = await read("1-1 日 内 客厅\n李伟：早。\n2-1 夜 外 老街\n李伟：晚。");
  expect(episodes.map((episode) => [episode.id, episode.scenes.map((scene) => scene.id)])).toEqual([["e01", ["s01"]], ["e02", ["s01"]]]);
});

test("the episode input names an episode that the text does not", async () => {
  const { episodes } = await read("INT. ROOM - DAY\n\nANN\nHi.", { episode: "e09", language: "en-US" });
  expect(episodes[0]).toMatchObject({ id: "e09", index: 9 });
});

test("a name is one person whatever its capitals, and two that sound alike stay two", async () => {
  const { episodes } = await read("1-1 日 内 客厅\n李伟：早。\n李炜：早。\n李伟：晚。");
  expect(episodes[0]?.characters.map((character) => [character.name, character.id])).toEqual([["李伟", "li-wei"], ["李炜", "li-wei-2"]]);
});

test("a line is spoken in the language it is written in", async () => {
  const { lines } = await onlyScene("1-1 日 内 客厅\n李伟：See you tomorrow.\n李伟：明天见。");
  expect(lines.map((line) => line.language)).toEqual(["en-US", "zh-CN"]);
});

test("a byte order mark, CRLF, tabs and ideographic spaces change nothing", async () => {
  const plain = "1-1 日 内 客厅\n△ 雪。\n李伟：早。\n";
  const odd = `\uFEFF${plain.replaceAll("\n", "\r\n").replaceAll(" ", "\t").replace("1-1", "　1-1")}`;
  expect((await read(odd)).episodes).toEqual((await read(plain)).episodes);
});

test("an unclosed comment or note hides nothing and is told", async () => {
  const { episodes, findings } = await read("INT. ROOM - DAY\n\nANN\nHi. [[unclosed\n\n/* open\nBOB\nStill here.", { language: "en-US" });
  expect(JSON.stringify(episodes)).toContain("Still here");
  expect(warned(findings).map(([line]) => line)).toEqual([4, 6]);
});

test("every word of a text is in the episodes or in a finding", async () => {
  const text = "开场的话\n1-1 日 内 客厅\n△ 甲乙。\n李伟：丙丁。\n戊己\n音效：庚辛\n张梅：\n\n【字幕】壬癸\n服装：没有人\n转场：翻页";
  const { episodes, findings } = await read(text, { format: "chinese" });
  const kept = JSON.stringify([episodes, findings]);
  for (const words of ["开场的话", "甲乙", "丙丁", "戊己", "庚辛", "张梅", "壬癸", "没有人", "翻页"]) expect(kept).toContain(words);
});

test("a speech without words waits for the next line", async () => {
  const { lines } = await onlyScene("1-1 日 内 客厅\n李伟（怀旧）：\n好久不见。");
  expect(lines[0]).toMatchObject({ text: "好久不见。", emotion: "nostalgic" });
});

test("an empty text and a text without scenes fail with a hint", async () => {
  await expect(read("  \n")).rejects.toMatchObject({ problem: { code: "SCREENPLAY_EMPTY", hint: expect.any(String) } });
  await expect(read("Once upon a time.")).rejects.toMatchObject({ problem: { code: "SCREENPLAY_NO_SCENE", hint: expect.any(String) } });
});

test("a scene with nothing in it is one shot of the place, and is told", async () => {
  const { episodes, findings } = await read("1-1 日 内 客厅\n1-2 日 内 厨房\n李伟：早。");
  expect(episodes[0]?.scenes[0]?.shots).toHaveLength(1);
  expect(findings).toContainEqual(expect.objectContaining({ check: "screenplay/empty-scene", where: expect.objectContaining({ sourceLine: 1 }) }));
});

test("hostile texts are read without harm", async () => {
  const texts = [
    "1-1 日 内 客厅\n😀：😀😀\n：无名\n（）：空\n【】\n△\n李伟（）：\u0000\u0007坏字符",
    `INT. ${"A".repeat(5000)} - DAY\n\n${"(".repeat(3000)}\n\n${"*_".repeat(3000)}\n\nANN\n${"((((".repeat(500)}`,
    `1-1 日 内 客厅\n${"（".repeat(2000)}\n${"李伟（".repeat(500)}：好`,
  ];
  for (const text of texts) for (const episode of (await read(text)).episodes) expectSound(episode);
});

test("ten thousand lines with thousands of speakers are read in one go", async () => {
  const lines = (count: number) => ["1-1 日 内 客厅", ...Array.from({ length: count }, (_, at) => (at % 3 === 0 ? `△ 李伟走向张梅，第${at}步。` : at % 3 === 1 ? `李伟（温柔）：第${at}句。` : `角色${at}：嗯。`))].join("\n");
  const { episodes } = await read(lines(10_000));
  expect(episodes[0]?.scenes[0]?.lines.length).toBe(6666);
  expectSound((await read(lines(600))).episodes[0] as Episode);
});
