/**
 * Photosensitive flashes after WCAG 2.3.1 and ITU-R BT.1702: a flash is a pair of opposing changes of relative
 * luminance by a tenth or more where the darker state is below 0.8, or a pair of changes to and from saturated red,
 * over more than a quarter of the picture.
 */
const contrast = 0.1;
const brightest = 0.8;
const area = 0.25;
const redShare = 0.8;
const redChange = 20 / 320;

/** Where one pixel's value stands between its last turning points. */
class Swings {
  private readonly extreme: Float32Array;
  /** 1 while rising, -1 while falling, 0 before the first swing. */
  private readonly direction: Int8Array;

  constructor(pixels: number) {
    this.extreme = new Float32Array(pixels);
    this.direction = new Int8Array(pixels);
  }

  start(pixel: number, value: number): void {
    this.extreme[pixel] = value;
  }

  /** @returns 1 or -1 when the value has now swung up or down by `step`, else 0 */
  next(pixel: number, value: number, step: number, darkest: number): number {
    const extreme = this.extreme[pixel]!;
    const direction = this.direction[pixel]!;
    const moved = value - extreme;
    if (direction !== 0 && moved * direction >= 0) {
      this.extreme[pixel] = value;
      return 0;
    }
    if (Math.abs(moved) < step || Math.min(value, extreme) >= darkest) return 0;
    this.extreme[pixel] = value;
    this.direction[pixel] = Math.sign(moved);
    return Math.sign(moved);
  }
}

/** sRGB to linear light, for 8-bit values. */
const linear = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** Feeds on every frame of a film and remembers when a large part of the picture swung up or down. */
export class FlashMeter {
  /** Frames at which the picture as a whole swung, alternately up and down. */
  readonly general: number[] = [];
  readonly red: number[] = [];
  private readonly luminance: Swings;
  private readonly redness: Swings;
  private readonly pixels: number;
  private frame = 0;
  private lastGeneral = 0;
  private lastRed = 0;

  constructor(pixels: number) {
    this.pixels = pixels;
    this.luminance = new Swings(pixels);
    this.redness = new Swings(pixels);
  }

  add(rgb: Uint8Array): void {
    let up = 0;
    let down = 0;
    let toRed = 0;
    let fromRed = 0;
    for (let pixel = 0, at = 0; pixel < this.pixels; pixel++, at += 3) {
      const red = linear[rgb[at]!]!;
      const green = linear[rgb[at + 1]!]!;
      const blue = linear[rgb[at + 2]!]!;
      const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      const sum = red + green + blue;
      const redness = sum > 0 && red / sum >= redShare ? Math.max(0, red - green - blue) : 0;
      if (this.frame === 0) {
        this.luminance.start(pixel, light);
        this.redness.start(pixel, redness);
        continue;
      }
      const swing = this.luminance.next(pixel, light, contrast, brightest);
      if (swing > 0) up++;
      else if (swing < 0) down++;
      const turn = this.redness.next(pixel, redness, redChange, Infinity);
      if (turn > 0) toRed++;
      else if (turn < 0) fromRed++;
    }
    this.lastGeneral = this.note(this.general, up, down, this.lastGeneral);
    this.lastRed = this.note(this.red, toRed, fromRed, this.lastRed);
    this.frame++;
  }

  private note(swings: number[], up: number, down: number, last: number): number {
    const direction = up >= down ? 1 : -1;
    if (Math.max(up, down) <= area * this.pixels || direction === last) return last;
    swings.push(this.frame);
    return direction;
  }
}

/** The most flashes (pairs of swings) that begin within any one second, and where that second starts. */
export function worstSecond(swings: readonly number[], framesPerSecond: number): { readonly flashes: number; readonly frame: number } {
  let worst = { flashes: 0, frame: 0 };
  for (let first = 0, last = 0; last < swings.length; last++) {
    while (swings[last]! - swings[first]! >= framesPerSecond) first++;
    const flashes = (last - first + 1) / 2;
    if (flashes > worst.flashes) worst = { flashes, frame: swings[first]! };
  }
  return worst;
}
