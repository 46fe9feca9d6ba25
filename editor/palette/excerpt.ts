import type { Range } from "./match.ts";

/** A text in parts, some of them to be highlighted. Ranges that overlap are one. */
export function partsOf(text: string, ranges: readonly Range[] = []): { readonly text: string; readonly on: boolean }[] {
  const parts: { text: string; on: boolean }[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) parts.push({ text: text.slice(at, from), on: false });
    const last = parts.at(-1);
    if (last?.on && from === at) last.text += text.slice(from, end);
    else parts.push({ text: text.slice(from, end), on: true });
    at = end;
  }
  return at < text.length ? [...parts, { text: text.slice(at), on: false }] : parts;
}

/** How much of a text is shown before the first match. */
const lead = 16;

/** A long text from shortly before its first match on, so that the match is seen in a narrow place. */
export function excerptOf(text: string, ranges: readonly Range[]): { readonly text: string; readonly ranges: readonly Range[] } {
  const first = ranges[0]?.[0] ?? 0;
  if (first <= lead * 2) return { text, ranges };
  const space = text.indexOf(" ", first - lead);
  const from = space >= 0 && space < first ? space + 1 : first - lead;
  return { text: `…${text.slice(from)}`, ranges: ranges.map(([start, end]) => [start - from + 1, end - from + 1]) };
}
