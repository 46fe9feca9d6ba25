import { breakCost, breakCosts } from "./breaks.ts";
import { graphemesOf, type ReadingLimits, widthOf } from "./reading.ts";

/**
 * Lays one line of dialogue out as cues of rows: as few cues as it needs, cut where the text breathes, each in balanced
 * rows. Every character but the spaces at a break is kept.
 * @param atLeast how many cues the time asks for, however short the text is
 * @returns cues, top row first in each
 */
export function wrap(text: string, language: string, limits: ReadingLimits, atLeast = 1): string[][] {
  const graphemes = graphemesOf(text.replace(/\s+/g, " ").trim());
  if (graphemes.length === 0) return [];
  const page = new Page(graphemes, breakCosts(graphemes, language), limits);
  const cues = page.cues(Math.min(atLeast, graphemes.length));
  return cues.map(([from, to]) => page.rows(from, to).map(([start, end]) => graphemes.slice(start, end).join("").trim()));
}

type Span = readonly [from: number, to: number];

/** How much a bad break weighs against uneven parts: cutting a thought in two cues is worse than in two rows. */
const weight = { row: 0.15, cue: 0.4 };

/** A way to cut the text up to here: its cost, its last part and the parts before. */
interface Cut {
  readonly cost: number;
  readonly span: Span;
  readonly before: Cut | undefined;
}

class Page {
  readonly #length: number;
  /** What a break before each grapheme costs; infinite where there must be none. */
  readonly #costs: readonly number[];
  readonly #limits: ReadingLimits;
  /** Width of everything before each grapheme, and of the space a part would leave at its end. */
  readonly #before: number[] = [0];
  readonly #spaceAt: readonly number[];
  readonly #rows = new Map<string, readonly Span[] | undefined>();

  constructor(graphemes: readonly string[], costs: readonly number[], limits: ReadingLimits) {
    this.#length = graphemes.length;
    this.#limits = limits;
    for (const grapheme of graphemes) this.#before.push(this.#before.at(-1)! + widthOf(grapheme, limits));
    this.#spaceAt = graphemes.map((grapheme) => (grapheme === " " ? widthOf(grapheme, limits) : 0));
    this.#costs = this.#onlyGoodBreaks(costs);
  }

  /** Words are never split, nor punctuation parted from them, except where a run without a good break overflows a row. */
  #onlyGoodBreaks(costs: readonly number[]): number[] {
    const good = costs.map((cost) => (cost < breakCost.splitWord ? cost : Infinity));
    for (let from = 0; from < this.#length;) {
      const next = good.findIndex((cost, index) => index > from && cost < Infinity);
      const to = next < 0 ? this.#length : next;
      if (this.#width(from, to) > this.#limits.columns) for (let index = from + 1; index < to; index++) good[index] = costs[index]!;
      from = to;
    }
    return good;
  }

  cues(atLeast: number): readonly Span[] {
    const capacity = this.#limits.columns * this.#limits.rows;
    const fits = (from: number, to: number) => this.#tryRows(from, to) !== undefined;
    const fewest = Math.ceil(this.#width(0, this.#length) / capacity);
    for (const count of this.#countsToTry(fewest, Math.max(fewest, atLeast))) {
      const cues = this.#partition(0, this.#length, { count, limit: capacity, breakWeight: weight.cue, fits });
      if (cues) return cues;
    }
    throw new Error("Internal: text that can be broken anywhere could not be laid out.");
  }

  /** What is asked for; else fewer, for a text with too few places to break; else more, when rows cannot be filled. */
  *#countsToTry(fewest: number, wanted: number): Iterable<number> {
    for (let count = wanted; count >= fewest; count--) yield count;
    for (let count = wanted + 1; count <= this.#length; count++) yield count;
  }

  rows(from: number, to: number): readonly Span[] {
    return this.#tryRows(from, to)!;
  }

  #tryRows(from: number, to: number): readonly Span[] | undefined {
    const key = `${from}-${to}`;
    if (!this.#rows.has(key)) this.#rows.set(key, this.#layRows(from, to));
    return this.#rows.get(key);
  }

  #layRows(from: number, to: number): readonly Span[] | undefined {
    const { columns, comfortable, rows } = this.#limits;
    const wanted = Math.min(rows, Math.max(1, Math.ceil(this.#width(from, to) / comfortable)));
    for (let count = wanted; count <= rows; count++) {
      const parts = this.#partition(from, to, { count, limit: columns, breakWeight: weight.row, fits: () => true });
      if (parts) return parts;
    }
    return undefined;
  }

  /** The cheapest way to cut a span into `count` parts of at most `limit` columns; cost is unevenness plus bad breaks. */
  #partition(from: number, to: number, { count, limit, breakWeight, fits }: {
    count: number;
    limit: number;
    breakWeight: number;
    fits(from: number, to: number): boolean;
  }): readonly Span[] | undefined {
    const target = this.#width(from, to) / count;
    let best = new Map<number, Cut | undefined>([[from, undefined]]);
    for (let part = 1; part <= count; part++) {
      const next = new Map<number, Cut>();
      for (const [start, before] of best) {
        for (let end = start + 1; end <= to && this.#width(start, end) <= limit; end++) {
          if ((end === to) !== (part === count)) continue;
          if (end < to && this.#costs[end] === Infinity) continue;
          const uneven = ((this.#width(start, end) - target) / target) ** 2;
          const cost = (before?.cost ?? 0) + uneven + (end === to ? 0 : breakWeight * this.#costs[end]!);
          if (cost < (next.get(end)?.cost ?? Infinity) && fits(start, end)) next.set(end, { cost, span: [start, end], before });
        }
      }
      best = next;
    }
    return spansOf(best.get(to));
  }

  #width(from: number, to: number): number {
    return this.#before[to]! - this.#before[from]! - this.#spaceAt[to - 1]!;
  }
}

function spansOf(last: Cut | undefined): readonly Span[] | undefined {
  if (!last) return undefined;
  const spans: Span[] = [];
  for (let cut: Cut | undefined = last; cut; cut = cut.before) spans.unshift(cut.span);
  return spans;
}
