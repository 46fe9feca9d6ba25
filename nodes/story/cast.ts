import { Audio, File, Image, type Static, Type, valueType } from "../../runtime/contract/index.ts";
import { Emotion } from "./vocabulary.ts";

/** The five groups of visual attributes by which a person is recognised from shot to shot. */
export const Attributes = Type.Object({
  face: Type.Record(Type.String(), Type.String()),
  hair: Type.Record(Type.String(), Type.String()),
  clothing: Type.Record(Type.String(), Type.String()),
  body: Type.Record(Type.String(), Type.String()),
  marks: Type.Record(Type.String(), Type.String()),
}, { title: "Visual attributes" });
export type Attributes = Static<typeof Attributes>;

/** A character's visual identity. Everything that shows the character is made from this and nothing else. */
export const Anchor = valueType("story/anchor", Type.Object({
  id: Type.String({ description: "The character's id." }),
  name: Type.String(),
  /** sha256 over the reference's digest and the canonical attributes: changes exactly when the identity does. */
  anchor: Type.String({ pattern: "^[0-9a-f]{64}$" }),
  age: Type.Optional(Type.Integer()),
  gender: Type.String(),
  attributes: Attributes,
  emotionalRange: Type.Array(Emotion),
  reference: Type.Optional(Image),
  /** The identity-locked part of every prompt that shows the character; the same bytes every time. */
  lock: Type.Optional(Type.String()),
  source: Type.String({ description: "`description`, `reference`, or `offline draft`." }),
}));
export type Anchor = Static<typeof Anchor>;

/** That a living person agreed to their voice being used: who, when, and what shows it. */
export const Consent = Type.Object({
  by: Type.String({ minLength: 1, description: "The person whose voice it is, or who may speak for them." }),
  at: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "The day it was given." }),
  document: Type.String({ minLength: 1, description: "Where it is written down: a file's name or digest, a contract's number." }),
  file: Type.Optional(File),
}, { title: "Consent" });
export type Consent = Static<typeof Consent>;

export const Voice = valueType("story/voice", Type.Object({
  id: Type.String({ description: "The character's id." }),
  voice: Type.String({ description: "The speech provider's voice name." }),
  language: Type.String(),
  /** 1 is the voice's natural speed. */
  speed: Type.Number({ minimum: 0.5, maximum: 2 }),
  /** Semitones from the voice's natural pitch. */
  pitch: Type.Number({ minimum: -12, maximum: 12 }),
  /** For engines that take directions: the character's way of speaking, in words. */
  style: Type.Optional(Type.String()),
  /** Set when the voice is made after a person's. */
  clone: Type.Optional(Type.Object({ consent: Consent, sample: Type.Optional(Audio) })),
}));
export type Voice = Static<typeof Voice>;

/** Who speaks with which voice. */
export const VoiceCast = valueType("story/voice-cast", Type.Object({ voices: Type.Array(Voice) }));
export type VoiceCast = Static<typeof VoiceCast>;

/** One line, spoken. Its length is measured from the samples, never promised by the engine. */
export const SpokenLine = valueType("story/spoken-line", Type.Object({
  id: Type.String({ description: "The line's id." }),
  speaker: Type.String(),
  text: Type.String(),
  emotion: Emotion,
  /** WAV, 48 kHz, mono, silence trimmed at both ends. */
  audio: Audio,
  ms: Type.Integer({ minimum: 1 }),
  words: Type.Array(Type.Object({ text: Type.String(), start: Type.Integer(), end: Type.Integer() })),
  voice: Type.String(),
  /** Of a voice made after a person's: kept with everything it says. */
  consent: Type.Optional(Consent),
  source: Type.String({ description: "The stand-in's label, or the model." }),
}));
export type SpokenLine = Static<typeof SpokenLine>;
