/** Frame of the overlap-add, long enough for two periods of the lowest voice. */
const frameMs = 40;
/** How far a frame may slide to meet the one before in phase: one period of the lowest voice. */
const slideMs = 12;

/**
 * Says the same in another time without changing the pitch (waveform-similarity overlap-add): frames are taken from
 * where the line would be, moved a little to where they continue the wave, and laid over one another.
 *
 * @param length wanted samples; the result has exactly as many
 */
export function stretch(samples: Float32Array, length: number, rate: number): Float32Array {
  if (length === samples.length) return samples;
  const frame = Math.round((rate * frameMs) / 1000) & ~1;
  const hop = frame / 2;
  const slide = Math.round((rate * slideMs) / 1000);
  if (samples.length < frame + slide || length < frame) return resampled(samples, length);

  const window = Float32Array.from({ length: frame }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / frame));
  const out = new Float32Array(length + frame);
  const weight = new Float32Array(length + frame);
  const last = samples.length - frame;
  let previous = -hop;
  for (let at = -hop; at < length; at += hop) {
    const due = Math.round((at / length) * samples.length);
    const from = at < 0 ? due : Math.min(last, Math.max(0, bestStart(samples, previous + hop, due, slide, hop, last)));
    for (let i = Math.max(0, -at); i < frame; i++) {
      const sample = samples[from + i];
      if (sample === undefined) continue;
      out[at + i]! += window[i]! * sample;
      weight[at + i]! += window[i]!;
    }
    previous = from;
  }
  return out.subarray(0, length).map((sample, i) => (weight[i]! > 1e-3 ? sample / weight[i]! : 0));
}

/** The start within reach of `due` whose wave is most like the one that would have followed. */
function bestStart(samples: Float32Array, natural: number, due: number, slide: number, span: number, last: number): number {
  if (natural < 0 || natural > last) return due;
  const likeness = (start: number, step: number) => {
    let dot = 0, power = 1e-9;
    for (let i = 0; i < span; i += step) {
      const sample = samples[start + i]!;
      dot += sample * samples[natural + i]!;
      power += sample * sample;
    }
    return dot / Math.sqrt(power);
  };
  const search = (low: number, high: number, step: number, stride: number) => {
    let best = low, most = -Infinity;
    for (let start = low; start <= high; start += stride) {
      const like = likeness(start, step);
      if (like > most) [best, most] = [start, like];
    }
    return best;
  };
  const low = Math.max(0, due - slide);
  const high = Math.min(last, due + slide);
  if (low > high) return due;
  const near = search(low, high, 4, 4);
  return search(Math.max(low, near - 4), Math.min(high, near + 4), 1, 1);
}

/** For sounds shorter than a frame, in which there is no pitch to keep. */
function resampled(samples: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => {
    const at = (i / length) * samples.length;
    const left = Math.floor(at);
    const a = samples[left]!;
    return a + (at - left) * ((samples[left + 1] ?? a) - a);
  });
}
