import { Type, valueType } from "reelwright/pack";

/** @param {readonly string[]} words @param {string} title */
export const oneOf = (words, title) => Type.Union(words.map((word) => Type.Literal(word)), { title });

export const positions = ["bottom", "middle", "top"];
export const highlights = ["none", "sweep", "word"];
export const motions = ["none", "fade", "pop"];

/** @param {string} title */
export const Colour = (title) => Type.String({ title, pattern: "^#[0-9a-fA-F]{6}$", description: "As `#ffd84a`." });

const part = Type.Number({ minimum: 0, maximum: 0.45 });

/** How subtitles look. Lengths are pixels of a picture whose shorter side is 1080; margins are parts of the picture. */
export const Style = valueType("subtitle-styles/style", Type.Object({
  id: Type.String(),
  font: Type.String(),
  bold: Type.Boolean(),
  size: Type.Number({ description: "Height of a Chinese character." }),
  spacing: Type.Number(),
  fill: Colour("Text"),
  outline: Type.Number(),
  outlineColour: Colour("Outline"),
  shadow: Type.Number(),
  /** How dark the plate behind the text is; 0 for none. */
  plate: Type.Number({ minimum: 0, maximum: 1 }),
  highlight: oneOf(highlights, "Highlight"),
  highlightColour: Colour("Highlight"),
  motion: oneOf(motions, "Motion"),
  position: oneOf(positions, "Position"),
  safe: Type.Object({ top: part, right: part, bottom: part, left: part }),
  /** The second language against the first. */
  second: Type.Object({ size: Type.Number(), fill: Colour("Second language") }),
  speakers: Type.Array(Type.Object({ speaker: Type.String(), colour: Colour("Colour") })),
}));

/** A subtitle with its translation. Times are frames, as of the cue it was made from. */
export const Pair = valueType("subtitle-styles/pair", Type.Object({
  line: Type.String(),
  speaker: Type.String(),
  language: Type.String(),
  lines: Type.Array(Type.String()),
  start: Type.Integer({ minimum: 0 }),
  end: Type.Integer({ minimum: 0 }),
  /** The translation, not broken into rows; empty when there is none. */
  second: Type.String(),
  secondLanguage: Type.String(),
  secondFirst: Type.Boolean(),
}));
