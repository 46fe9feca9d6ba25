import { describeRoute, loadVendor, validator } from "hono-openapi";
import type { Static, TSchema } from "../runtime/contract/typebox.ts";
import { mismatch } from "../runtime/graph/schema.ts";
import { fail } from "../runtime/problem.ts";
import { ProblemAnswer } from "./schemas.ts";

/** A JSON Schema as Standard Schema (standardschema.dev), checked by the runtime's own checker. */
interface Standard<T> {
  readonly schema: TSchema;
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "reelwright";
    readonly validate: (value: unknown) => { readonly value: T } | { readonly issues: readonly { readonly message: string }[] };
    readonly types?: { readonly input: T; readonly output: T };
  };
}

const asIs = (schema: unknown) => (schema as Standard<unknown>).schema as never;
loadVendor("reelwright", { toJSONSchema: asIs, toOpenAPISchema: asIs });

function standard<S extends TSchema>(schema: S): Standard<Static<S>> {
  return {
    schema,
    "~standard": {
      version: 1, vendor: "reelwright",
      validate: (value) => {
        const wrong = mismatch(schema, value);
        return wrong === undefined ? { value: value as Static<S> } : { issues: [{ message: wrong }] };
      },
    },
  };
}

/** The body of a request. What does not fit is refused with the place that is wrong. */
export function body<S extends TSchema>(schema: S) {
  return validator("json", standard(schema), (result) => {
    if (!result.success) fail({ code: "REQUEST_INVALID", message: `The request ${result.error[0]!.message}.`, hint: "GET /api/openapi.json describes what is taken." });
  });
}

/** What an address may carry after its question mark; more is passed over. */
export function query<S extends TSchema>(schema: S) {
  return validator("query", standard(schema), (result) => {
    if (!result.success) fail({ code: "REQUEST_INVALID", message: `The address ${result.error[0]!.message}.`, hint: "GET /api/openapi.json describes what is taken." });
  });
}

/** An answer: a schema for JSON, or a media type for anything else; null where there is nothing in it. */
type Answer = TSchema | string | null;

/** What a route does and answers, for OpenAPI. Every route may also answer with problems. */
export function described(summary: string, answers: Readonly<Record<number, Answer>>, more: { readonly open?: true; readonly headers?: Readonly<Record<string, string>> } = {}) {
  const ok = Object.entries(answers).map(([status, answer]) => [status, {
    description: summary,
    ...(answer === null ? {} : typeof answer === "string" ? { content: { [answer]: {} } } : { content: { "application/json": { schema: answer as never } } }),
  }]);
  return describeRoute({
    summary,
    ...(more.open ? { security: [] } : {}),
    ...(more.headers ? { parameters: Object.entries(more.headers).map(([name, description]) => ({ in: "header", name, description, schema: { type: "string" } })) } : {}),
    responses: {
      ...Object.fromEntries(ok),
      default: { description: "What is wrong, as problems.", content: { "application/problem+json": { schema: ProblemAnswer as never } } },
    },
  });
}
