import { type Static, Type } from "../contract/typebox.ts";
import type { NodeManifest } from "../contract/node.ts";
import type { TSchema } from "../contract/typebox.ts";
import { mismatch } from "../graph/schema.ts";
import { fail } from "../problem.ts";

const Words = Type.String({ maxLength: 2000 });
const Schema = Type.Record(Type.String(), Type.Unknown());
const Port = Type.Object({
  schema: Schema, title: Type.Optional(Words), summary: Type.Optional(Words),
  optional: Type.Optional(Type.Literal(true)), many: Type.Optional(Type.Literal(true)), partial: Type.Optional(Type.Literal(true)), lazy: Type.Optional(Type.Literal(true)),
  generic: Type.Optional(Type.String({ maxLength: 20 })),
}, { additionalProperties: false });
const Ports = Type.Record(Type.String({ pattern: "^[a-z][A-Za-z0-9]*$" }), Port, { maxProperties: 64 });
const Renames = Type.Record(Type.String(), Type.Object({ inputs: Type.Optional(Type.Record(Type.String(), Type.String())), outputs: Type.Optional(Type.Record(Type.String(), Type.String())) }));

/** A pack as an isolate describes it: data, and nothing that could be called. */
const Described = Type.Object({
  name: Type.String(), title: Words, version: Type.String({ maxLength: 100 }), contract: Type.Literal(1),
  types: Type.Optional(Type.Array(Schema, { maxItems: 100 })), translations: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()))),
  nodes: Type.Array(Type.Object({
    type: Type.String({ pattern: "^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$" }), version: Type.Integer({ minimum: 1 }), title: Words, summary: Words,
    inputs: Ports, outputs: Ports, uses: Type.Array(Type.Object({ name: Type.String() }), { maxItems: 20 }),
    settings: Type.Optional(Type.Array(Type.Literal("quality"))), volatile: Type.Optional(Type.Boolean()), renames: Type.Optional(Renames),
    synchronous: Type.Array(Type.String()),
  }, { additionalProperties: false }), { maxItems: 200 }),
  conversions: Type.Integer(), provides: Type.Array(Type.Unknown()),
}, { additionalProperties: false });
export type Described = Static<typeof Described>;

/**
 * Takes a description, or says why not. What cannot cross the border without waiting, which checks and plans do not, is
 * refused rather than left out.
 * @throws ProblemError PACK_BROKEN, PACK_NEEDS_TRUST, PACK_SCHEMA
 */
export function accepted(value: unknown, pack: string): Described {
  const wrong = mismatch(Described, value);
  if (wrong) fail({ code: "PACK_BROKEN", message: `What the pack "${pack}" says of itself ${wrong}.`, hint: "Tell its author; \"reelwright pack check\" says the same." });
  const described = value as Described;
  if (described.name !== pack) fail({ code: "PACK_BROKEN", message: `The pack "${pack}" calls itself "${described.name.slice(0, 60)}" inside.`, hint: "Tell its author." });
  const waits = [
    ...(described.conversions > 0 ? ["conversions"] : []), ...(described.provides.length > 0 ? ["stand-ins"] : []),
    ...described.nodes.flatMap(({ type, synchronous }) => synchronous.filter((name) => name !== "expects").map((name) => `${name} of ${type}`)),
  ];
  if (waits.length > 0) fail({ code: "PACK_NEEDS_TRUST", message: `The pack "${pack}" has ${waits.join(", ")}, which an isolated pack cannot have.`, hint: `Use it without isolation only if you trust its author: reelwright pack trust ${pack}` });
  for (const schema of schemasOf(described)) mustBeTame(schema, pack);
  return described;
}

export function schemasOf({ types = [], nodes }: Described): TSchema[] {
  const ports = nodes.flatMap(({ inputs, outputs }) => [...Object.values(inputs), ...Object.values(outputs)].map(({ schema }) => schema));
  return [...types, ...ports] as TSchema[];
}

export function manifestOf({ synchronous: _, ...node }: Described["nodes"][number]): NodeManifest {
  return node as unknown as NodeManifest;
}

const mostNesting = 40;
/** Those of the types that everybody has. */
const known = new Set(["^[0-9a-f]{64}$", "^image/", "^audio/", "^video/", "^[a-z]+/"]);

/** A pattern is tried against every value, by an engine that some patterns can hold up for years: only simple ones are taken. */
function mustBeTame(schema: unknown, pack: string, depth = 0): void {
  if (depth > mostNesting) fail({ code: "PACK_SCHEMA", message: `A schema of the pack "${pack}" is nested more than ${mostNesting} deep.`, hint: "Tell its author." });
  if (typeof schema !== "object" || schema === null) return;
  for (const [name, value] of Object.entries(schema)) {
    const patterns = name === "pattern" && typeof value === "string" ? [value] : name === "patternProperties" && typeof value === "object" && value ? Object.keys(value) : [];
    const wild = patterns.find((pattern) => !known.has(pattern) && !isTame(pattern));
    if (wild !== undefined) fail({ code: "PACK_SCHEMA", message: `A schema of the pack "${pack}" has the pattern ${JSON.stringify(wild.slice(0, 80))}, which could take for ever.`, hint: "Patterns of isolated packs have no groups and at most one open repetition; ask its author for a simpler one." });
    if (name === "$ref" || name === "$dynamicRef") fail({ code: "PACK_SCHEMA", message: `A schema of the pack "${pack}" refers to another.`, hint: "Schemas of isolated packs are whole in themselves; tell its author." });
    mustBeTame(value, pack, depth + 1);
  }
}

/** One open repetition takes time in proportion to the text's length, or to its square where the pattern may begin anywhere. */
function isTame(pattern: string): boolean {
  const bare = pattern.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  return pattern.length <= 200 && !/[()|]/.test(bare) && (bare.match(/[*+]|\{\d+,\}/g) ?? []).length <= 1;
}
