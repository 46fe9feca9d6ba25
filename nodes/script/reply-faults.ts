import type { Ajv, ErrorObject, ValidateFunction } from "ajv";
import type { TSchema } from "../../runtime/contract/index.ts";

const compiled = new WeakMap<TSchema, ValidateFunction>();
let validator: Promise<Ajv> | undefined;

/** Loaded with the first reply: a run in which everything is kept has none. */
function openValidator(): Promise<Ajv> {
  // Extra fields a model adds are dropped: they are harmless, and asking again would cost money.
  return validator ??= import("ajv").then(({ Ajv }) => new Ajv({ strict: false, allErrors: true, removeAdditional: true }));
}

/** What of a reply does not fit one of this pack's own schemas, at most six sentences. Drops unknown fields from it. */
export async function schemaFaults(schema: TSchema, reply: unknown): Promise<string[]> {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = (await openValidator()).compile(schema)));
  if (validate(reply)) return [];
  return [...new Set((validate.errors ?? []).map(sentence))].slice(0, 6);
}

function sentence(error: ErrorObject): string {
  const where = error.instancePath === "" ? "the reply" : `"${error.instancePath.slice(1).replaceAll("/", ".")}"`;
  const allowed = error.keyword === "enum" ? `: ${(error.params["allowedValues"] as string[]).join(", ")}` : "";
  return `${where} ${error.message ?? "does not fit"}${allowed}`;
}
