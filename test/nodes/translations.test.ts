import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { NodeDefinition, Pack, Port, PortTranslation, Translation, TSchema } from "../../runtime/contract/index.ts";
import { profiles } from "../../nodes/qa/technical/profiles.ts";
import { readCameraNote, readTransition } from "../../nodes/script/camera-words.ts";
import { testHomes } from "../kit/homes.ts";
import { graph, probePack } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";

const homes = testHomes();
const root = new URL("../../nodes/", import.meta.url);
const names = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
const packs = await Promise.all(names.map(async (name) => ((await import(new URL(`${name}/pack.ts`, root).href)) as { default: Pack }).default));
const inChinese = (pack: Pack): Translation => pack.translations?.["zh-CN"] ?? {};
const han = /\p{Script=Han}/u;
/** Names of file formats and of things that have one name everywhere. */
const sameEverywhere = new Set(["JSON Schema", "Fountain"]);

const isChinese = (words: string | undefined) => words !== undefined && (han.test(words) || sameEverywhere.has(words));

/** The allowed values of a schema that is an enumeration. */
function allowed(schema: TSchema): string[] {
  const options: TSchema[] = Array.isArray(schema["anyOf"]) ? schema["anyOf"] : [];
  return options.every((option) => "const" in option) ? options.map((option) => String(option["const"])) : [];
}

/** Every enumeration inside a schema, with its title. */
function enumerations(schema: TSchema): { title: unknown; values: string[] }[] {
  const values = allowed(schema);
  const inner = [...Object.values((schema["properties"] ?? {}) as Record<string, TSchema>), ...(schema["items"] ? [schema["items"] as TSchema] : [])];
  return [...(values.length > 0 ? [{ title: schema.title, values }] : []), ...inner.flatMap(enumerations)];
}

/** Values of inputs that are plain texts to the schema, but read by the node as one of these. */
const offered: Readonly<Record<string, readonly string[]>> = { "qa/technical.profile": Object.keys(profiles) };

function expectPorts(node: NodeDefinition, ports: Readonly<Record<string, Port>>, words: Readonly<Record<string, PortTranslation>> = {}): void {
  expect(Object.keys(words), `ports of ${node.type}`).toEqual(Object.keys(ports));
  for (const [name, { title, summary, schema }] of Object.entries(ports)) {
    const place = `${node.type}.${name}`;
    expect(title ?? schema.title, `English title of ${place}`).toBeTruthy();
    expect(isChinese(words[name]!.title), `title of ${place}`).toBe(true);
    expect(isChinese(words[name]!.summary), `summary of ${place}`).toBe((summary ?? schema["description"]) !== undefined);
    const choices = words[name]!.choices ?? {};
    if (name === "language") for (const tag of Object.keys(choices)) expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
    else expect(Object.keys(choices), `choices of ${place}`).toEqual(offered[place] ?? allowed(schema));
    for (const words of Object.values(choices)) expect(isChinese(words), `choices of ${place}`).toBe(true);
  }
}

describe.each(packs.map((pack) => [pack.name, pack] as const))("the pack %s in Chinese", (_, pack) => {
  test("has a title, and names its node types and nothing else", () => {
    expect(isChinese(inChinese(pack).title)).toBe(true);
    expect(Object.keys(inChinese(pack).nodes ?? {}).sort()).toEqual(pack.nodes.map(({ type }) => type).sort());
  });

  test("names every node type, port and choice", () => {
    for (const node of pack.nodes) {
      const words = inChinese(pack).nodes![node.type]!;
      expect(isChinese(words.title) && isChinese(words.summary), node.type).toBe(true);
      expectPorts(node, node.inputs, words.inputs);
      expectPorts(node, node.outputs, words.outputs);
    }
  });

  test("names the value types it owns and nothing else", () => {
    const types = inChinese(pack).types ?? {};
    expect(Object.keys(types).sort()).toEqual((pack.types ?? []).map((type) => type["valueType"] as string).sort());
    for (const title of Object.values(types)) expect(isChinese(title), title).toBe(true);
    expect(new Set(Object.values(types)).size).toBe(Object.keys(types).length);
  });

  test("names every value of the enumerations inside its value types", () => {
    const found = new Map((pack.types ?? []).flatMap(enumerations).map(({ title, values }) => [title, values]));
    const choices = inChinese(pack).choices ?? {};
    expect(Object.keys(choices).sort()).toEqual([...found.keys()].sort());
    for (const [title, words] of Object.entries(choices)) {
      expect(Object.keys(words), title).toEqual(found.get(title));
      expect(Object.values(words).every(isChinese), title).toBe(true);
      expect(new Set(Object.values(words)).size, title).toBe(Object.keys(words).length);
    }
  });
});

test("no two node types have the same Chinese title", () => {
  const titles = packs.flatMap((pack) => Object.values(inChinese(pack).nodes ?? {}).map(({ title }) => title));
  expect(titles.toSorted()).toEqual([...new Set(titles)].toSorted());
});

test("the Chinese names of shot sizes, camera moves and transitions are read as what they name", () => {
  const choices = inChinese(packs.find(({ name }) => name === "story")!).choices!;
  for (const [size, words] of Object.entries(choices["Shot size"]!)) expect(readCameraNote(words)).toEqual({ size });
  for (const [move, words] of Object.entries(choices["Camera move"]!)) expect(readCameraNote(words)).toEqual({ move });
  for (const [kind, words] of Object.entries(choices["Transition"]!)) expect(readTransition(words)).toMatchObject({ kind });
});

test("the words of ports, node types and packs are in no cache key", async () => {
  const plain = probePack();
  const worded = probePack();
  const titled: Pack = {
    ...worded.pack, title: "Other words",
    nodes: worded.pack.nodes.map((node) => ({
      ...node, title: `Other ${node.title}`, summary: "Other words.",
      inputs: Object.fromEntries(Object.entries(node.inputs).map(([name, input]) => [name, { ...input, title: `Other ${name}` }])),
      outputs: Object.fromEntries(Object.entries(node.outputs).map(([name, output]) => [name, { ...output, schema: { ...output.schema, title: `Other ${name}` } }])),
    })),
    translations: { "zh-CN": { title: "别的名字" } },
  };
  const home = await homes.fresh();
  const document = graph({ a: ["things", { text: "x y" }], b: ["join"], c: ["gather"] }, ["a.things -> b.a", "b.thing -> c.things"]);
  await runGraph(await homes.open(plain.pack, home), document);
  const ran = await runGraph(await homes.open(titled, home), document);
  expect(ran.last.counts).toMatchObject({ executed: 0, cached: 4 });
  expect(worded.ran).toEqual([]);
});
