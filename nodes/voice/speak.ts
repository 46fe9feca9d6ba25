import { type Context, defineNode, fail, ffmpeg, port, speech, Type, type VoiceClone } from "../../runtime/contract/index.ts";
import { Line, SpokenLine, type Voice, VoiceCast } from "../story/index.ts";
import { deliveries, directionOf } from "./delivery.ts";
import { isSpeakable } from "./speakable.ts";
import { recordLine, type Take } from "./take.ts";
import { sampleRate, writeWav } from "./wav.ts";

/** A line with a given window is said anew at the pace the window asks for, within what still sounds like a person. */
const pace = { slowest: 0.8, fastest: 1.4 };
/** `voice/dub` fits what is this near to its window. */
const nearEnough = 0.05;

export const speak = defineNode({
  type: "voice/speak",
  version: 1,
  title: "Speak",
  summary: "Speaks one line in its character's voice, as its emotion asks, and measures how long it takes.",
  inputs: {
    line: port.value(Line, { title: "Line" }),
    cast: port.value(VoiceCast, { title: "Voice cast" }),
    speed: port.value(Type.Number({ title: "Speed", minimum: 0.5, maximum: 2, default: 1 })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0, description: "Another seed is another take." })),
  },
  outputs: { spoken: port.value(SpokenLine, { title: "Spoken line" }) },
  uses: [speech, ffmpeg],

  async run({ inputs, context }) {
    const { line, seed } = inputs;
    if (!isSpeakable(line.text)) {
      fail({ code: "LINE_UNSPEAKABLE", message: `There is nothing to say in line ${line.id}: "${line.text}".`, hint: "Make it a caption, or give it words." });
    }
    const voice = inputs.cast.voices.find(({ id }) => id === line.speaker)
      ?? fail({ code: "VOICE_MISSING", message: `Nobody in the cast speaks for "${line.speaker}".`, hint: "Add the character to the ones that are cast, or correct the line's speaker." });
    const delivery = deliveries[line.emotion];
    const direction = directionOf(line, voice);
    const clone = voice.clone && await cloneOf(voice.clone, context);
    const say = (tempo: number) => recordLine(context, {
      text: line.text,
      language: line.language || voice.language,
      voice: voice.voice,
      speed: clamp(voice.speed * inputs.speed * delivery.speed * tempo, 0.25, 4),
      pitch: voice.pitch + delivery.pitch,
      emotion: line.emotion,
      ...(direction === undefined ? {} : { direction }),
      seed,
      ...(clone ? { clone } : {}),
    }, voice.pitch);

    let take = await say(1);
    const tempo = wantedTempo(line, lengthMs(take));
    if (tempo !== 1) {
      context.log(`Line ${line.id} took ${lengthMs(take)} ms of its ${line.endMs! - line.startMs!} ms: said again at ${tempo.toFixed(2)} times the pace.`);
      take = await say(tempo);
    }
    const audio = await context.write("audio/wav", writeWav({ sampleRate, channels: [take.samples] }));
    const { id, speaker, text, emotion } = line;
    return { spoken: { id, speaker, text, emotion, audio, ms: lengthMs(take), words: [...take.words], voice: voice.voice, ...(voice.clone ? { consent: voice.clone.consent } : {}), source: take.source } };
  },
});

async function cloneOf({ consent: { by, at, document }, sample }: NonNullable<Voice["clone"]>, context: Context): Promise<VoiceClone> {
  return { consent: { by, at, document }, ...(sample ? { sample: { media: sample.media, data: await context.read(sample) } } : {}) };
}

/** @returns 1 when the line has no window, or is near enough to it for the dub to fit */
function wantedTempo({ startMs, endMs }: Line, ms: number): number {
  if (startMs === undefined || endMs === undefined || endMs <= startMs) return 1;
  const tempo = ms / (endMs - startMs);
  return Math.abs(tempo - 1) <= nearEnough ? 1 : clamp(tempo, pace.slowest, pace.fastest);
}

function lengthMs({ samples }: Pick<Take, "samples">): number {
  return Math.max(1, Math.round((samples.length / sampleRate) * 1000));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
