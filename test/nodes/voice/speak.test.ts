import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Voice } from "../../../nodes/story/index.ts";
import { offlineSpeech } from "../../../nodes/voice/espeak.ts";
import { speak } from "../../../nodes/voice/speak.ts";
import { readWav, sampleRate, writeWav } from "../../../nodes/voice/wav.ts";
import { defineProvider, type Speech, speech, type SpeechRequest } from "../../../runtime/contract/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { line } from "./stories.ts";

const voice: Voice = { id: "li-wei", voice: "steady", language: "zh-CN", speed: 1, pitch: 0 };
const cast = { voices: [voice] };

/** A provider that returns the same bytes for every line and keeps what it was asked. */
function returning(media: string, bytes: Uint8Array, asked: SpeechRequest[] = []) {
  const value: Speech = {
    speak: async (request) => (asked.push(request), { media, bytes, words: [{ text: "词", start: 500, end: 900 }] }),
    voices: async () => [],
  };
  return defineProvider<Speech>({ service: speech, name: "fixed", fingerprint: "fixed@1", open: async () => ({ bind: () => value }) });
}

/** Half a second of silence, one of sound, half a second of silence, at 24 kHz. */
function recording(): Buffer {
  const samples = new Float32Array(48_000).map((_, i) => (i >= 12_000 && i < 36_000 ? 0.4 * Math.sin(i * 0.06) : 0));
  return writeWav({ sampleRate: 24_000, channels: [samples, samples] });
}

async function withProvider(provider: ReturnType<typeof returning>, inputs: Record<string, unknown>) {
  const bench = await openBench([ffmpegProvider, provider]);
  try {
    const { spoken } = await bench.run(speak, { cast, ...inputs });
    return { spoken, sound: readWav(await bench.read(spoken.audio)) };
  } finally {
    await bench.close();
  }
}

describe("speak", () => {
  let bench: Bench;
  beforeAll(async () => void (bench = await openBench([ffmpegProvider, offlineSpeech])));
  afterAll(() => bench.close());

  it("measures the line from the samples it keeps", async () => {
    const { spoken } = await bench.run(speak, { line: line("l01", "好久没吃您做的饺子了。"), cast });
    const { channels, sampleRate: rate } = readWav(await bench.read(spoken.audio));
    expect([channels.length, rate]).toEqual([1, 48_000]);
    expect(spoken.ms).toBe(Math.round(channels[0]!.length / 48));
    expect(spoken.source).toBe("offline speech");
    expect(spoken.words.at(-1).end).toBeLessThanOrEqual(spoken.ms);
  });

  it("speaks at the pace of the emotion", async () => {
    const ms = async (emotion: string) => (await bench.run(speak, { line: line("l01", "猪肉白菜馅的，我怎么会忘呢？", { emotion: emotion as never }), cast })).spoken.ms;
    const neutral = await ms("neutral");
    for (const [emotion, speed] of [["joyful", 1.2], ["nostalgic", 0.8], ["dramatic", 1.4], ["light-hearted", 1], ["romantic", 0.9], ["family-warm", 1.1]] as const) {
      expect(neutral / (await ms(emotion)) / speed, emotion).toBeCloseTo(1, 1);
    }
  });

  it("says a line again at the pace its given time asks for", async () => {
    const given = { emotion: "nostalgic", startMs: 6500, endMs: 9000 } as const;
    const { spoken } = await bench.run(speak, { line: line("l01", "猪肉白菜馅的，我怎么会忘呢？", given), cast });
    expect(Math.abs(spoken.ms / 2500 - 1)).toBeLessThan(0.1);
  });

  it("cuts the silence at both ends and moves the words with it", async () => {
    const { spoken, sound } = await withProvider(returning("audio/wav", recording()), { line: line("l01", "词") });
    expect(sound.channels.length).toBe(1);
    expect(spoken.ms).toBeGreaterThan(990);
    expect(spoken.ms).toBeLessThan(1060);
    expect(spoken.words[0].start).toBeLessThan(30);
  });

  it("reads a sound whose header claims gigabytes, whatever it is said to be", async () => {
    const streamed = recording();
    streamed.writeUInt32LE(0xffffffff, 4);
    streamed.writeUInt32LE(0xffffffff, 40);
    const { spoken } = await withProvider(returning("audio/mpeg", streamed), { line: line("l01", "词") });
    expect(spoken.ms).toBeGreaterThan(990);
  });

  it.each([["nothing", Buffer.alloc(0)], ["an error page", Buffer.from("<html>429</html>".repeat(20))], ["silence", writeWav({ sampleRate, channels: [new Float32Array(9600)] })]])("refuses %s in place of a sound", async (_, bytes) => {
    await expect(withProvider(returning("audio/wav", bytes), { line: line("l01", "词") })).rejects.toMatchObject({ problem: { code: "AUDIO_UNREADABLE" } });
  });

  it("asks the provider for speed, pitch, emotion and direction", async () => {
    const asked: SpeechRequest[] = [];
    await withProvider(returning("audio/wav", recording(), asked), {
      line: line("l01", "词", { emotion: "joyful", direction: "压低声音" }), cast: { voices: [{ ...voice, speed: 1.1, pitch: -2 }] }, seed: 4,
    });
    expect(asked).toEqual([{ text: "词", language: "zh-CN", voice: "steady", speed: expect.closeTo(1.32), pitch: -0.5, emotion: "joyful", direction: "压低声音", seed: 4 }]);
  });

  it("refuses a line of dots and a speaker nobody cast", async () => {
    await expect(bench.run(speak, { line: line("l01", "……"), cast })).rejects.toMatchObject({ problem: { code: "LINE_UNSPEAKABLE" } });
    await expect(bench.run(speak, { line: line("l01", "好", { speaker: "ghost" }), cast })).rejects.toMatchObject({ problem: { code: "VOICE_MISSING" } });
  });
});
