export interface Trend {
  readonly slope: number;
  readonly intercept: number;
}

/** The straight line nearest to the points, by least squares. Undefined for fewer than two different places. */
export function trendOf(points: readonly (readonly [x: number, y: number])[]): Trend | undefined {
  const count = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (count < 2 || spread === 0) return undefined;
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  return { slope: rounded(slope), intercept: rounded(meanY - slope * meanX) };
}

/** To a ten-thousandth: what lies behind that is arithmetic, not measurement. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
