import type { Language } from "../state/settings.ts";
import type { ItemState } from "../state/run-state.ts";
import { type Bar, type Chart, type Span, ticks } from "./chart-layout.ts";
import { tickTime } from "./format.ts";

/** Pixels. */
const rowHeight = 7;
const rowGap = 2;
const laneGap = 9;
const axisHeight = 18;
const titleWidth = 132;
const tickEvery = 90;

/** Where each lane is, in pixels from the top of all of them. */
export function laneTops({ lanes }: Chart): { readonly height: number; of(lane: number): { readonly top: number; readonly bottom: number }; at(y: number): { readonly lane: number; readonly row: number } | undefined } {
  const tops: number[] = [];
  let height = axisHeight + laneGap / 2;
  for (const { rows } of lanes) {
    tops.push(height);
    height += rows * (rowHeight + rowGap) + laneGap;
  }
  return {
    height,
    of: (lane) => ({ top: (tops[lane] ?? 0) - axisHeight, bottom: tops[lane + 1] ?? height }),
    at(y) {
      const lane = tops.findLastIndex((top) => y >= top - laneGap / 2);
      if (lane < 0) return undefined;
      const row = Math.max(0, Math.floor((y - tops[lane]!) / (rowHeight + rowGap)));
      return row < lanes[lane]!.rows ? { lane, row } : undefined;
    },
  };
}

/** How time lies on the canvas: pixels for a millisecond, and the time at a pixel. */
export function chartPlace(canvas: HTMLCanvasElement, { from, to }: Span): { readonly scale: number; timeAt(x: number): number } {
  const scale = Math.max(1, canvas.clientWidth - titleWidth - 8) / Math.max(1e-6, to - from);
  return { scale, timeAt: (x) => from + (x - titleWidth) / scale };
}

export interface ChartPicture {
  readonly chart: Chart;
  readonly span: Span;
  /** Pixels that are scrolled away at the top. */
  readonly scrolled: number;
  readonly chosen: { readonly lane: number; readonly bar: Bar } | undefined;
  readonly style: CSSStyleDeclaration;
  readonly language: Language;
  titleOf(node: string): string;
}

const stateColours: Readonly<Record<ItemState, string>> = { done: "--green", cached: "--blue", running: "--accent", failed: "--red", skipped: "--ink-3", waiting: "--ink-3" };

/** Draws only the lanes in view, and of bars closer than a pixel only one: ten thousand items cost what the screen holds. */
export function paintChart(canvas: HTMLCanvasElement, picture: ChartPicture): void {
  const pen = canvas.getContext("2d")!;
  const ratio = devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = `11px ${picture.style.getPropertyValue("--font")}`;
  pen.textBaseline = "middle";
  paintLanes(pen, picture, chartPlace(canvas, picture.span).scale, height);
  paintAxis(pen, picture, chartPlace(canvas, picture.span).scale, { width, height });
}

function paintLanes(pen: CanvasRenderingContext2D, picture: ChartPicture, scale: number, height: number): void {
  const { chart, span, scrolled, chosen, style } = picture;
  const tops = laneTops(chart);
  const colours = Object.fromEntries(Object.entries(stateColours).map(([state, name]) => [state, style.getPropertyValue(name)])) as Record<ItemState, string>;
  chart.lanes.forEach((lane, index) => {
    const top = tops.of(index).top + axisHeight - scrolled;
    if (top > height || top + lane.rows * (rowHeight + rowGap) < axisHeight) return;
    pen.fillStyle = style.getPropertyValue(chosen?.lane === index ? "--ink-1" : "--ink-2");
    pen.fillText(shortened(pen, picture.titleOf(lane.node)), 8, top + rowHeight / 2 + 1);
    const painted = new Float64Array(lane.rows).fill(-1);
    for (const bar of lane.bars) {
      if (bar.start > span.to) break;
      if (bar.end < span.from) continue;
      const left = titleWidth + Math.max(0, bar.start - span.from) * scale;
      const right = titleWidth + (Math.min(bar.end, span.to) - span.from) * scale;
      if (right <= painted[bar.row]! && bar.state !== "failed") continue;
      pen.fillStyle = colours[bar.state];
      pen.fillRect(left, top + bar.row * (rowHeight + rowGap), Math.max(right - left > 4 ? right - left - 1 : right - left, 2), rowHeight);
      painted[bar.row] = Math.max(left + 1, right);
    }
    if (chosen?.lane === index) outline(pen, picture, { top, scale });
  });
}

function outline(pen: CanvasRenderingContext2D, { chosen, span, style }: ChartPicture, { top, scale }: { readonly top: number; readonly scale: number }): void {
  const { start, end, row } = chosen!.bar;
  pen.strokeStyle = style.getPropertyValue("--ink-1");
  pen.lineWidth = 1.5;
  pen.strokeRect(titleWidth + (start - span.from) * scale - 2, top + row * (rowHeight + rowGap) - 2, Math.max(2, (end - start) * scale) + 4, rowHeight + 4);
}

function paintAxis(pen: CanvasRenderingContext2D, { span, style, language }: ChartPicture, scale: number, { width, height }: { readonly width: number; readonly height: number }): void {
  pen.fillStyle = style.getPropertyValue("--surface-0");
  pen.fillRect(0, 0, width, axisHeight);
  const { step, at: times } = ticks(span, Math.max(2, Math.floor((width - titleWidth) / tickEvery)));
  for (const at of times) {
    const x = Math.round(titleWidth + (at - span.from) * scale) + 0.5;
    pen.fillStyle = style.getPropertyValue("--line-1");
    pen.fillRect(x, 0, 1, height);
    pen.fillStyle = style.getPropertyValue("--ink-3");
    pen.fillText(tickTime(at, step, language), x + 4, axisHeight / 2);
  }
}

function shortened(pen: CanvasRenderingContext2D, text: string): string {
  if (pen.measureText(text).width <= titleWidth - 16) return text;
  let short = text;
  while (short.length > 1 && pen.measureText(`${short}…`).width > titleWidth - 16) short = short.slice(0, -1);
  return `${short}…`;
}
