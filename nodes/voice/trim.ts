import { amplitude } from "./loudness.ts";

/** What is this far below the loudest moment is silence around a line: breath and room fade under it. */
const floorDecibels = -44;
/** Kept before and after, so that no consonant loses its onset. */
const marginMs = 12;

/** Cuts the silence at both ends. @returns nothing when all of it is silence; `from` is the first sample kept */
export function trimSilence(samples: Float32Array, rate: number): { samples: Float32Array; from: number } {
  const block = Math.round(rate * 0.005);
  const levels: number[] = [];
  for (let start = 0; start < samples.length; start += block) {
    let sum = 0;
    const end = Math.min(samples.length, start + block);
    for (let i = start; i < end; i++) sum += samples[i]! ** 2;
    levels.push(Math.sqrt(sum / (end - start)));
  }
  const floor = Math.max(levels.reduce((high, level) => Math.max(high, level), 0) * amplitude(floorDecibels), amplitude(-66));
  const first = levels.findIndex((level) => level > floor);
  if (first < 0) return { samples: new Float32Array(0), from: 0 };
  const last = levels.findLastIndex((level) => level > floor);
  const margin = Math.round((rate * marginMs) / 1000);
  const from = Math.max(0, first * block - margin);
  return { samples: samples.slice(from, Math.min(samples.length, (last + 1) * block + margin)), from };
}
