import { type Context, fail, speech, type SpeechRequest } from "../../runtime/contract/index.ts";
import { decodeSpeech } from "./decode.ts";
import { pauseMs, piecesOf } from "./long-line.ts";
import { isSpeakable } from "./speakable.ts";
import { trimSilence } from "./trim.ts";
import { sampleRate } from "./wav.ts";

/** A line as it was said, without silence at its ends. */
export interface Take {
  readonly samples: Float32Array;
  /** In milliseconds from the first sample. */
  readonly words: readonly Word[];
  /** The stand-in's label, or the model. */
  readonly source: string;
}
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A sound in which nothing is heard is asked for once more: engines now and then return one. */
const tries = 2;

/**
 * Has a line said, a long one piece by piece.
 * @param ownPitch what of the pitch is the voice's own. An engine that cannot do pitch is told the emotion and raises its
 * own voice; only what tells one character from another is then put into the sound.
 */
export async function recordLine(context: Context, request: SpeechRequest, ownPitch: number): Promise<Take> {
  const takes: Take[] = [];
  for (const text of piecesOf(request.text).filter(isSpeakable)) takes.push(await recordPiece(context, { ...request, text }, ownPitch));
  return takes.length === 1 ? takes[0]! : joined(takes);
}

async function recordPiece(context: Context, request: SpeechRequest, ownPitch: number): Promise<Take> {
  const provider = await context.use(speech);
  for (let attempt = 0; attempt < tries; attempt++) {
    const said = await provider.speak({ ...request, ...(request.seed === undefined ? {} : { seed: request.seed + attempt }) });
    const tempo = said.undone?.includes("speed") ? request.speed : 1;
    const decoded = await decodeSpeech(context, said.bytes, { tempo, pitch: said.undone?.includes("pitch") ? ownPitch : 0 });
    const { samples, from } = trimSilence(decoded, sampleRate);
    if (samples.length === 0) {
      context.log(`The speech provider returned silence for "${request.text.slice(0, 40)}".`);
      continue;
    }
    const shift = (from / sampleRate) * 1000;
    const end = (samples.length / sampleRate) * 1000;
    const at = (ms: number) => Math.round(Math.min(end, Math.max(0, ms / tempo - shift)));
    return {
      samples,
      words: said.words.map(({ text, start, end: until }) => ({ text, start: at(start), end: at(until) })),
      source: provider.label ?? said.model ?? request.voice,
    };
  }
  return fail({ code: "AUDIO_UNREADABLE", message: `The speech provider returned silence, ${tries} times.`, hint: "Try another voice, or another seed." });
}

function joined(takes: readonly Take[]): Take {
  const pause = Math.round((sampleRate * pauseMs) / 1000);
  const samples = new Float32Array(takes.reduce((sum, take) => sum + take.samples.length, pause * (takes.length - 1)));
  const words: Word[] = [];
  let at = 0;
  for (const take of takes) {
    const shift = Math.round((at / sampleRate) * 1000);
    samples.set(take.samples, at);
    words.push(...take.words.map(({ text, start, end }) => ({ text, start: start + shift, end: end + shift })));
    at += take.samples.length + pause;
  }
  return { samples, words, source: [...new Set(takes.map(({ source }) => source))].join(", ") };
}
