import { type Context, defineNode, fail, ffmpeg, port, type Speech, speech, Type } from "../../runtime/contract/index.ts";
import { Line, SpokenLine, VoiceCast } from "../story/index.ts";
import { decodeSpeech } from "./decode.ts";
import { deliveries } from "./delivery.ts";
import { isSpeakable } from "./speakable.ts";
import { trimSilence } from "./trim.ts";
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
    const say = (tempo: number) => record(context, {
      text: line.text,
      language: line.language || voice.language,
      voice: voice.voice,
      speed: clamp(voice.speed * inputs.speed * delivery.speed * tempo, 0.25, 4),
      pitch: voice.pitch + delivery.pitch,
      emotion: line.emotion,
      ...(line.direction === undefined ? {} : { direction: line.direction }),
      seed,
    });

    let take = await say(1);
    const tempo = wantedTempo(line, lengthMs(take));
    if (tempo !== 1) {
      context.log(`Line ${line.id} took ${lengthMs(take)} ms of its ${line.endMs! - line.startMs!} ms: said again at ${tempo.toFixed(2)} times the pace.`);
      take = await say(tempo);
    }
    const audio = await context.write("audio/wav", writeWav({ sampleRate, channels: [take.samples] }));
    const { id, speaker, text, emotion } = line;
    return { spoken: { id, speaker, text, emotion, audio, ms: lengthMs(take), words: [...take.words], voice: voice.voice, source: take.source } };
  },
});

interface Take {
  readonly samples: Float32Array;
  readonly words: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  readonly source: string;
}

async function record(context: Context, request: Parameters<Speech["speak"]>[0]): Promise<Take> {
  const provider = await context.use(speech);
  const said = await provider.speak(request);
  const decoded = await decodeSpeech(context, said.bytes);
  const { samples, from } = trimSilence(decoded, sampleRate);
  if (samples.length === 0) fail({ code: "AUDIO_UNREADABLE", message: "The speech provider returned silence.", hint: "Try another voice, or another seed." });
  const shift = (from / sampleRate) * 1000;
  const end = (samples.length / sampleRate) * 1000;
  const at = (ms: number) => Math.round(clamp(ms - shift, 0, end));
  return {
    samples,
    words: said.words.map(({ text, start, end: until }) => ({ text, start: at(start), end: at(until) })),
    source: provider.label ?? request.voice,
  };
}

/** @returns 1 when the line has no window, or is near enough to it for the dub to fit */
function wantedTempo({ startMs, endMs }: Line, ms: number): number {
  if (startMs === undefined || endMs === undefined || endMs <= startMs) return 1;
  const tempo = ms / (endMs - startMs);
  return Math.abs(tempo - 1) <= nearEnough ? 1 : clamp(tempo, pace.slowest, pace.fastest);
}

function lengthMs({ samples }: Take): number {
  return Math.max(1, Math.round((samples.length / sampleRate) * 1000));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
