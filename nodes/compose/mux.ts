import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Artifact, type Context, fail, ffmpeg } from "../../runtime/contract/index.ts";
import { type Rate, secondsAt } from "../story/index.ts";
import { timescaleOf } from "./encoding.ts";
import { expectFrames, lengthOf } from "./join.ts";
import { countFrames, type Piece } from "./pieces.ts";

export interface Film {
  readonly pieces: readonly Piece[];
  readonly rate: Rate;
  readonly sound: Artifact;
  readonly title: string;
}

/** Joins pieces and sound into one MP4 without encoding either. @throws ProblemError FRAMES_DISAGREE, SOUND_DISAGREES */
export async function mux({ pieces, rate, sound, title }: Film, context: Context): Promise<Artifact> {
  const engine = await context.use(ffmpeg);
  const folder = await context.folder();
  const path = join(folder, "episode.mp4");
  await writeFile(join(folder, "pieces.txt"), await listOf(pieces, rate, context));
  await engine.run({
    folder,
    inputs: [{ path: "pieces.txt", options: ["-f", "concat", "-safe", "0"] }, { path: await context.path(sound) }],
    outputs: [{
      path,
      options: [
        "-map", "0:v:0", "-map", "1:a:0", "-c", "copy",
        "-video_track_timescale", String(timescaleOf(rate)), "-movflags", "+faststart", "-metadata", `title=${title}`, "-f", "mp4",
      ],
    }],
  });
  expectFrames("The joined picture", lengthOf(pieces), await countFrames(path, engine));
  await checkSync(path, context);
  return context.writeFile("video/mp4", path);
}

/**
 * A list for ffmpeg's `concat` reader. Each length is the difference of two rounded positions: left to itself the reader
 * adds up rounded lengths, and late pieces drift off the frame grid.
 */
async function listOf(pieces: readonly Piece[], rate: Rate, context: Context): Promise<string> {
  const rows = ["ffconcat version 1.0"];
  let frame = 0;
  for (const { video, frames } of pieces) {
    const length = Number(secondsAt(frame + frames, rate)) - Number(secondsAt(frame, rate));
    frame += frames;
    rows.push(`file ${quoted(await context.path(video))}`, `duration ${length.toFixed(6)}`);
  }
  return `${rows.join("\n")}\n`;
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}

async function checkSync(path: string, context: Context): Promise<void> {
  const engine = await context.use(ffmpeg);
  const { streams } = await engine.probe(path);
  const [picture, sound] = ["video", "audio"].map((type) => streams.find((stream: { codec_type: string }) => stream.codec_type === type));
  const apart = (field: "start_time" | "duration") => Math.abs(Number(picture[field]) - Number(sound[field]));
  if (apart("duration") <= 0.04 && apart("start_time") <= 0.001) return;
  fail({
    code: "SOUND_DISAGREES",
    message: `The picture starts at ${picture.start_time} s and lasts ${picture.duration} s, the sound ${sound.start_time} s and ${sound.duration} s.`,
  });
}
