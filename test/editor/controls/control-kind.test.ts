import { describe, expect, test } from "vitest";
import { Type } from "../../../runtime/contract/typebox.ts";
import { valueType } from "../../../runtime/contract/types.ts";
import { controlOf, formOf, startOf } from "../../../editor/controls/control-kind.ts";
import { builtInInputs, schemaOf } from "./built-in-schemas.ts";

type Schema = Parameters<typeof controlOf>[0];

/** Inputs that a producer sets by hand, of all built-in node types, by the control they get. */
const controls = () => builtInInputs().filter(({ port }) => port.generic === undefined && !isMadeByNodes(port.schema)).map(({ at, port }) => [at, controlOf(port.schema).kind] as const);

/** Story values, which only nodes make. */
function isMadeByNodes(schema: Record<string, unknown>): boolean {
  const inner = schema["type"] === "array" ? schema["items"] as Record<string, unknown> : schema;
  if (inner["type"] === "array") return isMadeByNodes(inner);
  return typeof inner["valueType"] === "string" && inner["valueType"].includes("/");
}

describe("the control for a schema", () => {
  test("of the built-in inputs, only the one that asks for any JSON is raw JSON", () => {
    expect(controls().filter(([, kind]) => kind === "json").map(([at]) => at)).toEqual(["script/chat.schema"]);
  });

  test("every kind of setting of the built-in node types gets its own control", () => {
    const kinds = Object.fromEntries(controls());
    expect(kinds).toMatchObject({
      "script/arc.theme": "text", "script/arc.episodes": "number", "script/arc.must": "list", "script/screenplay.format": "choice",
      "compose/shot.burn": "toggle", "compose/shot.safe": "object", "core/template.values": "record", "core/choose.when": "union",
      "core/image.image": "file", "qa/technical.limits": "object", "qa/culture.waivers": "list",
    });
  });

  test("free texts have room for lines, names and codes do not", () => {
    expect(controlOf(schemaOf("script/screenplay.text"))).toEqual({ kind: "text", long: true });
    expect(controlOf(schemaOf("script/arc.theme"))).toEqual({ kind: "text", long: true });
    expect(controlOf(schemaOf("script/screenplay.episode"))).toEqual({ kind: "text", long: false });
    expect(controlOf(schemaOf("voice/voice.voice"))).toEqual({ kind: "text", long: false });
    expect(controlOf(Type.String({ maxLength: 40 }))).toEqual({ kind: "text", long: false });
  });

  test("steps follow the schema, or are a hundredth of the range on which the default lies", () => {
    const step = (schema: Schema) => (controlOf(schema) as { step: number }).step;
    expect(step(schemaOf("compose/shot.width"))).toBe(4);
    expect(step(schemaOf("script/arc.episodes"))).toBe(1);
    expect(step(schemaOf("script/chat.temperature"))).toBe(0.01);
    expect(step(schemaOf("voice/dub.fit"))).toBe(0.001);
    expect(step(Type.Number({ minimum: 0, maximum: 1000, default: 0.25 }))).toBe(0.01);
    expect(step(Type.Number())).toBe(1);
    expect(step(Type.Number({ default: 0.5 }))).toBe(0.1);
  });

  test("every member of every built-in group of settings has a Chinese title, and nothing else does", () => {
    const membersOf = (schema: Schema): string[] => {
      const control = controlOf(schema);
      if (control.kind === "list") return membersOf(control.item);
      if (control.kind === "record") return membersOf(control.value);
      return control.kind === "object" ? control.fields.flatMap(({ name, schema: inner }) => [name, ...membersOf(inner)]) : [];
    };
    for (const { at, port, chinese } of builtInInputs()) {
      if (port.generic !== undefined || isMadeByNodes(port.schema)) continue;
      expect(Object.keys(chinese?.members ?? {}).sort(), at).toEqual([...new Set(membersOf(port.schema))].sort());
    }
  });

  test("a value made by nodes is written by hand as JSON, unless it is a flat group", () => {
    expect(controlOf(schemaOf("script/breakdown.scene")).kind).toBe("json");
    const fixed = controlOf(schemaOf("voice/cast.fixed"));
    expect(fixed.kind).toBe("list");
    expect(controlOf((fixed as { item: Schema }).item).kind).toBe("json");
    expect(controlOf(valueType("probe/flat", Type.Object({ name: Type.String(), speed: Type.Number() }))).kind).toBe("object");
  });

  test("a union takes the form its value has, and a new one the first", () => {
    const forms = [Type.Boolean(), Type.Number(), Type.String(), Type.Null()];
    expect(formOf(forms, 3)).toBe(1);
    expect(formOf(forms, "x")).toBe(2);
    expect(formOf(forms, null)).toBe(3);
    expect(formOf(forms, undefined)).toBe(0);
  });

  test("a new entry starts as its default, or as the least that its type allows", () => {
    expect(startOf(Type.Integer({ minimum: 1 }))).toBe(1);
    expect(startOf(Type.Number({ maximum: -1 }))).toBe(-1);
    expect(startOf(Type.String())).toBe("");
    expect(startOf(Type.Union([Type.Literal("a"), Type.Literal("b")]))).toBe("a");
    expect(startOf(Type.Boolean({ default: true }))).toBe(true);
    expect(startOf(Type.Object({ a: Type.String() }))).toEqual({});
  });
});
