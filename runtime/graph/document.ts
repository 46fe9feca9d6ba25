import { type Static, Type } from "../contract/typebox.ts";
import { idPattern } from "../ids.ts";

const Inputs = Type.Record(Type.String(), Type.Unknown());

/** Decisions for one item: other input values, or a value (an artifact reference, say) in place of an output. */
export const ItemDecision = Type.Object({
  inputs: Type.Optional(Inputs),
  pin: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type ItemDecision = Static<typeof ItemDecision>;

export const NodeEntry = Type.Object({
  type: Type.String({ minLength: 1 }),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  title: Type.Optional(Type.String()),
  mode: Type.Optional(Type.Union([Type.Literal("muted"), Type.Literal("bypassed")], { description: "muted: it does not run, nor does what needs it. bypassed: it does not run, and passes on what comes in." })),
  inputs: Type.Optional(Inputs),
  items: Type.Optional(Type.Record(Type.String(), ItemDecision)),
});
export type NodeEntry = Static<typeof NodeEntry>;

export const EdgeEntry = Type.Object({ from: Type.String(), to: Type.String() });
export type EdgeEntry = Static<typeof EdgeEntry>;

export const GraphInput = Type.Object({
  type: Type.String({ description: "A value type with its rank: `text`, `story/scene[]`." }),
  title: Type.Optional(Type.String()),
  summary: Type.Optional(Type.String()),
  default: Type.Optional(Type.Unknown()),
  to: Type.Array(Type.String(), { description: "The inputs it feeds, as `node.port`." }),
});
export type GraphInput = Static<typeof GraphInput>;

export const GraphOutput = Type.Object({ from: Type.String(), title: Type.Optional(Type.String()) });
export type GraphOutput = Static<typeof GraphOutput>;

const ids = { propertyNames: { pattern: idPattern } };

/** What a director said of one item of a node. Read by people only. */
export const Verdict = Type.Object({
  state: Type.Optional(Type.Union([Type.Literal("approved"), Type.Literal("rejected")])),
  comment: Type.Optional(Type.String()),
  of: Type.Optional(Type.String({ description: "The cache key of the result that was looked at; another result has not been approved." })),
  at: Type.Optional(Type.String({ description: "When, as an RFC 3339 date and time." })),
});
export type Verdict = Static<typeof Verdict>;

/**
 * A graph as saved: one JSON file. Published as `docs/graph.schema.json`. Fields that this version does not know are kept.
 */
export const GraphDocument = Type.Object({
  format: Type.String(),
  name: Type.String({ pattern: "^[a-z0-9][a-z0-9._-]*$" }),
  title: Type.Optional(Type.String()),
  summary: Type.Optional(Type.String()),
  packs: Type.Optional(Type.Record(Type.String(), Type.String())),
  inputs: Type.Optional(Type.Record(Type.String(), GraphInput, ids)),
  nodes: Type.Record(Type.String(), NodeEntry, ids),
  edges: Type.Optional(Type.Array(EdgeEntry)),
  outputs: Type.Optional(Type.Record(Type.String(), GraphOutput, ids)),
  review: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Verdict), { description: "By node, then by item key." })),
  layout: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type GraphDocument = Static<typeof GraphDocument>;
