import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cutListOf } from "../../../nodes/compose/cut-list.ts";
import { buildEdl } from "../../../nodes/compose/edl.ts";
import { buildFcpxml } from "../../../nodes/compose/fcpxml.ts";
import { buildOtio } from "../../../nodes/compose/otio.ts";
import { timeline as timelineNode } from "../../../nodes/compose/timeline.ts";
import type { Timeline } from "../../../nodes/story/index.ts";
import type { Artifact } from "../../../runtime/contract/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { openBench } from "../../kit/run-node.ts";
import { type ReadCut, readEdl, readFcpxml, readOtio } from "./interchange-readers.ts";
import { placedShot, sceneTimeline } from "./placed.ts";
import { recordedCaller } from "../../kit/caller.ts";

const facts = { media: "e03 <终章>.mp4", channels: 2 };

/** Two scenes: cut, dissolve of an odd length, wipe, a fade between the scenes, and a shot used up by its transitions. */
function episode(rate = { num: 25, den: 1 }): Timeline {
  const kitchen = sceneTimeline(289, [], {
    rate, title: 'Mum & Dad\'s "kitchen" <night> | 厨房',
    shots: [
      placedShot("p01", 0, 100),
      placedShot("p02", 100, 90, 11),
      { ...placedShot("p03", 179, 60, 10), transition: { kind: "wipe", frames: 10 } },
      { ...placedShot("p04", 229, 60), transition: { kind: "fade", frames: 20 } },
    ],
  });
  const yard = sceneTimeline(120, [], { id: "s02", title: "院子", rate, shots: [placedShot("p01", 0, 40, 20), placedShot("p02", 20, 100)] });
  return { id: "e03", title: "A bowl of dumplings", rate, width: 1080, height: 1920, frames: 389, scenes: [{ start: 0, scene: kitchen }, { start: 269, scene: yard }] };
}

/** What the timeline says, in the readers' words. */
function meant({ rate, scenes }: Timeline): ReadCut {
  return {
    fps: rate.num / rate.den,
    media: facts.media,
    shots: scenes.flatMap(({ start, scene }, at) => scene.shots.map((shot, index) => ({
      name: `${scene.id}/${shot.id}`, from: start + shot.start, to: start + shot.start + shot.frames,
      ...(shot.transition.frames > 0 && (index < scene.shots.length - 1 || at < scenes.length - 1) ? { into: shot.transition.kind } : {}),
    }))),
    scenes: [
      { name: "e03/s01", title: scenes[0]!.scene.title, frame: 0 },
      { name: "e03/s02", title: "院子", frame: 279 },
    ],
  };
}

describe.each([["25", { num: 25, den: 1 }], ["29.97", { num: 30_000, den: 1001 }], ["24", { num: 24, den: 1 }]])("at %s frames a second", (_, rate) => {
  const timeline = episode(rate);
  const list = cutListOf(timeline, facts);

  it("OpenTimelineIO says what the timeline says", () => {
    expect(readOtio(buildOtio(list))).toEqual(meant(timeline));
  });

  it("Final Cut Pro XML says what the timeline says", () => {
    expect(readFcpxml(buildFcpxml(list))).toEqual(meant(timeline));
  });

  it("the EDL says what the timeline says, but for the character it cannot hold", () => {
    const read = readEdl(buildEdl(list), rate.num / rate.den);
    const expected = meant(timeline);
    expect(read).toEqual({ ...expected, scenes: expected.scenes.map((scene) => ({ ...scene, title: scene.title.replace("|", "/") })) });
  });
});

describe("the files", () => {
  it("name the media by file alone, and its sound in one piece", () => {
    const list = cutListOf(episode(), facts);
    const otio = JSON.parse(buildOtio(list));
    expect(otio.tracks.children[1]).toMatchObject({ kind: "Audio", children: [{ name: facts.media, source_range: { duration: { value: 389 } } }] });
    const xml = buildFcpxml(list);
    expect(xml.match(/srcEnable="audio"/g)).toHaveLength(1);
    expect(xml).toContain('src="e03%20%3C%E7%BB%88%E7%AB%A0%3E.mp4"');
  });

  it("leave the sound out when there is none", () => {
    const list = cutListOf(episode(), { ...facts, channels: 0 });
    expect(JSON.parse(buildOtio(list)).tracks.children).toHaveLength(1);
    expect(buildFcpxml(list)).not.toMatch(/hasAudio|srcEnable="audio"/);
  });

  it("stay one EDL whatever a title holds", () => {
    const timeline = episode();
    const edl = buildEdl(cutListOf({ ...timeline, title: "TITLE\n001  AX | x" }, facts));
    expect(edl.split("\n")[0]).toBe("TITLE: TITLE 001  AX / x");
  });
});

describe("a timeline that cannot be", () => {
  it("is refused when its shots leave a hole", () => {
    const timeline = episode();
    const hole = { ...timeline, scenes: [timeline.scenes[0]!, { ...timeline.scenes[1]!, start: 275 }] };
    expect(() => cutListOf(hole, facts)).toThrow("begins on frame 275");
    expect(() => cutListOf({ ...timeline, frames: 400 }, facts)).toThrow("do not fill its 400 frames");
  });

  it("is refused when a shot is shorter than its transitions", () => {
    const scene = sceneTimeline(50, [], { shots: [placedShot("p01", 0, 30, 20), placedShot("p02", 10, 24, 20), placedShot("p03", 14, 36)] });
    const timeline = { id: "e01", title: "", rate: scene.rate, width: 1080, height: 1920, frames: 50, scenes: [{ start: 0, scene }] };
    expect(() => cutListOf(timeline, facts)).toThrow('Shot "s01/p02" is shorter than the transitions around it.');
  });
});

describe("the node", () => {
  const open = openBench([ffmpegProvider]);
  let video: Artifact;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "reelwright-timeline-"));
    const ffmpeg = (await ffmpegProvider.open()).bind(recordedCaller());
    await ffmpeg.run({
      folder, inputs: [],
      filter: "color=c=red:s=32x32:r=25:d=15.56,format=yuv420p[v];sine=r=48000:d=15.56,aformat=channel_layouts=stereo[a]",
      outputs: [{ path: "film.mp4", options: ["-map", "[v]", "-map", "[a]", "-frames:v", "389", "-c:v", "libx264", "-c:a", "aac", "-threads", "1"] }],
    });
    video = await (await open).write("video/mp4", await readFile(join(folder, "film.mp4")));
    await rm(folder, { recursive: true, force: true });
  });
  afterAll(async () => (await open).close());

  it("writes the three files about the same media", async () => {
    const bench = await open;
    const { otio, fcpxml, edl } = await bench.run(timelineNode, { timeline: episode(), video });
    const text = async (artifact: Artifact) => (await bench.read(artifact)).toString("utf8");
    const expected = { ...meant(episode()), media: "e03.mp4" };
    expect(readOtio(await text(otio))).toEqual(expected);
    expect(readFcpxml(await text(fcpxml))).toEqual(expected);
    expect(readEdl(await text(edl), 25).shots).toEqual(expected.shots);
    expect(await text(fcpxml)).toContain('audioChannels="2"');
  });

  it("refuses the video of something else, and a path in place of a name", async () => {
    const bench = await open;
    const longer = episode();
    const scenes = [longer.scenes[0]!];
    await expect(bench.run(timelineNode, { timeline: { ...longer, scenes, frames: 289 }, video })).rejects.toMatchObject({ problem: { code: "TIMELINE_DISAGREES" } });
    await expect(bench.run(timelineNode, { timeline: longer, video, media: "../e03.mp4" })).rejects.toMatchObject({ problem: { code: "MEDIA_NAME" } });
  });
});
