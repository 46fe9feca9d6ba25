import type { Stage } from "../stage.ts";
import type { Gesture, PointerAt } from "./gesture.ts";

/** Moves the view. A press without a move is a click on the ground. */
export class Pan implements Gesture {
  readonly cursor = "grabbing";
  private readonly stage: Stage;
  private readonly click: (() => void) | undefined;
  private last: PointerAt;
  private moved = false;

  constructor(stage: Stage, at: PointerAt, click?: () => void) {
    this.stage = stage;
    this.last = at;
    this.click = click;
  }

  move(at: PointerAt): void {
    const [dx, dy] = [at.screenX - this.last.screenX, at.screenY - this.last.screenY];
    this.moved ||= Math.hypot(dx, dy) > 3;
    if (!this.moved) return;
    this.last = at;
    this.stage.panBy(dx, dy);
  }

  end(): void {
    if (!this.moved) this.click?.();
  }

  cancel(): void {}
}
