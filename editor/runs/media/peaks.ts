/** The loudest sample of each stretch of a recording, 0 to 1: what a waveform is drawn from. */
export type Peaks = Float32Array;

export interface Sound {
  readonly peaks: Peaks;
  /** Seconds. */
  readonly length: number;
}

/** Enough for a wide screen, little enough to keep for a thousand recordings. */
export const peakCount = 600;

/** @param channels samples of each channel, −1 to 1 */
export function peaksOf(channels: readonly Float32Array[], count: number): Peaks {
  const peaks = new Float32Array(count);
  for (const samples of channels) {
    for (let index = 0; index < count; index++) {
      const end = Math.floor(((index + 1) * samples.length) / count);
      let loudest = peaks[index]!;
      for (let at = Math.floor((index * samples.length) / count); at < end; at++) loudest = Math.max(loudest, Math.abs(samples[at]!));
      peaks[index] = loudest;
    }
  }
  return peaks;
}

/** Peaks for a drawing that is narrower than they are many. */
export function thinned(peaks: Peaks, count: number): Peaks {
  return count >= peaks.length ? peaks : peaksOf([peaks], Math.max(1, count));
}
