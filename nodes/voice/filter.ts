/** Second-order filters after the well-known audio cookbook by R. Bristow-Johnson. Frequencies in hertz, gains in decibels. */

/** Coefficients, normalised so that a0 is 1. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

interface Design {
  readonly cos: number;
  readonly alpha: number;
  readonly gain: number;
}

function design(rate: number, frequency: number, q: number, decibels = 0): Design {
  const w = (2 * Math.PI * Math.min(frequency, rate * 0.49)) / rate;
  return { cos: Math.cos(w), alpha: Math.sin(w) / (2 * q), gain: 10 ** (decibels / 40) };
}

function normalise(b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): Biquad {
  return { b0: b0 / a0, b1: b1 / a0, b2: b2 / a0, a1: a1 / a0, a2: a2 / a0 };
}

export function lowPass(rate: number, frequency: number, q = Math.SQRT1_2): Biquad {
  const { cos, alpha } = design(rate, frequency, q);
  return normalise((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
}

export function highPass(rate: number, frequency: number, q = Math.SQRT1_2): Biquad {
  const { cos, alpha } = design(rate, frequency, q);
  return normalise((1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
}

/** Unity gain at the centre. */
export function bandPass(rate: number, frequency: number, q: number): Biquad {
  const { cos, alpha } = design(rate, frequency, q);
  return normalise(alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha);
}

export function bell(rate: number, frequency: number, q: number, decibels: number): Biquad {
  const { cos, alpha, gain } = design(rate, frequency, q, decibels);
  return normalise(1 + alpha * gain, -2 * cos, 1 - alpha * gain, 1 + alpha / gain, -2 * cos, 1 - alpha / gain);
}

export function highShelf(rate: number, frequency: number, decibels: number): Biquad {
  const { cos, alpha, gain } = design(rate, frequency, Math.SQRT1_2, decibels);
  const root = 2 * Math.sqrt(gain) * alpha;
  return normalise(
    gain * (gain + 1 + (gain - 1) * cos + root), -2 * gain * (gain - 1 + (gain + 1) * cos), gain * (gain + 1 + (gain - 1) * cos - root),
    gain + 1 - (gain - 1) * cos + root, 2 * (gain - 1 - (gain + 1) * cos), gain + 1 - (gain - 1) * cos - root,
  );
}

/** Runs the filters one after the other over the samples, in place. */
export function filter(samples: Float32Array, filters: readonly Biquad[]): Float32Array {
  for (const { b0, b1, b2, a1, a2 } of filters) {
    let x1 = 0, x2 = 0, y1 = 0, y2 = 0;
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i]!;
      const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      x2 = x1; x1 = x; y2 = y1; y1 = y;
      samples[i] = y;
    }
  }
  return samples;
}
