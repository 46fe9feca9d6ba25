import { expect, test } from "vitest";
import type { PlanReport, RunSummary } from "../../runtime/index.ts";
import { openDesk, smallGraph } from "./kit.ts";
import { finished, openRecorded, type Recording, started } from "./recorded-runtime.ts";

async function deskWith(recording: Recording) {
  const recorded = await openRecorded(recording);
  const desk = await openDesk({ runtime: recorded.runtime });
  await desk.write("small.json", smallGraph);
  return desk;
}

const problem = { code: "INPUT_MISSING", node: "arc", port: "theme", message: "Input \"theme\" has no value.", hint: "Give it one." };

test("check: a sound graph exits with 0, one with problems with 2 and each of them", async () => {
  const sound = await (await deskWith({})).type("check", "small.json");
  expect([sound.code, sound.stdout]).toEqual([0, "small.json is sound.\n"]);
  const not = await (await deskWith({ problems: [problem] })).type("check", "small.json");
  expect(not.code).toBe(2);
  expect(not.stderr).toContain("INPUT_MISSING  small.json, node arc.theme\n  Input \"theme\" has no value.\n  Give it one.");
  expect(not.stderr).toContain("1 problem.");
});

test("check --json prints one object with all problems", async () => {
  const { code, stdout, stderr } = await (await deskWith({ problems: [problem] })).type("check", "small.json", "--json");
  expect(JSON.parse(stdout)).toEqual({ problems: [{ file: "small.json", ...problem }] });
  expect([code, stderr]).toEqual([2, ""]);
});

const plan: PlanReport = {
  problems: [],
  nodes: [
    { node: "arc", type: "test/arc", cached: 1, willRun: 0, depends: 0, items: [{ item: "", state: "cached" }] },
    { node: "speak", type: "test/speak", cached: 1, willRun: 1, depends: 0, items: [{ item: "l01", state: "cached" }, { item: "l02", state: "will-run", why: [{ what: "input line", old: "走", new: "走吧" }] }] },
    { node: "dub", type: "test/dub", cached: 0, willRun: 0, depends: 1, items: [{ item: "", state: "depends" }] },
  ],
  counts: { cached: 2, willRun: 1, depends: 1 },
  estimate: { currency: "USD", roles: { speech: { calls: 2, costMicros: 20_000, marketMicros: 50_000, provider: "openai" } }, marketMicros: 50_000, certainMicros: 10_000, unpriced: ["image"], calls: { speech: 2 }, costMicros: 20_000, ms: 1500, complete: false },
};

test("plan says what would run, why, and what it would take", async () => {
  const { code, stdout } = await (await deskWith({ plan })).type("plan", "small.json");
  expect(code).toBe(0);
  expect(stdout).toContain("speak will run because of\n  l02  input line: 走 → 走吧");
  expect(stdout).toContain("1 item will run, 1 depend on those, 2 kept from before.");
  expect(stdout).toContain("speech  openai  about 2 calls  0.02 USD  market 0.05 USD");
  expect(stdout).toContain("Estimate: cost about 0.02 USD, at market rates 0.05 USD, 0.01 USD of it certain, 1.5 s of work. Some items are known only when");
  expect(stdout).toContain("The price of image is not known");
});

test("plan of a graph with nothing to do says so", async () => {
  const { stdout } = await (await deskWith({ plan: { ...plan, nodes: [plan.nodes[0]!], counts: { cached: 1, willRun: 0, depends: 0 } } })).type("plan", "small.json");
  expect(stdout).toContain("Nothing to do: 1 item kept from before.");
  expect(stdout).not.toContain("Estimate");
});

test("plan --json is the whole plan", async () => {
  expect(JSON.parse((await (await deskWith({ plan })).type("plan", "small.json", "--json")).stdout)).toEqual(plan);
});

test("plan of a graph that is not sound exits with 2", async () => {
  const desk = await deskWith({ plan: { ...plan, problems: [problem] } });
  expect((await desk.type("plan", "small.json")).code).toBe(2);
});

test("cache info, verify and prune say their numbers", async () => {
  const desk = await deskWith({ verified: { blobs: 5, corrupt: ["ab".repeat(32)], removedResults: 2 } });
  expect((await desk.type("cache", "info")).stdout).toContain("3 results and 2 files, 1.5 MB; 4 runs, 2.0 kB, in ");
  const verified = await desk.type("cache", "verify");
  expect(verified.stdout).toContain("5 files checked, 1 damaged.");
  expect(verified.stdout).toContain("2 results dropped, to be made again");
  expect(verified.code).toBe(0);
  expect((await desk.type("cache", "prune", "--max", "1.5GB")).stdout).toContain("1 result dropped, 500 B freed; 1.5 GB kept.");
});

test.each([["20GB", 20e9], ["1 GiB", 2 ** 30], ["500mb", 5e8], ["1000", 1000], ["0", 0]])("cache prune --max %s is %i bytes", async (size, bytes) => {
  const { stdout } = await (await deskWith({})).type("cache", "prune", "--json", "--max", size);
  expect(JSON.parse(stdout)).toMatchObject({ keptBytes: bytes });
});

const runs: RunSummary[] = [
  { id: "mabc-11", graph: "small", at: 2000, ms: 1500, outcome: "failed", counts: { executed: 1, cached: 2, failed: 1, skipped: 0 }, costMicros: 0 },
  { id: "mabc-22", graph: "small", at: 1000, ms: 0, outcome: "interrupted", counts: { executed: 0, cached: 0, failed: 0, skipped: 0 }, costMicros: 0 },
];
const events: Recording["events"] = [
  started, { type: "item.cached", node: "arc", item: "", key: "k", outputs: {} },
  { type: "item.failed", node: "speak", item: "l02", problem: { code: "SPEECH_EMPTY", message: "Nothing." } }, finished({ outcome: "failed" }),
];

test("runs list shows every run, and says so when there is none", async () => {
  const { stdout } = await (await deskWith({ runs })).type("runs", "list");
  expect(stdout.split("\n")[1]).toMatch(/^mabc-11 +small +\d{4}-\d\d-\d\d \d\d:\d\d +failed +1 +2 +1 +1\.5 s +0$/);
  expect(stdout).toContain("interrupted");
  expect((await (await deskWith({})).type("runs", "list")).stdout).toContain("No runs yet");
});

test("runs show takes an id, the beginning of one, or last", async () => {
  const desk = await deskWith({ runs, events });
  for (const name of ["mabc-11", "mabc-1", "last"]) {
    const { code, stdout } = await desk.type("runs", "show", name);
    expect(code).toBe(0);
    expect(stdout).toContain("mabc-11");
    expect(stdout).toContain("SPEECH_EMPTY  node speak, item l02");
  }
});

test("runs show --json prints the events", async () => {
  const { stdout } = await (await deskWith({ runs, events })).type("runs", "show", "last", "--json");
  expect(stdout.trimEnd().split("\n").map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(events.map(({ type }) => type));
});

test.each([["mabc", "RUN_AMBIGUOUS", "mabc-11, mabc-22"], ["zzz", "RUN_UNKNOWN", "runs list"]])("runs show %s is refused", async (name, code, says) => {
  const { code: exitCode, stderr } = await (await deskWith({ runs, events })).type("runs", "show", name);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(code);
  expect(stderr).toContain(says);
});
