import { type Biquad, filter, highPass, lowPass } from "./filter.ts";
import { sampleRate } from "./wav.ts";

/** Building blocks of ambience. Everything is added to a stereo pair and driven by one seeded source of chance. */
export interface Stage {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly random: () => number;
  /** Lets others have the processor, and ends here when the run is cancelled. */
  pause(): Promise<void>;
}

/** Noise repeats after this long; its swells, which the ear would notice, do not. */
const tileSeconds = 7;
const pauseEvery = 4 * sampleRate;

/**
 * A band of noise that swells and falls: air, rain, wheels on rails, people far away.
 *
 * @param gain linear
 * @param swell how much of it comes and goes, 0 to 1, `every` so many seconds
 */
export async function addNoise({ left, right, random, pause }: Stage, { low, high, gain, swell = 0, every = 4 }: { low: number; high: number; gain: number; swell?: number; every?: number }): Promise<void> {
  await pause();
  const tile = noiseTile(random, [highPass(sampleRate, low), lowPass(sampleRate, high), lowPass(sampleRate, high)]);
  const drift = wander(random, every);
  const apart = Math.floor(tile.length * 0.37);
  for (let i = 0, at = 0, other = apart; i < left.length; i++) {
    const level = gain * (1 - swell * drift(i));
    left[i]! += level * tile[at]!;
    right[i]! += level * tile[other]!;
    if (++at === tile.length) at = 0;
    if (++other === tile.length) other = 0;
    if (i % pauseEvery === 0) await pause();
  }
}

/** A second lap through the filters starts from where the first one ended, so that the tile has no seam. */
function noiseTile(random: () => number, filters: readonly Biquad[]): Float32Array {
  const length = tileSeconds * sampleRate;
  const laps = new Float32Array(length + sampleRate);
  for (let i = 0; i < length; i++) laps[i + sampleRate] = random() * 2 - 1;
  laps.copyWithin(0, length, length + sampleRate);
  const tile = filter(laps, filters).slice(sampleRate);
  const power = tile.reduce((sum, sample) => sum + sample * sample, 0) / length;
  return tile.map((sample) => sample / Math.sqrt(power));
}

/** A slow curve between 0 and 1 that never repeats: cosine steps between random heights. */
function wander(random: () => number, seconds: number): (sample: number) => number {
  const step = Math.max(1, Math.round(seconds * sampleRate));
  const heights: number[] = [];
  return (sample) => {
    const index = Math.floor(sample / step);
    while (heights.length < index + 2) heights.push(random());
    const ease = 0.5 - 0.5 * Math.cos((Math.PI * (sample - index * step)) / step);
    return heights[index]! + ease * (heights[index + 1]! - heights[index]!);
  };
}

/** Short sounds at random times, each somewhere between left and right. */
export async function scatter(stage: Stage, perSecond: number, make: () => Float32Array): Promise<void> {
  const wait = () => -Math.log(1 - stage.random()) / perSecond;
  for (let at = wait(), count = 0; at * sampleRate < stage.left.length; at += wait()) {
    place(stage, make(), Math.round(at * sampleRate), 0.2 + 0.6 * stage.random());
    if (++count % 50 === 0) await stage.pause();
  }
}

/** @param pan 0 is left, 1 is right; equal power */
export function place({ left, right }: Stage, sound: Float32Array, at: number, pan: number): void {
  const toLeft = Math.cos((pan * Math.PI) / 2);
  const toRight = Math.sin((pan * Math.PI) / 2);
  const end = Math.min(sound.length, left.length - at);
  for (let i = Math.max(0, -at); i < end; i++) {
    left[at + i]! += toLeft * sound[i]!;
    right[at + i]! += toRight * sound[i]!;
  }
}

/** A tone that glides and dies away: a bubble, a clink, an insect's chirp. */
export function blip({ from, to, seconds, gain }: { from: number; to: number; seconds: number; gain: number }): Float32Array {
  const length = Math.round(seconds * sampleRate);
  let phase = 0;
  return new Float32Array(length).map((_, i) => {
    const way = i / length;
    phase += (2 * Math.PI * (from + (to - from) * way)) / sampleRate;
    return gain * Math.sin(phase) * Math.min(1, way * 20) * Math.exp(-5 * way) * (1 - way);
  });
}

/** A burst of noise that dies away: a key, a footstep, a firecracker. */
export function burst(random: () => number, { low, high, seconds, gain }: { low: number; high: number; seconds: number; gain: number }): Float32Array {
  const length = Math.round(seconds * sampleRate);
  const noise = new Float32Array(length).map((_, i) => gain * (random() * 2 - 1) * Math.min(1, i / 30) * Math.exp((-6 * i) / length) * (1 - i / length));
  return filter(noise, [highPass(sampleRate, low), lowPass(sampleRate, high)]);
}
