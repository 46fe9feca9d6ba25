import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import { type Context, defineNode, fail, ffmpeg, type GeneratedMedia, port, Type, video } from "../../runtime/contract/index.ts";
import { feelingWords, moveWords, Picture, Shot } from "../story/index.ts";

const sizes = { final: { width: 1080, height: 1920 }, draft: { width: 540, height: 960 } } as const;

/** Sets a shot's still in motion. The still stays: it is the first frame, and what is filmed where the video is taken away. */
export const motion = defineNode({
  type: "picture/video",
  version: 1,
  title: "Set a picture in motion",
  summary: "Has the video model make a moving picture that begins with a shot's still.",
  inputs: {
    picture: port.value(Picture, { title: "Picture" }),
    shot: port.value(Shot, { title: "Shot" }),
    seconds: port.value(Type.Number({ title: "Seconds", description: "What is longer than the shot is cut; what is shorter holds its last frame.", minimum: 1, maximum: 30, default: 5 })),
    style: port.value(Type.String({ title: "Style", description: "The look of the whole production, in words.", default: "" })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { picture: port.value(Picture, { title: "Moving picture" }) },
  uses: [video, ffmpeg],
  settings: ["quality"],

  async run({ inputs: { picture, shot, seconds, style, seed }, context }) {
    const model = await context.use(video);
    const made = await model.generate({
      prompt: [
        "The first frame is given. Keep every face, every garment and the place exactly as they are in it.",
        ...(shot.description ? [`What happens: ${shot.description}`] : []),
        `Feeling: ${feelingWords[shot.emotion]}; ${moveWords(picture.move)}.`,
        ...(style ? [`Style of the production: ${style}.`] : []),
        "No cuts, no lettering, nobody new.",
      ].join("\n"),
      seconds,
      ...sizes[context.settings.quality],
      seed,
      firstFrame: { media: picture.image.media, data: await context.read(picture.image) },
      brief: { task: "picture/motion", move: picture.move, amount: picture.amount },
      onProgress: (fraction) => context.progress(fraction),
    });
    const kept = await keepMoving(made, context);
    context.preview(kept);
    return { picture: { ...picture, video: kept, source: sourceOf(picture.source, model.label ?? made.model) } };
  },
});

/** Both who drew and who moved it; a stand-in comes first, where it is looked for. */
function sourceOf(drawn: string, moved: string): string {
  return [...new Set([drawn, moved])].toSorted((one, other) => Number(other.startsWith("offline")) - Number(one.startsWith("offline"))).join(" + ");
}

/** @throws ProblemError VIDEO_UNREADABLE */
async function keepMoving({ media, bytes }: GeneratedMedia, context: Context) {
  const path = join(await context.folder(), "moving.mp4");
  await writeFile(path, bytes);
  const probed = await (await context.use(ffmpeg)).probe(path).catch((cause: unknown) => {
    context.signal.throwIfAborted();
    return unreadable(cause);
  });
  const moving = probed.streams?.some(({ codec_type }: { codec_type?: string }) => codec_type === "video");
  if (!moving || !(Number(probed.format?.duration) > 0)) unreadable();
  return context.writeFile(media.startsWith("video/") ? media : "video/mp4", path);
}

function unreadable(cause?: unknown): never {
  return fail({ code: "VIDEO_UNREADABLE", message: "The moving picture that the model sent cannot be read.", hint: "Try another seed, or another model for the video role." }, cause);
}
