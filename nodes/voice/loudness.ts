import { type Biquad, filter, highPass } from "./filter.ts";
import type { Sound } from "./wav.ts";

export const decibels = (amplitude: number): number => 20 * Math.log10(Math.max(amplitude, 1e-9));
export const amplitude = (level: number): number => 10 ** (level / 20);

/**
 * Root mean square of the parts of a line in which something is said: pauses, which differ from line to line, do not
 * count. @returns decibels below full scale
 */
export function speechLevel(samples: Float32Array, rate: number): number {
  const powers = blockPowers([samples], Math.round(rate * 0.05), Math.round(rate * 0.05));
  const floor = Math.max(...powers) * 10 ** -2.5;
  return 10 * Math.log10(mean(powers.filter((power) => power >= floor)) || 1e-12);
}

/** Integrated loudness in LUFS after ITU-R BS.1770: K-weighting, blocks of 400 ms, the absolute and the relative gate. */
export function loudness({ sampleRate, channels }: Sound): number {
  const weighted = channels.map((samples) => filter(samples.slice(), [shelf(sampleRate), highPass(sampleRate, 38.13547, 0.5003270)]));
  const powers = blockPowers(weighted, Math.round(sampleRate * 0.4), Math.round(sampleRate * 0.1));
  const toLufs = (power: number) => -0.691 + 10 * Math.log10(power || 1e-12);
  const audible = powers.filter((power) => toLufs(power) > -70);
  const gate = toLufs(mean(audible)) - 10;
  return toLufs(mean(audible.filter((power) => toLufs(power) > gate)));
}

/** The head's effect, as the recommendation's analogue prototype gives it at any rate. */
function shelf(rate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / rate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

/** Mean square of each block, summed over the channels. A sound shorter than one block is one block. */
function blockPowers(channels: readonly Float32Array[], block: number, step: number): number[] {
  const length = channels[0]?.length ?? 0;
  const powers: number[] = [];
  for (let start = 0; start === 0 || start + block <= length; start += step) {
    let sum = 0;
    const end = Math.min(length, start + block);
    for (const samples of channels) for (let i = start; i < end; i++) sum += samples[i]! * samples[i]!;
    powers.push(sum / Math.max(1, end - start));
  }
  return powers;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
