import type { Finding } from "./review.ts";

/** The headings under which a reader looks for a check, in the order of the page. */
export const areas = ["Picture", "Sound", "Sync", "Subtitles", "Culture", "Continuity", "Script", "Other"] as const;
export type Area = (typeof areas)[number];

const byPack: Readonly<Record<string, Area>> = { culture: "Culture", continuity: "Continuity", identity: "Continuity", script: "Script", screenplay: "Script", subtitles: "Subtitles", picture: "Picture", sound: "Sound", sync: "Sync" };

/** Words of check names, the telling ones first: `technical/audio-video-length` is about sync, not about sound. */
const byWord: readonly (readonly [RegExp, Area])[] = [
  [/sync|offset|onset|lengths?-agree|audio-video|start-times?|durations?/, "Sync"],
  [/subtitle|cue|caption|srt|vtt|reading|cps|font|glyph|burn/, "Subtitles"],
  [/loud|peak|sound|audio|silence|clip|duck|stem|speech|dialogue|music|voice|sample|aac/, "Sound"],
  [/picture|video|frame|size|codec|rate|colou?r|black|freeze|flash|border|blur|block|cut|shot|pixel|aspect|gop|faststart|container|profile|level|rotation/, "Picture"],
];

/** `culture/gift-clock` → Culture, `technical/loudness` → Sound */
export function areaOf(finding: Pick<Finding, "check">): Area {
  const [pack = "", ...rest] = finding.check.toLowerCase().split("/");
  const known = byPack[pack];
  if (known) return known;
  const name = rest.join("/") || pack;
  return byWord.find(([word]) => word.test(name))?.[1] ?? "Other";
}

/** `technical/true-peak` → `True peak` */
export function checkTitle(check: string): string {
  const name = check.split("/").at(-1)!.replaceAll(/[-_]+/g, " ").trim();
  const words = name.replace(/\b(av|lufs|srt|vtt|ass|cps|gop|aac|sar|dar)\b/gi, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
