import type { TSchema } from "../../runtime/contract/typebox.ts";

/** Which control a value is given with, and what the control needs to know. Worked out from the schema alone. */
export type Control =
  | { readonly kind: "text"; /** Of several lines. */ readonly long: boolean }
  | { readonly kind: "number"; readonly integer: boolean; readonly minimum: number | undefined; readonly maximum: number | undefined; readonly step: number }
  | { readonly kind: "choice"; readonly values: readonly unknown[] }
  | { readonly kind: "toggle" }
  | { readonly kind: "list"; readonly item: TSchema }
  | { readonly kind: "object"; readonly fields: readonly ObjectField[] }
  | { readonly kind: "record"; readonly value: TSchema }
  | { readonly kind: "file"; readonly type: FileType; /** Of media types. */ readonly pattern: string }
  | { readonly kind: "union"; readonly forms: readonly TSchema[] }
  | { readonly kind: "json" };

export type FileType = "image" | "audio" | "video" | "file";

export interface ObjectField {
  readonly name: string;
  readonly schema: TSchema;
  readonly required: boolean;
}

interface Keywords {
  readonly type?: string | readonly string[];
  readonly valueType?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly TSchema[];
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly patternProperties?: Readonly<Record<string, TSchema>>;
  readonly additionalProperties?: TSchema | boolean;
  readonly required?: readonly string[];
  readonly items?: TSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly default?: unknown;
}

const known = new WeakMap<TSchema, Control>();

export function controlOf(schema: TSchema): Control {
  let control = known.get(schema);
  if (!control) known.set(schema, (control = chooseControl(schema as unknown as Keywords)));
  return control;
}

function chooseControl(schema: Keywords): Control {
  const values = allowedValues(schema);
  if (values) return { kind: "choice", values };
  if (schema.anyOf) return { kind: "union", forms: schema.anyOf };
  if (Array.isArray(schema.type)) return { kind: "union", forms: schema.type.map((type) => ({ ...schema, type }) as unknown as TSchema) };
  const file = fileType(schema);
  if (file) return { kind: "file", type: file, pattern: (schema.properties?.["media"] as Keywords | undefined)?.pattern ?? "" };
  switch (schema.type) {
    case "string": return { kind: "text", long: isLong(schema) };
    case "number": case "integer": return numberControl(schema);
    case "boolean": return { kind: "toggle" };
    case "array": return schema.items ? { kind: "list", item: schema.items } : { kind: "json" };
    case "object": return objectControl(schema);
    default: return { kind: "json" };
  }
}

/** The values of an enumeration, in its order; undefined where the schema is none. */
export function allowedValues(schema: { readonly const?: unknown; readonly enum?: readonly unknown[]; readonly anyOf?: readonly TSchema[] }): readonly unknown[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return schema.enum;
  const consts = schema.anyOf?.map((form) => form["const"]);
  return consts && consts.length > 0 && consts.every((value) => value !== undefined) ? consts : undefined;
}

function fileType({ valueType }: Keywords): FileType | undefined {
  return (["image", "audio", "video", "file"] as const).find((type) => type === valueType);
}

/** Free texts have room for lines; names, codes and file names have one. */
function isLong({ format, pattern, minLength, maxLength, default: fallback }: Keywords): boolean {
  if (format !== undefined || pattern !== undefined || minLength === 1 || (maxLength ?? Infinity) <= 120) return false;
  return typeof fallback !== "string" || fallback === "" || fallback.includes("\n");
}

function numberControl({ type, minimum, maximum, multipleOf, default: fallback }: Keywords): Control {
  const integer = type === "integer";
  return { kind: "number", integer, minimum, maximum, step: multipleOf ?? (integer ? 1 : fineStep(minimum, maximum, fallback)) };
}

/** A hundredth of the range or so, as a power of ten; fine enough for the default to lie on it. */
function fineStep(minimum: number | undefined, maximum: number | undefined, fallback: unknown): number {
  let step = minimum === undefined || maximum === undefined ? 1 : Math.min(1, 10 ** Math.round(Math.log10((maximum - minimum) / 100)));
  const offset = typeof fallback === "number" ? fallback - (minimum ?? 0) : 0;
  while (step > 1e-6 && Math.abs(offset / step - Math.round(offset / step)) > 1e-9) step /= 10;
  return Number(step.toPrecision(1));
}

function objectControl(schema: Keywords): Control {
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([name, field]) => ({ name, schema: field, required: schema.required?.includes(name) ?? false }));
    // A value type with things inside things is what nodes make; by hand it is written as JSON.
    return schema.valueType !== undefined && fields.some((field) => isNested(field.schema)) ? { kind: "json" } : { kind: "object", fields };
  }
  const [value] = Object.values(schema.patternProperties ?? {});
  if (value) return { kind: "record", value };
  return typeof schema.additionalProperties === "object" ? { kind: "record", value: schema.additionalProperties } : { kind: "json" };
}

function isNested(schema: TSchema): boolean {
  return ["list", "object", "record", "json"].includes(controlOf(schema).kind);
}

/** What a new member of a list starts as. It need not be valid yet. */
export function startOf(schema: TSchema): unknown {
  if (schema["default"] !== undefined) return schema["default"];
  const control = controlOf(schema);
  switch (control.kind) {
    case "text": return "";
    case "number": return nearestToZero(control);
    case "choice": return control.values[0];
    case "toggle": return false;
    case "list": return [];
    case "object": case "record": return {};
    case "union": return startOf(control.forms[0]!);
    case "file": case "json": return undefined;
  }
}

/** Where stepping begins when nothing is given. */
export function nearestToZero({ minimum, maximum }: { readonly minimum: number | undefined; readonly maximum: number | undefined }): number {
  return Math.min(maximum ?? Infinity, Math.max(minimum ?? -Infinity, 0));
}

/** The one of several forms that a value has, by its JSON type; the first where it has none yet. */
export function formOf(forms: readonly TSchema[], value: unknown): number {
  return Math.max(0, forms.findIndex((form) => hasForm(form as unknown as Keywords, value)));
}

function hasForm(form: Keywords, value: unknown): boolean {
  const values = allowedValues(form);
  if (values) return values.includes(value);
  if (form.anyOf) return form.anyOf.some((one) => hasForm(one as unknown as Keywords, value));
  switch (form.type) {
    case "integer": return Number.isInteger(value);
    case "array": return Array.isArray(value);
    case "null": return value === null;
    case "object": return typeof value === "object" && value !== null && !Array.isArray(value);
    case undefined: return value !== undefined;
    default: return typeof value === form.type;
  }
}
