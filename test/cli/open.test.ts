import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Pack } from "../../runtime/contract/pack.ts";
import { formatDocument, openRuntime, type PlanReport } from "../../runtime/index.ts";
import { type ByteSource, provenanceIn } from "../../runtime/provenance/container.ts";
import { packed, type Provenance } from "../../runtime/provenance/provenance.ts";
import { type Desk, openDesk } from "./kit.ts";
import { caption, love, pressPack } from "./press-pack.ts";

/** A desk whose commands share one project, each with a runtime of its own. */
function openProjectDesk(packs: readonly Pack[] = [pressPack]): Promise<Desk> {
  return openDesk({ openRuntime: (options) => openRuntime({ ...options, packs: [...packs], builtIn: false, config: {}, env: { LOVE_KEY: "rosebud-77" } }) });
}

async function openLoveDesk(): Promise<Desk> {
  const desk = await openProjectDesk();
  await desk.write("love.json", formatDocument(love));
  await desk.write("caption.json", formatDocument(caption));
  return desk;
}

const at = (desk: Desk, ...names: string[]) => join(desk.folder, ...names);
const textOf = (desk: Desk, ...names: string[]) => readFile(at(desk, ...names), "utf8");

async function carried(desk: Desk, ...names: string[]): Promise<Provenance> {
  const bytes = await readFile(at(desk, ...names));
  const source: ByteSource = { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) };
  return provenanceIn(source);
}

describe("a delivered file", () => {
  test("carries the graph that made it, the graphs inside, what the run was given and who made it", async () => {
    const desk = await openLoveDesk();
    const { stdout, code } = await desk.type("run", "love.json", "--set", "theme=回家", "--quality", "draft");
    expect(code).toBe(0);
    expect(stdout).not.toContain("carry");
    const provenance = await carried(desk, "out", "love", "srt.srt");
    expect(provenance).toMatchObject({ graph: love, subgraphs: { caption }, inputs: { theme: "回家" }, quality: "draft", packs: { press: "1.2.0" }, output: "srt", item: "", standIns: [] });
    expect(await textOf(desk, "out", "love", "note.txt")).toBe("回家");
  });

  test("is a copy: what is kept stays as it was made", async () => {
    const desk = await openLoveDesk();
    await desk.type("run", "love.json");
    const { artifact } = await carried(desk, "out", "love", "srt.srt");
    const kept = await readFile(at(desk, ".reelwright", "blobs", artifact.slice(0, 2), artifact), "utf8");
    expect(kept).toBe("1\n00:00:01,000 --> 00:00:02,000\n你好\n");
  });

  test("is not written again while it and its making are the same, and is when the graph changed", async () => {
    const desk = await openLoveDesk();
    await desk.type("run", "love.json");
    const stamp = async () => (await stat(at(desk, "out", "love", "srt.srt"))).ino;
    const first = await stamp();
    await desk.type("run", "love.json");
    expect(await stamp()).toBe(first);
    await desk.write("love.json", formatDocument({ ...love, title: "Love in Bits" }));
    await desk.type("run", "love.json");
    expect((await carried(desk, "out", "love", "srt.srt")).graph.title).toBe("Love in Bits");
  });

  test("carries nothing with --plain, also where it did before", async () => {
    const desk = await openLoveDesk();
    await desk.type("run", "love.json");
    await desk.type("run", "love.json", "--plain");
    await expect(carried(desk, "out", "love", "srt.srt")).rejects.toMatchObject({ problem: { code: "PROVENANCE_MISSING" } });
    expect(await textOf(desk, "out", "love", "srt.srt")).toBe("1\n00:00:01,000 --> 00:00:02,000\n你好\n");
  });

  test("carries nothing when the graph or what it was given looks like it holds a secret, and the run says so", async () => {
    const desk = await openLoveDesk();
    const { stdout, code } = await desk.type("run", "love.json", "--set", "theme=sk-abcdef1234567890");
    expect(code).toBe(0);
    expect(stdout).toContain("1 file does not carry the graph that made it: srt.srt.");
    expect(stdout).toContain("secret");
    await expect(carried(desk, "out", "love", "srt.srt")).rejects.toMatchObject({ problem: { code: "PROVENANCE_MISSING" } });
    const report = JSON.parse(await textOf(desk, "out", "love", "report.json")) as { outputs: { file: string; bare?: string }[] };
    expect(report.outputs.filter(({ bare }) => bare !== undefined).map(({ file }) => file)).toEqual(["srt.srt"]);
    expect(await textOf(desk, "out", "love", "report.html")).toContain("does not carry the graph");
  });
});

describe("reelwright open", () => {
  test("brings back the very graph: everything of it is kept already", async () => {
    const desk = await openLoveDesk();
    await desk.type("run", "love.json", "--set", "theme=回家");
    const { stdout, code } = await desk.type("open", "out/love/srt.srt", "--to", "again");
    expect(code).toBe(0);
    expect(stdout).toContain("Love in Bytes, which made srt.srt (output srt, final):");
    expect(stdout).toContain("Packs: press 1.2.0.");
    expect(stdout).toContain("reelwright plan again/love.json --inputs again/love.inputs.json");
    expect(await textOf(desk, "again", "love.json")).toBe(await textOf(desk, "love.json"));
    expect(await textOf(desk, "again", "caption.json")).toBe(await textOf(desk, "caption.json"));
    const plan = await desk.type("plan", "again/love.json", "--inputs", "again/love.inputs.json", "--json");
    expect((JSON.parse(plan.stdout) as PlanReport).counts).toEqual({ cached: 1, willRun: 0, depends: 0 });
  });

  test("overwrites nothing unless it is told to, and then all of it", async () => {
    const desk = await openLoveDesk();
    await desk.type("run", "love.json");
    await mkdir(at(desk, "again"));
    await desk.write(join("again", "caption.json"), "mine");
    const refused = await desk.type("open", "out/love/srt.srt", "--to", "again");
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain("FILE_EXISTS");
    expect(await readdir(at(desk, "again"))).toEqual(["caption.json"]);
    expect(await textOf(desk, "again", "caption.json")).toBe("mine");
    expect(await desk.type("open", "out/love/srt.srt", "--to", "again", "--force")).toMatchObject({ code: 0 });
    expect(await textOf(desk, "again", "caption.json")).toBe(await textOf(desk, "caption.json"));
  });

  test("where the graphs are as they were, they stay, and it says so", async () => {
    const desk = await openLoveDesk();
    await desk.type("run", "love.json");
    const { stdout, code } = await desk.type("open", "out/love/srt.srt");
    expect(code).toBe(0);
    expect(stdout).toContain("love.json  (as it was there already)");
  });

  test("runs nothing and adds nothing: a pack that is not here is named, with what brings it", async () => {
    const desk = await openLoveDesk();
    await desk.type("run", "love.json");
    const stranger = await openProjectDesk([]);
    await writeFile(at(stranger, "film.srt"), await readFile(at(desk, "out", "love", "srt.srt")));
    const { stdout, code } = await stranger.type("open", "film.srt");
    expect(code).toBe(0);
    expect(stdout).toContain("Not here: press. To add it: reelwright pack add --for love.json");
    expect(stdout).not.toContain("reelwright plan");
    expect((await readdir(stranger.folder)).filter((name) => name.endsWith(".json")).sort()).toEqual(["caption.json", "love.json", "package.json"]);
  });

  test("a file that says nothing of its making is told so", async () => {
    const desk = await openProjectDesk();
    await desk.write("film.mp4", "no film");
    await desk.write("notes.json", { some: "notes" });
    await desk.write("love.json", formatDocument(love));
    expect((await desk.type("open", "film.mp4")).stderr).toContain("PROVENANCE_MISSING");
    expect((await desk.type("open", "notes.json")).stderr).toContain("PROVENANCE_MISSING");
    expect((await desk.type("open", "love.json")).stderr).toContain("is a graph already");
    expect((await desk.type("open", "gone.mp4")).stderr).toContain("There is no file");
    expect((await desk.type("open", ".")).stderr).toContain("A folder, not a file");
  });

  test("a file made to write elsewhere, or that is not whole, writes nothing", async () => {
    const desk = await openProjectDesk();
    const whole: Provenance = { format: "reelwright/provenance@1", graph: love, subgraphs: { caption }, inputs: {}, quality: "final", packs: {}, output: "srt", item: "", artifact: "0".repeat(64), standIns: [] };
    const hostile: unknown[] = [
      { ...whole, subgraphs: { "../caption": caption } }, { ...whole, subgraphs: { "/etc/caption": caption } }, { ...whole, graph: { ...love, name: "../love" } },
      { ...whole, subgraphs: { love } }, { ...whole, graph: undefined }, { ...whole, inputs: [] }, { ...whole, standIns: "none" }, { ...whole, packs: { press: 1 } }, { ...whole, subgraphs: { caption: "caption" } },
    ];
    for (const provenance of hostile) {
      const note = Buffer.from(await packed(provenance as Provenance)).toString("base64");
      await desk.write("film.vtt", `WEBVTT\n\n00:01.000 --> 00:02.000\n你好\n\n\nNOTE reelwright ${note}\n`);
      const { code, stderr } = await desk.type("open", "film.vtt", "--to", "in/here");
      expect([code, stderr]).toEqual([2, expect.stringMatching(/PROVENANCE_UNREADABLE|DOCUMENT_INVALID|FORMAT_UNKNOWN/)]);
      expect((await readdir(desk.folder, { recursive: true })).filter((name) => name.endsWith(".json"))).toEqual(["package.json"]);
      await rm(at(desk, "film.vtt"));
    }
  });
});
