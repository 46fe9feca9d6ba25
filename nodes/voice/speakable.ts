import { counting, digitByDigit, mandarinNumber } from "./mandarin-numbers.ts";

/**
 * A stretch of a line in one language, as a speech engine should get it. Positions count code points; `origin[i]` is
 * the part of the line that the i-th code point of `text` stands for.
 */
export interface Run {
  readonly language: "zh" | "en";
  readonly text: string;
  readonly origin: readonly Span[];
}
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether there is anything in it to say: a line of dots is shown, not spoken. */
export function isSpeakable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Figures, which Mandarin engines count out, read sign by sign, or place wrongly in the line. */
const figure = /(?<year>\d{4})(?=年)|(?<![\d:])(?<hour>\d{1,2})[:：](?<minute>\d{2})(?![\d:])|(?<share>\d+(?:\.\d+)?)[%％]|[￥¥](?<sum>\d+(?:\.\d+)?)|(?<frost>[-−])?(?<degrees>\d+(?:\.\d+)?)(?:°C|℃)|(?<![\d/])(?<part>\d{1,2})\/(?<whole>\d{1,2})(?![\d/])|(?<number>\d+(?:\.\d+)?)(?<counted>[个位天点碗只张年两])?/gu;

function inWords({ year, hour, minute, share, sum, frost, degrees, part, whole, number, counted }: Record<string, string | undefined>): string {
  if (year) return digitByDigit(year);
  if (hour) return `${counting(hour)}点${minute === "00" ? "" : `${mandarinNumber(minute!)}分`}`;
  if (share) return `百分之${mandarinNumber(share)}`;
  if (sum) return `${counting(sum)}元`;
  if (degrees) return `${frost ? "零下" : ""}${mandarinNumber(degrees)}度`;
  if (part) return `${mandarinNumber(whole!)}分之${mandarinNumber(part)}`;
  return counted ? counting(number!) + counted : mandarinNumber(number!);
}

/** What no engine should spell out (emoji, notes, marks), one blank each; what makes a pause stays. */
const unspoken = /[^\p{L}\p{M}\p{N}\s.,!?;:'"%％$€£￥¥&+\-−/°℃，。！？；：、…—“”‘’（）()《》「」]/u;

/**
 * Prepares a line for the engine. A Chinese line is one run, as the Mandarin voices read Latin words as English; an
 * English line is cut where Chinese begins, which the English voices cannot read.
 */
export function speakableRuns(text: string, language: string): Run[] {
  const chinese = /^(zh|cmn)/i.test(language);
  const points = [...text].map((point) => (unspoken.test(point) ? " " : point));
  if (chinese && /\p{Script=Han}/u.test(text)) return [run("zh", points, 0)];
  const runs: Run[] = [];
  for (let start = 0; start < points.length;) {
    const isHan = script(points[start]!) === "han";
    let end = start + 1;
    while (end < points.length && script(points[end]!) !== (isHan ? "latin" : "han")) end++;
    if (isSpeakable(points.slice(start, end).join(""))) runs.push(run(isHan ? "zh" : "en", points.slice(start, end), start));
    start = end;
  }
  return runs;
}

function script(point: string): "han" | "latin" | "either" {
  if (/\p{Script=Han}/u.test(point)) return "han";
  return /\p{L}/u.test(point) ? "latin" : "either";
}

function run(language: "zh" | "en", points: readonly string[], offset: number): Run {
  const written = points.join("");
  const text: string[] = [];
  const origin: Span[] = [];
  let at = offset;
  const keep = (part: string) => {
    for (const point of part) {
      text.push(point);
      origin.push({ start: at, end: ++at });
    }
  };
  let read = 0;
  for (const match of language === "zh" ? written.matchAll(figure) : []) {
    keep(written.slice(read, match.index));
    const span = { start: at, end: at + match[0].length };
    for (const point of inWords(match.groups!)) {
      text.push(point);
      origin.push(span);
    }
    at = span.end;
    read = match.index + match[0].length;
  }
  keep(written.slice(read));
  return { language, text: text.join(""), origin };
}
