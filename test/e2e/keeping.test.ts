import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { formatDocument } from "../../runtime/graph/format.ts";
import { seriousFindings } from "./kit/axe.ts";
import { editorTests } from "./kit/editor.ts";
import { loudGraph } from "./kit/graphs.ts";
import { EditorPage, eventually } from "./kit/page.ts";

const loud = loudGraph("foreign");
const foreign: GraphDocument = Object.assign({
  ...loud,
  nodes: { ...loud.nodes, far: { type: "elsewhere/thing", version: 7, inputs: { depth: { of: [1, { deep: true }] } }, sworn: "as it was" } },
  edges: [...loud.edges!, { from: "collect.text", to: "far.text" }],
}, { later: { field: "of a version to come" } });
const { open, server, expectComplaint } = editorTests([loudGraph("typing"), loudGraph("crashing"), loudGraph("two-tabs"), loudGraph("restarting"), loudGraph("stale"), loudGraph("composing"), foreign]);

describe("nothing is lost", () => {
  it("when the page is reloaded in the middle of typing", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("typing");
    await page.route("**/api/graphs/typing", (route) => route.request().method() === "PUT" ? route.abort() : route.continue());
    expectComplaint(/Failed to load resource/);
    const about = editor.inspector.getByRole("textbox", { name: "What it is for" });
    await about.click();
    await page.keyboard.type("A graph that is being written ab");
    await page.reload();
    await page.unroute("**/api/graphs/typing");
    await editor.canvas.waitFor();
    await expect.poll(() => about.inputValue()).toBe("A graph that is being written ab");
    await eventually(async () => (await server()).saved("typing"), ({ summary }) => expect(summary).toBe("A graph that is being written ab"));
  });

  it("when the page crashes before it could save", async () => {
    const page = await open();
    const editor = new EditorPage(page);
    await editor.openGraph("crashing");
    await page.route("**/api/graphs/crashing", (route) => route.request().method() === "PUT" ? route.abort() : route.continue());
    expectComplaint(/Failed to load resource/);
    await editor.setValue("List", "Word", "rescued");
    await editor.bar.getByText("Kept in this browser").waitFor();
    const crash = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    // It is never answered.
    void crash.send("Page.crash").catch(() => undefined);
    await crashed;
    const second = new EditorPage(await open({ context: page.context() }));
    await second.openGraph("crashing");
    await second.node("List").getByRole("button", { name: "Word: rescued" }).waitFor();
    await eventually(async () => (await server()).saved("crashing"), ({ nodes }) => expect(nodes["list"]!.inputs).toMatchObject({ word: "rescued" }));
  });

  it("when two pages change the same graph: what goes together is joined, and the rest is asked", async () => {
    const page = await open();
    const [one, two] = [new EditorPage(page), new EditorPage(await open({ context: page.context() }))];
    await one.openGraph("two-tabs");
    await two.openGraph("two-tabs");
    await one.bar.getByText("Also open in another tab").waitFor();
    await page.route("**/api/graphs/two-tabs", (route) => route.request().method() === "PUT" ? route.abort() : route.continue());
    expectComplaint(/Failed to load resource|412/);
    await one.setValue("List", "Word", "mine");
    await one.setValue("Shout", "Marks", "4");
    await two.setValue("List", "Word", "theirs");
    await two.setValue("List", "Count", "5");
    await two.saved();
    await page.unroute("**/api/graphs/two-tabs");
    await one.bar.getByText("Changed elsewhere").waitFor();
    const merge = one.page.getByRole("dialog", { name: "Changed in two places" });
    await one.toastAction("Compare…").click();
    await merge.waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await merge.getByRole("radio", { name: /Keep mine/ }).check();
    await merge.getByRole("button", { name: "Use this" }).click();
    await eventually(async () => (await server()).saved("two-tabs"), ({ nodes }) => {
      expect(nodes["list"]!.inputs).toEqual({ count: 5, word: "mine" });
      expect(nodes["shout"]!.inputs).toEqual({ marks: 4 });
    });
    await two.node("List").getByRole("button", { name: "Word: mine" }).waitFor();
  });

  it("when the server is killed and started again while one edits", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("restarting");
    expectComplaint(/Failed to load resource|net::ERR/);
    await (await server()).end("SIGKILL");
    await editor.page.getByRole("status").filter({ hasText: "not reached" }).waitFor();
    await editor.setValue("List", "Word", "meanwhile");
    await editor.bar.getByText("Kept in this browser").waitFor();
    await (await server()).begin();
    await editor.saved();
    expect((await (await server()).saved("restarting")).nodes["list"]!.inputs).toMatchObject({ word: "meanwhile" });
    await editor.page.getByRole("status").filter({ hasText: "not reached" }).waitFor({ state: "hidden" });
    await editor.run();
    await editor.node("Collect").getByText("MEANWHILE 1!").waitFor();
  });

  it("when the file was changed behind the page: both changes are in it", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("stale");
    const { home } = await server();
    const behind = await (await server()).saved("stale");
    await writeFile(join(home, "graphs", "stale.json"), formatDocument({ ...behind, summary: "Written behind its back." }));
    expectComplaint(/412/);
    await editor.setValue("List", "Word", "front");
    await eventually(async () => (await server()).saved("stale"), ({ summary, nodes }) => {
      expect(summary).toBe("Written behind its back.");
      expect(nodes["list"]!.inputs).toMatchObject({ word: "front" });
    });
    await editor.toast("Both sets of changes are in it now.").waitFor();
  });

  it("of a node whose pack is not there, byte for byte", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("foreign");
    await editor.canvas.getByText("elsewhere/thing").first().waitFor();
    const path = join((await server()).home, "graphs", "foreign.json");
    const before = await readFile(path, "utf8");
    await editor.setValue("List", "Word", "other");
    await editor.saved();
    expect(await readFile(path, "utf8")).toBe(formatDocument({ ...foreign, nodes: { ...foreign.nodes, list: { ...foreign.nodes["list"]!, inputs: { count: 3, word: "other" } } } }));
    await editor.canvas.focus();
    await editor.press("Control+z");
    await eventually(() => readFile(path, "utf8"), (text) => expect(text).toBe(before));
  });

  it("and nothing is done that was not meant, while Chinese is written", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("composing");
    const first = await (await server()).saved("composing");
    const about = editor.inspector.getByRole("textbox", { name: "What it is for" });
    await about.click();
    const keys = await page.context().newCDPSession(page);
    for (const text of ["n", "ni", "nim", "nimb", "nimbf"]) {
      await keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", windowsVirtualKeyCode: 229, key: "Process", code: `Key${text.at(-1)!.toUpperCase()}` });
      await keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", windowsVirtualKeyCode: 229, key: "Enter", code: "Enter" });
    await keys.send("Input.insertText", { text: "你们不服" });
    await about.blur();
    await eventually(async () => (await server()).saved("composing"), (document) => expect(document).toEqual({ ...first, summary: "你们不服" }));
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});
