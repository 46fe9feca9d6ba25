import type { RoleName } from "../config/config.ts";
import type { Usage } from "../money/prices.ts";

/**
 * What one item's use of a role typically takes, in everything a model may charge for: plans reckon with it until there is a
 * history to go by. Taken from the built-in graphs: a scene's dialogue, one spoken line, one shot.
 */
export const usual: Readonly<Record<RoleName, Usage>> = {
  writer: { tokensIn: 2500, tokensOut: 3500 },
  dialogue: { tokensIn: 2500, tokensOut: 1500 },
  // Two pictures and a checklist.
  vision: { tokensIn: 3000, tokensOut: 700 },
  judge: { tokensIn: 3500, tokensOut: 900 },
  speech: { tokensIn: 40, characters: 40, seconds: 6 },
  // By tokens a tall picture of medium quality, shown two references; by the piece, one.
  image: { tokensIn: 1500, tokensOut: 1600, images: 1 },
  video: { videoSeconds: 5 },
};
