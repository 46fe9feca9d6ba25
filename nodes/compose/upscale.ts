import { join } from "node:path";
import { defineNode, fail, ffmpeg, port, Type, Video } from "../../runtime/contract/index.ts";
import type { Rate } from "../story/index.ts";
import { deliveryOptions, type Frame } from "./encoding.ts";
import { expectFrames } from "./join.ts";
import { countFrames } from "./pieces.ts";

/**
 * Enlarges a finished film: Lanczos, a light sharpening of brightness only, the sound copied as it is.
 * @throws ProblemError VIDEO_UNREADABLE, UPSCALE_SMALLER, FRAMES_DISAGREE
 */
export const upscale = defineNode({
  type: "compose/upscale",
  version: 1,
  title: "Upscale",
  summary: "Enlarges a video to a height; frames, colours and sound stay.",
  inputs: {
    video: port.value(Video, { title: "Video" }),
    height: port.value(Type.Integer({ title: "Height", minimum: 64, maximum: 4320, multipleOf: 2, default: 2560 })),
  },
  outputs: { video: port.value(Video, { title: "Enlarged video" }) },
  uses: [ffmpeg],
  settings: ["quality"],

  async run({ inputs: { video, height }, context }) {
    const engine = await context.use(ffmpeg);
    const source = await context.path(video);
    const from = sourceFrame(await engine.probe(source));
    if (from.height === height) return { video };
    if (from.height > height) {
      fail({ code: "UPSCALE_SMALLER", port: "height", message: `The video is ${from.height} pixels high already; ${height} would make it smaller.`, hint: "Give a greater height, or leave the node out." });
    }
    const frame: Frame = { width: evenly((from.width * height) / from.height), height, rate: from.rate };
    const folder = await context.folder();
    const path = join(folder, "upscaled.mp4");
    await engine.run({
      folder,
      inputs: [{ path: source }],
      filter: `[0:v:0]scale=${frame.width}:${frame.height}:flags=lanczos+accurate_rnd,unsharp=5:5:0.4:5:5:0,setsar=1[large]`,
      outputs: [{
        path,
        options: ["-map", "[large]", "-map", "0:a?", ...pictureOptions(frame, context.settings.quality), "-c:a", "copy", "-movflags", "+faststart"],
      }],
    });
    expectFrames("The enlarged video", await countFrames(source, engine), await countFrames(path, engine));
    return { video: (await context.writeFile("video/mp4", path)) as Video };
  },
});

function sourceFrame({ streams }: { streams: readonly { codec_type: string; width: number; height: number; r_frame_rate: string }[] }): Frame {
  const picture = streams.find((stream) => stream.codec_type === "video")
    ?? fail({ code: "VIDEO_UNREADABLE", port: "video", message: "The file holds no moving picture.", hint: "Connect a video." });
  return { width: picture.width, height: picture.height, rate: rateOf(picture.r_frame_rate) };
}

function rateOf(text: string): Rate {
  const [num = 0, den = 1] = text.split("/").map(Number);
  return { num, den };
}

/** Colour is kept at half size in both directions, so sides must be even. */
function evenly(length: number): number {
  return 2 * Math.round(length / 2);
}

/** As the film was encoded, but not silent. */
function pictureOptions(frame: Frame, quality: "draft" | "final"): string[] {
  return deliveryOptions(frame, quality).filter((option) => option !== "-an");
}
