import type { Look } from "./look.ts";

/** From the top of the hair to the soles, and the middle of the figure, in the art's units. */
export const figure = { top: 118, chin: 566, middle: 395, eyes: 360, hip: 1210, feet: 2040, headHeight: 448 } as const;

/** How far below the chin the feet are: children have the same head on a smaller body. */
export const soles = (look: Look): number => (look.years === "child" ? 640 + (figure.feet - 640) * 0.7 : figure.feet);
