import { fail } from "../../runtime/contract/index.ts";
import type { Anchor } from "./cast.ts";
import { lockOf } from "./identity.ts";
import type { Setting, Shot } from "./script.ts";
import type { CameraMove, Emotion, ShotSize, TimeOfDay } from "./vocabulary.ts";

/** The anchors of those in the shot, in the shot's order. @throws ProblemError ANCHOR_MISSING */
export function presentIn(shot: Shot, anchors: readonly Anchor[]): Anchor[] {
  const byId = new Map(anchors.map((anchor) => [anchor.id, anchor]));
  return shot.characters.map(
    (id) =>
      byId.get(id) ??
      fail({
        code: "ANCHOR_MISSING",
        message: `Shot "${shot.id}" shows "${id}", for whom there is no anchor.`,
        hint: `Feed the character "${id}" through cast/character and cast/lock, and its anchor into this node.`,
      }),
  );
}

/** The identity-locked block of a person, as every request must carry it. */
export const blockOf = (anchor: Anchor): string => anchor.lock ?? lockOf(anchor);

/** The prompt of one shot: the identity blocks of those in it, verbatim, then everything that is this shot's own. */
export function shotPrompt(setting: Setting, shot: Shot, present: readonly Anchor[], names: ReadonlyMap<string, string>): string {
  return [...present.map(blockOf), ownWords(setting, shot, present, (id) => names.get(id) ?? id)].join("\n\n");
}

function ownWords(setting: Setting, shot: Shot, present: readonly Anchor[], nameOf: (id: string) => string): string {
  const here = new Set(present.map(({ id }) => id));
  const wardrobe = setting.wardrobe
    .filter(({ character }) => here.has(character))
    .map(({ character, outfit, reason }) => `${nameOf(character)} wears ${outfit}${reason ? ` (${reason})` : ""}`);
  const props = setting.props.map(({ name, state, holder }) => `${state ? `${state} ` : ""}${name}${holder ? ` held by ${nameOf(holder)}` : ""}`);
  return [
    `Shot: ${sizes[shot.size]}; ${moves[shot.move]}.`,
    placeWords(setting),
    ...(present.length > 0 ? [`In the picture, left to right: ${present.map(({ name }) => name).join(", ")}.`] : ["Nobody is in the picture."]),
    ...(shot.description ? [`Seen: ${shot.description}`] : []),
    ...(wardrobe.length > 0 ? [`Only in this scene: ${wardrobe.join("; ")}.`] : []),
    ...(props.length > 0 ? [`Props: ${props.join(", ")}.`] : []),
    `Feeling: ${feelingWords[shot.emotion]}.`,
    ...festiveWords(setting, shot.description),
    "Vertical 9:16 frame; faces clear of the lowest quarter, which is for subtitles; no lettering, no watermark.",
  ].join("\n");
}

export const placeWords = ({ location, interior, timeOfDay }: Setting): string =>
  `Place: ${location}, ${interior ? "interior" : "exterior"}; ${times[timeOfDay]}.`;

/** From the middle of the twelfth month to the Lantern Festival of the first, or where the words say so themselves. */
export function festiveWords({ lunarDate, location }: Setting, description = ""): string[] {
  const named = /春节|除夕|过年|年夜饭|大年|Spring Festival|Lunar New Year|Chinese New Year/i.test(`${location} ${description}`);
  const inSeason = lunarDate !== undefined && /^(12-(1[5-9]|2\d|30)|0?1-(0?\d|1[0-5]))$/.test(lunarDate);
  if (!named && !inSeason) return [];
  const day = { "12-30": "New Year's Eve", "12-29": "the last days of the year", "01-01": "New Year's Day", "01-15": "the Lantern Festival" }[lunarDate ?? ""];
  return [`Spring Festival${day ? `, ${day}` : ""}: red lanterns, couplets beside the door, paper-cuts on the windows, warm light.`];
}

const sizes: Readonly<Record<ShotSize, string>> = {
  ELS: "extreme long shot, people small in a wide place",
  LS: "long shot, full figures",
  MLS: "medium long shot, from the knees up",
  MS: "medium shot, from the waist up",
  MCU: "medium close-up, chest and head",
  CU: "close-up of the face",
  ECU: "extreme close-up, the face fills the frame",
};
const moves: Readonly<Record<CameraMove, string>> = {
  "push-in": "the camera moves slowly closer",
  "pull-out": "the camera moves slowly away",
  "pan-left": "the camera pans left",
  "pan-right": "the camera pans right",
  "tilt-up": "the camera tilts up",
  "tilt-down": "the camera tilts down",
  drift: "the camera drifts slightly",
};
/** What the camera does, in the words of every prompt. */
export const moveWords = (move: CameraMove): string => moves[move];

const times: Readonly<Record<TimeOfDay, string>> = {
  dawn: "dawn, pale pink light",
  morning: "morning, clear slanting light",
  day: "day, even light",
  dusk: "dusk, orange sky",
  evening: "evening, lamps lit, blue outside",
  night: "night, lamplight against the dark",
};
/** How a feeling shows. */
export const feelingWords: Readonly<Record<Emotion, string>> = {
  neutral: "calm, natural faces",
  joyful: "joy, open laughter",
  "family-warm": "warmth between family, soft smiles",
  nostalgic: "nostalgia, a thoughtful half-smile",
  "light-hearted": "light-hearted teasing, raised brow",
  romantic: "tender, shy glances",
  dramatic: "high tension, wide eyes",
  sad: "grief held back, lowered eyes",
  angry: "anger, drawn brows",
  anxious: "worry, tense shoulders",
  surprised: "surprise, raised brows, open mouth",
  determined: "resolve, steady look",
};
