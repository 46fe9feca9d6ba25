import { afterAll, beforeAll, describe, expect, it } from "vitest";
import pack from "../../../nodes/qa/pack.ts";
import { report } from "../../../nodes/qa/report.ts";
import type { Episode, Finding, Report } from "../../../nodes/story/index.ts";
import { ffmpegProvider } from "../../../runtime/services/ffmpeg.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { openTools, renderFilm, timelineOf } from "./film.ts";
import { cast, line, scene } from "./story.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench([ffmpegProvider]);
});
afterAll(() => bench.close());

const episode: Episode = {
  id: "e03", index: 3, title: "一碗饺子", logline: "", language: "zh-CN", characters: cast, plan: [], source: "offline draft",
  scenes: [scene("s05", { lines: [line("l01", "一"), line("l02", "二")] }), scene("s02", { lines: [line("l01", "三")] })],
};
const found = (severity: Finding["severity"], where: Finding["where"] = {}, more: Partial<Finding> = {}): Finding => ({ check: "culture/gift-clock", severity, message: "m", where, ...more });
const run = async (findings: Finding[], more: Record<string, unknown> = {}): Promise<Report> => (await bench.run(report, { episode, findings, ...more })).report;

describe("the verdict", () => {
  const waiver = { by: "Lin", reason: "Plot." };
  it.each<[string, Finding[], Report["verdict"]]>([
    ["is pass when nothing was found", [found("pass"), found("info")], "pass"],
    ["is look when something wants a look", [found("pass"), found("warn")], "look"],
    ["is block when anything blocks", [found("warn"), found("block")], "block"],
    ["does not count what was waived", [found("block", {}, { waiver }), found("warn", {}, { waiver })], "pass"],
    ["is pass without findings", [], "pass"],
  ])("%s", async (_name, findings, verdict) => {
    expect((await run(findings)).verdict).toBe(verdict);
  });
});

it("findings come worst first, then in the order of the story, waived ones after open ones", async () => {
  const { findings } = await run([
    found("pass"), found("warn", { scene: "s02", line: "l01" }), found("warn", { scene: "s05", line: "l02" }), found("warn", { scene: "s05", line: "l01" }),
    found("block", { scene: "s05" }, { waiver: { by: "Lin", reason: "Plot." } }), found("block", { scene: "s02" }),
  ]);
  expect(findings.map(({ severity, where }) => [severity, where?.scene, where?.line].filter(Boolean).join(" "))).toEqual(["block s02", "block s05", "warn s05 l01", "warn s05 l02", "warn s02 l01", "pass"]);
});

it("a finding without an episode gets this one, and a waived finding keeps its waiver", async () => {
  const { findings } = await run([found("block", { scene: "s05" }, { waiver: { by: "Lin", reason: "Plot." } }), found("warn", { episode: "e09" })]);
  expect(findings[0]).toMatchObject({ where: { episode: "e03", scene: "s05" }, waiver: { by: "Lin" } });
  expect(findings[1]!.where).toEqual({ episode: "e09" });
});

it("stand-ins are named once each: the writer's, and those that findings tell of", async () => {
  const told = found("info", {}, { check: "continuity/stand-in", measured: "offline speech" });
  expect((await run([told, told])).standIns).toEqual(["offline draft", "offline speech"]);
  expect((await run([], { episode: { ...episode, source: "screenplay" } })).standIns).toEqual([]);
});

it("stills come from the middles of the shots, 360 pixels wide, the same every time", async () => {
  const { tools, close } = await openTools();
  const video = await renderFilm(bench, tools);
  const timeline = await timelineOf(bench);
  const first = await run([], { video, timeline });
  expect(first.stills).toHaveLength(3);
  expect(new Set(first.stills.map(({ artifact }) => artifact)).size).toBe(3);
  const { default: sharp } = await import("sharp");
  expect(await sharp(await bench.read(first.stills[0]!)).metadata()).toMatchObject({ format: "jpeg", width: 360, height: 640 });
  expect((await run([], { video, timeline })).stills).toEqual(first.stills);
  expect((await run([], { video })).stills).toHaveLength(6);
  await close();
}, 20_000);

it("a report without a video has no stills and still a verdict", async () => {
  expect(await run([found("warn")])).toMatchObject({ id: "e03", title: "一碗饺子", verdict: "look", stills: [] });
});

it("the pack offers its checks and the report that joins them", () => {
  expect(pack.nodes.map(({ type }) => type)).toEqual(["qa/technical", "qa/continuity", "qa/culture", "qa/identity", "qa/drift", "qa/report"]);
});
