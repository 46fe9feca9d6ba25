import type { Emotion } from "../../story/index.ts";
import type { Dice } from "../dice.ts";
import type { Point } from "../draw.ts";

/** Elbow and hand of one arm, from the middle of the chest at shoulder height; `side` -1 is the arm on the left of the picture. */
export interface Arm {
  readonly elbow: Point;
  readonly hand: Point;
}
export type Pose = readonly [left: Arm, right: Arm];

/** What hands hold. */
export type Held = "bowl" | "phone" | "envelope" | "gift" | "cup" | "letter";

const down = (side: -1 | 1, half: number): Arm => ({ elbow: [side * (half + 22), 250], hand: [side * (half - 4), 470] });
const bent = (side: -1 | 1, half: number, hand: Point): Arm => ({ elbow: [side * (half + 18), 265], hand });

/** @param half half the width of the shoulders */
const poses: Readonly<Record<string, (half: number) => Pose>> = {
  rest: (half) => [down(-1, half), down(1, half)],
  clasp: (half) => [bent(-1, half, [-34, 388]), bent(1, half, [34, 380])],
  hold: (half) => [bent(-1, half, [-104, 350]), bent(1, half, [104, 350])],
  heart: (half) => [down(-1, half), bent(1, half, [6, 190])],
  wave: (half) => [down(-1, half), { elbow: [half + 100, 170], hand: [half + 134, -90] }],
  open: (half) => [
    { elbow: [-half - 72, 235], hand: [-half - 150, 60] },
    { elbow: [half + 72, 235], hand: [half + 150, 60] },
  ],
  hips: (half) => [
    { elbow: [-half - 112, 250], hand: [-half + 34, 408] },
    { elbow: [half + 112, 250], hand: [half - 34, 408] },
  ],
  cross: (half) => [
    { elbow: [-half - 6, 280], hand: [half - 92, 262] },
    { elbow: [half + 6, 280], hand: [-half + 96, 216] },
  ],
  fist: (half) => [down(-1, half), { elbow: [half + 46, 270], hand: [half + 20, 60] }],
  show: (half) => [down(-1, half), { elbow: [half + 58, 260], hand: [half + 116, 110] }],
  reading: (half) => [down(-1, half), bent(1, half, [96, 196])],
};

const byEmotion: Readonly<Record<Emotion, readonly string[]>> = {
  neutral: ["rest", "clasp", "rest"],
  joyful: ["wave", "open", "show"],
  "family-warm": ["show", "clasp", "heart"],
  nostalgic: ["clasp", "heart", "rest"],
  "light-hearted": ["hips", "show", "wave"],
  romantic: ["heart", "clasp", "rest"],
  dramatic: ["fist", "open", "heart"],
  sad: ["clasp", "rest", "heart"],
  angry: ["fist", "hips", "cross"],
  anxious: ["clasp", "heart", "clasp"],
  surprised: ["open", "heart", "show"],
  determined: ["fist", "cross", "hips"],
};

/** Arms that go with the feeling, or with what is in the hands. */
export function poseOf(emotion: Emotion, held: Held | undefined, half: number, dice: Dice): Pose {
  const name = held === undefined ? dice.pick(byEmotion[emotion]) : held === "phone" || held === "letter" ? "reading" : "hold";
  return (poses[name] ?? poses["rest"]!)(half);
}
