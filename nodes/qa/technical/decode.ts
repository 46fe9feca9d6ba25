import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Ffmpeg, fail, ProblemError } from "../../../runtime/contract/index.ts";
import { type Rate, rateText } from "../../story/index.ts";
import type { Limits } from "./profiles.ts";

/** Every frame, scaled down to this many pixels, in RGB: enough to see black, cuts, flashes and repeats by. */
export const thumb = { width: 45, height: 80 } as const;
/** Sound as decoded from the final file: 16 bit, two channels. */
export const pcm = { rate: 48_000, channels: 2 } as const;

/** What one decoding of the whole file gave. The paths are raw samples without a header. */
export interface Decoded {
  readonly thumbs: string;
  /** Grey squares from the middle of the picture at full size, one for every `every` frames. */
  readonly patches: { readonly path: string; readonly size: number; readonly every: number };
  /** Stretches in which nothing moves. */
  readonly freezes: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** Where the picture is not black, at sampled frames. */
  readonly crops: readonly Crop[];
  readonly sound: string | undefined;
  readonly loudness: Loudness | undefined;
}
export interface Crop { readonly frame: number; readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
/** EBU R128 of the decoded sound: LUFS, LU, dBTP; minus infinity for digital silence. */
export interface Loudness { readonly integrated: number; readonly range: number; readonly truePeak: number }

/** Decodes picture and sound once, in one process, and keeps on disk what the measures need. @throws ProblemError VIDEO_UNREADABLE */
export async function decode(
  path: string,
  film: { readonly width: number; readonly height: number; readonly sound: boolean; readonly rate: Rate; readonly limits: Limits },
  tools: Ffmpeg,
  folder: string,
): Promise<Decoded> {
  const { width, height, rate, limits } = film;
  const perSecond = rate.num / rate.den;
  const every = Math.max(1, Math.round(perSecond / 2));
  const size = patchSize(width, height);
  const raw = ["-f", "rawvideo", "-r", rateText(rate)];
  const filter = [
    // Numbered by count, not by time stamp: what is counted below is what was decoded, neither doubled nor dropped.
    `[0:v:0]setpts=N*${rate.den}/${rate.num}/TB,freezedetect=n=-60dB:d=${limits.maxFreezeMs / 1000},metadata=mode=print:file=freezes.txt,split=2[whole][some]`,
    `[whole]scale=${thumb.width}:${thumb.height}:flags=area,format=rgb24[thumbs]`,
    `[some]select='not(mod(n,${every}))',cropdetect=limit=24:round=2:reset=1,metadata=mode=print:file=crops.txt,`
      + `select='not(mod(n,2))',crop=${size}:${size}:${evenly(width, size)}:${evenly(height, size)},format=gray[patches]`,
    ...(film.sound ? [`[0:a:0]ebur128=peak=true:framelog=verbose,aformat=sample_fmts=s16:sample_rates=${pcm.rate}:channel_layouts=stereo[sound]`] : []),
  ].join(";");
  const log = await run(tools, {
    folder,
    inputs: [{ path, options: ["-threads", "2"] }],
    filter,
    outputs: [
      { path: "thumbs.rgb", options: ["-map", "[thumbs]", ...raw] },
      { path: "patches.gray", options: ["-map", "[patches]", "-f", "rawvideo", "-r", String(perSecond / (every * 2))] },
      ...(film.sound ? [{ path: "sound.s16", options: ["-map", "[sound]", "-f", "s16le"] }] : []),
    ],
  });
  return {
    thumbs: join(folder, "thumbs.rgb"),
    patches: { path: join(folder, "patches.gray"), size, every: every * 2 },
    freezes: readFreezes(await readFile(join(folder, "freezes.txt"), "utf8"), limits.maxFreezeMs),
    crops: readCrops(await readFile(join(folder, "crops.txt"), "utf8"), rate),
    sound: film.sound ? join(folder, "sound.s16") : undefined,
    loudness: film.sound ? readLoudness(log) : undefined,
  };
}

async function run(tools: Ffmpeg, job: Parameters<Ffmpeg["run"]>[0]): Promise<string> {
  try {
    return await tools.run(job);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "FFMPEG_FAILED") throw error;
    return fail({
      code: "VIDEO_UNREADABLE",
      message: "The video file cannot be decoded to its end.",
      hint: "Render the episode again; measuring needs ffmpeg 4.1 or newer.",
    }, error);
  }
}

/** Whole macroblocks, so that the edges of coding blocks lie where they are looked for. */
function patchSize(width: number, height: number): number {
  return Math.max(16, Math.floor(Math.min(384, width, height) / 16) * 16);
}
function evenly(length: number, size: number): number {
  return Math.max(0, Math.floor((length - size) / 32) * 16);
}

/** freezedetect leaves out the end of a freeze that lasts to the last frame, hence `open`. */
function readFreezes(text: string, minMs: number): Decoded["freezes"] {
  const freezes: { fromMs: number; toMs: number }[] = [];
  let from: number | undefined;
  for (const [, key, value] of text.matchAll(/lavfi\.freezedetect\.freeze_(start|end)=([\d.]+)/g)) {
    const ms = Math.round(Number(value) * 1000);
    if (key === "start") from = ms;
    else if (from !== undefined) {
      freezes.push({ fromMs: from, toMs: ms });
      from = undefined;
    }
  }
  if (from !== undefined) freezes.push({ fromMs: from, toMs: from + minMs });
  return freezes;
}

function readCrops(text: string, rate: Rate): Crop[] {
  return text.split(/^frame:/m).slice(1).flatMap((record) => {
    const field = (name: string) => Number(new RegExp(`${name}[=:](-?[\\d.]+)`).exec(record)?.[1] ?? NaN);
    const [left, right, top, bottom] = ["x1", "x2", "y1", "y2"].map((name) => field(`cropdetect\\.${name}`));
    const frame = Math.round((field("pts_time") * rate.num) / rate.den);
    return Number.isNaN(left!) ? [] : [{ frame, left: left!, right: right!, top: top!, bottom: bottom! }];
  });
}

function readLoudness(log: string): Loudness {
  const summary = log.slice(log.lastIndexOf("Summary:"));
  const figure = (label: RegExp) => {
    const found = label.exec(summary)?.[1];
    return found === undefined || found === "-inf" ? -Infinity : Number(found);
  };
  return { integrated: figure(/\bI:\s+(\S+) LUFS/), range: figure(/\bLRA:\s+(\S+) LU/), truePeak: figure(/Peak:\s+(\S+) dBFS/) };
}
