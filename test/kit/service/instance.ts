import { sha256 } from "./log.ts";

/** A JSON Schema, as far as models are asked to keep to one. */
export type Schema = Readonly<Record<string, any>>;

/** An instance of the schema: always the same for the same seed. Lists are as short as they may be, but never empty. */
export function instanceOf(schema: Schema, seed: string): unknown {
  const number = parseInt(sha256(seed).slice(0, 8), 16);
  if (schema["const"] !== undefined) return schema["const"];
  if (schema["enum"]) return schema["enum"][number % schema["enum"].length];
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  if (alternatives) return instanceOf(alternatives[0], seed);
  const type = Array.isArray(schema["type"]) ? schema["type"][0] : schema["type"];
  switch (type) {
    case "object": return objectOf(schema, seed);
    case "array": return Array.from({ length: Math.max(schema["minItems"] ?? 1, 1) }, (_, at) => instanceOf(schema["items"] ?? {}, `${seed}/${at}`));
    case "integer":
    case "number": return numberOf(schema, number);
    case "boolean": return number % 2 === 0;
    case "null": return null;
    default: return stringOf(schema, seed);
  }
}

function objectOf(schema: Schema, seed: string): object {
  const fields = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>).map(([name, field]) => [name, instanceOf(field, `${seed}/${name}`)]);
  return Object.fromEntries(fields);
}

function numberOf({ minimum, exclusiveMinimum, maximum }: Schema, number: number): number {
  const low = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1);
  return low + (number % (Math.min(maximum ?? low + 100, low + 100) - low + 1));
}

/** A pattern is not read: an empty text fits those this project asks for. */
function stringOf({ pattern, minLength = 0, maxLength }: Schema, seed: string): string {
  if (pattern !== undefined) return "";
  const word = `${seed.split("/").at(-1)} ${sha256(seed).slice(0, 6)}`;
  return word.padEnd(minLength, ".").slice(0, maxLength);
}
