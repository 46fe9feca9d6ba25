import { thumb } from "./decode.ts";

/** `right` and `bottom` are the first column and row outside. */
export interface Box { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** A row of letters is bright on dark or dark on bright: it appears with at least this change. */
const appeared = 24;
/** Fewer pixels in a row of the thumbnail are no letters. */
const least = 3;
/** Two rows of letters are lower than this; what is taller is the scene itself. */
const tallest = thumb.height / 5;
/** Letters are most of what appears; else the scene moves too much to tell. */
const most = 0.6;

/**
 * Letters put on the picture one frame ago: pixels that changed then, and neither in the step before nor in the one
 * after, lying together in a low band. @param recent the last four thumbnails as luma, newest first
 */
export function appearance(recent: readonly Float32Array[]): Box | undefined {
  const hits = newcomers(recent);
  const total = hits.reduce((sum, row) => sum + row.length, 0);
  const band = bands(hits).toSorted((a, b) => b.pixels - a.pixels)[0];
  if (!band || band.pixels < most * total || band.bottom - band.top > tallest) return undefined;
  const columns = hits.slice(band.top, band.bottom).flat();
  return { left: Math.min(...columns), right: Math.max(...columns) + 1, top: band.top, bottom: band.bottom };
}

/** The columns of new pixels, for every row. */
function newcomers([after, now, before, earlier]: readonly Float32Array[]): number[][] {
  return Array.from({ length: thumb.height }, (_, y) => {
    const columns: number[] = [];
    for (let x = 0, pixel = y * thumb.width; x < thumb.width; x++, pixel++) {
      const restless = Math.max(Math.abs(after![pixel]! - now![pixel]!), Math.abs(before![pixel]! - earlier![pixel]!));
      if (Math.abs(now![pixel]! - before![pixel]!) - 2 * restless >= appeared) columns.push(x);
    }
    return columns;
  });
}

/** Rows of the thumbnail that lie together, with at most two between them: the lead between two rows of letters. */
function bands(hits: readonly number[][]): { top: number; bottom: number; pixels: number }[] {
  const found: { top: number; bottom: number; pixels: number }[] = [];
  for (const [y, columns] of hits.entries()) {
    if (columns.length < least) continue;
    const last = found.at(-1);
    if (last && y - last.bottom <= 2) {
      last.bottom = y + 1;
      last.pixels += columns.length;
    } else found.push({ top: y, bottom: y + 1, pixels: columns.length });
  }
  return found;
}
