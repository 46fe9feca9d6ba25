import { filter, highPass, lowPass } from "./filter.ts";
import { sampleRate } from "./wav.ts";

/** Instruments made from nothing but arithmetic. Each returns mono samples of one note, at about full scale for weight 1. */

export const hertz = (pitch: number): number => 440 * 2 ** ((pitch - 69) / 12);

/**
 * A plucked string after Karplus and Strong: a burst of noise goes round a delay line one period long and loses its
 * treble on the way. Plucked a seventh from the bridge, as a guzheng is.
 */
export function pluck(frequency: number, seconds: number, weight: number, random: () => number): Float32Array {
  const length = Math.round(seconds * sampleRate);
  const period = sampleRate / frequency - 0.5;
  const whole = Math.floor(period);
  const tuning = (1 - (period - whole)) / (1 + (period - whole));
  const line = filter(new Float32Array(whole).map(() => random() * 2 - 1), [lowPass(sampleRate, 1400 + 2800 * weight)]);
  const bridge = Math.max(1, Math.round(whole / 7));
  const string = line.map((sample, i) => sample - line[(i + whole - bridge) % whole]!);
  const loss = 0.5 ** (1 / (frequency * Math.min(1.1, 150 / frequency + 0.25)));
  const out = new Float32Array(length);
  let before = 0, tuned = 0, tunedFrom = 0;
  for (let i = 0, at = 0; i < length; i++) {
    const sample = string[at]!;
    const softened = loss * 0.5 * (sample + before);
    before = sample;
    tuned = tuning * softened + tunedFrom - tuning * tuned;
    tunedFrom = softened;
    string[at] = tuned;
    out[i] = weight * sample;
    if (++at === whole) at = 0;
  }
  return shaped(out, 0.001, 0.08);
}

/** A bamboo flute: few partials, breath, and a vibrato that comes in late. */
export function flute(frequency: number, seconds: number, weight: number, random: () => number): Float32Array {
  const length = Math.round((seconds + 0.1) * sampleRate);
  const breath = filter(new Float32Array(length).map(() => random() * 2 - 1), [highPass(sampleRate, frequency), lowPass(sampleRate, Math.min(9000, frequency * 4))]);
  let phase = 0;
  const out = breath.map((noise, i) => {
    const time = i / sampleRate;
    const vibrato = 1 + 0.006 * Math.min(1, time / 0.5) * Math.sin(2 * Math.PI * 5.2 * time);
    phase += (2 * Math.PI * frequency * vibrato) / sampleRate;
    return weight * (0.5 * Math.sin(phase) + 0.12 * Math.sin(2 * phase) + 0.07 * Math.sin(3 * phase) + 0.02 * noise);
  });
  return shaped(out, 0.07, 0.12);
}

/** A soft chord tone: three partials, slightly out of tune with each other. */
export function pad(frequency: number, seconds: number, weight: number): Float32Array {
  const overlap = 0.6;
  const out = new Float32Array(Math.round((seconds + overlap) * sampleRate));
  for (const [partial, share] of [[1, 0.5], [1.003, 0.4], [2.001, 0.16], [3, 0.05]] as const) {
    const turn = 2 * Math.cos((2 * Math.PI * frequency * partial) / sampleRate);
    let last = -Math.sin((2 * Math.PI * frequency * partial) / sampleRate), here = 0;
    for (let i = 0; i < out.length; i++) {
      out[i]! += weight * share * here;
      const next = turn * here - last;
      last = here;
      here = next;
    }
  }
  return shaped(out, overlap, overlap);
}

/** A small barrel drum struck softly: the skin's pitch falls as it comes to rest. */
export function drum(frequency: number, weight: number): Float32Array {
  const length = Math.round(0.5 * sampleRate);
  let phase = 0;
  return shaped(new Float32Array(length).map((_, i) => {
    const time = i / sampleRate;
    phase += (2 * Math.PI * frequency * (1 + 0.6 * Math.exp(-time * 35))) / sampleRate;
    return weight * Math.sin(phase) * Math.exp(-time * 9);
  }), 0.002, 0.05);
}

export function shaker(weight: number, random: () => number): Float32Array {
  const length = Math.round(0.07 * sampleRate);
  const noise = new Float32Array(length).map((_, i) => weight * (random() * 2 - 1) * Math.exp((-5 * i) / length));
  return shaped(filter(noise, [highPass(sampleRate, 4000), lowPass(sampleRate, 9000)]), 0.006, 0.02);
}

/** A small bronze bell; its partials are not multiples of one another. */
export function bell(frequency: number, weight: number): Float32Array {
  const length = Math.round(2.4 * sampleRate);
  const out = new Float32Array(length);
  for (const [partial, share, decay] of [[1, 0.5, 2], [2.76, 0.25, 3.5], [5.4, 0.1, 6]] as const) {
    for (let i = 0; i < length; i++) {
      const time = i / sampleRate;
      out[i]! += weight * share * Math.sin(2 * Math.PI * frequency * partial * time) * Math.exp(-time * decay);
    }
  }
  return shaped(out, 0.002, 0.2);
}

/** Fades a note in and out, in seconds. */
function shaped(samples: Float32Array, rise: number, fall: number): Float32Array {
  const fadeIn = Math.min(samples.length, Math.round(rise * sampleRate));
  const fadeOut = Math.min(samples.length, Math.round(fall * sampleRate));
  for (let i = 0; i < fadeIn; i++) samples[i]! *= i / fadeIn;
  for (let i = 0; i < fadeOut; i++) samples[samples.length - 1 - i]! *= i / fadeOut;
  return samples;
}
