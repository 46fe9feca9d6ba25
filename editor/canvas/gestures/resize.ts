import { updateFrame, updateNote } from "../../model/place.ts";
import type { Rect } from "../../model/layout.ts";
import { unit } from "../geometry.ts";
import { cursorOf, type Sides } from "../hit.ts";
import type { Mark } from "../scene-parts.ts";
import type { Stage } from "../stage.ts";
import { words } from "../words.ts";
import type { Gesture, PointerAt } from "./gesture.ts";

const least = { frame: [120, 80], note: [96, 48] } as const;

/** Pulls the sides of a frame or a note, on the grid. */
export class Resize implements Gesture {
  readonly scrolls = true;
  private readonly stage: Stage;
  private readonly mark: Mark;
  private readonly sides: Sides;
  private readonly before: Rect;
  private readonly start: PointerAt;

  constructor(stage: Stage, at: PointerAt, { mark, sides }: { readonly mark: Mark; readonly sides: Sides }) {
    this.stage = stage;
    this.start = at;
    this.mark = mark;
    this.sides = sides;
    this.before = { x: mark.x, y: mark.y, width: mark.width, height: mark.height };
  }

  get cursor(): string {
    return cursorOf(this.sides);
  }

  move(at: PointerAt): void {
    const [width, height] = least[this.mark.kind];
    this.stage.scene.place(this.mark, resized(this.before, this.sides, { dx: at.x - this.start.x, dy: at.y - this.start.y, width, height }));
    this.stage.host.changed();
    this.stage.invalidate();
  }

  end(): void {
    const { kind, id, x, y, width, height } = this.mark;
    const place = { x, y, width, height };
    this.stage.session.edit(words().doResize, (document) => kind === "frame" ? updateFrame(document, id, place) : updateNote(document, id, place));
  }

  cancel(): void {
    this.stage.scene.place(this.mark, this.before);
    this.stage.host.changed();
    this.stage.invalidate();
  }
}

/** An area whose sides were pulled: on the grid, and never smaller than it may be. */
export function resized(before: Rect, sides: Sides, { dx, dy, width: leastWidth, height: leastHeight }: { readonly dx: number; readonly dy: number; readonly width: number; readonly height: number }): Rect {
  const onGrid = (at: number) => Math.round(at / unit.grid) * unit.grid;
  let [left, top, right, bottom] = [before.x, before.y, before.x + before.width, before.y + before.height];
  if (sides.left) left = Math.min(onGrid(left + dx), right - leastWidth);
  if (sides.top) top = Math.min(onGrid(top + dy), bottom - leastHeight);
  if (sides.right) right = Math.max(onGrid(right + dx), left + leastWidth);
  if (sides.bottom) bottom = Math.max(onGrid(bottom + dy), top + leastHeight);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
