import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Context, ffmpeg, type Image, type Video } from "../../../runtime/contract/index.ts";
import { secondsAt, type Timeline } from "../../story/index.ts";

/** As many as fit beside each other in a report. */
const wanted = 6;
const width = 360;

/** Frames from the middles of shots spread over the episode, in order, as JPEG. Each is sought, not played to. */
export async function takeStills(video: Video, timeline: Timeline | undefined, context: Context): Promise<Image[]> {
  const tools = await context.use(ffmpeg);
  const path = await context.path(video);
  const seconds = timeline ? shotMiddles(timeline) : evenly(Number((await tools.probe(path)).format?.duration ?? 0));
  const folder = await context.folder();
  await tools.run({
    folder,
    inputs: seconds.map((at) => ({ path, options: ["-ss", at, "-threads", "1"] })),
    outputs: seconds.map((_, index) => ({
      path: `still-${index}.jpg`,
      options: ["-map", `${index}:v:0`, "-frames:v", "1", "-vf", `scale=${width}:-2`, "-q:v", "3", "-f", "image2", "-update", "1"],
    })),
  });
  const files = (await readdir(folder)).toSorted();
  const stills: Image[] = [];
  for (const file of files) stills.push(await context.writeFile("image/jpeg", join(folder, file)));
  return stills;
}

/** The middle of what is seen of a shot alone, for shots spread evenly over all of them. */
function shotMiddles({ scenes, rate }: Timeline): string[] {
  const shots = scenes.flatMap(({ start, scene }) => scene.shots.map((shot) => start + shot.start + Math.floor((shot.frames - shot.transition.frames) / 2)));
  const count = Math.min(wanted, shots.length);
  return Array.from({ length: count }, (_, index) => secondsAt(shots[Math.floor(((index + 0.5) * shots.length) / count)]!, rate));
}

function evenly(duration: number): string[] {
  return Array.from({ length: wanted }, (_, index) => (((index + 0.5) * duration) / wanted).toFixed(3));
}
