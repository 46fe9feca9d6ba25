import { type Envelope, multiply } from "./envelope.ts";
import type { Sound } from "./sound.ts";
import { channels, sampleRate, WavWriter } from "./wav.ts";

/** One sound at its place. All positions are samples of the whole. */
export interface Track {
  readonly sound: Sound;
  readonly start: number;
  /** The first sample without it. */
  readonly end: number;
  /** A factor; 1 when not given. */
  readonly gain?: number;
  readonly envelopes?: readonly Envelope[];
  /** From its end the sound starts over. */
  readonly loops?: boolean;
}

/** Sums tracks into a WAV file of `samples` float samples, a second at a time; where there is none it is silent. */
export async function writeTracks(path: string, tracks: readonly Track[], samples: number, signal: AbortSignal): Promise<void> {
  const writer = await WavWriter.create(path, samples);
  try {
    for (let from = 0; from < samples; from += sampleRate) {
      signal.throwIfAborted();
      const block = new Float32Array(Math.min(sampleRate, samples - from) * channels);
      for (const track of tracks) await addTrack(block, from, track);
      await writer.append(block);
    }
  } finally {
    await writer.close();
  }
}

async function addTrack(block: Float32Array, from: number, { sound, start, end, gain = 1, envelopes = [], loops = false }: Track): Promise<void> {
  const count = block.length / channels;
  const first = Math.max(0, start - from);
  const last = Math.min(count, end - from);
  if (first >= last) return;
  const gains = new Float32Array(count);
  gains.fill(gain, first, last);
  for (const envelope of envelopes) multiply(gains, from, envelope);

  const at = from - start;
  if (!loops) return sound.addTo(block, at, gains);
  for (let turn = Math.floor(Math.max(0, at) / sound.samples) * sound.samples; turn < at + count; turn += sound.samples) {
    await sound.addTo(block, at - turn, gains);
  }
}
