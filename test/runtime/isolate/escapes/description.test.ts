import { describe, expect, test } from "vitest";
import { seen, stranger } from "../kit.ts";
import { tight } from "./attacker.ts";
import { accepted } from "../../../../runtime/isolate/described.ts";
import { mismatch } from "../../../../runtime/graph/schema.ts";

/** What a pack would say of itself, with one thing otherwise. */
const described = (node: object = {}, more: object = {}) => ({
  name: "stranger", title: "Stranger", version: "1.0.0", contract: 1, conversions: 0, provides: [],
  nodes: [{ type: "stranger/work", version: 1, title: "Work", summary: "", inputs: {}, outputs: {}, uses: [], synchronous: [], ...node }], ...more,
});
const withSchema = (schema: unknown) => described({ outputs: { value: { schema } } });
const refused = (code: string, value: unknown) => {
  let problem: any;
  try { accepted(value, "stranger"); } catch (error) { problem = (error as any).problem; }
  expect(problem).toMatchObject({ code, message: expect.stringContaining('"stranger"') });
  expect(problem.message.length).toBeLessThan(1000);
};
const nested = (depth: number): object => depth === 0 ? { type: "string" } : { type: "array", items: nested(depth - 1) };

test("what is described well is taken", () => {
  const schema = { type: "object", title: "Words", properties: { constructor: { type: "string", pattern: "^[a-z][a-z0-9-]*$", default: "constructor" }, tag: { enum: ["a", "b"] }, list: { type: "array", items: { anyOf: [{ type: "number", minimum: 0 }, { const: null }] }, uniqueItems: true, maxItems: 10 } }, required: ["tag"], additionalProperties: false };
  expect(accepted(withSchema(schema), "stranger").nodes[0]!.outputs["value"]!.schema).toEqual(schema);
});

describe("schemas that could hold this process up are refused", () => {
  test.each<[string, unknown]>([
    ["a group that repeats", { type: "string", pattern: "^(a+)+$" }],
    ["an alternative", { type: "string", pattern: "^a|b$" }],
    ["two open repetitions", { type: "string", pattern: "^a*a*$" }],
    ["an open repetition that may begin anywhere", { type: "string", pattern: "a*b" }],
    ["many things that may be there", { type: "string", pattern: `^${"a?".repeat(30)}${"a".repeat(30)}$` }],
    ["repetitions that multiply", { type: "string", pattern: "^a{0,99}a{0,99}a{0,99}b" }],
    ["a repetition of a great number", { type: "string", pattern: "^a{99999999}" }],
    ["a backward reference", { type: "string", pattern: "^(a)\\1$" }],
    ["a look ahead", { type: "string", pattern: "^(?=a)b" }],
    ["what is no pattern", { type: "string", pattern: "[" }],
    ["a very long pattern", { type: "string", pattern: "a".repeat(300) }],
    ["a pattern of names", { type: "object", patternProperties: { "^(a+)+$": {} } }],
    ["a pattern deep inside", { allOf: [{ if: { not: { properties: { x: { pattern: "(a+)+" } } } } }] }],
    ["a reference", { $ref: "#" }], ["a reference outside", { $ref: "http://169.254.169.254/" }], ["a dynamic one", { $dynamicRef: "#x" }], ["a name for itself", { $id: "http://169.254.169.254/" }], ["definitions", { $defs: {} }],
    ["a format", { type: "string", format: "regex" }], ["unique items without an end", { type: "array", uniqueItems: true }], ["a keyword that nobody knows", { evil: true }], ["unevaluated things", { unevaluatedItems: false }],
    ["depth", nested(50)],
  ])("%s", (_what, schema) => {
    refused("PACK_SCHEMA", withSchema(schema));
    refused("PACK_SCHEMA", described({}, { types: [schema] }));
  });

  test.each<[string, string]>([["^a*$", "a".repeat(1e6) + "b"], ["^[a-z0-9]+x$", "a".repeat(1e6)], ["a{5}b", "a".repeat(1e6)], ["^a?b?c?d?$", "abcdx".repeat(1e5)], ["^a{1,30}b{1,30}$", "a".repeat(1e6)]])("while %s, which is taken, ends on any text", async (pattern, text) => {
    const { pack } = await stranger(`export default { name: "stranger", title: "", version: "1", contract: 1, nodes: [{ type: "stranger/work", version: 1, title: "", summary: "", inputs: {}, outputs: { value: { schema: { type: "string", pattern: ${JSON.stringify(pattern)} } } }, run: async () => ({}) }] }`, { limits: tight });
    const began = process.cpuUsage();
    expect(mismatch(pack.nodes[0]!.outputs["value"]!.schema, text)).toBeTypeOf("string");
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000);
  });

  test("a value is judged by a stranger's schema without any code being made of it", async () => {
    const schema = { type: "object", properties: { "');process.exit(1);('": { type: "string" }, "__proto__x": { const: "\\u2028" } }, required: ["');process.exit(1);('"] };
    const { pack } = await stranger(`export default { name: "stranger", title: "", version: "1", contract: 1, nodes: [{ type: "stranger/work", version: 1, title: "", summary: "", inputs: {}, outputs: { value: { schema: ${JSON.stringify(schema)} } }, run: async () => ({ value: {} }) }] }`, { limits: tight });
    expect(mismatch(pack.nodes[0]!.outputs["value"]!.schema, {})).toContain("required");
    expect(mismatch(pack.nodes[0]!.outputs["value"]!.schema, { "');process.exit(1);('": "x" })).toBeUndefined();
  });
});

describe("a description that is no good is refused", () => {
  test.each<[string, unknown]>([
    ["a title that steers a terminal", described({ title: "\u001b[2J" })], ["a summary that reads backwards", described({ summary: "safe \u202Egnp.exe" })], ["a null in a name", described({}, { title: "a\0b" })],
    ["a title without an end", described({ title: "x".repeat(3000) })], ["a node type of another pack", described({ type: "script/arc" })], ["one of the built-in ones", described({ type: "core/text" })], ["a node type that is none", described({ type: "stranger/../x" })],
    ["two nodes of one type", described({}, { nodes: [...described().nodes, ...described().nodes] })], ["ten thousand nodes", described({}, { nodes: Array.from({ length: 10_000 }, (_, n) => ({ ...described().nodes[0], type: `stranger/n${n}` })) })],
    ["a port called constructor", described({ inputs: { constructor: { schema: {} } } })], ["a port called toString", described({ outputs: { toString: { schema: {} } } })], ["a port that is a path", described({ inputs: { "../x": { schema: {} } } })], ["a port without a schema", described({ inputs: { x: {} } })],
    ["very many ports", described({ inputs: Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`p${n}`, { schema: {} }])) })], ["an enumeration of a megabyte", withSchema({ enum: Array.from({ length: 2e5 }, (_, n) => `${n}`.repeat(2)) })],
    ["another name", described({}, { name: "script" })], ["another contract", described({}, { contract: 2 })], ["a field of its own", described({}, { evil: 1 })], ["a translation that is no text", described({}, { translations: { "zh-CN": { nodes: { "stranger/work": { title: { evil: 1 }, summary: "" } } } } })],
    ["a language that is none", described({}, { translations: { "<script>": {} } })], ["a setting that is none", described({ settings: ["everything"] })], ["nothing", undefined], ["null", null], ["a list", []], ["a number", 7],
  ])("%s", (_what, value) => refused("PACK_BROKEN", value));

  test("what could not wait is refused by name", () => {
    refused("PACK_NEEDS_TRUST", described({ synchronous: ["demands"] }));
    refused("PACK_NEEDS_TRUST", described({}, { conversions: 1 }));
  });

  test("markup stays text", () => {
    expect(accepted(described({ title: "<img src=x onerror=alert(1)>" }), "stranger").nodes[0]!.title).toBe("<img src=x onerror=alert(1)>");
  });

  test.each<[string, string]>([
    ["a function in a schema", "{ schema: { type: 'string', default: () => 1 } }"], ["a schema around itself", "(() => { const s = { type: 'array' }; s.items = s; return { schema: s }; })()"], ["a default with no number", "{ schema: { default: NaN } }"],
  ])("and %s", async (_what, port) => {
    await expect(stranger(`export default { name: "stranger", title: "", version: "1", contract: 1, nodes: [{ type: "stranger/work", version: 1, title: "", summary: "", inputs: {}, outputs: { value: ${port} }, run() {} }] }`, { limits: tight })).rejects.toMatchObject({ problem: { code: expect.stringMatching(/PACK_BROKEN|ISOLATE_MEMORY/), message: expect.stringContaining('"stranger"') } });
  });

  test("one that changes when it is asked again changes nothing", async () => {
    const { listing, pack } = await stranger(`let asked = 0; export default { name: "stranger", title: "", version: "1", contract: 1, get nodes() { asked++; return [{ type: asked > 1 ? "script/arc" : "stranger/work", version: 1, title: "", summary: "", inputs: {}, outputs: {}, run: async () => ({ asked }) }]; } }`, { limits: tight });
    expect(listing.nodes.map(({ type }) => type)).toEqual(["stranger/work"]);
    await expect(pack.nodes[0]!.run({ inputs: {}, context: seen().context })).rejects.toMatchObject({ problem: { code: "NODE_FAILED" } });
  });
});
