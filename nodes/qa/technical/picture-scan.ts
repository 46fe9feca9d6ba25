import { appearance, type Box } from "./appearance.ts";
import { thumb } from "./decode.ts";
import { FlashMeter } from "./flash.ts";
import { records } from "./records.ts";
import { differenceHash } from "./shot-hash.ts";

const pixels = thumb.width * thumb.height;
/** Below this share of full white a pixel counts as black; below this share of other pixels a frame does. */
const blackLevel = 0.1 * 255;
const brightShare = 0.02;
/** A pixel that changes by less than this may be noise or the camera. */
const changed = 8;
/** What is known of a film after all of its frames have passed once. */
export interface PictureScan {
  readonly frames: number;
  /** One number a frame: 1 where it is black. */
  readonly black: Uint8Array;
  /** Mean change to the frame before, 0–255. */
  readonly change: Float32Array;
  /** Share of the picture that changed visibly. */
  readonly spread: Float32Array;
  readonly flashes: { readonly general: readonly number[]; readonly red: readonly number[] };
  /** Signatures of the frames that were asked for. */
  readonly hashes: ReadonlyMap<number, Uint8Array>;
  /** Where rows of letters appeared at the frames that were asked for; in thumbnail pixels. */
  readonly appearances: ReadonlyMap<number, Box | undefined>;
}

/** Streams over the thumbnails of `decode`; memory does not grow with the film but for a few numbers a frame. */
export async function scanPicture(
  path: string,
  wanted: { readonly hashes: ReadonlySet<number>; readonly appearances: ReadonlySet<number> },
  signal: AbortSignal,
): Promise<PictureScan> {
  const flashes = new FlashMeter(pixels);
  const black: number[] = [];
  const change: number[] = [];
  const spread: number[] = [];
  const hashes = new Map<number, Uint8Array>();
  const appearances = new Map<number, Box | undefined>();
  const recent = Array.from({ length: 4 }, () => new Float32Array(pixels));
  let frame = 0;
  for await (const rgb of records(path, pixels * 3, signal)) {
    recent.unshift(recent.pop()!);
    const [luma, before] = recent as [Float32Array, Float32Array];
    black.push(readLuma(rgb, luma) < brightShare * pixels ? 1 : 0);
    const step = frame === 0 ? { mean: 0, share: 0 } : difference(luma, before);
    change.push(step.mean);
    spread.push(step.share);
    flashes.add(rgb);
    if (wanted.hashes.has(frame)) hashes.set(frame, differenceHash(luma, thumb));
    if (frame > 2 && wanted.appearances.has(frame - 1)) appearances.set(frame - 1, appearance(recent));
    frame++;
  }
  return { frames: frame, black: Uint8Array.from(black), change: Float32Array.from(change), spread: Float32Array.from(spread), flashes, hashes, appearances };
}

/** @returns how many pixels are not black */
function readLuma(rgb: Uint8Array, luma: Float32Array): number {
  let bright = 0;
  for (let pixel = 0, at = 0; pixel < pixels; pixel++, at += 3) {
    const value = 0.2126 * rgb[at]! + 0.7152 * rgb[at + 1]! + 0.0722 * rgb[at + 2]!;
    luma[pixel] = value;
    if (value >= blackLevel) bright++;
  }
  return bright;
}

function difference(luma: Float32Array, before: Float32Array): { mean: number; share: number } {
  let sum = 0;
  let visible = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const step = Math.abs(luma[pixel]! - before[pixel]!);
    sum += step;
    if (step >= changed) visible++;
  }
  return { mean: sum / pixels, share: visible / pixels };
}
