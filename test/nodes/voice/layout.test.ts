import { describe, expect, it } from "vitest";
import { layOut, type LineToPlace, type ShotToPlace } from "../../../nodes/voice/layout.ts";

const spacing = { gap: 8, lead: 5, tail: 8, shortest: 15 };
const line = (id: string, frames: number, start?: number, end?: number, silent = false): LineToPlace => ({
  id, frames, silent, ...(start === undefined ? {} : { given: { start, ...(end === undefined ? {} : { end }) } }),
});
const shot = (id: string, lines: LineToPlace[], wanted = 0, overlap = 0): ShotToPlace => ({ id, lines, wanted, overlap });
const place = (...shots: ShotToPlace[]) => layOut(shots, spacing);
const at = (layout: ReturnType<typeof layOut>, id: string) => layout.lines.find((entry) => entry.id === id)!;

describe("layout", () => {
  it("makes a shot as long as its lines with room around them, or as long as wanted", () => {
    const layout = place(shot("p1", [line("a", 50)]), shot("p2", [line("b", 20)], 100));
    expect(layout.shots).toEqual([{ id: "p1", start: 0, frames: 63 }, { id: "p2", start: 63, frames: 100 }]);
    expect(at(layout, "b")).toMatchObject({ start: 68, end: 88 });
  });

  it("keeps the gap between lines of one shot", () => {
    expect(at(place(shot("p1", [line("a", 50), line("b", 20)])), "b").start).toBe(5 + 50 + 8);
  });

  it("keeps the frame counts of later shots when an earlier line grows", () => {
    const rest = [shot("p2", [], 73), shot("p3", [line("b", 20)], 88)];
    const [short, long] = [place(shot("p1", [line("a", 50)]), ...rest), place(shot("p1", [line("a", 91)]), ...rest)];
    expect(long.shots.slice(1).map(({ frames }) => frames)).toEqual(short.shots.slice(1).map(({ frames }) => frames));
  });

  it("counts given times from the first shot that has lines", () => {
    const layout = place(shot("p1", [], 60), shot("p2", [line("a", 88, 0, 88)]), shot("p3", [line("b", 60, 95, 155)]));
    expect(at(layout, "a").start).toBe(60);
    expect(at(layout, "b").start).toBe(155);
  });

  it("cuts between two given lines, however little time there is", () => {
    const layout = place(shot("p1", [line("a", 88, 0, 88)]), shot("p2", [line("b", 60, 90, 150)], 200));
    const cut = layout.shots[1]!.start;
    expect(cut).toBeGreaterThanOrEqual(88);
    expect(cut).toBeLessThanOrEqual(90);
  });

  it("takes wanted length from shots that would push a given line away", () => {
    const layout = place(shot("p1", [line("a", 50, 0, 50)]), shot("p2", [], 200), shot("p3", [line("b", 40, 100, 140)]));
    expect(at(layout, "b")).toMatchObject({ start: 100, late: 0 });
    expect(layout.shots[1]!.frames).toBeLessThan(60);
    expect(layout.shots[1]!.frames).toBeGreaterThanOrEqual(spacing.shortest);
  });

  it("starts a given line late rather than over the one before, and says so", () => {
    const layout = place(shot("p1", [line("a", 120, 0, 88)]), shot("p2", [line("b", 60, 95, 155)]));
    expect(at(layout, "b")).toMatchObject({ start: 120, late: 25 });
  });

  it("lets lines overlap where their given times do", () => {
    expect(at(place(shot("p1", [line("a", 88, 0, 88), line("b", 60, 40, 100)])), "b")).toMatchObject({ start: 40, late: 0 });
  });

  it("shares the frames of a transition between both shots without letting their lines meet", () => {
    const layout = place(shot("p1", [line("a", 50)], 0, 25), shot("p2", [line("b", 20)], 0, 12));
    expect(layout.shots[1]!.start).toBe(layout.shots[0]!.frames - 25);
    expect(at(layout, "b").start).toBeGreaterThanOrEqual(at(layout, "a").end + spacing.gap);
    expect(layout.shots[1]!.frames).toBeGreaterThan(25 + 12);
  });

  it("shows a caption without taking a turn among the lines", () => {
    const layout = place(shot("p1", [line("title", 60, undefined, undefined, true), line("a", 30)]));
    expect(at(layout, "title").start).toBe(0);
    expect(at(layout, "a").start).toBe(spacing.lead);
    expect(layout.frames).toBe(60);
  });
});
