import { fail } from "../../runtime/contract/index.ts";

/**
 * The code points a TrueType or OpenType font has glyphs for, read from its `cmap` table: the Unicode subtables of
 * format 12 (all planes) and format 4 (the basic plane), the two that every current font uses.
 * @throws ProblemError FONT_UNREADABLE
 */
export function codePointsOf(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const found = new Set<number>();
  try {
    for (const subtable of unicodeSubtables(view, tableOffset(view, "cmap"))) {
      const format = view.getUint16(subtable);
      if (format === 12) readGroups(view, subtable, found);
      if (format === 4) readSegments(view, subtable, found);
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
  }
  if (found.size > 0) return found;
  return fail({ code: "FONT_UNREADABLE", message: "The font has no readable table of its characters.", hint: "Use an undamaged .ttf or .otf file." });
}

function tableOffset(view: DataView, tag: string): number {
  for (let index = 0, count = view.getUint16(4); index < count; index++) {
    const entry = 12 + 16 * index;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(entry + at)));
    if (name === tag) return view.getUint32(entry + 8);
  }
  throw new RangeError(`no ${tag} table`);
}

function unicodeSubtables(view: DataView, table: number): number[] {
  const offsets = [];
  for (let index = 0, count = view.getUint16(table + 2); index < count; index++) {
    const entry = table + 4 + 8 * index;
    const platform = view.getUint16(entry);
    const encoding = view.getUint16(entry + 2);
    if (platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10))) offsets.push(table + view.getUint32(entry + 4));
  }
  return offsets;
}

function readGroups(view: DataView, subtable: number, found: Set<number>): void {
  for (let index = 0, count = view.getUint32(subtable + 12); index < count; index++) {
    const group = subtable + 16 + 12 * index;
    const last = Math.min(view.getUint32(group + 4), 0x10ffff);
    for (let codePoint = view.getUint32(group); codePoint <= last; codePoint++) found.add(codePoint);
  }
}

/** A segment may still send single characters to glyph 0, the empty box; those do not count. */
function readSegments(view: DataView, subtable: number, found: Set<number>): void {
  const doubled = view.getUint16(subtable + 6);
  const ends = subtable + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const rangeOffsets = deltas + doubled;
  for (let at = 0; at < doubled; at += 2) {
    const first = view.getUint16(starts + at);
    const last = view.getUint16(ends + at);
    const rangeOffset = view.getUint16(rangeOffsets + at);
    for (let codePoint = first; codePoint <= last && codePoint !== 0xffff; codePoint++) {
      const glyph = rangeOffset === 0
        ? codePoint + view.getUint16(deltas + at)
        : view.getUint16(rangeOffsets + at + rangeOffset + 2 * (codePoint - first));
      if ((glyph & 0xffff) !== 0) found.add(codePoint);
    }
  }
}
