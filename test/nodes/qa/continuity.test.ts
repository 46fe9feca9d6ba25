import { describe, expect, it } from "vitest";
import { continuity } from "../../../nodes/qa/continuity.ts";
import { offlineJudge } from "../../../nodes/qa/judge/offline-judge.ts";
import type { Finding, Scene, SceneTimeline, SpokenLine } from "../../../nodes/story/index.ts";
import { openBench } from "../../kit/run-node.ts";
import { cast, character, line, scene, shot } from "./story.ts";

async function check(scenes: Scene[], more: Record<string, unknown> = {}): Promise<Finding[]> {
  const bench = await openBench([offlineJudge]);
  const { findings } = await bench.run(continuity, { scenes, characters: cast, ...more });
  await bench.close();
  return findings.filter(({ check }: Finding) => check !== "continuity/judge");
}
const open = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity !== "pass").map(({ check, severity }) => `${severity} ${check.replace("continuity/", "")}`);

const written = scene("s01", {
  characters: ["li-wei", "nai-nai"],
  lines: [line("l01", "奶奶，我回来了！", { to: "nai-nai" }), line("l02", "快进来！", { speaker: "nai-nai", to: "li-wei" }), line("l03", "三年后", { kind: "caption", speaker: "" })],
  shots: [shot("p01", ["l01"], { characters: ["li-wei"] }), shot("p02", ["l02", "l03"], { characters: ["nai-nai"] })],
});
const audio = { artifact: "a".repeat(64), media: "audio/wav", bytes: 1 };
const spokenOf = (id: string, speaker: string, text: string): SpokenLine => ({ id, speaker, text, emotion: "neutral", audio, ms: 900, words: [], voice: "a", source: "offline speech" });
const spoken = [spokenOf("l01", "li-wei", "奶奶，我回来了！"), spokenOf("l02", "nai-nai", "快进来！")];
const timeline: SceneTimeline = {
  id: "s01", title: "", rate: { num: 25, den: 1 }, frames: 100, dialogue: audio,
  shots: [{ id: "p01", start: 0, frames: 50, transition: { kind: "cut", frames: 0 } }, { id: "p02", start: 50, frames: 50, transition: { kind: "cut", frames: 0 } }],
  lines: written.lines.map(({ id, kind, speaker, text, language, emotion }, index) => ({ id, kind, speaker, name: speaker, text, language, emotion, start: index * 30, end: index * 30 + 20 })),
};

it("a sound scene passes every check, each reported once", async () => {
  const findings = await check([written], { spoken, timelines: [timeline] });
  expect(open(findings)).toEqual(["info stand-in"]);
  expect(findings.filter(({ severity }) => severity === "pass").map(({ check }) => check.replace("continuity/", "")))
    .toEqual(["time", "wardrobe", "props", "presence", "speakers", "acquaintance", "coverage", "spoken", "placed", "shot-order"]);
});

it("an empty list of scenes passes", async () => {
  expect(open(await check([], { spoken: [], timelines: [] }))).toEqual([]);
});

describe("clothes, things and time", () => {
  const wearing = (id: string, outfit: string, more: Partial<Scene> = {}, reason?: string) => scene(id, { wardrobe: [{ character: "li-wei", outfit, ...(reason ? { reason } : {}) }], ...more });
  const holding = (id: string, state: string | undefined, more: Partial<Scene> = {}) => scene(id, { props: [{ name: "青花碗", ...(state ? { state } : {}) }], ...more });
  const inHand = (id: string, holder: string, characters: string[]) => scene(id, { characters, props: [{ name: "红包", holder }] });

  it.each<[string, Scene[], string[]]>([
    ["changed clothes within a day", [wearing("s01", "黑色大衣"), wearing("s02", "红毛衣")], ["warn wardrobe"]],
    ["changed clothes for a reason", [wearing("s01", "黑色大衣"), wearing("s02", "红毛衣", {}, "淋雨后换的")], []],
    ["changed clothes overnight", [wearing("s01", "黑色大衣", { lunarDate: "12-29" }), wearing("s02", "红毛衣", { lunarDate: "01-01", timeOfDay: "morning" })], []],
    ["other clothes in a memory", [wearing("s01", "黑色大衣"), wearing("s02", "校服", { summary: "回忆：十年前的除夕" }), wearing("s03", "黑色大衣")], []],
    ["a broken bowl that is whole again", [holding("s01", "碎了"), holding("s02", "完好")], ["warn props"]],
    ["a broken bowl that was mended", [holding("s01", "碎了"), holding("s02", "粘好，完好")], []],
    ["a broken bowl that is forgotten and whole later", [holding("s01", "broken"), holding("s02", undefined), holding("s03", "whole")], ["warn props"]],
    ["a present handed on between people who meet", [inHand("s01", "li-wei", ["li-wei", "nai-nai"]), inHand("s02", "nai-nai", ["nai-nai"])], []],
    ["a present that jumps to someone far away", [inHand("s01", "li-wei", ["li-wei"]), inHand("s02", "nai-nai", ["nai-nai"])], ["warn props"]],
    ["a thing held by someone who is not there", [inHand("s01", "nai-nai", ["li-wei"])], ["warn props"]],
    ["the day before after the day", [scene("s01", { date: "2026-02-17" }), scene("s02", { date: "2026-02-16" })], ["warn time"]],
    ["New Year's Day after New Year's Eve", [scene("s01", { lunarDate: "12-29" }), scene("s02", { lunarDate: "01-01", timeOfDay: "dawn" })], []],
    ["morning after evening of one day", [scene("s01", { date: "2026-02-16", timeOfDay: "evening" }), scene("s02", { date: "2026-02-16", timeOfDay: "morning" })], ["warn time"]],
    ["morning after evening of unknown days", [scene("s01", { timeOfDay: "evening" }), scene("s02", { timeOfDay: "morning" })], ["info time"]],
  ])("%s", async (_name, scenes, expected) => {
    expect(open(await check(scenes))).toEqual(expected);
  });
});

describe("people", () => {
  it.each<[string, Scene, string[]]>([
    ["somebody in a shot who is not in the scene", { ...written, shots: [shot("p01", ["l01", "l02"], { characters: ["zhang-mei"] })] }, ["warn presence"]],
    ["somebody whom the cast does not have", scene("s01", { characters: ["ghost"] }), ["block presence"]],
    ["a line without a known speaker", scene("s01", { lines: [line("l01", "喂？", { speaker: "ghost" })] }), ["block speakers"]],
    ["a speaker who is not there", scene("s01", { lines: [line("l01", "喂？", { speaker: "nai-nai" })] }), ["warn speakers"]],
    ["a voice on the telephone", scene("s01", { lines: [line("l01", "喂？", { speaker: "nai-nai", direction: "电话里" })] }), []],
    ["a narrator", scene("s01", { lines: [line("l01", "那一年……", { speaker: "nai-nai", kind: "voiceover" })] }), []],
    ["a stranger called by name", scene("s01", { characters: ["zhang-mei", "ma-lan"], lines: [line("l01", "马兰，你好！", { speaker: "zhang-mei", to: "ma-lan" })] }), ["warn acquaintance"]],
    ["a stranger called by name after an introduction", scene("s01", { characters: ["li-wei", "zhang-mei", "ma-lan"], lines: [line("l01", "这是马兰。", { to: "zhang-mei" }), line("l02", "马兰，你好！", { speaker: "zhang-mei", to: "ma-lan" })] }), []],
    ["a friend called by name", scene("s01", { lines: [line("l01", "张梅，新年好！", { to: "zhang-mei" })] }), []],
    ["舅舅 said to someone who is none", scene("s01", { characters: ["zhang-mei", "jiu-jiu"], lines: [line("l01", "舅舅，新年好！", { speaker: "zhang-mei", to: "jiu-jiu" })] }), ["warn acquaintance"]],
    ["奶奶 said to a friend's grandmother", scene("s01", { characters: ["zhang-mei", "nai-nai"], lines: [line("l01", "奶奶，新年好！", { speaker: "zhang-mei", to: "nai-nai" })] }), []],
  ])("%s", async (_name, one, expected) => {
    // The lines of these scenes have no shots; coverage is not asked.
    expect(open(await check([{ ...one, shots: one === written ? one.shots : one.shots.map((each) => ({ ...each, lines: one.lines.filter(({ kind }) => kind !== "caption").map(({ id }) => id) })) }]))).toEqual(expected);
  });

  it("people who met in an earlier scene may call each other by name", async () => {
    const later = scene("s02", { characters: ["zhang-mei", "ma-lan"], lines: [line("l01", "马兰，你好！", { speaker: "zhang-mei", to: "ma-lan" })] });
    expect(open(await check([scene("s01", { characters: ["zhang-mei", "ma-lan"] }), later]))).toEqual([]);
  });

  it("nothing is said about acquaintance of people without any relation written down", async () => {
    const loner = character("loner", { name: "路人" });
    const one = scene("s01", { characters: ["loner", "ma-lan"], lines: [line("l01", "马兰，你好！", { speaker: "loner", to: "ma-lan" })] });
    expect(open(await check([one], { characters: [...cast, loner] }))).toEqual([]);
  });
});

describe("every approved line is covered, spoken and placed exactly once", () => {
  const withShots = (...lists: string[][]) => ({ ...written, shots: lists.map((lines, index) => shot(`p0${index + 1}`, lines)) });
  it.each<[string, Scene, string]>([
    ["no shot", withShots(["l01"]), "Line l02 is covered by no shot."],
    ["two shots", withShots(["l01"], ["l01", "l02"]), "Line l01 is covered by 2 shots: p01, p02."],
    ["an unknown line", withShots(["l01", "l02", "l09"]), "Shot p01 covers the line \"l09\", which scene s01 does not have."],
    ["the wrong order", withShots(["l02"], ["l01"]), "Line l01 is covered before its turn comes in scene s01."],
  ])("covered by %s", async (_name, one, message) => {
    const found = (await check([one])).filter(({ severity }) => severity !== "pass");
    expect(found).toEqual([expect.objectContaining({ check: "continuity/coverage", severity: "block", message, quote: expect.any(String) })]);
  });

  it.each<[string, SpokenLine[], string]>([
    ["not spoken", [spoken[0]!], "Line l02 is not spoken."],
    ["in other words", [spoken[0]!, spokenOf("l02", "nai-nai", "进来吧！")], "Line l02 is spoken in other words: \"进来吧！\"."],
    ["twice", [...spoken, spoken[1]!], "Line l02 is spoken once too often, or is not in the script."],
  ])("spoken %s", async (_name, list, message) => {
    const found = (await check([written], { spoken: list })).filter(({ severity }) => severity === "block");
    expect(found).toEqual([expect.objectContaining({ check: "continuity/spoken", message })]);
  });

  it.each<[string, (film: SceneTimeline) => void, string, string]>([
    ["missing", (film) => film.lines.pop(), "placed", "Line l03 has no place in the film."],
    ["twice", (film) => film.lines.push(film.lines[0]!), "placed", "Line l01 is in the film 2 times."],
    ["in other words", (film) => { film.lines[1]!.text = "进来吧！"; }, "placed", "Line l02 is in the film in other words: \"进来吧！\"."],
    ["by somebody else", (film) => { film.lines[1]!.speaker = "li-wei"; }, "placed", "Line l02 is in the film with another speaker: \"li-wei\"."],
    ["with shots out of order", (film) => { film.shots.reverse(); }, "shot-order", "Scene s01 shows the shots p02, p01 where the script has p01, p02."],
  ])("placed %s", async (_name, change, name, message) => {
    const film = structuredClone(timeline);
    change(film);
    const found = (await check([written], { timelines: [film] })).filter(({ severity }) => severity === "block");
    expect(found).toEqual([expect.objectContaining({ check: `continuity/${name}`, message })]);
  });

  it("a scene that is not in the film blocks", async () => {
    const found = (await check([written], { timelines: [] })).filter(({ severity }) => severity === "block");
    expect(found.map(({ message }) => message)).toEqual(["Scene s01 is not in the film."]);
  });
});
