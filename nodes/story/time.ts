import { type Static, Type, fail } from "../../runtime/contract/index.ts";

/**
 * Frames per second as a fraction, e.g. 25/1 or 30000/1001. Everything that has been laid in time is counted in whole
 * frames of one rate; authoring and measured sound are in whole milliseconds; seconds exist only on ffmpeg's command line.
 */
export const Rate = Type.Object({ num: Type.Integer({ minimum: 1 }), den: Type.Integer({ minimum: 1 }) }, { title: "Frame rate" });
export type Rate = Static<typeof Rate>;

/** The nearest frame boundary. Rounds positions; never round a length, subtract two positions instead. */
export function frameAt(ms: number, rate: Rate): number {
  return Math.round((ms * rate.num) / (1000 * rate.den));
}

export function msAt(frame: number, rate: Rate): number {
  return Math.round((frame * 1000 * rate.den) / rate.num);
}

/** A position as decimal seconds for ffmpeg, exact to the microsecond. */
export function secondsAt(frame: number, rate: Rate): string {
  return ((frame * rate.den) / rate.num).toFixed(6);
}

/** `25`, `30000/1001`: the rate as ffmpeg reads it. */
export function rateText(rate: Rate): string {
  return rate.den === 1 ? String(rate.num) : `${rate.num}/${rate.den}`;
}

/**
 * Lays lengths end to end and rounds the boundaries, not the lengths, so that the sum is off by at most half a frame
 * however many there are. @returns one frame count for each length
 */
export function cumulativeFrames(lengthsMs: readonly number[], rate: Rate): number[] {
  let ms = 0;
  let frame = 0;
  return lengthsMs.map((length) => {
    if (length < 0) fail({ code: "NEGATIVE_LENGTH", message: `A length of ${length} ms is below zero.`, hint: "Correct the times that were given." });
    ms += length;
    const end = frameAt(ms, rate);
    const frames = end - frame;
    frame = end;
    return frames;
  });
}
