import { join } from "node:path";
import { type Context, ffmpeg } from "../../runtime/contract/index.ts";
import type { Timeline } from "../story/index.ts";
import { type Ducking, duckUnder, type Envelope, fades, type Span } from "./envelope.ts";
import { measureLoudness } from "./loudness.ts";
import { openWav, type Sound } from "./sound.ts";
import { type Track, writeTracks } from "./tracks.ts";
import { sampleRate } from "./wav.ts";

/** The sounds of an episode; dialogue and ambience scene by scene. */
export interface Sources {
  readonly dialogue: readonly Sound[];
  readonly ambience: readonly Sound[];
  readonly music?: Sound;
}

/** How they are put together. Lengths are samples. */
export interface MixSettings {
  /** How far the music, where nobody speaks, lies below the dialogue, in LU. */
  readonly musicBelow: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
  readonly ducking: Ducking;
}

/** Paths of WAV files, all exactly as long as the episode; `mix` is the sum of the other three. */
export interface Mix {
  readonly dialogue: string;
  readonly music: string;
  readonly effects: string;
  readonly mix: string;
}
export const stems = ["dialogue", "music", "effects"] as const;

/** Writes the stems and their sum. The bed, music and ambience alike, goes down where somebody speaks. */
export async function writeMix(timeline: Timeline, sources: Sources, settings: MixSettings, context: Context): Promise<Mix> {
  const folder = await context.folder();
  const samples = sampleAt(timeline.frames, timeline);
  const write = async (name: keyof Mix, tracks: readonly Track[]) => {
    const path = join(folder, `${name}.wav`);
    await writeTracks(path, tracks, samples, context.signal);
    return path;
  };
  const duck = duckUnder(speechIn(timeline), settings.ducking);
  const places = timeline.scenes.map(({ start, scene }) => ({ start: sampleAt(start, timeline), end: sampleAt(start + scene.frames, timeline) }));

  const dialogue = await write("dialogue", sources.dialogue.map((sound, index) => ({ sound, ...places[index]! })));
  const effects = await write("effects", sources.ambience.map((sound, index) => ambienceTrack(sound, places, index, duck)));
  const gain = sources.music ? await musicGain(dialogue, sources.music, settings.musicBelow, context) : 1;
  const music = await write("music", sources.music ? [musicTrack(sources.music, gain, samples, duck, settings)] : []);

  const parts = await Promise.all([dialogue, music, effects].map(openWav));
  try {
    return { dialogue, music, effects, mix: await write("mix", parts.map((sound) => ({ sound, start: 0, end: samples }))) };
  } finally {
    await Promise.all(parts.map((part) => part.close()));
  }
}

/** The sample on which a frame begins. */
export function sampleAt(frame: number, { rate }: Pick<Timeline, "rate">): number {
  return Math.round((frame * sampleRate * rate.den) / rate.num);
}

/** Where scenes share frames their ambiences are cross-faded. */
function ambienceTrack(sound: Sound, places: readonly Span[], index: number, duck: Envelope): Track {
  const { start, end } = places[index]!;
  const before = Math.max(0, (places[index - 1]?.end ?? start) - start);
  const after = Math.max(0, end - (places[index + 1]?.start ?? end));
  return { sound, start, end, envelopes: [fades({ start, end }, before, after), duck] };
}

function musicTrack(sound: Sound, gain: number, end: number, duck: Envelope, { fadeIn, fadeOut }: MixSettings): Track {
  const longest = Math.floor(end / 2);
  const envelope = fades({ start: 0, end }, Math.min(fadeIn, longest), Math.min(fadeOut, longest));
  return { sound, start: 0, end, gain, loops: true, envelopes: [envelope, duck] };
}

/** Music comes from anywhere and at any level, so it is measured; without dialogue it stays as it is. */
async function musicGain(dialogue: string, music: Sound, below: number, context: Context): Promise<number> {
  const engine = await context.use(ffmpeg);
  const [speech, bed] = await Promise.all([dialogue, music.path].map((path) => measureLoudness(path, engine)));
  const difference = speech!.integrated - below - bed!.integrated;
  return Number.isFinite(difference) ? 10 ** (difference / 20) : 1;
}

/** Where somebody speaks; captions make no sound. */
function speechIn(timeline: Timeline): Span[] {
  return timeline.scenes.flatMap(({ start, scene }) => scene.lines
    .filter((line) => line.kind !== "caption")
    .map((line) => ({ start: sampleAt(start + line.start, timeline), end: sampleAt(start + line.end, timeline) })));
}
