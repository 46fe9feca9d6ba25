/**
 * What turning a wheel or two fingers on a pad mean. A pinch comes as a wheel with Ctrl held, and zooms. A wheel with
 * notches zooms; fingers on a pad, which move both ways and by small amounts, move the view. Shift moves it sideways.
 */
export interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  /** What browsers told before `deltaY` was invented: multiples of 120 for notches, -3 × deltaY for pads. */
  readonly wheelDeltaY?: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

export type WheelMeaning = "zoom" | "pan";

/** One turn of the fingers is many events, the last ones slow: what it means is decided at its beginning. */
const sameTurnMs = 250;

export class WheelReader {
  private meaning: WheelMeaning = "pan";
  private last = -Infinity;

  /** @param at when it came, in milliseconds */
  read(turn: WheelTurn, at: number): WheelMeaning {
    if (turn.ctrlKey || turn.metaKey) return "zoom";
    if (turn.shiftKey) return "pan";
    const goesOn = at - this.last < sameTurnMs;
    this.last = at;
    if (turn.deltaX !== 0) this.meaning = "pan";
    else if (!goesOn) this.meaning = hasNotches(turn) ? "zoom" : "pan";
    return this.meaning;
  }
}

function hasNotches({ deltaY, deltaMode, wheelDeltaY = 0 }: WheelTurn): boolean {
  if (deltaMode !== 0) return true;
  if (wheelDeltaY !== 0 && wheelDeltaY % 120 === 0) return true;
  return Math.abs(deltaY) >= 50 && Number.isInteger(deltaY) && wheelDeltaY !== -3 * deltaY;
}

/** The factor by which a turn zooms. */
export function zoomFactor({ deltaY, deltaMode, ctrlKey }: WheelTurn): number {
  const pixels = deltaMode === 1 ? deltaY * 33 : deltaMode === 2 ? deltaY * 300 : deltaY;
  // A pinch tells of far less than a notch does.
  const strength = ctrlKey && Math.abs(pixels) < 50 ? 0.01 : 0.0018;
  return Math.exp(-Math.max(-160, Math.min(160, pixels)) * strength);
}
