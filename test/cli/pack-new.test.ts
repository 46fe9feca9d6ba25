import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { builtCli, type Spawned, startNode } from "./built-cli.ts";
import { openDesk } from "./kit.ts";
import { tarball } from "./pack-kit.ts";

let main: string;
/** A project in which Reelwright is installed. */
let project: string;

beforeAll(async () => {
  main = await builtCli();
});
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), "reelwright-packs-"));
  onTestFinished(() => rm(project, { recursive: true, force: true }));
  await mkdir(join(project, "node_modules"));
  // The package that the command line was built into.
  await symlink(resolve(main, "../../.."), join(project, "node_modules/reelwright"), "junction");
  await writeFile(join(project, "package.json"), "{}");
});

const type = (folder: string, ...words: string[]): Promise<Spawned> => startNode([main, ...words], join(project, folder)).ended;

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(join(project, file), change(await readFile(join(project, file), "utf8")));
}

test("a new pack passes its own test, is packed by npm with the right files, passes the check, and runs isolated where it is added", async () => {
  expect(await type(".", "pack", "new", "film-grain")).toMatchObject({ code: 0, stdout: expect.stringContaining("npx reelwright pack dev") });
  const folder = join(project, "film-grain");
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const tested = await promisify(execFile)(process.execPath, ["--test"], { cwd: folder, env });
  expect(tested.stdout).toMatch(/pass 3/);

  const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json"], { cwd: folder });
  const [{ files, name }] = JSON.parse(stdout) as [{ name: string; files: { path: string }[] }];
  expect(name).toBe("reelwright-pack-film-grain");
  expect(files.map(({ path }) => path).sort()).toEqual([
    "LICENSE", "README.md", "README.zh-CN.md", "graphs/film-grain.json", "icon.png", "pack.js", "package.json", "post.js", "reelwright.pack.json", "zh-CN.js",
  ]);
  expect(await sharp(join(folder, "icon.png")).metadata()).toMatchObject({ format: "png", width: 128, height: 128 });

  const checked = await type("film-grain", "pack", "check");
  expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining("film-grain is ready to be shared.") });
  expect(checked.stdout).toContain("isolated, it loads: 1 node type");
  expect(checked.stdout).toContain("trusted, it says the same of itself");
  expect(checked.stdout).toContain("./graphs/film-grain.json: sound; it runs offline, and gives the same twice");
  expect(checked.stdout).toContain("It may compute with what a graph gives it, and do nothing else.");
  expect(checked.stdout).not.toContain("!");

  await tarball(folder, project);
  expect(await type(".", "pack", "add", "reelwright-pack-film-grain-1.0.0.tgz", "--yes")).toMatchObject({ code: 0 });
  // Another project: only what was added is there.
  await rm(join(project, "node_modules"), { recursive: true });
  expect(await type(".", "run", "film-grain/graphs/film-grain.json", "--home", project)).toMatchObject({ code: 0 });
  expect(await readFile(join(project, "out/film-grain/text.json"), "utf8")).toContain("Who told you my name?");
});

test("no two new packs look the same, and nothing of the template's name is left in them", async () => {
  const desk = await openDesk();
  await desk.type("pack", "new", "one");
  await desk.type("pack", "new", "two", "--dir", "second");
  const icon = (folder: string) => readFile(join(desk.folder, folder, "icon.png"));
  expect((await icon("one")).equals(await icon("second"))).toBe(false);
  for (const entry of await readdir(join(desk.folder, "second"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    expect(entry.name).not.toMatch(/sparkle/i);
    expect(await readFile(join(entry.parentPath, entry.name), "latin1"), entry.name).not.toMatch(/sparkle/i);
  }
});

test.each([["Film Grain", "PACK_NAME"], ["core", "PACK_NAME_TAKEN"], ["there", "FOLDER_NOT_EMPTY"]])("a pack cannot be made as %s: %s", async (name, problem) => {
  const desk = await openDesk();
  await mkdir(join(desk.folder, "there"));
  await desk.write("there/file", "mine");
  expect(await desk.type("pack", "new", name)).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) });
});

test("the check says everything that a user would stumble over, and exits with 1", async () => {
  await type(".", "pack", "new", "odd");
  await edit("odd/post.js", (text) => text.replace('title: "Tags", summary', "summary").replace("version: 1,", 'version: 1,\n  uses: [{ name: "writer" }],'));
  await edit("odd/zh-CN.js", (text) => text.replace(/ {8}length: .*\n/, ""));
  await edit("odd/package.json", (text) => text.replace('"icon.png", ', "").replace('"keywords": ["reelwright-pack"],', ""));
  await edit("odd/graphs/odd.json", (text) => text.replace('"to": ["read.text"]', '"to": ["read.words"]'));
  await rm(join(project, "odd/README.md"));
  const { code, stdout } = await type("odd", "pack", "check");
  expect(code).toBe(1);
  for (const line of [
    "✗ odd/post.tags has no title", '✗ odd/post uses "writer", which permissions.services of the manifest does not ask for', "✗ odd/post.length has no words in zh-CN",
    "✗ ./icon.png is named in the manifest, and is not in the tarball", "! package.json has not the keyword reelwright-pack", "✗ README.md is not there", "✗ ./graphs/odd.json is not sound",
  ]) expect(stdout).toContain(line);
  expect(stdout).toMatch(/\d things to mend before odd is shared\./);
});

test("the check tells of a pack that is another one where it is isolated, and of one that gives something else each time", async () => {
  await type(".", "pack", "new", "moody");
  await edit("moody/post.js", (text) => text.replace('title: "Post",', 'title: typeof process === "undefined" ? "Post" : "Posts",').replace("const post = {", "const post = { at: Math.random(),").replace("id: Type.String(),", "id: Type.String(), at: Type.Number(),"));
  const { code, stdout } = await type("moody", "pack", "check");
  expect(code).toBe(1);
  expect(stdout).toContain("✗ moody/post is not the same isolated as it is trusted");
  expect(stdout).toContain("✗ ./graphs/moody.json does not give the same twice, node post");
});

test("the check says why an example does not run", async () => {
  await type(".", "pack", "new", "broken");
  await edit("broken/post.js", (text) => text.replace("if (line === undefined)", "if (line !== undefined)"));
  const { code, stdout } = await type("broken", "pack", "check");
  expect(code).toBe(1);
  expect(stdout).toContain("✗ ./graphs/broken.json does not run offline, node post: Nothing is said in episode e01. (BROKEN_SILENT)");
});

test("the check says that a pack has to be trusted, and what that means", async () => {
  await type(".", "pack", "new", "lens");
  await edit("lens/pack.js", (text) => text.replace("types: [Post],", 'types: [Post],\n  conversions: [{ from: "lens/post", to: "text", convert: ({ text }) => text }],'));
  const { code, stdout } = await type("lens", "pack", "check");
  expect(stdout).toContain("It does not run isolated: The pack \"lens\" has conversions");
  expect(stdout).toContain("everything that you may do on this machine");
  expect(code).toBe(0);
});

test("a tarball is checked without its code running anywhere but isolated", async () => {
  await type(".", "pack", "new", "trap");
  await edit("trap/pack.js", (text) => `if (typeof process !== "undefined") process.getBuiltinModule?.("node:fs").writeFileSync(${JSON.stringify(join(project, "sprung"))}, "");\n${text}`);
  await tarball(join(project, "trap"), project);
  const { code, stdout } = await type(".", "pack", "check", "reelwright-pack-trap-1.0.0.tgz");
  expect(stdout).toContain("isolated, it loads");
  expect(code).toBe(0);
  expect(await readdir(project)).not.toContain("sprung");
});

test("what is being worked on is served, and loaded again when it is saved, on the same port; broken code is told of until it is mended", async () => {
  await type(".", "pack", "new", "fresh");
  const child = startNode([main, "pack", "dev", "--port", "0"], join(project, "fresh"));
  onTestFinished(() => child.kill("SIGKILL"));
  await child.printed("✓ fresh 1.0.0: 1 node type");
  await edit("fresh/post.js", (text) => `${text}\nthis is no code`);
  await child.printed("PACK_BROKEN");
  await edit("fresh/post.js", (text) => text.replace("\nthis is no code", ""));
  await edit("fresh/pack.js", (text) => text.replaceAll("1.0.0", "1.1.0"));
  await child.printed("✓ fresh 1.1.0: 1 node type");
  child.kill("SIGINT");
  const { code, stdout } = await child.ended;
  expect(code).toBe(0);
  expect(stdout.match(/#token=/g)).toHaveLength(1);
});
