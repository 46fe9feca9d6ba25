import { type CameraMove, rateText } from "../story/index.ts";
import type { Frame } from "./encoding.ts";

/**
 * `zoompan` cuts its window at whole pixels of the still. On a still twice the size of the frame, without chroma
 * subsampling, the error stays under 0.3 pixels of the frame; at the same size it is 1.2 and seen as shaking.
 */
const oversize = 2;

/** Faces are above the middle of a vertical picture; a camera that comes closer should keep them. */
const eyeLine = 0.42;

/**
 * The camera's way over a still, as filters from one picture of any size to `frames` frames.
 * @param amount how far it goes, as a part of the picture: 0.02 to 0.5
 */
export function cameraFilters(move: CameraMove, amount: number, frames: number, frame: Frame): string[] {
  const width = frame.width * oversize;
  const height = frame.height * oversize;
  const { z, x, y } = windowOf(move, amount, frames, width, height);
  return [
    cover(width, height),
    "format=yuv444p",
    `zoompan=z='${z}':x='${x}':y='${y}':d=${frames}:s=${frame.width}x${frame.height}:fps=${rateText(frame.rate)}`,
    "format=yuv420p",
    "setsar=1",
  ];
}

/** Scales to fill and cuts off what is over, in the colours of high-definition video. */
export function cover(width: number, height: number): string {
  return `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=lanczos:out_color_matrix=bt709:out_range=tv,crop=${width}:${height}`;
}

interface Window {
  readonly z: string;
  readonly x: string;
  readonly y: string;
}

function windowOf(move: CameraMove, amount: number, frames: number, width: number, height: number): Window {
  const last = Math.max(1, frames - 1);
  const middle = { x: "(iw-iw/zoom)/2", y: `(ih-ih/zoom)*${eyeLine}` };
  const across = travel(amount * width, last);
  const along = travel(amount * height, last);
  switch (move) {
    case "push-in": return { z: `1/(1-${amount}*on/${last})`, ...middle };
    case "pull-out": return { z: `1/(1-${amount}*(${last}-on)/${last})`, ...middle };
    case "pan-right": return { z: `${width / (width - across)}`, x: position(across, last), y: middle.y };
    case "pan-left": return { z: `${width / (width - across)}`, x: `${across}-${position(across, last)}`, y: middle.y };
    case "tilt-down": return { z: `${height / (height - along)}`, x: middle.x, y: position(along, last) };
    case "tilt-up": return { z: `${height / (height - along)}`, x: middle.x, y: `${along}-${position(along, last)}` };
    case "drift": return { z: `1/(1-${amount}+${amount / 2}*on/${last})`, x: `(iw-iw/zoom)*on/${last}`, y: middle.y };
  }
}

/** How far to go in all, near `wanted`, so that every frame goes the same whole number of pixels where that is possible. */
function travel(wanted: number, steps: number): number {
  const step = Math.round(wanted / steps);
  return step >= 1 ? step * steps : Math.round(wanted);
}

function position(distance: number, last: number): string {
  return `${distance}*on/${last}`;
}
