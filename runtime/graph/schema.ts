import { Ajv, type ErrorObject, type ValidateFunction } from "./ajv.ts";
import type { TSchema } from "../contract/typebox.ts";
import { fail } from "../problem.ts";

/**
 * Checks values against port schemas with ajv. Compiling a schema costs a millisecond or more, so each is compiled
 * when it is first needed and kept for as long as the schema object lives. Schemas are not themselves checked against the
 * metaschema: that would be compiled at every start.
 */
const ajv = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true, allErrors: false, validateSchema: false, meta: false });
ajv.addVocabulary(["valueType"]);

const compiled = new WeakMap<TSchema, ValidateFunction>();

const walked = new WeakMap<TSchema, (value: unknown) => string | undefined>();

/** Has values of a schema checked by a function instead: schemas that a stranger wrote are never compiled to code. */
export function checkedBy(schema: TSchema, check: (value: unknown) => string | undefined): void {
  walked.set(schema, check);
}

/** @returns undefined when the value fits, else one clause: `"text" must be string`. */
export function mismatch(schema: TSchema, value: unknown): string | undefined {
  const check = walked.get(schema);
  if (check) return check(value);
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = compile(schema)));
  if (validate(value)) return undefined;
  return explain(validate.errors?.[0]);
}

/** @throws ProblemError SCHEMA_REFUSED */
function compile(schema: TSchema): ValidateFunction {
  try {
    return ajv.compile(schema);
  } catch (error) {
    fail({ code: "SCHEMA_REFUSED", message: `A port's schema cannot be used: ${(error as Error).message}.`, hint: "This is a mistake in the pack that declares it; tell its author." }, error);
  }
}

function explain(error: ErrorObject | undefined): string {
  if (!error) return "does not fit its type";
  const where = error.instancePath === "" ? "" : `at ${error.instancePath.slice(1).replaceAll("/", ".")} `;
  if (error.propertyName !== undefined) return `${where}has the name "${error.propertyName}", which ${error.message ?? "does not fit"}`;
  if (error.keyword === "const" || error.keyword === "enum") return `${where}is not one of the allowed values`;
  if (error.keyword === "anyOf") return `${where}fits none of the allowed forms`;
  const extra = error.keyword === "additionalProperties" ? ` (${String(error.params["additionalProperty"])})` : "";
  return `${where}${error.message ?? "does not fit"}${extra}`;
}
