import { describe, expect, test } from "vitest";
import { planMounts } from "../../../editor/canvas/mount-plan.ts";
import { snapped } from "../../../editor/canvas/snap.ts";
import { areaIn, fitting, toGraph, zoomedAt } from "../../../editor/canvas/viewport.ts";
import { WheelReader, zoomFactor } from "../../../editor/canvas/wheel.ts";

const turn = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, shiftKey: false };

describe("turning a wheel", () => {
  test("a pinch, and a wheel with Ctrl, zoom", () => {
    expect(new WheelReader().read({ ...turn, deltaY: 2, ctrlKey: true }, 0)).toBe("zoom");
    expect(new WheelReader().read({ ...turn, deltaY: 100, metaKey: true }, 0)).toBe("zoom");
  });

  test("a wheel with notches zooms, two fingers move the view", () => {
    expect(new WheelReader().read({ ...turn, deltaY: 120, wheelDeltaY: -120 }, 0)).toBe("zoom");
    expect(new WheelReader().read({ ...turn, deltaY: 3, deltaMode: 1 }, 0)).toBe("zoom");
    expect(new WheelReader().read({ ...turn, deltaY: 4, wheelDeltaY: -12 }, 0)).toBe("pan");
    expect(new WheelReader().read({ ...turn, deltaX: 3, deltaY: 90 }, 0)).toBe("pan");
  });

  test("a swing of the fingers stays what it began as, until it ends", () => {
    const reader = new WheelReader();
    expect(reader.read({ ...turn, deltaY: 4, wheelDeltaY: -12 }, 0)).toBe("pan");
    expect(reader.read({ ...turn, deltaY: 80, wheelDeltaY: -240 }, 16)).toBe("pan");
    expect(reader.read({ ...turn, deltaY: 120, wheelDeltaY: -120 }, 2000)).toBe("zoom");
  });

  test("turning back undoes the zoom", () => {
    const factor = zoomFactor({ ...turn, deltaY: 100 }) * zoomFactor({ ...turn, deltaY: -100 });
    expect(factor).toBeCloseTo(1);
  });
});

describe("the view", () => {
  test("zooming keeps what is under the pointer", () => {
    const before = { x: 30, y: -20, scale: 0.7 };
    expect(toGraph(zoomedAt(before, 1.4, 400, 300), 400, 300)).toEqual(toGraph(before, 400, 300).map((at) => expect.closeTo(at)));
  });

  test("fitting shows an area whole, and no larger than life", () => {
    const large = fitting({ x: -100, y: 50, width: 4000, height: 1000 }, 1600, 900);
    const shown = areaIn(large, 1600, 900);
    expect(shown.x).toBeLessThanOrEqual(-100);
    expect(shown.x + shown.width).toBeGreaterThanOrEqual(3900);
    expect(fitting({ x: 0, y: 0, width: 10, height: 10 }, 1600, 900).scale).toBe(1);
  });
});

describe("what is moved", () => {
  const moved = { x: 3, y: 5, width: 240, height: 100 };

  test("comes to rest on the grid", () => {
    expect(snapped(moved, [50, 50], { others: [], near: 6 })).toEqual({ dx: 53, dy: 51, guides: [] });
  });

  test("lines up with a neighbour that is near, and shows it", () => {
    const { dx, guides } = snapped(moved, [98, 300], { others: [{ x: 103, y: 0, width: 240, height: 80 }], near: 6 });
    expect(dx).toBe(100);
    expect(guides).toContainEqual(expect.objectContaining({ axis: "x", at: 103, from: 0 }));
  });

  test("does not line up with what is far", () => {
    expect(snapped(moved, [50, 50], { others: [{ x: 503, y: 900, width: 240, height: 80 }], near: 6 }).guides).toEqual([]);
  });
});

describe("what is put on the page", () => {
  const ids = (from: number, count: number) => Array.from({ length: count }, (_, at) => `n${from + at}`);
  const none = new Set<string>();

  test("is few nodes in a frame, the most wanted first", () => {
    expect(planMounts({ mounted: none, wanted: ids(0, 40), near: none, kept: none })).toEqual({ mount: ["n0", "n1", "n2"], unmount: [], more: true });
  });

  test("is never more than sixty", () => {
    const mounted = new Set(ids(0, 60));
    const plan = planMounts({ mounted, wanted: ids(100, 60), near: mounted, kept: none });
    expect(plan.mount.length).toBeLessThanOrEqual(plan.unmount.length);
    expect(planMounts({ mounted, wanted: ids(0, 500), near: mounted, kept: none })).toEqual({ mount: [], unmount: [], more: false });
  });

  test("nodes that have only just left the view stay while there is room", () => {
    expect(planMounts({ mounted: new Set(["old"]), wanted: ["new"], near: new Set(["old"]), kept: none }).unmount).toEqual([]);
    expect(planMounts({ mounted: new Set(["old"]), wanted: ["new"], near: none, kept: none }).unmount).toEqual(["old"]);
  });

  test("a node with the focus stays wherever the view goes", () => {
    expect(planMounts({ mounted: new Set(["held"]), wanted: [], near: none, kept: new Set(["held"]) }).unmount).toEqual([]);
  });
});
