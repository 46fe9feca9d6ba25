import { type Finding, msAt, type Timeline } from "../../story/index.ts";
import type { Container } from "./container.ts";
import { type Decoded, pcm } from "./decode.ts";
import { duckingDb } from "./ducking.ts";
import type { Film } from "./film.ts";
import type { Limits } from "./profiles.ts";
import { clock, count, row, unmeasured } from "./row.ts";
import { type Contour, silences, type SoundScan } from "./sound-scan.ts";
import type { HeardLine } from "./sync.ts";

/** What the decoded sound of the final file holds, and how it lies to the picture. */
export interface SoundEvidence {
  readonly timeline: Timeline;
  readonly film: Film;
  readonly limits: Limits;
  readonly container: Container;
  readonly decoded: Decoded;
  readonly frames: number;
  readonly sound: SoundScan | undefined;
  readonly heard: readonly HeardLine[];
  /** Music as mixed, ducked. */
  readonly music: Contour | undefined;
}

const rows = { "loudness": loudness, "true-peak": truePeak, "loudness-range": range, "silence": silence, "clipping": clipping, "ducking": ducking, "duration": duration, "start": start, "onset": onset } as const;

export function soundRows(evidence: SoundEvidence): Finding[] {
  const { sound } = evidence;
  const { loudness: level } = evidence.decoded;
  return Object.entries(rows).map(([name, judge]) =>
    sound && level ? judge({ ...evidence, sound, level }) : unmeasured(name, "the file has no sound."));
}

type Heard = SoundEvidence & { readonly sound: SoundScan; readonly level: NonNullable<Decoded["loudness"]> };

const lufs = (value: number) => Number.isFinite(value) ? value.toFixed(1) : "−∞";

function loudness({ level, limits }: Heard): Finding {
  return row("loudness", {
    holds: Math.abs(level.integrated - limits.loudness) <= limits.loudnessTolerance,
    held: "The film is as loud as it should be.",
    broken: `The film is too ${level.integrated > limits.loudness ? "loud" : "quiet"}.`,
    hint: "Correct the gain before the limiter, encode, and measure the encoded file again.",
    measured: `${lufs(level.integrated)} LUFS`,
    expected: `${limits.loudness} ± ${limits.loudnessTolerance} LUFS`,
  });
}

function truePeak({ level, limits }: Heard): Finding {
  return row("true-peak", {
    holds: level.truePeak <= limits.maxTruePeak,
    held: "Peaks stay below the limit after encoding.",
    broken: "Peaks are too high: cheap players will distort them.",
    hint: "Lower the limiter; leave half a decibel for the encoder.",
    measured: `${lufs(level.truePeak)} dBTP`,
    expected: `≤ ${limits.maxTruePeak} dBTP`,
  });
}

function range({ level, limits }: Heard): Finding {
  return row("loudness-range", {
    holds: level.range <= limits.maxLoudnessRange,
    held: "Quiet and loud passages lie close enough for a phone.",
    broken: "Quiet passages will be lost on a phone.",
    severity: "warn",
    hint: "Raise the quiet lines, or lower the loud music.",
    measured: `${level.range.toFixed(1)} LU`,
    expected: `≤ ${limits.maxLoudnessRange} LU`,
  });
}

function silence({ sound, limits }: Heard): Finding {
  const longest = silences(sound, limits.silenceLevel)[0];
  const ms = longest ? longest.toMs - longest.fromMs : 0;
  return row("silence", {
    holds: ms < limits.maxSilenceMs,
    held: "There is no dead silence.",
    broken: `Nothing is heard from ${clock(longest?.fromMs ?? 0)}.`,
    severity: "warn",
    hint: "Lay ambience under the scene.",
    measured: `longest ${ms} ms`,
    expected: `< ${limits.maxSilenceMs} ms below ${limits.silenceLevel} dBFS`,
    where: longest,
  });
}

function clipping({ sound }: Heard): Finding {
  return row("clipping", {
    holds: sound.clipped === 0,
    held: "No sample is cut off.",
    broken: `The sound is cut off at full scale, first at ${clock(sound.firstClipMs ?? 0)}.`,
    hint: "Lower the gain before the limiter.",
    measured: `${count(sound.clipped, "place")}`,
    expected: "none",
    where: sound.firstClipMs === undefined ? undefined : { fromMs: sound.firstClipMs },
  });
}

function ducking({ film, music, limits, timeline }: Heard): Finding {
  if (!music) return unmeasured("ducking", "no music stem was given.");
  const fall = duckingDb(film.lines, music, timeline.rate);
  if (fall === undefined) return unmeasured("ducking", "no line comes after a pause with music in it.");
  return row("ducking", {
    holds: fall >= limits.minDucking,
    held: "Music makes way for speech.",
    broken: "Music does not make enough way for speech.",
    severity: "warn",
    hint: "Duck the music deeper or sooner.",
    measured: `falls by ${fall.toFixed(1)} dB`,
    expected: `≥ ${limits.minDucking} dB within 250 ms`,
  });
}

function duration({ sound, frames, timeline, limits }: Heard): Finding {
  const gap = Math.round((sound.samples * 1000) / pcm.rate) - msAt(frames, timeline.rate);
  return row("duration", {
    holds: Math.abs(gap) <= limits.maxDurationGapMs,
    held: "Picture and sound are equally long.",
    broken: `The sound is ${Math.abs(gap)} ms ${gap > 0 ? "longer" : "shorter"} than the picture.`,
    hint: "Cut sound and picture by the same frame counts.",
    measured: `${gap} ms`,
    expected: `within ±${limits.maxDurationGapMs} ms`,
  });
}

function start({ container, limits }: Heard): Finding {
  const gap = (container.audio?.startMs ?? 0) - container.video.startMs;
  return row("start", {
    holds: Math.abs(gap) <= limits.maxStartGapMs,
    held: "Picture and sound start together.",
    broken: `The sound starts ${Math.abs(gap).toFixed(1)} ms ${gap > 0 ? "after" : "before"} the picture.`,
    hint: "Join picture and sound with both starting at zero.",
    measured: `${gap.toFixed(1)} ms`,
    expected: `within ±${limits.maxStartGapMs} ms`,
  });
}

function onset({ heard, timeline: { rate }, limits }: Heard): Finding {
  const frameMs = (1000 * rate.den) / rate.num;
  const lost = heard.filter(({ stemMs, lagMs }) => stemMs === undefined || lagMs === undefined);
  const off = ({ stemMs, lagMs }: HeardLine) => Math.round((stemMs ?? 0) + (lagMs ?? 0));
  const worst = heard.filter((line) => !lost.includes(line)).toSorted((a, b) => Math.abs(off(b)) - Math.abs(off(a)))[0];
  const late = worst && Math.abs(off(worst)) > limits.maxOnsetFrames * frameMs ? worst : undefined;
  const about = lost[0] ?? late;
  return row("onset", {
    holds: !about,
    held: "Every line is heard where it is planned.",
    broken: lost[0] ? `Line ${lost[0].line.id} is not heard where it is planned.` : `Line ${late?.line.id} is heard ${Math.abs(late ? off(late) : 0)} ms too ${late && off(late) > 0 ? "late" : "early"}.`,
    hint: "Lips and subtitles are off: mix the episode again from the dialogue of its scenes.",
    measured: `${worst ? `worst ${off(worst)} ms` : "nothing heard"} in ${count(heard.length, "line")}${lost.length > 0 ? `, ${lost.length} not found` : ""}`,
    expected: `within ±${limits.maxOnsetFrames * frameMs} ms`,
    where: about && { scene: about.line.scene, line: about.line.id, fromMs: msAt(about.line.start, rate), toMs: msAt(about.line.end, rate) },
    quote: about?.line.text,
  });
}
