import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../runtime/events.ts";
import { seriousFindings } from "./kit/axe.ts";
import { editorTests } from "./kit/editor.ts";
import { loudGraph } from "./kit/graphs.ts";
import { EditorPage, eventually } from "./kit/page.ts";
import { cliMain, trialPack } from "./kit/server.ts";

const { open, server } = editorTests([
  loudGraph("failing", { inputs: { fails: "t0002" } }), loudGraph("five-hundred", { count: 500, inputs: { ms: 400, fails: "t0123" } }),
  loudGraph("modes"), loudGraph("queueing", { inputs: { ms: 20_000 } }), loudGraph("taking"), loudGraph("comparing"), loudGraph("planning"), loudGraph("headless"), loudGraph("reloaded", { count: 8, inputs: { ms: 6000 } }),
]);

describe("a run", () => {
  it("that fails names the item, its problem and what to do; one item changed and retried is all that runs", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("failing");
    await editor.run();
    const run = await editor.openPanel("Run");
    const failure = run.getByRole("article").filter({ hasText: "t0002" });
    await failure.getByText("was asked to fail").waitFor();
    await failure.getByText("Clear the field Fails at.").waitFor();
    await failure.getByRole("button", { name: "Show item" }).click();

    const items = await editor.openPanel("Items");
    await items.getByRole("tab", { name: "Change" }).click();
    await items.getByRole("textbox", { name: "Fails at" }).fill("none");
    await items.getByRole("button", { name: "Run this item" }).click();
    await eventually(async () => (await server()).runs("failing"), (runs) => expect(runs.map(({ outcome }) => outcome)).toEqual(["succeeded", "failed"]));
    expect(await (await server()).lastRun("failing")).toMatchObject({ "list": "item.cached", "shout t0002": "item.finished" });
    await editor.run();
    await eventually(async () => (await server()).runs("failing"), (runs) => expect(runs.map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded", "failed"]));
    expect(await (await server()).lastRun("failing")).toEqual({ "list": "item.cached", "shout t0001": "item.cached", "shout t0002": "item.cached", "shout t0003": "item.cached", "collect": "item.finished" });
    await editor.saved();
    expect((await (await server()).saved("failing")).nodes["shout"]!.items).toEqual({ t0002: { inputs: { fails: "none" } } });
  });

  it("over 500 items is watched live, and its table is filtered, with few rows on the page", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("five-hundred");
    await editor.run();
    const run = await editor.openPanel("Run");
    const done = async () => Number(/(\d+)\s*done/.exec((await run.getByText(/\d+\s*done/).allInnerTexts()).join())?.[1] ?? 0);
    await eventually(done, (count) => expect(count).toBeGreaterThan(2));
    const early = await done();
    await eventually(done, (count) => expect(count).toBeGreaterThan(early));
    await run.getByRole("row", { name: /^Shout/ }).click();
    const items = await editor.openPanel("Items");
    const rows = items.getByRole("grid", { name: "Items" }).getByRole("row");
    await rows.nth(5).waitFor();
    expect(await rows.count()).toBeLessThan(60);
    await items.getByRole("grid", { name: "Items" }).hover();
    for (let turn = 0; turn < 5; turn++) await editor.page.mouse.wheel(0, 3000);
    expect(await rows.count()).toBeLessThan(60);
    await eventually(async () => (await server()).runs("five-hundred"), ([latest]) => expect(latest!.outcome).toBe("failed"));
    await items.getByRole("button", { name: /^failed 1$/ }).click();
    await eventually(() => rows.count(), (count) => expect(count).toBe(2));
    expect(await rows.nth(1).innerText()).toContain("t0123");
  });

  it("is planned before it begins: what is kept, what is made, and why", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("planning");
    await editor.run();
    await editor.node("Collect").getByText("THING 1!").waitFor();
    await editor.bar.getByRole("button", { name: "everything is there already" }).waitFor();
    await editor.setValue("Shout", "Marks", "3");
    await editor.bar.getByRole("button", { name: /1 reused · 3 to make/ }).click();
    const plan = page.getByRole("dialog", { name: "What a run would do" });
    const shout = plan.getByRole("row").filter({ hasText: "Shout" });
    await shout.getByText("Marks changed").first().waitFor();
    expect(await shout.getByRole("cell").allInnerTexts()).toEqual(["0", "3", "0"]);
    expect(await seriousFindings(page)).toEqual([]);
    await plan.getByRole("button", { name: "Run" }).click();
    await editor.node("Collect").getByText("THING 1!!!").waitFor();
    expect(Object.values(await (await server()).lastRun("planning")).filter((how) => how === "item.cached")).toHaveLength(1);
  });

  it("leaves out what is muted, and passes by what is bypassed", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("modes");
    await editor.select("Shout");
    await editor.press("b");
    await editor.run();
    await editor.node("Collect").getByText("thing 1").waitFor();
    expect(Object.keys(await (await server()).lastRun("modes")).sort()).toEqual(["collect", "list"]);
    await editor.select("Shout");
    await editor.press("b", "m");
    await editor.saved();
    expect((await (await server()).saved("modes")).nodes["shout"]!.mode).toBe("muted");
    await editor.run();
    await eventually(async () => (await server()).runs("modes"), (runs) => expect(runs.filter(({ outcome }) => outcome === "succeeded")).toHaveLength(2));
    expect(Object.keys(await (await server()).lastRun("modes"))).toEqual(["list"]);
  });

  it("waits in the queue behind others, where it is moved and taken out", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("queueing");
    await editor.run();
    await editor.openPanel("Run");
    await editor.panel.getByRole("button", { name: "Cancel the run" }).waitFor();
    for (const name of ["modes", "taking", "comparing"]) await (await server()).ask("runs", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name }) });
    const queue = editor.panel.getByRole("region", { name: "Queue" });
    const waiting = queue.getByRole("listitem");
    await waiting.nth(2).waitFor();
    await waiting.filter({ hasText: "comparing" }).press("ArrowUp");
    await eventually(() => waiting.allInnerTexts(), (texts) => expect(texts.map((text) => text.trim())).toEqual(["modes", "comparing", "taking"]));
    await waiting.filter({ hasText: "taking" }).getByRole("button", { name: "Remove from the queue" }).click();
    await eventually(() => waiting.count(), (count) => expect(count).toBeLessThan(3));
    await editor.panel.getByRole("button", { name: "Cancel the run" }).click();
    await eventually(async () => (await server()).runs("queueing"), ([run]) => expect(run!.outcome).toBe("cancelled"));
    await eventually(async () => (await server()).runs("comparing"), ([run]) => expect(run?.outcome).toBe("succeeded"));
    expect((await (await server()).runs("taking")).filter(({ outcome }) => outcome !== "cancelled")).toEqual([]);
  });

  it("of one item keeps the take that is pinned, whatever changes before it", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("taking");
    await editor.run();
    await editor.node("Collect").getByText("THING 1!").waitFor();
    const run = await editor.openPanel("Run");
    await run.getByRole("row", { name: /^Shout/ }).click();
    const items = await editor.openPanel("Items");
    await items.getByRole("row", { name: /t0002/ }).click();
    await items.getByRole("button", { name: "Keep this take" }).click();
    await editor.saved();
    expect(Object.keys((await (await server()).saved("taking")).nodes["shout"]!.items!["t0002"]!)).toEqual(["pin"]);
    await editor.setValue("List", "Word", "stone");
    await editor.run();
    await editor.node("Collect").getByText(/STONE 1!\s+THING 2!\s+STONE 3!/).waitFor();
  });

  it("is compared with another one in the history", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("comparing");
    await editor.run();
    await editor.node("Collect").getByText("THING 1!").waitFor();
    await editor.setValue("Shout", "Marks", "2");
    await editor.run();
    await editor.node("Collect").getByText("THING 1!!").waitFor();
    const history = await editor.openPanel("History");
    await history.getByRole("button", { name: /Compare with the shown one/ }).last().click();
    await history.getByRole("row").filter({ hasText: "Shout" }).getByText("3 differ").waitFor();
    await history.getByRole("row").filter({ hasText: "List" }).getByText("same").waitFor();
  });

  it("is still shown after a reload in the middle of it, and goes on", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("reloaded");
    await editor.run();
    await editor.openPanel("Run");
    await editor.panel.getByRole("button", { name: "Cancel the run" }).waitFor();
    await editor.page.reload();
    await editor.canvas.waitFor();
    const run = await editor.openPanel("Run");
    await run.getByRole("button", { name: "Cancel the run" }).waitFor();
    await editor.node("Collect").getByText("THING 8!").waitFor();
    expect((await (await server()).runs("reloaded")).map(({ outcome }) => outcome)).toEqual(["succeeded"]);
  });

  it("of the saved file on the command line gives the same results as in the page", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("headless");
    await editor.setValue("List", "Word", "file");
    await editor.saved();
    await editor.run();
    await editor.node("Collect").getByText("FILE 3!").waitFor();
    const { home, ask, runs } = await server();
    const [run] = await runs.call(await server(), "headless");
    const inPage = results(await ask.call(await server(), `runs/${run!.id}/events`) as RunEvent[]);

    const { stdout } = await promisify(execFile)(process.execPath, [cliMain, "run", join(home, "graphs", "headless.json"), "--home", join(home, "elsewhere"), "--pack", trialPack, "--json"]);
    const headless = results(stdout.trim().split("\n").map((line) => JSON.parse(line) as RunEvent));
    expect(headless).toEqual(inPage);
    expect(Object.keys(headless)).toHaveLength(5);
  });
});

/** Cache keys and what was made, by node and item. */
function results(events: readonly RunEvent[]): Record<string, unknown> {
  return Object.fromEntries(events.flatMap((event) => event.type === "item.finished" || event.type === "item.cached" ? [[`${event.node} ${event.item}`, { key: event.key, outputs: event.outputs }]] : []));
}
