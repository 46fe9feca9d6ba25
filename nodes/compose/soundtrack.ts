import { join } from "node:path";
import { type Artifact, type Audio, type Context, fail, ffmpeg } from "../../runtime/contract/index.ts";
import type { Finding, Timeline } from "../story/index.ts";
import { type Master, master } from "./loudness.ts";
import { type Mix, sampleAt, stems, writeMix } from "./mix.ts";
import { openSound, openWav, type Sound } from "./sound.ts";
import { writeTracks } from "./tracks.ts";
import { sampleRate } from "./wav.ts";

export interface SoundInputs {
  readonly timeline: Timeline;
  /** One for each scene, or none. */
  readonly ambience: readonly Audio[];
  readonly music: Audio | undefined;
  /** LUFS and dBTP. */
  readonly loudness: number;
  readonly peak: number;
  /** dB by which the bed goes down under speech. */
  readonly duck: number;
  /** LU by which music lies below the dialogue. */
  readonly musicBelow: number;
}

export interface Soundtrack {
  /** AAC in MP4. */
  readonly sound: Artifact;
  /** Dialogue, music, effects: float WAV at the gain of the master, before its limiter. */
  readonly stems: readonly Artifact[];
  readonly findings: readonly Finding[];
}

/** All that is heard. Kept under its own content key: another picture does not mix it again. */
export function soundtrack(inputs: SoundInputs, context: Context): Promise<Soundtrack> {
  const { timeline } = inputs;
  const scenes = timeline.scenes.map(({ start, scene }) => ({
    start, frames: scene.frames, dialogue: scene.dialogue,
    speech: scene.lines.filter((line) => line.kind !== "caption").map((line) => [line.start, line.end]),
  }));
  const { id, frames, rate } = timeline;
  return context.memo({ part: "soundtrack", ...inputs, music: inputs.music ?? null, timeline: { id, frames, rate, scenes } }, () => make(inputs, context));
}

async function make(inputs: SoundInputs, context: Context): Promise<Soundtrack> {
  const { timeline } = inputs;
  const engine = await context.use(ffmpeg);
  const mix = await mixed(inputs, context);
  const mastered = await master(mix.mix, inputs.loudness, inputs.peak, await context.folder(), engine);
  return {
    sound: await context.writeFile("audio/mp4", mastered.path),
    stems: await exportStems(mix, mastered, timeline, context),
    findings: [loudnessFinding(mastered, inputs)],
  };
}

async function mixed({ timeline, ambience, music, duck, musicBelow }: SoundInputs, context: Context): Promise<Mix> {
  const opened: Sound[] = [];
  const openOne = async (audio: Audio) => {
    const sound = await openSound(audio, context);
    opened.push(sound);
    return sound;
  };
  try {
    const dialogue: Sound[] = [];
    for (const { scene } of timeline.scenes) dialogue.push(ofLength(await openOne(scene.dialogue), sampleAt(scene.frames, timeline), scene.id));
    const ambient: Sound[] = [];
    for (const audio of ambience) ambient.push(await openOne(audio));
    const sources = { dialogue, ambience: ambient, ...(music ? { music: await openOne(music) } : {}) };
    return await writeMix(timeline, sources, { musicBelow, fadeIn: 0.8 * sampleRate, fadeOut: 2.5 * sampleRate, ducking: ducking(duck) }, context);
  } finally {
    await Promise.all(opened.map((sound) => sound.close()));
  }
}

/** Down by the first syllable, up again within a second: quick enough to be understood, slow enough not to pump. */
function ducking(decibels: number) {
  const ms = sampleRate / 1000;
  return { gain: 10 ** (-decibels / 20), ahead: 120 * ms, down: 60 * ms, hold: 150 * ms, back: 600 * ms };
}

/** A stem that is off by more than a frame was made for another cut of the scene: everything after it would be late. */
function ofLength(sound: Sound, samples: number, scene: string): Sound {
  if (Math.abs(sound.samples - samples) > sampleRate / 25) {
    fail({
      code: "SOUND_DISAGREES",
      message: `The dialogue of scene "${scene}" lasts ${sound.samples} samples, its picture ${samples}.`,
      hint: "Dub the scene again.",
    });
  }
  return sound;
}

async function exportStems(mix: Mix, { gain }: Master, timeline: Timeline, context: Context): Promise<Artifact[]> {
  const folder = await context.folder();
  const end = sampleAt(timeline.frames, timeline);
  const kept: Artifact[] = [];
  for (const name of stems) {
    const path = join(folder, `${name}.wav`);
    const sound = await openWav(mix[name]);
    await writeTracks(path, [{ sound, start: 0, end, gain: 10 ** (gain / 20) }], end, context.signal);
    await sound.close();
    kept.push(await context.writeFile("audio/wav", path));
  }
  return kept;
}

function loudnessFinding({ integrated, peak, gain, rounds }: Master, { timeline, loudness }: SoundInputs): Finding {
  const where = { episode: timeline.id };
  if (integrated === -Infinity) {
    return { check: "compose/loudness", severity: "warn", message: "The episode is silent; there was nothing to bring to a loudness.", hint: "Check that lines are spoken and dubbed.", where };
  }
  return {
    check: "compose/loudness", severity: "pass", where,
    message: `Mastered with ${gain.toFixed(1)} dB of gain in ${rounds} ${rounds === 1 ? "round" : "rounds"}.`,
    measured: `${integrated.toFixed(1)} LUFS, ${peak.toFixed(1)} dBTP`,
    expected: `${loudness} LUFS ±0.3, at most -1 dBTP`,
  };
}
