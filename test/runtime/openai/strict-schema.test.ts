import { expect, test } from "vitest";
import { Type } from "../../../runtime/contract/index.ts";
import { providerSchema, schemaInWords } from "../../../runtime/openai/strict-schema.ts";

const Person = Type.Object({
  name: Type.String({ minLength: 1, description: "As people say it." }),
  age: Type.Optional(Type.Integer({ minimum: 0, maximum: 120 })),
  mood: Type.Union([Type.Literal("glad"), Type.Literal("sad")]),
  nickname: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  friends: Type.Optional(Type.Array(Type.Object({ name: Type.String(), since: Type.Optional(Type.String()) }), { minItems: 1 })),
});

/** What every strict schema must keep to, wherever an object is in it. */
function faultsIn(schema: any, path = "$"): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = schema.type === "object" && !(schema.additionalProperties === false && JSON.stringify(Object.keys(schema.properties)) === JSON.stringify(schema.required)) ? [path] : [];
  const unknown = schema.type || schema.anyOf ? Object.keys(schema).filter((key) => !["type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "description", "$defs"].includes(key)).map((key) => `${path}.${key}`) : [];
  return [...own, ...unknown, ...Object.entries(schema).flatMap(([key, value]) => faultsIn(value, `${path}.${key}`))];
}

test("every property is required, none may be added, and limits are words", () => {
  const { schema, strict } = providerSchema("person", Person);
  expect(strict).toBe(true);
  expect(faultsIn(schema)).toEqual([]);
  expect(schema["properties"]).toMatchObject({
    name: { type: "string", description: "As people say it. (minLength 1)" },
    age: { anyOf: [{ type: "integer", description: "(minimum 0, maximum 120)" }, { type: "null" }] },
    mood: { type: "string", enum: ["glad", "sad"] },
    friends: { anyOf: [{ type: "array", description: "(minItems 1)" }, { type: "null" }] },
  });
});

test("nulls that stand for what is left out are taken out, and only those", () => {
  const { restore } = providerSchema("person", Person);
  expect(restore({ name: "Li", age: null, mood: "glad", nickname: null, friends: [{ name: "Wu", since: null }, { name: "Xu", since: "1999" }] }))
    .toEqual({ name: "Li", mood: "glad", nickname: null, friends: [{ name: "Wu" }, { name: "Xu", since: "1999" }] });
  expect(restore({ name: null, other: null })).toEqual({ name: null, other: null });
  expect(restore("no object")).toBe("no object");
});

test("of several shapes the one that fits says which nulls go", () => {
  const shapes = Type.Object({ cues: Type.Array(Type.Union([
    Type.Object({ kind: Type.Literal("line"), text: Type.String(), aside: Type.Optional(Type.String()) }),
    Type.Object({ kind: Type.Literal("action"), text: Type.Union([Type.String(), Type.Null()]) }),
  ])) });
  const { schema, restore } = providerSchema("cues", shapes);
  expect(faultsIn(schema)).toEqual([]);
  expect(restore({ cues: [{ kind: "line", text: "Hi", aside: null }, { kind: "action", text: null }] })).toEqual({ cues: [{ kind: "line", text: "Hi" }, { kind: "action", text: null }] });
});

test("a list is put into an object on the way, and taken out on the way back", () => {
  const { schema, restore } = providerSchema("names", Type.Array(Type.String()));
  expect(schema).toMatchObject({ type: "object", properties: { reply: { type: "array", items: { type: "string" } } }, required: ["reply"] });
  expect(restore({ reply: ["a"] })).toEqual(["a"]);
  expect(restore(["a"])).toEqual(["a"]);
});

test("definitions are followed", () => {
  const tree = { type: "object", $defs: { leaf: { type: "object", properties: { name: { type: "string" }, note: { type: "string" } }, required: ["name"] } }, properties: { leaves: { type: "array", items: { $ref: "#/$defs/leaf" } } }, required: ["leaves"] };
  const { schema, strict, restore } = providerSchema("tree", tree);
  expect(strict).toBe(true);
  expect(schema["$defs"].leaf.required).toEqual(["name", "note"]);
  expect(restore({ leaves: [{ name: "a", note: null }] })).toEqual({ leaves: [{ name: "a" }] });
});

test.each([
  Type.Record(Type.String(), Type.Number()),
  Type.Object({ any: Type.Unknown() }),
  Type.Object({ both: Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })]) }),
  Type.Recursive((This) => Type.Object({ children: Type.Array(This) })),
])("what has no strict form goes as it is: %#", (schema) => {
  const asked = providerSchema("free", schema);
  expect(asked.strict).toBe(false);
  expect(asked.restore({ a: null })).toEqual({ a: null });
});

test("names are such as providers take", () => {
  expect(providerSchema("script/scene plan (v2)", Person).name).toBe("script-scene-plan-v2-");
  expect(providerSchema("故事", Person).name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  expect(providerSchema("x".repeat(80), Person).name).toHaveLength(64);
});

test("told in words, the schema is the node's own", () => {
  expect(schemaInWords("person", Person, true).schema).toEqual(JSON.parse(JSON.stringify(Person)));
  expect(schemaInWords("names", Type.Array(Type.String()), true).schema["required"]).toEqual(["reply"]);
  expect(schemaInWords("names", Type.Array(Type.String()), false).schema["type"]).toBe("array");
});
