import { fail, type Static, Type } from "../../../runtime/contract/index.ts";

/** What subtitles in one language may be. Widths count a half-width letter or digit as 0.5 of a Chinese character. */
const Reading = Type.Object({
  width: Type.Number({ description: "Widest row, in characters of the language." }),
  rows: Type.Integer(),
  cps: Type.Number({ description: "Characters a second. Grapheme clusters; white space is not counted in Chinese." }),
});

/** The numbers a delivered file is judged by. Lengths are milliseconds, levels decibels, places pixels of the profile's size. */
export const Limits = Type.Object({
  width: Type.Integer(),
  height: Type.Integer(),
  videoCodec: Type.String(),
  videoProfile: Type.String(),
  pixelFormat: Type.String(),
  maxLevel: Type.Number({ description: "H.264 level: 4.2." }),
  maxGopMs: Type.Integer(),
  rates: Type.Array(Type.String(), { description: "Frame rates as ffprobe writes them: `25/1`." }),
  audioCodec: Type.String(),
  audioRate: Type.Integer(),
  audioChannels: Type.Integer(),
  maxBlackMs: Type.Integer(),
  maxFreezeMs: Type.Integer(),
  maxFlashesPerSecond: Type.Integer(),
  minBorder: Type.Integer({ description: "A bar narrower than this is not seen as one." }),
  minSharpness: Type.Number({ description: "Of a shot, as a part of the median shot's." }),
  maxBlocks: Type.Number({ description: "Block edges of a shot, as a multiple of the median shot's." }),
  cutToleranceFrames: Type.Integer(),
  loudness: Type.Number({ description: "Integrated, LUFS." }),
  loudnessTolerance: Type.Number(),
  maxTruePeak: Type.Number({ description: "dBTP." }),
  maxLoudnessRange: Type.Number({ description: "LU." }),
  silenceLevel: Type.Number({ description: "dBFS below which sound counts as silence." }),
  maxSilenceMs: Type.Integer(),
  minDucking: Type.Number({ description: "How far the bed falls under speech, dB." }),
  maxDurationGapMs: Type.Integer(),
  maxStartGapMs: Type.Integer(),
  maxOnsetFrames: Type.Number(),
  minCueMs: Type.Integer(),
  maxCueMs: Type.Integer(),
  minCueGapFrames: Type.Integer(),
  cueInFrames: Type.Integer({ description: "How far a cue's start may lie from the start of the speech." }),
  cueLingerFrames: Type.Integer({ description: "How long a cue may stay after the end of the speech." }),
  reading: Type.Record(Type.String(), Reading, { description: "By language: `zh`, `en`." }),
  safe: Type.Object({ top: Type.Integer(), right: Type.Integer(), bottom: Type.Integer(), left: Type.Integer() }),
}, { title: "Delivery limits" });
export type Limits = Static<typeof Limits>;

/**
 * Delivery profiles by name. The safe area keeps clear of what the players of short-video apps draw over the picture;
 * published figures differ between pages and app versions, so treat them as a starting point.
 */
export const profiles = {
  "vertical-1080": {
    width: 1080,
    height: 1920,
    videoCodec: "h264",
    videoProfile: "High",
    pixelFormat: "yuv420p",
    maxLevel: 4.2,
    maxGopMs: 2000,
    rates: ["24/1", "25/1", "30/1", "24000/1001", "30000/1001"],
    audioCodec: "aac",
    audioRate: 48_000,
    audioChannels: 2,
    maxBlackMs: 500,
    maxFreezeMs: 2000,
    maxFlashesPerSecond: 3,
    minBorder: 8,
    minSharpness: 0.1,
    maxBlocks: 3,
    cutToleranceFrames: 1,
    loudness: -14,
    loudnessTolerance: 0.5,
    maxTruePeak: -1,
    maxLoudnessRange: 15,
    silenceLevel: -50,
    maxSilenceMs: 1500,
    minDucking: 8,
    maxDurationGapMs: 40,
    maxStartGapMs: 1,
    maxOnsetFrames: 1,
    minCueMs: 833,
    maxCueMs: 7000,
    minCueGapFrames: 2,
    cueInFrames: 3,
    cueLingerFrames: 12,
    reading: {
      zh: { width: 16, rows: 2, cps: 9 },
      en: { width: 42, rows: 2, cps: 20 },
    },
    safe: { top: 150, right: 150, bottom: 440, left: 60 },
  },
} satisfies Record<string, Limits>;

/** A profile with single limits replaced. @throws ProblemError UNKNOWN_PROFILE */
export function limitsOf(profile: string, changes: Partial<Limits>): Limits {
  const found = Object.entries(profiles).find(([name]) => name === profile)?.[1];
  return found
    ? { ...found, ...changes }
    : fail({ code: "UNKNOWN_PROFILE", message: `There is no delivery profile "${profile}".`, hint: `Choose one of: ${Object.keys(profiles).join(", ")}.` });
}
