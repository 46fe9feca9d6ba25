import type { Rect } from "../model/layout.ts";

/** What an index keeps of a member: the cells it lies in, and the last question it answered. */
export interface Indexed {
  cells: readonly number[] | undefined;
  asked: number;
}

/** Longer than this many cells and a member is looked at for every question: cheaper than being in all of them. */
const mostCells = 48;
/** Room for cells on both sides of zero. */
const stride = 1 << 20;

/** Finds what lies in an area without looking at everything: members by the square cells that their areas touch. */
export class GridIndex<T extends Indexed> {
  private readonly cells = new Map<number, Set<T>>();
  private readonly wide = new Set<T>();
  private readonly size: number;
  private question = 0;

  constructor(size: number) {
    this.size = size;
  }

  put(member: T, area: Rect): void {
    const keys = this.keysOf(area);
    const before = member.cells;
    if (before && keys && before.length === keys.length && before.every((key, at) => key === keys[at])) return;
    this.remove(member);
    member.cells = keys ?? [];
    if (!keys) {
      this.wide.add(member);
      return;
    }
    for (const key of keys) {
      const cell = this.cells.get(key);
      if (cell) cell.add(member);
      else this.cells.set(key, new Set([member]));
    }
  }

  remove(member: T): void {
    if (!member.cells) return;
    for (const key of member.cells) {
      const cell = this.cells.get(key);
      cell?.delete(member);
      if (cell?.size === 0) this.cells.delete(key);
    }
    this.wide.delete(member);
    member.cells = undefined;
  }

  clear(): void {
    this.cells.clear();
    this.wide.clear();
  }

  /** Everything whose cells touch the area, once each; those who must be exact look again. */
  within(area: Rect): T[] {
    const found: T[] = [...this.wide];
    const question = ++this.question;
    const take = (cell: Set<T>) => {
      for (const member of cell) {
        if (member.asked === question) continue;
        member.asked = question;
        found.push(member);
      }
    };
    const [left, top, right, bottom] = this.corners(area);
    if ((right - left + 1) * (bottom - top + 1) > this.cells.size) {
      // The area is larger than everything there is: going through the cells is shorter than counting them off.
      for (const [key, cell] of this.cells) {
        const column = Math.floor(key / stride) - stride / 2;
        const row = key % stride - stride / 2;
        if (column >= left && column <= right && row >= top && row <= bottom) take(cell);
      }
      return found;
    }
    for (let column = left; column <= right; column++) {
      for (let row = top; row <= bottom; row++) {
        const cell = this.cells.get(keyOf(column, row));
        if (cell) take(cell);
      }
    }
    return found;
  }

  private keysOf(area: Rect): number[] | undefined {
    const [left, top, right, bottom] = this.corners(area);
    if ((right - left + 1) * (bottom - top + 1) > mostCells) return undefined;
    const keys: number[] = [];
    for (let column = left; column <= right; column++) for (let row = top; row <= bottom; row++) keys.push(keyOf(column, row));
    // A list that was filled keeps room for more; a copy has none to spare, and there is one for every member.
    return keys.slice();
  }

  private corners({ x, y, width, height }: Rect): readonly [number, number, number, number] {
    return [this.cellOf(x), this.cellOf(y), this.cellOf(x + width), this.cellOf(y + height)];
  }

  /** Places far outside of what can be drawn share the last cells. */
  private cellOf(at: number): number {
    return Math.max(1 - stride / 2, Math.min(stride / 2 - 1, Math.floor(at / this.size)));
  }
}

function keyOf(column: number, row: number): number {
  return (column + stride / 2) * stride + row + stride / 2;
}
