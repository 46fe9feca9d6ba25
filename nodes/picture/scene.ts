import type { Dice } from "./dice.ts";
import type { Box, Sheet } from "./draw.ts";
import type { Light } from "./light.ts";

/** What a set is painted from. */
export interface Canvas {
  readonly sheet: Sheet;
  readonly light: Light;
  /** The part of the set that the camera sees. */
  readonly view: Box;
  readonly festive: boolean;
  /** Snow falls, or fireworks rise, where there is a sky to be seen. */
  readonly weather: "clear" | "snow" | "fireworks";
  /** Decided by the name of the place, so that it looks the same in every shot and scene. */
  readonly dice: Dice;
  /** A colour as it looks under the light of the hour. */
  readonly c: (colour: string) => string;
}

/** A soft light added after painting, so that lamps bloom: place, reach, colour, strength 0 to 1. */
export interface Glow {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly colour: string;
  readonly strength: number;
}

/** A painted place, in the units of a 1080 by 1920 frame. */
export interface PaintedSet {
  /** Everything behind the people. */
  readonly back: string;
  readonly glows: readonly Glow[];
  /** What people stand or sit behind, drawn over them: 1,080 wide, its top edge at y 0. */
  readonly table?: string;
  /** Out of focus, nearest to the camera. */
  readonly near?: string;
}

export type SetPainter = (canvas: Canvas) => PaintedSet;
