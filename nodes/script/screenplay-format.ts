import { readChineseHeading, readEpisodeHeading } from "./chinese-heading.ts";
import { sourceLines } from "./source-lines.ts";

const fountainHeading = /^(INT|EXT|EST|I\/E|INT\.?\/EXT)[. ]|^\.[^.\s]/i;
const chineseMark = /^[△▲]|^(人物|道具|服装|转场)\s*[:：]|^【/;

/** Tells the two formats apart by their headings, then by their marks: the one with more of them. */
export function screenplayFormat(text: string): "fountain" | "chinese" {
  let fountain = 0;
  let chinese = 0;
  for (const { text: line } of sourceLines(text).slice(0, 2000)) {
    const words = line.trim();
    if (words === "") continue;
    if (fountainHeading.test(words) || words.startsWith("@")) fountain += 2;
    else if (chineseMark.test(words)) chinese += 1;
    else if (words.length <= 60 && /\p{Script=Han}/u.test(words) && (readEpisodeHeading(words) ?? readChineseHeading(words))) chinese += 2;
  }
  return chinese > fountain || (chinese === fountain && /\p{Script=Han}/u.test(text)) ? "chinese" : "fountain";
}
