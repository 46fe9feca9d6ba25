import { bell, filter, highPass, highShelf, lowPass } from "./filter.ts";
import { amplitude, speechLevel } from "./loudness.ts";

/**
 * Takes the edge off a formant synthesiser: the buzz above the vowels is lowered, loud syllables are held back a
 * little, and a small room stands around the voice.
 *
 * @param level decibels of active speech below full scale
 */
export function polish(samples: Float32Array, rate: number, level: number): Float32Array {
  const voice = filter(samples.slice(), tone(rate));
  compress(voice, rate);
  const spoken = inRoom(voice, rate);
  return toLevel(spoken, rate, level);
}

function tone(rate: number) {
  return [
    highPass(rate, 75),
    bell(rate, 240, 0.8, 1.5),
    bell(rate, 3200, 0.9, -1.5),
    highShelf(rate, 5200, -3),
    lowPass(rate, 8200),
  ];
}

/** Two to one above a threshold 3 dB over the mean, quick to hold and slow to let go. */
function compress(samples: Float32Array, rate: number): void {
  const threshold = amplitude(speechLevel(samples, rate) + 3);
  const attack = Math.exp(-1 / (rate * 0.006));
  const release = Math.exp(-1 / (rate * 0.09));
  let envelope = 0;
  for (let i = 0; i < samples.length; i++) {
    const height = Math.abs(samples[i]!);
    const follow = height > envelope ? attack : release;
    envelope = follow * envelope + (1 - follow) * height;
    if (envelope > threshold) samples[i]! *= Math.sqrt(threshold / envelope);
  }
}

/** Echoes of the nearest walls, in milliseconds and decibels; each one duller than the one before. */
const walls = [[7.3, -19], [11.9, -21], [17.1, -22], [24.7, -24], [33.1, -26], [45.7, -29], [61.3, -32]] as const;

function inRoom(dry: Float32Array, rate: number): Float32Array {
  const last = Math.round((walls.at(-1)![0] / 1000) * rate);
  const wet = new Float32Array(dry.length + last);
  wet.set(dry);
  const echo = dry.slice();
  for (const [ms, gain] of walls) {
    filter(echo, [lowPass(rate, 6000, 0.6)]);
    const delay = Math.round((ms / 1000) * rate);
    const share = amplitude(gain);
    for (let i = 0; i < echo.length; i++) wet[i + delay]! += share * echo[i]!;
  }
  return wet;
}

function toLevel(samples: Float32Array, rate: number, level: number): Float32Array {
  let peak = 1e-9;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const gain = Math.min(amplitude(level - speechLevel(samples, rate)), amplitude(-1) / peak);
  return samples.map((sample) => sample * gain);
}
