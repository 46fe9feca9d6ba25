import type { Finding } from "./review.ts";

/** The headings under which a reader looks for a check, in the order of the page. */
export const areas = ["Picture", "Sound", "Sync", "Subtitles", "Culture", "Continuity", "Script", "Other"] as const;
export type Area = (typeof areas)[number];

/** Checks of these say it by where they come from. */
const byOrigin: Readonly<Record<string, Area>> = { culture: "Culture", continuity: "Continuity", identity: "Continuity", script: "Script", screenplay: "Script", subtitles: "Subtitles" };

/** Words of the other checks' names, the telling ones first. */
const byWord: readonly (readonly [RegExp, Area])[] = [
  [/subtitle|cue|caption|glyph/, "Subtitles"],
  [/sync|onset|^start$|duration|late/, "Sync"],
  [/loud|peak|sound|audio|silence|clipping|duck|stem|speech|music/, "Sound"],
];

/** Where no word tells. */
const usual: Readonly<Record<string, Area>> = { technical: "Picture", compose: "Picture", picture: "Picture", voice: "Sound" };

/** `culture/gift-clock` → Culture, `technical/loudness` → Sound */
export function areaOf(finding: Pick<Finding, "check">): Area {
  const [origin = "", ...rest] = finding.check.toLowerCase().split("/");
  return byOrigin[origin] ?? byWord.find(([word]) => word.test(rest.join("/")))?.[1] ?? usual[origin] ?? "Other";
}

/** `technical/true-peak` → `True peak` */
export function checkTitle(check: string): string {
  const name = check.split("/").at(-1)!.replaceAll(/[-_]+/g, " ").trim();
  const words = name.replace(/\bstand in\b/, "stand-in").replace(/\b(av|lufs|srt|vtt|ass|cps|gop|aac|sar|dar)\b/gi, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
