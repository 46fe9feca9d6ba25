import type { Rect } from "../model/layout.ts";
import { unit } from "./geometry.ts";

/** A line that shows what something that is moved has come into line with, in graph pixels. */
export interface Guide {
  readonly axis: "x" | "y";
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

/**
 * Where something that is moved by (dx, dy) comes to rest: in line with an edge or the middle of a neighbour when one is
 * within `near`, on the grid else.
 */
export function snapped(moved: Rect, [dx, dy]: readonly [number, number], { others, near }: { readonly others: readonly Rect[]; readonly near: number }): Snapped {
  const x = along("x", moved, dx, { others, near });
  const y = along("y", moved, dy, { others, near });
  const at: Rect = { ...moved, x: moved.x + x.by, y: moved.y + y.by };
  return { dx: x.by, dy: y.by, guides: [...guidesOf("x", x.line, at, others), ...guidesOf("y", y.line, at, others)] };
}

interface Rest {
  readonly by: number;
  readonly line: number | undefined;
}

function along(axis: "x" | "y", moved: Rect, by: number, { others, near }: { readonly others: readonly Rect[]; readonly near: number }): Rest {
  const own = linesOf(axis, moved);
  let best = near;
  let found: Rest | undefined;
  for (const other of others) {
    for (const line of linesOf(axis, other)) {
      for (const mine of own) {
        const off = line - (mine + by);
        if (Math.abs(off) < best) {
          best = Math.abs(off);
          found = { by: Math.round(by + off), line };
        }
      }
    }
  }
  if (found) return found;
  const start = axis === "x" ? moved.x : moved.y;
  return { by: Math.round(Math.round((start + by) / unit.grid) * unit.grid - start), line: undefined };
}

function linesOf(axis: "x" | "y", { x, y, width, height }: Rect): readonly number[] {
  return axis === "x" ? [x, x + width / 2, x + width] : [y, y + height / 2, y + height];
}

function guidesOf(axis: "x" | "y", line: number | undefined, moved: Rect, others: readonly Rect[]): Guide[] {
  if (line === undefined) return [];
  const across = (rect: Rect): readonly [number, number] => axis === "x" ? [rect.y, rect.y + rect.height] : [rect.x, rect.x + rect.width];
  let [from, to] = across(moved);
  for (const other of others) {
    if (!linesOf(axis, other).some((at) => Math.abs(at - line) <= 0.5)) continue;
    const [start, end] = across(other);
    from = Math.min(from, start);
    to = Math.max(to, end);
  }
  return [{ axis, at: line, from, to }];
}
