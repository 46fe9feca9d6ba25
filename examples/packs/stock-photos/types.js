import { Type, valueType } from "reelwright/pack";

/** @param {readonly string[]} words @param {string} title */
export const oneOf = (words, title) => Type.Union(words.map((word) => Type.Literal(word)), { title });

/** A photo that was found: what the service says of it, and not its bytes. */
export const Photo = valueType("stock-photos/photo", Type.Object({
  id: Type.String(),
  width: Type.Integer({ minimum: 1 }),
  height: Type.Integer({ minimum: 1 }),
  description: Type.String(),
  colour: Type.String({ description: "Its average colour." }),
  page: Type.String({ description: "Where people see it." }),
  photographer: Type.String(),
  photographerPage: Type.String(),
  /** Where its bytes are, at full size. */
  file: Type.String(),
}));

/** Whom to thank for a photo, and how the service wants it said. */
export const Credit = valueType("stock-photos/credit", Type.Object({
  id: Type.String({ description: "The photo's id." }),
  text: Type.String({ description: "`Photo by Jane Doe on Pexels`." }),
  photographer: Type.String(),
  photographerPage: Type.String(),
  page: Type.String(),
}));
