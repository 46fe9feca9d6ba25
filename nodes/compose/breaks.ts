import { isWide } from "./reading.ts";

/**
 * Where a line of text may be broken, and how well it reads when it is. Costs: 0 after a sentence, 1 after a clause,
 * 4 between words, more where a word hangs on its neighbour, `splitWord` inside a word, `forbidden` where punctuation
 * would stand alone. The last two happen only when nothing else fits.
 */
export const breakCost = { sentence: 0, clause: 1, phrase: 2, word: 4, clinging: 8, splitWord: 30, forbidden: 60 } as const;

/** @returns for every grapheme the cost of starting a new row with it; the first entry means nothing */
export function breakCosts(graphemes: readonly string[], language: string): number[] {
  const starts = wordStarts(graphemes, language);
  const words = [...starts].sort((a, b) => a - b);
  const wordFrom = (start: number) => graphemes.slice(start, words.find((next) => next > start)).join("").toLowerCase();
  const wordBefore = (end: number) => {
    const trimmed = lastIndexBefore(graphemes, end, (grapheme) => !/\s/.test(grapheme));
    return wordFrom(words.findLast((start) => start <= trimmed) ?? 0);
  };
  return graphemes.map((_, index) => {
    if (index === 0 || !mayTouch(graphemes, index)) return breakCost.forbidden;
    const mark = lastIndexBefore(graphemes, index, (grapheme) => !closingQuote.test(grapheme));
    const previous = graphemes[mark] ?? "";
    if (sentenceEnd.test(previous) && !abbreviation.test(wordBefore(mark))) return breakCost.sentence;
    if (clauseEnd.test(previous) || openingQuote.test(graphemes[index]!)) return breakCost.clause;
    if (!starts.has(index)) return breakCost.splitWord;
    return costBetweenWords(wordBefore(index), wordFrom(index));
  });
}

const sentenceEnd = /^[。！？!?.]$/;
const abbreviation = /^(mr|mrs|ms|dr|st|vs)$/;
const clauseEnd = /^[，；：、,;:…—～]$/;
const closingQuote = /^[\s”’」』）》】〉)\]}]$/;
const openingQuote = /^[“‘「『（《【〈]$/;
/** Characters that must not start a row. */
const closing = /^[，。！？；：、…—～·”’」』）》】〉,.!?;:%)\]}]$/;
/** Characters that must not end one. */
const opening = /^[“‘「『（《【〈([{$¥￥#]$/;

function mayTouch(graphemes: readonly string[], index: number): boolean {
  const before = graphemes[index - 1]!;
  const after = graphemes[index]!;
  if (/\s/.test(after) || closing.test(after) || opening.test(before)) return false;
  if (/\s/.test(before) || before === "—") return true;
  return isWide(before, true) || isWide(after, true) || !/[\p{P}]/u.test(before + after);
}

/** Function words that hang on the word before them (Chinese particles) or after them (articles, possessives, short verbs). */
const hangsOnPrevious = /^([的地得了着过们吗呢吧啊呀嘛么哦啦呗]+)$/;
const hangsOnNext = /^(the|an?|my|your|his|her|its|our|their|this|that|these|those|i|i'm|to|of|in|on|at|for|from|with|by|very|so|not|no|is|are|was|were|mr|mrs|ms|dr|把|被|在|给|跟|和|与|对|向|从|让|叫|不|没|没有|很|最|更|还|又|再|就|都|也|才|个|一|一个|这|那|这个|那个|我|你|他|她|您|我们|你们|他们|第)$/;
const opensPhrase = /^(and|but|or|because|if|when|while|that|which|who|where|than|then|until|before|after|但|但是|可是|因为|所以|如果|然后|而且|不过)$/;

function costBetweenWords(before: string, after: string): number {
  if (hangsOnPrevious.test(after.trim()) || hangsOnNext.test(before.trim())) return breakCost.clinging;
  return opensPhrase.test(after.trim()) ? breakCost.phrase : breakCost.word;
}

function wordStarts(graphemes: readonly string[], language: string): Set<number> {
  const indexAt = new Map<number, number>();
  let offset = 0;
  for (const [index, grapheme] of graphemes.entries()) {
    indexAt.set(offset, index);
    offset += grapheme.length;
  }
  const starts = new Set<number>();
  for (const { index } of new Intl.Segmenter(language, { granularity: "word" }).segment(graphemes.join(""))) {
    const at = indexAt.get(index);
    if (at !== undefined) starts.add(at);
  }
  return starts;
}

function lastIndexBefore(graphemes: readonly string[], end: number, fits: (grapheme: string) => boolean): number {
  for (let index = end - 1; index >= 0; index--) if (fits(graphemes[index]!)) return index;
  return 0;
}
