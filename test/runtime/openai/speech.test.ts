import { describe, expect, test } from "vitest";
import type { Abilities, Model } from "../../../runtime/config/config.ts";
import { ffmpeg, type Speech, type SpeechRequest } from "../../../runtime/contract/index.ts";
import { wavSeconds } from "../../../runtime/openai/media.ts";
import { findBinaries } from "../../../runtime/services/ffmpeg-binaries.ts";
import { openFfmpeg } from "../../../runtime/services/ffmpeg.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { type Answering, bound, failureOf, loopback, providersOf, sendBytes, sendError, sendJson } from "./kit.ts";

const line: SpeechRequest = { text: "回家了。", language: "zh-CN", voice: "nova", speed: 1, pitch: 0, emotion: "family-warm", direction: "对着门口喊", seed: 4 };

/** Half a second of 16 kHz mono; as a stream sends it, with a length that is not true. */
function wav(claimed = 16_000): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(claimed === 16_000 ? 36 + claimed : 0xffffffff, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(16_000, 24);
  header.writeUInt32LE(32_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(claimed, 40);
  return Buffer.concat([header, Buffer.alloc(16_000, 1)]);
}

async function speaking(answer: Answering, model: Model = {}, services = {}) {
  const service = await loopback(answer);
  const caller = recordedCaller({ services });
  const providers = providersOf(service.url, { models: { "model-a": model } });
  return { service, caller, speech: await bound<Speech>(providers.final, "speech", caller) };
}
const can = (can: Abilities): Model => ({ can });

describe("a line", () => {
  test("is spoken by the voice that was cast, and charged by its characters and its true length", async () => {
    const { speech, service, caller } = await speaking((response) => sendBytes(response, wav(0xffffffff), "audio/mpeg"), { prices: { perMillionCharacters: 30, perMinute: 0.6 } });
    const reply = await speech.speak(line);
    expect(reply).toMatchObject({ media: "audio/wav", words: [], model: "model-a" });
    expect(reply.bytes).toHaveLength(16_044);
    expect(service.seen[0]).toMatchObject({ path: "/v1/audio/speech", json: { model: "model-a", input: "回家了。", voice: "nova", response_format: "wav", speed: 1 } });
    expect(service.seen[0]!.json).not.toHaveProperty("instructions");
    // 4 × 30 a million, and half a second at 0.6 a minute.
    expect(caller.calls).toEqual([expect.objectContaining({ units: { characters: 4, seconds: 0.5 }, costMicros: 120 + 5000 })]);
    expect(caller.intents[0]!.maxMicros).toBeGreaterThanOrEqual(5120);
  });

  test.each([["zh-CN", "语气:温暖亲切,像对家人说话。对着门口喊。"], ["en-US", "Tone: warm and close, as one speaks to family. 对着门口喊"]])("is directed in words, in %s", async (language, instructions) => {
    const { speech, service } = await speaking((response) => sendBytes(response, wav()), can({ directions: true, seed: true }));
    await speech.speak({ ...line, language });
    expect(service.seen[0]!.json).toMatchObject({ instructions, seed: 4 });
  });

  test.each([[0.1, 0.25], [9, 4], [1.5, 1.5]])("at a speed of %f is asked for at %f", async (speed, asked) => {
    const { speech, service } = await speaking((response) => sendBytes(response, wav()));
    await speech.speak({ ...line, speed });
    expect(service.seen[0]!.json.speed).toBe(asked);
  });

  test("too long for one request is refused before it is sent", async () => {
    const { speech, service } = await speaking((response) => sendBytes(response, wav()));
    expect((await failureOf(speech.speak({ ...line, text: "好".repeat(4097) }))).problem.code).toBe("SPEECH_TOO_LONG");
    expect(service.seen).toEqual([]);
  });

  test.each<[string, Answering]>([
    ["nothing", (response) => sendBytes(response, Buffer.alloc(0), "audio/wav")],
    ["a WAV without samples", (response) => sendBytes(response, wav().subarray(0, 44), "audio/wav")],
    ["an error with status 200", (response) => sendJson(response, { error: { message: "engine crashed" } })],
    ["a page", (response) => sendBytes(response, Buffer.from("<html>busy</html>"), "audio/mpeg")],
    ["a sound that breaks off", (response) => void response.writeHead(200, { "content-length": "99999" }).write(wav(), () => setTimeout(() => response.destroy(), 10))],
  ])("that came back as %s is asked for again", async (_what, bad) => {
    const { speech, caller } = await speaking((response, seen, number) => number === 0 ? bad(response, seen, number) : sendBytes(response, wav()));
    expect((await speech.speak(line)).media).toBe("audio/wav");
    expect(caller.calls).toEqual([expect.objectContaining({ uncertain: true }), expect.objectContaining({ units: { characters: 4, seconds: 0.5 } })]);
  });

  test("is asked for as MP3 where there is no WAV, and measured by decoding where its length is charged for", async () => {
    const binaries = await findBinaries();
    const tools = openFfmpeg(binaries);
    const { writeFile, readFile, mkdtemp } = await import("node:fs/promises");
    const { join } = await import("node:path");
    const { tmpdir } = await import("node:os");
    const folder = await mkdtemp(join(tmpdir(), "reelwright-test-"));
    await writeFile(join(folder, "a.wav"), wav());
    await tools.bind(recordedCaller()).run({ folder, inputs: [{ path: "a.wav" }], outputs: [{ path: "a.mp3", options: ["-c:a", "libmp3lame"] }] });
    const mp3 = await readFile(join(folder, "a.mp3"));
    const { speech, caller, service } = await speaking((response, { json }) => json.response_format === "mp3" ? sendBytes(response, mp3, "audio/wav") : sendError(response, 400, "response_format must be one of: mp3"), { prices: { perMinute: 60 } }, { [ffmpeg.name]: tools });
    expect((await speech.speak(line)).media).toBe("audio/mpeg");
    await speech.speak(line);
    expect(service.seen).toHaveLength(3);
    expect(caller.notices).toEqual([expect.objectContaining({ code: "degraded", message: expect.stringContaining("MP3") })]);
    const { seconds } = caller.calls.find(({ model }) => model === "model-a")!.units;
    expect(seconds).toBeGreaterThan(0.4);
    expect(seconds).toBeLessThan(0.7);
    await tools.close!();
  });
});

describe("voices", () => {
  test("on offer are those of the language", async () => {
    const voices = [{ name: "xiaoyu", gender: "female", age: "young", languages: ["zh-CN"] }, { name: "nova", gender: "female", age: "adult" }, { name: "sam", gender: "male", age: "adult", languages: ["en"] }] as const;
    const { speech } = await speaking(() => {}, can({ voices: [...voices] } as Abilities));
    expect((await speech.voices("zh-TW")).map(({ name }) => name)).toEqual(["xiaoyu", "nova"]);
    expect((await speech.voices("en-US")).map(({ name }) => name)).toEqual(["nova", "sam"]);
  });

  const consent = { by: "Lin Mei", at: "2026-01-02", document: "contract-17.pdf" };

  test.each([{ ...consent, by: "" }, { ...consent, at: " " }, { ...consent, document: "" }])("made after a person's are not spoken without consent: %j", async (consent) => {
    const { speech, service } = await speaking((response) => sendBytes(response, wav()), can({ clone: true }));
    expect((await failureOf(speech.speak({ ...line, clone: { consent } }))).problem.code).toBe("CONSENT_MISSING");
    expect(service.seen).toEqual([]);
  });

  test("made after a person's are never replaced by another", async () => {
    const { speech, service } = await speaking((response) => sendBytes(response, wav()));
    expect((await failureOf(speech.speak({ ...line, clone: { consent } }))).problem.code).toBe("VOICE_CLONE_UNSUPPORTED");
    expect(service.seen).toEqual([]);
  });

  test("made after a person's go by their id, or by a recording", async () => {
    const { speech, service, caller } = await speaking((response) => sendBytes(response, wav()), can({ clone: true }));
    await speech.speak({ ...line, voice: "voice_123", clone: { consent } });
    await speech.speak({ ...line, voice: "mei", clone: { consent, sample: { media: "audio/wav", data: Uint8Array.of(1, 2, 3) } } });
    expect(service.seen[0]!.json.voice).toEqual({ id: "voice_123" });
    expect(service.seen[1]!.json).toMatchObject({ voice: "mei", ref_audio: "data:audio/wav;base64,AQID" });
    expect(caller.intents[0]!.request).not.toBe(caller.intents[1]!.request);
  });
});

test("a WAV without a rate has no length", () => {
  const bytes = wav();
  bytes.writeUInt32LE(0, 28);
  expect(wavSeconds(bytes)).toBeUndefined();
  expect(wavSeconds(wav().subarray(0, 30))).toBeUndefined();
});
