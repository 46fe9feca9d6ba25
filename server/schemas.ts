import { type Static, Type } from "../runtime/contract/typebox.ts";
import { GraphDocument } from "../runtime/graph/document.ts";

/** What requests and answers look like. One schema checks a request, types it for the client and describes it in OpenAPI. */

const Values = Type.Record(Type.String(), Type.Unknown());
const Micros = Type.Number({ description: "In millionths of the account's currency." });
const Time = Type.Number({ description: "In milliseconds since 1970." });
const closed = { additionalProperties: false };

export const Problem = Type.Object({
  code: Type.String({ pattern: "^[A-Z][A-Z_]+$" }),
  message: Type.String(),
  hint: Type.Optional(Type.String()),
  file: Type.Optional(Type.String()),
  line: Type.Optional(Type.Integer()),
  node: Type.Optional(Type.String()),
  item: Type.Optional(Type.String()),
  port: Type.Optional(Type.String()),
  edge: Type.Optional(Type.String()),
});

export const ProblemAnswer = Type.Object({ type: Type.String(), title: Type.String(), status: Type.Integer(), problems: Type.Array(Problem, { minItems: 1 }) }, closed);

export const Session = Type.Object({ ticket: Type.String(), version: Type.String(), project: Type.String(), currency: Type.String({ description: "ISO 4217, of every price, cost and budget." }) }, closed);

const Manifest = Type.Object({ type: Type.String(), version: Type.Integer(), title: Type.String(), summary: Type.String(), inputs: Values, outputs: Values });

export const Packs = Type.Object({
  packs: Type.Array(Type.Object({
    name: Type.String(), title: Type.String(), version: Type.String(), nodes: Type.Array(Manifest), types: Type.Array(Values),
    conversions: Type.Array(Type.Object({ from: Type.String(), to: Type.String() }, closed)), translations: Values,
    icon: Type.Optional(Type.Literal(true, { description: "`/api/packs/NAME/icon` has its picture." })),
    isolated: Type.Optional(Type.Literal(true, { description: "It runs apart, with what it was granted and nothing else." })),
    problem: Type.Optional(Problem),
  }, closed)),
  roles: Type.Record(Type.String(), Type.Object({ provider: Type.String(), label: Type.Optional(Type.String()) }, closed)),
  pinyin: Type.Record(Type.String(), Type.String()),
}, closed);

const Filled = Type.Record(Type.String(), Type.Object({ provider: Type.String(), label: Type.Optional(Type.String({ description: "Set for a stand-in." })) }, closed));
const ByCurrency = Type.Record(Type.String(), Micros);

export const Services = Type.Object({
  currency: Type.String({ description: "ISO 4217, of every price, cost and budget." }),
  roles: Type.Object({ final: Filled, draft: Filled }, closed),
  providers: Type.Array(Type.Object({
    provider: Type.String(), breaker: Type.Union([Type.Literal("closed"), Type.Literal("open")], { description: "Open: it failed too often in a row; calls wait or fall back." }), refreshes: Type.Integer(),
    models: Type.Array(Type.Object({
      model: Type.String(), inFlight: Type.Integer(), waiting: Type.Integer(), concurrency: Type.Integer(), heldUntil: Type.Optional(Time),
    }, closed)),
  }, closed)),
  spent: Type.Object({ costMicros: ByCurrency, marketMicros: ByCurrency, exposedMicros: ByCurrency, settled: Type.Integer(), uncertain: Type.Integer(), open: Type.Integer() }, closed),
}, closed);

export const Graphs = Type.Object({
  graphs: Type.Array(Type.Object({
    name: Type.String(), title: Type.String(), summary: Type.Optional(Type.String()), changed: Time, nodes: Type.Integer(),
    shipped: Type.Boolean(), picture: Type.Boolean(), part: Type.Optional(Type.Literal(true)), problem: Type.Optional(Problem),
  }, closed)),
}, closed);

export const Saved = Type.Object({ name: Type.String(), etag: Type.String() }, closed);

export const CheckRequest = Type.Object({ graph: GraphDocument, inputs: Type.Optional(Values) }, closed);
export const Problems = Type.Object({ problems: Type.Array(Problem) }, closed);

const Quality = Type.Union([Type.Literal("draft"), Type.Literal("final")]);
const wanted = {
  inputs: Type.Optional(Values),
  only: Type.Optional(Type.Array(Type.String(), { description: "`node` or `node:item`; they and what they need are run." })),
  quality: Type.Optional(Quality),
  refresh: Type.Optional(Type.Array(Type.String(), { description: "`node` or `node:item`: kept results of these are not used." })),
  skipMissing: Type.Optional(Type.Boolean({ description: "Leave out nodes of packs that are not here, and what needs them, in place of refusing the graph." })),
};
const Budget = Type.Number({ minimum: 0, description: "In units of the account's currency." });

export const PlanRequest = Type.Object({ graph: GraphDocument, ...wanted }, closed);

const planned = { cached: Type.Integer(), willRun: Type.Integer(), depends: Type.Integer() };

export const Plan = Type.Object({
  problems: Type.Array(Problem),
  migrated: Type.Optional(Type.Array(Type.String())),
  leftOut: Type.Optional(Type.Array(Type.Object({ node: Type.String(), type: Type.String(), because: Type.String() }, closed))),
  nodes: Type.Array(Type.Object({
    node: Type.String(), type: Type.String(), ...planned,
    items: Type.Array(Type.Object({
      item: Type.String(), state: Type.Union([Type.Literal("cached"), Type.Literal("will-run"), Type.Literal("depends")]), why: Type.Optional(Type.Array(Values)),
    }, closed)),
  }, closed)),
  counts: Type.Object(planned, closed),
  estimate: Type.Object({
    currency: Type.String(), calls: Type.Record(Type.String(), Type.Integer()), ms: Type.Number(), costMicros: Micros, marketMicros: Micros, certainMicros: Micros, unpriced: Type.Array(Type.String()), complete: Type.Boolean(),
    roles: Type.Record(Type.String(), Type.Object({ calls: Type.Integer(), costMicros: Micros, marketMicros: Micros, provider: Type.String(), label: Type.Optional(Type.String()) }, closed)),
  }, closed),
}, closed);

export const RunRequest = Type.Object({
  graph: Type.Optional(GraphDocument), name: Type.Optional(Type.String({ description: "Of a saved graph, in place of `graph`." })), ...wanted, budget: Type.Optional(Budget),
}, closed);

export const Started = Type.Object({ id: Type.String() }, closed);

const Count = Type.Integer({ minimum: 0 });
const listing = {
  id: Type.String(), graph: Type.String(), at: Time, ms: Type.Number(),
  outcome: Type.Union(["queued", "running", "interrupted", "succeeded", "failed", "cancelled", "over-budget"].map((outcome) => Type.Literal(outcome))),
  counts: Type.Object({ executed: Count, cached: Count, failed: Count, skipped: Count }, closed),
  costMicros: Micros,
};

export const Runs = Type.Object({ paused: Type.Boolean(), runs: Type.Array(Type.Object(listing, closed)) }, closed);

export const Run = Type.Object({
  ...listing,
  request: Type.Optional(Type.Object({ graph: GraphDocument, ...wanted, budget: Type.Optional(Budget) }, closed)),
}, closed);

export const Move = Type.Object({ to: Type.Integer({ minimum: 0, description: "The place in the queue, counted from 0." }) }, closed);
export const Pause = Type.Object({ paused: Type.Boolean() }, closed);
export const Result = Type.Object({ outputs: Values }, closed);

/** What an output is shown as: its digest, and the value itself when it is small. */
const Shown = Type.Object({ digest: Type.String(), value: Type.Optional(Type.Unknown()) });

export const Takes = Type.Object({
  takes: Type.Array(Type.Object({ key: Type.String(), run: Type.String(), at: Time, ms: Type.Number(), costMicros: Micros, outputs: Type.Record(Type.String(), Shown) }, closed)),
}, closed);

export const TakesQuery = Type.Object({ graph: Type.String(), node: Type.String(), item: Type.Optional(Type.String({ description: "The item's key; left out for a node that does not fan out." })) });
export const EventsQuery = Type.Object({ after: Type.Optional(Type.String({ pattern: "^-?\\d{1,15}$", description: "The `seq` of the last event that is known." })) });
export const StreamQuery = Type.Object({ run: Type.Optional(Type.String({ description: "Only this run, from its start." })) });
export const MediaQuery = Type.Object({ media: Type.Optional(Type.String({ description: "Believed when it is harmless and agrees with the bytes." })), ticket: Type.Optional(Type.String()) });

export const Artifact = Type.Object({ artifact: Type.String({ pattern: "^[0-9a-f]{64}$" }), media: Type.String(), bytes: Type.Integer({ minimum: 0 }) }, closed);

/** One line of a run's events; the fields beside these depend on its type. */
export const Event = Type.Object({ type: Type.String(), run: Type.String(), seq: Type.Integer({ minimum: 0 }), at: Time });

export const Health = Type.Object({ status: Type.Literal("ok") }, closed);

export type RunRequestBody = Static<typeof RunRequest>;
