import type { Point } from "../model/layout.ts";

/** `<rw-canvas>`, as far as the page asks it something. */
export interface CanvasElement extends HTMLElement {
  /** Brings a node into view. */
  centreOn(id: string): void;
  /** The middle of what is in view, in graph pixels. */
  viewCentre(): Point;
  /** From page pixels to graph pixels. */
  toGraph(x: number, y: number): Point;
}
