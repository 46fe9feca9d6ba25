import { type Static, Type } from "../contract/typebox.ts";
import type { NodeManifest } from "../contract/node.ts";
import type { TSchema } from "../contract/typebox.ts";
import { mismatch } from "../graph/schema.ts";
import { fail } from "../problem.ts";
import { isPlainText, plainText } from "./plain-text.ts";
import { mustBeTame } from "./tame.ts";

const Words = Type.String({ maxLength: 2000 });
/** A name that no object has by itself. */
const Name = Type.String({ pattern: "^(?!(constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[a-z][A-Za-z0-9]{0,60}$" });
const Schema = Type.Record(Type.String(), Type.Unknown());
const Port = Type.Object({
  schema: Schema, title: Type.Optional(Words), summary: Type.Optional(Words),
  optional: Type.Optional(Type.Literal(true)), many: Type.Optional(Type.Literal(true)), partial: Type.Optional(Type.Literal(true)), lazy: Type.Optional(Type.Literal(true)),
  generic: Type.Optional(Type.String({ maxLength: 20 })),
}, { additionalProperties: false });
const Ports = Type.Record(Type.String(), Port, { propertyNames: Name, maxProperties: 64 });
const Renames = Type.Record(Type.String(), Type.Object({ inputs: Type.Optional(Type.Record(Type.String(), Type.String())), outputs: Type.Optional(Type.Record(Type.String(), Type.String())) }));

const Texts = Type.Record(Type.String(), Words);
const PortTranslation = Type.Object({ title: Words, summary: Type.Optional(Words), choices: Type.Optional(Texts), members: Type.Optional(Texts) }, { additionalProperties: false });
const Translation = Type.Object({
  title: Type.Optional(Words), types: Type.Optional(Texts), choices: Type.Optional(Type.Record(Type.String(), Texts)),
  nodes: Type.Optional(Type.Record(Type.String(), Type.Object({
    title: Words, summary: Words, inputs: Type.Optional(Type.Record(Type.String(), PortTranslation)), outputs: Type.Optional(Type.Record(Type.String(), PortTranslation)),
  }, { additionalProperties: false }))),
}, { additionalProperties: false });

/** A pack as an isolate describes it: data, and nothing that could be called. */
const Described = Type.Object({
  name: Type.String(), title: Words, version: Type.String({ maxLength: 100 }), contract: Type.Literal(1),
  types: Type.Optional(Type.Array(Schema, { maxItems: 100 })), translations: Type.Optional(Type.Record(Type.String({ pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" }), Translation, { additionalProperties: false, maxProperties: 50 })),
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
  const wrong = tooMuch(value ?? null) ?? mismatch(Described, value);
  if (wrong) fail({ code: "PACK_BROKEN", message: `What the pack "${pack}" says of itself ${plainText(wrong, 500)}.`, hint: "Tell its author; \"reelwright pack check\" says the same." });
  const described = value as Described;
  if (described.name !== pack) fail({ code: "PACK_BROKEN", message: `The pack "${pack}" calls itself "${described.name.slice(0, 60)}" inside.`, hint: "Tell its author." });
  const foreign = described.nodes.find(({ type }) => !type.startsWith(`${pack}/`)) ?? described.nodes.find(({ type }, index) => described.nodes.findIndex((other) => other.type === type) !== index);
  if (foreign) fail({ code: "PACK_BROKEN", message: `The pack "${pack}" provides "${foreign.type.slice(0, 100)}" ${foreign.type.startsWith(`${pack}/`) ? "twice" : "which is not under its own name"}.`, hint: `Node types are called "${pack}/…", each once; tell its author.` });
  const waits = [
    ...(described.conversions > 0 ? ["conversions"] : []), ...(described.provides.length > 0 ? ["stand-ins"] : []),
    ...described.nodes.flatMap(({ type, synchronous }) => synchronous.filter((name) => name !== "expects").map((name) => `${name} of ${type}`)),
  ];
  if (waits.length > 0) fail({ code: "PACK_NEEDS_TRUST", message: `The pack "${pack}" has ${waits.join(", ")}, which an isolated pack cannot have.`, hint: `Use it without isolation only if you trust its author: reelwright pack trust ${pack}` });
  for (const schema of schemasOf(described)) mustBeTame(schema, pack);
  return described;
}

const mostText = 2 ** 20;

function tooMuch(value: unknown): string | undefined {
  if (JSON.stringify(value).length > mostText) return `is longer than ${mostText} characters`;
  return steers(value) ? "holds characters that steer a terminal or turn the direction of a text" : undefined;
}

/** Every word of it is shown somewhere: in a terminal, in an editor. */
function steers(value: unknown): boolean {
  if (typeof value === "string") return !isPlainText(value);
  return typeof value === "object" && value !== null && Object.entries(value).some(([name, part]) => !isPlainText(name) || steers(part));
}

export function schemasOf({ types = [], nodes }: Described): TSchema[] {
  const ports = nodes.flatMap(({ inputs, outputs }) => [...Object.values(inputs), ...Object.values(outputs)].map(({ schema }) => schema));
  return [...types, ...ports] as TSchema[];
}

export function manifestOf({ synchronous: _, ...node }: Described["nodes"][number]): NodeManifest {
  return node as unknown as NodeManifest;
}
