import type { ShotSize, CameraMove, TimeOfDay, Transition } from "../story/index.ts";

/** What the screenplay formats have in common: a text is a list of these, in order, each with the line it came from. */
export type Block = { readonly line: number } & (
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "episode"; readonly index: number; readonly title: string }
  | { readonly kind: "profile"; readonly name: string; readonly text: string }
  | { readonly kind: "scene"; readonly heading: SceneHeading }
  | { readonly kind: "summary"; readonly text: string }
  | { readonly kind: "cast"; readonly names: readonly string[] }
  | { readonly kind: "props"; readonly names: readonly string[] }
  | { readonly kind: "wardrobe"; readonly character: string; readonly outfit: string; readonly reason?: string }
  | { readonly kind: "action"; readonly text: string }
  | { readonly kind: "camera"; readonly note: CameraNote; readonly text: string }
  | { readonly kind: "speech"; readonly speech: Speech }
  | { readonly kind: "caption"; readonly text: string }
  | { readonly kind: "transition"; readonly transition: Transition }
  /** Words that belong to no part of a screenplay, or that the story has no place for. */
  | { readonly kind: "unplaced"; readonly text: string; readonly why: string; readonly hint: string }
  /** Words that were placed, but by a guess the author should see. */
  | { readonly kind: "doubt"; readonly text: string; readonly why: string; readonly hint: string }
);

export interface SceneHeading {
  /** As numbered in the text; scenes without a number are counted. */
  readonly episode?: number;
  readonly number?: number;
  readonly location: string;
  readonly interior?: boolean;
  readonly timeOfDay?: TimeOfDay;
  /** `month-day` of the Chinese calendar. */
  readonly lunarDate?: string;
}

/** A wish for the camera: `【特写】`, `CLOSE ON`. */
export interface CameraNote {
  readonly size?: ShotSize;
  readonly move?: CameraMove;
}

export interface Speech {
  readonly name: string;
  /** What stands in parentheses after the name, under it, or inside the words, without the parentheses. */
  readonly parentheticals: readonly string[];
  readonly text: string;
  /** Spoken at the same time as the speech before. */
  readonly dual: boolean;
  /** Where an off-screen speaker is: `os` means a thought in Chinese scripts and "out of the picture" in English ones. */
  readonly osMeans: "thought" | "offscreen";
}
