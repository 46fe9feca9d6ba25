import { join } from "node:path";
import { fail, type Ffmpeg } from "../../runtime/contract/index.ts";

/** Loudness by EBU R128. */
export interface Loudness {
  /** Integrated, in LUFS; minus infinity when nothing is above the absolute gate of -70. */
  readonly integrated: number;
  /** The highest true peak of any channel, in dBTP. */
  readonly peak: number;
}

/** @param path any file with sound; what it decodes to is measured */
export async function measureLoudness(path: string, engine: Ffmpeg): Promise<Loudness> {
  const log = await engine.run({
    inputs: [{ path }],
    filter: "[0:a]ebur128=peak=true:framelog=verbose[out]",
    outputs: [{ path: "-", options: ["-map", "[out]", "-f", "null"] }],
  });
  const summary = log.slice(log.lastIndexOf("Summary:"));
  const integrated = Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]);
  const peak = /Peak:\s+(\S+) dBFS/.exec(summary)?.[1];
  if (Number.isNaN(integrated) || peak === undefined) throw new Error(`Internal: ebur128 printed no summary: ${summary.slice(0, 200)}`);
  return { integrated: integrated <= -70 ? -Infinity : integrated, peak: peak === "-inf" ? -Infinity : Number(peak) };
}

export interface Master extends Loudness {
  /** AAC in MP4, 48 kHz stereo. */
  readonly path: string;
  /** The gain before the limiter, in dB. */
  readonly gain: number;
  readonly rounds: number;
}

/** How near the integrated loudness must come, in LU, and what the true peak may not pass, in dBTP, after encoding. */
export const tolerance = 0.3;
export const highestPeak = -1;
const mostRounds = 4;

/** The limiter looks so far ahead and delays by as much; at 192 kHz both are whole samples. */
const oversampled = 192_000;
const attackMs = 5;

/**
 * Brings a mix to its loudness: gain, oversampled limiter, AAC, and then measures what the AAC decodes to; until that is
 * right, not what a filter promised. Silence stays silence.
 * @param ceiling what the limiter holds, in dBTP; it lies below the highest allowed peak because encoding adds some
 * @throws ProblemError LOUDNESS_NOT_REACHED
 */
export async function master(mix: string, target: number, ceiling: number, folder: string, engine: Ffmpeg): Promise<Master> {
  const before = await measureLoudness(mix, engine);
  const silent = before.integrated === -Infinity;
  let gain = silent ? 0 : target - before.integrated;
  let limit = ceiling;
  let last: Loudness = before;
  for (let rounds = 1; rounds <= mostRounds; rounds++) {
    const path = join(folder, `master-${rounds}.m4a`);
    await engine.run({ inputs: [{ path: mix }], filter: `[0:a]${chain(gain, limit)}[out]`, outputs: [{ path, options: ["-map", "[out]", ...aac] }] });
    last = await measureLoudness(path, engine);
    const loudEnough = silent || Math.abs(last.integrated - target) <= tolerance;
    if (loudEnough && last.peak <= highestPeak) return { ...last, path, gain, rounds };
    if (!loudEnough) gain += target - last.integrated;
    if (last.peak > highestPeak) limit -= last.peak - highestPeak + 0.1;
  }
  return fail({
    code: "LOUDNESS_NOT_REACHED",
    message: `After ${mostRounds} rounds the sound is at ${last.integrated} LUFS with peaks of ${last.peak} dBTP; wanted were ${target} LUFS and at most ${highestPeak} dBTP.`,
    hint: "Choose a lower loudness, or look for a line that is far louder than the others.",
  });
}

const aac = ["-c:a", "aac", "-b:a", "192k", "-ar", "48000", "-ac", "2", "-f", "mp4"];

function chain(gain: number, limit: number): string {
  const delay = (oversampled * attackMs) / 1000;
  return [
    `volume=${gain.toFixed(2)}dB:precision=double`,
    `aresample=${oversampled}`,
    `apad=pad_len=${delay}`,
    `alimiter=limit=${(10 ** (limit / 20)).toFixed(5)}:attack=${attackMs}:release=50:level=0`,
    `atrim=start_sample=${delay}`,
    "asetpts=PTS-STARTPTS",
    "aresample=48000",
    "aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo",
  ].join(",");
}
