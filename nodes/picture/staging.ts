import type { CameraMove, Setting, Shot, ShotSize } from "../story/index.ts";
import { Dice } from "./dice.ts";
import { figure, soles } from "./people/figure.ts";
import type { Look } from "./people/look.ts";

/** How close the camera is: everything in the units of a 1080 by 1920 frame. */
export interface Framing {
  /** Height of an adult's head, and where the top of it is when it stands alone. */
  readonly head: number;
  readonly top: number;
  /** How much the set behind is enlarged: less than the people, as through a long lens. */
  readonly zoom: number;
  /** Blur of the set and of what is nearest to the camera. */
  readonly blur: number;
  readonly nearBlur: number;
  /** Edge of the table and its enlargement. */
  readonly table: number;
  readonly tableScale: number;
}

const framings: Readonly<Record<ShotSize, Omit<Framing, "table" | "tableScale">>> = {
  ELS: { head: 116, top: 1060, zoom: 1.02, blur: 0, nearBlur: 5 },
  LS: { head: 206, top: 700, zoom: 1.14, blur: 0, nearBlur: 7 },
  MLS: { head: 326, top: 530, zoom: 1.32, blur: 2, nearBlur: 9 },
  MS: { head: 420, top: 440, zoom: 1.5, blur: 3.6, nearBlur: 11 },
  MCU: { head: 530, top: 380, zoom: 1.72, blur: 6, nearBlur: 14 },
  CU: { head: 680, top: 310, zoom: 2.05, blur: 10, nearBlur: 18 },
  ECU: { head: 960, top: 140, zoom: 2.5, blur: 15, nearBlur: 20 },
};
/** A close shot of nobody shows what lies on the table. */
const insert = { zoom: 1.5, blur: 5, table: 1060, tableScale: 1.7 } as const;

/** No head is so large that its neighbours do not fit beside it: by the number of people. */
const widest = [960, 960, 540, 330, 250, 262] as const;

/** The framing for this many people. */
export function framingOf(size: ShotSize, people: number): Framing {
  const framing = framings[size];
  const most = widest[Math.min(people, 5)] ?? 262;
  const head = Math.min(framing.head, people > 1 && size !== "ECU" ? most * 0.9 : most);
  const top = framing.top + (framing.head - head) * 0.5;
  const wide = size === "ELS" || size === "LS";
  if (people === 0 && !wide) return { ...framing, ...insert };
  return { ...framing, head, top, table: wide ? 1430 : clamp(top + head * 2.12, 1300, 1720), tableScale: clamp(head / 300, 0.62, 2) };
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export interface Placed {
  readonly x: number;
  /** Top of the head. */
  readonly top: number;
  readonly scale: number;
  readonly mirrored: boolean;
}

/** Puts people left to right, looking at each other, taller ones taller; those at the back come first. */
export function place(looks: readonly Look[], framing: Framing, setting: Setting, shot: Shot): Placed[] {
  const count = looks.length;
  const rows = count > 4 ? 2 : 1;
  const perRow = Math.ceil(count / rows);
  const spacing = Math.min(framing.head * 1.42, 800 / Math.max(perRow - 0.2, 1));
  const baseline = framing.top + (figure.feet - figure.top) * (framing.head / figure.headHeight);
  const alone = setting.characters.indexOf(shot.characters[0] ?? "") % 2 === 1;
  return looks.map((look, index) => {
    const row = rows === 2 && index % 2 === 1 ? 1 : 0;
    const column = rows === 2 ? Math.floor(index / 2) : index;
    const across = (column - (perRow - 1) / 2) * spacing + (row === 1 ? spacing / 2 : 0) - (rows === 2 && count % 2 === 0 ? spacing / 4 : 0);
    const mirrored = count === 1 ? alone : across > 1 || (across > -1 && index % 2 === 1);
    const scale = (framing.head / figure.headHeight) * stature(look) * (row === 1 ? 0.86 : 1);
    const lower = baseline - (soles(look) - figure.top) * scale - framing.top;
    // Close to the camera a child's head would slide out of the frame: it comes up as on a chair.
    const top = framing.top + Math.min(lower, framing.head * (framing.head > 300 ? 0.3 : 4)) - row * framing.head * 1.02;
    return { x: 540 + (count === 1 ? (mirrored ? 46 : -46) * Math.min(1, framing.head / 300) : across), top, scale, mirrored };
  });
}

function stature(look: Look): number {
  return { child: 0.84, teen: 0.95, adult: 1, elder: 0.95 }[look.years] * (look.feminine && look.years === "adult" ? 0.96 : 1);
}

/** Where the set behind is looked at: other angles on the same people see other parts of it. */
export function outlook(setting: Setting, shot: Shot, zoom: number): { readonly x: number } {
  const dice = new Dice("outlook", setting.location, shot.characters.join(","), shot.size);
  const room = (zoom - 1) * 540;
  return { x: dice.between(-room, room) * 0.75 };
}

/** How far the camera goes: near to a face little is much. Never so far that a face leaves the frame. */
export function amountOf(size: ShotSize, move: CameraMove): number {
  const reach = { ELS: 0.16, LS: 0.14, MLS: 0.12, MS: 0.11, MCU: 0.1, CU: 0.08, ECU: 0.07 }[size];
  return move === "drift" ? Math.max(0.05, reach * 0.6) : reach;
}
