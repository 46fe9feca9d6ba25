import type { Rate } from "../../story/index.ts";
import type { FilmLine } from "./film.ts";
import { type Contour, contourRate } from "./sound-scan.ts";

/** How far around its place a line is looked for in the finished sound, in milliseconds. */
const reachMs = 400;
/** This much of a line is enough to recognise it. */
const sampleMs = 1500;
/** Below this likeness (−1 to 1) the line was not found, above it music may lie underneath. */
const likeness = 0.3;
/** Speech begins where it first comes within 40 dB of the line's loudest sample. */
const onsetShare = 0.01;

export interface HeardLine {
  readonly line: FilmLine;
  /** Onset in the dialogue stem against the plan, positive when late; undefined when the stem is silent there. */
  readonly stemMs: number | undefined;
  /** The finished sound against the stem, positive when late; undefined when the line was not found in it. */
  readonly lagMs: number | undefined;
}

/**
 * Where a line is heard in the finished sound: its onset in the stem, where nothing else sounds, and the shift between
 * stem and finished sound, which music underneath does not change.
 * @param stem the dialogue of the line's scene @param sceneMs where that scene starts in the finished sound
 */
export function hear(line: FilmLine, previousEnd: number, stem: Contour, final: Contour, sceneMs: number, rate: Rate): HeardLine {
  const ms = (frame: number) => (frame * 1000 * rate.den) / rate.num;
  const from = ms(line.start) - sceneMs;
  const to = ms(line.end) - sceneMs;
  const onset = onsetMs(stem, Math.max(from - 200, ms(previousEnd) - sceneMs, 0), to);
  return {
    line,
    stemMs: onset === undefined ? undefined : onset - from,
    lagMs: onset === undefined ? undefined : lagMs(stem.wave, final.wave, from, Math.min(to, from + sampleMs), sceneMs),
  };
}

const stepAt = (ms: number) => Math.max(0, Math.round((ms * contourRate) / 1000));

function onsetMs({ peak }: Contour, fromMs: number, toMs: number): number | undefined {
  const window = peak.subarray(stepAt(fromMs), stepAt(toMs));
  const loudest = window.reduce((most, value) => Math.max(most, value), 0);
  // Half of −60 dBFS: one step of 16 bits above nothing is not speech.
  if (loudest < 0.0005) return undefined;
  const first = window.findIndex((value) => value >= loudest * onsetShare);
  return ((stepAt(fromMs) + first) * 1000) / contourRate;
}

/** The shift at which a piece of the stem fits the finished sound best, by normalised cross-correlation. */
function lagMs(stem: Float32Array, final: Float32Array, fromMs: number, toMs: number, sceneMs: number): number | undefined {
  const piece = stem.subarray(stepAt(fromMs), stepAt(toMs));
  const home = stepAt(sceneMs + fromMs);
  const reach = stepAt(reachMs);
  const power = energy(piece);
  let best = { shift: 0, likeness: 0 };
  for (let shift = -reach; shift <= reach; shift++) {
    const start = home + shift;
    if (start < 0 || start + piece.length > final.length) continue;
    const there = final.subarray(start, start + piece.length);
    let product = 0;
    for (let index = 0; index < piece.length; index++) product += piece[index]! * there[index]!;
    const alike = product / Math.sqrt(power * energy(there) || 1);
    if (alike > best.likeness) best = { shift, likeness: alike };
  }
  return best.likeness >= likeness ? (best.shift * 1000) / contourRate : undefined;
}

function energy(wave: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < wave.length; index++) sum += wave[index]! * wave[index]!;
  return sum;
}
