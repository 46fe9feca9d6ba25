import sharp from "sharp";
import type { Context, Ffmpeg, FfmpegJob, OpenService, Provider } from "../../../runtime/contract/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import type { CameraMove, Picture, PlacedShot, SceneTimeline, ShotCues, TransitionKind } from "../../../nodes/story/index.ts";
import type { Bench } from "../../kit/run-node.ts";

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
  const signal: Context["signal"] = new AbortController().signal;
  return { engine: service.bind({ signal, called() {} }), close: async () => void await service.close?.() };
}
