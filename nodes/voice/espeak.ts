import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Caller, defineProvider, fail, type OpenService, type Speech, speech, type SpeechRequest } from "../../runtime/contract/index.ts";
import type { Emotion } from "../story/index.ts";
import { deliveries } from "./delivery.ts";
import { type Espeak, type EspeakRun, openEspeak } from "./espeak-process.ts";
import { type EspeakVoice, espeakVoices } from "./espeak-voices.ts";
import { spokenWords } from "./espeak-words.ts";
import { polish } from "./polish.ts";
import { seededRandom, seedOf } from "./random.ts";
import { isSpeakable, speakableRuns } from "./speakable.ts";
import { writeWav } from "./wav.ts";

/** The stand-in for the role `speech`: a formant synthesiser, and heard as one, so its label goes wherever it speaks. */
export const offlineSpeech = defineProvider<Speech>({
  service: speech,
  name: "offline",
  label: "offline speech",
  get fingerprint() {
    return `espeak-ng@${installedVersion()}/voices@1`;
  },
  open: async () => openOfflineSpeech(),
});

function installedVersion(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve("@echogarden/espeak-ng-emscripten/package.json");
    return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
  } catch {
    return "missing"; // said in full when the first line is to be spoken
  }
}

export function openOfflineSpeech(espeak: Espeak = openEspeak()): OpenService<Speech> {
  return {
    bind: (caller) => ({
      label: "offline speech",
      speak: (request) => speak(espeak, caller, request),
      voices: async (language) => (languageOf(language) ? espeakVoices.map(({ name, gender, age }) => ({ name, gender, age })) : []),
    }),
    close: () => espeak.close(),
  };
}

/** Words a minute at speed 1: about five Mandarin syllables a second, as short dramas are played. */
const baseRate = 180;
/** Twice its rate makes espeak-ng a little more than twice as quick; measured from 0.8 to 1.4. */
const rateResponse = 0.9;
/** Steps of espeak-ng's pitch in a semitone, measured between 10 and 90. */
const pitchSteps = 5.2;
/** Below full scale: loud syllables clip in the engine at its default of 100. */
const volume = 55;
/** Active speech of a neutral line, decibels below full scale. */
const speakingLevel = -21;

async function speak(espeak: Espeak, caller: Caller, request: SpeechRequest): ReturnType<Speech["speak"]> {
  if (request.clone) fail({ code: "VOICE_CLONE_UNSUPPORTED", message: `Offline speech does not speak with the cloned voice "${request.voice}".`, hint: "Configure a provider for the role `speech` that does; a preset is never used in its place." });
  const voice = voiceNamed(request.voice, request.language);
  if (!isSpeakable(request.text)) fail({ code: "LINE_UNSPEAKABLE", message: `There is nothing to say in "${request.text}".`, hint: "Make it a caption, or give it words." });
  const runs = speakableRuns(request.text, request.language);
  const { range, level } = deliveries[request.emotion as Emotion] ?? deliveries.neutral;
  const take = takeOf(request);
  const started = performance.now();
  const reply = await espeak.say({
    rate: clamp(baseRate * (request.speed * take.speed) ** rateResponse, 80, 450),
    range: clamp(50 * range * take.range, 0, 99),
    volume,
    runs: runs.map(({ language, text }) => ({
      voice: `${language === "zh" ? "cmn" : "en-us"}+${voice.variant}`,
      pitch: clamp(voice.pitch[language] + pitchSteps * (request.pitch + take.pitch), 0, 99),
      text,
    })),
  }, caller.signal);
  const said = joinRuns(reply.runs, reply.sampleRate);
  const samples = polish(said.samples, reply.sampleRate, speakingLevel + level);
  const words = spokenWords(request.text, runs, reply.runs, said.offsets);
  caller.called({ model: "espeak-ng", units: { characters: [...request.text].length }, costMicros: 0, marketMicros: 0, ms: performance.now() - started, retries: 0 });
  return { media: "audio/wav", bytes: writeWav({ sampleRate: reply.sampleRate, channels: [samples] }), words };
}

function voiceNamed(name: string, language: string): EspeakVoice {
  if (!languageOf(language)) fail({ code: "LANGUAGE_UNSUPPORTED", message: `Offline speech does not speak "${language}".`, hint: "It speaks Mandarin (`zh-CN`) and English (`en-US`); configure a provider for the role `speech` for others." });
  return espeakVoices.find((voice) => voice.name === name)
    ?? fail({ code: "VOICE_UNKNOWN", message: `Offline speech has no voice "${name}".`, hint: `Use one of ${espeakVoices.map((voice) => voice.name).join(", ")}.` });
}

function languageOf(language: string): "zh" | "en" | undefined {
  if (/^(zh|cmn)\b/i.test(language)) return "zh";
  return /^en\b/i.test(language) ? "en" : undefined;
}

/** Another seed is another take: a little quicker or slower, a little higher or lower. Seed 0 is as written. */
function takeOf({ seed = 0, text, voice }: SpeechRequest): { speed: number; pitch: number; range: number } {
  if (seed === 0) return { speed: 1, pitch: 0, range: 1 };
  const random = seededRandom(seedOf(seed, text, voice));
  return { speed: 0.96 + 0.08 * random(), pitch: -0.5 + random(), range: 0.9 + 0.2 * random() };
}

/** Puts the runs of a line end to end. @returns the samples, and where each run begins in milliseconds */
function joinRuns(said: readonly EspeakRun[], sampleRate: number): { samples: Float32Array; offsets: number[] } {
  const parts = said.map(({ samples }) => {
    const bytes = Buffer.from(samples, "base64");
    return new Float32Array(bytes.length / 2).map((_, i) => bytes.readInt16LE(i * 2) / 32768);
  });
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  const offsets = parts.map((part) => {
    const start = offset;
    samples.set(part, start);
    offset += part.length;
    return (start / sampleRate) * 1000;
  });
  return { samples, offsets };
}

function clamp(value: number, low: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, value)));
}
