/** How much text a viewer can read: per language, after the guides of the large streaming services. */
export interface ReadingLimits {
  /** Width of a row: in full-width characters for Chinese, in letters for English. */
  readonly columns: number;
  readonly rows: number;
  /** Text wider than this is laid in two rows where two are allowed: two short rows read faster than one long one. */
  readonly comfortable: number;
  readonly charactersPerSecond: number;
  /** Whether `columns` counts full-width characters; a half-width one then counts as half. */
  readonly fullWidth: boolean;
}

const chinese: ReadingLimits = { columns: 16, rows: 2, comfortable: 16, charactersPerSecond: 9, fullWidth: true };
const latin: ReadingLimits = { columns: 42, rows: 2, comfortable: 30, charactersPerSecond: 20, fullWidth: false };

export type ReadingOverrides = Partial<Pick<ReadingLimits, "columns" | "rows" | "charactersPerSecond">>;

/** @param language BCP 47 */
export function limitsFor(language: string, overrides: ReadingOverrides = {}): ReadingLimits {
  const base = /^(zh|yue|cmn|wuu|ja)\b/i.test(language) ? chinese : latin;
  const columns = overrides.columns ?? base.columns;
  return { ...base, ...overrides, columns, comfortable: Math.min(base.comfortable, columns) };
}

const graphemeSegmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What a reader sees as characters; an emoji with its modifiers is one. */
export function graphemesOf(text: string): string[] {
  return Array.from(graphemeSegmenter.segment(text), ({ segment }) => segment);
}

/** Chinese and Japanese characters, their punctuation, and the dashes, dots and quotes a Chinese font draws as wide. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6\p{Extended_Pictographic}]/u;
const wideInChinese = /[\u2014\u2018\u2019\u201c\u201d\u2026\u00b7]/;

export function isWide(grapheme: string, fullWidth: boolean): boolean {
  return wide.test(grapheme) || (fullWidth && wideInChinese.test(grapheme));
}

/** Width of one character in columns of the given limits. */
export function widthOf(grapheme: string, { fullWidth }: ReadingLimits): number {
  const half = fullWidth ? 0.5 : 1;
  return isWide(grapheme, fullWidth) ? 2 * half : half;
}

/** Characters for the reading speed: every grapheme counts one, half-width and punctuation too. */
export function charactersOf(rows: readonly string[]): number {
  return rows.reduce((sum, row) => sum + graphemesOf(row).length, 0);
}
