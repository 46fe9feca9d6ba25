import { afterAll, beforeAll, expect, it } from "vitest";
import { join } from "node:path";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { upscale } from "../../../nodes/compose/upscale.ts";
import type { Artifact, Ffmpeg } from "../../../runtime/contract/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { openBench } from "../../kit/run-node.ts";
import { recordedCaller } from "../../kit/caller.ts";

const bench = await openBench([ffmpegProvider]);
const folder = await mkdtemp(join(tmpdir(), "reelwright-upscale-"));
let ffmpeg: Ffmpeg;
let video: Artifact;
let silent: Artifact;

beforeAll(async () => {
  ffmpeg = (await ffmpegProvider.open()).bind(recordedCaller());
  const film = async (name: string, sound: string[]) => {
    await ffmpeg.run({
      folder, inputs: [],
      filter: `testsrc2=s=90x160:r=25:d=0.6,format=yuv420p[v]${sound.length > 0 ? ";sine=f=440:r=48000:d=0.6,aformat=channel_layouts=stereo[a]" : ""}`,
      outputs: [{ path: name, options: ["-map", "[v]", ...sound, "-c:v", "libx264", "-threads", "1", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"] }],
    });
    return bench.write("video/mp4", await readFile(join(folder, name)));
  };
  video = await film("film.mp4", ["-map", "[a]", "-c:a", "aac"]);
  silent = await film("silent.mp4", []);
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

it("enlarges to the height, keeping frames, proportions, colour tags and the sound's own packets", async () => {
  const { video: large } = await bench.run(upscale, { video, height: 384 });
  const { streams: [picture, sound] } = await ffmpeg.probe(bench.path(large), ["-count_frames"]);
  expect(picture).toMatchObject({
    width: 216, height: 384, nb_read_frames: "15", r_frame_rate: "25/1", pix_fmt: "yuv420p", sample_aspect_ratio: "1:1",
    color_space: "bt709", color_primaries: "bt709", color_transfer: "bt709", color_range: "tv",
  });
  expect(sound).toMatchObject({ codec_name: "aac" });
  const packets = async (artifact: Artifact) => (await ffmpeg.probe(bench.path(artifact), ["-select_streams", "a", "-show_packets", "-show_data_hash", "md5"])).packets.map((packet: { data_hash: string }) => packet.data_hash);
  expect(await packets(large)).toEqual(await packets(video));
});

it("makes an odd width even", async () => {
  const { video: large } = await bench.run(upscale, { video, height: 170 });
  expect((await ffmpeg.probe(bench.path(large))).streams[0]).toMatchObject({ width: 96, height: 170 });
});

it("gives the same bytes each time", async () => {
  const [one, other] = [await bench.run(upscale, { video, height: 200 }), await bench.run(upscale, { video, height: 200 })];
  expect(one.video.artifact).toBe(other.video.artifact);
});

it("takes a video without sound", async () => {
  const { video: large } = await bench.run(upscale, { video: silent, height: 200 });
  expect((await ffmpeg.probe(bench.path(large))).streams).toHaveLength(1);
});

it("hands on a video that has the height already, and refuses to make one smaller", async () => {
  expect((await bench.run(upscale, { video, height: 160 })).video).toEqual(video);
  await expect(bench.run(upscale, { video, height: 100 })).rejects.toMatchObject({ problem: { code: "UPSCALE_SMALLER" } });
});

it("refuses a file without a picture with a problem", async () => {
  const noise = await bench.write("video/mp4", "this is no film");
  await expect(bench.run(upscale, { video: noise, height: 200 })).rejects.toMatchObject({ problem: { code: "FFPROBE_FAILED" } });
});
