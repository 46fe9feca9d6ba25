import { access, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "./kit.ts";
import { lockOf, openRegistry, tarball, writePack } from "./pack-kit.ts";

const there = (path: string) => access(path).then(() => true, () => false);

test("a pack is added from its folder after it was said what it may do and a person agreed", async () => {
  const desk = await openDesk({ answers: ["y"] });
  await writePack(join(desk.folder, "sparkle"), "sparkle", { permissions: { services: ["writer"], network: ["api.example.org"] } });
  const { code, stdout, stderr } = await desk.type("pack", "add", "./sparkle");
  expect(code).toBe(0);
  expect(stdout).toMatch(/The pack sparkle \(sparkle\) 1\.0\.0, from \.\/sparkle\nsha512-/);
  expect(stdout).toContain("fetch from api.example.org, and from nowhere else");
  expect(stdout).toContain("use your services: writer. Their calls cost what yours do");
  expect(stdout).toContain('Undo it with "reelwright pack remove sparkle"');
  expect(stderr).toContain("Add sparkle? [y/N]");
  expect(await lockOf(desk.folder)).toMatchObject({ sparkle: { version: "1.0.0", from: "./sparkle", package: "reelwright-pack-sparkle", granted: { services: ["writer"], network: ["api.example.org"] } } });
  expect((await lockOf(desk.folder))["sparkle"]).not.toHaveProperty("trusted");
});

test("who says no gets nothing", async () => {
  const desk = await openDesk({ answers: [""] });
  await writePack(join(desk.folder, "sparkle"), "sparkle");
  const { code, stdout } = await desk.type("pack", "add", "sparkle");
  expect(code).toBe(130);
  expect(stdout).toContain("Nothing was added.");
  expect(await there(join(desk.folder, "reelwright.lock.json"))).toBe(false);
});

test("where nobody can be asked it says what the pack may do, and wants --yes", async () => {
  const desk = await openDesk();
  await writePack(join(desk.folder, "sparkle"), "sparkle", { permissions: { secrets: ["SHINE_KEY"] } });
  const refused = await desk.type("pack", "add", "sparkle");
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("PACK_UNASKED"), stdout: expect.stringContaining("the secrets SHINE_KEY") });
  expect(await there(join(desk.folder, "reelwright.lock.json"))).toBe(false);
  expect(await desk.type("pack", "add", "sparkle", "--yes")).toMatchObject({ code: 0 });
});

test("an update says only what is different in what the pack may do", async () => {
  const desk = await openDesk({ answers: ["y", "y", "y"] });
  const folder = await writePack(join(desk.folder, "sparkle"), "sparkle", { permissions: { services: ["writer"], network: ["a.example"] } });
  await desk.type("pack", "add", "./sparkle");
  await writePack(folder, "sparkle", { version: "1.1.0", permissions: { services: ["writer"], network: ["b.example"] } });
  const more = await desk.type("pack", "add", "./sparkle");
  expect(more.stdout).toContain("New since 1.0.0: it may also\n  - fetch from b.example");
  expect(more.stdout).toContain("No longer: it needs not\n  - fetch from a.example");
  expect(more.stdout).not.toContain("writer");
  expect(more.stderr).toContain("Use 1.1.0 in place of 1.0.0?");
  await writePack(folder, "sparkle", { version: "1.2.0", permissions: { services: ["writer"], network: ["b.example"] } });
  // By its own name, once it is there.
  await rm(join(desk.folder, "package.json"));
  const same = await desk.type("pack", "add", "sparkle");
  expect(same.stdout).toContain("Nothing changed in what it may do.");
  expect(await lockOf(desk.folder)).toMatchObject({ sparkle: { version: "1.2.0", from: "./sparkle" } });
});

test("trust is asked for by itself, and says what it means; without it files and programs are not granted", async () => {
  const desk = await openDesk({ answers: ["y", "n"] });
  await writePack(join(desk.folder, "lens"), "lens", { permissions: { programs: ["exiftool"], services: ["vision"] } });
  const isolated = await desk.type("pack", "add", "./lens");
  expect(isolated.stdout).toContain("start programs: exiftool (only once you trust it)");
  expect(isolated.stdout).toContain("everything that you may do on this machine");
  expect(isolated.stdout).toContain("It is not trusted, and runs isolated.");
  expect((await lockOf(desk.folder))["lens"]).toMatchObject({ granted: { services: ["vision"] } });
  expect((await lockOf(desk.folder))["lens"].granted).not.toHaveProperty("programs");
  expect(await (await openDesk()).type("pack", "add", join(desk.folder, "lens"), "--home", desk.folder, "--yes", "--trust")).toMatchObject({ code: 0, stdout: expect.stringContaining("trusted; reelwright.lock.json") });
  expect((await lockOf(desk.folder))["lens"]).toMatchObject({ trusted: true, granted: { programs: ["exiftool"] } });
});

test("a trusted pack that is updated is asked about again", async () => {
  const desk = await openDesk({ answers: ["y", "n"] });
  const folder = await writePack(join(desk.folder, "lens"), "lens");
  await desk.type("pack", "add", "./lens", "--yes", "--trust");
  await writePack(folder, "lens", { version: "1.1.0" });
  await desk.type("pack", "add", "./lens");
  expect((await lockOf(desk.folder))["lens"]).not.toHaveProperty("trusted");
});

test.each([
  ["an install script", { more: { scripts: { postinstall: "touch ran" } } }, "PACK_SCRIPTS"],
  ["another package", { more: { dependencies: { lodash: "*" } } }, "PACK_DEPENDENCIES"],
  ["a power that there is not", { permissions: { everything: ["yes"] } }, "PACK_PERMISSIONS"],
])("a pack with %s is refused before anybody is asked", async (_, pack, problem) => {
  const desk = await openDesk({ answers: [] });
  await writePack(join(desk.folder, "odd"), "odd", pack);
  expect(await desk.type("pack", "add", "./odd")).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) });
  expect(await there(join(desk.folder, "ran"))).toBe(false);
});

test("a pack cannot be called as a built-in one", async () => {
  const desk = await openDesk({ answers: [] });
  await writePack(join(desk.folder, "core"), "core");
  expect(await desk.type("pack", "add", "./core")).toMatchObject({ code: 2, stderr: expect.stringContaining("PACK_NAME_TAKEN") });
});

test("after a fresh checkout everything in the lock is brought back, and what is not the same is refused", async () => {
  const desk = await openDesk();
  const sparkle = await tarball(await writePack(join(desk.folder, "sources"), "sparkle"), desk.folder);
  await desk.type("pack", "add", sparkle, "--yes");
  const lock = await readFile(join(desk.folder, "reelwright.lock.json"), "utf8");
  await rm(join(desk.folder, ".reelwright"), { recursive: true });
  expect((await desk.type("pack", "list")).stdout).toContain("not on this machine");
  expect(await desk.type("pack", "add", "--yes")).toMatchObject({ code: 0, stdout: expect.stringContaining("sparkle 1.0.0 is back, as it was.") });
  expect(await readFile(join(desk.folder, "reelwright.lock.json"), "utf8")).toBe(lock);
  expect(await desk.type("pack", "add", "--yes")).toMatchObject({ stdout: "Everything in reelwright.lock.json is there.\n" });

  await writePack(join(desk.folder, "sources"), "sparkle", { code: "export default { evil: true };" });
  await tarball(join(desk.folder, "sources"), desk.folder);
  await rm(join(desk.folder, ".reelwright"), { recursive: true });
  expect(await desk.type("pack", "add", "--yes")).toMatchObject({ code: 1, stderr: expect.stringContaining("PACK_INTEGRITY") });
  expect(await there(join(desk.folder, ".reelwright/packs/sparkle"))).toBe(false);
});

test("a project that trusts a pack does not make those trust it who check it out", async () => {
  const desk = await openDesk();
  await writePack(join(desk.folder, "lens"), "lens");
  await desk.type("pack", "add", "./lens", "--yes", "--trust");
  await rm(join(desk.folder, ".reelwright"), { recursive: true });
  expect(await desk.type("pack", "add", "--yes")).toMatchObject({ code: 1, stderr: expect.stringContaining("This project trusts \"lens\"") });
  expect(await there(join(desk.folder, ".reelwright/packs/lens"))).toBe(false);
  expect(await desk.type("pack", "add", "--yes", "--trust")).toMatchObject({ code: 0 });
});

test("files that were changed on disk are told of, and brought back", async () => {
  const desk = await openDesk();
  await writePack(join(desk.folder, "sparkle"), "sparkle");
  await desk.type("pack", "add", "./sparkle", "--yes");
  const code = join(desk.folder, ".reelwright/packs/sparkle/1.0.0/pack.js");
  const before = await readFile(code, "utf8");
  await writeFile(code, `${before}\n// and more`);
  expect((await desk.type("pack", "list")).stdout).toContain("its files were changed, so it is refused");
  expect(await desk.type("pack", "add", "--yes")).toMatchObject({ code: 0 });
  expect(await readFile(code, "utf8")).toBe(before);
});

test("the list says what is built in, what the project has, and what was added with what it may do", async () => {
  const desk = await openDesk();
  await writePack(join(desk.folder, "mine"), "mine");
  await desk.write("reelwright.config.json", { packs: ["./mine"] });
  await writePack(join(desk.folder, "sparkle"), "sparkle", { permissions: { network: ["api.example.org"] } });
  await desk.type("pack", "add", "./sparkle", "--yes");
  const { stdout } = await desk.type("pack", "list");
  expect(stdout).toMatch(/^Built in: .*core.*script/);
  expect(stdout).toContain("Folders of this project, trusted\n  mine 1.0.0, mine\n");
  expect(stdout).toContain("Added\n  sparkle 1.0.0, isolated, from ./sparkle\n    may\n      fetch from api.example.org");
  const rows = JSON.parse((await desk.type("pack", "list", "--json")).stdout) as { name: string }[];
  expect(rows.find(({ name }) => name === "sparkle")).toMatchObject({ kind: "added", runs: "isolated", state: "there", version: "1.0.0", granted: { network: ["api.example.org"] } });
});

test("trust is given and taken back, and a pack taken out, by name", async () => {
  const desk = await openDesk({ answers: ["no", "yes"] });
  await writePack(join(desk.folder, "sparkle"), "sparkle");
  await desk.type("pack", "add", "./sparkle", "--yes");
  expect(await desk.type("pack", "trust", "sparkle")).toMatchObject({ code: 130 });
  expect(await desk.type("pack", "trust", "sparkle")).toMatchObject({ code: 0 });
  expect((await lockOf(desk.folder))["sparkle"].trusted).toBe(true);
  await desk.type("pack", "trust", "sparkle", "--off");
  expect((await lockOf(desk.folder))["sparkle"]).not.toHaveProperty("trusted");
  expect(await desk.type("pack", "remove", "sparkle")).toMatchObject({ code: 0 });
  expect(await desk.type("pack", "remove", "sparkle")).toMatchObject({ code: 2, stderr: expect.stringContaining("PACK_NOT_ADDED") });
  expect(await there(join(desk.folder, ".reelwright/packs/sparkle"))).toBe(false);
});

const needing = (name: string, range?: string) => ({ format: "reelwright/graph@1", name: "needing", ...(range ? { packs: { [name]: range } } : {}), nodes: { hello: { type: `${name}/hello` }, text: { type: "core/text" } } });

test("what a graph needs is looked for where packs are by custom, in the range it asks for, and asked about", async () => {
  const desk = await openDesk({ answers: ["y"] });
  const registry = await openRegistry();
  for (const version of ["1.0.0", "1.4.0", "2.0.0"]) await registry.publish(await writePack(join(desk.folder, "sources"), "sparkle", { version }));
  await desk.write("needing.json", needing("sparkle", "^1.0.0"));
  const { code, stdout } = await desk.type("pack", "add", "--for", "needing.json");
  expect(code).toBe(0);
  expect(stdout).toContain('The graph needs the pack "sparkle" ^1.0.0. Nothing says where it is from. By custom it would be npm\'s reelwright-pack-sparkle@^1.0.0');
  expect(await lockOf(desk.folder)).toMatchObject({ sparkle: { version: "1.4.0", from: "reelwright-pack-sparkle@^1.0.0", package: "reelwright-pack-sparkle" } });
  expect(Object.keys(await lockOf(desk.folder))).toEqual(["sparkle"]);
  expect((await desk.type("pack", "add", "--for", "needing.json")).stdout).toBe("Every pack that the graph needs is there.\n");

  // By its name it becomes the newest, and a bare checkout gets the exact version back.
  expect(await desk.type("pack", "add", "sparkle", "--yes")).toMatchObject({ code: 0 });
  expect((await lockOf(desk.folder))["sparkle"].version).toBe("2.0.0");
  await rm(join(desk.folder, ".reelwright"), { recursive: true });
  expect(await desk.type("pack", "add", "--yes")).toMatchObject({ code: 0, stdout: expect.stringContaining("sparkle 2.0.0 is back") });
});

test("a package that holds another pack than the graph needs is refused", async () => {
  const desk = await openDesk({ answers: [] });
  const registry = await openRegistry();
  await registry.publish(await writePack(join(desk.folder, "sources"), "other", { more: { name: "reelwright-pack-sparkle" } }));
  await desk.write("needing.json", needing("sparkle"));
  expect(await desk.type("pack", "add", "--for", "needing.json")).toMatchObject({ code: 1, stderr: expect.stringContaining("PACK_ANOTHER") });
});

test("an exported graph says which bytes it was made with, and others are refused", async () => {
  const desk = await openDesk({ answers: [] });
  const registry = await openRegistry();
  await registry.publish(await writePack(join(desk.folder, "sources"), "sparkle"));
  const lock = { sparkle: { version: "1.0.0", from: "reelwright-pack-sparkle@1.0.0", integrity: `sha512-${"A".repeat(86)}==`, files: "0".repeat(64) } };
  await desk.write("needing.reelwright.json", { format: "reelwright/bundle@1", graph: needing("sparkle"), subgraphs: {}, packs: { sparkle: "1.0.0" }, lock, artifacts: [] });
  expect(await desk.type("pack", "add", "--for", "needing.reelwright.json")).toMatchObject({ code: 1, stderr: expect.stringContaining("PACK_INTEGRITY"), stdout: expect.stringContaining("the very same bytes are asked for") });
});
