import type { ItemState, RunState } from "../state/run-state.ts";
import { nodesOf } from "./progress.ts";

/** An item's time in a run. */
export interface Bar {
  readonly item: string;
  readonly state: ItemState;
  /** Milliseconds since the run began. A kept result has no length. */
  readonly start: number;
  readonly end: number;
  /** The row within its lane: items that ran at once lie under one another. */
  readonly row: number;
}

/** A node's items over time; bars in the order of their starts. */
export interface Lane {
  readonly node: string;
  readonly rows: number;
  readonly bars: readonly Bar[];
}

export interface Chart {
  readonly lanes: readonly Lane[];
  /** Milliseconds from the run's start to its end, or to now. */
  readonly length: number;
}

/** Rows of one lane at most; what ran beside more than that shares the last row. */
const mostRows = 8;

/** Items over time, node by node. Nodes of which nothing has begun have no lane. @param now milliseconds since 1970 */
export function chartOf(run: RunState, now: number): Chart {
  const lanes: Lane[] = [];
  let length = run.outcome === "running" ? Math.max(1, now - run.started) : run.ms;
  for (const { node, items } of nodesOf(run)) {
    const spans: Omit<Bar, "row">[] = [];
    for (const { item, state, started, ended } of items.values()) {
      const end = ended ?? (state === "running" ? now : undefined);
      if (end === undefined || state === "skipped") continue;
      spans.push({ item, state, start: Math.max(0, (started ?? end) - run.started), end: Math.max(0, end - run.started) });
    }
    if (spans.length === 0) continue;
    const lane = packed(node, spans.sort((a, b) => a.start - b.start));
    for (const { end } of lane.bars) if (end > length) length = end;
    lanes.push(lane);
  }
  return { lanes, length: Math.max(1, length) };
}

function packed(node: string, spans: readonly Omit<Bar, "row">[]): Lane {
  const ends: number[] = [];
  const bars = spans.map((span) => {
    let row = ends.findIndex((end) => end <= span.start);
    if (row < 0) row = Math.min(ends.length, mostRows - 1);
    ends[row] = Math.max(ends[row] ?? 0, span.end);
    return { ...span, row };
  });
  return { node, rows: Math.max(1, ends.length), bars };
}

/** The stretch of time that is shown, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const shortest = 1;

/** @param at the moment that stays where it is */
export function zoomed({ from, to }: Span, factor: number, at: number, length: number): Span {
  const size = Math.min(length, Math.max(Math.min(shortest, length), (to - from) / factor));
  return within(at - (at - from) * (size / (to - from)), size, length);
}

export function moved({ from, to }: Span, by: number, length: number): Span {
  return within(from + by, to - from, length);
}

function within(from: number, size: number, length: number): Span {
  const start = Math.max(0, Math.min(length - size, from));
  return { from: start, to: start + size };
}

/** Round moments for an axis: at most `most`, by 1, 2 or 5 times a power of ten milliseconds, or by whole minutes. */
export function ticks({ from, to }: Span, most: number): { readonly step: number; readonly at: readonly number[] } {
  const rough = (to - from) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 0.1)));
  const decimal = [1, 2, 5, 10].map((times) => times * power).find((step) => step >= rough)!;
  const step = rough > 10_000 ? [15e3, 30e3, 60e3, 120e3, 300e3, 600e3, 1800e3, 3600e3].find((one) => one >= rough) ?? Math.ceil(rough / 3600e3) * 3600e3 : decimal;
  const result: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) result.push(at);
  return { step, at: result };
}

/** The bar at a moment in a row; a little beside it counts, as kept results have no length. */
export function barAt({ bars }: Lane, at: number, row: number, slack: number): Bar | undefined {
  let best: Bar | undefined;
  for (const bar of bars) {
    if (bar.start > at + slack) break;
    if (bar.row !== row || bar.end < at - slack) continue;
    if (!best || Math.abs((bar.start + bar.end) / 2 - at) < Math.abs((best.start + best.end) / 2 - at)) best = bar;
  }
  return best;
}
