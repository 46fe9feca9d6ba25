import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, onTestFinished, test } from "vitest";
import { defineNode, definePack, port, type Ports, Type, valueType } from "../../../runtime/contract/index.ts";
import { fileObjections } from "../../../runtime/packs/conformance/files.ts";
import { definitionRules, nodeObjections } from "../../../runtime/packs/conformance/nodes.ts";
import type { Objection } from "../../../runtime/packs/conformance/objection.ts";
import { knownBy, manifestObjections, packRules, permissionObjections } from "../../../runtime/packs/conformance/pack.ts";
import { wordObjections } from "../../../runtime/packs/conformance/words.ts";
import { readPackFolder } from "../../../runtime/registry/load.ts";

const text = (more: object = {}) => port.value(Type.String(), { title: "Text", summary: "A text.", ...more });
const node = (inputs: Ports, more: object = {}) => defineNode({ type: "trial/node", version: 1, title: "Node", summary: "Does it.", inputs, outputs: { text: text() }, run: async () => ({ text: "" }), ...more });
const known = knownBy([]);
const told = (objections: readonly Objection[]) => objections.map(({ at, message }) => `${at} ${message}`);
const definition = (of: ReturnType<typeof node>) => told(Object.values(definitionRules).flatMap((rule) => rule(of)));

test("a node that keeps to everything is objected to in nothing", () => {
  const fine = node({ text: text(), seed: port.value(Type.Integer({ default: 0 })) });
  expect([...nodeObjections(fine, known), ...definition(fine)]).toEqual([]);
});

test.each<[string, ReturnType<typeof node>, string]>([
  ["a title in small letters", node({}, { title: "node" }), "trial/node has a title that does not begin with a capital letter"],
  ["a summary that is no sentence", node({}, { summary: "does it" }), "trial/node has a summary that is not a sentence"],
  ["a port that edges cannot name", node({ "my-text": text() }), "trial/node.my-text is not named in letters and digits, beginning with a small letter"],
  ["a value type of nobody", node({ it: port.value(valueType("far/away", Type.Object({}))) }), "trial/node.it carries the value type far/away, which no pack owns"],
  ["a role that nobody fills", node({}, { uses: [{ name: "barber" }] }), 'trial/node uses the role "barber", which nobody fills'],
  ["a many that is no list", node({ it: text({ many: true }) }), "trial/node.it is many or partial, and takes no list"],
  ["a seed that is a text", node({ seed: text() }), "trial/node.seed is a seed, and not a whole number that is 0 where none is given"],
  ["what JSON cannot hold", node({}, { volatile: undefined, settings: new Map() }), "trial/node.settings is lost or changed when it is written as JSON"],
])("%s is objected to", (_, of, objection) => {
  expect(told(nodeObjections(of, known))).toContain(objection);
});

test.each<[string, ReturnType<typeof node>, string | RegExp]>([
  ["a default that does not fit", node({ it: port.value(Type.Integer({ default: 1.5 })) }), /^trial\/node\.it has a default that .*integer/],
  ["a keyword that there is not", node({ it: port.value(Type.String({ sparkles: true })) }), /^trial\/node\.it has a schema that is refused/],
  ["a lazy input that nothing asks for", node({ it: text({ lazy: true }) }), /is lazy, and nothing says when it is needed/],
  ["a migration from the version it is", node({}, { migrate: { 1: (inputs: object) => inputs } }), /migrates from version 1, and is version 1 itself/],
])("%s is objected to in code that runs here", (_, of, objection) => {
  expect(definition(of)).toEqual([expect.stringMatching(objection)]);
});

test("a pack has its names to itself, each once, and is what its manifest says", () => {
  const pack = definePack({ name: "trial", title: "Trial", version: "1.0.0", contract: 1, nodes: [node({}), node({}), node({}, { type: "other/node" })], types: [valueType("other/type", Type.Object({}))] });
  expect(told(Object.values(packRules).flatMap((rule) => rule(pack)))).toEqual(["other/node is a node type that is not called trial/…", "trial/node is there twice", "other/type is a value type that is not called trial/…"]);
  expect(told(manifestObjections(pack, { name: "trial", version: "1.1.0", contract: 1, entry: "./pack.js", title: "Trial" }))).toEqual(["reelwright.pack.json says version 1.1.0, and the pack itself 1.0.0"]);
});

test("a pack asks for the services that it uses, and for no others", () => {
  const nodes = [node({}, { uses: [{ name: "writer" }] })];
  expect(permissionObjections(nodes, { services: ["writer"] })).toEqual([]);
  expect(told(permissionObjections(nodes, { services: ["speech"], secrets: ["KEY"] }))).toEqual([
    'trial/node uses "writer", which permissions.services of the manifest does not ask for', 'reelwright.pack.json asks for the service "speech", which no node uses',
    "reelwright.pack.json asks for secrets, and for no host to send them to",
  ]);
});

test("everything that people see has words, in each language that the pack speaks", () => {
  const nodes = [node({ bare: port.value(Type.String()) })];
  expect(told(wordObjections({ nodes, types: [], translations: {} }))).toEqual(["trial/node.bare has no title", "trial/node.bare has no summary that says what it is for", "zh-CN is a language of the editor, and the pack has no words in it: it is shown in English"]);
  const translations = { "zh-CN": { nodes: { "trial/node": { title: "节点", summary: "做事。", inputs: { gone: { title: "没了" } }, outputs: { text: { title: "文本" } } } } } };
  expect(told(wordObjections({ nodes: [node({ it: text() })], types: [valueType("trial/type", Type.Object({}))], translations }))).toEqual(["trial/node.it has no words in zh-CN", "trial/node.gone has words in zh-CN, and is none of the inputs", "trial/type has no words in zh-CN"]);
});

test("a picture has the size of one, and what the manifest names is there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "reelwright-conformance-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
  await mkdir(join(folder, "graphs"));
  await write("reelwright.pack.json", JSON.stringify({ name: "trial", version: "one", contract: 1, entry: "./pack.js", icon: "./icon.png", examples: ["./graphs/trial.json"] }));
  await write("package.json", JSON.stringify({ name: "trial", scripts: { install: "true" }, peerDependencies: { lodash: "*" } }));
  await write("icon.png", await sharp({ create: { width: 40, height: 20, channels: 3, background: "red" } }).png().toBuffer());
  const objections = told(await fileObjections(await readPackFolder(folder)));
  expect(objections).toEqual(expect.arrayContaining([
    'reelwright.pack.json has the version "one", which is not one as in semver', "./pack.js is named in the manifest, and is not in the tarball", "./icon.png is 40 × 20, and not a square of 64 to 512",
    "./graphs/trial.json is named in the manifest, and is not in the tarball", "README.md is not there", "package.json does not name reelwright under peerDependencies", "package.json needs other packages: lodash",
    "package.json has the script install", "package.json names no license",
  ]));
});
