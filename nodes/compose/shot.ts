import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Context, defineNode, fail, type Ffmpeg, ffmpeg, type FfmpegJob, port, ProblemError, Type } from "../../runtime/contract/index.ts";
import { Clip, Picture, rateText, ShotCues } from "../story/index.ts";
import { type AssFrame, buildAss } from "./ass.ts";
import { cameraGraph, cover, square } from "./camera.ts";
import { deliveryOptions, type Frame, intermediateOptions, type Quality } from "./encoding.ts";
import { subtitleFont } from "./font.ts";
import { keepPieces, type Piece } from "./pieces.ts";

const Margin = Type.Number({ minimum: 0, maximum: 0.45 });
const SafeArea = Type.Object({ top: Margin, right: Margin, bottom: Margin, left: Margin }, {
  title: "Safe area",
  description: "Margins without text, as parts of the picture's height or width.",
});

/** Films one picture: the camera's way over it, its subtitles, encoded so that it can be joined by copying. */
export const shot = defineNode({
  type: "compose/shot",
  version: 1,
  title: "Shot",
  summary: "Films a picture with a moving camera and burns its subtitles in.",
  inputs: {
    picture: port.value(Picture, { title: "Picture" }),
    cues: port.value(ShotCues, { title: "Cues of the shot" }),
    width: port.value(Type.Integer({ title: "Width", minimum: 64, maximum: 4096, multipleOf: 4, default: 1080 })),
    height: port.value(Type.Integer({ title: "Height", minimum: 64, maximum: 4096, multipleOf: 4, default: 1920 })),
    burn: port.value(Type.Boolean({ title: "Burn subtitles in", default: true })),
    safe: port.value(SafeArea, { optional: true, summary: "Empty: what short-video apps leave free." }),
  },
  outputs: { clip: port.value(Clip, { title: "Shot clip" }) },
  uses: [ffmpeg],
  settings: ["quality"],

  async run({ inputs: { picture, cues, width, height, burn, safe }, context }) {
    const { quality } = context.settings;
    const scale = quality === "draft" ? 0.5 : 1;
    const frame: Frame = { width: width * scale, height: height * scale, rate: cues.rate };
    const folder = await context.folder();

    const filmed = picture.video
      ? await moving(picture.video, cues.frames, frame, context)
      : { input: await context.path(picture.image), graph: cameraGraph({ ...picture, frames: cues.frames }, frame, quality === "draft" ? 2 : 1), held: 0 };

    // The text is laid out for the full size; libass scales it down with a draft.
    const text = burn ? await burnt(cues, { width, height, rate: cues.rate, ...(safe ? { safe } : {}) }, folder) : "null";

    const engine = await context.use(ffmpeg);
    const parts = partsOf(cues, frame, quality);
    await engine
      .run({ folder, inputs: [{ path: filmed.input, options: ["-xerror"] }], ...cutUp(`${filmed.graph};[filmed]${text}`, parts) })
      .catch((failure) => explain(failure, filmed.input, cues.id, engine));
    const pieces = await keepPieces(parts.map(({ file, from, to }) => ({ path: join(folder, file), frames: to - from })), context);
    const piece = (name: Part["name"]): Piece | undefined => pieces[parts.findIndex((part) => part.name === name)];

    const [head, body, tail] = [piece("head"), piece("body"), piece("tail")];
    return {
      clip: {
        id: cues.id, ...frame, frames: cues.frames, transition: "cut" as const,
        pieces: body ? [body] : [],
        ...(head ? { head } : {}),
        ...(tail ? { tail } : {}),
        ...(filmed.held > 0 ? { held: [{ shot: cues.id, frames: filmed.held }] } : {}),
      },
    };
  },
});

/** The filter that draws the cues. Font and text lie in the job's folder: paths of a machine need quoting in a filter. */
async function burnt({ cues }: ShotCues, frame: AssFrame, folder: string): Promise<string> {
  if (cues.length === 0) return "null";
  await writeFile(join(folder, "cues.ass"), await buildAss(cues, frame));
  await symlink(subtitleFont.folder, join(folder, "fonts"), "junction");
  return "ass=cues.ass:fontsdir=fonts";
}

interface Part {
  readonly name: "head" | "body" | "tail";
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly options: readonly string[];
}

/** What is kept apart for transitions, and the rest as it will be delivered. */
function partsOf({ id, frames, head, tail }: ShotCues, frame: Frame, quality: Quality): Part[] {
  if (head + tail > frames) {
    fail({
      code: "TRANSITION_TOO_LONG",
      message: `Shot "${id}" has ${frames} frames, but its transitions take ${head + tail}.`,
      hint: "Shorten a transition or lengthen the shot.",
    });
  }
  const part = (name: Part["name"], from: number, to: number, options: string[]): Part => ({ name, file: `${name}.mp4`, from, to, options });
  return [
    part("head", 0, head, intermediateOptions(frame)),
    part("body", head, frames - tail, deliveryOptions(frame, quality)),
    part("tail", frames - tail, frames, intermediateOptions(frame)),
  ].filter(({ from, to }) => to > from);
}

/** One pass over the picture that writes every part, cut by frame number. */
function cutUp(graph: string, parts: readonly Part[]): Pick<FfmpegJob, "filter" | "outputs"> {
  const copies = parts.map((_, index) => `[copy${index}]`).join("");
  const cuts = parts.map(({ from, to }, index) => `[copy${index}]trim=start_frame=${from}:end_frame=${to},setpts=PTS-STARTPTS[part${index}]`);
  return {
    filter: [`${graph},split=${parts.length}${copies}`, ...cuts].join(";"),
    outputs: parts.map(({ file, from, to, options }, index) => ({ path: file, options: ["-map", `[part${index}]`, "-frames:v", String(to - from), ...options] })),
  };
}

/** When it was the picture that could not be read, that is what has to be said. */
async function explain(failure: unknown, input: string, id: string, engine: Ffmpeg): Promise<never> {
  const readable = await engine.run({ inputs: [{ path: input, options: ["-xerror"] }], outputs: [{ path: "-", options: ["-map", "0:v:0", "-f", "null"] }] })
    .then(() => true, () => false);
  if (readable || !isFfmpegFailure(failure)) throw failure;
  return fail({ code: "PICTURE_UNREADABLE", message: `The picture of shot "${id}" cannot be read.`, hint: "Make it again, or replace it by a PNG, JPEG or WebP that opens." }, failure);
}

function isFfmpegFailure(failure: unknown): boolean {
  return failure instanceof ProblemError && failure.problem.code === "FFMPEG_FAILED";
}

/** A picture that moves by itself: fills the frame; what is too long is cut, what is too short holds its last frame. */
async function moving(video: Clip["pieces"][number]["video"], frames: number, frame: Frame, context: Context) {
  const engine = await context.use(ffmpeg);
  const input = await context.path(video);
  const { format } = await engine.probe(input);
  const there = Math.round((Number(format.duration) * frame.rate.num) / frame.rate.den);
  if (!(there > 0)) fail({ code: "VIDEO_EMPTY", message: "The moving picture of this shot has no length.", hint: "Make the video again, or leave it out to film the still." });
  const filters = [
    "[0:v]setpts=PTS-STARTPTS",
    `fps=${rateText(frame.rate)}`,
    cover(frame.width, frame.height),
    "format=yuv420p",
    square,
    `tpad=stop_mode=clone:stop=${frames}`,
  ];
  return { input, graph: `${filters.join(",")}[filmed]`, held: Math.max(0, frames - there) };
}
