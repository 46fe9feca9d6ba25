import { createHash } from "node:crypto";

/** A kitchen in the evening, two people in it, and how to make others. */
export const setting = (over: object = {}) => ({
  id: "s05",
  interior: true,
  location: "奶奶家厨房",
  timeOfDay: "evening",
  lunarDate: "12-29",
  emotion: "family-warm",
  characters: ["li-wei", "zhang-mei", "nai-nai"],
  props: [],
  wardrobe: [],
  ...over,
});

export const shot = (over: object = {}) => ({
  id: "p01",
  size: "MS",
  move: "push-in",
  description: "",
  characters: ["li-wei", "zhang-mei"],
  emotion: "family-warm",
  lines: [],
  ...over,
});

export interface Traits {
  readonly gender?: string;
  readonly age?: number;
  readonly face?: Record<string, string>;
  readonly hair?: Record<string, string>;
  readonly clothing?: Record<string, string>;
  readonly body?: Record<string, string>;
  readonly marks?: Record<string, string>;
}

export function anchor(id: string, name: string, { gender = "unspecified", age, ...attributes }: Traits = {}) {
  return {
    id,
    name,
    gender,
    ...(age === undefined ? {} : { age }),
    anchor: createHash("sha256").update(id).digest("hex"),
    attributes: { face: {}, hair: {}, clothing: {}, body: {}, marks: {}, ...attributes },
    emotionalRange: ["neutral" as const],
    source: "description",
  };
}
