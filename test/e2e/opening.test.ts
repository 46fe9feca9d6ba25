import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { bundleFormat, bundleText } from "../../runtime/bundle/bundle.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { formatDocument } from "../../runtime/graph/format.ts";
import { patchesFor } from "../../runtime/provenance/container.ts";
import { packed, type Provenance } from "../../runtime/provenance/provenance.ts";
import { seriousFindings } from "./kit/axe.ts";
import { editorTests } from "./kit/editor.ts";
import { loudGraph } from "./kit/graphs.ts";
import { EditorPage, eventually } from "./kit/page.ts";

const loud = loudGraph("borrowed", { title: "Borrowed" });
/** A node of a pack that is not here between the list and one of two who read it. */
const strange: GraphDocument = {
  ...loudGraph("strange", { title: "Strange" }),
  packs: { trial: "^1.0.0", sparkle: "^2.0.0" },
  nodes: { ...loud.nodes, glow: { type: "sparkle/glow", version: 3, title: "Glow", inputs: { warmth: 0.7 } }, after: { type: "trial/shout", version: 1, title: "After the glow" } },
  edges: [...loud.edges!, { from: "list.things", to: "glow.light" }, { from: "glow.shine", to: "after.thing" }],
  layout: { nodes: { list: [0, 0], shout: [320, 0], collect: [640, 0], glow: [320, 300], after: [640, 300] } },
};
const { open, server } = editorTests([loudGraph("waiting"), strange]);

function provenanceOf(graph: GraphDocument, more: Partial<Provenance> = {}): Provenance {
  return { format: "reelwright/provenance@1", graph, subgraphs: {}, inputs: {}, quality: "final", packs: { trial: "1.0.0" }, output: "text", item: "", artifact: "0".repeat(64), standIns: [], ...more };
}

async function pictureOf(provenance: Provenance): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 40, height: 60, channels: 3, background: "#b22" } }).png().toBuffer();
  const patches = await patchesFor({ size: bytes.length, read: async (from, to) => bytes.subarray(from, to) }, provenance);
  const [{ at, bytes: end }] = patches as [{ at: number; bytes: Uint8Array }];
  return Buffer.concat([bytes.subarray(0, at), end]);
}

/** Lets a file fall on an element. */
async function drop(page: Page, selector: string, file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }): Promise<void> {
  const transfer = await page.evaluateHandle(({ name, type, data }) => {
    const made = new DataTransfer();
    made.items.add(new File([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))], name, { type }));
    return made;
  }, { name: file.name, type: file.type, data: Buffer.from(file.bytes).toString("base64") });
  await page.dispatchEvent(selector, "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(selector, "drop", { dataTransfer: transfer });
}

describe("a file that falls on the editor", () => {
  it("opens the graph that made it, with what that run was given", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    const graph: GraphDocument = { ...loud, name: "from-a-picture", title: "From a picture", inputs: { word: { type: "text", default: "thing", to: ["list.word"] } } };
    await drop(page, "rw-gallery", { name: "still.png", type: "image/png", bytes: await pictureOf(provenanceOf(graph, { inputs: { word: "lantern" }, item: "e03" })) });
    await editor.canvas.waitFor();
    await page.getByText("“From a picture” was added to the project.").waitFor();
    await page.getByText("It made still.png: output text, item e03.").waitFor();
    await eventually(async () => (await server()).saved("from-a-picture"), (saved) => expect(saved.inputs).toEqual({ word: { type: "text", default: "lantern", to: ["list.word"] } }));
    await editor.node("List").waitFor();
  });

  it("opens the graph of a long film without reading the film", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("waiting");
    const note = Buffer.from(await packed(provenanceOf({ ...loud, name: "from-a-film", title: "From a film" }))).toString("base64");
    const read = await page.evaluate(async (data) => {
      const payload = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      const box = (size: number, name: string) => { const head = new Uint8Array(8); new DataView(head.buffer).setUint32(0, size); head.set([...name].map((letter) => letter.charCodeAt(0)), 4); return head; };
      const ours = Uint8Array.of(0x7a, 0x1c, 0x9e, 0x52, 0x4b, 0x0d, 0x4f, 0x6e, 0x9a, 0x21, 0xd3, 0x5f, 0x08, 0xb6, 0xe4, 0x77);
      const part = new Blob([new Uint8Array(2 ** 20)]);
      const film = new File([box(16, "ftyp"), new Uint8Array(8), box(8 + 300 * 2 ** 20, "mdat"), ...Array.from({ length: 300 }, () => part), box(24 + payload.length, "uuid"), ours, payload], "e03.mp4", { type: "video/mp4" });
      let bytes = 0;
      const { slice, arrayBuffer, text } = Blob.prototype;
      Blob.prototype.arrayBuffer = function (this: Blob) { bytes += this.size; return arrayBuffer.call(this); };
      Blob.prototype.text = function (this: Blob) { bytes += this.size; return text.call(this); };
      const made = new DataTransfer();
      made.items.add(film);
      document.querySelector("rw-app")!.dispatchEvent(new DragEvent("drop", { dataTransfer: made, bubbles: true, composed: true, cancelable: true }));
      for (let turn = 0; turn < 200 && !location.hash.includes("from-a-film"); turn++) await new Promise((resolve) => { setTimeout(resolve, 50); });
      Object.assign(Blob.prototype, { slice, arrayBuffer, text });
      return bytes;
    }, note);
    await page.getByText("“From a film” was added to the project.").waitFor();
    expect(read).toBeLessThan(100_000);
  });

  it("says so in the language of the page when it does not say where it came from", async () => {
    const plain = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#222" } }).png().toBuffer();
    for (const [language, says] of [["en", "holiday.png does not say which graph made it."], ["zh", "holiday.png 里没有记录是哪张图生成的。"]] as const) {
      const page = await open({ language });
      await drop(page, "rw-gallery", { name: "holiday.png", type: "image/png", bytes: plain });
      await page.getByText(says).waitFor();
      await page.getByRole("main").waitFor();
    }
  });

  it("still goes into a field that takes files", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    const picture = await pictureOf(provenanceOf({ ...loud, name: "not-opened" }));
    await (await server()).ask("graphs/held", { method: "PUT", headers: { "content-type": "application/json", "if-none-match": "*" }, body: JSON.stringify({ ...loud, name: "held", inputs: { picture: { type: "image", to: [] } } }) });
    await editor.openGraph("held");
    await drop(page, "rw-inspector rw-file-control .drop", { name: "still.png", type: "image/png", bytes: picture });
    const digest = createHash("sha256").update(picture).digest("hex");
    await eventually(async () => (await server()).saved("held"), ({ inputs }) => expect(inputs!["picture"]!.default).toMatchObject({ artifact: digest }));
    expect(page.url()).toContain("held");
  });

  it("brings the graphs it holds beside what is here, and loses none of them", async () => {
    const inner: GraphDocument = { ...loudGraph("waiting", { count: 2, title: "Another waiting" }) };
    const outer: GraphDocument = { format: "reelwright/graph@1", name: "outer", title: "Outer", nodes: { call: { type: "graph/waiting" } }, edges: [], outputs: { text: { from: "call.text" } } };
    const text = bundleText({ format: bundleFormat, graph: outer, subgraphs: { waiting: inner }, packs: { trial: "1.0.0" }, lock: {}, artifacts: [] });
    const editor = new EditorPage(await open());
    const before = await (await server()).saved("waiting");
    for (const again of ["was added to the project.", "was here already."]) {
      await drop(editor.page, "rw-app", { name: "outer.reelwright.json", type: "application/json", bytes: Buffer.from(text) });
      await editor.page.getByText(again).waitFor();
    }
    const here = await server();
    expect((await here.saved("outer")).nodes["call"]!.type).toBe("graph/waiting-2");
    expect(await here.saved("waiting-2")).toMatchObject({ title: "Another waiting" });
    expect(await here.saved("waiting")).toEqual(before);
  });
});

describe("a graph with a node of a pack that is not here", () => {
  it("shows it as it was, says how to get it, runs the rest, and keeps it byte for byte", async () => {
    const editor = new EditorPage(await open());
    const { page } = editor;
    await editor.openGraph("strange");
    await editor.node("Glow").getByText("Not installed").waitFor();
    await editor.node("Glow").click();
    await editor.inspector.getByText("reelwright pack add --for graphs/strange.json").waitFor();
    await editor.inspector.getByRole("button", { name: "Copy the command" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("reelwright pack add --for graphs/strange.json");
    expect(await seriousFindings(page)).toEqual([]);
    await editor.bar.getByRole("button", { name: "Run", exact: true }).click();
    const question = page.getByRole("dialog", { name: "Some node types are not here" });
    await question.getByText("One node is left out (Glow)").waitFor();
    await question.getByRole("button", { name: "Run the rest" }).click();
    await eventually(async () => (await (await server()).runs("strange"))[0], (run) => expect(run).toMatchObject({ outcome: "succeeded", counts: { executed: 5, failed: 0, skipped: 2 } }));
    await editor.setValue("List", "Word", "edited");
    await eventually(async () => (await server()).saved("strange"), ({ nodes }) => expect(nodes["list"]!.inputs).toMatchObject({ word: "edited" }));
    const saved = await readFile(join((await server()).home, "graphs", "strange.json"), "utf8");
    const was = formatDocument(strange).split("\n").filter((line) => line.includes("sparkle") || line.includes("glow") || line.includes("warmth"));
    expect(saved.split("\n").filter((line) => line.includes("sparkle") || line.includes("glow") || line.includes("warmth"))).toEqual(was);
  });
});
