import { Config } from "./config.ts";
import { type Finding, pathText } from "./finding.ts";
import { Ajv, type ErrorObject, type ValidateFunction } from "../graph/ajv.ts";
import { nearest } from "../ids.ts";

let compiled: ValidateFunction | undefined;

/** Whatever in a configuration has another form than it may have, all of it at once. */
export function formFindings(value: unknown): Finding[] {
  // `verbose` gives the part of the schema that a value does not fit, with the words for it.
  compiled ??= new Ajv({ allErrors: true, verbose: true, strict: true, strictTypes: false, allowUnionTypes: true, validateSchema: false, meta: false }).addVocabulary(["errorMessage"]).compile(Config);
  if (compiled(value)) return [];
  return withoutEchoes(withoutBranches(compiled.errors ?? []).map((error) => findingOf(error, value)));
}

/** A field that is missing because it is misspelled is told once. */
function withoutEchoes(findings: readonly Told[]): Finding[] {
  const isEcho = (finding: Told) => finding.missing !== undefined
    && findings.some(({ path, meant }) => meant === finding.missing && pathText(path.slice(0, -1)) === pathText(finding.path));
  return findings.filter((finding) => !isEcho(finding)).map(({ code, path, message, hint }) => ({ code, path, message, hint }));
}

/**
 * Where a value may have one of several forms, ajv complains about each. Kept are the complaints about the form that was meant,
 * if the value's kind tells which; else the one about the whole.
 */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const hidden = new Set<ErrorObject>();
  for (const whole of errors.filter(({ keyword }) => keyword === "anyOf")) {
    const branches = whole.schema as readonly { readonly type?: string }[];
    const meant = branches.flatMap(({ type }, index) => type === kindOf(whole.data) ? [index] : []);
    const only = meant.length === 1 && kindOf(whole.data) !== "string" ? `${whole.schemaPath}/${meant[0]}/` : undefined;
    const inside = errors.filter((error) => error.schemaPath.startsWith(`${whole.schemaPath}/`) && `${error.instancePath}/`.startsWith(`${whole.instancePath}/`));
    const kept = inside.filter((error) => only !== undefined && error.schemaPath.startsWith(only));
    if (kept.length > 0) hidden.add(whole);
    for (const error of inside) if (!kept.includes(error)) hidden.add(error);
  }
  return errors.filter((error) => !hidden.has(error));
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}

interface Told extends Finding {
  /** The field that is not there. */
  readonly missing?: string;
  /** The field that was probably meant. */
  readonly meant?: string | undefined;
}

function findingOf(error: ErrorObject, root: unknown): Told {
  const path = pathOf(error.instancePath, root);
  if (error.keyword === "additionalProperties") return unknownField(error, String(error.params["additionalProperty"]), path);
  const missing = error.keyword === "required" ? { missing: String(error.params["missingProperty"]) } : {};
  return { code: "CONFIG_INVALID", path, ...wordsOf(error, path), ...missing };
}

function unknownField(error: ErrorObject, field: string, path: Finding["path"]): Told {
  const { properties = {}, patternProperties } = error.parentSchema as { readonly properties?: object; readonly patternProperties?: object };
  const place = path.length === 0 ? "the configuration" : pathText(path);
  const at = { code: "CONFIG_INVALID", path: [...path, field] } as const;
  if (patternProperties) return { ...at, message: `"${field}" cannot be a name in ${place}.`, hint: "Names are small letters, digits and dashes, and begin with a letter or a digit." };
  const meant = nearest(field, Object.keys(properties));
  return { ...at, meant, message: `There is no field "${field}" in ${place}.`, hint: meant === undefined ? `It may have ${Object.keys(properties).join(", ")}.` : `Did you mean "${meant}"?` };
}

function wordsOf(error: ErrorObject, path: Finding["path"]): Pick<Finding, "message" | "hint"> {
  const name = path.length === 0 ? "The configuration" : pathText(path);
  const { errorMessage, description } = error.parentSchema as { readonly errorMessage?: string; readonly description?: string };
  const hint = description ?? "docs/guides/providers.md explains every field; \"reelwright config init\" writes an example.";
  if (error.keyword === "required") return { message: `${name} needs "${String(error.params["missingProperty"])}".`, hint };
  return { message: `${name} ${errorMessage ?? ruleOf(error)}.`, hint };
}

const kinds: Readonly<Record<string, string>> = { object: "an object { … }", array: "a list [ … ]", string: "a text in quotes", number: "a number", integer: "a whole number", boolean: "true or false" };

function ruleOf({ keyword, params, schema }: ErrorObject): string {
  if (keyword === "type") return `must be ${kinds[String(params["type"])] ?? String(params["type"])}`;
  if (keyword === "enum") return `must be one of ${(schema as readonly unknown[]).join(", ")}`;
  if (keyword === "const") return `must be "${String(schema)}"`;
  if (keyword === "minimum") return `must be at least ${String(schema)}`;
  if (keyword === "exclusiveMinimum") return `must be more than ${String(schema)}`;
  if (keyword === "minItems" || keyword === "minLength") return "must not be empty";
  return "does not have the form it must have";
}

/** The path of a JSON Pointer; the places of a list are numbers, a field called `4` is not. */
function pathOf(pointer: string, root: unknown): (string | number)[] {
  let value = root;
  return pointer.split("/").slice(1).map((part) => {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const step = Array.isArray(value) ? Number(name) : name;
    value = (value as Record<string | number, unknown> | undefined)?.[step];
    return step;
  });
}
