import { fold, type Folded, lacks, lettersOf, type Match, matchLoosely, matchWritten, type Range } from "./match.ts";
import { matchPinyin, type Sounds, soundsOf } from "./pinyin.ts";
import { matchMistyped } from "./typo.ts";

/** A text under which something is found. */
export interface Field {
  readonly kind: "title" | "alias" | "type" | "group" | "summary";
  readonly text: string;
  readonly folded: Folded;
  readonly sounds: Sounds | undefined;
}

/** Something that can be found: a node type, a saved graph, a command. */
export interface Entry {
  /** `script/arc`, `graph/opening`, `run.all`. */
  readonly id: string;
  readonly kind: "node" | "graph" | "command";
  /** The pack's name, or the command's group. */
  readonly group: string;
  readonly fields: readonly Field[];
}

export interface Hit {
  readonly entry: Entry;
  readonly score: number;
  /** What to highlight. */
  readonly marks: ReadonlyMap<Field, readonly Range[]>;
}

export function field(kind: Field["kind"], text: string, pinyin?: string): Field {
  return { kind, text, folded: fold(text), sounds: pinyin === undefined ? undefined : soundsOf(text, pinyin) };
}

/** How much a match in each kind of text counts. */
const weights = { title: 1, alias: 0.97, type: 0.85, group: 0.55, summary: 0.5 } as const;
/** Pinyin counts less where the title is not shown in Chinese: two letters are the initials of too much. */
const unread = 0.6;
/** For what was used lately, less for each that was used since; never as much as a better kind of match. */
const recently = 6;

/**
 * Entries in which every word of the query is found, best first: whole titles, beginnings, beginnings of words,
 * initials, inside of words, letters in order. Slips of the finger are looked for only where nothing else is found.
 * @param recent ids of what was used lately, the last first
 */
export function search(query: string, entries: readonly Entry[], recent: readonly string[] = []): Hit[] {
  const terms = termsOf(query);
  if (terms.length === 0) return entries.map((entry) => ({ entry, score: 0, marks: new Map() }));
  const found = hits(terms, entries, matchField);
  const all = found.length > 0 ? found : hits(terms, entries, matchField, mistyped);
  return all.map((hit) => ({ ...hit, score: hit.score + bonus(hit.entry, recent) })).sort((one, other) => other.score - one.score);
}

/** Words apart, without regard to case or width of letters. */
function termsOf(query: string): string[] {
  return query.normalize("NFKC").toLowerCase().split(/[\s,，、]+/).filter(Boolean);
}

type Matcher = (term: string, field: Field) => Match | undefined;

/** Entries in which every term is found in some way, the better ways first. */
function hits(terms: readonly string[], entries: readonly Entry[], ...ways: readonly Matcher[]): Hit[] {
  return entries.flatMap((entry) => {
    const marks = new Map<Field, Range[]>();
    let score = 0;
    for (const term of terms) {
      const best = ways.map((way) => bestField(term, entry, way)).find((found) => found !== undefined);
      if (!best) return [];
      score += best.worth / terms.length;
      marks.set(best.field, [...marks.get(best.field) ?? [], ...best.ranges].sort(([one], [other]) => one - other));
    }
    return [{ entry, score, marks }];
  });
}

interface Found {
  readonly field: Field;
  readonly worth: number;
  readonly ranges: readonly Range[];
}

function bestField(term: string, { fields }: Entry, match: Matcher): Found | undefined {
  let best: Found | undefined;
  for (const field of fields) {
    const found = match(term, field);
    const worth = found ? found.score * weights[field.kind] : 0;
    if (found && worth > (best?.worth ?? 0)) best = { field, worth, ranges: found.ranges };
  }
  return best;
}

function matchField(term: string, { kind, folded, sounds }: Field): Match | undefined {
  const typed = sounds ? matchPinyin(term, sounds) : undefined;
  const heard = typed && kind === "alias" ? { ...typed, score: typed.score * unread } : typed;
  if (lacks(folded.letters, lettersOf(term))) return heard;
  if (kind === "summary") return term.length > 1 || term > "\u2e80" ? matchWritten(term, folded) : undefined;
  const written = matchWritten(term, folded) ?? (kind === "group" ? undefined : matchLoosely(term, folded));
  return heard && heard.score > (written?.score ?? 0) ? heard : written;
}

function mistyped(term: string, { kind, folded }: Field): Match | undefined {
  return kind === "summary" ? undefined : matchMistyped(term, folded);
}

function bonus(entry: Entry, recent: readonly string[]): number {
  const place = recent.indexOf(entry.id);
  const length = entry.fields[0]?.text.length ?? 0;
  return (place < 0 ? 0 : recently / (1 + place / 4)) - Math.min(1, length / 100);
}
