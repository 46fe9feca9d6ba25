import { Type, valueType } from "reelwright/pack";

/** How one word or name is always translated. */
export const Term = valueType("second-language/term", Type.Object({
  term: Type.String({ minLength: 1 }),
  translation: Type.String({ minLength: 1 }),
}));
