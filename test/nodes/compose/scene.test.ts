import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ffmpeg } from "../../../runtime/contract/index.ts";
import { scene } from "../../../nodes/compose/scene.ts";
import { shot } from "../../../nodes/compose/shot.ts";
import type { Clip, SceneTimeline, TransitionKind } from "../../../nodes/story/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { decode, looker, piecesOf, type PlannedShot, sceneTimeline, silentCues, small, still, watchedFfmpeg } from "./film-kit.ts";

let bench: Bench;
let engine: Ffmpeg;
let close: () => Promise<void>;
const watched = watchedFfmpeg();
beforeAll(async () => {
  bench = await openBench([watched.provider]);
  ({ engine, close } = await looker());
});
afterAll(async () => {
  await close();
  await bench.close();
});

const colours = ["#a02020", "#2040a0"];

async function filmAll(timeline: SceneTimeline, colourOf = (index: number) => colours[index % 2]!): Promise<Clip[]> {
  const clips: Clip[] = [];
  for (const [index, cues] of silentCues(timeline).entries()) {
    const { clip } = await bench.run(shot, { picture: await still(bench, cues.id, colourOf(index)), cues, ...small });
    clips.push(clip);
  }
  return clips;
}

async function planned(shots: readonly PlannedShot[], incoming = 0): Promise<SceneTimeline> {
  return sceneTimeline("s01", shots, await bench.write("audio/wav", "not heard here") as SceneTimeline["dialogue"], incoming);
}

async function join(clips: readonly Clip[], timeline: SceneTimeline): Promise<Clip> {
  return (await bench.run(scene, { clips, timeline })).clip;
}
const watch = (clip: Clip) => decode(engine, piecesOf(clip).map(({ video }) => bench.path(video)));
const corner = [104, 188] as const;

/** Two shots of 20 frames that share 10: the transition is on frames 10 to 19. */
async function between(kind: TransitionKind) {
  const timeline = await planned([{ id: "p01", frames: 20, kind, shared: 10 }, { id: "p02", frames: 20 }]);
  const clip = await join(await filmAll(timeline), timeline);
  const seen = await watch(clip);
  expect(seen.frames).toBe(30);
  return { seen, red: seen.pixel(0, ...corner), blue: seen.pixel(29, ...corner) };
}
const near = (found: readonly number[], wanted: readonly number[], by = 12) => found.every((value, index) => Math.abs(value - wanted[index]!) <= by);

describe("transitions", () => {
  it("a cut shares no frames", async () => {
    const timeline = await planned([{ id: "p01", frames: 7 }, { id: "p02", frames: 8 }]);
    const seen = await watch(await join(await filmAll(timeline), timeline));
    expect(seen.frames).toBe(15);
    expect(near(seen.pixel(6, ...corner), seen.pixel(0, ...corner))).toBe(true);
    expect(near(seen.pixel(7, ...corner), seen.pixel(14, ...corner))).toBe(true);
  });

  it("a dissolve goes steadily from one picture to the other", async () => {
    const { seen, red, blue } = await between("dissolve");
    const reds = Array.from({ length: 12 }, (_, index) => seen.pixel(9 + index, ...corner)[0]);
    for (const [index, value] of reds.slice(1).entries()) expect(value).toBeLessThanOrEqual(reds[index]! + 3);
    expect(near(seen.pixel(15, ...corner), red.map((value, index) => (value + blue[index]!) / 2), 20)).toBe(true);
  });

  it("a wipe uncovers the next picture from the left", async () => {
    const { seen, red, blue } = await between("wipe");
    expect(near(seen.pixel(15, 4, 188), blue)).toBe(true);
    expect(near(seen.pixel(15, 104, 188), red)).toBe(true);
    expect(near(seen.pixel(10, 104, 188), red)).toBe(true);
    expect(near(seen.pixel(19, 50, 188), blue)).toBe(true);
  });

  it("a fade goes out to black and comes back from it", async () => {
    const { seen, red, blue } = await between("fade");
    expect(near(seen.pixel(10, ...corner), red)).toBe(true);
    expect(near(seen.pixel(15, ...corner), [0, 0, 0])).toBe(true);
    expect(near(seen.pixel(20, ...corner), blue)).toBe(true);
  });

  it.each(["dissolve", "wipe", "fade"] as const)("a %s of a single frame works", async (kind) => {
    const timeline = await planned([{ id: "p01", frames: 5, kind, shared: 1 }, { id: "p02", frames: 5 }]);
    expect((await watch(await join(await filmAll(timeline), timeline))).frames).toBe(9);
  });
});

describe("joining", () => {
  it("keeps its first head and last tail for the scenes beside it", async () => {
    const timeline = await planned([{ id: "p01", frames: 20, kind: "dissolve", shared: 5 }, { id: "p02", frames: 20, kind: "wipe", shared: 6 }], 4);
    const clip = await join(await filmAll(timeline), timeline);
    expect([clip.id, clip.head?.frames, clip.tail?.frames, clip.transition, clip.frames]).toEqual(["s01", 4, 6, "wipe", 35]);
  });

  it("encodes only transitions, and after a change of one of 24 shots only the two it touches", async () => {
    const shots = Array.from({ length: 24 }, (_, index): PlannedShot => ({ id: `p${String(index + 1).padStart(2, "0")}`, frames: 12, kind: "dissolve", shared: index < 23 ? 4 : 0 }));
    const timeline = await planned(shots);
    const clips = await filmAll(timeline);
    watched.jobs.length = 0;
    const before = await join(clips, timeline);
    expect(watched.encodes()).toBe(23);
    expect(before.frames).toBe(24 * 12 - 23 * 4);

    watched.jobs.length = 0;
    const changed = [...clips];
    const picture = await still(bench, "p10", "#20a040");
    changed[9] = (await bench.run(shot, { picture, cues: silentCues(timeline)[9], ...small })).clip;
    const after = await join(changed, timeline);
    expect(watched.encodes()).toBe(1 + 2);
    const other = after.pieces.filter((piece, index) => piece.video.artifact !== before.pieces[index]!.video.artifact);
    expect(other).toHaveLength(3);
  });
});

describe("what does not fit", () => {
  it("is refused when the frames disagree with the timeline", async () => {
    const timeline = await planned([{ id: "p01", frames: 10 }, { id: "p02", frames: 10 }]);
    const clips = await filmAll(timeline);
    const longer = await planned([{ id: "p01", frames: 10 }, { id: "p02", frames: 11 }]);
    await expect(join(clips, longer)).rejects.toMatchObject({ problem: { code: "FRAMES_DISAGREE", message: expect.stringContaining('"p02" should have 11 frames and has 10') } });
    await expect(join(clips, { ...timeline, frames: 21 })).rejects.toMatchObject({ problem: { code: "FRAMES_DISAGREE" } });
    const overlapping = await planned([{ id: "p01", frames: 10, kind: "wipe", shared: 3 }, { id: "p02", frames: 10 }]);
    await expect(join(clips, overlapping)).rejects.toMatchObject({ problem: { code: "FRAMES_DISAGREE", message: expect.stringContaining('end of "p01"') } });
  });

  it("is refused when shots are missing, in another order or of another size", async () => {
    const timeline = await planned([{ id: "p01", frames: 5 }, { id: "p02", frames: 5 }]);
    const [first, second] = await filmAll(timeline);
    await expect(join([first!], timeline)).rejects.toMatchObject({ problem: { code: "CLIPS_DISAGREE" } });
    await expect(join([second!, first!], timeline)).rejects.toMatchObject({ problem: { code: "CLIPS_DISAGREE" } });
    await expect(join([first!, { ...second!, width: 216 }], timeline)).rejects.toMatchObject({ problem: { code: "CLIPS_DISAGREE" } });
    await expect(join([], { ...timeline, shots: [] })).rejects.toMatchObject({ problem: { code: "NOTHING_TO_JOIN" } });
  });
});
