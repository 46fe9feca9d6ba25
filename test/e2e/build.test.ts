import { describe, expect, it } from "vitest";
import { editorTests } from "./kit/editor.ts";
import { loudGraph } from "./kit/graphs.ts";
import { EditorPage, eventually } from "./kit/page.ts";

const { open, server } = editorTests([loudGraph("dropping"), loudGraph("steps")]);

describe("by mouse", () => {
  it("a graph is built from blank, a wrong wire is refused with its reason and repaired, and it runs", async () => {
    const editor = new EditorPage(await open());
    await editor.openBlank();
    await editor.addNode("List", { x: 60, y: 60 });
    await editor.addNode("Shout", { x: 340, y: 60 });
    await editor.addNode("Collect", { x: 620, y: 60 });

    const marks = await editor.port("Shout", "Marks", "input");
    await editor.drag(await editor.port("List", "Things", "output"), marks, async () => {
      await editor.page.locator(".verdict[data-tone=refused]").waitFor();
    });
    const offer = editor.page.getByRole("dialog", { name: /thing/i });
    expect(await offer.innerText()).toMatch(/number|integer/);
    await offer.getByRole("button", { name: "Connect to “Thing” instead" }).click();
    await editor.wire(["Shout", "Louder thing"], ["Collect", "Things"]);

    await editor.setValue("Shout", "Marks", "3");
    await editor.saved();
    const saved = await (await server()).saved("untitled");
    expect(saved.edges).toEqual([{ from: "list.things", to: "shout.thing" }, { from: "shout.thing", to: "gather.things" }]);
    expect(saved.nodes["shout"]!.inputs).toEqual({ marks: 3 });

    await editor.run();
    await editor.node("Collect").getByText("THING 1!!!").waitFor();
    const ended = await (await server()).lastRun("untitled");
    expect(Object.keys(ended).sort()).toEqual(["gather", "list", "shout t0001", "shout t0002", "shout t0003"]);
  });

  it("an edge dropped on nothing finds only what fits, and comes already wired", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("dropping");
    const from = await editor.port("List", "Things", "output");
    await editor.drag(from, { x: from.x + 60, y: from.y + 260 });
    await editor.palette.waitFor();
    const found = await editor.palette.getByRole("option").allInnerTexts();
    expect(found.some((text) => text.includes("Shout"))).toBe(true);
    expect(found.some((text) => text.includes("Collect"))).toBe(true);
    expect(found.some((text) => text.startsWith("List") || text.includes("Image") || text.includes("Speak"))).toBe(false);
    await editor.choose("Collect");
    await editor.saved();
    expect((await (await server()).saved("dropping")).edges).toContainEqual({ from: "list.things", to: "gather.things" });
  });

  it("every step is undone back to the first document, and redone to the last", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("steps");
    const first = await (await server()).saved("steps");
    await editor.addNode("Collect", { x: 400, y: 420 });
    await editor.drag(await headOf(editor, "List"), { x: 200, y: 480 });
    await editor.select("Shout");
    await editor.press("Delete");
    await editor.node("Shout").waitFor({ state: "hidden" });
    const title = editor.bar.getByRole("textbox", { name: "Title of the graph" });
    await title.fill("Many steps");
    await title.press("Enter");
    await editor.saved();
    const last = await (await server()).saved("steps");
    expect(last).not.toEqual(first);
    expect(last.title).toBe("Many steps");

    await editor.canvas.focus();
    const undo = editor.bar.getByRole("button", { name: /^Undo|^Nothing to undo/ });
    for (let steps = 0; steps < 20 && await undo.isEnabled(); steps++) await editor.press("Control+z");
    expect(await undo.isDisabled()).toBe(true);
    await eventually(async () => (await server()).saved("steps"), (document) => expect(document).toEqual(first));
    const redo = editor.bar.getByRole("button", { name: /^Redo|^Nothing to redo/ });
    for (let steps = 0; steps < 20 && await redo.isEnabled(); steps++) await editor.press("Control+Shift+z");
    await eventually(async () => (await server()).saved("steps"), (document) => expect(document).toEqual(last));
    expect(await page.title()).toBe("Many steps · Reelwright");
  });
});

async function headOf(editor: EditorPage, title: string): Promise<{ readonly x: number; readonly y: number }> {
  const box = (await editor.node(title).boundingBox())!;
  return { x: box.x + 80, y: box.y + 14 };
}
