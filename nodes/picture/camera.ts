import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineProvider, fail, ffmpeg, type Motion, type MotionRequest, video } from "../../runtime/contract/index.ts";
import type { CameraMove } from "../story/index.ts";

const label = "offline camera";
const fps = 25;

/** Stands in for a video model: a camera that moves over the first frame. Nobody in it stirs. */
export const stillCamera = defineProvider<Motion>({
  service: video,
  name: "offline",
  label,
  fingerprint: "offline-camera@1",
  async open() {
    return {
      bind: (caller) => ({
        label,
        async generate(request) {
          const started = performance.now();
          const { firstFrame } = request;
          if (!firstFrame) {
            return fail({
              code: "OFFLINE_CAMERA_LIMIT",
              message: "The offline stand-in for video can only move over a first frame, and there is none.",
              hint: "Give it a picture, or configure a provider for the video role.",
            });
          }
          const engine = await caller.use(ffmpeg);
          const folder = await mkdtemp(join(tmpdir(), "reelwright-camera-"));
          try {
            await writeFile(join(folder, "still"), firstFrame.data);
            await engine.run({
              folder,
              inputs: [{ path: "still", options: ["-xerror"] }],
              filter: cameraPath(request),
              outputs: [{ path: "moving.mp4", options: ["-map", "[moving]", ...encoding] }],
            });
            const bytes = await readFile(join(folder, "moving.mp4"));
            request.onProgress?.(1);
            caller.called({ model: "offline-camera", units: { seconds: request.seconds }, costMicros: 0, marketMicros: 0, ms: Math.round(performance.now() - started), retries: 0 });
            return { media: "video/mp4", bytes, model: "offline-camera" };
          } finally {
            await rm(folder, { recursive: true, force: true });
          }
        },
      }),
    };
  },
});

/** The number of threads is fixed because it changes the bytes. */
const encoding = [
  "-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-profile:v", "high", "-bf", "0", "-threads", "2", "-pix_fmt", "yuv420p",
  "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv", "-f", "mp4",
];

/** `zoompan` moves by whole pixels of the still: on one of twice the frame's size that is half a pixel, which is not seen. */
function cameraPath({ seconds, width, height, brief }: MotionRequest): string {
  const frames = Math.max(2, Math.round(seconds * fps));
  const { move = "push-in", amount = 0.1 } = (brief ?? {}) as { readonly move?: CameraMove; readonly amount?: number };
  const { z, x, y } = wayOf(move, amount, `on/${frames - 1}`);
  const cover = `scale=${width * 2}:${height * 2}:force_original_aspect_ratio=increase:flags=lanczos:out_color_matrix=bt709:out_range=tv,crop=${width * 2}:${height * 2}`;
  return `[0:v]${cover},format=yuv420p,zoompan=z='${z}':x='${x}':y='${y}':d=${frames}:s=${width}x${height}:fps=${fps},setsar=1[moving]`;
}

/** @param t how far the camera has gone, from 0 to 1, in the filter's own words */
function wayOf(move: CameraMove, amount: number, t: string): { readonly z: string; readonly x: string; readonly y: string } {
  const room = { x: "(iw-iw/zoom)", y: "(ih-ih/zoom)" };
  // Faces are above the middle of an upright picture; a camera that comes closer should keep them.
  const middle = { x: `${room.x}/2`, y: `${room.y}*0.42` };
  const near = `1/(1-${amount})`;
  switch (move) {
    case "push-in": return { z: `1/(1-${amount}*${t})`, ...middle };
    case "pull-out": return { z: `1/(1-${amount}*(1-${t}))`, ...middle };
    case "pan-right": return { z: near, x: `${room.x}*${t}`, y: middle.y };
    case "pan-left": return { z: near, x: `${room.x}*(1-${t})`, y: middle.y };
    case "tilt-down": return { z: near, x: middle.x, y: `${room.y}*${t}` };
    case "tilt-up": return { z: near, x: middle.x, y: `${room.y}*(1-${t})` };
    case "drift": return { z: `1/(1-${amount}/2)`, x: `${room.x}*${t}`, y: middle.y };
  }
}
