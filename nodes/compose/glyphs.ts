import { fail } from "../../runtime/contract/index.ts";

/**
 * What a TrueType or OpenType font knows of single characters: the code points it has glyphs for and how far each
 * moves the pen, in ems. Reads `cmap` (Unicode subtables of formats 4 and 12, those every current font uses) and `hmtx`.
 * @throws ProblemError FONT_UNREADABLE
 */
export function advancesOf(font: Uint8Array): ReadonlyMap<number, number> {
  try {
    return readAdvances(new DataView(font.buffer, font.byteOffset, font.byteLength));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return fail({ code: "FONT_UNREADABLE", message: "The font has no readable table of its characters.", hint: "Use an undamaged .ttf or .otf file." }, cause);
  }
}

function readAdvances(view: DataView): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (const subtable of unicodeSubtables(view, tableOffset(view, "cmap"))) {
    const format = view.getUint16(subtable);
    if (format === 12) readGroups(view, subtable, glyphs);
    if (format === 4) readSegments(view, subtable, glyphs);
  }
  if (glyphs.size === 0) throw new RangeError("no Unicode subtable");

  const unitsPerEm = view.getUint16(tableOffset(view, "head") + 18);
  const metrics = view.getUint16(tableOffset(view, "hhea") + 34);
  const widths = tableOffset(view, "hmtx");
  // Glyphs past the last full record share its advance.
  const advance = (glyph: number) => view.getUint16(widths + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
  return new Map([...glyphs].map(([codePoint, glyph]) => [codePoint, advance(glyph)]));
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

function readGroups(view: DataView, subtable: number, glyphs: Map<number, number>): void {
  for (let index = 0, count = view.getUint32(subtable + 12); index < count; index++) {
    const group = subtable + 16 + 12 * index;
    const first = view.getUint32(group);
    const last = Math.min(view.getUint32(group + 4), 0x10ffff);
    const glyph = view.getUint32(group + 8);
    for (let codePoint = first; codePoint <= last; codePoint++) glyphs.set(codePoint, glyph + codePoint - first);
  }
}

/** A segment may send single characters to glyph 0, the empty box; those do not count. */
function readSegments(view: DataView, subtable: number, glyphs: Map<number, number>): void {
  const doubled = view.getUint16(subtable + 6);
  const ends = subtable + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const rangeOffsets = deltas + doubled;
  for (let at = 0; at < doubled; at += 2) {
    const first = view.getUint16(starts + at);
    const last = view.getUint16(ends + at);
    const delta = view.getUint16(deltas + at);
    const rangeOffset = view.getUint16(rangeOffsets + at);
    for (let codePoint = first; codePoint <= last && codePoint !== 0xffff; codePoint++) {
      const listed = rangeOffset === 0 ? codePoint : view.getUint16(rangeOffsets + at + rangeOffset + 2 * (codePoint - first));
      const glyph = rangeOffset !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(codePoint, glyph);
    }
  }
}
