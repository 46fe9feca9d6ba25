import type { Emotion, Gender, TimeOfDay } from "../../story/index.ts";

/**
 * What the offline draft writer knows of a language: people, places, a season of chapters, and customs with frames from
 * which any number of side episodes are made. Texts hold slots: `{lead}` is filled from the world, `{this|that}` is
 * decided by the seed.
 */
export interface Grammar {
  readonly language: "zh" | "en";
  /** What a theme must touch to be a story this grammar can tell. */
  readonly understands: RegExp;
  readonly pairs: readonly Pair[];
  readonly trades: readonly Trade[];
  readonly shops: readonly Slots[];
  readonly tokens: readonly Slots[];
  readonly bonds: readonly { readonly match: RegExp; readonly bond: string }[];
  readonly people: Readonly<Record<Role, Person>>;
  readonly relations: readonly { readonly from: Role; readonly to: Role; readonly kind: string; readonly address: string }[];
  readonly bible: BibleTexts;
  readonly chapters: readonly Chapter[];
  /** Which chapters (by index) tell a season of 1, 2, … episodes; all of them from there on. */
  readonly seasons: readonly (readonly number[])[];
  readonly customs: readonly Custom[];
  /** Scenes about a custom: at home, between the two leads, and closing. */
  readonly frames: { readonly home: readonly Frame[]; readonly pair: readonly Frame[]; readonly closing: readonly Frame[] };
  readonly side: SideTexts;
  /** A scene about something that must occur and that nothing else in the grammar knows; has the slot `{must}`. */
  readonly mustScene: SceneTemplate;
  /** Words a required thing may be named by, to the motif that scenes and customs have. */
  readonly motifs: readonly { readonly motif: string; readonly match: RegExp }[];
  /** Spoken signs or words a second. */
  readonly pace: (text: string) => number;
}

export type Slots = Readonly<Record<string, string>>;
export const roles = ["lead", "friend", "gran", "dad", "mom", "kid", "neighbour", "rival"] as const;
export type Role = (typeof roles)[number];

export interface Pair {
  readonly lead: { readonly name: string; readonly gender: Gender };
  readonly friend: { readonly name: string; readonly gender: Gender };
  readonly slots: Slots;
}

export interface Trade {
  readonly match: RegExp;
  readonly slots: Slots;
}

export interface Person {
  readonly name: string;
  readonly age: number;
  /** `lead` and `friend` take it from the pair. */
  readonly gender?: Gender;
  readonly role: string;
  readonly personality: string;
  readonly speakingStyle: string;
  readonly appearance: Readonly<Record<Gender, string>> | string;
  readonly outfit: string;
  /** Worn from New Year's Day on. */
  readonly newOutfit: string;
}

export interface BibleTexts {
  readonly titles: readonly string[];
  readonly logline: string;
  readonly acts: readonly { readonly title: string; readonly summary: string }[];
  readonly subplots: readonly { readonly title: string; readonly summary: string; readonly characters: readonly Role[] }[];
  readonly newClothes: string;
}

export interface SideTexts {
  /** By the use of the custom: a season may come back to it twice. */
  readonly titles: readonly string[];
  readonly loglines: readonly string[];
}

export interface Chapter {
  readonly title: string;
  readonly date: string;
  readonly lunarDate: string;
  readonly logline: string;
  readonly hook: string;
  readonly cliffhanger: string;
  readonly facts: readonly string[];
  readonly turningPoint?: string;
  readonly scenes: readonly SceneTemplate[];
  /** No side episode may come between this chapter and the next. */
  readonly tight?: true;
}

export interface SceneTemplate {
  readonly place: string;
  readonly interior: boolean;
  readonly time: TimeOfDay;
  readonly mood: Emotion;
  readonly who: readonly Role[];
  readonly purpose: string;
  readonly props?: readonly string[];
  readonly motifs?: readonly string[];
  /** See `script-text.ts`. */
  readonly script: string;
}

export interface Frame extends SceneTemplate {
  readonly fact: string;
  readonly cliffhanger?: string;
}

export interface Custom {
  readonly phase: "before" | "after";
  readonly motif?: string;
  readonly slots: Slots;
}
