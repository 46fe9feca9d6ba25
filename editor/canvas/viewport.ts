import type { Point, Rect } from "../model/layout.ts";

/** The part of a graph that is in view. A graph point is drawn at `point * scale + (x, y)`. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const leastScale = 0.04;
const mostScale = 3;

export function toGraph({ x, y, scale }: Viewport, screenX: number, screenY: number): Point {
  return [(screenX - x) / scale, (screenY - y) / scale];
}

/** What a screen of this size shows, in graph pixels; `margin` in screen pixels. */
export function areaIn({ x, y, scale }: Viewport, width: number, height: number, margin = 0): Rect {
  return { x: (-x - margin) / scale, y: (-y - margin) / scale, width: (width + 2 * margin) / scale, height: (height + 2 * margin) / scale };
}

/** Zooms so that what is at a place of the screen stays there. */
export function zoomedAt(view: Viewport, scale: number, screenX: number, screenY: number): Viewport {
  const next = Math.min(mostScale, Math.max(leastScale, scale));
  const ratio = next / view.scale;
  return { scale: next, x: screenX - (screenX - view.x) * ratio, y: screenY - (screenY - view.y) * ratio };
}

/** The view that shows an area whole and in the middle, never larger than `largest`. */
export function fitting(area: Rect, width: number, height: number, { margin = 48, largest = 1 } = {}): Viewport {
  const scale = Math.max(leastScale, Math.min(largest, (width - 2 * margin) / Math.max(1, area.width), (height - 2 * margin) / Math.max(1, area.height)));
  return centred(area.x + area.width / 2, area.y + area.height / 2, { scale, width, height });
}

export function centred(x: number, y: number, { scale, width, height }: { readonly scale: number; readonly width: number; readonly height: number }): Viewport {
  return { scale, x: width / 2 - x * scale, y: height / 2 - y * scale };
}

/** The same view, moved by less than a pixel of the screen so that it can be shifted without being drawn anew. */
export function onPixels({ x, y, scale }: Viewport, ratio: number): Viewport {
  return { x: Math.round(x * ratio) / ratio, y: Math.round(y * ratio) / ratio, scale };
}
