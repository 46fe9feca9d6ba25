import { afterAll, describe, expect, it } from "vitest";
import { cuesOf, episodeCues } from "../../../nodes/compose/cues.ts";
import { graphemesOf, limitsFor, widthOf } from "../../../nodes/compose/reading.ts";
import { subtitles } from "../../../nodes/compose/subtitles.ts";
import { wrap } from "../../../nodes/compose/wrap.ts";
import type { Cue, ShotCues } from "../../../nodes/story/index.ts";
import { openBench } from "../../kit/run-node.ts";
import { placedCaption, placedLine, placedShot, sceneTimeline } from "./placed.ts";

const bench = await openBench();
afterAll(() => bench.close());

const chinese = (text: string) => wrap(text, "zh-CN", limitsFor("zh-CN"));
const english = (text: string) => wrap(text, "en-US", limitsFor("en-US"));
const columns = (row: string, language: string) => graphemesOf(row).reduce((sum, grapheme) => sum + widthOf(grapheme, limitsFor(language)), 0);

describe("wrapping", () => {
  it("breaks Chinese after the sentence that ends nearest the middle", () => {
    expect(chinese("奶奶，我回来了！好久没吃您做的饺子了。")).toEqual([["奶奶，我回来了！", "好久没吃您做的饺子了。"]]);
    expect(chinese("你还记得我爱吃什么馅的吗？")).toEqual([["你还记得我爱吃什么馅的吗？"]]);
  });

  it("breaks between words where there is no punctuation", () => {
    expect(chinese("我们今年一定要回老家陪奶奶过一个团团圆圆的春节")).toEqual([["我们今年一定要回老家陪", "奶奶过一个团团圆圆的春节"]]);
  });

  it("breaks English at the sentence, else at the phrase, and not after a title", () => {
    expect(english("Pork and cabbage. How could I ever forget?")).toEqual([["Pork and cabbage.", "How could I ever forget?"]]);
    expect(english("I told Mr. Zhang that Dr. Wang was already here")).toEqual([["I told Mr. Zhang", "that Dr. Wang was already here"]]);
  });

  it("spreads a long speech over as few cues as it needs and keeps every character", () => {
    const text = "他说：“你别走！”我就站在雪地里，一直等到天亮，可你终究没有回头看我一眼，我知道我们再也回不到从前了。";
    const pages = chinese(text);
    expect(pages).toHaveLength(2);
    expect(pages.flat().join("")).toBe(text);
    for (const row of pages.flat()) expect(columns(row, "zh-CN")).toBeLessThanOrEqual(16);
  });

  it("counts half-width letters and digits as half a column", () => {
    expect(columns("iPhone 15卖了3000块", "zh-CN")).toBe((6 + 1 + 2 + 4) / 2 + 3);
    expect(chinese("我在iPhone上看到你了，3000块！")).toHaveLength(1);
    expect(chinese("我在iPhone上看到你了，3000块！")[0]).toHaveLength(1);
  });

  it.each([
    "你说什么……？——别走！“好，我答应你。”他终于点了点头，眼泪却止不住地流了下来。",
    "《春江花月夜》、《二泉映月》、《十面埋伏》，您都会弹？那太好了！",
    "“真的吗？！”",
  ])("starts no row with closing punctuation and ends none with opening: %s", (text) => {
    for (const row of chinese(text).flat()) {
      expect(row).not.toMatch(/^[，。！？；：、…”》]/);
      expect(row).not.toMatch(/[“《]$/);
    }
  });

  it("breaks what has no place to break rather than overflow the row", () => {
    for (const row of english(`See ${"a".repeat(120)} now`).flat()) expect(columns(row, "en-US")).toBeLessThanOrEqual(42);
    expect(chinese("啊".repeat(40)).flat().join("")).toBe("啊".repeat(40));
  });

  it("lays two thousand characters without a second thought", () => {
    const text = "爷爷当年就是站在这棵老槐树底下，跟我说了那句我这辈子都忘不掉的话。".repeat(60);
    expect(chinese(text).flat().join("")).toBe(text);
  });
});

describe("timing", () => {
  it("begins with the speech, rests a moment after it, and keeps two frames from the next", () => {
    const [first, second] = cuesOf(sceneTimeline(300, [placedLine("l01", "奶奶，我回来了！", 20, 70), placedLine("l02", "好久没吃饺子了。", 72, 130)]));
    expect(first).toMatchObject({ start: 20, end: 70 });
    expect(second).toMatchObject({ start: 72, end: 136 });
  });

  it("shows a short word for at least five sixths of a second and a long silence for at most seven", () => {
    const cues = cuesOf(sceneTimeline(600, [placedLine("l01", "嗯。", 10, 18), placedLine("l02", "啊——", 100, 500)]));
    expect(cues[0]!.end - cues[0]!.start).toBe(21);
    expect(cues[1]).toMatchObject({ lines: ["啊——"], start: 100, end: 275 });
  });

  it("shares a line's time among its cues by their characters", () => {
    const text = "爷爷当年就是站在这棵老槐树底下，跟我说了那句我这辈子都忘不掉的话。";
    const cues = cuesOf(sceneTimeline(400, [placedLine("l01", text, 0, 330)]));
    expect(cues.map((cue) => cue.lines.join(""))).toEqual(["爷爷当年就是站在这棵老槐树底下，", "跟我说了那句我这辈子都忘不掉的话。"]);
    expect(cues[1]!.start).toBe(Math.round((330 * 16) / 33));
  });

  it("cuts a slow line in as many cues as seven seconds each ask for", () => {
    const cues = cuesOf(sceneTimeline(500, [placedLine("l01", "那一年，雪下得很大，我等了你整整一夜。", 0, 400)]));
    expect(cues.map((cue) => cue.lines)).toEqual([["那一年，"], ["雪下得很大，"], ["我等了你整整一夜。"]]);
  });

  it("lingers up to twelve frames for a fast line, and no longer", () => {
    const [cue] = cuesOf(sceneTimeline(300, [placedLine("l01", "猪肉白菜馅的，我怎么会忘呢？", 20, 40)]));
    expect(cue!.end).toBe(52);
  });

  it("meets a cut that is near its start or its end", () => {
    const shots = [placedShot("p01", 0, 100), placedShot("p02", 100, 100), placedShot("p03", 200, 100)];
    const [first] = cuesOf(sceneTimeline(300, [placedLine("l01", "我回来了！", 102, 140)], { shots }));
    expect(first!.start).toBe(100);
    const [early] = cuesOf(sceneTimeline(300, [placedLine("l01", "我回来了！", 120, 198)], { shots }));
    expect(early!.end).toBe(200);
    const [overlapping] = cuesOf(sceneTimeline(300, [placedLine("l01", "我回来了！", 120, 203)], { shots }));
    expect(overlapping!.end).toBe(212);
  });

  it("does not take a dissolve for a cut", () => {
    const shots = [placedShot("p01", 0, 110, 10), placedShot("p02", 100, 200)];
    const [cue] = cuesOf(sceneTimeline(300, [placedLine("l01", "我回来了！", 102, 140)], { shots }));
    expect(cue!.start).toBe(102);
  });

  it("gives a caption the time before the first word", () => {
    const cues = cuesOf(sceneTimeline(300, [placedCaption("l00", "除夕夜 · 奶奶家", 0, 75), placedLine("l01", "我回来了！", 60, 100)]));
    expect(cues.map(({ line, start, end }) => ({ line, start, end }))).toEqual([
      { line: "l00", start: 0, end: 58 },
      { line: "l01", start: 60, end: 106 },
    ]);
  });

  it("shows a caption above the speech when there is no time without any, and says so", async () => {
    const timeline = sceneTimeline(110, [placedCaption("l00", "三年后", 10, 60), placedLine("l01", "我们今年一定要回老家陪奶奶过年", 0, 100)]);
    const { cues, findings } = await bench.run(subtitles, { timeline });
    expect(cues.map(({ line, start }: Cue) => [line, start])).toEqual([["l01", 0], ["l00", 10]]);
    expect(findings).toMatchObject([{ check: "subtitles/together", severity: "warn" }]);
  });

  it("never lets spoken cues touch, whatever the lines do", () => {
    for (let seed = 1; seed <= 60; seed++) {
      let state = seed;
      const next = (below: number) => (state = (state * 48271) % 2147483647) % below;
      let at = 0;
      const lines = Array.from({ length: 12 }, (_, index) => {
        const start = at + next(30);
        at = start + 4 + next(90);
        return placedLine(`l${index}`, "今天的饺子馅真香，谁调的？".slice(0, 1 + next(13)).repeat(1 + next(3)), start, at + next(20));
      });
      const cues = cuesOf(sceneTimeline(at + 40, lines));
      expect(new Set(cues.map((cue) => cue.line)).size).toBe(12);
      for (const [index, cue] of cues.entries()) {
        expect(cue.end).toBeGreaterThan(cue.start);
        if (index > 0) expect(cue.start - cues[index - 1]!.end).toBeGreaterThanOrEqual(2);
      }
    }
  });

  it("names the lines of an episode by scene and moves them to the episode's frames", () => {
    const scene = sceneTimeline(100, [placedLine("l01", "我回来了！", 10, 50)]);
    const cues = episodeCues({
      id: "e03", title: "", rate: scene.rate, width: 1080, height: 1920, frames: 190,
      scenes: [{ start: 0, scene }, { start: 90, scene: { ...scene, id: "s02" } }],
    });
    expect(cues.map(({ line, start }) => [line, start])).toEqual([["s01/l01", 10], ["s02/l01", 100]]);
  });
});

describe("the node", () => {
  it("cuts the cues to each shot and gives both sides of a dissolve the same text", async () => {
    const timeline = sceneTimeline(190, [placedLine("l01", "奶奶，我回来了！", 70, 120)], {
      shots: [placedShot("p01", 0, 100, 10), placedShot("p02", 90, 100, 12)],
      incoming: 8,
    });
    const { cues, shots } = await bench.run(subtitles, { timeline }) as { cues: Cue[]; shots: ShotCues[] };
    expect(cues).toMatchObject([{ start: 70, end: 126 }]);
    expect(shots).toMatchObject([
      { id: "p01", frames: 100, head: 8, tail: 10, cues: [{ start: 70, end: 100 }] },
      { id: "p02", frames: 100, head: 10, tail: 12, cues: [{ start: 0, end: 36 }] },
    ]);
  });

  it("reports what cannot be read instead of dropping it", async () => {
    const { cues, findings } = await bench.run(subtitles, { timeline: sceneTimeline(200, [placedLine("l01", "猪肉白菜馅的，我怎么会忘呢？", 20, 40)]) });
    expect(cues).toHaveLength(1);
    expect(findings).toMatchObject([{ check: "subtitles/speed", severity: "warn", where: { scene: "s01", line: "l01", fromMs: 800 }, quote: "猪肉白菜馅的，我怎么会忘呢？" }]);
  });

  it("blocks text that the font has no glyphs for, naming them", async () => {
    const { findings } = await bench.run(subtitles, { timeline: sceneTimeline(200, [placedLine("l01", "新年好😀", 20, 80)]) });
    expect(findings).toMatchObject([{ check: "subtitles/font", severity: "block", measured: "😀" }]);
    expect(findings[0].message).toContain("FONT_LACKS");
  });

  it("says how fast the fastest subtitle is when all can be read", async () => {
    const { findings } = await bench.run(subtitles, { timeline: sceneTimeline(200, [placedLine("l01", "我回来了！", 20, 70)]) });
    expect(findings).toMatchObject([{ check: "subtitles/speed", severity: "pass", measured: "1 subtitles, the fastest at 2.2 characters a second" }]);
  });

  it("takes limits in place of the language's own", async () => {
    const timeline = sceneTimeline(300, [placedLine("l01", "奶奶，我回来了！好久没吃您做的饺子了。", 20, 200)]);
    const { cues } = await bench.run(subtitles, { timeline, columns: 12, rows: 1 });
    expect(cues.map((cue: Cue) => cue.lines)).toEqual([["奶奶，我回来了！"], ["好久没吃您做的饺子了。"]]);
  });

  it("makes nothing of a scene without lines", async () => {
    expect(await bench.run(subtitles, { timeline: sceneTimeline(50, []) })).toMatchObject({ cues: [], findings: [], shots: [{ cues: [] }] });
  });
});
