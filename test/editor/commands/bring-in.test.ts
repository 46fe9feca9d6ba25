import { describe, expect, test, vi } from "vitest";
import type { GraphListing } from "../../../editor/api/server.ts";
import { bringIn } from "../../../editor/commands/bring-in.ts";
import { type FoundGraph, readGraphFile } from "../../../editor/commands/read-file.ts";
import type { Workspace } from "../../../editor/state/workspace.ts";
import { bundleFormat, bundleText, mostBundled } from "../../../runtime/bundle/bundle.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { patchesFor } from "../../../runtime/provenance/container.ts";
import type { Provenance } from "../../../runtime/provenance/provenance.ts";

vi.mock("../../../editor/keeping/keep-safe.ts", () => ({ recentDrafts: async () => [] }));

const graph = (name: string, types: Readonly<Record<string, string>> = { a: "core/text" }, more: Partial<GraphDocument> = {}): GraphDocument => (
  { format: "reelwright/graph@1", name, nodes: Object.fromEntries(Object.entries(types).map(([id, type]) => [id, { type }])), edges: [], ...more });
const found = (one: GraphDocument, more: Partial<FoundGraph> = {}): FoundGraph => ({ graph: one, subgraphs: {}, packs: {}, artifacts: [], inputs: {}, ...more });

/** A project with graphs; what is done to it can be read. */
function project(saved: readonly GraphDocument[], shipped: readonly string[] = []) {
  const graphs = new Map(saved.map((one) => [one.name, one]));
  const done: string[] = [];
  const workspace = {
    session: undefined, packs: { listings: [{ name: "core" }] }, graphsChanged() {},
    shell: { openGraph: async (name: string) => void done.push(`open ${name}`), openCopy: async (name: string) => void done.push(`copy ${name}`) },
    server: {
      graphs: async () => [...graphs.keys()].map((name) => ({ name, shipped: shipped.includes(name) }) as GraphListing),
      graph: async (name: string) => ({ document: graphs.get(name)!, etag: "" }),
      saveGraph: async (document: GraphDocument) => { graphs.set(document.name, document); done.push(`save ${document.name}`); return { etag: "" }; },
      upload: async (file: Blob) => ({ artifact: await file.text(), media: "text/plain", bytes: 1 }),
    },
  };
  return { workspace: workspace as unknown as Workspace, graphs, done };
}

describe("a graph that is brought into a project", () => {
  test("gets its own name where that is free, and is opened", async () => {
    const { workspace, done } = project([]);
    expect(await bringIn(workspace, found(graph("love", {}, { title: "Love" })), "love.mp4")).toEqual({ name: "love", title: "Love", wasHere: false, missing: [] });
    expect(done).toEqual(["save love", "open love"]);
  });

  test("is used as it is where it is here already, also under a name it was given before", async () => {
    const { workspace, done } = project([graph("love", { other: "core/text" }), graph("love-2")]);
    expect(await bringIn(workspace, found(graph("love")), "f")).toMatchObject({ name: "love-2", wasHere: true });
    expect(done).toEqual(["open love-2"]);
  });

  test("is the same wherever its nodes lie", async () => {
    const { workspace, done } = project([graph("love", { a: "core/text" }, { layout: { nodes: { a: [7, 7] } } })]);
    await bringIn(workspace, found(graph("love")), "f");
    expect(done).toEqual(["open love"]);
  });

  test("that came with Reelwright is opened as its template is", async () => {
    const { workspace, done } = project([graph("love")], ["love"]);
    await bringIn(workspace, found(graph("love")), "f");
    expect(done).toEqual(["copy love"]);
  });

  test("never takes the place of another one, and neither do the graphs it uses: who uses a renamed one follows", async () => {
    const mine = [graph("love", { mine: "core/text" }), graph("scene", { mine: "core/text" })];
    const { workspace, graphs, done } = project(mine);
    const subgraphs = { scene: graph("scene", { shot: "graph/shot" }), shot: graph("shot") };
    await bringIn(workspace, found(graph("love", { s: "graph/scene" }), { subgraphs }), "f");
    expect(done).toEqual(["save shot", "save scene-2", "save love-2", "open love-2"]);
    expect([graphs.get("love"), graphs.get("scene")]).toEqual(mine);
    expect(graphs.get("love-2")!.nodes).toEqual({ s: { type: "graph/scene-2" } });
    done.length = 0;
    expect(await bringIn(workspace, found(graph("love", { s: "graph/scene" }), { subgraphs }), "f")).toMatchObject({ name: "love-2", wasHere: true });
    expect(done).toEqual(["open love-2"]);
  });

  test("that calls itself does not go round for ever", async () => {
    const { workspace, graphs } = project([]);
    await bringIn(workspace, found(graph("love", { s: "graph/scene" }), { subgraphs: { scene: graph("scene", { again: "graph/scene" }) } }), "f");
    expect([...graphs.keys()]).toEqual(["scene", "love"]);
  });

  test("has what its run was given, and nothing else", async () => {
    const { workspace, graphs } = project([]);
    const inputs = { theme: { type: "text", default: "a", to: ["a.text"] }, count: { type: "number", to: [] } };
    await bringIn(workspace, found(graph("love", { a: "core/text" }, { inputs }), { inputs: { theme: "b", gone: 1, __proto__: 2 } }), "f");
    expect(graphs.get("love")!.inputs).toEqual({ ...inputs, theme: { ...inputs.theme, default: "b" } });
  });

  test("names the packs that are not here, its own and those of graphs it uses", async () => {
    const { workspace } = project([]);
    const { missing } = await bringIn(workspace, found(graph("love", { a: "sparkle/glow", s: "graph/scene" }), { packs: { core: "1.0.0", dub: "2.0.0" }, subgraphs: { scene: graph("scene", { b: "rain/drop" }) } }), "f");
    expect(missing).toEqual(["dub", "rain", "sparkle"]);
  });

  test("brings its files, and is refused when they are not what they say", async () => {
    const { workspace, done } = project([]);
    const artifact = (data: string) => ({ artifact: "as said", media: "text/plain", bytes: 7, data });
    await bringIn(workspace, found(graph("love"), { artifacts: [artifact(btoa("as said"))] }), "f");
    for (const data of [btoa("other"), "no base64 !"]) {
      await expect(bringIn(workspace, found(graph("more"), { artifacts: [artifact(data)] }), "f")).rejects.toMatchObject({ problem: { code: "BUNDLE_DAMAGED" } });
    }
    expect(done).toEqual(["save love", "open love"]);
  });

  test("without a usable name is called after its file", async () => {
    const { workspace, done } = project([]);
    await bringIn(workspace, found(graph("../Love")), "My Love.reelwright.json");
    expect(done).toEqual(["save my-love", "open my-love"]);
  });
});

describe("what a file holds", () => {
  const provenance: Provenance = { format: "reelwright/provenance@1", graph: graph("love"), subgraphs: {}, inputs: { theme: "b" }, quality: "draft", packs: { core: "1.0.0" }, output: "mp4", item: "e03", artifact: "0".repeat(64), standIns: [] };

  test("is a graph, a bundle, or what a run wrote into it", async () => {
    expect(await readGraphFile(new Blob(["\uFEFF", JSON.stringify(graph("love"))]))).toEqual(found(graph("love")));
    const bundle = bundleText({ format: bundleFormat, graph: graph("love"), subgraphs: { shot: graph("shot") }, packs: { core: "1.0.0" }, lock: {}, artifacts: [] });
    expect(await readGraphFile(new Blob([bundle]))).toEqual(found(graph("love"), { subgraphs: { shot: graph("shot") }, packs: { core: "1.0.0" } }));
    const vtt = new TextEncoder().encode("WEBVTT\n\n00:01.000 --> 00:02.000\n你好\n");
    const [patch] = (await patchesFor({ size: vtt.length, read: async (from, to) => vtt.subarray(from, to) }, provenance))!;
    expect(await readGraphFile(new Blob([vtt, patch!.bytes as Uint8Array<ArrayBuffer>]))).toEqual(found(graph("love"), { inputs: { theme: "b" }, packs: { core: "1.0.0" }, made: { output: "mp4", item: "e03", quality: "draft" } }));
  });

  test("or it says why there is none", async () => {
    const bundle = { format: bundleFormat, graph: { ...graph("love"), format: "reelwright/other@1" }, subgraphs: {}, packs: {}, lock: {}, artifacts: [] };
    const cases: readonly (readonly [Blob, string])[] = [
      [new Blob(["{ oops"]), "FILE_NOT_JSON"], [new Blob(["{}"]), "FILE_NOT_GRAPH"], [new Blob(["[]"], { type: "application/json" }), "FILE_NOT_GRAPH"], [new Blob([JSON.stringify(bundle)]), "FILE_NOT_GRAPH"],
      [new Blob(["{\"format\":\"reelwright/bundle@2\"}"]), "BUNDLE_INVALID"], [new Blob(["a holiday"]), "PROVENANCE_MISSING"], [new Blob([]), "PROVENANCE_MISSING"],
    ];
    for (const [file, code] of cases) await expect(readGraphFile(file)).rejects.toMatchObject({ problem: { code } });
  });

  test("is not read when it is larger than any graph", async () => {
    const large = Object.assign(new Blob(["{"]), {});
    Object.defineProperty(large, "size", { value: mostBundled * 2 });
    await expect(readGraphFile(large)).rejects.toMatchObject({ problem: { code: "BUNDLE_TOO_LARGE" } });
  });
});
