import { defineNode, fail, port, speech, Type } from "../../runtime/contract/index.ts";
import { Character, Voice, VoiceCast } from "../story/index.ts";
import { castVoices } from "./casting.ts";

/** Casts the voices the speech provider offers; voices that are fixed stay as they are. */
export const cast = defineNode({
  type: "voice/cast",
  version: 1,
  title: "Cast voices",
  summary: "Gives every character a voice of their own, by gender and age.",
  inputs: {
    characters: port.value(Type.Array(Character), { title: "Characters" }),
    fixed: port.value(Type.Array(Voice), { title: "Voices already given", optional: true, many: true }),
    language: port.value(Type.String({ title: "Language", default: "zh-CN" })),
  },
  outputs: { cast: port.value(VoiceCast, { title: "Voice cast" }) },
  uses: [speech],

  async run({ inputs, context }) {
    const { characters, fixed = [], language } = inputs;
    const offered = await (await context.use(speech)).voices(language);
    const open = characters.filter(({ id }) => !fixed.some((voice) => voice.id === id));
    if (offered.length === 0 && open.length > 0) {
      fail({ code: "VOICES_MISSING", message: `The speech provider offers no voice for "${language}".`, hint: "Give each character a voice with `voice/voice`, or configure a provider that speaks the language." });
    }
    return { cast: { voices: castVoices(characters, fixed, offered, language) } };
  },
});
