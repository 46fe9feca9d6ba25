import type { Rect } from "../model/layout.ts";

/** More areas than this, and everything is painted again: keeping them apart would cost more. */
const most = 1000;

/** Where the scene is to be painted again. */
export class Touched {
  /** Grows with every change. */
  version = 0;
  /** Grows when more has changed than areas tell. */
  epoch = 0;
  private areas: Rect[] = [];

  add({ x, y, width, height }: Rect): void {
    this.version++;
    if (this.areas.length >= most) this.all();
    else this.areas.push({ x, y, width, height });
  }

  all(): void {
    this.version++;
    this.epoch++;
    this.areas = [];
  }

  /** @returns the areas, once */
  take(): readonly Rect[] {
    const { areas } = this;
    if (areas.length > 0) this.areas = [];
    return areas;
  }
}
