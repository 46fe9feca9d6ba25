import { pcm } from "./decode.ts";
import { records } from "./records.ts";
import { wavLayout } from "./wav.ts";

/** Samples in one step of the contour: 2,000 steps a second, half a millisecond each. */
const step = 24;
export const contourRate = pcm.rate / step;
/** This many samples in a row at full scale is a flattened peak, not a lucky one. */
const flatRun = 3;

/** Sound thinned out: enough to find it again elsewhere, to hear where it begins and how loud it is. */
export interface Contour {
  /** Mean of both channels, −1 to 1: the wave below about 1 kHz. */
  readonly wave: Float32Array;
  /** Largest absolute sample of either channel. */
  readonly peak: Float32Array;
}
export interface SoundScan extends Contour {
  /** Sample times of both channels, i.e. the length of the sound. */
  readonly samples: number;
  /** Places where the wave is cut off at full scale. */
  readonly clipped: number;
  readonly firstClipMs: number | undefined;
}

/** Streams over interleaved 16-bit stereo samples. */
export async function scanSound(path: string, signal: AbortSignal): Promise<SoundScan> {
  const gather = new ContourMeter();
  for await (const bytes of records(path, step * 4, signal)) gather.add(new Int16Array(bytes.buffer, bytes.byteOffset, step * 2));
  return gather.done();
}

class ContourMeter {
  private wave: Float32Array = new Float32Array(1 << 16);
  private peak: Float32Array = new Float32Array(1 << 16);
  private steps = 0;
  private run = [0, 0];
  private clipped = 0;
  private firstClip: number | undefined;

  /** @param samples one step of interleaved stereo */
  add(samples: Int16Array): void {
    let sum = 0;
    let largest = 0;
    for (let index = 0; index < samples.length; index++) {
      const value = samples[index]!;
      const size = Math.abs(value);
      sum += value;
      if (size > largest) largest = size;
      const channel = index & 1;
      this.run[channel] = size >= 32_767 ? this.run[channel]! + 1 : 0;
      if (this.run[channel] === flatRun) {
        this.clipped++;
        this.firstClip ??= Math.round((this.steps * 1000) / contourRate);
      }
    }
    this.keep(sum / samples.length / 32_768, largest / 32_768);
  }

  private keep(wave: number, peak: number): void {
    if (this.steps === this.wave.length) {
      this.wave = doubled(this.wave);
      this.peak = doubled(this.peak);
    }
    this.wave[this.steps] = wave;
    this.peak[this.steps++] = peak;
  }

  done(): SoundScan {
    return {
      samples: this.steps * step,
      wave: this.wave.subarray(0, this.steps),
      peak: this.peak.subarray(0, this.steps),
      clipped: this.clipped,
      firstClipMs: this.firstClip,
    };
  }
}

function doubled(old: Float32Array): Float32Array {
  const larger = new Float32Array(old.length * 2);
  larger.set(old);
  return larger;
}

/** Stretches that stay below a level, longest first. */
export function silences({ peak }: Contour, levelDb: number): { readonly fromMs: number; readonly toMs: number }[] {
  const level = 10 ** (levelDb / 20);
  const found: { fromMs: number; toMs: number }[] = [];
  for (let at = 0, from = -1; at <= peak.length; at++) {
    const quiet = at < peak.length && peak[at]! < level;
    if (quiet && from < 0) from = at;
    if (!quiet && from >= 0) {
      found.push({ fromMs: Math.round((from * 1000) / contourRate), toMs: Math.round((at * 1000) / contourRate) });
      from = -1;
    }
  }
  return found.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs));
}

/** The same of a stem, streamed. @returns undefined when it is not a 48 kHz WAV with one or two channels */
export async function stemContour(path: string, signal: AbortSignal): Promise<Contour | undefined> {
  const layout = await wavLayout(path);
  if (!layout || layout.rate !== pcm.rate || (layout.channels !== 1 && layout.channels !== 2)) return undefined;
  const gather = new ContourMeter();
  const samples = new Int16Array(step * 2);
  const sampleBytes = layout.format === "s16" ? 2 : 4;
  const frameBytes = layout.channels * sampleBytes;
  for await (const bytes of records(path, step * frameBytes, signal, layout)) {
    const read = (at: number) => layout.format === "s16" ? bytes.readInt16LE(at) : Math.max(-32_768, Math.min(32_767, bytes.readFloatLE(at) * 32_768));
    for (let index = 0; index < step; index++) {
      samples[index * 2] = read(index * frameBytes);
      samples[index * 2 + 1] = read(index * frameBytes + frameBytes - sampleBytes);
    }
    gather.add(samples);
  }
  return gather.done();
}
