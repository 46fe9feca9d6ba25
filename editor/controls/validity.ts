import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import type { TSchema } from "../../runtime/contract/typebox.ts";
import { allowedValues, formOf } from "./control-kind.ts";

/** The first thing wrong with a value, as data; `faultText` says it. */
export interface Fault {
  /** A keyword of JSON Schema, or what came of reading what was typed. */
  readonly keyword: Keyword;
  /** Where in the value: member names, and places in lists from 0. */
  readonly path: readonly (string | number)[];
  /** What the keyword demands: the minimum, the allowed values, the names that are missing. */
  readonly demands?: unknown;
}

export type Keyword =
  | "type" | "values" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf"
  | "minLength" | "maxLength" | "pattern" | "format" | "minItems" | "maxItems" | "uniqueItems"
  | "required" | "unknown" | "notNumber" | "notJson" | "media" | "other";

/** Schemas are interpreted: compiling them would need `eval`, which the page is not allowed. */
const validators = new WeakMap<TSchema, Validator>();

/** @returns undefined when the value fits */
export function faultOf(schema: TSchema, value: unknown): Fault | undefined {
  let validator = validators.get(schema);
  if (!validator) validators.set(schema, (validator = new Validator(schema as unknown as Schema, "2020-12", true)));
  const { valid, errors } = validator.validate(value);
  if (valid) return undefined;
  const error = errors.find(({ keyword }) => !around.has(keyword)) ?? errors[0]!;
  return faultIn(schema, value, error);
}

/** Keywords that only say that something inside them is wrong. */
const around = new Set(["properties", "patternProperties", "additionalProperties", "items", "prefixItems", "allOf", "$ref", "unevaluatedProperties"]);

function faultIn(schema: TSchema, value: unknown, error: OutputUnit): Fault {
  const path = pathOf(error.instanceLocation, value);
  const part = path.reduce<unknown>((at, name) => (at as Record<string | number, unknown>)?.[name], value);
  const rule = at(schema, error.keywordLocation.split("/").slice(1, -1)) as Record<string, unknown> | undefined;
  switch (error.keyword) {
    case "const": return { keyword: "values", path, demands: [rule?.["const"]] };
    case "enum": return { keyword: "values", path, demands: rule?.["enum"] };
    case "anyOf": case "oneOf": return faultInForms(rule as unknown as TSchema, part, path);
    case "required": return { keyword: "required", path, demands: missing(rule?.["required"], part) };
    case "false": return { keyword: "unknown", path: path.slice(0, -1), demands: path.at(-1) };
    case "type": case "minimum": case "maximum": case "exclusiveMinimum": case "exclusiveMaximum": case "multipleOf":
    case "minLength": case "maxLength": case "pattern": case "format": case "minItems": case "maxItems": case "uniqueItems":
      return { keyword: error.keyword, path, demands: rule?.[error.keyword] };
    default: return { keyword: "other", path, demands: error.error };
  }
}

/** None of several forms fits: what is wrong is told of the one that the value was meant to have. */
function faultInForms(schema: TSchema, value: unknown, path: Fault["path"]): Fault {
  const values = allowedValues(schema as Parameters<typeof allowedValues>[0]);
  if (values) return { keyword: "values", path, demands: values };
  const forms = (schema["anyOf"] ?? schema["oneOf"]) as readonly TSchema[];
  const fault = faultOf(forms[formOf(forms, value)]!, value);
  return fault ? { ...fault, path: [...path, ...fault.path] } : { keyword: "other", path };
}

function missing(required: unknown, value: unknown): readonly string[] {
  return (required as readonly string[]).filter((name) => !Object.hasOwn(value as object, name));
}

function pathOf(pointer: string, value: unknown): (string | number)[] {
  let inside: unknown = value;
  return pointer.split("/").slice(1).map((segment) => {
    const name = decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~");
    const key = Array.isArray(inside) ? Number(name) : name;
    inside = (inside as Record<string | number, unknown> | undefined)?.[key];
    return key;
  });
}

function at(schema: unknown, segments: readonly string[]): unknown {
  return segments.reduce<unknown>((inside, segment) => (inside as Record<string, unknown> | undefined)?.[decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~")], schema);
}
