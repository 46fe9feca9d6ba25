import { Image, type Static, Type, valueType, Video } from "../../runtime/contract/index.ts";

/** `block` stops delivery, `warn` wants a look, `info` is said once, `pass` is a check that held. */
export const Severity = Type.Unsafe<"block" | "warn" | "info" | "pass">(
  Type.Union(["block", "warn", "info", "pass"].map((word) => Type.Literal(word)), { title: "Severity" }),
);
export type Severity = Static<typeof Severity>;

/** One thing a check found, or one check that held. Always says what was measured, or quotes the line it means. */
export const Finding = valueType("story/finding", Type.Object({
  check: Type.String({ description: "Which check: `technical/loudness`, `culture/gift-clock`, `continuity/wardrobe`." }),
  severity: Severity,
  message: Type.String(),
  hint: Type.Optional(Type.String()),
  where: Type.Optional(Type.Object({
    episode: Type.Optional(Type.String()),
    scene: Type.Optional(Type.String()),
    shot: Type.Optional(Type.String()),
    line: Type.Optional(Type.String()),
    fromMs: Type.Optional(Type.Integer()),
    toMs: Type.Optional(Type.Integer()),
    /** Line of a source text. */
    sourceLine: Type.Optional(Type.Integer()),
  })),
  /** The words it is about, verbatim. */
  quote: Type.Optional(Type.String()),
  measured: Type.Optional(Type.String()),
  expected: Type.Optional(Type.String()),
  waiver: Type.Optional(Type.Object({ by: Type.String(), reason: Type.String(), at: Type.Optional(Type.String()) })),
}));
export type Finding = Static<typeof Finding>;

/** The verdict on one delivered thing, e.g. an episode. */
export const Report = valueType("story/report", Type.Object({
  id: Type.String({ description: "What it is about: the episode's id." }),
  title: Type.String(),
  verdict: Type.Unsafe<"pass" | "look" | "block">(Type.Union(["pass", "look", "block"].map((word) => Type.Literal(word)), { title: "Verdict" })),
  findings: Type.Array(Finding),
  video: Type.Optional(Video),
  /** Frames to recognise it by, in order. */
  stills: Type.Array(Image),
  /** Stand-ins whose work is in it: `offline draft`, `offline speech`. */
  standIns: Type.Array(Type.String()),
}));
export type Report = Static<typeof Report>;
