import { describe, expect, it } from "vitest";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { editorTests } from "./kit/editor.ts";
import { loudGraph } from "./kit/graphs.ts";
import { EditorPage, eventually } from "./kit/page.ts";

const decided = loudGraph("decided", { inputs: { marks: 2 } });
const { open, server } = editorTests([
  loudGraph("source", { inputs: { marks: 5 } }), { format: "reelwright/graph@1", name: "target", title: "Target", nodes: {}, edges: [] } as GraphDocument,
  { ...decided, nodes: { ...decided.nodes, shout: { ...decided.nodes["shout"]!, title: "Louder", items: { t0002: { inputs: { marks: 7 } } } } } },
]);

describe("nodes", () => {
  it("are copied from one graph and pasted into another, with their values and the edges among them", async () => {
    const editor = new EditorPage(await open());
    await editor.openGraph("source");
    await editor.select("List");
    await editor.node("Shout").click({ position: { x: 80, y: 14 }, modifiers: ["Shift"] });
    await editor.press("Control+c");
    await editor.openGraph("target");
    await editor.canvas.focus();
    await editor.press("Control+v");
    await editor.node("Shout").waitFor();
    await eventually(async () => (await server()).saved("target"), ({ nodes, edges }) => {
      expect(Object.values(nodes)).toEqual([{ type: "trial/list", version: 1, inputs: { count: 3 } }, { type: "trial/shout", version: 1, inputs: { marks: 5 } }]);
      expect(edges).toEqual([{ from: "list.things", to: "shout.thing" }]);
    });
  });

  it("become a graph of their own, which is opened and edited, and are unpacked again with nothing lost", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("decided");
    const first = await (await server()).saved("decided");
    await editor.run();
    await editor.node("Collect").getByText(/THING 1!!\s+THING 2!{7}\s+THING 3!!/).waitFor();
    await editor.select("List");
    await editor.node("Louder").click({ position: { x: 80, y: 14 }, modifiers: ["Shift"] });
    await editor.press("Control+g");
    const question = page.getByRole("dialog").filter({ has: page.getByRole("textbox") });
    await question.getByRole("textbox").fill("Loud things");
    await editor.press("Enter");
    await editor.node("Loud things").waitFor();
    await editor.node("Louder").waitFor({ state: "hidden" });

    await editor.node("Loud things").getByRole("button", { name: "Open this graph" }).click();
    await editor.node("Louder").waitFor();
    await editor.setValue("List", "Word", "inner");
    await editor.saved();
    expect((await (await server()).saved("loud-things")).nodes["list"]!.inputs).toEqual({ count: 3, word: "inner" });
    await editor.bar.getByRole("navigation", { name: "Where you are" }).getByRole("button", { name: "decided" }).click();
    await editor.node("Loud things").waitFor();
    await editor.run();
    await editor.node("Collect").getByText(/INNER 1!!\s+INNER 2!{7}\s+INNER 3!!/).waitFor();

    await editor.select("Loud things");
    await editor.press("Control+Shift+g");
    await editor.node("Louder").waitFor();
    await eventually(async () => (await server()).saved("decided"), (document) => {
      expect(document.nodes).toEqual({ ...first.nodes, list: { ...first.nodes["list"], inputs: { count: 3, word: "inner" } } });
      expect(new Set(document.edges)).toEqual(new Set(first.edges));
      expect(document.outputs).toEqual(first.outputs);
    });
  });
});
