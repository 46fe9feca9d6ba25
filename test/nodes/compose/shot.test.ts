import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ffmpeg } from "../../../runtime/contract/index.ts";
import { shot } from "../../../nodes/compose/shot.ts";
import { type CameraMove, cameraMoves, type Clip, type Cue, type Picture, type ShotCues } from "../../../nodes/story/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { decode, looker, piecesOf, shotCues, small, still, watchedFfmpeg } from "./film-kit.ts";

let bench: Bench;
let engine: Ffmpeg;
let close: () => Promise<void>;
beforeAll(async () => {
  bench = await openBench([watchedFfmpeg().provider]);
  ({ engine, close } = await looker());
});
afterAll(async () => {
  await close();
  await bench.close();
});

async function film(picture: Picture, cues: ShotCues, inputs: object = {}, quality: "draft" | "final" = "final"): Promise<Clip> {
  const { clip } = await bench.run(shot, { picture, cues, ...small, ...inputs }, { settings: { quality } });
  return clip;
}
const paths = (clip: Clip) => piecesOf(clip).map(({ video }) => bench.path(video));
const watch = async (clip: Clip) => decode(engine, paths(clip), clip);

describe("length", () => {
  it("has exactly the frames it should have, with the ends that transitions need kept apart", async () => {
    const clip = await film(await still(bench, "p01", "#a03030"), shotCues("p01", 40, { head: 6, tail: 9 }));
    expect([clip.head?.frames, clip.pieces.map((piece) => piece.frames), clip.tail?.frames, clip.frames]).toEqual([6, [25], 9, 40]);
    expect((await watch(clip)).frames).toBe(40);
  });

  it("may consist of its transitions alone", async () => {
    const clip = await film(await still(bench, "p01", "#a03030"), shotCues("p01", 12, { head: 6, tail: 6 }));
    expect(clip.pieces).toEqual([]);
    expect((await watch(clip)).frames).toBe(12);
  });

  it("refuses transitions that take more frames than there are", async () => {
    const run = film(await still(bench, "p01", "#a03030"), shotCues("p01", 10, { head: 6, tail: 6 }));
    await expect(run).rejects.toMatchObject({ problem: { code: "TRANSITION_TOO_LONG" } });
  });
});

describe("encoding", () => {
  it("is what is delivered: High, 4:2:0, BT.709, square pixels, constant rate, key frames at most two seconds apart", async () => {
    const clip = await film(await still(bench, "p01", "#a03030"), shotCues("p01", 120));
    const { streams, packets } = await engine.probe(paths(clip)[0]!, ["-show_packets"]);
    expect(streams[0]).toMatchObject({
      codec_name: "h264", profile: "High", pix_fmt: "yuv420p", level: 42, has_b_frames: 0, sample_aspect_ratio: "1:1",
      color_range: "tv", color_space: "bt709", color_transfer: "bt709", color_primaries: "bt709",
      r_frame_rate: "25/1", avg_frame_rate: "25/1", nb_frames: "120", start_time: "0.000000",
    });
    const keys = packets.flatMap((packet: { flags: string }, index: number) => (packet.flags.startsWith("K") ? [index] : []));
    expect(keys[0]).toBe(0);
    for (const [index, key] of keys.entries()) expect((keys[index + 1] ?? 120) - key).toBeLessThanOrEqual(50);
  });

  it("shows the colours of the picture", async () => {
    const clip = await film(await still(bench, "p01", "rgb(200, 60, 40)"), shotCues("p01", 3));
    const [red, green, blue] = (await watch(clip)).pixel(1, 100, 180);
    for (const [found, wanted] of [[red, 200], [green, 60], [blue, 40]] as const) expect(Math.abs(found - wanted)).toBeLessThan(6);
  });

  it("gives the same bytes for the same inputs", async () => {
    const picture = await still(bench, "p01", "#3060a0", "drift");
    const cues = shotCues("p01", 20, { head: 5, tail: 5 });
    expect(await film(picture, cues)).toEqual(await film(picture, cues));
  });

  it("is half the size as a draft, with as many frames", async () => {
    const clip = await film(await still(bench, "p01", "#3060a0"), shotCues("p01", 30), {}, "draft");
    expect([clip.width, clip.height]).toEqual([54, 96]);
    expect((await watch(clip)).frames).toBe(30);
  });

  it.each([[1, 25, 1], [2, 25, 1], [3, 25, 1], [31, 25, 1], [50, 24, 1], [47, 30000, 1001], [33, 24000, 1001]])("has %i frames at %i/%i also as a draft", async (frames, num, den) => {
    const clip = await film(await still(bench, "p01", "#3060a0", "pan-left"), { ...shotCues("p01", frames, frames > 20 ? { head: 5, tail: 6 } : {}), rate: { num, den } }, {}, "draft");
    expect((await watch(clip)).frames).toBe(frames);
  });

  it("moves every second frame as a draft, and goes as far", async () => {
    const picture = await still(bench, "p01", "#3060a0", "pan-right");
    const seen = await watch(await film(picture, shotCues("p01", 40), {}, "draft"));
    const xs = Array.from({ length: 40 }, (_, frame) => seen.disc(frame).x);
    for (let frame = 0; frame < 40; frame += 2) expect(Math.abs(xs[frame]! - xs[frame + 1]!), `frame ${frame}`).toBeLessThan(0.15);
    const final = await watch(await film(picture, shotCues("p01", 40)));
    expect(Math.abs((xs[0]! - xs[39]!) * 2 - (final.disc(0).x - final.disc(39).x))).toBeLessThan(1.5);
  });

  it("fills the frame from a picture of another shape without stretching it", async () => {
    const clip = await film(await still(bench, "p01", "#3060a0"), shotCues("p01", 2), { width: 160, height: 160 });
    const seen = await watch(clip);
    const white = (x: number, y: number) => Math.min(...seen.pixel(0, x, y)) > 200;
    const row = Array.from({ length: 160 }, (_, x) => x).filter((x) => white(x, Math.round(seen.disc(0).y)));
    const column = Array.from({ length: 160 }, (_, y) => y).filter((y) => white(Math.round(seen.disc(0).x), y));
    expect(Math.abs(row.length - column.length)).toBeLessThanOrEqual(3);
  });
});

describe("camera", () => {
  const direction: Record<CameraMove, (first: { x: number; y: number }, last: { x: number; y: number }) => boolean> = {
    "push-in": (first, last) => last.x < first.x && last.y < first.y,
    "pull-out": (first, last) => last.x > first.x && last.y > first.y,
    "pan-left": (first, last) => last.x > first.x + 5,
    "pan-right": (first, last) => last.x < first.x - 5,
    "tilt-up": (first, last) => last.y > first.y + 5,
    "tilt-down": (first, last) => last.y < first.y - 5,
    drift: (first, last) => last.x < first.x - 2,
  };

  it.each(cameraMoves)("%s goes its way, every frame and without shaking", async (move) => {
    const frames = 25;
    const seen = await watch(await film(await still(bench, "p01", "#102060", move), shotCues("p01", frames)));
    const way = Array.from({ length: frames }, (_, frame) => seen.disc(frame));
    expect(direction[move](way[0]!, way.at(-1)!)).toBe(true);
    for (let frame = 1; frame + 1 < frames; frame++) {
      expect(seen.frame(frame).equals(seen.frame(frame - 1))).toBe(false);
      const bend = (axis: "x" | "y") => Math.abs(way[frame - 1]![axis] - 2 * way[frame]![axis] + way[frame + 1]![axis]);
      expect(Math.max(bend("x"), bend("y"))).toBeLessThan(1.1);
    }
  });
});

describe("subtitles", () => {
  const cue: Cue = { line: "l01", speaker: "nai-nai", lines: ["奶奶，我回来了！"], language: "zh-CN", start: 10, end: 20 };

  it("are on screen on their frames only, inside the safe area, and not when they are not burnt in", async () => {
    const picture = await still(bench, "p01", "#405060");
    const cues = { ...shotCues("p01", 30), cues: [cue] };
    const safe = { top: 0.1, right: 0.1, bottom: 0.25, left: 0.1 };
    const [burnt, plain] = [await watch(await film(picture, cues, { safe })), await watch(await film(picture, cues, { burn: false }))];
    for (let frame = 0; frame < 30; frame++) {
      const changed: number[] = [];
      for (let y = 0; y < 192; y++) for (let x = 0; x < 108; x++) if (Math.abs(burnt.pixel(frame, x, y)[1] - plain.pixel(frame, x, y)[1]) > 60) changed.push(x, y);
      if (frame < 10 || frame >= 20) expect(changed).toEqual([]);
      else {
        expect(changed.length).toBeGreaterThan(100);
        const [xs, ys] = [0, 1].map((axis) => changed.filter((_, index) => index % 2 === axis));
        expect(Math.min(...xs!)).toBeGreaterThanOrEqual(9);
        expect(Math.max(...xs!)).toBeLessThan(99);
        expect(Math.max(...ys!)).toBeLessThan(148);
      }
    }
  });
});

describe("moving pictures", () => {
  async function movie(frames: number): Promise<Picture> {
    const path = `${bench.path(await bench.write("video/mp4", `room for ${frames}`))}.mp4`;
    const options = ["-map", "[v]", "-c:v", "libx264", "-frames:v", String(frames), "-f", "mp4"];
    await engine.run({ inputs: [], filter: "testsrc2=s=128x256:r=25[v]", outputs: [{ path, options }] });
    return { ...await still(bench, "p01", "#000"), video: await bench.write("video/mp4", await readFile(path)) };
  }

  it("are cut to the shot's length by frame", async () => {
    const clip = await film(await movie(40), shotCues("p01", 25));
    expect((await watch(clip)).frames).toBe(25);
    expect(clip.held).toBeUndefined();
  });

  it("hold their last frame when they are too short, and say so", async () => {
    const clip = await film(await movie(15), shotCues("p01", 25, { tail: 5 }));
    const seen = await watch(clip);
    expect(seen.frames).toBe(25);
    expect(clip.held).toEqual([{ shot: "p01", frames: 10 }]);
    expect(Math.abs(seen.pixel(16, 50, 90)[1] - seen.pixel(24, 50, 90)[1])).toBeLessThan(8);
  });
});

it("says which picture cannot be read, whether it is none at all or broken off", async () => {
  const good = await still(bench, "p01", "#204060");
  const bytes = await bench.read(good.image);
  for (const broken of ["no picture", "", bytes.subarray(0, bytes.length >> 1)]) {
    const picture = { ...good, image: await bench.write("image/png", broken) };
    await expect(film(picture, shotCues("p01", 5))).rejects.toMatchObject({ problem: { code: "PICTURE_UNREADABLE", message: expect.stringContaining("p01") } });
  }
});
