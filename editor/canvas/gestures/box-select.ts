import { type ElementRef, elementRef } from "../../model/element.ts";
import type { Rect } from "../../model/layout.ts";
import { overlaps, rectBetween } from "../geometry.ts";
import type { Stage } from "../stage.ts";
import type { Gesture, PointerAt } from "./gesture.ts";

/** Draws a box on the ground and selects the nodes and notes it touches, and frames that lie whole in it. Shift adds. */
export class BoxSelect implements Gesture {
  readonly scrolls = true;
  private readonly stage: Stage;
  private readonly start: PointerAt;
  private readonly before: ReadonlySet<ElementRef>;

  constructor(stage: Stage, at: PointerAt) {
    this.stage = stage;
    this.start = at;
    this.before = stage.session.selection;
  }

  move(at: PointerAt): void {
    const box = rectBetween(this.start.x, this.start.y, at.x, at.y);
    this.stage.draft = { box };
    const found = this.found(box);
    const next = new Set([...this.start.shift ? this.before : [], ...found]);
    const { selection } = this.stage.session;
    if (next.size !== selection.size || [...next].some((ref) => !selection.has(ref))) this.stage.session.select(next);
    this.stage.invalidate();
  }

  end(at: PointerAt): void {
    const isClick = Math.hypot(at.screenX - this.start.screenX, at.screenY - this.start.screenY) < 4;
    if (isClick && !this.start.shift && this.before.size > 0) this.stage.session.select([]);
    this.clear();
  }

  cancel(): void {
    this.stage.session.select(this.before);
    this.clear();
  }

  private found(box: Rect): ElementRef[] {
    const { scene } = this.stage;
    const marks = [...scene.marks.values()].filter((mark) => mark.kind === "note" ? overlaps(mark, box) : isInside(mark, box));
    return [...scene.nodesIn(box).map(({ id }) => elementRef("node", id)), ...marks.map(({ kind, id }) => elementRef(kind, id))];
  }

  private clear(): void {
    this.stage.draft = undefined;
    this.stage.invalidate();
  }
}

function isInside(inner: Rect, outer: Rect): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
}
