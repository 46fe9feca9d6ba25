import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { technical } from "../../../nodes/qa/technical.ts";
import { matchCues } from "../../../nodes/qa/technical/cue-match.ts";
import { layOut } from "../../../nodes/qa/technical/film.ts";
import type { PictureScan } from "../../../nodes/qa/technical/picture-scan.ts";
import { limitsOf } from "../../../nodes/qa/technical/profiles.ts";
import { readSrt } from "../../../nodes/qa/technical/srt.ts";
import { subtitleRows } from "../../../nodes/qa/technical/subtitle-rows.ts";
import type { Finding, Timeline } from "../../../nodes/story/index.ts";
import type { Artifact, Ffmpeg } from "../../../runtime/contract/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { cleanSrt, dialogueWav, type FilmPlan, openTools, renderFilm, size, spokenLines, srtOf, timelineOf } from "./film.ts";

let bench: Bench;
let tools: Ffmpeg;
let closeTools: () => Promise<void>;
let timeline: Timeline;
let clean: Artifact;

beforeAll(async () => {
  bench = await openBench([ffmpegProvider]);
  ({ tools, close: closeTools } = await openTools());
  timeline = await timelineOf(bench);
  clean = await renderFilm(bench, tools);
}, 30_000);
afterAll(async () => {
  await closeTools();
  await bench.close();
});

const limits = { ...size, safe: { top: 38, right: 15, bottom: 110, left: 15 } };

async function check(video: Artifact, more: Record<string, unknown> = {}, srt = cleanSrt): Promise<Map<string, Finding>> {
  const { findings } = await bench.run(technical, { video, timeline, limits, srt: await bench.write("application/x-subrip", srt), ...more }) as { findings: Finding[] };
  return new Map(findings.map((finding) => [finding.check.replace("technical/", ""), finding]));
}
const render = (plan: FilmPlan) => renderFilm(bench, tools, plan);
const notHeld = (rows: Map<string, Finding>) => [...rows.values()].filter(({ severity }) => severity === "block" || severity === "warn").map(({ check }) => check.replace("technical/", ""));

const rowNames = [
  "size", "aspect", "rotation", "codec", "rate", "colour", "groups", "fast-start", "audio-format",
  "frames", "black", "freeze", "flash", "borders", "sharpness", "blocks", "repeats", "cuts",
  "loudness", "true-peak", "loudness-range", "silence", "clipping", "ducking", "duration", "start", "onset",
  "subtitle-length", "subtitle-gap", "subtitle-speed", "subtitle-width", "subtitle-timing", "subtitle-coverage", "subtitle-place",
];

it("a clean film passes every row, the same way twice, and every row says what was measured", async () => {
  const { findings } = await bench.run(technical, { video: clean, timeline, limits, srt: await bench.write("application/x-subrip", cleanSrt) }) as { findings: Finding[] };
  expect(findings.map(({ check }) => check)).toEqual(rowNames.map((name) => `technical/${name}`));
  expect([...(await check(clean)).values()].map(({ measured }) => measured)).toEqual(findings.map(({ measured }) => measured));
  const unmeasured = ["technical/ducking", "technical/subtitle-place"];
  for (const finding of findings.filter(({ check }) => !unmeasured.includes(check))) {
    expect(finding).toMatchObject({ severity: "pass", measured: expect.any(String), expected: expect.any(String) });
  }
  for (const check of unmeasured) expect(findings.find((finding) => finding.check === check)).toMatchObject({ severity: "info", message: expect.stringContaining("Not measured") });
});

describe("defects are found, and nothing else is blamed", () => {
  const film = (...options: string[]) => ["-movflags", "+faststart", ...options];
  const during = (from: number, to: number) => `enable='between(n,${from},${to})`;
  const cases: [name: string, plan: FilmPlan, rows: string[]][] = [
    ["a black gap of 21 frames, a wrong colour tag, too loud by 3 dB", { picture: `drawbox=c=black:t=fill:${during(70, 90)}'`, options: film("-color_primaries", "bt470bg"), sound: "volume=3dB" }, ["colour", "black", "cuts", "loudness"]],
    ["a frozen shot, the index at the end, sound that ends early", { shots: [undefined, "trim=end_frame=1,loop=59:1,setpts=N/25/TB,negate"], options: [], sound: "atrim=end=6.9" }, ["fast-start", "freeze", "duration"]],
    ["white flashes, four a second", { picture: `drawbox=c=white:t=fill:${during(65, 110)}*lt(mod(n,6),3)'` }, ["flash", "sharpness", "cuts"]],
    ["letterbox bars, long groups, far too loud", { picture: "drawbox=y=0:h=40:w=270:c=black:t=fill,drawbox=y=440:h=40:w=270:c=black:t=fill", options: film("-g", "250"), sound: "volume=12dB" }, ["groups", "borders", "loudness", "true-peak", "clipping"]],
    ["pillar bars in one shot, pixels that are not square, a line that is missing", { shots: ["drawbox=x=0:w=30:h=480:c=black:t=fill,drawbox=x=240:w=30:h=480:c=black:t=fill"], options: film("-aspect", "3:4"), sound: "volume=0:enable='between(t,2.7,4.9)'" }, ["aspect", "borders", "silence", "onset"]],
    ["one frame too few, another profile, one picture used twice", { lengths: [60, 60, 59], shots: [undefined, undefined, "null"], options: film("-profile:v", "main") }, ["codec", "frames", "repeats", "duration"]],
    ["a cut three frames late, open groups, one soft shot", { lengths: [63, 57, 60], shots: [undefined, undefined, "vflip,hue=h=120,boxblur=6"], options: film("-x264-params", "open-gop=1:bframes=3") }, ["groups", "sharpness", "cuts"]],
  ];
  it.each(cases)("%s", async (_name, plan, rows) => {
    expect(notHeld(await check(await render(plan)))).toEqual(rows);
  }, 20_000);

  it("a cut one frame late is within the tolerance, and said; flashing to red is counted as red", async () => {
    const rows = await check(await render({ lengths: [61, 59, 60], picture: "drawbox=c=red:t=fill:enable='between(n,130,175)*lt(mod(n,6),3)'" }));
    expect(rows.get("cuts")).toMatchObject({ severity: "warn", measured: expect.stringContaining("worst one frame late") });
    expect(rows.get("flash")).toMatchObject({ severity: "block", measured: expect.stringContaining("4.5 red flashes") });
  });

  it("a late line is named with its words", async () => {
    const rows = await check(await render({ sound: "adelay=120|120" }));
    expect(notHeld(rows)).toEqual(["duration", "onset"]);
    expect(rows.get("onset")).toMatchObject({ severity: "block", quote: spokenLines[0].text, message: "Line l01 is heard 120 ms too late." });
  });

  it("music that does not fall under speech is found in its stem, music that does passes", async () => {
    const stems = async (ducked: string) => {
      const stem = `${bench.path(clean)}-${ducked}.wav`;
      await tools.run({ inputs: [], filter: `sine=f=220:r=48000:d=7.2,volume=${ducked}:eval=frame,aformat=sample_fmts=flt:channel_layouts=stereo[a]`, outputs: [{ path: stem, options: ["-map", "[a]", "-f", "wav", "-c:a", "pcm_f32le"] }] });
      const { readFile } = await import("node:fs/promises");
      const dialogue = await bench.write("audio/wav", dialogueWav());
      return [dialogue, await bench.write("audio/wav", await readFile(stem))];
    };
    const pause = structuredClone(timeline);
    pause.scenes[0]!.scene.lines[0]!.start = 40;
    pause.scenes[0]!.scene.lines[0]!.end = 60;
    expect((await check(clean, { timeline: pause, stems: await stems("0.5") })).get("ducking")).toMatchObject({ severity: "warn", measured: "falls by 0.0 dB" });
    expect((await check(clean, { timeline: pause, stems: await stems("if(between(t\\,1.6\\,2.4)\\,0.1\\,0.5)") })).get("ducking")).toMatchObject({ severity: "pass" });
  });
});

describe("subtitles", () => {
  const nothingSeen: PictureScan = { frames: 180, black: new Uint8Array(180), change: new Float32Array(180), spread: new Float32Array(180), flashes: { general: [], red: [] }, hashes: new Map(), appearances: new Map() };
  const read = (srt: string, planned = timeline) => {
    const film = layOut(planned);
    const findings = subtitleRows({ timeline: planned, film, limits: limitsOf("vertical-1080", {}), scan: nothingSeen, cues: matchCues(readSrt(srt), film.lines, planned.rate) });
    return new Map(findings.map((finding) => [finding.check.replace("technical/", ""), finding]));
  };
  const cues = spokenLines.map(({ text, start, end }) => ({ text, fromMs: start * 40, toMs: end * 40 }));
  const cases: [name: string, srt: string, rows: string[]][] = [
    ["too fast to read", srtOf([cues[0]!, { ...cues[1]!, toMs: cues[1]!.fromMs + 900 }, cues[2]!]), ["subtitle-speed", "subtitle-timing"]],
    ["too short", srtOf([{ ...cues[0]!, toMs: cues[0]!.fromMs + 700 }, cues[1]!, cues[2]!]), ["subtitle-length", "subtitle-speed", "subtitle-timing"]],
    ["overlapping", srtOf([{ ...cues[0]!, toMs: cues[1]!.fromMs + 200 }, cues[1]!, cues[2]!]), ["subtitle-gap", "subtitle-timing"]],
    ["late", srtOf([cues[0]!, cues[1]!, { ...cues[2]!, fromMs: cues[2]!.fromMs + 200 }]), ["subtitle-timing"]],
    ["one line missing", srtOf([cues[0]!, cues[2]!]), ["subtitle-coverage"]],
    ["other words than said", srtOf([cues[0]!, { ...cues[1]!, text: "好久没吃您做的面条了。" }, cues[2]!]), ["subtitle-coverage"]],
    ["a line shown twice", srtOf([cues[0]!, cues[1]!, cues[2]!, { ...cues[2]!, fromMs: 7000, toMs: 7900 }]), ["subtitle-speed", "subtitle-coverage"]],
  ];
  it.each(cases)("%s", (_name, srt, rows) => {
    expect(notHeld(read(srt))).toEqual(rows);
  });

  it("a row wider than 16 Chinese characters is found; half-width digits count half", () => {
    const wide = structuredClone(timeline);
    const text = "好久没吃您做的猪肉白菜馅的饺子了啊2026";
    wide.scenes[0]!.scene.lines[1]!.text = text;
    const srt = srtOf([cues[0]!, { ...cues[1]!, text }, cues[2]!]);
    expect(read(srt, wide).get("subtitle-width")).toMatchObject({ severity: "block", measured: "19 characters, one row" });
  });

  it("burnt-in subtitles are found in the picture and must lie in the safe area", async () => {
    const box = (x: number, y: number) => ({ picture: `drawbox=x=${x}:y=${y}:w=180:h=30:c=white:t=fill:enable='between(n,15,50)+between(n,72,112)+between(n,125,170)'` });
    expect((await check(await render(box(45, 320)))).get("subtitle-place")).toMatchObject({ severity: "pass" });
    expect((await check(await render(box(45, 430)))).get("subtitle-place")).toMatchObject({ severity: "block", quote: spokenLines[0].text });
  });

  it("text that is not SubRip is refused with the number of the subtitle", () => {
    expect(() => readSrt("1\n00:00:01.000 --> 00:00:02.000\nHello\n")).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: "SUBTITLES_UNREADABLE", message: expect.stringContaining("Subtitle 1") }) }));
  });
});

describe("files that are not what they should be", () => {
  it("a damaged file is refused with a hint", async () => {
    const bytes = await bench.read(clean);
    const damaged = await bench.write("video/mp4", bytes.subarray(bytes.length / 2));
    await expect(check(damaged)).rejects.toMatchObject({ problem: { code: "VIDEO_UNREADABLE", hint: expect.any(String) } });
  });

  it("a file cut short is found by its frames and its length", async () => {
    const bytes = await bench.read(clean);
    const rows = await check(await bench.write("video/mp4", bytes.subarray(0, Math.floor(bytes.length * 0.8))));
    expect(rows.get("frames")).toMatchObject({ severity: "block" });
  });

  it("a file without sound blocks, and says which rows could not be measured", async () => {
    const path = `${bench.path(clean)}-mute.mp4`;
    await tools.run({ inputs: [{ path: bench.path(clean) }], outputs: [{ path, options: ["-map", "0:v", "-c", "copy", "-movflags", "+faststart"] }] });
    const { readFile } = await import("node:fs/promises");
    const rows = await check(await bench.write("video/mp4", await readFile(path)));
    expect(notHeld(rows)).toEqual(["audio-format"]);
    expect(rows.get("loudness")).toMatchObject({ severity: "info", message: "Not measured: the file has no sound." });
    expect([...rows.keys()]).toEqual(rowNames);
  });

  it("a sound file is refused", async () => {
    await expect(check(await bench.write("video/mp4", dialogueWav()))).rejects.toMatchObject({ problem: { code: "VIDEO_UNREADABLE" } });
  });

  it("a small picture is a draft in draft quality and a defect in final quality", async () => {
    const run = async (quality: "draft" | "final") => (await bench.run(technical, { video: clean, timeline }, { settings: { quality } })).findings.find(({ check }: Finding) => check === "technical/size");
    expect(await run("draft")).toMatchObject({ severity: "warn" });
    expect(await run("final")).toMatchObject({ severity: "block", measured: "270×480", expected: "1080×1920" });
  });

  it("a cancelled check stops", async () => {
    const stopped = new AbortController();
    stopped.abort(new Error("cancelled"));
    await expect(bench.run(technical, { video: clean, timeline }, { signal: stopped.signal })).rejects.toThrow("cancelled");
  });
});
