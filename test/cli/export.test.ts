import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Bundle } from "../../runtime/bundle/bundle.ts";
import type { Artifact } from "../../runtime/contract/types.ts";
import { formatDocument, openRuntime, type PlanReport } from "../../runtime/index.ts";
import { type Desk, openDesk } from "./kit.ts";
import { caption, love, pressPack } from "./press-pack.ts";

function openProjectDesk(): Promise<Desk> {
  return openDesk({
    openRuntime: (options) => openRuntime({
      ...options, packs: [pressPack], builtIn: false, env: { LOVE_KEY: "rosebud-77" },
      config: { secrets: { LOVE_KEY: { env: "LOVE_KEY" } } },
    }),
  });
}

const bundleOf = async (desk: Desk, name: string) => JSON.parse(await readFile(join(desk.folder, name), "utf8")) as Bundle;

/** A desk with a graph that holds a picture, which is kept in its project. */
async function openPictureDesk(): Promise<{ readonly desk: Desk; readonly picture: Artifact }> {
  const desk = await openProjectDesk();
  const runtime = await openRuntime({ home: desk.folder, packs: [pressPack], builtIn: false });
  const picture = await runtime.keep("image/png", "a picture, near enough");
  await runtime.close();
  await desk.write("album.json", formatDocument({
    format: "reelwright/graph@1", name: "album",
    nodes: { shown: { type: "press/shown", version: 1, inputs: { picture, caption: "a b" } } }, edges: [], outputs: { lines: { from: "shown.lines" } },
  }));
  return { desk, picture };
}

describe("reelwright export", () => {
  test("writes the graph, the graphs it uses and the packs it needs into one file, always the same", async () => {
    const desk = await openProjectDesk();
    await desk.write("love.json", formatDocument(love));
    await desk.write("caption.json", formatDocument(caption));
    const { stdout, code } = await desk.type("export", "love.json");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^love\.reelwright\.json {2}.*: 2 graphs, 1 pack named\.\n$/);
    expect(await bundleOf(desk, "love.reelwright.json")).toEqual({ format: "reelwright/bundle@1", graph: love, subgraphs: { caption }, packs: { press: "1.2.0" }, lock: {}, artifacts: [] });
    const first = await readFile(join(desk.folder, "love.reelwright.json"), "utf8");
    await desk.type("export", "love.json", "--out", "again.json");
    expect(await readFile(join(desk.folder, "again.json"), "utf8")).toBe(first);
  });

  test("names of the added packs what exactly they were, and not what this project let them do", async () => {
    const desk = await openProjectDesk();
    await desk.write("love.json", formatDocument({ ...love, nodes: {}, outputs: {}, inputs: {} }));
    const locked = (from: string) => ({ version: "1.2.0", from, integrity: `sha512-${"A".repeat(86)}==`, files: "0".repeat(64), granted: { network: ["example.org"] } });
    await desk.write("reelwright.lock.json", { format: "reelwright/lock@1", packs: { press: locked("reelwright-pack-press@^1.2.0"), other: locked("./other.tgz") } });
    await desk.write("shown.json", formatDocument({ format: "reelwright/graph@1", name: "shown", nodes: { a: { type: "press/shown" }, b: { type: "other/thing" } }, edges: [] }));
    await desk.type("export", "shown.json");
    expect((await bundleOf(desk, "shown.reelwright.json")).lock).toEqual({
      press: { version: "1.2.0", from: "reelwright-pack-press@^1.2.0", integrity: expect.any(String) as string, files: "0".repeat(64) },
      other: { version: "1.2.0", integrity: expect.any(String) as string, files: "0".repeat(64) },
    });
  });

  test("takes the files that the graph holds along when it is told to, and says when it does not", async () => {
    const { desk, picture } = await openPictureDesk();
    expect((await desk.type("export", "album.json")).stdout).toContain("1 file that the graph refers to is not in it");
    expect((await bundleOf(desk, "album.reelwright.json")).artifacts).toEqual([]);
    expect((await desk.type("export", "album.json", "--artifacts", "--force")).stdout).toContain("1 file.");
    expect((await bundleOf(desk, "album.reelwright.json")).artifacts).toEqual([{ ...picture, data: Buffer.from("a picture, near enough").toString("base64") }]);
  });

  test("refuses what holds a secret: one that is configured, or what looks like one", async () => {
    const desk = await openProjectDesk();
    for (const secret of ["rosebud-77", "sk-abcdef1234567890"]) {
      await desk.write("caption.json", formatDocument({ ...caption, summary: `With ${secret}.` }));
      const { code, stderr, stdout } = await desk.type("export", "caption.json");
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("BUNDLE_SECRET");
      expect(stderr).not.toContain(secret);
      await expect(bundleOf(desk, "caption.reelwright.json")).rejects.toThrow("ENOENT");
    }
  });

  test("writes over nothing that is there unless it is told to", async () => {
    const desk = await openProjectDesk();
    await desk.write("caption.json", formatDocument(caption));
    expect((await desk.type("export", "caption.json", "--out", "caption.json")).stderr).toContain("FILE_EXISTS");
    expect(await readFile(join(desk.folder, "caption.json"), "utf8")).toBe(formatDocument(caption));
  });
});

describe("a bundle, opened", () => {
  test("gives the same graphs, keeps its files, and all of it is known by its content", async () => {
    const { desk } = await openPictureDesk();
    await desk.type("run", "album.json");
    await desk.type("export", "album.json", "--artifacts");
    const other = await openProjectDesk();
    await writeFile(join(other.folder, "album.reelwright.json"), await readFile(join(desk.folder, "album.reelwright.json")));
    const { stdout, code } = await other.type("open", "album.reelwright.json", "--to", "graphs");
    expect(code).toBe(0);
    expect(stdout).toContain("1 file that the graph refers to was kept in the project.");
    expect(stdout).not.toContain("not kept here");
    expect(await readFile(join(other.folder, "graphs", "album.json"), "utf8")).toBe(await readFile(join(desk.folder, "album.json"), "utf8"));
    expect((await other.type("run", "graphs/album.json")).code).toBe(0);
    await desk.type("open", "album.reelwright.json", "--to", "again");
    const plan = JSON.parse((await desk.type("plan", "again/album.json", "--json")).stdout) as PlanReport;
    expect(plan.counts).toEqual({ cached: 1, willRun: 0, depends: 0 });
  });

  test("without its files says which are missing", async () => {
    const { desk, picture } = await openPictureDesk();
    await desk.type("export", "album.json");
    const other = await openProjectDesk();
    await writeFile(join(other.folder, "album.reelwright.json"), await readFile(join(desk.folder, "album.reelwright.json")));
    const { stdout } = await other.type("open", "album.reelwright.json");
    expect(stdout).toContain(`1 file that the graph refers to is not kept here: ${picture.artifact.slice(0, 12)} (image/png).`);
  });

  test("names the packs that are not here, and how exactly those are got", async () => {
    const desk = await openProjectDesk();
    const lock = { glow: { version: "2.0.0", from: "reelwright-pack-glow@2.0.0", integrity: "sha512-x", files: "0".repeat(64) } };
    await desk.write("lit.reelwright.json", { format: "reelwright/bundle@1", graph: { format: "reelwright/graph@1", name: "lit", nodes: { a: { type: "glow/lamp" } } }, subgraphs: {}, packs: { glow: "2.0.0" }, lock, artifacts: [] } satisfies Bundle);
    const { stdout, code } = await desk.type("open", "lit.reelwright.json");
    expect([code, stdout]).toEqual([0, expect.stringContaining("Not here: glow (from reelwright-pack-glow@2.0.0). To add it: reelwright pack add --for lit.reelwright.json") as string]);
  });

  test("with bytes that are not what they say is refused whole", async () => {
    const { desk } = await openPictureDesk();
    await desk.type("export", "album.json", "--artifacts");
    const bundle = await bundleOf(desk, "album.reelwright.json");
    await desk.write("forged.json", { ...bundle, artifacts: bundle.artifacts.map((one) => ({ ...one, data: Buffer.from("another picture").toString("base64") })) });
    const { code, stderr } = await desk.type("open", "forged.json", "--to", "again");
    expect([code, stderr]).toEqual([2, expect.stringContaining("BUNDLE_DAMAGED")]);
    await expect(readFile(join(desk.folder, "again", "album.json"))).rejects.toThrow("ENOENT");
  });

  test("that is not what a bundle should be is refused with what is wrong", async () => {
    const desk = await openProjectDesk();
    const whole: Bundle = { format: "reelwright/bundle@1", graph: caption, subgraphs: {}, packs: {}, lock: {}, artifacts: [] };
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [{ ...whole, format: "reelwright/bundle@2" }, /newer Reelwright/], [{ ...whole, graph: [] }, /"graph"/], [{ ...whole, subgraphs: [] }, /"subgraphs"/],
      [{ ...whole, packs: { press: {} } }, /"packs"/], [{ ...whole, lock: { press: {} } }, /"lock"/], [{ ...whole, artifacts: [{ artifact: "../x" }] }, /"artifacts"/],
      [{ ...whole, subgraphs: { "../up": caption } }, /PROVENANCE_UNREADABLE|BUNDLE_INVALID/],
    ];
    for (const [bundle, says] of wrong) {
      await desk.write("wrong.json", bundle);
      expect(await desk.type("open", "wrong.json")).toMatchObject({ code: 2, stderr: expect.stringMatching(says) as string });
    }
  });
});
