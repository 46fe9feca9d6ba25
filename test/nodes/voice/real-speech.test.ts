import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Voice } from "../../../nodes/story/index.ts";
import { piecesOf } from "../../../nodes/voice/long-line.ts";
import { speak } from "../../../nodes/voice/speak.ts";
import { readWav, writeWav } from "../../../nodes/voice/wav.ts";
import { defineProvider, type Ffmpeg, type Speech, speech, type SpeechReply, type SpeechRequest } from "../../../runtime/contract/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { openBench } from "../../kit/run-node.ts";
import { medianPitch } from "./measure.ts";
import { line } from "./stories.ts";

const voice: Voice = { id: "li-wei", voice: "onyx", language: "zh-CN", speed: 1, pitch: 0 };

/** One second of a voice-like tone at 200 Hz between half seconds of silence, at 24 kHz. */
function recording(hertz = 200): Buffer {
  const rate = 24_000;
  const samples = new Float32Array(2 * rate).map((_, i) => (i >= rate / 2 && i < 1.5 * rate ? [1, 2, 3].reduce((sum, n) => sum + (0.2 / n) * Math.sin((2 * Math.PI * hertz * n * i) / rate), 0) : 0));
  return writeWav({ sampleRate: rate, channels: [samples] });
}
const silence = writeWav({ sampleRate: 24_000, channels: [new Float32Array(24_000)] });

/** A service that answers each request as the test says, as one behind a network would: without a label. */
async function said(answer: (request: SpeechRequest, at: number) => Partial<SpeechReply>, inputs: Record<string, unknown> = {}) {
  const asked: SpeechRequest[] = [];
  const service: Speech = {
    speak: async (request) => ({ media: "audio/mpeg", bytes: recording(), words: [], model: "tts-1-hd", ...answer(request, asked.push(request) - 1) }),
    voices: async () => [],
  };
  const bench = await openBench([ffmpegProvider, defineProvider<Speech>({ service: speech, name: "remote", fingerprint: "remote@1", open: async () => ({ bind: () => service }) })]);
  try {
    const { spoken } = await bench.run(speak, { line: line("l01", "词"), cast: { voices: [voice] }, ...inputs });
    return { asked, spoken, sound: readWav(await bench.read(spoken.audio)).channels[0]! };
  } finally {
    await bench.close();
  }
}
const castWith = (given: Partial<Voice>) => ({ cast: { voices: [{ ...voice, ...given }] } });

describe("the sound of a service", () => {
  let tools: Ffmpeg;
  let folder: string;
  beforeAll(async () => {
    tools = (await ffmpegProvider.open()).bind(recordedCaller()) as Ffmpeg;
    folder = await mkdtemp(join(tmpdir(), "reelwright-sounds-"));
    await writeFile(join(folder, "in.wav"), recording());
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([["mp3", []], ["ogg", ["-c:a", "libopus"]], ["flac", []], ["aac", ["-f", "adts"]], ["wav", []]] as const)("is decoded from %s, whatever it is called", async (container, options) => {
    await tools.run({ folder, inputs: [{ path: "in.wav" }], outputs: [{ path: `out.${container}`, options: [...options] }] });
    const bytes = await readFile(join(folder, `out.${container}`));
    const { spoken } = await said(() => ({ media: "application/octet-stream", bytes }));
    expect(spoken.ms).toBeGreaterThan(950);
    expect(spoken.ms).toBeLessThan(1150);
    expect(spoken.source).toBe("tts-1-hd");
  });
});

describe("what an engine cannot do", () => {
  it("its voice is moved to the character's own pitch, as long as before, and the emotion's is left to the actor", async () => {
    const { asked, spoken, sound } = await said(() => ({ undone: ["pitch"] }), { ...castWith({ pitch: 3 }), line: line("l01", "词", { emotion: "surprised" }) });
    expect(asked[0]!.pitch).toBe(5);
    expect(medianPitch(sound, 48_000) / (200 * 2 ** (3 / 12))).toBeCloseTo(1, 1);
    expect(Math.abs(spoken.ms - 1024)).toBeLessThan(60);
  });

  it("a voice without a pitch of its own is left as it came", async () => {
    const plain = await said(() => ({}));
    const undone = await said(() => ({ undone: ["pitch"] }), { line: line("l01", "词", { emotion: "surprised" }) });
    expect(Buffer.from(undone.sound.buffer).equals(Buffer.from(plain.sound.buffer))).toBe(true);
  });

  it("it is brought to the pace that was asked for, with its words", async () => {
    const words = [{ text: "词", start: 1000, end: 1500 }];
    const { spoken, sound } = await said(() => ({ undone: ["speed"], words }), castWith({ speed: 0.8 }));
    expect(spoken.ms / 1024).toBeCloseTo(1.25, 1);
    expect(medianPitch(sound, 48_000) / 200).toBeCloseTo(1, 1);
    expect(Math.abs(spoken.words[0].start - 637)).toBeLessThan(60);
  });

  it("an engine that does it all itself is believed", async () => {
    expect(medianPitch((await said(() => ({}), castWith({ pitch: 3 }))).sound, 48_000) / 200).toBeCloseTo(1, 1);
  });
});

describe("what is asked", () => {
  it("a direction holds what is written and how the character always speaks, in the language of the line", async () => {
    const style = { style: "慢条斯理，爱打比方" };
    const direction = async (given: Record<string, unknown>, cast: Partial<Voice>) => (await said(() => ({}), { ...castWith(cast), line: line("l01", "词", given) })).asked[0]!.direction;
    expect(await direction({ direction: "压低声音" }, style)).toBe("压低声音。说话习惯：慢条斯理，爱打比方");
    expect(await direction({}, style)).toBe("说话习惯：慢条斯理，爱打比方");
    expect(await direction({ direction: "under her breath", language: "en-US" }, { style: "short, dry" })).toBe("under her breath. Manner of speaking: short, dry");
    expect(await direction({}, {})).toBeUndefined();
    expect((await direction({}, { style: "很".repeat(2000) }))!.length).toBeLessThan(300);
  });

  it("a cloned voice goes out with its consent and its sample, and what it says keeps the consent", async () => {
    const consent = { by: "Wang Xiuying", at: "2026-01-05", document: "contract 17" };
    const plain = await said(() => ({}), castWith({ clone: { consent } }));
    expect(plain.asked[0]).toMatchObject({ voice: "onyx", clone: { consent } });
    expect(plain.spoken.consent).toEqual(consent);
    expect((await said(() => ({}))).spoken).not.toHaveProperty("consent");
  });

  it("a service that cannot clone fails the line, and no preset is tried", async () => {
    let asked = 0;
    const refuses = said(() => { asked++; throw new Error("cannot clone"); }, castWith({ clone: { consent: { by: "a", at: "2026-01-05", document: "b" } } }));
    await expect(refuses).rejects.toThrow("cannot clone");
    expect(asked).toBe(1);
  });
});

describe("silence", () => {
  it("is asked for once more, as another take", async () => {
    const { asked, spoken } = await said((_, at) => (at === 0 ? { bytes: silence } : {}), { seed: 7 });
    expect(asked.map(({ seed }) => seed)).toEqual([7, 8]);
    expect(spoken.ms).toBeGreaterThan(950);
  });

  it("is refused when it comes again", async () => {
    await expect(said(() => ({ bytes: silence }))).rejects.toMatchObject({ problem: { code: "AUDIO_UNREADABLE", message: expect.stringContaining("silence") } });
  });
});

describe("a line too long to be said at once", () => {
  it.each([
    ["at the end of a sentence", "一二三。四五六！七八。", 5, ["一二三。", "四五六！", "七八。"]],
    ["with its closing quote", "“走吧。”他说，走了。", 8, ["“走吧。”", "他说，走了。"]],
    ["at a comma where there is no sentence", "一二三，四五六，七八九", 5, ["一二三，", "四五六，", "七八九"]],
    ["at a blank, not at the point of a number", "pay 3.14 now or never", 10, ["pay 3.14 ", "now or ", "never"]],
    ["anywhere where there is nothing else", "一二三四五六七", 3, ["一二三", "四五六", "七"]],
    ["never inside a character", "😀😀😀😀😀", 2, ["😀😀", "😀😀", "😀"]],
    ["not when it is short enough", "一二三。四五六！", 8, ["一二三。四五六！"]],
  ])("is cut %s", (_, text, longest, pieces) => {
    expect(piecesOf(text, longest)).toEqual(pieces);
    expect(piecesOf(text, longest).join("")).toBe(text);
  });

  it("is asked for in pieces and joined with a pause, its words where they are heard", async () => {
    const text = "这一句话很长很长。".repeat(600);
    const { asked, spoken } = await said(() => ({ words: [{ text: "词", start: 600, end: 900 }] }), { line: line("l01", text) });
    expect(asked.map((request) => request.text.length)).toEqual([4095, 1305]);
    expect(asked.map((request) => request.text).join("")).toBe(text);
    expect(Math.abs(spoken.ms - (2 * 1024 + 250))).toBeLessThan(40);
    expect(spoken.words[1].start - spoken.words[0].start).toBeGreaterThan(1250);
  });
});
