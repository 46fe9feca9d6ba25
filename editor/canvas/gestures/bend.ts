import { moveBend } from "../../model/edges.ts";
import type { Point } from "../../model/layout.ts";
import { unit } from "../geometry.ts";
import type { EdgeLine } from "../scene-parts.ts";
import type { Stage } from "../stage.ts";
import { words } from "../words.ts";
import type { Gesture, PointerAt } from "./gesture.ts";

/** Drags a point that an edge goes through. */
export class Bend implements Gesture {
  readonly scrolls = true;
  readonly cursor = "grabbing";
  private readonly stage: Stage;
  private readonly edge: EdgeLine;
  private readonly index: number;
  private readonly before: readonly Point[];
  private moved = false;

  constructor(stage: Stage, { edge, index }: { readonly edge: EdgeLine; readonly index: number }) {
    this.stage = stage;
    this.edge = edge;
    this.index = index;
    this.before = edge.bends;
  }

  move(at: PointerAt): void {
    this.moved = true;
    const point: Point = [onGrid(at.x), onGrid(at.y)];
    this.stage.scene.bend(this.edge, this.before.map((bend, index) => index === this.index ? point : bend));
    this.stage.invalidate();
  }

  end(): void {
    const point = this.edge.bends[this.index];
    this.stage.scene.restore();
    if (this.moved && point) this.stage.session.edit(words().doBend, (document) => moveBend(document, this.edge.entry, this.index, point));
    this.stage.invalidate();
  }

  cancel(): void {
    this.stage.scene.restore();
    this.stage.invalidate();
  }
}

function onGrid(at: number): number {
  return Math.round(at / unit.grid) * unit.grid;
}
