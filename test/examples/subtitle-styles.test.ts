import { beforeAll, afterAll, describe, expect, test } from "vitest";
import type { NodeDefinition } from "../../runtime/contract/index.ts";
import type { Cue } from "../../nodes/story/index.ts";
import { type Bench, openBench } from "../kit/run-node.ts";
import { placedLine, placedShot, sceneTimeline } from "../nodes/compose/placed.ts";
import { liWei, line, zhangMei } from "../nodes/voice/stories.ts";
import { closeIsolates, loadExample, ways } from "./example-packs.ts";

closeIsolates();

const cue = (text: string, start: number, end: number, more: Partial<Cue> = {}): Cue => ({ line: "l01", speaker: "li-wei", language: "zh-CN", lines: [text], start, end, ...more });
const homecoming = "奶奶，我回来了！";

/** The events of a script, by the fields of the format. */
function eventsOf(ass: string): { layer: string; start: string; end: string; style: string; name: string; text: string }[] {
  return [...ass.matchAll(/^Dialogue: (\d),([\d:.]+),([\d:.]+),([^,]*),([^,]*),0,0,0,,(.*)$/gm)].map(([, layer, start, end, style, name, text]) => ({ layer: layer!, start: start!, end: end!, style: style!, name: name!, text: text! }));
}
const plain = (text: string) => text.replace(/\{[^}]*\}/g, "");
const centi = (stamp: string) => { const [h, m, s] = stamp.split(":").map(Number); return Math.round(((h! * 60 + m!) * 60 + s!) * 100); };

describe.each(ways)("subtitle styles, %s", (way) => {
  let bench: Bench;
  let nodes: Map<string, NodeDefinition>;
  beforeAll(async () => {
    bench = await openBench();
    nodes = new Map((await loadExample("subtitle-styles", way)).nodes.map((node) => [node.type.split("/")[1]!, node]));
  });
  afterAll(() => bench.close());

  const run = (node: string, inputs: Record<string, unknown>) => bench.run(nodes.get(node)!, inputs);
  const styled = async (style: Record<string, unknown>, inputs: Record<string, unknown>) => {
    const { style: made } = await run("style", style);
    const { ass, findings } = await run("apply", { style: made, ...inputs });
    return { ass: (await bench.read(ass)).toString("utf8"), findings };
  };

  test("a look is made one's own by what is given, and follows the look in all else", async () => {
    const { style } = await run("style", { look: "karaoke", size: 70, highlightColour: "#ff0000" });
    expect(style).toMatchObject({ id: "karaoke", size: 70, highlightColour: "#ff0000", highlight: "sweep", outline: 5, safe: { bottom: 440 / 1920 } });
  });

  test("says how many characters fit in a row, so that the layout need not be made smaller", async () => {
    const { style, columns, letters } = await run("style", { look: "punch" });
    const row = "字".repeat(columns);
    expect(columns * style.size).toBeLessThanOrEqual(780);
    expect((await styled({ look: "punch" }, { cues: [[cue(row, 0, 50)]] })).findings).toEqual([]);
    expect(letters).toBeGreaterThan(columns);
  });

  test("characters get colours that differ, and those that are given stay", async () => {
    const { style } = await run("style", { characters: [liWei, zhangMei], speakers: [{ speaker: "张梅", colour: "#ffffff" }] });
    const colours = Object.fromEntries(style.speakers.map(({ speaker, colour }: { speaker: string; colour: string }) => [speaker, colour]));
    expect(colours).toEqual({ "zhang-mei": "#ffffff", "li-wei": "#7fd4ff" });
  });

  test("every speaker has a style in the script, in the colour chosen", async () => {
    const { ass } = await styled({ speakers: [{ speaker: "li-wei", colour: "#9fe3ff" }] }, { cues: [[cue(homecoming, 0, 50), cue("好。", 60, 90, { line: "l02", speaker: "nai-nai" })]] });
    expect(ass).toMatch(/^Style: speech li-wei,Noto Sans SC,78\.2,&H00FFE39F,/m);
    expect(eventsOf(ass).map(({ style, name }) => [style, name])).toEqual([["speech li-wei", "li-wei"], ["speech", "nai-nai"]]);
  });

  test("white text lights up in the speaker's own colour, no two speakers' in one", async () => {
    const cues = [cue(homecoming, 0, 50), cue("好。", 60, 90, { line: "l02", speaker: "zhang-mei" })];
    const { ass } = await styled({ look: "karaoke", characters: [liWei, zhangMei] }, { cues: [cues] });
    const colours = [...ass.matchAll(/^Style: speech [^,]*,[^,]*,[^,]*,([^,]*),([^,]*),/gm)].map(([, lit, waiting]) => [lit, waiting]);
    expect(colours).toEqual([["&H004AD8FF", "&H00FFFFFF"], ["&H00FFD47F", "&H00FFFFFF"]]);
  });

  test("cues that touch do not overlap in the script, at any rate", async () => {
    for (const rate of [{ num: 24, den: 1 }, { num: 25, den: 1 }, { num: 30000, den: 1001 }]) {
      const cues = Array.from({ length: 40 }, (_, index) => cue("字", index * 7, index * 7 + 7, { line: `l${index}` }));
      const events = eventsOf((await styled({}, { cues: [cues], rate })).ass);
      expect(events).toHaveLength(40);
      events.slice(1).forEach(({ start }, index) => expect(centi(start)).toBe(centi(events[index]!.end)));
      // Shown on exactly its frames: never later than the frame begins, and after the one before it.
      events.forEach(({ start }, index) => {
        const frame = (index * 7 * 100 * rate.den) / rate.num;
        expect(centi(start)).toBeLessThanOrEqual(frame);
        expect(centi(start)).toBeGreaterThan(frame - (100 * rate.den) / rate.num);
      });
    }
  });

  test("scenes begin where the one before goes over into them", async () => {
    const scene = (id: string, overlap: number) => sceneTimeline(100, [placedLine("l01", homecoming, 10, 40)], { id, shots: [placedShot("p01", 0, 100, overlap)] });
    const { ass } = await styled({}, { cues: [[cue(homecoming, 10, 50)], [cue(homecoming, 10, 50)]], timelines: [scene("s01", 20), scene("s02", 0)] });
    expect(eventsOf(ass).map(({ start }) => start)).toEqual(["0:00:00.39", "0:00:03.59"]);
  });

  test("the highlight takes as long as the line does, and waits for the voice", async () => {
    const timeline = sceneTimeline(100, [placedLine("l01", homecoming, 10, 60)]);
    const { ass } = await styled({ look: "karaoke" }, { cues: [[cue(homecoming, 5, 70)]], timelines: [timeline] });
    const [event] = eventsOf(ass);
    const beats = [...event!.text.matchAll(/\\(kf?)(\d+)/g)].map(([, tag, length]) => [tag, Number(length)] as const);
    expect(beats[0]).toEqual(["k", 20]);
    expect(beats.slice(1).every(([tag]) => tag === "kf")).toBe(true);
    expect(beats.slice(1).reduce((sum, [, length]) => sum + length, 0)).toBe(200);
    expect(plain(event!.text)).toBe(homecoming);
  });

  test("the highlight follows words whose times are known", async () => {
    const text = "Come home now";
    const timeline = sceneTimeline(100, [placedLine("l01", text, 0, 75, { language: "en-US" })]);
    const words = [{ text: "Come", start: 0, end: 400 }, { text: "home", start: 1000, end: 1500 }, { text: "now", start: 2500, end: 3000 }];
    const spoken = [{ id: "l01", speaker: "li-wei", text, emotion: "neutral", audio: { artifact: "0".repeat(64), media: "audio/wav", bytes: 1 }, ms: 3000, words, voice: "v", source: "s" }];
    const { ass } = await styled({ highlight: "word" }, { cues: [[cue(text, 0, 80, { language: "en-US" })]], timelines: [timeline], spoken: [spoken] });
    expect(eventsOf(ass)[0]!.text).toMatch(/\{\\k100\}Come \{\\k150\}home \{\\k50\}now$/);
  });

  test("a line in several cues is lit up once through", async () => {
    const text = "好久没吃您做的饺子了，我真的很想家。";
    const timeline = sceneTimeline(200, [placedLine("l01", text, 0, 150)]);
    const cues = [cue("好久没吃您做的饺子了，", 0, 92), cue("我真的很想家。", 92, 160)];
    const [first, second] = eventsOf((await styled({ look: "karaoke" }, { cues: [cues], timelines: [timeline] })).ass);
    const length = (event: typeof first) => [...event!.text.matchAll(/\\kf(\d+)/g)].reduce((sum, [, beat]) => sum + Number(beat), 0);
    expect(length(first) + length(second)).toBeGreaterThanOrEqual(598);
    expect(length(first) + length(second)).toBeLessThanOrEqual(602);
  });

  test("words that look like commands are shown, not obeyed", async () => {
    const { ass } = await styled({ look: "karaoke" }, { cues: [[cue("{\\pos(0,0)}坏\\N人", 0, 50)]], title: "{x}\nDialogue: 0" });
    expect(eventsOf(ass)).toHaveLength(1);
    expect(plain(eventsOf(ass)[0]!.text)).toBe("｛＼pos(0,0)｝坏＼N人");
  });

  test("what does not fit is set smaller, and told", async () => {
    const { ass, findings } = await styled({ look: "punch" }, { cues: [[cue("这一行字实在是太长了根本放不下", 0, 50)]] });
    expect(Number(/\\fs([\d.]+)/.exec(ass)![1]) / 1.448).toBeLessThanOrEqual(780 / 15 + 1);
    expect(findings).toMatchObject([{ check: "subtitle-styles/size", severity: "warn", where: { line: "l01" } }]);
  });

  test("text stays inside the margins of the platform it is made for", async () => {
    for (const [platform, bottom] of [["douyin", 440], ["reels", 670], ["shorts", 480]] as const) {
      const { ass } = await styled({ platform, look: "plate" }, { cues: [[cue(homecoming, 0, 50)]] });
      const [, middle] = /\\pos\(540,(\d+)\)/.exec(ass)!;
      expect(Number(middle) + (50 * 1.448) / 2).toBeLessThanOrEqual(1920 - bottom);
      expect(eventsOf(ass).map(({ layer, style }) => [layer, style])).toEqual([["0", "plate"], ["1", "speech"]]);
    }
  });

  test("a translation stands under its line, and is shared out among the cues of a long one", async () => {
    const cues = [cue("好久没吃您做的饺子了，", 0, 95), cue("我真的很想家。", 95, 160), cue("嗯。", 170, 200, { line: "l02" })];
    const lines = [line("l01", "It has been so long since I ate your dumplings, and I missed home.", { language: "en-US" })];
    const { pairs, cues: both, findings } = await run("bilingual", { cues, lines });
    expect(pairs.map(({ second }: { second: string }) => second)).toEqual(["It has been so long since I ate your dumplings,", "and I missed home.", ""]);
    expect(both[1].lines).toEqual(["我真的很想家。", "and I missed home."]);
    expect(findings).toMatchObject([{ check: "subtitle-styles/untranslated", where: { line: "l02" } }]);
    const { ass } = await styled({ look: "drama" }, { pairs: [pairs] });
    expect(plain(eventsOf(ass)[1]!.text)).toBe("我真的很想家。\\Nand I missed home.");
  });

  test("cues of shots get the same rows", async () => {
    const shots = [{ id: "p01", frames: 100, rate: { num: 25, den: 1 }, head: 0, tail: 0, cues: [cue(homecoming, 0, 30)] }];
    const given = { cues: [cue(homecoming, 5, 40)], lines: [line("l01", "Grandma, I'm home!", { language: "en-US" })], shots };
    expect((await run("bilingual", given)).shots[0].cues[0].lines).toEqual([homecoming, "Grandma, I'm home!"]);
    expect((await run("bilingual", { ...given, order: "translation" })).shots[0].cues[0]).toMatchObject({ lines: ["Grandma, I'm home!", homecoming], start: 0, end: 30 });
  });

  test("reads SRT as it is found: with a mark at its beginning, tags, several rows and names", async () => {
    const file = await bench.write("application/x-subrip", "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>李伟：奶奶，</i>\r\n我回来了！\r\n\r\n2\r\n00:00:03.04 --> 00:00:03.05\r\n好。\r\n");
    const { cues } = await run("srt", { file, speakers: true });
    expect(await run("srt", { text: "1\n00:00:03,040 --> 00:00:03,050\n好。\n\n2\n00:00:09,000 --> 00:00:09,000\na program's own note\n" })).toEqual({ cues: [{ ...cues[1], line: "1" }] });
    expect(cues).toEqual([
      { line: "1", speaker: "李伟", language: "zh-CN", lines: ["奶奶，", "我回来了！"], start: 25, end: 63 },
      { line: "2", speaker: "narrator", language: "zh-CN", lines: ["好。"], start: 76, end: 77 },
    ]);
  });

  test("says what is wrong with a file that is no SRT", async () => {
    const problem = async (bytes: string | Uint8Array) => run("srt", { file: await bench.write("text/plain", bytes) }).catch(({ problem: { code } }) => code);
    expect(await problem("no times here")).toBe("SRT_INVALID");
    expect(await problem("")).toBe("SRT_EMPTY");
    expect(await problem(Uint8Array.from([0xff, 0xfe, 0x31, 0x00]))).toBe("SRT_ENCODING");
  });

  test("asks for what is missing or contradicts itself", async () => {
    const code = (inputs: Record<string, unknown>) => styled({}, inputs).then(() => "none", ({ problem }) => problem.code);
    expect(await code({})).toBe("SUBTITLES_UNCLEAR");
    expect(await run("srt", {}).catch(({ problem }) => problem.code)).toBe("SUBTITLES_UNCLEAR");
    expect(await code({ cues: [[], []] })).toBe("SUBTITLES_DISAGREE");
    expect(await code({ cues: [[], []], timelines: [sceneTimeline(10, [])] })).toBe("SUBTITLES_DISAGREE");
  });
});
