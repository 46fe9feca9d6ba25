import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { RunEvent } from "../../runtime/events.ts";
import { builtCli, startNode, steps } from "./built-cli.ts";

let main: string;
let folder: string;

beforeAll(async () => {
  main = await builtCli();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reelwright-process-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

async function graphOf(ids: readonly string[], held: readonly string[] = []): Promise<void> {
  await writeFile(join(folder, "steps.json"), JSON.stringify({
    format: "reelwright/graph@1", name: "steps",
    nodes: { list: { type: "steps/list", inputs: { ids } }, step: { type: "steps/step", inputs: { held } } },
    edges: [{ from: "list.ids", to: "step.id" }],
    outputs: { file: { from: "step.file" } },
  }));
}

function start(...words: string[]) {
  return startNode([main, ...words, "--pack", steps], folder);
}

const counts = (stdout: string) => (stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as RunEvent).at(-1) as Extract<RunEvent, { type: "run.finished" }>).counts;

test("a graph runs from a file to files; again it makes nothing", async () => {
  await graphOf(["a", "b"]);
  const first = await start("run", "steps.json").ended;
  expect(first).toMatchObject({ code: 0 });
  expect((await readdir(join(folder, "out/steps"))).sort()).toEqual(["file-0.txt", "file-1.txt", "report.html", "report.json"]);
  expect(await readFile(join(folder, "out/steps/file-1.txt"), "utf8")).toBe("step b");
  const again = await start("run", "steps.json", "--json").ended;
  expect(counts(again.stdout)).toEqual({ executed: 0, cached: 3, failed: 0, skipped: 0 });
});

test("an item that fails exits with 1, and its siblings are delivered", async () => {
  await graphOf(["a", "bad", "c"]);
  const { code, stdout, stderr } = await start("run", "steps.json").ended;
  expect(code).toBe(1);
  expect(stderr).toContain("NODE_FAILED  node step, item 1");
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toContain("Not whole");
  expect((await readdir(join(folder, "out/steps"))).filter((name) => name.startsWith("file"))).toEqual(["file-0.txt", "file-2.txt"]);
});

test("interrupted, it stops with 130, keeps what was finished, and the same command goes on from there", async () => {
  await graphOf(["a", "b", "held"], ["held"]);
  const child = start("run", "steps.json", "--json");
  for (const item of [0, 1]) await child.printed(`"item.finished","node":"step","item":"${item}"`);
  await child.printed("step held");
  child.kill("SIGINT");
  const { code, stdout, stderr } = await child.ended;
  expect(code).toBe(130);
  expect(stderr).toContain("3 results are kept; the same command goes on from there");
  expect(counts(stdout)).toEqual({ executed: 3, cached: 0, failed: 0, skipped: 0 });
  const again = start("run", "steps.json", "--json");
  for (const item of [0, 1]) await again.printed(`"item.cached","node":"step","item":"${item}"`);
  await again.printed("step held");
  again.kill("SIGTERM");
  expect(counts((await again.ended).stdout)).toMatchObject({ executed: 0, cached: 3 });
});

test("interrupted twice, the process ends at once", async () => {
  const host = pathToFileURL(join(main, "../host.js")).href;
  const child = startNode(["--input-type=module", "-e", `import { processHost } from ${JSON.stringify(host)}; processHost().onInterrupt(() => console.log("once")); setInterval(() => {}, 1000); console.log("ready");`], folder);
  await child.printed("ready");
  child.kill("SIGINT");
  await child.printed("once");
  child.kill("SIGINT");
  expect(await child.ended).toMatchObject({ code: 130, stderr: "\nStopped at once.\n" });
});

test("a reader that goes away stops the run without a crash", async () => {
  await graphOf(["a", "held"], ["held"]);
  const child = start("run", "steps.json", "--json");
  await child.printed("run.started");
  child.closeStdout();
  // The next event finds nobody there; an item at work would otherwise wait for ever.
  const { stderr } = await child.ended;
  expect(stderr).not.toContain("EPIPE");
  expect(stderr).not.toMatch(/\n\s+at /);
});

test("check, plan, runs and cache work on what a run has kept", async () => {
  await graphOf(["a", "b"]);
  await start("run", "steps.json").ended;
  expect((await start("check", "steps.json").ended).stdout).toBe("steps.json is sound.\n");
  expect((await start("plan", "steps.json").ended).stdout).toContain("Nothing to do: 3 items kept from before.");
  expect((await startNode([main, "runs", "list"], folder).ended).stdout).toContain("succeeded");
  expect((await startNode([main, "runs", "show", "last"], folder).ended).stdout).toContain("step  2/2");
  expect(JSON.parse((await startNode([main, "cache", "info", "--json"], folder).ended).stdout)).toMatchObject({ results: 3, blobs: 2 });
  expect(JSON.parse((await startNode([main, "cache", "verify", "--json"], folder).ended).stdout)).toMatchObject({ blobs: 2, corrupt: [] });
  expect((await startNode([main, "cache", "prune", "--max", "0", "--json"], folder).ended).code).toBe(0);
  expect(JSON.parse((await startNode([main, "cache", "info", "--json"], folder).ended).stdout)).toMatchObject({ results: 0, blobs: 0 });
});

test("an unknown node type, a cycle and a mistyped edge are refused with 2, a place and a hint", async () => {
  const node = { type: "steps/step", inputs: { id: "a" } };
  const graphs = [
    { nodes: { step: { type: "steps/stepp" } }, edges: [] },
    { nodes: { list: { type: "steps/list" }, step: node }, edges: [{ from: "list.ids", to: "step.id" }, { from: "step.file", to: "list.ids" }] },
    { nodes: { list: { type: "steps/list", inputs: { ids: [] } }, step: node }, edges: [{ from: "list.idz", to: "step.id" }] },
  ];
  for (const graph of graphs) {
    await writeFile(join(folder, "bad.json"), JSON.stringify({ format: "reelwright/graph@1", name: "bad", ...graph }));
    const { code, stdout, stderr } = await start("run", "bad.json").ended;
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/✗ [A-Z_]+ {2}bad\.json, /);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});
