import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { PackListing } from "../../runtime/contract/listing.ts";
import { startTestServer, testFolder } from "./kit.ts";

/** A folder with a pack: `sparkle`, with what its manifest and its entry say beside the usual. */
async function packFolder(name: string, { manifest = {}, entry }: { readonly manifest?: Record<string, unknown>; readonly entry?: string } = {}): Promise<string> {
  const folder = join(await testFolder(), name);
  await mkdir(folder);
  await writeFile(join(folder, "reelwright.pack.json"), JSON.stringify({ name, title: `The ${name}`, version: "1.0.0", contract: 1, entry: "./pack.mjs", ...manifest }));
  await writeFile(join(folder, "pack.mjs"), entry ?? `export default { name: "${name}", title: "The ${name}", version: "1.0.0", contract: 1, nodes: [] };`);
  return folder;
}

const square = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: "#b22" } }).png().toBuffer();
const noise = () => sharp({ create: { width: 256, height: 256, channels: 3, background: "#b22", noise: { type: "gaussian", mean: 128, sigma: 60 } } }).png().toBuffer();

describe("the picture of a pack", () => {
  test("is handed out as the picture it is, to the token and to the ticket that pages carry", async () => {
    const folder = await packFolder("sparkle", { manifest: { icon: "./icon.png" } });
    await writeFile(join(folder, "icon.png"), await square(64));
    const server = await startTestServer({ packs: [folder] });
    const { packs } = await server.get("/api/packs") as { readonly packs: readonly PackListing[] };
    expect(packs.map(({ name, icon }) => [name, icon])).toEqual([["probe", undefined], ["sparkle", true]]);
    const answer = await server.fetch("/api/packs/sparkle/icon");
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("x-content-type-options")]).toEqual([200, "image/png", "nosniff"]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(await square(64));
    const { ticket } = await server.get("/api/session") as { readonly ticket: string };
    expect((await fetch(`${server.origin}/api/packs/sparkle/icon?ticket=${ticket}`)).status).toBe(200);
    expect((await fetch(`${server.origin}/api/packs/sparkle/icon`)).status).toBe(401);
  });

  test("is not there when it is none, too large, a link out of the pack, or of a pack that nobody knows", async () => {
    const cases: readonly (readonly [string, (folder: string) => Promise<unknown>])[] = [
      ["none", async () => undefined],
      ["large", async (folder) => writeFile(join(folder, "icon.png"), await noise())],
      ["linked", async (folder) => { await writeFile(join(folder, "..", "secret.png"), await square(64)); await symlink(join(folder, "..", "secret.png"), join(folder, "icon.png")); }],
      ["folder", async (folder) => mkdir(join(folder, "icon.png"))],
    ];
    const folders = await Promise.all(cases.map(async ([name, fill]) => {
      const folder = await packFolder(name, { manifest: { icon: "./icon.png" } });
      await fill(folder);
      return folder;
    }));
    const server = await startTestServer({ packs: folders });
    const { packs } = await server.get("/api/packs") as { readonly packs: readonly PackListing[] };
    expect(packs.filter(({ icon }) => icon)).toEqual([]);
    for (const name of [...cases.map(([one]) => one), "unknown", "probe"]) {
      expect(await server.refusal(await server.fetch(`/api/packs/${name}/icon`))).toBe("404 PACK_ICON_MISSING");
    }
  });
});

describe("a pack that cannot be used", () => {
  test("is listed with why, and the others are as they were", async () => {
    const broken = await packFolder("broken", { entry: "throw new Error(\"no good\");" });
    const server = await startTestServer({ packs: [broken, await packFolder("sound")] });
    const { packs } = await server.get("/api/packs") as { readonly packs: readonly PackListing[] };
    expect(packs.map(({ name, problem }) => [name, problem?.code])).toEqual([["probe", undefined], ["sound", undefined], ["broken", "PACK_BROKEN"]]);
    expect(packs[2]).toMatchObject({ title: "The broken", version: "1.0.0", nodes: [], problem: { message: expect.stringContaining("no good") as string } });
  });

  test("that was added and is not on this machine is listed, with what brings it", async () => {
    const home = await testFolder();
    await writeFile(join(home, "reelwright.lock.json"), JSON.stringify({ format: "reelwright/lock@1", packs: { sparkle: { version: "2.0.0", from: "sparkle@^2", integrity: `sha512-${"A".repeat(86)}==`, files: "0".repeat(64), granted: {} } } }));
    const server = await startTestServer({ home });
    const { packs } = await server.get("/api/packs") as { readonly packs: readonly PackListing[] };
    expect(packs.find(({ name }) => name === "sparkle")).toMatchObject({ version: "2.0.0", nodes: [], problem: { code: "PACK_MISSING" } });
  });
});
