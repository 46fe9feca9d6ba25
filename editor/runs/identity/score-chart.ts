import { nothing, svg, type TemplateResult } from "lit";
import type { IdentityState } from "./shape.ts";

/** A value from 0 to 1 by its place in a row; undefined where there is none. */
export interface ScorePoint {
  readonly label: string;
  readonly score: number | undefined;
  readonly state?: IdentityState;
  readonly copied?: boolean;
}

export interface ChartLine {
  /** By `index`, in the units in which the slope was taken. */
  readonly slope: number;
  readonly intercept: number;
  readonly from: number;
  readonly to: number;
}

export const chartSize = { width: 240, height: 56, margin: 5 } as const;

/** Where a point of a chart lies, in pixels of its picture. @param count points in the row */
export function placeOf(index: number, score: number, count: number): { readonly x: number; readonly y: number } {
  const { width, height, margin } = chartSize;
  const along = count <= 1 ? 0.5 : index / (count - 1);
  return { x: margin + along * (width - 2 * margin), y: margin + (1 - Math.min(1, Math.max(0, score))) * (height - 2 * margin) };
}

/** Scores in a row as a line with a mark for each, and their trend. */
export function scoreChart(points: readonly ScorePoint[], label: string, trend?: ChartLine): TemplateResult {
  const { width, height } = chartSize;
  const placed = points.flatMap((point, index) => point.score === undefined ? [] : [{ ...point, ...placeOf(index, point.score, points.length), score: point.score }]);
  const line = placed.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const ends = trend && [placeOf(0, trend.intercept + trend.slope * trend.from, 2), placeOf(1, trend.intercept + trend.slope * trend.to, 2)];
  return svg`<svg class="scores" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label=${label}>
    <path class="grid" d="M0 ${placeOf(0, 1, 1).y}H${width}M0 ${placeOf(0, 0.5, 1).y}H${width}M0 ${placeOf(0, 0, 1).y}H${width}"></path>
    ${ends ? svg`<line class="trend" x1=${ends[0]!.x} y1=${ends[0]!.y} x2=${ends[1]!.x} y2=${ends[1]!.y}></line>` : nothing}
    <path class="curve" d=${line}></path>
    ${placed.map(({ x, y, label: name, score, state = "pass", copied }) => svg`<g data-identity=${state}><title>${name}: ${score.toFixed(2)}</title>${copied
      ? svg`<rect x=${x - 3} y=${y - 3} width="6" height="6"></rect>` : svg`<circle cx=${x} cy=${y} r="3"></circle>`}</g>`)}
  </svg>`;
}
