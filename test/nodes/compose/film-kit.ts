import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { Ffmpeg, FfmpegJob, OpenService, Provider } from "../../../runtime/contract/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import type { CameraMove, Clip, Picture, PlacedShot, SceneTimeline, ShotCues, TransitionKind } from "../../../nodes/story/index.ts";
import type { Bench } from "../../kit/run-node.ts";
import { recordedCaller } from "../../kit/caller.ts";

/** Small frames keep these tests quick; the shape is that of a vertical episode. */
export const small = { width: 108, height: 192 };
export const rate = { num: 25, den: 1 };

/** ffmpeg as it is, with a list of the jobs it was given: what was encoded can be counted. */
export function watchedFfmpeg(): { readonly provider: Provider<Ffmpeg>; readonly jobs: FfmpegJob[]; encodes(): number } {
  const jobs: FfmpegJob[] = [];
  const watch = (service: OpenService<Ffmpeg>): OpenService<Ffmpeg> => ({
    ...service,
    bind(caller) {
      const engine = service.bind(caller);
      return { ...engine, run: (job) => (jobs.push(job), engine.run(job)) };
    },
  });
  return {
    provider: { ...ffmpegProvider, open: async () => watch(await ffmpegProvider.open()) },
    jobs,
    encodes: () => jobs.filter((job) => job.outputs.some(({ options }) => options.includes("libx264"))).length,
  };
}

/** A still of flat colour with a disc, so that frames can be told apart by colour and motion by the disc. */
export async function still(bench: Bench, id: string, colour: string, move: CameraMove = "push-in", amount = 0.2): Promise<Picture> {
  const width = 162, height = 288;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${colour}"/><circle cx="60" cy="100" r="24" fill="white"/></svg>`;
  const image = await bench.write("image/png", await sharp(Buffer.from(svg)).png().toBuffer());
  return { id, image, width, height, move, amount, anchors: [], source: "test" };
}

export function shotCues(id: string, frames: number, ends: { head?: number; tail?: number } = {}): ShotCues {
  return { id, frames, rate, head: 0, tail: 0, cues: [], ...ends };
}

export interface PlannedShot {
  readonly id: string;
  readonly frames: number;
  readonly kind?: TransitionKind;
  /** Frames shared with the next shot. */
  readonly shared?: number;
}

/** Lays shots end to end with their overlaps. */
export function sceneTimeline(id: string, shots: readonly PlannedShot[], dialogue: SceneTimeline["dialogue"], incoming = 0): SceneTimeline {
  let start = 0;
  const placed: PlacedShot[] = shots.map((shot) => {
    const here = { id: shot.id, start, frames: shot.frames, transition: { kind: shot.kind ?? "cut", frames: shot.shared ?? 0 } };
    start += shot.frames - (shot.shared ?? 0);
    return here;
  });
  const last = placed.at(-1)!;
  return { id, title: id, rate, frames: last.start + last.frames, incoming, shots: placed, lines: [], dialogue };
}

/** The cues of every shot of a timeline, without words. */
export function silentCues(timeline: SceneTimeline): ShotCues[] {
  return timeline.shots.map((shot, index) => shotCues(shot.id, shot.frames, {
    head: timeline.shots[index - 1]?.transition.frames ?? timeline.incoming ?? 0,
    tail: shot.transition.frames,
  }));
}

/** An ffmpeg to look at results with, outside of any node. */
export async function looker(): Promise<{ readonly engine: Ffmpeg; close(): Promise<void> }> {
  const service = await ffmpegProvider.open();
  const { signal } = new AbortController();
  return { engine: service.bind(recordedCaller({ signal })), close: async () => void await service.close?.() };
}

/** Decoded picture, to look into. */
export interface Decoded {
  readonly frames: number;
  /** Red, green and blue of one pixel. */
  pixel(frame: number, x: number, y: number): [number, number, number];
  /** The middle of what is nearly white, in pixels. */
  disc(frame: number): { readonly x: number; readonly y: number };
  /** The bytes of one frame. */
  frame(frame: number): Buffer;
}

/** Decodes one file after another; complaints of the decoder are errors. */
export async function decode(engine: Ffmpeg, paths: readonly string[], { width, height } = small): Promise<Decoded> {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-decoded-"));
  const parts: Buffer[] = [];
  for (const [index, path] of paths.entries()) {
    const raw = join(folder, `${index}.rgb`);
    await engine.run({ inputs: [{ path, options: ["-xerror"] }], outputs: [{ path: raw, options: ["-map", "0:v", "-f", "rawvideo", "-pix_fmt", "rgb24", "-vsync", "0"] }] });
    parts.push(await readFile(raw));
  }
  await rm(folder, { recursive: true });
  const bytes = Buffer.concat(parts);
  const size = width * height * 3;
  const pixel = (frame: number, x: number, y: number): [number, number, number] => {
    const at = frame * size + (y * width + x) * 3;
    return [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
  };
  return {
    frames: bytes.length / size,
    pixel,
    frame: (frame) => bytes.subarray(frame * size, (frame + 1) * size),
    disc(frame) {
      let [sum, sumX, sumY] = [0, 0, 0];
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const weight = Math.max(0, Math.min(...pixel(frame, x, y)) - 100);
          sum += weight;
          sumX += weight * x;
          sumY += weight * y;
        }
      }
      return { x: sumX / sum, y: sumY / sum };
    },
  };
}

/** What a clip's files are, in the order they are seen. */
export function piecesOf(clip: Clip): Clip["pieces"] {
  return [...(clip.head ? [clip.head] : []), ...clip.pieces, ...(clip.tail ? [clip.tail] : [])];
}
