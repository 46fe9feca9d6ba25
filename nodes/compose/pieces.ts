import { type Artifact, type Context, fail, type Ffmpeg, ffmpeg } from "../../runtime/contract/index.ts";
import type { Clip } from "../story/index.ts";

/** Encoded picture of a known number of frames, as a clip holds it. */
export type Piece = Clip["pieces"][number];

/**
 * Counts the frames in each file and keeps it.
 * @throws ProblemError FRAMES_DISAGREE when a file has not exactly the frames it should have
 */
export async function keepPieces(files: readonly { readonly path: string; readonly frames: number }[], context: Context): Promise<Piece[]> {
  const engine = await context.use(ffmpeg);
  return Promise.all(files.map(async ({ path, frames }) => {
    const found = await countFrames(path, engine);
    if (found !== frames) {
      fail({ code: "FRAMES_DISAGREE", message: `A piece of ${frames} frames was encoded with ${found}.`, hint: "The picture it was made from may be damaged." });
    }
    return { video: await context.writeFile("video/mp4", path) as Artifact & Piece["video"], frames };
  }));
}

/** From the file's own index, without decoding. */
export async function countFrames(path: string, engine: Ffmpeg): Promise<number> {
  const facts = await engine.probe(path, ["-select_streams", "v:0"]);
  return Number(facts.streams[0]?.nb_frames ?? 0);
}
