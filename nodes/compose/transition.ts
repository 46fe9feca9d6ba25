import { join } from "node:path";
import { type Context, fail, ffmpeg } from "../../runtime/contract/index.ts";
import type { TransitionKind } from "../story/index.ts";
import { deliveryOptions, type Frame } from "./encoding.ts";
import { keepPieces, type Piece } from "./pieces.ts";

/**
 * The frames two clips share, as one piece. Kept under its own content key: when the same two ends meet in the same
 * way it is not encoded again.
 */
export async function transitionPiece(kind: TransitionKind, tail: Piece, head: Piece, frame: Frame, context: Context): Promise<Piece> {
  const { frames } = tail;
  const graph = blend(kind, frames, frame);
  return encode({ inputs: [tail, head], graph, frames, frame }, context);
}

/** An end that meets no neighbour, as it will be delivered: a last `fade` goes to black, anything else plays out. */
export async function loosePiece(kind: TransitionKind, end: Piece, frame: Frame, context: Context): Promise<Piece> {
  const graph = kind === "fade" ? `[0:v]${fadeOut(end.frames)}[out]` : "[0:v]null[out]";
  return encode({ inputs: [end], graph, frames: end.frames, frame }, context);
}

interface Encoding {
  readonly inputs: readonly Piece[];
  readonly graph: string;
  readonly frames: number;
  readonly frame: Frame;
}

function encode({ inputs, graph, frames, frame }: Encoding, context: Context): Promise<Piece> {
  const options = deliveryOptions(frame, context.settings.quality);
  return context.memo({ part: "transition", inputs: inputs.map(({ video }) => video), graph, options, frames }, async () => {
    const engine = await context.use(ffmpeg);
    const path = join(await context.folder(), "transition.mp4");
    await engine.run({
      inputs: await Promise.all(inputs.map(async ({ video }) => ({ path: await context.path(video) }))),
      filter: graph,
      outputs: [{ path, options: ["-map", "[out]", "-frames:v", String(frames), ...options] }],
    });
    const [piece] = await keepPieces([{ path, frames }], context);
    return piece!;
  });
}

/**
 * A filter graph from the outgoing picture `[0:v]` and the incoming one `[1:v]` to `[out]`. It has no `xfade`, which
 * builds before 2020 lack: the same transition must look the same wherever it is made.
 */
function blend(kind: TransitionKind, frames: number, frame: Frame): string {
  switch (kind) {
    case "dissolve": return `[1:v]format=yuva420p,fade=t=in:start_frame=0:nb_frames=${frames}:alpha=1[over];[0:v][over]overlay=format=yuv420,format=yuv420p,setsar=1[out]`;
    case "wipe": return wipe(frames, frame);
    case "fade": return throughBlack(frames);
    case "cut": return fail({ code: "TRANSITION_UNKNOWN", message: "A cut shares no frames, but two clips share some.", hint: "Choose dissolve, wipe or fade, or set the transition's length to 0." });
  }
}

/** The incoming picture is uncovered from the left, behind an edge a tenth of the frame wide. */
function wipe(frames: number, { width, height, rate }: Frame): string {
  const edge = Math.round(width / 10);
  const speed = (width + edge) / (frames + 1);
  const mask = `color=c=black:s=${2 * width + edge}x2:r=${rate.num}/${rate.den},format=gray,trim=end_frame=1,`
    + `geq=lum='clip(255*(${width + edge}-X)/${edge},0,255)',loop=loop=${frames - 1}:size=1,setpts=N*${rate.den}/${rate.num}/TB`;
  return [
    `${mask},crop=w=${width}:h=2:x='${width + edge}-${speed}*(n+1)':y=0,scale=${width}:${height}:flags=neighbor[mask]`,
    "[1:v]format=yuva420p[incoming];[incoming][mask]alphamerge[over]",
    "[0:v][over]overlay=format=yuv420,format=yuv420p,setsar=1[out]",
  ].join(";");
}

/** Out in the first half of the frames, in again in the second. */
function throughBlack(frames: number): string {
  const half = Math.ceil(frames / 2);
  // One frame is black, and nothing of the incoming picture is left to show; but every input has to lead somewhere.
  if (frames < 2) return `[0:v]${fadeOut(frames)}[gone];[gone][1:v]overlay=enable=0[out]`;
  return [
    `[0:v]trim=end_frame=${half},setpts=PTS-STARTPTS,${fadeOut(half)}[gone]`,
    `[1:v]trim=start_frame=${half},setpts=PTS-STARTPTS,fade=t=in:start_frame=0:nb_frames=${frames - half}[come]`,
    "[gone][come]concat=n=2:v=1:a=0[out]",
  ].join(";");
}

function fadeOut(frames: number): string {
  return `fade=t=out:start_frame=0:nb_frames=${frames}`;
}
