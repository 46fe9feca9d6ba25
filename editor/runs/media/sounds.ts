import type { Artifact } from "../../../runtime/contract/types.ts";
import { peakCount, peaksOf, type Sound } from "./peaks.ts";

/** Hertz to decode at: peaks need no more, and an hour then fits in memory. */
const decodeRate = 8000;
/** Recordings larger than this are played but not drawn. */
export const drawnBytes = 64e6;
/** Decoding takes a core for a while: one at a time. */
let decoding: Promise<unknown> = Promise.resolve();

const kept = new Map<string, Promise<Sound>>();
const keptSounds = 400;

/** The waveform of a recording; decoded once, then remembered by what it is. */
export function soundOf({ artifact }: Artifact, url: string): Promise<Sound> {
  let sound = kept.get(artifact);
  if (sound) return sound;
  sound = decoding.then(() => decode(url));
  decoding = sound.catch(() => undefined);
  kept.set(artifact, sound);
  sound.catch(() => kept.delete(artifact));
  if (kept.size > keptSounds) kept.delete(kept.keys().next().value!);
  return sound;
}

async function decode(url: string): Promise<Sound> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const recording = await new OfflineAudioContext(1, 1, decodeRate).decodeAudioData(await answer.arrayBuffer());
  const channels = Array.from({ length: recording.numberOfChannels }, (_, index) => recording.getChannelData(index));
  return { peaks: peaksOf(channels, peakCount), length: recording.duration };
}

let playing: HTMLMediaElement | undefined;

/** Two takes at once cannot be heard: whatever plays is paused. Call it when one begins. */
export function playAlone(media: HTMLMediaElement): void {
  if (playing !== media) playing?.pause();
  playing = media;
}
