import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Artifact, Ffmpeg } from "../../../runtime/contract/index.ts";
import { episode } from "../../../nodes/compose/episode.ts";
import { measureLoudness } from "../../../nodes/compose/loudness.ts";
import { scene } from "../../../nodes/compose/scene.ts";
import { shot } from "../../../nodes/compose/shot.ts";
import type { Clip, Episode, PlacedLine, Rate, SceneTimeline } from "../../../nodes/story/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { decode, looker, type PlannedShot, rate, sceneTimeline, shotCues, silentCues, small, still, watchedFfmpeg } from "./film-kit.ts";
import { babble, during, floatSamples, hiss, levelOf, tone, wav } from "./sound-kit.ts";

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

const story: Episode = { id: "e01", index: 1, title: "一碗饺子 · A Bowl", logline: "", language: "zh-CN", characters: [], plan: [], scenes: [], source: "test" };
const seconds = (timeline: SceneTimeline) => (timeline.frames * timeline.rate.den) / timeline.rate.num;

function line(id: string, from: number, to: number): PlacedLine {
  return { id, kind: "dialogue", speaker: "li-wei", name: "李伟", text: "奶奶，我回来了！", language: "zh-CN", emotion: "family-warm", start: Math.round(from * 25), end: Math.round(to * 25) };
}

/** A scene that speaks in the given spans of seconds, filmed in plain colours. */
async function filmed(id: string, shots: readonly PlannedShot[], { speech = [] as [number, number][], incoming = 0, colour = "#a02020", level = 0.3 }) {
  const length = sceneTimeline(id, shots, {} as SceneTimeline["dialogue"], incoming);
  const dialogue = await wav(bench, seconds(length), during(speech, babble(level))) as SceneTimeline["dialogue"];
  const timeline = { ...length, dialogue, lines: speech.map(([from, to], index) => line(`l0${index + 1}`, from, to)) };
  const clips: Clip[] = [];
  for (const cues of silentCues(timeline)) clips.push((await bench.run(shot, { picture: await still(bench, cues.id, colour), cues, ...small })).clip);
  return { timeline, clips, clip: (await bench.run(scene, { clips, timeline })).clip as Clip };
}

async function finish(scenes: readonly { clip: Clip; timeline: SceneTimeline }[], inputs: object = {}) {
  return bench.run(episode, { episode: story, clips: scenes.map(({ clip }) => clip), timelines: scenes.map(({ timeline }) => timeline), ...inputs });
}

/** Two scenes of 8 s that go over in 20 frames, with speech, room tone and music. */
async function drama() {
  const first = await filmed("s01", [{ id: "p01", frames: 100, kind: "dissolve", shared: 10 }, { id: "p02", frames: 110, kind: "fade", shared: 20 }], { speech: [[3, 5]] });
  const second = await filmed("s02", [{ id: "p01", frames: 200 }], { speech: [[3, 4], [4.4, 5]], incoming: 20, colour: "#2040a0" });
  const ambience = [await wav(bench, 8, hiss(0.005)), await wav(bench, 8, hiss(0.005))];
  const music = await wav(bench, 4, tone(440, 0.3));
  return { scenes: [first, second], ambience, music };
}
let made: Awaited<ReturnType<typeof drama>>;
let result: any;
let stems: Float32Array[];
beforeAll(async () => {
  made = await drama();
  result = await finish(made.scenes, made);
  stems = await Promise.all(result.stems.map(async (stem: Artifact) => floatSamples(await bench.read(stem))));
});

describe("the film", () => {
  it("has exactly the timeline's frames, at a constant rate, and decodes without complaint", async () => {
    expect(result.timeline).toMatchObject({ id: "e01", frames: 380, ...small, scenes: [{ start: 0 }, { start: 180 }] });
    const { streams, packets } = await engine.probe(bench.path(result.video), ["-show_packets", "-select_streams", "v"]);
    expect(streams[0]).toMatchObject({ nb_frames: "380", r_frame_rate: "25/1", avg_frame_rate: "25/1", profile: "High", has_b_frames: 0, color_space: "bt709" });
    expect(new Set(packets.slice(1).map((packet: any, index: number) => packet.pts - packets[index].pts))).toEqual(new Set([packets[1].pts]));
    const seen = await decode(engine, [bench.path(result.video)]);
    expect(seen.frames).toBe(380);
    expect(Math.max(...seen.pixel(190, 100, 180))).toBeLessThan(12);
    expect(seen.pixel(370, 100, 180)[2]).toBeGreaterThan(120);
  });

  it("starts and ends with its sound", async () => {
    const { streams } = await engine.probe(bench.path(result.video));
    const [picture, sound] = streams;
    expect(Math.abs(picture.duration - sound.duration)).toBeLessThanOrEqual(0.04);
    expect(picture.start_time).toBe(sound.start_time);
    expect(sound).toMatchObject({ codec_name: "aac", sample_rate: "48000", channels: 2 });
  });

  it("carries its title and can start to play before it is there whole", async () => {
    const { format } = await engine.probe(bench.path(result.video));
    expect(format.tags.title).toBe(story.title);
    const bytes = await bench.read(result.video);
    expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
  });

  it("has a fade at its very end when the last scene ends with one", async () => {
    const last = await filmed("s01", [{ id: "p01", frames: 30, kind: "fade", shared: 10 }], {});
    const { video } = await finish([last]);
    const seen = await decode(engine, [bench.path(video)]);
    expect(seen.frames).toBe(30);
    expect(seen.pixel(15, 100, 180)[0]).toBeGreaterThan(120);
    expect(seen.pixel(29, 100, 180)[0]).toBeLessThan(40);
  });

  // At 24 frames a second a length rounded to microseconds is a third of one off; 160 of them miss the grid.
  it.each([[160, { num: 24, den: 1 }], [60, { num: 30_000, den: 1001 }]])("keeps %i pieces on the grid of %o frames a second", async (count: number, other: Rate) => {
    const cues = { ...shotCues("s01", 7), rate: other };
    const { clip } = await bench.run(shot, { picture: await still(bench, "s01", "#a02020"), cues, width: 64, height: 64 });
    const long: Clip = { ...clip, frames: count * 7, pieces: Array.from({ length: count }, () => clip.pieces[0]) };
    const placed = { ...sceneTimeline("s01", [{ id: "p01", frames: count * 7 }], {} as SceneTimeline["dialogue"]), rate: other };
    const timeline = { ...placed, dialogue: await wav(bench, seconds(placed), () => 0) as SceneTimeline["dialogue"] };
    const { video } = await finish([{ clip: long, timeline }]);
    const { streams, packets } = await engine.probe(bench.path(video), ["-show_packets", "-select_streams", "v"]);
    expect(streams[0]).toMatchObject({ nb_frames: String(count * 7), avg_frame_rate: `${other.num}/${other.den}`, r_frame_rate: `${other.num}/${other.den}` });
    expect(new Set(packets.slice(1).map((packet: any, index: number) => packet.pts - packets[index].pts)).size).toBe(1);
  });
});

describe("the sound", () => {
  it("is at its loudness as decoded from the file, below the highest peak", async () => {
    const measured = await measureLoudness(bench.path(result.video), engine);
    expect(Math.abs(measured.integrated + 14)).toBeLessThanOrEqual(0.3);
    expect(measured.peak).toBeLessThanOrEqual(-1);
    expect(result.findings).toContainEqual(expect.objectContaining({ check: "compose/loudness", severity: "pass" }));
  });

  it("has every line where the timeline has it, to the sample", async () => {
    const onset = stems[0]!.findIndex((value) => Math.abs(value) > 1e-3) / 2 / 48_000;
    expect(onset).toBeGreaterThanOrEqual(3);
    expect(onset).toBeLessThan(3.02);
    expect(levelOf(stems[0]!, 7.2 + 3.05, 7.2 + 3.95)).toBeGreaterThan(-30);
    expect(levelOf(stems[0]!, 7.2 + 5.01, 15)).toBe(-Infinity);
  });

  it("plays in time: what is decoded is not late against the stems", async () => {
    const raw = `${bench.path(result.video)}.f32`;
    await engine.run({ inputs: [{ path: bench.path(result.video) }], outputs: [{ path: raw, options: ["-map", "0:a", "-f", "f32le", "-c:a", "pcm_f32le"] }] });
    const bytes = await readFile(raw);
    const decoded = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    const match = (lag: number) => {
      let sum = 0;
      for (let at = 3 * 48_000; at < 5 * 48_000; at++) sum += stems[0]![2 * at]! * decoded[2 * (at + lag)]!;
      return sum;
    };
    const lags = Array.from({ length: 401 }, (_, index) => index - 200);
    const best = lags.reduce((found, lag) => (match(lag) > match(found) ? lag : found), 0);
    expect(Math.abs(best)).toBeLessThanOrEqual(2);
  });

  it("lowers the bed by 8 dB or more within 250 ms of a line, and has it back within a second after", () => {
    for (const bed of [stems[1]!, stems[2]!]) {
      const open = levelOf(bed, 2, 2.8);
      expect(levelOf(bed, 3.25, 4.9)).toBeLessThan(open - 8);
      expect(levelOf(bed, 6, 6.8)).toBeGreaterThan(open - 1);
      // A pause of 0.4 s between two lines is too short to come back in.
      expect(levelOf(bed, 11.3, 11.5)).toBeLessThan(open - 8);
    }
  });

  it("repeats the music to the end and fades it in and out", () => {
    const music = stems[1]!;
    expect(levelOf(music, 0, 0.1)).toBeLessThan(levelOf(music, 1, 2) - 15);
    expect(levelOf(music, 8.2, 9.8)).toBeCloseTo(levelOf(music, 1, 2), 0);
    expect(levelOf(music, 15.1, 15.2)).toBeLessThan(levelOf(music, 8.2, 9.8) - 15);
  });

  it("has stems as long as the film that add up to what was mastered", async () => {
    for (const stem of stems) expect(stem.length / 2).toBe((380 * 48_000) / 25);
    const sum = stems[0]!.map((value, index) => value + stems[1]![index]! + stems[2]![index]!);
    const quiet = await readFile(`${bench.path(result.video)}.f32`);
    const decoded = new Float32Array(quiet.buffer.slice(quiet.byteOffset, quiet.byteOffset + quiet.length));
    // Where the limiter does nothing, the film is the sum of its stems but for what AAC leaves out.
    const rest = sum.map((value, index) => value - decoded[index]!);
    expect(levelOf(rest, 1, 2.5)).toBeLessThan(levelOf(sum, 1, 2.5) - 20);
  });

  it("may be silent, and then says so", async () => {
    const silent = await filmed("s01", [{ id: "p01", frames: 25 }], {});
    const { video, findings } = await finish([silent]);
    expect(findings).toContainEqual(expect.objectContaining({ check: "compose/loudness", severity: "warn", message: expect.stringContaining("silent") }));
    expect((await measureLoudness(bench.path(video), engine)).peak).toBe(-Infinity);
  });

  it("is refused when it cannot be brought to its loudness", async () => {
    const clicks = await filmed("s01", [{ id: "p01", frames: 100 }], {});
    const dialogue = await wav(bench, 4, (at) => (Math.floor(at * 48_000) % 24_000 < 24 ? 0.9 : 0)) as SceneTimeline["dialogue"];
    const run = finish([{ ...clicks, timeline: { ...clicks.timeline, dialogue } }], { loudness: -9 });
    await expect(run).rejects.toMatchObject({ problem: { code: "LOUDNESS_NOT_REACHED", hint: expect.any(String) } });
  });

  it("takes music in other formats, and says when a sound cannot be read", async () => {
    const compressed = `${bench.path(made.music)}.mp3`;
    await engine.run({ inputs: [{ path: bench.path(made.music) }], outputs: [{ path: compressed, options: ["-ar", "44100", "-f", "flac"] }] });
    const one = await filmed("s01", [{ id: "p01", frames: 50 }], { speech: [[0, 1]] });
    const flac = await finish([one], { music: await bench.write("audio/flac", await readFile(compressed)) });
    expect(levelOf(floatSamples(await bench.read(flac.stems[1])), 1.2, 1.8)).toBeGreaterThan(-60);
    for (const broken of ["", "no sound"]) {
      const run = finish([one], { music: await bench.write("audio/wav", broken) });
      await expect(run).rejects.toMatchObject({ problem: { code: "AUDIO_UNREADABLE" } });
    }
  });
});

describe("making it again", () => {
  it("gives the same bytes", async () => {
    bench.memos.clear();
    const again = await finish(made.scenes, made);
    expect(again).toEqual(result);
  });

  it("after one changed shot encodes that shot and its transitions, copies every other packet and leaves the sound alone", async () => {
    const hashes = async (video: Artifact) => {
      const { packets } = await engine.probe(bench.path(video), ["-show_packets", "-show_data_hash", "md5"]);
      return packets.map((packet: { codec_type: string; data_hash: string }) => `${packet.codec_type} ${packet.data_hash}`) as string[];
    };
    const [first, second] = made.scenes as [typeof made.scenes[0], typeof made.scenes[0]];
    watched.jobs.length = 0;
    const picture = await still(bench, "p01", "#20a040");
    const clips = [(await bench.run(shot, { picture, cues: silentCues(first!.timeline)[0], ...small })).clip, first!.clips[1]!];
    const clip = (await bench.run(scene, { clips, timeline: first!.timeline })).clip;
    const changed = await finish([{ ...first!, clip }, second!], made);

    expect(watched.encodes()).toBe(2);
    expect(watched.jobs.some((job) => job.outputs.some(({ options }) => options.includes("aac")))).toBe(false);
    const before = (await hashes(result.video)).filter((hash) => hash.startsWith("video"));
    const after = (await hashes(changed.video)).filter((hash) => hash.startsWith("video"));
    expect(after).toHaveLength(380);
    expect(after.slice(100)).toEqual(before.slice(100));
    expect(after[0]).not.toBe(before[0]);
    expect(after[95]).not.toBe(before[95]);
  });
});

describe("subtitles", () => {
  it("are written in three formats, in the frames of the episode", async () => {
    const [srt, vtt, ass] = await Promise.all([result.srt, result.vtt, result.ass].map(async (file) => (await bench.read(file)).toString()));
    expect(srt).toContain("00:00:03,000 --> ");
    expect(srt).toContain("00:00:10,200 --> ");
    expect(vtt).toMatch(/^WEBVTT/);
    expect(ass).toContain("PlayResX: 108");
  });
});

describe("subtitles with limits of their own", () => {
  it("are written as they were burnt in", async () => {
    const cue = { line: "l01", speaker: "li-wei", lines: ["奶奶，", "我回来了！"], language: "zh-CN", start: 75, end: 120 };
    const { srt } = await finish(made.scenes, { ...made, cues: [[cue], [{ ...cue, lines: ["饺子"] }]] });
    expect((await bench.read(srt)).toString()).toBe("1\n00:00:03,000 --> 00:00:04,800\n奶奶，\n我回来了！\n\n2\n00:00:10,200 --> 00:00:12,000\n饺子\n");
    await expect(finish(made.scenes, { ...made, cues: [[cue]] })).rejects.toMatchObject({ problem: { code: "CUES_DISAGREE" } });
  });
});

describe("what does not fit", () => {
  it("is refused: another number of ambiences, or a dialogue of another length", async () => {
    await expect(finish(made.scenes, { ambience: made.ambience.slice(1) })).rejects.toMatchObject({ problem: { code: "AMBIENCE_DISAGREES" } });
    const [first] = made.scenes;
    const short = { ...first!, timeline: { ...first!.timeline, dialogue: await wav(bench, 3, tone(200, 0.2)) as SceneTimeline["dialogue"] } };
    await expect(finish([short])).rejects.toMatchObject({ problem: { code: "SOUND_DISAGREES" } });
  });

  it("says which moving pictures were too short", async () => {
    const one = await filmed("s01", [{ id: "p01", frames: 25 }], {});
    const { findings } = await finish([{ ...one, clip: { ...one.clip, held: [{ shot: "p01", frames: 12 }] } }]);
    expect(findings).toContainEqual(expect.objectContaining({ check: "compose/held-frame", where: { episode: "e01", shot: "p01" } }));
  });

  it("uses the rate of its scenes", () => expect(result.timeline.rate).toEqual(rate));
});
