import { type Static, Type } from "../contract/typebox.ts";

/** The project's configuration, `reelwright.config.json`: JSON in which comments and trailing commas are allowed. */

const exact = { additionalProperties: false } as const;
const Price = (description: string) => Type.Optional(Type.Number({ minimum: 0, description }));

/** Prices in whole units of the account's currency. What a model does not charge for is left out. */
export const Prices = Type.Object({
  inputPerMillion: Price("A million tokens read."),
  cachedInputPerMillion: Price("A million tokens read that the provider had cached; default: as inputPerMillion."),
  outputPerMillion: Price("A million tokens written."),
  perMillionCharacters: Price("A million characters spoken."),
  perMinute: Price("A minute of audio."),
  perImage: Price("One picture."),
  perSecond: Price("One second of video."),
  perCall: Price("One call, whatever it brings."),
}, exact);
export type Prices = Static<typeof Prices>;

export const Limits = Type.Object({
  requestsPerMinute: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  tokensPerMinute: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: "Read and written." })),
  concurrency: Type.Optional(Type.Integer({ minimum: 1, description: "Calls at once; default 16 for each model." })),
}, { ...exact, description: "Of a model; at a provider, of all its models together." });
export type Limits = Static<typeof Limits>;

export const VoiceOffer = Type.Object({
  name: Type.String({ minLength: 1 }),
  gender: Type.Unsafe<"female" | "male" | "unspecified">({ enum: ["female", "male", "unspecified"] }),
  age: Type.Unsafe<"child" | "young" | "adult" | "elder">({ enum: ["child", "young", "adult", "elder"] }),
  languages: Type.Optional(Type.Array(Type.String(), { description: "Language tags it speaks; default: every language." })),
}, exact);

/** What a model can do. What is not said is not assumed. */
export const Abilities = Type.Object({
  structured: Type.Optional(Type.Unsafe<"json_schema" | "json_object" | "text">({ enum: ["json_schema", "json_object", "text"], description: "The strongest form of structured output; default json_schema, and a weaker one is used, with a notice, when the provider refuses it." })),
  images: Type.Optional(Type.Boolean({ description: "Reads pictures in messages." })),
  references: Type.Optional(Type.Integer({ minimum: 0, description: "How many reference pictures a request for a picture may carry; default 0." })),
  referenceField: Type.Optional(Type.Unsafe<"image[]" | "image">({ enum: ["image[]", "image"], description: "How the field of reference pictures is spelled; default image[]." })),
  sizes: Type.Optional(Type.Array(Type.String({ pattern: "^\\d+x\\d+$", errorMessage: "must be like 1024x1536" }), { description: "Sizes it can make; the nearest in shape is asked for and the result is fitted. Default: any." })),
  seconds: Type.Optional(Type.Array(Type.Number({ exclusiveMinimum: 0 }), { description: "Lengths of video it can make; the next longer is asked for. Default: any." })),
  firstFrame: Type.Optional(Type.Boolean({ description: "Starts a video from a given picture." })),
  voices: Type.Optional(Type.Array(VoiceOffer)),
  directions: Type.Optional(Type.Boolean({ description: "Takes directions for how a line is said." })),
  clone: Type.Optional(Type.Boolean({ description: "Speaks with voices made after a person's." })),
  seed: Type.Optional(Type.Boolean({ description: "Takes a seed." })),
  temperature: Type.Optional(Type.Boolean({ description: "Takes a temperature; default true." })),
  maxOutputTokens: Type.Optional(Type.Integer({ minimum: 1, description: "The most it writes; default 8192." })),
  imageTokens: Type.Optional(Type.Integer({ minimum: 1, description: "The most tokens one picture in a message counts as; default 2000." })),
  /** Older models know `max_tokens` only. */
  maxTokensField: Type.Optional(Type.Unsafe<"max_tokens" | "max_completion_tokens">({ enum: ["max_tokens", "max_completion_tokens"] })),
}, exact);
export type Abilities = Static<typeof Abilities>;

export const Model = Type.Object({
  prices: Type.Optional(Prices),
  market: Type.Optional(Type.Composite([Prices, Type.Object({ name: Type.Optional(Type.String({ description: "What it is compared with: `GPT-4 list price`." })) })], { ...exact, description: "Market prices to compare with; default: its own." })),
  limits: Type.Optional(Limits),
  can: Type.Optional(Abilities),
  effort: Type.Optional(Type.Unsafe<"none" | "minimal" | "low" | "medium" | "high">({ enum: ["none", "minimal", "low", "medium", "high"], description: "How long a model that thinks should do so, sent as `reasoning_effort`; default: not sent, the provider decides." })),
}, exact);
export type Model = Static<typeof Model>;

/** The name of a variable; a secret put here by mistake mostly has another form. */
const Variable = Type.String({ pattern: "^[A-Za-z_][A-Za-z0-9_]*$", errorMessage: "must be the name of a variable of the environment" });

/** Where a secret is. Never the secret itself. */
export const Secret = Type.Union([
  Type.Object({ env: Variable }, exact),
  Type.Object({ file: Type.String({ minLength: 1 }) }, exact),
  Type.Object({ command: Type.Array(Type.String(), { minItems: 1, description: "A program and its arguments; what it prints is the secret. No shell." }) }, exact),
], {
  description: "A variable of the environment, a file or a command that gives the secret.",
  errorMessage: "must be { \"env\": NAME }, { \"file\": PATH } or { \"command\": [PROGRAM, …] }",
});
export type Secret = Static<typeof Secret>;

export const ProviderConfig = Type.Object({
  type: Type.Unsafe<"openai">({ const: "openai", description: "The protocol it speaks." }),
  preset: Type.Optional(Type.String({ description: "Address, models, prices and abilities known beforehand; what is written here goes before them." })),
  baseUrl: Type.Optional(Type.Union([Type.String({ pattern: "^https?://" }), Type.Object({ env: Variable }, exact)], {
    description: "Up to and with the version: https://api.example.com/v1.",
    errorMessage: "must be an address that begins with https:// or http://, or { \"env\": NAME }",
  })),
  key: Type.Optional(Secret),
  refresh: Type.Optional(Type.Object({ command: Type.Array(Type.String(), { minItems: 1 }) }, { ...exact, description: "Run once when the key has expired; what it prints is the new key." })),
  organization: Type.Optional(Type.String({ description: "Sent as OpenAI-Organization." })),
  project: Type.Optional(Type.String({ description: "Sent as OpenAI-Project." })),
  headers: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Secret], { errorMessage: "must be a text, or { \"env\": NAME } and the like for a secret" }), { description: "Sent with every request." })),
  timeoutSeconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: "The longest silence before a call is given up; default 120." })),
  limits: Type.Optional(Limits),
  models: Type.Optional(Type.Record(Type.String(), Model, { description: "By the name the provider gives them. What is said here goes before what the preset says." })),
}, exact);
export type ProviderConfig = Static<typeof ProviderConfig>;

const Choice = Type.String({ pattern: "^(offline|[^/]+/.+)$", description: "A model of a provider, or the stand-in.", errorMessage: "must be like provider/model, or offline" });
/** One choice, or several of which each is asked when those before it cannot answer. */
export const RoleChoice = Type.Union([Choice, Type.Array(Choice, { minItems: 1 })], {
  description: "What fills the role; of a list, each is asked when those before it cannot answer.",
  errorMessage: "must be like provider/model, or offline, or a list of these",
});
export type RoleChoice = Static<typeof RoleChoice>;

export const roleNames = ["writer", "dialogue", "vision", "judge", "speech", "image", "video"] as const;
export type RoleName = (typeof roleNames)[number];

const chosen = Type.Optional(RoleChoice);
const Roles = Type.Object({ writer: chosen, dialogue: chosen, vision: chosen, judge: chosen, speech: chosen, image: chosen, video: chosen }, exact);

export const Config = Type.Object({
  $schema: Type.Optional(Type.String({ description: "For editors: where the schema of this file is." })),
  packs: Type.Optional(Type.Array(Type.String(), { description: "Folders of packs to load, from the project folder." })),
  concurrency: Type.Optional(Type.Integer({ minimum: 1, description: "How many items run at once." })),
  currency: Type.Optional(Type.String({ pattern: "^[A-Z]{3}$", errorMessage: "must be the three capital letters of a currency, such as USD or CNY", description: "ISO 4217, of every price and budget; default USD." })),
  providers: Type.Optional(Type.Record(Type.String({ pattern: "^[a-z0-9][a-z0-9-]*$" }), ProviderConfig, { ...exact, description: "Services, by a name of your own." })),
  roles: Type.Optional(Roles),
  secrets: Type.Optional(Type.Record(Type.String({ pattern: "^[A-Z][A-Z0-9_]*$" }), Secret, { description: "Where the secrets are that packs ask for by name; default: a variable of that name." })),
  reachable: Type.Optional(Type.Array(Type.String({ pattern: "^[^/\\s]+:\\d{1,5}$" }), { description: "Hosts with their ports that packs may reach though they are on this machine or beside it: `127.0.0.1:4711`." })),
  draft: Type.Optional(Type.Object({ roles: Type.Optional(Roles) }, { ...exact, description: "What is different at `--quality draft`." })),
}, exact);
export type Config = Static<typeof Config>;
