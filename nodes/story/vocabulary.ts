import { Type } from "../../runtime/contract/index.ts";

/**
 * The closed word lists of the drama packs. Adding a word is compatible; taking one away is a new version of every
 * node type that reads it.
 */

/** A closed list of words, as a schema whose type is the words. */
export function oneOf<const W extends readonly string[]>(list: W, title: string) {
  return Type.Unsafe<W[number]>(Type.Union(list.map((word) => Type.Literal(word)), { title }));
}

/** Emotions a line, shot or scene can carry; voices, faces and music all read the same list. */
export const emotions = ["neutral", "joyful", "family-warm", "nostalgic", "light-hearted", "romantic", "dramatic", "sad", "angry", "anxious", "surprised", "determined"] as const;
export type Emotion = (typeof emotions)[number];
export const Emotion = oneOf(emotions, "Emotion");

/** Camera sizes, widest to closest: extreme long shot to extreme close-up. */
export const shotSizes = ["ELS", "LS", "MLS", "MS", "MCU", "CU", "ECU"] as const;
export type ShotSize = (typeof shotSizes)[number];
export const ShotSize = oneOf(shotSizes, "Shot size");

/** What the camera does during a shot. There is no `static`: a still held for seconds reads as a frozen picture. */
export const cameraMoves = ["push-in", "pull-out", "pan-left", "pan-right", "tilt-up", "tilt-down", "drift"] as const;
export type CameraMove = (typeof cameraMoves)[number];
export const CameraMove = oneOf(cameraMoves, "Camera move");

/** How one shot goes over into the next; `fade` goes through black. */
export const transitionKinds = ["cut", "dissolve", "wipe", "fade"] as const;
export type TransitionKind = (typeof transitionKinds)[number];
export const TransitionKind = oneOf(transitionKinds, "Transition");

/** When a scene plays. */
export const timesOfDay = ["dawn", "morning", "day", "dusk", "evening", "night"] as const;
export type TimeOfDay = (typeof timesOfDay)[number];
export const TimeOfDay = oneOf(timesOfDay, "Time of day");

/** For casting voices and drawing people. */
export const genders = ["female", "male", "unspecified"] as const;
export type Gender = (typeof genders)[number];
export const Gender = oneOf(genders, "Gender");

/** Spoken in picture, spoken by a narrator (VO), thought or spoken out of picture (OS), or only shown as a card. */
export const lineKinds = ["dialogue", "voiceover", "os", "caption"] as const;
export type LineKind = (typeof lineKinds)[number];
export const LineKind = oneOf(lineKinds, "Kind of line");
