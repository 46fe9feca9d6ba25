import type { Artifact, Ffmpeg } from "../../../runtime/contract/index.ts";
import { join } from "node:path";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import type { Timeline } from "../../../nodes/story/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import type { Bench } from "../../kit/run-node.ts";
import { recordedCaller } from "../../kit/caller.ts";

/** A small film of three shots with known defects, or none. Counted in frames at 25 a second. */
export interface FilmPlan {
  /** Frames of each shot as rendered; the timeline always says 60. */
  readonly lengths?: readonly [number, number, number];
  /** Filters over one shot, or over the whole picture. */
  readonly shots?: readonly (string | undefined)[];
  readonly picture?: string;
  readonly sound?: string;
  readonly options?: readonly string[];
}

export const frames = 180;
export const size = { width: 270, height: 480 } as const;
const rate = { num: 25, den: 1 } as const;
const sampleRate = 48_000;

export const spokenLines = [
  { id: "l01", text: "奶奶，我回来了！", start: 15, end: 50 },
  { id: "l02", text: "好久没吃您做的饺子了。", start: 72, end: 112 },
  { id: "l03", text: "你还记得我爱吃什么馅的吗？", start: 125, end: 170 },
] as const;

export const cleanSrt = srtOf(spokenLines.map(({ text, start, end }) => ({ text, fromMs: start * 40, toMs: end * 40 })));

export function srtOf(cues: readonly { text: string; fromMs: number; toMs: number }[]): string {
  const clock = (ms: number) => `${new Date(ms).toISOString().slice(11, 19)},${String(ms % 1000).padStart(3, "0")}`;
  return cues.map(({ text, fromMs, toMs }, index) => `${index + 1}\n${clock(fromMs)} --> ${clock(toMs)}\n${text}\n`).join("\n");
}

export async function timelineOf(bench: Bench): Promise<Timeline> {
  const shot = (id: string, start: number) => ({ id, start, frames: 60, transition: { kind: "cut" as const, frames: 0 } });
  return {
    id: "e01", title: "Test", rate, ...size, frames,
    scenes: [{
      start: 0,
      scene: {
        id: "s01", title: "Test", rate, frames,
        shots: [shot("p01", 0), shot("p02", 60), shot("p03", 120)],
        lines: spokenLines.map((line) => ({ ...line, kind: "dialogue", speaker: "li-wei", name: "李伟", language: "zh-CN", emotion: "neutral" })),
        dialogue: await bench.write("audio/wav", dialogueWav()) as Timeline["scenes"][number]["scene"]["dialogue"],
      },
    }],
  };
}

/** Noise in syllables at the lines' places, silence elsewhere. */
export function dialogueWav(level = 9000): Buffer {
  const samples = (frames * sampleRate * rate.den) / rate.num;
  const wav = Buffer.alloc(44 + samples * 4);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 4, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(samples * 4, 40);
  let random = 12345;
  let smooth = 0;
  for (const line of spokenLines) {
    for (let at = line.start * 1920; at < line.end * 1920; at++) {
      random = (Math.imul(random, 1103515245) + 12345) >>> 0;
      smooth += (random / 2 ** 32 - 0.5 - smooth) * 0.08;
      const syllable = 0.35 + 0.65 * Math.abs(Math.sin((at / sampleRate) * 2 * Math.PI * 2.3 + line.start));
      const value = Math.round(Math.max(-1, Math.min(1, smooth * 6 * syllable)) * level);
      wav.writeInt16LE(value, 44 + at * 4);
      wav.writeInt16LE(value, 46 + at * 4);
    }
  }
  return wav;
}

const h264 = ["-c:v", "libx264", "-preset", "superfast", "-crf", "20", "-profile:v", "high", "-pix_fmt", "yuv420p", "-threads", "2", "-r", "25"];
const tags = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"];

/** @returns the rendered file in the bench's store */
export async function renderFilm(bench: Bench, tools: Ffmpeg, plan: FilmPlan = {}): Promise<Artifact> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-film-"));
  try {
    const { width, height } = size;
    const [a, b, c] = plan.lengths ?? [60, 60, 60];
    const looks = ["null", "hflip,negate", "vflip,hue=h=120"];
    const shot = (index: 0 | 1 | 2, length: number) =>
      `testsrc2=s=${width}x${height}:r=25,trim=end_frame=${length},setpts=N/25/TB,${plan.shots?.[index] ?? looks[index]},setsar=1[v${index}]`;
    const filter = [
      shot(0, a), shot(1, b), shot(2, c),
      `[v0][v1][v2]concat=n=3:v=1:a=0,setpts=N/25/TB,${plan.picture ?? "null"},format=yuv420p[v]`,
      `sine=f=220:r=48000:d=7.2,volume=0.15,aformat=channel_layouts=stereo[music]`,
      `[0:a]volume=1.93[voice];[voice][music]amix=inputs=2:duration=first,volume=2,${plan.sound ?? "anull"},aformat=sample_rates=48000:channel_layouts=stereo,asetnsamples=1024:p=0[a]`,
    ].join(";");
    const dialogue = await bench.write("audio/wav", dialogueWav());
    await tools.run({
      folder,
      inputs: [{ path: bench.path(dialogue), options: ["-f", "wav"] }],
      filter,
      outputs: [{ path: "film.mp4", options: ["-map", "[v]", "-map", "[a]", ...h264, "-g", "50", ...tags, "-c:a", "aac", "-b:a", "192k", ...(plan.options ?? ["-movflags", "+faststart"])] }],
    });
    return await bench.write("video/mp4", await readFile(join(folder, "film.mp4")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** ffmpeg outside of a node, for making material. */
export async function openTools(): Promise<{ tools: Ffmpeg; close(): Promise<void> }> {
  const open = await ffmpegProvider.open();
  return {
    tools: open.bind(recordedCaller()),
    close: async () => open.close?.(),
  };
}
