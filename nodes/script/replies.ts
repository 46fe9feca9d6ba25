import { type Static, Type } from "../../runtime/contract/index.ts";
import { cameraMoves, emotions, genders, lineKinds, shotSizes, timesOfDay, transitionKinds } from "../story/index.ts";

/**
 * What writers are asked to answer with. People are called by name here, as writers do, and get their ids afterwards.
 * Every field is required and no other is allowed, which is what model providers demand of a strict schema.
 */
const closed = { additionalProperties: false } as const;
const words = <const W extends readonly string[]>(list: W) => Type.Unsafe<W[number]>({ type: "string", enum: [...list] });
const text = Type.String({ minLength: 1 });
const names = Type.Array(text);

export const BibleReply = Type.Object({
  title: text,
  logline: text,
  acts: Type.Array(Type.Object({ title: text, summary: text, fromEpisode: Type.Integer({ minimum: 1 }), toEpisode: Type.Integer({ minimum: 1 }) }, closed), { minItems: 1 }),
  subplots: Type.Array(Type.Object({ title: text, summary: text, characters: names }, closed), { minItems: 3, maxItems: 3 }),
  turningPoints: Type.Array(Type.Object({ episode: Type.Integer({ minimum: 1 }), what: text }, closed), { minItems: 1 }),
  characters: Type.Array(Type.Object({
    name: text, age: Type.Integer({ minimum: 0, maximum: 120 }), gender: words(genders), role: text, personality: text, speakingStyle: text, appearance: text,
    relations: Type.Array(Type.Object({ to: text, kind: text, address: Type.String() }, closed)),
  }, closed), { minItems: 2, maxItems: 12 }),
  /** Where each required thing happens. */
  musts: Type.Array(Type.Object({ must: text, episode: Type.Integer({ minimum: 1 }), how: text }, closed)),
}, closed);
export type BibleReply = Static<typeof BibleReply>;

export const OutlinesReply = Type.Object({
  outlines: Type.Array(Type.Object({
    episode: Type.Integer({ minimum: 1 }), title: text, logline: text, hook: text, beats: Type.Array(text, { minItems: 2 }), cliffhanger: text,
    emotionalCurve: Type.Array(words(emotions), { minItems: 2 }), facts: Type.Array(text, { minItems: 1 }),
  }, closed), { minItems: 1 }),
}, closed);
export type OutlinesReply = Static<typeof OutlinesReply>;

export const EpisodeReply = Type.Object({
  title: text,
  logline: text,
  scenes: Type.Array(Type.Object({
    location: text, interior: Type.Boolean(), timeOfDay: words(timesOfDay), purpose: text, emotion: words(emotions), characters: names, seconds: Type.Number({ minimum: 1, maximum: 600 }),
  }, closed), { minItems: 1, maxItems: 24 }),
}, closed);
export type EpisodeReply = Static<typeof EpisodeReply>;

const spokenLine = Type.Object({
  kind: words(lineKinds), speaker: Type.String(), to: Type.String(), text, emotion: words(emotions), direction: Type.String(),
}, closed);

export const SceneReply = Type.Object({
  title: text,
  summary: text,
  date: Type.String({ pattern: "^(\\d{4}-\\d{2}-\\d{2})?$" }),
  lunarDate: Type.String({ pattern: "^(\\d{2}-\\d{2})?$" }),
  props: Type.Array(Type.Object({ name: text, state: Type.String(), holder: Type.String() }, closed)),
  wardrobe: Type.Array(Type.Object({ character: text, outfit: text, reason: Type.String() }, closed)),
  shots: Type.Array(Type.Object({
    size: words(shotSizes), move: words(cameraMoves), description: text, characters: names, emotion: words(emotions),
    seconds: Type.Number({ minimum: 0, maximum: 60 }), lines: Type.Array(spokenLine), transition: words(transitionKinds),
  }, closed), { minItems: 1, maxItems: 40 }),
}, closed);
export type SceneReply = Static<typeof SceneReply>;
