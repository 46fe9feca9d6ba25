import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { RunReport } from "../../cli/report/model.ts";
import { areaOf, checkTitle } from "../../cli/report/areas.ts";
import { html, text } from "../../cli/report/html.ts";
import { reportOf } from "../../cli/report/model.ts";
import { reportPage } from "../../cli/report/page.ts";
import type { Finding, Review } from "../../cli/report/review.ts";
import { writeReport } from "../../cli/report/write.ts";
import { newTally, observe } from "../../cli/tally.ts";
import type { RunEventBody } from "../../runtime/events.ts";
import { finished, openRecorded, type Recorded } from "./recorded-runtime.ts";

const hostile = "<script>alert(1)</script>\" onload='x' &amp; </style></title>\u202e";

let recorded: Recorded;
beforeEach(async () => {
  recorded = await openRecorded();
});

function report(events: readonly RunEventBody[], given: { written?: RunReport["outputs"]; missing?: string[]; title?: string } = {}): RunReport {
  const tally = newTally();
  let seq = 0;
  for (const event of events) observe(tally, { run: "run-1", seq: seq++, at: 1_771_243_200_000 + seq * 1000, ...event });
  return reportOf(tally, { title: given.title ?? "A bowl of dumplings", settings: {}, inputs: {}, written: given.written ?? [], missing: given.missing ?? [] });
}

function page(made: RunReport): string {
  return reportPage(made, () => undefined);
}

function begun(...nodes: string[]): RunEventBody {
  return { type: "run.started", graph: "dumplings", types: Object.fromEntries(nodes.map((node) => [node, `test/${node}`])), inputs: {}, quality: "final" };
}

function review(given: Partial<Review> = {}): Review {
  return { id: "e03", title: "第三集", verdict: "pass", findings: [], stills: [], standIns: [], ...given };
}

function delivered(...reviews: Review[]): RunEventBody {
  return finished({ outputs: { report: { type: "story/report", items: reviews.map((value) => ({ item: value.id, value })) } } });
}

const clock: Finding = { check: "culture/gift-clock", severity: "block", message: "A clock is given.", quote: "这座钟送给您。", hint: "Give tea.", where: { scene: "s05", fromMs: 12_340, toMs: 14_100 } };
const peak: Finding = { check: "technical/true-peak", severity: "warn", message: "Close to the limit.", measured: "−1.4 dBTP", expected: "≤ −1.5 dBTP" };

test("a run in which everything held says so, and has nothing to look at", () => {
  const made = report([begun("arc"), finished()]);
  expect(made.look).toEqual([]);
  expect(page(made)).toContain("Nothing is waiting");
});

test("what to look at: failures, then what blocks, what was skipped because of it, and what is doubtful", () => {
  const made = report([
    begun("speak", "dub"),
    { type: "item.failed", node: "speak", item: "e03/s05/l02", problem: { code: "SPEECH_EMPTY", message: "Nothing was spoken.", hint: "Give it words." } },
    { type: "item.skipped", node: "dub", item: "e03/s05", because: { node: "speak", item: "e03/s05/l02" } },
    { type: "item.skipped", node: "dub", item: "e03/s06", because: { node: "speak", item: "e03/s05/l02" } },
    delivered(review({ verdict: "block", findings: [peak, clock] })),
  ], { missing: ["stems"] });
  expect(made.look).toEqual([
    { level: "failed", what: "SPEECH_EMPTY", message: "Nothing was spoken.", hint: "Give it words.", where: "node speak, item e03/s05/l02" },
    { level: "block", what: "Gift clock", message: "A clock is given.", hint: "Give tea.", where: "e03/s05, 0:12.3–0:14.1", quote: "这座钟送给您。" },
    { level: "skipped", what: "2 items skipped", message: "They need speak e03/s05/l02, which failed." },
    { level: "skipped", what: "1 output", message: "Not whole, because something they need failed, is not here or was not reached: stems." },
    { level: "warn", what: "True peak", message: "Close to the limit. Measured −1.4 dBTP, expected ≤ −1.5 dBTP.", where: "e03" },
  ]);
});

test("a waived finding is shown with who and why, and wants nobody's look", () => {
  const waived: Finding = { ...clock, waiver: { by: "王导", reason: "反派的坏主意", at: "2026-01-12" } };
  const made = report([begun("qa"), delivered(review({ findings: [waived] }))]);
  expect(made.look).toEqual([]);
  const words = page(made).replace(/<[^>]+>/g, "");
  expect(words).toContain("Waived by 王导 on 2026-01-12: 反派的坏主意");
});

test("every check is in the table of its area, with what was measured and expected", () => {
  const findings: Finding[] = [
    { check: "technical/loudness", severity: "pass", message: "On target.", measured: "−14.2 LUFS", expected: "−14 ± 0.5 LUFS" },
    peak, clock,
  ];
  const drawn = page(report([begun("qa"), delivered(review({ verdict: "block", findings }))]));
  expect(drawn).toContain("All 3 checks");
  for (const words of ["−14.2 LUFS", "−14 ± 0.5 LUFS", ">Sound<", ">Culture<", "Gift clock", "Not to be delivered"]) expect(drawn).toContain(words);
  expect(drawn).not.toContain(">Picture<");
});

test.each([
  ["technical/picture-size", "Picture"], ["technical/loudness", "Sound"], ["technical/true-peak", "Sound"], ["technical/av-sync", "Sync"],
  ["technical/subtitle-length", "Subtitles"], ["technical/fast-start", "Picture"], ["technical/start", "Sync"], ["technical/groups", "Picture"], ["voice/fit", "Sound"], ["culture/gift-clock", "Culture"], ["continuity/wardrobe", "Continuity"], ["x", "Other"],
])("%s belongs to %s", (check, area) => {
  expect(areaOf({ check })).toBe(area);
});

test("checks that held and say the same share a row; findings never do", () => {
  const held = (check: string): Finding => ({ check, severity: "pass", message: "Nothing found.", measured: "3 lines read" });
  const drawn = page(report([begun("qa"), delivered(review({ findings: [held("culture/gifts"), held("culture/first-days"), { ...clock, check: "culture/a" }, { ...clock, check: "culture/b" }] }))]));
  expect(drawn).toContain(">Gifts, first days<");
  expect(drawn.match(/<td class="name">/g)).toHaveLength(3);
});

test("a check's name is its title", () => {
  expect(checkTitle("technical/av-sync")).toBe("AV sync");
});

test("stand-ins are named wherever their work shows", () => {
  const made = report([
    begun("speak"),
    { type: "service.called", node: "speak", item: "", role: "speech", provider: "offline", label: "offline speech", model: "espeak", units: { characters: 12 }, costMicros: 0, marketMicros: 0, ms: 20, retries: 0 },
    delivered(review({ standIns: ["offline draft"] })),
  ]);
  expect(made.standIns).toEqual(["offline draft", "offline speech"]);
  const drawn = page(made);
  expect(drawn).toContain("made with stand-ins");
  expect(drawn.split("offline draft").length).toBeGreaterThan(2);
});

test("services are added up by role, provider and model, with average and percentiles", () => {
  const call = (ms: number): RunEventBody => ({ type: "service.called", node: "speak", item: "", role: "speech", provider: "acme", model: "v2", units: { characters: 10 }, costMicros: 1500, marketMicros: 2000, ms, retries: 1 });
  const made = report([begun("speak"), ...Array.from({ length: 20 }, (_, index) => call((index + 1) * 10)), finished({ costMicros: 30_000 })]);
  expect(made.services).toEqual([{ role: "speech", provider: "acme", model: "v2", calls: 20, units: { characters: 200 }, costMicros: 30_000, marketMicros: 40_000, exposedMicros: 0, retries: 20, averageMs: 105, p50Ms: 100, p95Ms: 190, p99Ms: 200 }]);
  const drawn = page(made);
  for (const words of ["200 characters", "0.03 USD", "0.04 USD", "25 %"]) expect(drawn).toContain(words);
});

test("money is seen by role, episode, scene and node, the dearest first", () => {
  const call = (item: string, costMicros: number, node = "speak"): RunEventBody => ({ type: "service.called", node, item, role: node, provider: "acme", model: "v2", units: {}, costMicros, marketMicros: 2 * costMicros, ms: 5, retries: 0 });
  const { spending } = report([begun("speak"), call("e01/s02/l01", 100), call("e01/s02/l02", 200), call("e02/s01", 1000), call("s07", 50, "draw"), call("", 7, "write"), finished()]);
  const named = (rows: readonly { name: string; calls: number; costMicros: number }[]) => rows.map(({ name, calls, costMicros }) => [name, calls, costMicros]);
  expect(named(spending.episodes)).toEqual([["e02", 1, 1000], ["e01", 2, 300]]);
  expect(named(spending.scenes)).toEqual([["e02/s01", 1, 1000], ["e01/s02", 2, 300], ["s07", 1, 50]]);
  expect(named(spending.roles)).toEqual([["speak", 3, 1300], ["draw", 1, 50], ["write", 1, 7]]);
  expect(named(spending.nodes)).toEqual(named(spending.roles));
});

test("a fallback that was taken is something to look at, and so is money in doubt", () => {
  const notice: RunEventBody = { type: "service.notice", node: "speak", item: "e01", role: "speech", code: "fallback", provider: "acme", model: "v2", message: "acme/v1 could not answer; acme/v2 is asked." };
  const lost: RunEventBody = { type: "service.called", node: "speak", item: "e01", role: "speech", provider: "acme", model: "v1", units: {}, costMicros: 0, marketMicros: 0, exposedMicros: 500_000, ms: 5, retries: 2 };
  const made = report([begun("speak"), lost, notice, notice, finished({ exposedMicros: 500_000 })]);
  expect(made.look).toMatchObject([{ level: "warn", what: "Fallback taken", where: "speech", message: "acme/v1 could not answer; acme/v2 is asked. 2 times." }]);
  expect(made).toMatchObject({ exposedMicros: 500_000, currency: "USD", notices: [{ code: "fallback", times: 2 }] });
  expect(page(made)).toContain("In doubt");
});

test("nodes are added up, and the slowest items come first", () => {
  const done = (item: string, ms: number): RunEventBody => ({ type: "item.finished", node: "shot", item, key: item, outputs: {}, ms, costMicros: 0 });
  const made = report([begun("shot"), ...[5, 900, 20].map((ms) => done(`p${ms}`, ms)), { type: "item.cached", node: "shot", item: "p1", key: "k", outputs: {} }, finished()]);
  expect(made.nodes).toEqual([{ node: "shot", type: "test/shot", items: 4, executed: 3, cached: 1, failed: 0, skipped: 0, ms: 925, costMicros: 0 }]);
  expect(made.slowest.map(({ item }) => item)).toEqual(["p900", "p20", "p5"]);
});

test("only the ten slowest items are kept, whatever the order they come in", () => {
  const lengths = Array.from({ length: 200 }, (_, index) => (index * 7919) % 1009);
  const made = report([begun("shot"), ...lengths.map((ms): RunEventBody => ({ type: "item.finished", node: "shot", item: `p${ms}`, key: "k", outputs: {}, ms, costMicros: 0 })), finished()]);
  expect(made.slowest.map(({ ms }) => ms)).toEqual([...lengths].sort((a, b) => b - a).slice(0, 10));
});

test("text from a story never becomes markup", () => {
  const made = report([
    begun(hostile),
    { type: "item.failed", node: hostile, item: hostile, problem: { code: hostile, message: hostile, hint: hostile } },
    { type: "item.log", node: hostile, item: hostile, message: hostile },
    delivered(review({ id: hostile, title: hostile, verdict: "block", standIns: [hostile], findings: [{ check: hostile, severity: "block", message: hostile, hint: hostile, quote: hostile, measured: hostile, expected: hostile, waiver: { by: hostile, reason: hostile } }] })),
  ], { title: hostile, written: [{ output: hostile, item: "", file: hostile, modified: 0, bytes: 1 }] });
  const drawn = page(made);
  expect(drawn).not.toContain("<script");
  expect(drawn).not.toContain("onload='");
  expect(drawn.match(/<\/style>/g)).toHaveLength(1);
  expect(drawn.match(/<\/title>/g)).toHaveLength(1);
  expect(drawn).not.toContain("\u202e");
  expect(drawn).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("interpolations are escaped in text and attributes; only html makes markup", () => {
  expect(html`<a title="${"\"><b>"}">${["<i>", html`<b>${1}</b>`]}${false}${undefined}</a>`.markup).toBe("<a title=\"&quot;&gt;&lt;b&gt;\">&lt;i&gt;<b>1</b></a>");
});

test("Chinese text is marked as Chinese, so that it gets Chinese forms of the characters", () => {
  expect(text("直接").markup).toBe("<span lang=\"zh-Hans\">直接</span>");
  expect(text("plain").markup).toBe("plain");
});

test("the page allows no script, no other style and nothing from the network", () => {
  const drawn = page(report([begun("arc"), finished()]));
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(drawn)![1]!;
  expect(policy).toMatch(/^default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]+&#39;;/);
  expect(drawn).not.toMatch(/<script|https?:|<link|style="/);
});

test("small stills are in the page, large ones and the video beside it; a video that is an output is not copied", async () => {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-report-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [small, large, video, other] = await Promise.all([
    recorded.keep("image/png", "small"), recorded.keep("image/png", "x".repeat(500_000)), recorded.keep("video/mp4", "video"), recorded.keep("video/mp4", "other"),
  ]);
  const made = report([begun("qa"), delivered(review({ stills: [small, large], video }), review({ id: "e04", video: other }))], {
    written: [{ output: "episode", item: "", file: "episode 第三集.mp4", artifact: video, modified: 0, bytes: 5 }],
  });
  await writeReport(made, folder, recorded.runtime);
  const drawn = await readFile(join(folder, "report.html"), "utf8");
  expect(drawn).toContain(`data:image/png;base64,${Buffer.from("small").toString("base64")}`);
  expect(drawn).toContain(`src="report-files/${large.artifact.slice(0, 16)}.png"`);
  expect(drawn).toContain(`src="${encodeURIComponent("episode 第三集.mp4")}"`);
  expect((await readdir(join(folder, "report-files"))).sort()).toEqual([`${large.artifact.slice(0, 16)}.png`, `${other.artifact.slice(0, 16)}.mp4`].sort());
  expect(JSON.parse(await readFile(join(folder, "report.json"), "utf8"))).toEqual(JSON.parse(JSON.stringify(made)));
});

test("reviews are found by the type of an output, in lists too, and twice the same counts once", () => {
  const one = review();
  const made = report([begun("qa"), finished({ outputs: {
    a: { type: "story/report", items: [{ item: "", value: one }] },
    b: { type: "story/report[]", items: [{ item: "", value: [one, review({ id: "e04" })] }] },
    c: { type: "story/report", items: [{ item: "", value: { half: true } }] },
    d: { type: "json", items: [{ item: "", value: review({ id: "e99" }) }] },
  } })]);
  expect(made.reviews.map(({ id }) => id)).toEqual(["e03", "e04"]);
});

test("a run of many episodes has a contents with a picture and a verdict for each", () => {
  const drawn = page(report([begun("qa"), delivered(review(), review({ id: "e04", verdict: "look" }))]));
  expect(drawn).toContain("href=\"#review-2\"");
  expect(drawn).toContain("id=\"review-2\"");
});
