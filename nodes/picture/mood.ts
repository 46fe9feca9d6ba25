import type { Emotion } from "../story/index.ts";

/** How a still is graded after it is painted. */
export interface Grade {
  /** Above 0 warmer, below 0 cooler; 0.1 is plain to see. */
  readonly warmth: number;
  readonly saturation: number;
  readonly contrast: number;
  /** How dark the corners get, 0 to 1. */
  readonly vignette: number;
  /** Blacks lifted, as on an old print. */
  readonly fade: number;
}

const plain: Grade = { warmth: 0.01, saturation: 1.02, contrast: 1.04, vignette: 0.34, fade: 0.01 };

const grades: Readonly<Record<Emotion, Grade>> = {
  neutral: plain,
  joyful: { ...plain, warmth: 0.035, saturation: 1.1, vignette: 0.28 },
  "family-warm": { ...plain, warmth: 0.05, saturation: 1.06 },
  nostalgic: { ...plain, warmth: 0.065, saturation: 0.92, contrast: 0.99, fade: 0.03, vignette: 0.46 },
  "light-hearted": { ...plain, warmth: 0.02, saturation: 1.08, vignette: 0.26 },
  romantic: { ...plain, warmth: 0.04, saturation: 1.02, fade: 0.03, vignette: 0.4 },
  dramatic: { ...plain, saturation: 0.95, contrast: 1.14, vignette: 0.58 },
  sad: { ...plain, warmth: -0.045, saturation: 0.8, contrast: 0.98, vignette: 0.5 },
  angry: { ...plain, warmth: 0.03, saturation: 1.05, contrast: 1.15, vignette: 0.56 },
  anxious: { ...plain, warmth: -0.03, saturation: 0.88, contrast: 1.05, vignette: 0.52 },
  surprised: { ...plain, saturation: 1.06, contrast: 1.06 },
  determined: { ...plain, saturation: 0.98, contrast: 1.1, vignette: 0.44 },
};

export const gradeOf = (emotion: Emotion): Grade => grades[emotion];
