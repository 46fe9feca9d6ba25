import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Caller } from "../contract/service.ts";
import { ffmpeg, type Speech, type SpeechReply, type SpeechRequest, type SpeechVoice } from "../contract/services.ts";
import { type Attempt, WireFault } from "../door/call.ts";
import type { Usage } from "../money/prices.ts";
import { fail } from "../problem.ts";
import { directions } from "./directions.ts";
import { audioType, wavSeconds } from "./media.ts";
import { asked, cannot, charged, type Learnt, type RemoteModel } from "./model.ts";
import { LastRefusal } from "./last-refusal.ts";
import { excerpt, parsedReply } from "./reply.ts";
import { digestOf, requestHash } from "./request-hash.ts";
import { likelyTokens } from "./tokens.ts";
import { bytesOf, longest } from "./wire.ts";

/** Of one request, in characters: the interface's own limit. */
const longestText = 4096;

/**
 * A voice behind `/audio/speech`. The interface knows neither pitch nor the times of words: whoever wants another pitch shifts it.
 * Directions go out where the model takes them.
 */
export function speechOf(model: RemoteModel, caller: Caller): Speech {
  return {
    speak: (request) => speak(model, caller, request),
    voices: async (language) => voicesFor(model, language),
  };
}

function voicesFor({ can }: RemoteModel, language: string): SpeechVoice[] {
  const speaks = (languages: readonly string[] | undefined) => !languages || languages.some((one) => one === language || primary(one) === primary(language));
  return (can.voices ?? []).filter(({ languages }) => speaks(languages)).map(({ name, gender, age }) => ({ name, gender, age }));
}

function primary(language: string): string {
  return language.split("-")[0]!.toLowerCase();
}

async function speak(model: RemoteModel, caller: Caller, request: SpeechRequest): Promise<SpeechReply> {
  const length = [...request.text].length;
  if (length > longestText) fail({ code: "SPEECH_TOO_LONG", message: `A line of ${length} characters is too long to be spoken at once; ${longestText} is the most.`, hint: "Split the line." });
  if (request.clone) checkClone(model, request);
  for (;;) {
    const form = { ...model.learnt };
    const refusal = new LastRefusal(model);
    try {
      return await ask(model, { caller, request, form, refusal });
    } catch (error) {
      if (!refusal.teach("speech", form, caller)) refusal.rethrow(error);
    }
  }
}

/** A preset is never spoken in place of a person's voice. */
function checkClone(model: RemoteModel, { voice, clone }: SpeechRequest): void {
  const { by, at, document } = clone?.consent ?? {};
  if (!by?.trim() || !at?.trim() || !document?.trim()) fail({ code: "CONSENT_MISSING", message: `The voice "${voice}" is made after a person's, and it is not on record who agreed to that, when and by which document.`, hint: "Fill in the consent of the voice: by, at and document." });
  if (!model.can.clone) fail({ code: "VOICE_CLONE_UNSUPPORTED", message: `The model "${model.name}" of "${model.provider}" does not speak with voices made after a person's.`, hint: `Name a model that does for the role speech, or say "clone": true among what this one can; or choose a preset voice.` });
  if (!clone?.sample && !voice) cannot(model, "needs the name of a kept voice or a recording to speak after", "Give the voice one of the two.");
}

interface Asking {
  readonly caller: Caller;
  readonly request: SpeechRequest;
  readonly form: Readonly<Learnt>;
  readonly refusal: LastRefusal;
}

function ask(model: RemoteModel, { caller, request, form, refusal }: Asking): Promise<SpeechReply> {
  const fields = fieldsOf(model, request, form);
  const sample = request.clone?.sample;
  const text = { text: request.text, messages: 0, pictures: 0 };
  const characters = [...request.text].length;
  const likely: Usage = { characters, ...(model.prices?.inputPerMillion || model.market?.inputPerMillion ? { tokensIn: likelyTokens(text, 0) } : {}) };
  const most: Usage = { characters, tokensIn: Buffer.byteLength(request.text), seconds: mostSeconds(characters, fields.speed) };
  return model.door.call({
    ...asked(model, caller, "speech"),
    intent: { request: requestHash(model, "speech", { ...fields, ...(sample ? { sample: digestOf(sample.data) } : {}) }), maxMicros: charged(model, most).costMicros },
    tokens: likelyTokens(text, 0),
    send: (attempt) => refusal.heed(async () => {
      const response = await model.wire.post(attempt, "/audio/speech", { ...fields, ...(sample ? { ref_audio: dataUri(sample) } : {}) });
      const value = await soundIn(model, response, attempt);
      const seconds = await secondsOf(model, caller, value);
      const usage: Usage = { ...likely, ...(seconds === undefined ? {} : { seconds }) };
      return { value, units: { ...usage, ...(likely.tokensIn === undefined ? {} : { estimated: 1 }) }, ...charged(model, usage) };
    }),
  });
}

function fieldsOf(model: RemoteModel, { text, voice, speed, language, emotion, direction, seed, clone }: SpeechRequest, form: Readonly<Learnt>) {
  return {
    model: model.name,
    input: text,
    // A voice kept with the provider goes by its id.
    voice: clone && voice.startsWith("voice_") ? { id: voice } : voice,
    response_format: form.audioFormat,
    speed: Math.min(4, Math.max(0.25, speed)),
    ...(model.can.directions ? { instructions: directions(language, emotion, direction) } : {}),
    ...(seed !== undefined && model.can.seed ? { seed } : {}),
  };
}

/** A second for each character, and some more: nobody speaks as slowly, in any language. */
function mostSeconds(characters: number, speed: number): number {
  return (characters + 5) / speed;
}

function dataUri({ media, data }: { readonly media: string; readonly data: Uint8Array }): string {
  return `data:${media};base64,${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64")}`;
}

async function soundIn(model: RemoteModel, response: Response, attempt: Attempt): Promise<SpeechReply> {
  const bytes = await bytesOf(response, attempt, longest.sound);
  if (bytes.length === 0) throw new WireFault("uncertain", "The sound is empty.");
  const media = audioType(bytes);
  if (media === "audio/wav" && wavSeconds(bytes) === 0) throw new WireFault("uncertain", "The sound is empty.");
  if (media) return { media, bytes, words: [], model: model.name, undone: ["pitch"] };
  const text = new TextDecoder().decode(bytes.subarray(0, 10_000));
  if (/^\s*\{/.test(text)) await parsedReply(model.wire, text, response.headers);
  throw new WireFault("uncertain", `The answer is no sound: ${excerpt(/^[\s\x20-\x7e\u0080-\uffff]{1,200}/.exec(text)?.[0] ?? "bytes of no known kind")}`);
}

/** Only measured where it is charged for, except where it can be read off. */
async function secondsOf(model: RemoteModel, caller: Caller, { media, bytes }: SpeechReply): Promise<number | undefined> {
  const told = media === "audio/wav" ? wavSeconds(bytes) : undefined;
  if (told !== undefined) return Math.round(told * 1000) / 1000;
  if (!model.prices?.perMinute && !model.market?.perMinute) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "reelwright-speech-"));
  try {
    await writeFile(join(folder, "spoken"), bytes);
    await (await caller.use(ffmpeg)).run({ folder, inputs: [{ path: "spoken" }], outputs: [{ path: "spoken.pcm", options: ["-vn", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-f", "s16le"] }] });
    return Math.round((await stat(join(folder, "spoken.pcm"))).size / 32) / 1000;
  } catch (cause) {
    caller.signal.throwIfAborted();
    throw new WireFault("uncertain", "The sound cannot be decoded.", { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
