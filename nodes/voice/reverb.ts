import { sampleRate } from "./wav.ts";

/** Delay lines in samples: mutually prime, so that their echoes do not fall together. The right side is a little longer. */
const combs = [1687, 1901, 2137, 2399];
const diffusers = [347, 113];
const spread = 37;

/** A hall after Schroeder for sound that runs in a circle: it has been sounding before the loop begins, so the end leads into it. */
export function inHall(left: Float32Array, right: Float32Array, wet: number, seconds: number): void {
  const send = left.map((sample, i) => 0.5 * (sample + right[i]!));
  for (const [samples, offset] of [[left, 0], [right, spread]] as const) {
    const tail = hall(send, offset, seconds);
    for (let i = 0; i < samples.length; i++) samples[i]! += wet * tail[i]!;
  }
}

function hall(send: Float32Array, offset: number, seconds: number): Float32Array {
  const length = send.length;
  const lead = Math.min(Math.ceil(seconds * 1.5 * sampleRate), 4 * length);
  const sound = new Float32Array(lead + length);
  for (const delay of combs) {
    const size = delay + offset;
    const line = new Float32Array(size);
    const feedback = 10 ** ((-3 * size) / (seconds * sampleRate));
    let dull = 0;
    for (let i = 0, at = 0, from = (((length - lead) % length) + length) % length; i < sound.length; i++) {
      const echo = line[at]!;
      dull = 0.65 * echo + 0.35 * dull;
      line[at] = send[from]! + feedback * dull;
      sound[i]! += echo * 0.25;
      if (++at === size) at = 0;
      if (++from === length) from = 0;
    }
  }
  for (const delay of diffusers) diffuse(sound, delay + offset);
  return sound.subarray(lead);
}

function diffuse(samples: Float32Array, delay: number): void {
  const line = new Float32Array(delay);
  for (let i = 0, at = 0; i < samples.length; i++) {
    const echo = line[at]!;
    const into = samples[i]! + 0.6 * echo;
    line[at] = into;
    samples[i] = echo - 0.6 * into;
    if (++at === delay) at = 0;
  }
}
