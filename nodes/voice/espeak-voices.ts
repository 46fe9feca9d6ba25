import type { SpeechVoice } from "../../runtime/contract/index.ts";

/** A character voice made of an espeak-ng variant (the throat) and a pitch. */
export interface EspeakVoice extends SpeechVoice {
  readonly variant: string;
  /** espeak-ng's 0 to 99; Mandarin and English voices start from different heights. */
  readonly pitch: { readonly zh: number; readonly en: number };
}

/**
 * The pitches were set by measuring, so that a voice speaks both languages at the same height and no two voices are
 * closer than a semitone. The number before each is its median in hertz over three sentences.
 */
export const espeakVoices: readonly EspeakVoice[] = [
  /* 285 */ { name: "girl", gender: "female", age: "child", variant: "f3", pitch: { zh: 95, en: 84 } },
  /* 262 */ { name: "boy", gender: "male", age: "child", variant: "f1", pitch: { zh: 93, en: 86 } },
  /* 243 */ { name: "bright", gender: "female", age: "young", variant: "f3", pitch: { zh: 81, en: 68 } },
  /* 225 */ { name: "lively", gender: "female", age: "young", variant: "linda", pitch: { zh: 56, en: 50 } },
  /* 208 */ { name: "gentle", gender: "female", age: "young", variant: "f5", pitch: { zh: 63, en: 54 } },
  /* 193 */ { name: "warm", gender: "female", age: "adult", variant: "f2", pitch: { zh: 64, en: 51 } },
  /* 179 */ { name: "clear", gender: "female", age: "adult", variant: "f1", pitch: { zh: 62, en: 52 } },
  /* 167 */ { name: "auntie", gender: "female", age: "elder", variant: "f4", pitch: { zh: 56, en: 45 } },
  /* 155 */ { name: "grandmother", gender: "female", age: "elder", variant: "grandma", pitch: { zh: 49, en: 12 } },
  /* 146 */ { name: "youth", gender: "male", age: "young", variant: "Alex", pitch: { zh: 78, en: 77 } },
  /* 136 */ { name: "lad", gender: "male", age: "young", variant: "Nguyen", pitch: { zh: 64, en: 41 } },
  /* 125 */ { name: "earnest", gender: "male", age: "young", variant: "m3", pitch: { zh: 81, en: 70 } },
  /* 115 */ { name: "steady", gender: "male", age: "adult", variant: "benjamin", pitch: { zh: 75, en: 65 } },
  /* 106 */ { name: "grandfather", gender: "male", age: "elder", variant: "grandpa", pitch: { zh: 67, en: 55 } },
  /*  98 */ { name: "calm", gender: "male", age: "adult", variant: "m1", pitch: { zh: 68, en: 57 } },
  /*  89 */ { name: "deep", gender: "male", age: "adult", variant: "m7", pitch: { zh: 54, en: 30 } },
  /*  81 */ { name: "old-uncle", gender: "male", age: "elder", variant: "m2", pitch: { zh: 40, en: 31 } },
];
