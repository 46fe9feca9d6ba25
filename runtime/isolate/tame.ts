import { fail } from "../problem.ts";

/** What a schema may say: what the runtime's own checker knows, without references, which may go in circles. */
const keywords = new Set([
  "type", "enum", "const", "title", "description", "default", "examples", "valueType",
  "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
  "items", "additionalItems", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems", "minContains", "maxContains",
  "properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties", "maxProperties",
  "anyOf", "oneOf", "allOf", "not", "if", "then", "else",
]);
/** Keywords whose value holds data, and those whose value holds schemas by names of its own. */
const data = new Set(["enum", "const", "default", "examples", "title", "description", "required", "type", "valueType", "pattern"]);
const named = new Set(["properties", "patternProperties"]);

const mostNesting = 40;
const mostUnique = 1000;

/**
 * Whether checking values by a stranger's schema surely ends soon. Values of any size are tried against it.
 * @throws ProblemError PACK_SCHEMA
 */
export function mustBeTame(schema: unknown, pack: string, depth = 0): void {
  const wild = (what: string, hint = "Tell its author."): never => fail({ code: "PACK_SCHEMA", message: `A schema of the pack "${pack}" ${what}.`, hint });
  if (depth > mostNesting) wild(`is nested more than ${mostNesting} deep`);
  if (typeof schema === "boolean") return;
  if (Array.isArray(schema)) return schema.forEach((one) => mustBeTame(one, pack, depth + 1));
  if (typeof schema !== "object" || schema === null) return;
  for (const [name, value] of Object.entries(schema)) {
    if (name === "$ref" || name === "$dynamicRef") wild("refers to another", "Schemas of isolated packs are whole in themselves; tell its author.");
    if (!keywords.has(name)) wild(`says ${JSON.stringify(name.slice(0, 40))}, which no isolated pack's schema can`);
    for (const pattern of patternsOf(name, value)) {
      if (!isTame(pattern)) wild(`has the pattern ${JSON.stringify(pattern.slice(0, 80))}, which could take for ever`, "Patterns of isolated packs have no groups; with ^ in front they may have one open repetition. Ask its author for a simpler one.");
    }
    if (name === "uniqueItems" && value === true && !((schema as { readonly maxItems?: unknown }).maxItems as number <= mostUnique)) wild(`asks for unique items without a maxItems of at most ${mostUnique}`);
    if (data.has(name)) continue;
    if (named.has(name)) for (const one of Object.values(value as object ?? {})) mustBeTame(one, pack, depth + 1);
    else mustBeTame(value, pack, depth + 1);
  }
}

function patternsOf(name: string, value: unknown): readonly string[] {
  if (name === "pattern") return [String(value)];
  return name === "patternProperties" && typeof value === "object" && value !== null ? Object.keys(value) : [];
}

/** Of what may vary, in how many ways a pattern may try it. */
const mostWays = 1000;

/**
 * Groups and alternatives are not taken, so a pattern is a row of single characters, each repeated. Held to the beginning, one
 * open repetition takes time in proportion to the text; free of it, it would take the square. What else varies multiplies.
 */
function isTame(pattern: string): boolean {
  const bare = pattern.replace(/\\./gs, "x").replace(/\[[^\]]*\]/g, "x");
  if (pattern.length > 200 || /[()|]/.test(bare) || !isPattern(pattern)) return false;
  let ways = 1;
  let open = 0;
  for (const [whole, least, , most] of bare.matchAll(/\*|\+|\?|\{(\d*)(,?)(\d*)\}/g)) {
    if (Number(least ?? 0) > mostWays || Number(most ?? 0) > mostWays) return false;
    if (whole === "?") ways *= 2;
    else if (whole === "*" || whole === "+" || whole.endsWith(",}")) open++;
    else if (whole.includes(",")) ways *= Number(most) - Number(least) + 1;
  }
  return ways <= mostWays && open <= (bare.startsWith("^") ? 1 : 0);
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}
