import { type CameraMove, rateText } from "../story/index.ts";
import type { Frame } from "./encoding.ts";

/**
 * `zoompan` moves its window by whole pixels of the still. On a still twice the size of the frame that is half a pixel
 * of the frame, which is not seen; on one of the same size it is seen as shaking.
 */
const oversize = 2;

/** Faces are above the middle of a vertical picture; a camera that comes closer should keep them. */
const eyeLine = 0.42;

/** A still and the camera's way over it; `amount` is how far it goes, as a part of the picture. */
export interface Move {
  readonly move: CameraMove;
  readonly amount: number;
  readonly frames: number;
}

/**
 * A filter graph from a picture of any size, `[0:v]`, to at least `frames` frames, `[filmed]`. Brightness and the two colours
 * are moved apart: together, `zoompan` would move them by two pixels at a time, the pitch of the colours.
 * @param hold how many frames the camera stays at each of its positions; 2 is what animators call on twos
 */
export function cameraGraph({ move, amount, frames }: Move, frame: Frame, hold = 1): string {
  const { width, height } = frame;
  const positions = Math.ceil(frames / hold);
  const view = windowOf(move, amount, positions, width * oversize, height * oversize);
  const rate = rateText({ num: frame.rate.num, den: frame.rate.den * hold });
  // The last of them is not shown whole: what ends the film has no next one to be held up to.
  const made = hold === 1 ? positions : positions + 2;
  const film = (plane: "y" | "u" | "v", part: number) => {
    const x = part === 1 ? view.x : `(${view.x})/2`;
    const y = part === 1 ? view.y : `(${view.y})/2`;
    return `[${plane}]zoompan=z='${view.z}':x='${x}':y='${y}':d=${made}:s=${width * part}x${height * part}:fps=${rate}[${plane}moving]`;
  };
  return [
    `[0:v]${cover(width * oversize, height * oversize)},format=yuv420p,extractplanes=y+u+v[y][u][v]`,
    film("y", 1), film("u", 0.5), film("v", 0.5),
    `[ymoving][umoving][vmoving]mergeplanes=mapping=0x001020:format=yuv420p,${hold === 1 ? "" : `fps=${rateText(frame.rate)},`}${square}[filmed]`,
  ].join(";");
}

/** Scales to fill and cuts off what is over, in the colours of high-definition video. */
export function cover(width: number, height: number): string {
  return `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=lanczos:out_color_matrix=bt709:out_range=tv,crop=${width}:${height}`;
}

/** Square pixels, and colours named as what `cover` made them: filters in between lose the names, and a name that is missing may be guessed. */
export const square = "setsar=1,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709";

/** Expressions of `zoompan`, in pixels of the brightness. */
interface Window {
  readonly z: string;
  readonly x: string;
  readonly y: string;
}

function windowOf(move: CameraMove, amount: number, frames: number, width: number, height: number): Window {
  const last = Math.max(1, frames - 1);
  const size = { x: `(${width}-${width}/zoom)`, y: `(${height}-${height}/zoom)` };
  const middle = { x: `${size.x}/2`, y: `${size.y}*${eyeLine}` };
  const across = travel(amount * width, last);
  const along = travel(amount * height, last);
  switch (move) {
    case "push-in": return { z: `1/(1-${amount}*on/${last})`, ...middle };
    case "pull-out": return { z: `1/(1-${amount}*(${last}-on)/${last})`, ...middle };
    case "pan-right": return { z: `${width}/${width - across}`, x: `${across}*on/${last}`, y: middle.y };
    case "pan-left": return { z: `${width}/${width - across}`, x: `${across}*(${last}-on)/${last}`, y: middle.y };
    case "tilt-down": return { z: `${height}/${height - along}`, x: middle.x, y: `${along}*on/${last}` };
    case "tilt-up": return { z: `${height}/${height - along}`, x: middle.x, y: `${along}*(${last}-on)/${last}` };
    case "drift": return { z: `1/(1-${amount}+${amount / 2}*on/${last})`, x: `${size.x}*on/${last}`, y: middle.y };
  }
}

/** How far to go in all, near `wanted`: the same whole number of pixels with every frame, where that is possible. */
function travel(wanted: number, steps: number): number {
  const step = Math.round(wanted / steps);
  return step >= 1 ? step * steps : Math.round(wanted);
}
