import { Audio, defineNode, fail, File, port, Type } from "../../runtime/contract/index.ts";
import { Character, Voice } from "../story/index.ts";
import { type ConsentGiven, consentOf } from "./consent.ts";

/** Gives a character a voice of the author's choosing; `voice/cast` takes it as fixed. */
export const voice = defineNode({
  type: "voice/voice",
  version: 1,
  title: "Voice",
  summary: "Gives a character a voice: one of the speech provider's own, or one made after a person's, with that person's consent.",
  inputs: {
    character: port.value(Character, { title: "Character" }),
    voice: port.value(Type.String({ title: "Voice", minLength: 1, description: "The speech provider's voice name." }), { optional: true }),
    speed: port.value(Type.Number({ title: "Speed", minimum: 0.5, maximum: 2, default: 1 })),
    pitch: port.value(Type.Number({ title: "Pitch (semitones)", minimum: -12, maximum: 12, default: 0 })),
    language: port.value(Type.String({ title: "Language", default: "zh-CN" })),
    clone: port.value(Type.String({ title: "Cloned voice", minLength: 1, description: "In place of a voice: the name under which the speech provider keeps one made after a person's." }), { optional: true }),
    sample: port.value(Audio, { title: "Sample of the person", optional: true, summary: "A recording, for speech providers that speak after one." }),
    consent: port.value(Type.Object({
      by: Type.Optional(Type.String({ title: "Given by" })),
      at: Type.Optional(Type.String({ title: "On", description: "As `2026-01-05`." })),
      document: Type.Optional(Type.String({ title: "Document" })),
    }, { title: "Consent", default: {}, additionalProperties: false }), { summary: "Who agreed to the cloned voice, on which day, and where it is written down. Needed for it." }),
    document: port.value(File, { title: "Consent as a file", optional: true }),
  },
  outputs: { voice: port.value(Voice, { title: "Voice" }) },
  async run({ inputs }) {
    const { character, voice: preset, clone, sample, consent, document, speed, pitch, language } = inputs;
    const style = character.speakingStyle.trim();
    const common = { id: character.id, language, speed, pitch, ...(style === "" ? {} : { style }) };
    const given: ConsentGiven = { ...consent, ...(document ? { file: document } : {}) };
    const isClone = clone !== undefined || sample !== undefined;
    checkChoice(character.name, { preset, isClone, hasConsent: Object.keys(given).length > 0 });
    if (preset !== undefined) return { voice: { ...common, voice: preset } };
    return { voice: { ...common, voice: clone ?? character.id, clone: { consent: consentOf(given, character.name), ...(sample ? { sample } : {}) } } };
  },
});

/** Which voice is meant must be beyond doubt: nobody is to be cloned, or not, by mistake. */
function checkChoice(name: string, { preset, isClone, hasConsent }: { preset: string | undefined; isClone: boolean; hasConsent: boolean }): void {
  const hint = "Give the name of a voice, or, for one made after a person's, the clone's name or a sample, with the consent.";
  if (preset !== undefined && isClone) fail({ code: "VOICE_UNCLEAR", message: `${name} is given both a voice and a cloned voice.`, hint });
  if (!isClone && hasConsent) fail({ code: "VOICE_UNCLEAR", message: `${name} is given a consent, but no cloned voice that it is for.`, hint });
  if (preset === undefined && !isClone) fail({ code: "VOICE_UNCLEAR", message: `${name} is given no voice.`, hint });
}
