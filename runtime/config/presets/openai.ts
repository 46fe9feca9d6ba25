import type { Abilities } from "../config.ts";
import type { Preset, PresetModel } from "../presets.ts";

/** Gender and age as they are commonly heard; OpenAI names none. */
const voices: NonNullable<Abilities["voices"]> = [
  { name: "alloy", gender: "unspecified", age: "adult" },
  { name: "ash", gender: "male", age: "adult" },
  { name: "coral", gender: "female", age: "young" },
  { name: "echo", gender: "male", age: "young" },
  { name: "fable", gender: "unspecified", age: "young" },
  { name: "nova", gender: "female", age: "young" },
  { name: "onyx", gender: "male", age: "elder" },
  { name: "sage", gender: "female", age: "adult" },
  { name: "shimmer", gender: "female", age: "adult" },
];
/** Only the model that takes directions has these as well. */
const moreVoices: NonNullable<Abilities["voices"]> = [
  { name: "ballad", gender: "male", age: "adult" },
  { name: "verse", gender: "male", age: "young" },
  { name: "marin", gender: "female", age: "adult" },
  { name: "cedar", gender: "male", age: "adult" },
];

const market = { name: "GPT-4 Turbo list price", inputPerMillion: 10, outputPerMillion: 30 };

function chat(inputPerMillion: number, cachedInputPerMillion: number, outputPerMillion: number, ends?: string): PresetModel {
  return { kind: "chat", prices: { inputPerMillion, cachedInputPerMillion, outputPerMillion }, market, can: { images: true, maxOutputTokens: 16_384 }, ...(ends ? { ends } : {}) };
}

/** Thinks before it answers, unless told how little: so it takes no temperature, and what it thinks is paid for as output. */
function thinking(inputPerMillion: number, cachedInputPerMillion: number, outputPerMillion: number): PresetModel {
  return { ...chat(inputPerMillion, cachedInputPerMillion, outputPerMillion), effort: "low", can: { images: true, temperature: false, maxOutputTokens: 16_384 } };
}

/** Billed by tokens: those of a picture read, and those of a picture made. A prompt costs less; the higher price is taken. */
function pictures(inputPerMillion: number, outputPerMillion: number, ends?: string): PresetModel {
  return {
    kind: "image", prices: { inputPerMillion, outputPerMillion },
    can: { references: 16, referenceField: "image[]", sizes: ["1024x1536", "1536x1024", "1024x1024"], maxOutputTokens: 8192 },
    ...(ends ? { ends } : {}),
  };
}

function videos(perSecond: number): PresetModel {
  return { kind: "video", prices: { perSecond }, can: { firstFrame: true, seconds: [4, 8, 12], sizes: ["720x1280", "1280x720"] }, ends: "2026-09-24" };
}

/** What has ended at OpenAI itself is here for gateways that go on serving it. */
export const openai: Preset = {
  title: "OpenAI", baseUrl: "https://api.openai.com/v1", keyVariable: "OPENAI_API_KEY", currency: "USD",
  asOf: "2026-11-05", source: "https://developers.openai.com/api/docs/pricing",
  models: {
    "gpt-6-sol": thinking(2, 0.2, 10),
    "gpt-6-luna": thinking(0.1, 0.01, 0.5),
    "gpt-4.1": chat(2, 0.5, 8, "2027-01-14"),
    "gpt-4.1-mini": chat(0.4, 0.1, 1.6, "2027-01-14"),
    "gpt-4o": chat(2.5, 1.25, 10, "2027-01-14"),
    "gpt-4o-mini": { ...chat(0.15, 0.075, 0.6, "2027-01-14"), can: { images: true, maxOutputTokens: 16_384, imageTokens: 50_000 } },
    "gpt-4-turbo": { kind: "chat", prices: { inputPerMillion: 10, outputPerMillion: 30 }, market, can: { images: true, structured: "json_object", maxOutputTokens: 4096, maxTokensField: "max_tokens" }, ends: "2026-10-23" },
    "gpt-4o-mini-tts": { kind: "speech", prices: { inputPerMillion: 0.6, perMinute: 0.015 }, can: { voices: [...voices, ...moreVoices], directions: true }, ends: "2027-01-06" },
    "tts-1": { kind: "speech", prices: { perMillionCharacters: 15 }, can: { voices }, ends: "2027-01-06" },
    "tts-1-hd": { kind: "speech", prices: { perMillionCharacters: 30 }, can: { voices }, ends: "2027-01-06" },
    "gpt-image-2.5-sunburst": pictures(8, 30),
    "gpt-image-2.5-flare": pictures(8, 30),
    "gpt-image-2": pictures(8, 30),
    "gpt-image-1": pictures(10, 40, "2026-10-23"),
    "sora-2": videos(0.1),
    "sora-2-pro": videos(0.3),
  },
};
