import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding, SceneTimeline, SpokenLine } from "../../../nodes/story/index.ts";
import { cast } from "../../../nodes/voice/cast.ts";
import { dub } from "../../../nodes/voice/dub.ts";
import { offlineSpeech } from "../../../nodes/voice/espeak.ts";
import { speechLevel } from "../../../nodes/voice/loudness.ts";
import { speak } from "../../../nodes/voice/speak.ts";
import { readWav, sampleRate, writeWav } from "../../../nodes/voice/wav.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { medianPitch, peak } from "./measure.ts";
import { dumplings, grandmother, line, liWei, scene, shot, zhangMei } from "./stories.ts";

let bench: Bench;
const characters = [liWei, zhangMei, grandmother];
beforeAll(async () => void (bench = await openBench([ffmpegProvider, offlineSpeech])));
afterAll(() => bench.close());

/** A tone in place of a voice: what the dub does to it can be measured to the sample. */
async function tone(id: string, seconds: number, hertz = 200): Promise<SpokenLine> {
  const samples = new Float32Array(Math.round(seconds * sampleRate)).map((_, i) => 0.3 * Math.sin((2 * Math.PI * hertz * i) / sampleRate));
  const audio = await bench.write("audio/wav", writeWav({ sampleRate, channels: [samples] }));
  return { id, speaker: "li-wei", text: id, emotion: "neutral", audio, ms: Math.round(seconds * 1000), words: [], voice: "tone", source: "test" };
}

async function dubbed(inputs: Record<string, unknown>): Promise<{ timeline: SceneTimeline; findings: Finding[]; stem: Float32Array }> {
  const { timeline, findings } = await bench.run(dub, { characters, ...inputs });
  const { channels, sampleRate: rate } = readWav(await bench.read(timeline.dialogue));
  expect([channels.length, rate]).toEqual([2, sampleRate]);
  return { timeline, findings, stem: channels[0]! };
}

/** First and last sample that sounds, of a stretch of the stem. */
function sounding(stem: Float32Array, from: number, to: number): [number, number] {
  const part = stem.subarray(from, to);
  return [from + part.findIndex((sample) => Math.abs(sample) > 1e-3), from + part.findLastIndex((sample) => Math.abs(sample) > 1e-3)];
}

describe("dub", () => {
  it("puts the dumpling scene where its author wrote it, with real speech", async () => {
    const { cast: voices } = await bench.run(cast, { characters });
    const spoken: SpokenLine[] = [];
    for (const written of dumplings.lines) spoken.push((await bench.run(speak, { line: written, cast: voices })).spoken);
    const { timeline, findings, stem } = await dubbed({ scene: dumplings, spoken });

    expect(findings).toEqual([]);
    expect(timeline.lines.map(({ id, name, start, end }) => [id, name, start - 60, end - 60])).toEqual([
      ["l01", "李伟", 0, 88], ["l02", "李伟", 95, 155], ["l03", "奶奶", 163, 226],
    ]);
    expect(stem.length).toBe(timeline.frames * 1920);
    for (const placed of timeline.lines) {
      const [first, last] = sounding(stem, placed.start * 1920, placed.end * 1920);
      expect((first - placed.start * 1920) / 1920).toBeLessThan(1);
      expect(placed.end * 1920 - last).toBeLessThan(3 * 1920);
    }
    const silent = stem.subarray(0, 60 * 1920);
    expect(peak(silent)).toBe(0);
    expect(peak(stem)).toBeLessThan(0.9);
    expect(timeline.shots[0]!.frames).toBe(60);
    expect(timeline.shots.at(-1)).toMatchObject({ frames: 65, transition: { kind: "fade", frames: 15 } });
  });

  it.each([[1.08, 1], [0.93, 1]])("fits a line %s times its window exactly, at the same pitch", async (ratio) => {
    const written = line("l01", "台词", { startMs: 0, endMs: 2000 });
    const { timeline, findings, stem } = await dubbed({ scene: scene([written], [shot("p01", ["l01"])]), spoken: [await tone("l01", 2 * ratio)] });
    expect(findings).toEqual([]);
    expect(timeline.lines[0]).toMatchObject({ start: 0, end: 50 });
    expect(medianPitch(stem.subarray(9600, 80_000), sampleRate)).toBeCloseTo(200, -1);
  });

  it.each([[1.5, "warn", 2727], [0.5, "info", 1111]])("stops at a tenth for a line %s times its window and reports it", async (ratio, severity, ms) => {
    const written = line("l01", "台词", { startMs: 0, endMs: 2000 });
    const { findings, timeline } = await dubbed({ scene: scene([written], [shot("p01", ["l01"])]), spoken: [await tone("l01", 2 * ratio)] });
    expect(findings).toMatchObject([{ check: "voice/fit", severity, measured: `${ms} ms`, expected: "2000 ms", where: { scene: "s05", line: "l01" }, quote: "台词" }]);
    expect(timeline.lines[0]!.end).toBe(Math.ceil(ms / 40));
  });

  it("starts every line on the first sample of its frame, at broken rates too", async () => {
    const rate = { num: 30_000, den: 1001 };
    const lines = ["l01", "l02", "l03"].map((id) => line(id, "台词"));
    const { timeline, stem } = await dubbed({ scene: scene(lines, [shot("p01", ["l01", "l02", "l03"])]), rate, spoken: await Promise.all(lines.map(({ id }) => tone(id, 0.777))) });
    expect(stem.length).toBe(Math.round((timeline.frames * sampleRate * 1001) / 30_000));
    for (const { start, end } of timeline.lines) {
      const begin = Math.round((start * sampleRate * 1001) / 30_000);
      const [first, last] = sounding(stem, begin - 200, Math.round((end * sampleRate * 1001) / 30_000));
      expect(first - begin).toBeGreaterThanOrEqual(0);
      expect(first - begin).toBeLessThan(60);
      expect(last - begin).toBeLessThan(0.777 * sampleRate);
    }
  });

  it("brings lines to one level, above and below it by their emotion", async () => {
    const lines = [line("l01", "台词", { emotion: "neutral" }), line("l02", "台词", { emotion: "dramatic" }), line("l03", "台词", { emotion: "sad" })];
    const { timeline, stem } = await dubbed({ scene: scene(lines, [shot("p01", ["l01", "l02", "l03"])]), spoken: await Promise.all(lines.map(({ id }) => tone(id, 1))) });
    const levels = timeline.lines.map(({ start, end }) => speechLevel(stem.slice(start * 1920, end * 1920), sampleRate));
    expect(levels[1]! - levels[0]!).toBeCloseTo(3, 0);
    expect(levels[2]! - levels[0]!).toBeCloseTo(-3, 0);
  });

  it("refuses a line that was never spoken, and one spoken twice", async () => {
    const written = scene([line("l01", "台词")], [shot("p01", ["l01"])]);
    await expect(dubbed({ scene: written, spoken: [] })).rejects.toMatchObject({ problem: { code: "LINE_NOT_SPOKEN" } });
    await expect(dubbed({ scene: written, spoken: [await tone("l01", 1), await tone("l01", 2)] })).rejects.toMatchObject({ problem: { code: "LINE_SPOKEN_TWICE" } });
  });

  it("places each line once, also one that two shots cover or none does", async () => {
    const lines = ["l01", "l02", "l03"].map((id) => line(id, "台词"));
    const written = scene(lines, [shot("p01", ["l01"]), shot("p02", ["l01", "l03"])]);
    const { timeline } = await dubbed({ scene: written, spoken: await Promise.all(lines.map(({ id }) => tone(id, 1))) });
    expect(timeline.lines.map(({ id }) => id)).toEqual(["l01", "l02", "l03"]);
  });

  it("lays out a scene without a word", async () => {
    const { timeline, stem } = await dubbed({ scene: scene([], [shot("p01", [], { durationMs: 2020 }), shot("p02", [], { durationMs: 2020 })]), spoken: [] });
    expect(timeline.frames).toBe(101);
    expect(peak(stem)).toBe(0);
  });
});
