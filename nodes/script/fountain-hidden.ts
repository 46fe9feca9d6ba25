import type { Block } from "./blocks.ts";

/**
 * Blanks out what Fountain hides from readers, boneyards and notes, keeping every line where it was. A mark that is
 * opened and never closed hides nothing: it is told to the author and its text is read as usual.
 */
export function withoutHidden(text: string): { readonly text: string; readonly doubts: readonly Block[] } {
  const doubts: Block[] = [];
  const kept: string[] = [];
  let at = 0;
  let line = 1;
  let boneyardsEnd = false;
  while (at < text.length) {
    const open = nextMark(text, at);
    if (open < 0) break;
    const before = text.slice(at, open);
    kept.push(before);
    line += newlines(before);
    const boneyard = text[open] === "/";
    const end = boneyard && boneyardsEnd ? -1 : hiddenEnd(text, open, boneyard);
    if (end < 0) {
      boneyardsEnd ||= boneyard;
      doubts.push({
        kind: "doubt", line, text: text.slice(open, open + 40).split("\n")[0] ?? "",
        why: boneyard ? "The comment is never closed, so it is read as text." : "The note is not closed before the next empty line, so it is read as text.",
        hint: boneyard ? "Close it with */." : "Close it with ]].",
      });
      kept.push(text.slice(open, open + 2));
      at = open + 2;
      continue;
    }
    const hidden = text.slice(open, end);
    kept.push("\n".repeat(newlines(hidden)));
    line += newlines(hidden);
    at = end;
  }
  kept.push(text.slice(at));
  return { text: kept.join(""), doubts };
}

function nextMark(text: string, from: number): number {
  const pattern = /\/\*|\[\[/g;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}

/** A boneyard runs to its end mark wherever that is; a note ends before the next empty line or not at all. */
function hiddenEnd(text: string, open: number, boneyard: boolean): number {
  if (boneyard) {
    const close = text.indexOf("*/", open + 2);
    return close < 0 ? -1 : close + 2;
  }
  const pattern = /\]\]|\n\n/g;
  pattern.lastIndex = open + 2;
  const found = pattern.exec(text);
  return found?.[0] === "]]" ? found.index + 2 : -1;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
