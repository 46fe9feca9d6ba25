/** JSON Schema, read loosely: what a node asks for may come from any pack. */
type Schema = { readonly [keyword: string]: any };

/** A schema as a provider takes it, and the way back for what it answers. */
export interface ProviderSchema {
  readonly name: string;
  readonly schema: Schema;
  /** Whether the provider may hold the model to it by the letter. */
  readonly strict: boolean;
  /** @returns the reply as the node's own schema has it: nulls that stand for what is left out are left out */
  restore(reply: unknown): unknown;
}

/**
 * Strict structured output knows a small part of JSON Schema: every property is required, none may be added. What is optional
 * becomes nullable and is taken out of the reply again; limits such as `minItems` become words of the description. A schema that
 * cannot be said so goes as it is, without strictness.
 */
export function providerSchema(name: string, schema: unknown): ProviderSchema {
  const root = (typeof schema === "object" && schema !== null ? schema : {}) as Schema;
  // Only an object may be at the top.
  const wrapped = root["type"] !== "object";
  const whole = wrapped ? { type: "object", properties: { reply: root }, required: ["reply"], ...(root["$defs"] ? { $defs: root["$defs"] } : {}) } : root;
  const strict = canBeStrict(whole);
  const restore = (reply: unknown) => {
    const own = wrapped ? unwrapped(reply) : reply;
    return strict ? withoutNulls(root, own, root) : own;
  };
  return { name: nameOf(name), schema: strict ? strictly(whole) : plainly(whole), strict, restore };
}

/** For providers that hold the model to JSON of any kind, or to nothing: the schema as the model is told of it. An object is at the top where JSON mode wants one. */
export function schemaInWords(name: string, schema: unknown, jsonMode: boolean): ProviderSchema {
  const root = (typeof schema === "object" && schema !== null ? schema : {}) as Schema;
  const wrapped = jsonMode && root["type"] !== "object";
  const whole = wrapped ? { type: "object", properties: { reply: root }, required: ["reply"] } : root;
  return { name: nameOf(name), schema: plainly(whole), strict: false, restore: (reply) => wrapped ? unwrapped(reply) : reply };
}

function unwrapped(reply: unknown): unknown {
  return typeof reply === "object" && reply !== null && "reply" in reply ? (reply as Schema)["reply"] : reply;
}

function nameOf(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 64) || "reply";
}

/** Objects with any keys at all, and schemas that are met by several parts at once, have no strict form. */
function canBeStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(canBeStrict);
  if (typeof schema !== "object" || schema === null) return true;
  const { type, properties, patternProperties, additionalProperties, allOf, not, anyOf, oneOf, items, $defs, $ref, enum: values, const: constant } = schema as Schema;
  if ($ref !== undefined && !String($ref).startsWith("#/$defs/")) return false;
  if (patternProperties || allOf || not || (typeof additionalProperties === "object" && additionalProperties)) return false;
  if (type === "object" && !properties) return false;
  if (Array.isArray(items) || (type === "array" && items === undefined)) return false;
  // A schema that says nothing allows everything.
  if (type === undefined && !anyOf && !oneOf && !$ref && !values && constant === undefined) return false;
  return [...Object.values(properties ?? {}), ...Object.values($defs ?? {}), items ?? null, anyOf ?? null, oneOf ?? null].every(canBeStrict);
}

const told = ["minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems"];

function strictly(schema: Schema): Schema {
  const { type, properties, items, anyOf, oneOf, $defs, $ref, enum: values, const: constant, required = [] } = schema;
  if ($ref) return { $ref };
  const described = descriptionOf(schema);
  const rest = { ...(described ? { description: described } : {}), ...($defs ? { $defs: mapped($defs, strictly) } : {}) };
  const options = (anyOf ?? oneOf) as Schema[] | undefined;
  if (options?.every((option) => typeof option["const"] === "string")) return { type: "string", enum: options.map((option) => option["const"]), ...rest };
  if (options) return { anyOf: options.map(strictly), ...rest };
  if (constant !== undefined) return { type: typeOf(constant), enum: [constant], ...rest };
  if (values) return { ...(type ? { type } : values.every((value: unknown) => typeof value === "string") ? { type: "string" } : {}), enum: values, ...rest };
  if (type === "array") return { type, items: strictly(items), ...rest };
  if (type !== "object") return { type, ...rest };
  const optional = (key: string, of: Schema): Schema => required.includes(key) ? strictly(of) : { anyOf: [strictly(of), { type: "null" }] };
  return {
    type, ...rest,
    properties: Object.fromEntries(Object.entries(properties as Record<string, Schema>).map(([key, of]) => [key, optional(key, of)])),
    required: Object.keys(properties), additionalProperties: false,
  };
}

/** As it is, without words of our own that a provider may take offence at. */
function plainly(schema: any): any {
  if (Array.isArray(schema)) return schema.map(plainly);
  if (typeof schema !== "object" || schema === null) return schema;
  const { valueType: _valueType, ...rest } = schema;
  return mapped(rest, plainly);
}

function mapped(record: Readonly<Record<string, any>>, change: (value: any) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function descriptionOf(schema: Schema): string {
  const limits = told.filter((keyword) => schema[keyword] !== undefined).map((keyword) => `${keyword} ${schema[keyword]}`);
  return [schema["description"] ?? schema["title"] ?? "", limits.length > 0 ? `(${limits.join(", ")})` : ""].join(" ").trim();
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** Takes out nulls that stand for what is left out: only where the node's schema does not know null itself. */
function withoutNulls(schema: Schema | undefined, value: unknown, root: Schema): unknown {
  const own = resolved(schema, root);
  if (Array.isArray(value)) return own?.["items"] ? value.map((element) => withoutNulls(own["items"], element, root)) : value;
  if (typeof value !== "object" || value === null) return value;
  const shape = own?.["properties"] ? own : optionsOf(own, root).find((option) => fits(option, value, root));
  if (!shape) return value;
  const { properties, required = [] } = shape;
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => {
    const of = properties[key] as Schema | undefined;
    if (member === null && of && !required.includes(key) && !allowsNull(of, root)) return [];
    return [[key, withoutNulls(of, member, root)]];
  }));
}

function resolved(schema: Schema | undefined, root: Schema): Schema | undefined {
  const ref = schema?.["$ref"];
  if (typeof ref !== "string") return schema;
  return root["$defs"]?.[ref.replace(/^#\/\$defs\//, "")] as Schema | undefined;
}

function optionsOf(schema: Schema | undefined, root: Schema): Schema[] {
  const options = (schema?.["anyOf"] ?? schema?.["oneOf"] ?? []) as Schema[];
  return options.map((option) => resolved(option, root) ?? {}).filter((option) => option["properties"]);
}

/** Of several shapes, the one whose keys and constants are those of the value. */
function fits({ properties }: Schema, value: object, root: Schema): boolean {
  return Object.keys(value).every((key) => key in properties)
    && Object.entries(properties as Record<string, Schema>).every(([key, of]) => {
      const constant = resolved(of, root)?.["const"];
      return constant === undefined || (value as Schema)[key] === constant;
    });
}

function allowsNull(schema: Schema, root: Schema): boolean {
  const own = resolved(schema, root) ?? {};
  return own["type"] === "null" || (Array.isArray(own["type"]) && own["type"].includes("null"))
    || (own["anyOf"] ?? own["oneOf"] ?? []).some((option: Schema) => allowsNull(option, root));
}
