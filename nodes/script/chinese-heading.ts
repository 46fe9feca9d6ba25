import type { SceneHeading } from "./blocks.ts";
import { readLunarDate, readNumber, readTimeOfDay } from "./time-words.ts";

const numerals = "[0-9零〇一二两三四五六七八九十百]{1,6}";
const episode = new RegExp(`^第\\s*(${numerals})\\s*[集话話回](?!\\s*[)）]?\\s*[完终])[\\s：:、·—–-]*(.*)$`);
const episodeShort = /^(?:EP|Episode)\.?\s*(\d{1,3})\b[\s:—–-]*(.*)$/i;
const double = /^(\d{1,3})\s*[-–—~.·]\s*(\d{1,3})(?!\d)\s*场?[\s.、:，,]*(.*)$/;
const single = new RegExp(`^(?:第\\s*(${numerals})\\s*[场幕]|场(?:景|次)?\\s*(${numerals})|(\\d{1,3})\\s*[.、:])[\\s:、，,.]*(.*)$`);
const separators = /[\s/|、，,·:()[\]【】]+|\s*[-–—]+\s*/;

/** @returns the episode that a line such as `第3集 一碗饺子` begins */
export function readEpisodeHeading(line: string): { readonly index: number; readonly title: string } | undefined {
  const found = episode.exec(line) ?? episodeShort.exec(line);
  const index = found?.[1] ? readNumber(found[1]) : undefined;
  if (!index) return undefined;
  return { index, title: (found?.[2] ?? "").replace(/^《(.*)》$/, "$1").trim() };
}

/**
 * Reads `1-1 日 内 客厅`, `3-5 夜 内 奶奶家厨房`, `场景2：外景/黄昏/老街` and other orders of the same words. A line without a
 * number is a heading only when it says both when and whether inside or outside: `客厅 日 内`.
 */
export function readChineseHeading(written: string): SceneHeading | undefined {
  const line = written.normalize("NFKC").replace(/^[【[]([^】\]]*)[】\]]/, "$1 ").trim();
  if (line.length > 60) return undefined;
  const pair = double.exec(line);
  const one = pair ? undefined : single.exec(line);
  const number = pair?.[2] ? Number(pair[2]) : readNumber(one?.[1] ?? one?.[2] ?? one?.[3] ?? "");
  const rest = pair?.[3] ?? one?.[4] ?? line;
  const parts = readParts(rest);
  // "3. 他走了" counts something; "1-1" or "第3场" can only be a heading.
  const certain = pair !== null && pair !== undefined || one?.[1] !== undefined || one?.[2] !== undefined;
  const described = Number(parts.timeOfDay !== undefined) + Number(parts.interior !== undefined);
  if (!certain && described < (one ? 1 : 2)) return undefined;
  if (parts.location === "" && described === 0) return undefined;
  const lunarDate = readLunarDate(rest);
  return {
    ...parts,
    ...(lunarDate && { lunarDate }),
    ...(pair?.[1] && { episode: Number(pair[1]) }),
    ...(number && { number }),
  };
}

/** The rest of a heading, in whatever order: time, inside or outside, and all other words are the place. */
export function readParts(text: string): Pick<SceneHeading, "location" | "interior" | "timeOfDay"> {
  const place: string[] = [];
  let interior: boolean | undefined;
  let timeOfDay: SceneHeading["timeOfDay"];
  for (const word of text.normalize("NFKC").split(separators).filter(Boolean)) {
    const glued = /^(.{1,2}?)([内外])景?$/.exec(word);
    const time = readTimeOfDay(word) ?? (glued?.[1] ? readTimeOfDay(glued[1]) : undefined);
    const side = /^(内外|外内|内景|外景|内|外|室内|室外|户外|INT|EXT)\.?$/i.exec(word)?.[1] ?? (time && glued ? glued[2] : undefined);
    if (time !== undefined) timeOfDay ??= time;
    if (side !== undefined) interior ??= /^(内|室内|INT)/i.test(side);
    if (time === undefined && side === undefined && !isDay(word)) place.push(word);
  }
  return { location: place.join(" "), ...(interior !== undefined && { interior }), ...(timeOfDay && { timeOfDay }) };
}

/** `除夕`, `腊月廿三`: a day, not a place. */
function isDay(word: string): boolean {
  return readLunarDate(word) !== undefined && /^(除夕夜?|大年三十|大年初.|初.|正月.{1,3}|腊月.{1,3}|元宵节?|小年|春节当天)$/.test(word);
}
