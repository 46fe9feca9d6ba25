import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { TSchema } from "../../runtime/contract/index.ts";

/** Extra fields a model adds are dropped: they are harmless, and asking again would cost money. */
const ajv = new Ajv({ strict: false, allErrors: true, removeAdditional: true });
const compiled = new WeakMap<TSchema, ValidateFunction>();

/** What of a reply does not fit one of this pack's own schemas, at most six sentences. Drops unknown fields from it. */
export function schemaFaults(schema: TSchema, reply: unknown): string[] {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = ajv.compile(schema)));
  if (validate(reply)) return [];
  return [...new Set((validate.errors ?? []).map(sentence))].slice(0, 6);
}

function sentence(error: ErrorObject): string {
  const where = error.instancePath === "" ? "the reply" : `"${error.instancePath.slice(1).replaceAll("/", ".")}"`;
  const allowed = error.keyword === "enum" ? `: ${(error.params["allowedValues"] as string[]).join(", ")}` : "";
  return `${where} ${error.message ?? "does not fit"}${allowed}`;
}
