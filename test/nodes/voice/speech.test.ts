import { execFileSync } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { openEspeak } from "../../../nodes/voice/espeak-process.ts";
import { offlineSpeech, openOfflineSpeech } from "../../../nodes/voice/espeak.ts";
import { espeakVoices } from "../../../nodes/voice/espeak-voices.ts";
import { speechLevel } from "../../../nodes/voice/loudness.ts";
import { readWav } from "../../../nodes/voice/wav.ts";
import type { SpeechRequest } from "../../../runtime/contract/index.ts";
import { medianPitch, peak } from "./measure.ts";
import { recordedCaller } from "../../kit/caller.ts";

const service = openOfflineSpeech();
const speech = service.bind(recordedCaller());
afterAll(() => service.close?.());

const words = { zh: "猪肉白菜馅的，我怎么会忘呢？", en: "I never forgot how you like your dumplings, grandma." };

async function say(given: Partial<SpeechRequest> = {}) {
  const said = await speech.speak({ text: words.zh, language: "zh-CN", voice: "warm", speed: 1, pitch: 0, emotion: "neutral", ...given });
  const { channels, sampleRate } = readWav(said.bytes);
  const samples = channels[0]!;
  return { ...said, samples, sampleRate, seconds: samples.length / sampleRate, pitch: () => medianPitch(samples, sampleRate) };
}

describe("offline speech", () => {
  it("gives every voice a height of its own, the same in Mandarin and in English", async () => {
    const heights: number[] = [];
    for (const { name } of espeakVoices) {
      const mandarin = (await say({ voice: name })).pitch();
      const english = (await say({ voice: name, text: words.en, language: "en-US" })).pitch();
      expect(english / mandarin, name).toBeGreaterThan(0.92);
      expect(english / mandarin, name).toBeLessThan(1.08);
      heights.push(mandarin);
    }
    const sorted = heights.sort((a, b) => a - b);
    expect(sorted[0]).toBeGreaterThan(70);
    expect(sorted.at(-1)).toBeLessThan(320);
    sorted.slice(1).forEach((height, i) => expect(height / sorted[i]!).toBeGreaterThan(1.04));
  });

  it("says the same line in the same bytes, whatever was said before and in whichever process", async () => {
    const first = await say();
    await say({ voice: "girl", text: "新年快乐！" });
    const second = openOfflineSpeech();
    const elsewhere = await second.bind(recordedCaller()).speak({ text: words.zh, language: "zh-CN", voice: "warm", speed: 1, pitch: 0, emotion: "neutral" });
    await second.close?.();
    expect(Buffer.compare((await say()).bytes, first.bytes)).toBe(0);
    expect(Buffer.compare(elsewhere.bytes, first.bytes)).toBe(0);
  });

  it("makes another take of another seed", async () => {
    expect(Buffer.compare((await say({ seed: 1 })).bytes, (await say()).bytes)).not.toBe(0);
  });

  it("follows speed and pitch as asked", async () => {
    const plain = await say();
    for (const speed of [0.8, 1.2, 1.4]) expect(plain.seconds / (await say({ speed })).seconds / speed).toBeCloseTo(1, 1);
    expect((await say({ pitch: 3 })).pitch() / plain.pitch()).toBeGreaterThan(1.12);
    expect((await say({ pitch: -3 })).pitch() / plain.pitch()).toBeLessThan(0.9);
  });

  it("is louder when dramatic than when sad, and never clips", async () => {
    const [loud, soft] = [await say({ emotion: "dramatic" }), await say({ emotion: "sad" })];
    expect(speechLevel(loud.samples, loud.sampleRate) - speechLevel(soft.samples, soft.sampleRate)).toBeGreaterThan(4);
    expect(peak(loud.samples)).toBeLessThan(0.9);
  });

  it("tells when each word is said, in the words of the line", async () => {
    const { words: found, seconds } = await say({ text: "我们2024年3月5日去 Google 银行。" });
    expect(found.map(({ text }) => text).join("")).toBe("我们2024年3月5日去Google银行");
    found.forEach(({ start, end }, i) => {
      expect(end).toBeGreaterThanOrEqual(start);
      expect(start).toBeGreaterThanOrEqual(found[i - 1]?.end ?? 0);
    });
    expect(found.at(-1)!.end).toBeLessThanOrEqual(seconds * 1000);
  });

  it("speaks both languages of a mixed line", async () => {
    const { words: found } = await say({ text: "Grandma, 我回来了 and I'm 28!", language: "en-US" });
    expect(found.map(({ text }) => text)).toEqual(expect.arrayContaining(["Grandma", "我", "I'm", "28"]));
  });

  it.each(["……", "？！", "😀", "—"])("refuses %s, in which there is nothing to say", async (text) => {
    await expect(say({ text })).rejects.toMatchObject({ problem: { code: "LINE_UNSPEAKABLE" } });
  });

  it("names the voices it has when asked for another", async () => {
    await expect(say({ voice: "alloy" })).rejects.toMatchObject({ problem: { code: "VOICE_UNKNOWN", hint: expect.stringContaining("grandmother") } });
    await expect(say({ language: "fi-FI" })).rejects.toMatchObject({ problem: { code: "LANGUAGE_UNSUPPORTED" } });
  });

  it("says which engine made it", () => {
    expect(offlineSpeech.fingerprint).toMatch(/^espeak-ng@\d+\.\d+\.\d+\//);
    expect(offlineSpeech.label).toBe("offline speech");
  });
});

describe("the speech process", () => {
  const request = (text: string) => ({ rate: 180, range: 50, volume: 55, runs: [{ voice: "cmn+f2", pitch: 50, text }] });
  const children = () => execFileSync("ps", ["-o", "args=", "--ppid", String(process.pid)], { encoding: "utf8" }).split("\n").filter((args) => args.includes("espeak-worker")).length;

  it("is gone as soon as its caller gives up, and others are served by a new one", async () => {
    await service.close?.();
    const espeak = openEspeak();
    const [hasty, patient] = [new AbortController(), new AbortController()];
    const dropped = espeak.say(request("奶奶，我回来了！".repeat(500)), hasty.signal);
    const served = espeak.say(request("好久不见。"), patient.signal);
    expect(children()).toBe(1);
    hasty.abort(new Error("cancelled"));
    await expect(dropped).rejects.toThrow("cancelled");
    expect((await served).runs[0]!.words.length).toBeGreaterThan(0);
    expect(children()).toBe(1);
    patient.abort();
    await espeak.close();
    await expect.poll(children).toBe(0);
  });

  it("says what to install when the engine is not there, and that it broke when it broke", async () => {
    const folder = await mkdtemp(join(tmpdir(), "reelwright-speech-"));
    const source = fileURLToPath(new URL("../../../nodes/voice/espeak-worker.mjs", import.meta.url));
    await copyFile(source, join(folder, "alone.mjs"));
    await writeFile(join(folder, "broken.mjs"), "process.exit(3);");
    for (const [script, code] of [["alone.mjs", "SPEECH_UNAVAILABLE"], ["broken.mjs", "SPEECH_FAILED"]] as const) {
      const espeak = openEspeak(pathToFileURL(join(folder, script)));
      await expect(espeak.say(request("你好"), new AbortController().signal)).rejects.toMatchObject({ problem: { code, hint: expect.any(String) } });
      await espeak.close();
    }
    await rm(folder, { recursive: true });
  });

  it("leaves no process behind when it is closed", async () => {
    const espeak = openEspeak();
    await espeak.say(request("你好"), new AbortController().signal);
    await espeak.close();
    expect(children()).toBe(0);
  });
});
