import { describe, expect, it } from "vitest";
import { cast } from "../../../nodes/voice/cast.ts";
import { castVoices } from "../../../nodes/voice/casting.ts";
import { offlineSpeech } from "../../../nodes/voice/espeak.ts";
import { espeakVoices } from "../../../nodes/voice/espeak-voices.ts";
import { voice } from "../../../nodes/voice/voice.ts";
import { openBench } from "../../kit/run-node.ts";
import { character, grandmother, liWei, zhangMei } from "./stories.ts";

const family = [liWei, zhangMei, grandmother];
const voiceOf = (voices: ReturnType<typeof castVoices>, id: string) => voices.find((entry) => entry.id === id)!.voice;
const offered = (name: string) => espeakVoices.find((entry) => entry.name === name)!;

describe("casting", () => {
  it("gives each character a voice of their gender and age, no two the same", async () => {
    const bench = await openBench([offlineSpeech]);
    const { cast: { voices } } = await bench.run(cast, { characters: family });
    await bench.close();
    expect(new Set(voices.map((entry: { voice: string }) => entry.voice)).size).toBe(3);
    expect(offered(voiceOf(voices, "li-wei"))).toMatchObject({ gender: "male", age: "young" });
    expect(offered(voiceOf(voices, "zhang-mei"))).toMatchObject({ gender: "female", age: "young" });
    expect(offered(voiceOf(voices, "nai-nai"))).toMatchObject({ gender: "female", age: "elder" });
  });

  it("changes nobody's voice when a character joins at the end", () => {
    const before = castVoices(family, [], espeakVoices, "zh-CN");
    const after = castVoices([...family, character("cousin", { gender: "male", age: 25 })], [], espeakVoices, "zh-CN");
    expect(after.slice(0, 3)).toEqual(before);
  });

  it("keeps a fixed voice and gives it to nobody else", async () => {
    const bench = await openBench();
    const { voice: fixed } = await bench.run(voice, { character: liWei, voice: voiceOf(castVoices([zhangMei], [], espeakVoices, "zh-CN"), "zhang-mei"), pitch: -2 });
    await bench.close();
    const voices = castVoices(family, [fixed], espeakVoices, "zh-CN");
    expect(voices[0]).toEqual(fixed);
    expect(voiceOf(voices, "zhang-mei")).not.toBe(fixed.voice);
  });

  it("knows a grandmother without an age or a gender by what she is called", () => {
    const voices = castVoices([character("n", { name: "奶奶" })], [], espeakVoices, "zh-CN");
    expect(offered(voices[0]!.voice)).toMatchObject({ gender: "female", age: "elder" });
  });

  it("tells people apart by pitch when there are more of them than voices", () => {
    const crowd = Array.from({ length: 40 }, (_, i) => character(`extra-${i}`, { gender: "male", age: 30 }));
    const voices = castVoices(crowd, [], espeakVoices, "zh-CN");
    expect(new Set(voices.map((entry) => `${entry.voice} ${entry.pitch}`)).size).toBe(40);
  });

  it("says so when the provider has no voice for the language", async () => {
    const bench = await openBench([offlineSpeech]);
    await expect(bench.run(cast, { characters: family, language: "fi-FI" })).rejects.toMatchObject({ problem: { code: "VOICES_MISSING" } });
    await bench.close();
  });
});
