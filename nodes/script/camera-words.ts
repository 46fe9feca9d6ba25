import type { CameraMove, ShotSize, Transition } from "../story/index.ts";
import type { CameraNote } from "./blocks.ts";

/** Longest first where one is part of another: `大特写` before `特写`. */
const sizes: readonly (readonly [RegExp, ShotSize])[] = [
  [/大特写|EXTREME CLOSE|\bECU\b|\bINSERT\b/i, "ECU"],
  [/中近景|近景|MEDIUM CLOSE|\bMCU\b/i, "MCU"],
  [/特写|CLOSE[ -]?(ON|UP)|\bCU\b|ANGLE ON/i, "CU"],
  [/大远景|远景|航拍|空镜|EXTREME (LONG|WIDE)|ESTABLISHING|AERIAL|\bELS\b/i, "ELS"],
  [/中全景|MEDIUM (LONG|WIDE)|\bMLS\b/i, "MLS"],
  [/全景|LONG SHOT|WIDE|\bLS\b/i, "LS"],
  [/中景|双人|MEDIUM SHOT|TWO[ -]SHOT|\bMS\b/i, "MS"],
];

const moves: readonly (readonly [RegExp, CameraMove])[] = [
  [/推镜|推近|推进|PUSH(ES)? IN|DOLLY IN|ZOOM IN/i, "push-in"],
  [/拉镜|拉远|拉开|PULL(S)? (OUT|BACK)|DOLLY OUT|ZOOM OUT/i, "pull-out"],
  [/左摇|PAN(S)? LEFT/i, "pan-left"],
  [/右摇|摇镜|横移|PAN(S)?( RIGHT)?\b|TRACKING/i, "pan-right"],
  [/仰拍|上摇|TILT(S)? UP/i, "tilt-up"],
  [/俯拍|下摇|TILT(S)? DOWN/i, "tilt-down"],
  [/跟拍|手持|HANDHELD|FOLLOW(S|ING)?\b/i, "drift"],
];

/** Reads `特写`, `推镜头`, `CLOSE ON`. @returns undefined when it says nothing about the camera */
export function readCameraNote(text: string): CameraNote | undefined {
  const size = sizes.find(([pattern]) => pattern.test(text))?.[1];
  const move = moves.find(([pattern]) => pattern.test(text))?.[1];
  if (!size && !move) return undefined;
  return { ...(size && { size }), ...(move && { move }) };
}

/** Reads `叠化`, `CUT TO:`, `FADE TO BLACK.`; lengths are the usual ones of vertical drama. */
export function readTransition(text: string): Transition | undefined {
  if (/黑场|淡出|淡入|渐隐|渐黑|化黑|FADE|BLACK ?OUT/i.test(text)) return { kind: "fade", ms: 800 };
  if (/叠化|溶|化入|化出|闪回|回忆|DISSOLVE|CROSS ?FADE|FLASH ?BACK/i.test(text)) return { kind: "dissolve", ms: 600 };
  if (/划|擦|WIPE/i.test(text)) return { kind: "wipe", ms: 500 };
  if (/切|CUT|SMASH|JUMP|MATCH/i.test(text)) return { kind: "cut", ms: 0 };
  return undefined;
}
