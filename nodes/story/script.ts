import { type Static, Type, valueType } from "../../runtime/contract/index.ts";
import { CameraMove, Emotion, Gender, LineKind, ShotSize, TimeOfDay, TransitionKind } from "./vocabulary.ts";

/**
 * The written story. Ids are local to the parent and stable (`e03`, `s05`, `p02`, `l01`): joined with `/` they are the
 * item keys under which everything made from them is kept. People are referred to by character id.
 */

/** Who wrote it: `offline draft` for the stand-in, `screenplay` for a parsed text, else the model's name. */
export const Source = Type.String({ title: "Written by" });

export const Character = valueType("story/character", Type.Object({
  id: Type.String({ description: "Short and stable: `li-wei`." }),
  name: Type.String(),
  aliases: Type.Optional(Type.Array(Type.String(), { description: "Other names the script uses for the same person." })),
  age: Type.Optional(Type.Integer({ minimum: 0, maximum: 120 })),
  gender: Gender,
  role: Type.String({ description: "Place in the story: protagonist, love interest, grandmother." }),
  personality: Type.String(),
  speakingStyle: Type.String(),
  appearance: Type.Optional(Type.String({ description: "Free description; `cast/character` turns it into attributes." })),
  ethnicity: Type.Optional(Type.String()),
  hometown: Type.Optional(Type.String()),
  relations: Type.Array(Type.Object({
    to: Type.String({ description: "The other's character id." }),
    kind: Type.String({ description: "What the other is to this one, e.g. `grandmother`, `paternal-grandmother`, `friend`." }),
    address: Type.Optional(Type.String({ description: "How this one calls the other, e.g. `奶奶`." })),
  })),
}));
export type Character = Static<typeof Character>;

export const Line = valueType("story/line", Type.Object({
  id: Type.String(),
  kind: LineKind,
  speaker: Type.String({ description: "Character id; empty for a caption." }),
  to: Type.Optional(Type.String({ description: "Character id of the one spoken to." })),
  text: Type.String(),
  language: Type.String({ description: "BCP 47." }),
  emotion: Emotion,
  direction: Type.Optional(Type.String({ description: "How it is said, as written: `压低声音`." })),
  startMs: Type.Optional(Type.Integer({ minimum: 0, description: "Given start, from the start of the scene." })),
  endMs: Type.Optional(Type.Integer({ minimum: 0, description: "Given end, from the start of the scene." })),
}));
export type Line = Static<typeof Line>;

export const Transition = Type.Object({
  kind: TransitionKind,
  ms: Type.Integer({ minimum: 0, maximum: 3000, description: "Length of the overlap; 0 for a cut." }),
}, { title: "Transition" });
export type Transition = Static<typeof Transition>;

export const Shot = valueType("story/shot", Type.Object({
  id: Type.String(),
  size: ShotSize,
  move: CameraMove,
  description: Type.String({ description: "What is seen." }),
  characters: Type.Array(Type.String(), { description: "Ids of those in the picture, left to right." }),
  emotion: Emotion,
  lines: Type.Array(Type.String(), { description: "Ids of the lines this shot covers, in order." }),
  durationMs: Type.Optional(Type.Integer({ minimum: 1, description: "Wanted length; longer when its lines need it." })),
  transition: Type.Optional(Transition),
}));
export type Shot = Static<typeof Shot>;

/** Where and when a scene plays and what is in it: all a picture needs, so that a changed line redraws nothing. */
const setting = {
  id: Type.String({ description: "The scene's id." }),
  interior: Type.Boolean(),
  location: Type.String({ description: "As written: `奶奶家厨房`, `KITCHEN`." }),
  timeOfDay: TimeOfDay,
  lunarDate: Type.Optional(Type.String({ description: "`12-29`, `01-01`: month-day of the Chinese calendar." })),
  date: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "Gregorian date." })),
  emotion: Emotion,
  characters: Type.Array(Type.String()),
  props: Type.Array(Type.Object({
    name: Type.String(),
    state: Type.Optional(Type.String({ description: "`broken`, `wrapped`, `half eaten`." })),
    holder: Type.Optional(Type.String({ description: "Character id." })),
  })),
  wardrobe: Type.Array(Type.Object({
    character: Type.String(),
    outfit: Type.String(),
    reason: Type.Optional(Type.String({ description: "Why it differs from before, e.g. `changed after the rain`." })),
  })),
};
export const Setting = valueType("story/setting", Type.Object(setting));
export type Setting = Static<typeof Setting>;

export const Scene = valueType("story/scene", Type.Object({
  ...setting,
  title: Type.String(),
  summary: Type.String(),
  lines: Type.Array(Line),
  shots: Type.Array(Shot),
  /** How the scene goes over into the next one. */
  transition: Type.Optional(Transition),
  /** How the scene before goes over into this one; set by `script/scenes`, so that a scene can be cut without its neighbour. */
  incoming: Type.Optional(Transition),
}));
export type Scene = Static<typeof Scene>;

/** A scene that is planned but not written. */
export const SceneBrief = valueType("story/scene-brief", Type.Object({
  id: Type.String(),
  location: Type.String(),
  timeOfDay: TimeOfDay,
  interior: Type.Boolean(),
  purpose: Type.String({ description: "What changes in it." }),
  emotion: Emotion,
  characters: Type.Array(Type.String()),
  durationMs: Type.Integer({ minimum: 1000 }),
}));
export type SceneBrief = Static<typeof SceneBrief>;

export const Outline = valueType("story/outline", Type.Object({
  id: Type.String(),
  index: Type.Integer({ minimum: 1 }),
  title: Type.String(),
  logline: Type.String(),
  hook: Type.String({ description: "The first three seconds." }),
  beats: Type.Array(Type.String()),
  cliffhanger: Type.String(),
  emotionalCurve: Type.Array(Emotion),
  facts: Type.Array(Type.String(), { description: "What is true from the end of this episode on." }),
  targetMs: Type.Integer({ minimum: 1000 }),
}));
export type Outline = Static<typeof Outline>;

export const Arc = valueType("story/arc", Type.Object({
  title: Type.String(),
  theme: Type.String(),
  logline: Type.String(),
  language: Type.String(),
  acts: Type.Array(Type.Object({ title: Type.String(), summary: Type.String(), fromEpisode: Type.Integer(), toEpisode: Type.Integer() })),
  subplots: Type.Array(Type.Object({ title: Type.String(), summary: Type.String(), characters: Type.Array(Type.String()) })),
  turningPoints: Type.Array(Type.Object({ episode: Type.Integer({ minimum: 1 }), what: Type.String() })),
  characters: Type.Array(Character),
  outlines: Type.Array(Outline),
  source: Source,
}));
export type Arc = Static<typeof Arc>;

/** An episode: planned (scenes as briefs, no lines yet) and then written (scenes). */
export const Episode = valueType("story/episode", Type.Object({
  id: Type.String(),
  index: Type.Integer({ minimum: 1 }),
  title: Type.String(),
  logline: Type.String(),
  language: Type.String(),
  characters: Type.Array(Character),
  plan: Type.Array(SceneBrief),
  scenes: Type.Array(Scene),
  source: Source,
}));
export type Episode = Static<typeof Episode>;
