import { Image, type Static, Type, valueType } from "../../runtime/contract/index.ts";
import { oneOf } from "./vocabulary.ts";

/** Whether those in a picture are who they should be: what was seen, by whom, and what it comes to. */

/** What a person is recognised by, in the order in which it is asked for. */
export const identityAttributes = [
  "gender", "age", "faceShape", "eyes", "hairStyle", "hairColour", "body", "outfit", "outfitColours", "accessories", "marks",
] as const;
export type IdentityAttribute = (typeof identityAttributes)[number];
export const IdentityAttribute = oneOf(identityAttributes, "Identity attribute");

export const judgements = ["match", "mismatch", "not_visible"] as const;
export type Judgement = (typeof judgements)[number];
export const Judgement = oneOf(judgements, "Judgement");

/** `uncertain` wants a person's eye: nobody could tell, or those asked disagree. Never a pass. */
export const identityStates = ["pass", "uncertain", "fail"] as const;
export type IdentityState = (typeof identityStates)[number];
export const IdentityState = oneOf(identityStates, "Identity");

const Score = Type.Number({ minimum: 0, maximum: 1, description: "Weight of what matches over the weight of what is visible." });

export const AttributeVerdict = Type.Object({
  attribute: IdentityAttribute,
  verdict: Judgement,
  evidence: Type.String({ description: "What is seen, in the words of whoever looked." }),
  /** The script declares a change for this scene: it is told, and decides nothing. */
  declared: Type.Optional(Type.Boolean()),
}, { title: "Attribute verdict" });
export type AttributeVerdict = Static<typeof AttributeVerdict>;

/** What something other than the vision model measured. */
export const IdentityVote = Type.Object({
  by: Type.String({ description: "`clothes colour`, `copy check`, `face`." }),
  says: oneOf(["for", "against", "abstains"], "Vote"),
  value: Type.Optional(Type.Number()),
  threshold: Type.Optional(Type.Number()),
  note: Type.String(),
}, { title: "Vote" });
export type IdentityVote = Static<typeof IdentityVote>;

export const CharacterVerdict = Type.Object({
  id: Type.String({ description: "The character's id." }),
  name: Type.String(),
  state: IdentityState,
  /** Absent when nothing that counts is visible. */
  score: Type.Optional(Score),
  reason: Type.String({ description: "Why it came to this, in one sentence." }),
  attributes: Type.Array(AttributeVerdict),
  votes: Type.Array(IdentityVote),
}, { title: "Character's verdict" });
export type CharacterVerdict = Static<typeof CharacterVerdict>;

/** One picture that was looked at. The first is the candidate as it came. */
export const IdentityAttempt = Type.Object({
  image: Image,
  /** Absent for the candidate, whose seed is not known here. */
  seed: Type.Optional(Type.Integer()),
  state: IdentityState,
  score: Type.Optional(Score),
  failing: Type.Array(Type.String(), { description: "`li-wei hairColour`." }),
}, { title: "Attempt" });
export type IdentityAttempt = Static<typeof IdentityAttempt>;

/** The verdict on one shot's picture. `state` is that of the worst character, of the attempt that was kept. */
export const IdentityVerdict = valueType("story/identity-verdict", Type.Object({
  id: Type.String({ description: "The shot's id." }),
  scene: Type.String(),
  state: IdentityState,
  score: Type.Optional(Score),
  threshold: Type.Number(),
  characters: Type.Array(CharacterVerdict),
  attempts: Type.Array(IdentityAttempt),
  kept: Type.Integer({ minimum: 0, description: "Index of the attempt that was kept." }),
  by: Type.String({ description: "Who looked: a stand-in's label, or the model." }),
}));
export type IdentityVerdict = Static<typeof IdentityVerdict>;

const Line = Type.Object({
  slope: Type.Number({ description: "Change of the score from one to the next, by least squares." }),
  intercept: Type.Number(),
}, { title: "Trend" });

/** How well one character was kept over the shots of an episode. */
export const CharacterIdentity = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** Mean of the scores there are. */
  mean: Type.Optional(Score),
  shots: Type.Array(Type.Object({ scene: Type.String(), shot: Type.String(), state: IdentityState, score: Type.Optional(Score), copied: Type.Optional(Type.Boolean()) })),
  trend: Type.Optional(Line),
  /** The two shots in which the character differs most from itself. */
  worst: Type.Optional(Type.Object({
    one: Type.String({ description: "`s01/p02`." }), other: Type.String(), gap: Type.Number(), differing: Type.Array(IdentityAttribute),
  })),
}, { title: "Character's identity" });
export type CharacterIdentity = Static<typeof CharacterIdentity>;

/** All identity verdicts of an episode, by character. */
export const IdentityReport = valueType("story/identity-report", Type.Object({
  id: Type.String({ description: "The episode's id." }),
  index: Type.Integer({ minimum: 1 }),
  title: Type.String(),
  characters: Type.Array(CharacterIdentity),
  /** Who looked. */
  by: Type.Array(Type.String()),
}));
export type IdentityReport = Static<typeof IdentityReport>;

/** How characters hold over the episodes of a series. */
export const IdentityDrift = valueType("story/identity-drift", Type.Object({
  characters: Type.Array(Type.Object({
    id: Type.String(),
    name: Type.String(),
    episodes: Type.Array(Type.Object({ id: Type.String(), index: Type.Integer(), mean: Score, shots: Type.Integer({ minimum: 0 }) })),
    trend: Type.Optional(Line),
  })),
}));
export type IdentityDrift = Static<typeof IdentityDrift>;
