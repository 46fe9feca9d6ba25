import { describe, expect, test } from "vitest";
import { GridIndex, type Indexed } from "../../../editor/canvas/grid-index.ts";
import type { Rect } from "../../../editor/model/layout.ts";

interface Member extends Indexed {
  readonly name: string;
  area: Rect;
}

function member(name: string, x: number, y: number, width = 10, height = 10): Member {
  return { name, area: { x, y, width, height }, cells: undefined, asked: 0 };
}

function indexOf(...members: readonly Member[]): GridIndex<Member> {
  const index = new GridIndex<Member>(100);
  for (const one of members) index.put(one, one.area);
  return index;
}

const names = (found: readonly Member[]) => found.map(({ name }) => name).sort();

describe("a grid index", () => {
  test("finds what touches an area, on both sides of zero", () => {
    const index = indexOf(member("near", 10, 10), member("left", -250, -250), member("far", 5000, 5000));
    expect(names(index.within({ x: 0, y: 0, width: 50, height: 50 }))).toEqual(["near"]);
    expect(names(index.within({ x: -300, y: -300, width: 400, height: 400 }))).toEqual(["left", "near"]);
  });

  test("names a member once, however many cells it lies in", () => {
    const index = indexOf(member("wide", 0, 0, 450, 250));
    expect(names(index.within({ x: 0, y: 0, width: 450, height: 250 }))).toEqual(["wide"]);
  });

  test("what has moved is found where it is, and no more where it was", () => {
    const one = member("one", 0, 0);
    const index = indexOf(one);
    index.put(one, { x: 1000, y: 0, width: 10, height: 10 });
    expect(index.within({ x: 0, y: 0, width: 50, height: 50 })).toEqual([]);
    expect(names(index.within({ x: 990, y: 0, width: 50, height: 50 }))).toEqual(["one"]);
  });

  test("what is removed is found nowhere, also when it was larger than cells are counted for", () => {
    const huge = member("huge", 0, 0, 1e5, 1e5);
    const index = indexOf(huge);
    expect(names(index.within({ x: 9e4, y: 9e4, width: 10, height: 10 }))).toEqual(["huge"]);
    index.remove(huge);
    expect(index.within({ x: -1e9, y: -1e9, width: 2e9, height: 2e9 })).toEqual([]);
  });

  test("agrees with looking at everything, for any area", () => {
    let seed = 7;
    const random = () => (seed = seed * 1103515245 + 12345 & 0x7fffffff) / 0x7fffffff;
    const members = Array.from({ length: 300 }, (_, at) => member(String(at), random() * 4000 - 2000, random() * 4000 - 2000, random() * 400, random() * 300));
    const index = indexOf(...members);
    for (let turn = 0; turn < 40; turn++) {
      const area = { x: random() * 4000 - 2000, y: random() * 4000 - 2000, width: random() * 3000, height: random() * 3000 };
      const inside = members.filter(({ area: { x, y, width, height } }) => x < area.x + area.width && area.x < x + width && y < area.y + area.height && area.y < y + height);
      const found = new Set(index.within(area));
      expect(inside.filter((one) => !found.has(one))).toEqual([]);
    }
  });
});
