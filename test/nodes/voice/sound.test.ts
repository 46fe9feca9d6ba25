import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { SceneTimeline } from "../../../nodes/story/index.ts";
import { ambience } from "../../../nodes/voice/ambience.ts";
import { bedOf, beds, render } from "../../../nodes/voice/beds.ts";
import { decibels, loudness } from "../../../nodes/voice/loudness.ts";
import { music } from "../../../nodes/voice/music.ts";
import { seededRandom } from "../../../nodes/voice/random.ts";
import { stretch } from "../../../nodes/voice/stretch.ts";
import { readWav, sampleRate, writeWav } from "../../../nodes/voice/wav.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { openBench } from "../../kit/run-node.ts";
import { largestStep, medianPitch, peak } from "./measure.ts";
import { scene } from "./stories.ts";
import { recordedCaller } from "../../kit/caller.ts";

const { lines: _lines, shots: _shots, title: _title, summary: _summary, ...kitchen } = scene([], []);
const timelineOf = (frames: number, rate = { num: 25, den: 1 }): SceneTimeline => ({
  id: "s05", title: "", rate, frames, shots: [], lines: [], dialogue: { artifact: "0".repeat(64), media: "audio/wav", bytes: 0 },
});

describe("ambience", () => {
  it("is exactly as long as the scene, stereo, and far under the voices", async () => {
    const bench = await openBench();
    for (const rate of [{ num: 25, den: 1 }, { num: 30_000, den: 1001 }]) {
      const { ambience: bed } = await bench.run(ambience, { setting: kitchen, timeline: timelineOf(101, rate) });
      const sound = readWav(await bench.read(bed));
      expect(sound.channels.map(({ length }) => length)).toEqual(Array(2).fill(Math.round((101 * 48_000 * rate.den) / rate.num)));
      expect(loudness(sound)).toBeCloseTo(-34, 0);
    }
    const { ambience: louder } = await bench.run(ambience, { setting: kitchen, timeline: timelineOf(101), level: 6 });
    expect(loudness(readWav(await bench.read(louder)))).toBeCloseTo(-28, 0);
    await bench.close();
  });

  it("is not made again when only the dialogue changes", async () => {
    const bench = await openBench();
    const first = await bench.run(ambience, { setting: kitchen, timeline: timelineOf(50) });
    const changed = { ...timelineOf(50), title: "another", dialogue: { artifact: "1".repeat(64), media: "audio/wav", bytes: 9 } };
    expect(await bench.run(ambience, { setting: kitchen, timeline: changed })).toEqual(first);
    expect(bench.memos.size).toBe(1);
    await bench.close();
  });

  it.each(beds)("has a sound for the %s", async (bed) => {
    const stage = { left: new Float32Array(3 * sampleRate), right: new Float32Array(3 * sampleRate), random: seededRandom(1), pause: async () => {} };
    await render[bed](stage);
    expect(loudness({ sampleRate, channels: [stage.left, stage.right] })).toBeGreaterThan(-45);
    expect(peak(stage.left)).toBeLessThan(20);
    expect(stage.left.every(Number.isFinite)).toBe(true);
  });

  it.each([["奶奶家厨房", "kitchen"], ["高铁车厢", "train"], ["OFFICE", "office"], ["村口", "street"], ["医院走廊", "hospital"], ["客厅", "home"], ["雨中的街道", "rain"]])("hears at %s the bed %s", (location, bed) => {
    expect(bedOf({ ...kitchen, location })).toBe(bed);
  });

  it("has insects on a summer night only", () => {
    const outside = { ...kitchen, location: "院子", interior: false, timeOfDay: "night" as const };
    expect(bedOf({ ...outside, lunarDate: "06-15" })).toBe("insects");
    expect(bedOf({ ...outside, lunarDate: "12-29" })).toBe("night");
  });
});

describe("music", () => {
  it("goes round without a seam, under full scale, at its loudness", async () => {
    const bench = await openBench();
    const { music: bed } = await bench.run(music, { scenes: [scene([], [])], seconds: 12 });
    const sound = readWav(await bench.read(bed));
    expect(sound.channels.map(({ length }) => length)).toEqual([576_000, 576_000]);
    expect(loudness(sound)).toBeCloseTo(-20, 0);
    for (const samples of sound.channels) {
      expect(peak(samples)).toBeLessThan(0.81);
      expect(Math.abs(samples[0]! - samples.at(-1)!)).toBeLessThan(0.25 * largestStep(samples));
    }
    expect(await bench.run(music, { scenes: [scene([], [])], seconds: 12 })).toEqual({ music: bed });
    await bench.close();
  });

  it("plays another tune for another seed, and another mood for sad scenes, but not for another line", async () => {
    const bench = await openBench();
    const play = async (given: Parameters<typeof scene>[2], seed = 0) => (await bench.run(music, { scenes: [scene([], [], given)], seconds: 6, seed })).music.artifact;
    const warm = await play({});
    expect(await play({}, 1)).not.toBe(warm);
    expect(await play({ emotion: "sad" })).not.toBe(warm);
    expect(await play({ title: "other", location: "街" })).toBe(warm);
    await bench.close();
  });

  it("measures loudness as ffmpeg does", async () => {
    const bench = await openBench([ffmpegProvider]);
    const { music: bed } = await bench.run(music, { scenes: [], seconds: 8 });
    const service = await (await ffmpegProvider.open()).bind(recordedCaller());
    const told = await service.run({ inputs: [{ path: bench.path(bed) }], filter: "[0:a]ebur128[out]", outputs: [{ path: join(bench.path(bed), "..", "out.wav"), options: ["-map", "[out]"] }] });
    const measured = Number([...told.matchAll(/I:\s+(-?[\d.]+) LUFS/g)].at(-1)![1]);
    expect(loudness(readWav(await bench.read(bed)))).toBeCloseTo(measured, 0);
    await bench.close();
  });
});

describe("stretch", () => {
  const tone = new Float32Array(48_000).map((_, i) => 0.5 * Math.sin((2 * Math.PI * 150 * i) / 48_000));

  it.each([0.9, 0.97, 1.04, 1.1])("changes the tempo by %s and neither pitch nor level", (tempo) => {
    const said = stretch(tone, Math.round(tone.length / tempo), sampleRate);
    expect(said.length).toBe(Math.round(tone.length / tempo));
    const middle = said.subarray(4800, said.length - 4800);
    expect(medianPitch(middle, sampleRate)).toBeCloseTo(150, 0);
    expect(decibels(peak(middle))).toBeCloseTo(decibels(0.5), 0);
    expect(largestStep(middle)).toBeLessThan(1.3 * largestStep(tone));
  });
});

describe("WAV", () => {
  const samples = Float32Array.from([0, 0.5, -0.5, 1, -1]);

  it("reads what it writes", () => {
    const read = readWav(writeWav({ sampleRate: 22_050, channels: [samples, samples] }));
    expect(read.sampleRate).toBe(22_050);
    read.channels.forEach((channel) => channel.forEach((sample, i) => expect(sample).toBeCloseTo(samples[i]!, 3)));
  });

  it("passes over chunks it does not know and stops where the file does", () => {
    const plain = writeWav({ sampleRate, channels: [samples] });
    const list = Buffer.from("LIST\u0003\0\0\0abc\0", "latin1");
    const odd = Buffer.concat([plain.subarray(0, 36), list, plain.subarray(36)]);
    odd.writeUInt32LE(0xffffffff, 36 + list.length + 4);
    expect(readWav(odd).channels[0]!.length).toBe(5);
  });

  it.each([["nothing", Buffer.alloc(0)], ["text", Buffer.from("RIFFxxxxAVI nothing here")], ["a header alone", writeWav({ sampleRate, channels: [samples] }).subarray(0, 36)]])("refuses %s", (_, bytes) => {
    expect(() => readWav(bytes)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: "AUDIO_UNREADABLE" }) }));
  });
});
