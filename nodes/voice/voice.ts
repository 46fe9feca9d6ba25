import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Character, Voice } from "../story/index.ts";

/** Gives a character a voice of the author's choosing; `voice/cast` takes it as fixed. */
export const voice = defineNode({
  type: "voice/voice",
  version: 1,
  title: "Voice",
  summary: "Gives a character a voice by name.",
  inputs: {
    character: port.value(Character, { title: "Character" }),
    voice: port.value(Type.String({ title: "Voice", minLength: 1, description: "The speech provider's voice name." })),
    speed: port.value(Type.Number({ title: "Speed", minimum: 0.5, maximum: 2, default: 1 })),
    pitch: port.value(Type.Number({ title: "Pitch (semitones)", minimum: -12, maximum: 12, default: 0 })),
    language: port.value(Type.String({ title: "Language", default: "zh-CN" })),
  },
  outputs: { voice: port.value(Voice, { title: "Voice" }) },
  async run({ inputs }) {
    const { character, voice: name, speed, pitch, language } = inputs;
    return { voice: { id: character.id, voice: name, language, speed, pitch } };
  },
});
