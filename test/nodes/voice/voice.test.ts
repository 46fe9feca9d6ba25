import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openOfflineSpeech } from "../../../nodes/voice/espeak.ts";
import { castVoices } from "../../../nodes/voice/casting.ts";
import { voice } from "../../../nodes/voice/voice.ts";
import type { SpeechVoice } from "../../../runtime/contract/index.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { character, grandmother, liWei, zhangMei } from "./stories.ts";

let bench: Bench;
beforeAll(async () => void (bench = await openBench()));
afterAll(() => bench.close());

const consent = { by: "Wang Xiuying", at: "2026-01-05", document: "contract 17, page 2" };
const run = async (inputs: Record<string, unknown>) => (await bench.run(voice, { character: grandmother, ...inputs })).voice;

describe("a preset", () => {
  it("is a name, and carries how the character speaks", async () => {
    expect(await run({ voice: "nova", speed: 0.9 })).toEqual({ id: "nai-nai", voice: "nova", language: "zh-CN", speed: 0.9, pitch: 0 });
    expect(await run({ character: character("uncle", { speakingStyle: " 慢条斯理，爱打比方 " }), voice: "onyx" })).toMatchObject({ style: "慢条斯理，爱打比方" });
  });
});

describe("a cloned voice", () => {
  it("carries who agreed, when, and the document", async () => {
    expect(await run({ clone: "voice_7", consent })).toEqual({ id: "nai-nai", voice: "voice_7", language: "zh-CN", speed: 1, pitch: 0, clone: { consent } });
  });

  it("may be a recording to speak after, and a file may be the document", async () => {
    const sample = await bench.write("audio/wav", "a recording");
    const file = await bench.write("application/pdf", "signed");
    expect(await run({ sample, consent: { by: "Wang Xiuying", at: "2026-01-05" }, document: file })).toMatchObject({
      voice: "nai-nai", clone: { sample, consent: { document: `sha256:${file.artifact}`, file } },
    });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["no consent", {}, /does not say who gave it \(by\), nor the day it was given \(at\), nor the document that shows it \(document\)\./],
    ["nobody who gave it", { ...consent, by: "  " }, /does not say who gave it \(by\)\./],
    ["no day", { ...consent, at: "" }, /does not say the day it was given \(at\)\./],
    ["a day that is none", { ...consent, at: "2026-02-30" }, /the day/],
    ["a day in words", { ...consent, at: "last spring" }, /the day/],
    ["no document", { by: consent.by, at: consent.at }, /does not say the document that shows it \(document\)\./],
  ])("is refused with %s", async (_, given, message) => {
    await expect(run({ clone: "voice_7", consent: given })).rejects.toMatchObject({ problem: { code: "CONSENT_MISSING", message: expect.stringMatching(message), hint: expect.any(String) } });
    await expect(run({ sample: await bench.write("audio/wav", "a recording"), consent: given })).rejects.toMatchObject({ problem: { code: "CONSENT_MISSING" } });
  });

  it("stays as it is when voices are cast, and nobody else gets it", async () => {
    const fixed = await run({ clone: "nova", consent });
    const offered: SpeechVoice[] = [{ name: "nova", gender: "female", age: "adult" }, { name: "shimmer", gender: "female", age: "young" }];
    const voices = castVoices([grandmother, zhangMei], [fixed], offered, "zh-CN");
    expect(voices[0]).toEqual(fixed);
    expect(voices[1]).toMatchObject({ voice: "shimmer" });
    expect(voices[1]).not.toHaveProperty("clone");
  });

  it("is not spoken by a stand-in that happens to have a preset of that name", async () => {
    const service = openOfflineSpeech().bind(recordedCaller());
    await expect(service.speak({ text: "好。", language: "zh-CN", voice: "warm", speed: 1, pitch: 0, emotion: "neutral", clone: { consent } })).rejects.toMatchObject({ problem: { code: "VOICE_CLONE_UNSUPPORTED" } });
  });
});

it.each<[string, Record<string, unknown>, RegExp]>([
  ["both", { voice: "nova", clone: "voice_7", consent }, /both a voice and a cloned voice/],
  ["neither", {}, /no voice/],
  ["a consent for a preset", { voice: "nova", consent }, /a consent, but no cloned voice/],
])("which voice is meant must be beyond doubt: %s", async (_, inputs, message) => {
  await expect(run(inputs)).rejects.toMatchObject({ problem: { code: "VOICE_UNCLEAR", message: expect.stringMatching(message) } });
});

it("presets of a service without genders and ages are cast too, each character another", () => {
  const presets: SpeechVoice[] = ["alloy", "echo", "fable", "onyx", "nova", "shimmer"].map((name) => ({ name, gender: "unspecified", age: "adult" }));
  const voices = castVoices([liWei, zhangMei, grandmother], [], presets, "zh-CN");
  expect(new Set(voices.map((each) => each.voice)).size).toBe(3);
  expect(voices.every(({ pitch }) => pitch === 0)).toBe(true);
});
