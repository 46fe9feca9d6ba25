export interface TextMeasure {
  /** Words of languages with spaces, and each Chinese, Japanese or Korean character for itself: what writers count. */
  readonly words: number;
  /** As a reader counts them, white space left out. */
  readonly characters: number;
  readonly lines: number;
}

const wordPattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

export function measure(text: string): TextMeasure {
  const words = spacedWords(text);
  let characters = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) if (segment.trim() !== "") characters++;
  return { words, characters, lines: text === "" ? 0 : text.split("\n").length };
}

/** Latin letters beside Chinese ones are words of their own. */
function spacedWords(text: string): number {
  let count = 0;
  for (const [run] of text.matchAll(wordPattern)) {
    const cjk = run.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
    count += cjk === 0 ? 1 : cjk + (run.match(/[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu)?.length ?? 0);
  }
  return count;
}

/** Lines that are new or other than before: those of `after` that are in no longest common run of lines with `before`. */
export function changedLines(before: string, after: string): number {
  let [one, other] = [before.split("\n"), after.split("\n")];
  const start = commonPrefix(one, other);
  [one, other] = [one.slice(start), other.slice(start)];
  const end = commonPrefix([...one].reverse(), [...other].reverse());
  [one, other] = [one.slice(0, one.length - end), other.slice(0, other.length - end)];
  return Math.max(one.length, other.length) - commonLines(one, other);
}

function commonPrefix(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length++;
  return length;
}

/** The length of the longest common subsequence, in one row of memory. */
function commonLines(one: readonly string[], other: readonly string[]): number {
  const row = new Uint32Array(other.length + 1);
  for (const line of one) {
    let diagonal = 0;
    for (let at = 1; at <= other.length; at++) {
      const above = row[at]!;
      row[at] = line === other[at - 1] ? diagonal + 1 : Math.max(above, row[at - 1]!);
      diagonal = above;
    }
  }
  return row[other.length]!;
}
