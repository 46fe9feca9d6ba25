import { access, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { parseArguments } from "../../cli/arguments.ts";
import { commands } from "../../cli/commands.ts";
import type { NodeDefinition, Pack, PortTranslation, TSchema } from "../../runtime/contract/index.ts";
import { fileObjections } from "../../runtime/packs/conformance/files.ts";
import { knownBy, manifestObjections, permissionObjections } from "../../runtime/packs/conformance/pack.ts";
import { wordObjections } from "../../runtime/packs/conformance/words.ts";
import { Permissions } from "../../runtime/packs/permissions.ts";
import { readPackFolder } from "../../runtime/registry/load.ts";
import { mismatch } from "../../runtime/graph/schema.ts";
import { commandLines, readPage, wordsOf } from "../docs/markdown.ts";
import { kitchensWith, testNode, testPack } from "../kit/node-suite.ts";
import type { Sample } from "../samples/samples.ts";
import { placedLine, sceneTimeline } from "../nodes/compose/placed.ts";
import { dumplings, grandmother, line, liWei, shot } from "../nodes/voice/stories.ts";
import scriptPack from "../../nodes/script/pack.ts";
import storyPack from "../../nodes/story/pack.ts";
import { closeIsolates, exampleNames, folderOf, loadExample, root, ways } from "./example-packs.ts";

closeIsolates();

const { lines: _lines, shots: _shots, title: _title, summary: _summary, ...setting } = dumplings;
const cues = [{ line: "l01", speaker: "li-wei", language: "zh-CN", lines: ["奶奶，我回来了！"], start: 10, end: 60 }];
const timeline = sceneTimeline(100, [placedLine("l01", "奶奶，我回来了！", 10, 55)]);
const english = [line("l01", "Grandma, I'm home!", { language: "en-US" })];
const take = { id: "l01", speaker: "li-wei", text: "Grandma!", emotion: "neutral", audio: { artifact: "0".repeat(64), media: "audio/wav", bytes: 1 }, ms: 3600, words: [], voice: "v", source: "s" };
const credit = { id: "1", text: "Photo by Zoë on Pexels", photographer: "Zoë", photographerPage: "https://www.pexels.com/@zoe", page: "https://www.pexels.com/photo/1/" };

/** By node type, as for the built-in packs. */
const samples: Readonly<Record<string, Sample>> = {
  "subtitle-styles/style": async () => ({ look: "karaoke", characters: [liWei, grandmother] }),
  "subtitle-styles/apply": async ({ run }) => ({ style: (await run("subtitle-styles/style", { look: "plate", highlight: "sweep" })).style, cues: [cues], timelines: [timeline] }),
  "subtitle-styles/bilingual": async () => ({ cues, lines: english }),
  "subtitle-styles/srt": async ({ write }) => ({ file: await write("application/x-subrip", "1\n00:00:01,000 --> 00:00:02,000\n好。\n") }),
  "second-language/glossary": async () => ({ text: "奶奶 = Grandma" }),
  "second-language/names": "asks a model: tried with a scripted one",
  "second-language/translate": "asks a model: tried with a scripted one",
  "second-language/fit": async () => ({ scene: dumplings, spoken: [take] }),
  "stock-photos/words": async () => ({ setting }),
  "stock-photos/search": "reaches a service: tried on one of this machine",
  "stock-photos/photo": "reaches a service: tried on one of this machine",
  "stock-photos/picture": async ({ write }) => ({ shot: shot("p01", []), image: await write("image/png", await sharp({ create: { width: 9, height: 16, channels: 3, background: "#123456" } }).png().toBuffer()), credit }),
  "stock-photos/credits": async () => ({ credits: [credit] }),
};

for (const way of ways) {
  describe(`the example packs, ${way}`, async () => {
    for (const name of exampleNames) {
      const pack = await loadExample(name, way);
      const manifest = JSON.parse(await readFile(join(folderOf(name), "reelwright.pack.json"), "utf8")) as Record<string, unknown>;
      testPack(pack, manifest);
      for (const node of pack.nodes) testNode(node, knownBy([pack, storyPack, scriptPack]), samples[node.type] ?? "it has no sample", kitchensWith([pack, scriptPack], []));
    }
  });
}

test("every node type has a sample or says why not, and no sample is left over", async () => {
  const packs = await Promise.all(exampleNames.map((name) => loadExample(name, "trusted")));
  expect(Object.keys(samples).sort()).toEqual(packs.flatMap(({ nodes }) => nodes.map(({ type }) => type)).sort());
});

test.each(["README", ...exampleNames.map((name) => `${name}/README`)].flatMap((page) => [`${page}.md`, `${page}.zh-CN.md`]))("%s: links lead somewhere, and commands are ones that there are", async (file) => {
  const page = await readPage(`examples/packs/${file}`);
  for (const [, target] of page.prose.matchAll(/\]\(([^()\s]+)\)/g)) if (!target!.startsWith("https:")) await access(join(root, dirname(page.path), target!));
  const lines = commandLines(page).filter((line) => line.startsWith("npx reelwright "));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const words = wordsOf(line.replace("npx reelwright ", ""));
    const name = [words.slice(0, 2).join(" "), words[0]!].find((one) => Object.hasOwn(commands, one))!;
    const given = words.slice(name.split(" ").length);
    parseArguments(await commands[name]!.load(), given);
    await access(join(root, given[0]!));
  }
});

describe.each(exampleNames)("the folder of %s", (name) => {
  const read = (file: string) => readFile(join(folderOf(name), file), "utf8");

  test("is one package, whole in itself, and asks for what its nodes use", async () => {
    const folder = await readPackFolder(folderOf(name));
    const pack = await loadExample(name, "trusted");
    const { permissions = {} } = folder.manifest;
    expect(mismatch(Permissions, permissions)).toBeUndefined();
    expect([...await fileObjections(folder), ...manifestObjections(pack, folder.manifest), ...permissionObjections(pack.nodes, permissions as Permissions)]).toEqual([]);
    expect(JSON.parse(await read("package.json"))).toMatchObject({ version: pack.version, files: ["*.js", "examples", "icon.png", "reelwright.pack.json", "README.zh-CN.md"] });
  });

  test("has a page in two languages that names every node", async () => {
    const { nodes } = await loadExample(name, "trusted");
    for (const page of ["README.md", "README.zh-CN.md"]) for (const { type } of nodes) expect(await read(page), `${type} in ${page}`).toContain(`\`${type}\``);
  });

  test("imports nothing but the contract, the story types and its own files", async () => {
    const { nodes } = await loadExample(name, "trusted");
    for (const { type } of nodes) await stat(join(folderOf(name), `${type.split("/")[1]}.js`));
    for (const file of (await readdir(folderOf(name))).filter((one) => one.endsWith(".js"))) {
      const of = [...(await read(file)).matchAll(/^import .*? from "([^"]+)";$/gm)].map(([, from]) => from!);
      expect(of.filter((from) => !from.startsWith("./") && from !== "reelwright/pack" && from !== "reelwright/story"), file).toEqual([]);
    }
  });

  test("says everything in English and Chinese", async () => {
    const pack = await loadExample(name, "trusted");
    const { types = [], translations = {} } = pack;
    expect(wordObjections({ nodes: pack.nodes, types, translations })).toEqual([]);
    const words = translations["zh-CN"]!;
    for (const node of pack.nodes) for (const side of ["inputs", "outputs"] as const) expectPorts(node, side, words.nodes![node.type]![side] ?? {});
    expect(Object.keys(words.choices ?? {}).sort()).toEqual([...new Set(types.flatMap(titlesOfChoices))].sort());
  });
});

/** The words of ports, one by one: those that say what a port is for, and those of its choices. */
function expectPorts(node: NodeDefinition, side: "inputs" | "outputs", words: Readonly<Record<string, PortTranslation>>): void {
  for (const [name, { schema }] of Object.entries(node[side])) {
    const { title, summary, choices = {} } = words[name]!;
    expect(`${title} ${summary}`, `${node.type}.${name}`).toMatch(/\p{Script=Han}.* .*\p{Script=Han}/u);
    expect(Object.keys(choices), `choices of ${node.type}.${name}`).toEqual(choicesOf(schema));
  }
}

function choicesOf(schema: TSchema): string[] {
  const options = (schema["anyOf"] ?? []) as TSchema[];
  return options.every((option) => "const" in option) ? options.map((option) => String(option["const"])) : [];
}

/** Titles of the enumerations that a value type has as members. */
function titlesOfChoices(type: NonNullable<Pack["types"]>[number]): string[] {
  return Object.values((type["properties"] ?? {}) as Record<string, TSchema>).filter((member) => choicesOf(member).length > 0).map(({ title }) => String(title));
}
