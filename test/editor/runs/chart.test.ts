import { describe, expect, test } from "vitest";
import { barAt, chartOf, moved, ticks, zoomed } from "../../../editor/runs/chart-layout.ts";
import { newRunState, type RunState } from "../../../editor/state/run-state.ts";
import { dumplingEvents, stateFrom } from "./recorded.ts";

function runOf(spans: readonly (readonly [start: number, end: number | undefined])[]): RunState {
  const run = Object.assign(newRunState("one"), { started: 1000, types: { speak: "voice/speak" } });
  const items = new Map(spans.map(([start, end], index) => [`i${index}`, { item: `i${index}`, state: end === undefined ? "running" as const : "done" as const, started: 1000 + start, ...(end === undefined ? {} : { ended: 1000 + end }) }]));
  run.nodes.set("speak", { node: "speak", items, counts: { waiting: 0, running: 0, done: 0, cached: 0, failed: 0, skipped: 0 }, ms: 0, costMicros: 0 });
  return run;
}

describe("items over time", () => {
  test("what ran at once lies in rows, and a row is used again when it is free", () => {
    const { lanes } = chartOf(runOf([[0, 10], [5, 20], [10, 15], [12, 14]]), 2000);
    expect(lanes[0]!.bars.map(({ row }) => row)).toEqual([0, 1, 0, 2]);
    expect(lanes[0]!.rows).toBe(3);
  });

  test("what runs reaches up to now", () => {
    const chart = chartOf(runOf([[0, undefined]]), 1500);
    expect(chart.lanes[0]!.bars[0]).toMatchObject({ start: 0, end: 500, state: "running" });
    expect(chart.length).toBe(500);
  });

  test("a real run has a lane for each node, in order, and no bar outside it", () => {
    const run = stateFrom(dumplingEvents());
    const { lanes, length } = chartOf(run, 0);
    expect(lanes.map(({ node }) => node)).toEqual(Object.keys(run.types));
    for (const { bars, rows } of lanes) for (const { start, end, row } of bars) expect(start >= 0 && end <= length && start <= end && row < rows).toBe(true);
  });

  test("the nearest bar of a row is found, also one without length", () => {
    const [lane] = chartOf(runOf([[0, 10], [20, 20], [24, 30]]), 2000).lanes;
    expect(barAt(lane!, 5, 0, 0)?.item).toBe("i0");
    expect(barAt(lane!, 21, 0, 2)?.item).toBe("i1");
    expect(barAt(lane!, 15, 0, 1)).toBeUndefined();
  });
});

describe("the part of it that is shown", () => {
  test("grows and shrinks around the pointer and stays within the run", () => {
    expect(zoomed({ from: 0, to: 100 }, 2, 50, 100)).toEqual({ from: 25, to: 75 });
    expect(zoomed({ from: 25, to: 75 }, 0.1, 50, 100)).toEqual({ from: 0, to: 100 });
    expect(zoomed({ from: 0, to: 100 }, 2, 0, 100)).toEqual({ from: 0, to: 50 });
    expect(moved({ from: 0, to: 50 }, 80, 100)).toEqual({ from: 50, to: 100 });
    expect(moved({ from: 10, to: 50 }, -80, 100)).toEqual({ from: 0, to: 40 });
  });

  test("has round marks, not too many", () => {
    expect(ticks({ from: 0, to: 1000 }, 5)).toEqual({ step: 200, at: [0, 200, 400, 600, 800, 1000] });
    expect(ticks({ from: 0, to: 600_000 }, 5).at).toEqual([0, 120_000, 240_000, 360_000, 480_000, 600_000]);
    for (const to of [1, 7, 123, 4567, 89_000, 86_400_000]) expect(ticks({ from: 0, to }, 8).at.length).toBeLessThanOrEqual(9);
  });
});
