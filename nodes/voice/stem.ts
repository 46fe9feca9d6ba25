import { setImmediate } from "node:timers/promises";
import type { Rate } from "../story/index.ts";
import { amplitude, speechLevel } from "./loudness.ts";
import { sampleRate } from "./wav.ts";

/** Active speech of a neutral line in the dialogue stem, decibels below full scale. */
const dialogueLevel = -21;
/** Above this the limiter leans in; nothing gets past `ceiling`. */
const knee = 0.7;
const ceiling = 0.89;
/** Edges of a line, so that no cut clicks. */
const fadeInMs = 4;
const fadeOutMs = 12;

export interface LineOnStem {
  readonly samples: Float32Array;
  /** The frame its sound begins on. */
  readonly start: number;
  /** Decibels against a neutral line. */
  readonly level: number;
}

/** The sample a frame begins on. Exact at every rate: positions are rounded, never lengths. */
export function sampleAt(frame: number, rate: Rate): number {
  return Math.round((frame * sampleRate * rate.den) / rate.num);
}

/** Mixes lines to one track of exactly `frames` frames, each at its level whatever level its provider spoke at. */
export async function mixDialogue(lines: readonly LineOnStem[], frames: number, rate: Rate, signal: AbortSignal): Promise<Float32Array> {
  const stem = new Float32Array(sampleAt(frames, rate));
  for (const line of lines) {
    await setImmediate();
    signal.throwIfAborted();
    addLine(stem, line, sampleAt(line.start, rate));
  }
  for (let i = 0; i < stem.length; i++) stem[i] = limited(stem[i]!);
  return stem;
}

function addLine(stem: Float32Array, { samples, level }: LineOnStem, at: number): void {
  const gain = amplitude(dialogueLevel + level - speechLevel(samples, sampleRate));
  const rise = Math.min(samples.length >> 1, (sampleRate * fadeInMs) / 1000);
  const fall = Math.min(samples.length >> 1, (sampleRate * fadeOutMs) / 1000);
  const length = Math.min(samples.length, stem.length - at);
  for (let i = 0; i < length; i++) {
    const edge = Math.min(1, (i + 0.5) / rise, (length - i - 0.5) / fall);
    const fade = edge === 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * edge);
    stem[at + i]! += gain * fade * samples[i]!;
  }
}

/** Soft above the knee, with no step in level or slope. */
function limited(sample: number): number {
  const height = Math.abs(sample);
  if (height <= knee) return sample;
  const room = ceiling - knee;
  return Math.sign(sample) * (knee + room * Math.tanh((height - knee) / room));
}
