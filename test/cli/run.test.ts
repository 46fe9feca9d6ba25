import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exit } from "../../cli/exit.ts";
import type { RunEvent, RunEventBody } from "../../runtime/events.ts";
import { openDesk, smallGraph } from "./kit.ts";
import { finished, openRecorded, type Recording, started } from "./recorded-runtime.ts";

async function deskWith(recording: Recording, options: Parameters<typeof openDesk>[0] = {}) {
  const recorded = await openRecorded(recording);
  const desk = await openDesk({ runtime: recorded.runtime, ...options });
  await desk.write("small.json", smallGraph);
  return { desk, recorded, recording };
}

const failure: RunEventBody = { type: "item.failed", node: "speak", item: "l02", problem: { code: "SPEECH_EMPTY", message: "Nothing was spoken.", hint: "Give it words." } };

test.each([
  ["succeeded", exit.done], ["failed", exit.failed], ["over-budget", exit.overBudget], ["cancelled", exit.cancelled],
] as const)("a run that %s exits with %i, its outputs and report written", async (outcome, expected) => {
  const { desk } = await deskWith({ events: [started, finished({ outcome, outputs: { notes: { type: "text", items: [{ item: "", value: "hm" }] } } })] });
  const { code, stdout } = await desk.type("run", "small.json");
  expect(code).toBe(expected);
  expect(stdout).toContain(join("out", "small", "notes.json"));
  expect(stdout).toContain(join("out", "small", "report.html"));
  expect(JSON.parse(await readFile(join(desk.folder, "out/small/report.json"), "utf8"))).toMatchObject({ outcome, title: "A small graph", graph: "small" });
});

test("a graph that is not sound exits with 2, says every problem with its place, and writes nothing", async () => {
  const problems = [{ code: "NODE_TYPE_UNKNOWN", node: "arc", message: "No pack provides \"test/arc\".", hint: "Add the pack." }];
  const { desk } = await deskWith({ events: [{ ...started, types: {} } as RunEventBody, finished({ outcome: "failed", problems })] });
  const { code, stdout, stderr } = await desk.type("run", "small.json");
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain("NODE_TYPE_UNKNOWN  small.json, node arc");
  expect(stderr).toContain("Add the pack.");
  await expect(readFile(join(desk.folder, "out/small/report.json"))).rejects.toThrow();
});

test("a store that cannot be written is a failure, not a mistake of the user", async () => {
  const problems = [{ code: "STORE_FULL", message: "The disk is full." }];
  const { desk } = await deskWith({ events: [{ ...started, types: {} } as RunEventBody, finished({ outcome: "failed", problems })] });
  expect((await desk.type("run", "small.json")).code).toBe(1);
});

test("--json prints the events and nothing else on stdout", async () => {
  const events: RunEventBody[] = [started, { type: "node.expanded", node: "speak", item: "", keys: ["l01", "l02"] }, { type: "item.log", node: "speak", item: "l01", message: "two\nlines" }, failure, finished({ outcome: "failed" })];
  const { desk } = await deskWith({ events });
  const { code, stdout, stderr } = await desk.type("run", "small.json", "--json");
  const printed = stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as RunEvent);
  expect(printed.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
  expect(printed.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4]);
  expect(stderr).toContain("report.html");
  expect(code).toBe(1);
});

test("--json leaves stdout empty when the run cannot start", async () => {
  const { desk } = await deskWith({});
  const { code, stdout, stderr } = await desk.type("run", "none.json", "--json");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("There is no file \"none.json\"");
});

test("options reach the run as they were given", async () => {
  const { desk, recorded } = await deskWith({ events: [started, finished()] });
  await desk.type("run", "small.json", "--only", "arc", "--only", "speak", "--quality", "draft", "--budget", "2.5", "--concurrency", "3", "--refresh", "speak:l02", "--audit", "4", "--set", "theme=home");
  const { document, signal, ...options } = recorded.asked[0]!;
  expect(document).toEqual(smallGraph);
  expect(signal?.aborted).toBe(false);
  expect(options).toEqual({ only: ["arc", "speak"], quality: "draft", budget: 2.5, concurrency: 3, refresh: ["speak:l02"], audit: 4, inputs: { theme: "home" }, folder: desk.folder });
});

test("the project is found from the graph's folder upward; --home and --pack count from where the command is typed", async () => {
  const { desk } = await deskWith({ events: [started, finished()] });
  await mkdir(join(desk.folder, "show/graphs"), { recursive: true });
  await mkdir(join(desk.folder, "show/.reelwright"));
  await desk.write("show/graphs/small.json", smallGraph);
  await desk.type("run", "show/graphs/small.json");
  await desk.type("run", "small.json");
  await desk.type("run", "small.json", "--home", "elsewhere", "--pack", "mine", "--pack", "../theirs");
  expect(desk.opened).toMatchObject([
    { home: join(desk.folder, "show"), packs: [] },
    { home: desk.folder, packs: [] },
    { home: join(desk.folder, "elsewhere"), packs: [join(desk.folder, "mine"), join(desk.folder, "../theirs")] },
  ]);
});

test("one failing item: the rest is written, and what is missing is named", async () => {
  const { desk } = await deskWith({ events: [
    started, failure,
    { type: "item.skipped", node: "arc", item: "", because: { node: "speak", item: "l02" } },
    finished({ outcome: "failed", counts: { executed: 3, cached: 2, failed: 1, skipped: 1 }, outputs: { notes: { type: "text", items: [{ item: "", value: "kept" }] } } }),
  ] });
  const { stdout, stderr } = await desk.type("run", "small.json");
  expect(stderr).toContain("SPEECH_EMPTY  node speak, item l02");
  expect(stdout).toContain("Some of it failed in 1.2 s: 3 made, 2 kept from before, 1 failed, 1 skipped.");
  expect(stdout).toContain("5 results are kept; when the cause is mended, the same command makes only what is missing.");
  expect(stdout).toContain("They need speak l02, which failed.");
  expect(stdout).toMatch(/Not whole.*: video, notes/);
});

test("what the checks found is said, the most pressing first", async () => {
  const report = { id: "e03", title: "第三集", verdict: "block", stills: [], standIns: [], findings: [
    { check: "technical/true-peak", severity: "warn", message: "Too loud.", measured: "0 dBTP" },
    { check: "culture/gifts", severity: "block", message: "A clock is given.", where: { scene: "s05" } },
  ] };
  const { desk } = await deskWith({ events: [started, finished({ outputs: { checks: { type: "story/report", items: [{ item: "e03", value: report }] } } })] });
  const { code, stdout } = await desk.type("run", "small.json");
  expect(code).toBe(0);
  expect(stdout).toContain("Checked: 0 of 1 ready; findings: 1 blocking, 1 worth a look.\n✗ Gifts (e03/s05): A clock is given.\n! True peak (e03): Too loud. Measured 0 dBTP.\n");
});

test("a file that an earlier run left is not passed off as this run's", async () => {
  const { desk, recorded, recording } = await deskWith({});
  const video = await recorded.keep("video/mp4", "first");
  recording.events = [started, finished({ outputs: { video: { type: "video", items: [{ item: "", value: video }] } } })];
  await desk.type("run", "small.json");
  recording.events = [started, failure, finished({ outcome: "failed" })];
  const { stdout } = await desk.type("run", "small.json");
  expect(stdout).toContain(`Not from this run, but from an earlier one: ${join("out", "small", "video.mp4")}`);
});

test("interrupted once: the run is cancelled, and the user learns what is kept and how to go on", async () => {
  const { desk } = await deskWith({
    events: [started, finished({ outcome: "cancelled", counts: { executed: 4, cached: 0, failed: 0, skipped: 0 } })],
    async before(event, { signal }) {
      if (event.type !== "run.finished") return;
      queueMicrotask(() => desk.interrupt());
      await new Promise((resolve) => signal!.addEventListener("abort", resolve));
    },
  });
  const { code, stdout, stderr } = await desk.type("run", "small.json");
  expect(code).toBe(130);
  expect(stderr).toContain("press Ctrl-C again");
  expect(stdout).toContain("4 results are kept; the same command goes on from there.");
});

test("outputs that cannot be written are a failure with the place, and results stay kept", async () => {
  const { desk } = await deskWith({ events: [started, finished({ outputs: { notes: { type: "text", items: [{ item: "", value: 1 }] } } })] });
  await desk.write("blocked", "a file where a folder should be");
  const { code, stderr } = await desk.type("run", "small.json", "--out", "blocked/here");
  expect(code).toBe(1);
  expect(stderr).toContain("OUTPUT_UNWRITABLE");
  expect(stderr).toContain("every result is kept");
});

const bad: [name: string, content: string | Uint8Array, code: string, says: string][] = [
  ["cut short", "{\"format\": ", "JSON_MALFORMED", "Line 1, column 12"],
  ["a trailing comma", "{\n  \"nodes\": {},\n}", "JSON_MALFORMED", "Remove the comma"],
  ["a doubled node", "{\"nodes\": {\"arc\": {}, \"arc\": {}}}", "JSON_DOUBLE_KEY", "\"arc\" is there twice"],
  ["empty", "", "JSON_MALFORMED", "the end of the file"],
  ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]), "FILE_NOT_TEXT", "UTF-8"],
];
test.each(bad)("a graph file that is %s is refused with its place", async (_, content, problem, says) => {
  const { desk } = await deskWith({});
  await desk.write("bad.json", content);
  for (const command of ["run", "check", "plan"]) {
    const { code, stdout, stderr } = await desk.type(command, "bad.json");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});

test("a mistake in the program is told as one, with its stack only on request", async () => {
  const broken = new Error("boom");
  const runtime = { run() { throw broken; }, close: async () => {} } as never;
  for (const [env, shows] of [[{}, false], [{ REELWRIGHT_DEBUG: "1" }, true]] as const) {
    const desk = await openDesk({ runtime, env });
    await desk.write("small.json", smallGraph);
    const { code, stderr } = await desk.type("run", "small.json");
    expect(code).toBe(1);
    expect(stderr).toContain("INTERNAL");
    expect(/\n\s+at /.test(stderr)).toBe(shows);
  }
});

test("escape sequences in names and messages do not reach the terminal", async () => {
  const evil = "\u001b]0;owned\u0007\u001b[2J";
  const { desk } = await deskWith({ events: [started, { type: "item.failed", node: "speak", item: evil, problem: { code: "X", message: evil, hint: evil } }, { type: "item.log", node: "speak", item: evil, message: evil }, finished({ outcome: "failed" })] });
  const { stdout, stderr } = await desk.type("run", "small.json");
  expect(stdout + stderr).not.toContain("\u001b");
  expect(stdout + stderr).not.toContain("\u0007");
});
