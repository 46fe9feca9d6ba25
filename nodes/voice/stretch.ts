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
  if (samples.length < frame || length < frame) return resampled(samples, length);

  const padded = new Float32Array(samples.length + 2 * (frame + slide));
  padded.set(samples, frame + slide);
  const last = padded.length - frame;
  const window = new Float32Array(frame).map((_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / frame));
  // Hann windows half a frame apart add up to one, so nothing needs to be divided out.
  const out = new Float32Array(length + frame);
  let previous: number | undefined;
  for (let at = -hop; at < length; at += hop) {
    const due = Math.round(((at + hop) * samples.length) / length) - hop + frame + slide;
    const from = previous === undefined ? due : bestStart(padded, previous + hop, { low: due - slide, high: Math.min(last, due + slide), span: hop });
    for (let i = Math.max(0, -at); i < frame; i++) out[at + i]! += window[i]! * padded[from + i]!;
    previous = from;
  }
  return out.slice(0, length);
}

/** The start within reach whose wave is most like the one at `natural`, which would have followed. */
function bestStart(samples: Float32Array, natural: number, { low, high, span }: { low: number; high: number; span: number }): number {
  const likeness = (start: number, step: number) => {
    let dot = 0, power = 1e-9;
    for (let i = 0; i < span; i += step) {
      const sample = samples[start + i]!;
      dot += sample * samples[natural + i]!;
      power += sample * sample;
    }
    return dot / Math.sqrt(power);
  };
  const search = (from: number, to: number, step: number) => {
    let best = from, most = -Infinity;
    for (let start = from; start <= to; start += step) {
      const like = likeness(start, step);
      if (like > most) [best, most] = [start, like];
    }
    return best;
  };
  const near = search(low, high, 4);
  return search(Math.max(low, near - 4), Math.min(high, near + 4), 1);
}

/** For sounds shorter than a frame, in which there is no pitch to keep. */
function resampled(samples: Float32Array, length: number): Float32Array {
  return new Float32Array(length).map((_, i) => {
    const at = (i / length) * samples.length;
    const left = Math.floor(at);
    const a = samples[left]!;
    return a + (at - left) * ((samples[left + 1] ?? a) - a);
  });
}
