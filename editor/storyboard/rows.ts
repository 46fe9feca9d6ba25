/** Which of many rows of known heights are to be drawn. */
export interface Rows {
  /** Pixels from the top of the first row to the top of each; one more than there are rows: the last is the whole height. */
  readonly tops: readonly number[];
}

export function rowsOf(heights: readonly number[]): Rows {
  const tops = [0];
  for (const height of heights) tops.push(tops.at(-1)! + height);
  return { tops };
}

/** Indices of the rows that meet the stretch: `from` up to `to`. */
export function rowsWithin({ tops }: Rows, top: number, bottom: number): { readonly from: number; readonly to: number } {
  const from = Math.max(0, firstAbove(tops, top) - 1);
  const to = Math.min(tops.length - 1, firstAbove(tops, bottom));
  return { from, to: Math.max(from, to) };
}

/** The first index whose top lies below the place, by halving. */
function firstAbove(tops: readonly number[], place: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle]! > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
