import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stillCamera } from "../../../nodes/picture/camera.ts";
import { motion } from "../../../nodes/picture/video.ts";
import { cameraMoves } from "../../../nodes/story/index.ts";
import { defineProvider, type Ffmpeg, type Motion, type MotionRequest, video } from "../../../runtime/contract/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { openBench } from "../../kit/run-node.ts";
import { shot } from "./material.ts";

let engine: Awaited<ReturnType<typeof ffmpegProvider.open>>;
let still: Buffer;
const caller = () => recordedCaller({ services: { ffmpeg: engine } });
beforeAll(async () => {
  engine = await ffmpegProvider.open();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="270" height="480"><rect width="270" height="480" fill="#3060a0"/><circle cx="135" cy="200" r="70" fill="#e0b090"/></svg>`;
  still = await sharp(Buffer.from(svg)).jpeg().toBuffer();
});
afterAll(() => engine.close?.());

const film = async (request: Partial<MotionRequest>) =>
  (await stillCamera.open()).bind(caller()).generate({ prompt: "", seconds: 1, width: 108, height: 192, firstFrame: { media: "image/jpeg", data: still }, ...request });

describe("the offline camera", () => {
  test("makes H.264 of the size and length asked for, the same bytes twice", async () => {
    const bench = await openBench();
    const made = await film({ seconds: 1.6 });
    expect((await film({ seconds: 1.6 })).bytes).toEqual(made.bytes);
    const kept = await bench.write(made.media, made.bytes);
    const { streams, format } = await (engine.bind(caller()) as Ffmpeg).probe(bench.path(kept));
    expect(streams).toHaveLength(1);
    expect(streams[0]).toMatchObject({ codec_name: "h264", width: 108, height: 192, nb_frames: "40", pix_fmt: "yuv420p" });
    expect(Number(format.duration)).toBeCloseTo(1.6, 2);
    await bench.close();
  });

  test("goes another way for every move", async () => {
    const films = await Promise.all(cameraMoves.map((move) => film({ seconds: 0.4, brief: { task: "picture/motion", move, amount: 0.2 } })));
    expect(new Set(films.map(({ bytes }) => Buffer.from(bytes).toString("base64"))).size).toBe(cameraMoves.length);
  });

  test("says what it needs when there is no first frame", async () => {
    const motionOf = (await stillCamera.open()).bind(caller());
    await expect(motionOf.generate({ prompt: "a train", seconds: 1, width: 108, height: 192 })).rejects.toMatchObject({ problem: { code: "OFFLINE_CAMERA_LIMIT" } });
  });

  test("stops when it is cancelled", async () => {
    const stopped = recordedCaller({ services: { ffmpeg: engine }, signal: AbortSignal.abort(new Error("cancelled")) });
    const motionOf = (await stillCamera.open()).bind(stopped);
    await expect(motionOf.generate({ prompt: "", seconds: 1, width: 108, height: 192, firstFrame: { media: "image/jpeg", data: still } })).rejects.toThrow(/cancel/);
  });
});

describe("a picture in motion", () => {
  const filming = (bytes: () => Promise<Uint8Array>) => {
    const requests: MotionRequest[] = [];
    const provider = defineProvider<Motion>({
      service: video, name: "scripted", fingerprint: "scripted",
      open: async () => ({ bind: () => ({ generate: async (request) => (requests.push(request), { media: "video/mp4", bytes: await bytes(), model: "mover-1" }) }) }),
    });
    return { provider, requests };
  };
  const pictureIn = async (bench: Awaited<ReturnType<typeof openBench>>) => ({
    id: "p01", image: await bench.write("image/jpeg", still), width: 270, height: 480, move: "push-in", amount: 0.1, anchors: [], source: "offline storyboard",
  });

  test("begins with the still: its bytes are the first frame, and it stays in the picture", async () => {
    const model = filming(async () => (await film({})).bytes);
    const bench = await openBench([model.provider, ffmpegProvider]);
    const picture = await pictureIn(bench);
    const { picture: moving } = await bench.run(motion, { picture, shot: shot({ description: "李伟推门进来" }), seconds: 4 });
    expect(model.requests[0]).toMatchObject({ seconds: 4, width: 1080, height: 1920, firstFrame: { media: "image/jpeg", data: still } });
    expect(model.requests[0]!.prompt).toContain("李伟推门进来");
    expect(moving).toMatchObject({ image: picture.image, source: "offline storyboard + mover-1", video: { media: "video/mp4" } });
    await bench.close();
  });

  test("that is not one is a problem", async () => {
    const bench = await openBench([filming(async () => Buffer.from("<html>busy</html>")).provider, ffmpegProvider]);
    await expect(bench.run(motion, { picture: await pictureIn(bench), shot: shot() })).rejects.toMatchObject({ problem: { code: "VIDEO_UNREADABLE" } });
    await bench.close();
  });
});
