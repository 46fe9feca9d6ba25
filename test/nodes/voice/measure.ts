/** Median fundamental in hertz by normalised autocorrelation over the voiced frames: how high a voice speaks. */
export function medianPitch(samples: Float32Array, rate: number): number {
  const frame = Math.round(rate * 0.045);
  const longest = Math.round(rate / 60);
  const shortest = Math.round(rate / 450);
  const pitches: number[] = [];
  for (let start = 0; start + frame + longest < samples.length; start += Math.round(rate * 0.02)) {
    const likeness = Array.from({ length: longest - shortest + 1 }, (_, i) => correlation(samples, start, frame, shortest + i));
    const best = Math.max(...likeness);
    if (best < 0.75) continue;
    const lag = likeness.findIndex((value, i) => value > 0.9 * best && value >= (likeness[i - 1] ?? 1) && value >= (likeness[i + 1] ?? 1));
    if (lag >= 0) pitches.push(rate / (shortest + lag));
  }
  return pitches.sort((a, b) => a - b)[pitches.length >> 1] ?? 0;
}

function correlation(samples: Float32Array, start: number, length: number, lag: number): number {
  let dot = 0, here = 1e-6, there = 1e-6;
  for (let i = start; i < start + length; i += 2) {
    dot += samples[i]! * samples[i + lag]!;
    here += samples[i]! ** 2;
    there += samples[i + lag]! ** 2;
  }
  return dot / Math.sqrt(here * there);
}

/** The largest step between neighbouring samples: a click is a step no voice makes. */
export function largestStep(samples: Float32Array): number {
  let step = 0;
  for (let i = 1; i < samples.length; i++) step = Math.max(step, Math.abs(samples[i]! - samples[i - 1]!));
  return step;
}

export function peak(samples: Float32Array): number {
  return samples.reduce((high, sample) => Math.max(high, Math.abs(sample)), 0);
}
