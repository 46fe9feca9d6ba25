import type { Colours, Drawing } from "./colours.ts";
import { frameColour } from "./colours.ts";
import type { Mark } from "./scene-parts.ts";
import type { Viewport } from "./viewport.ts";

/** The dotted ground. Its dots keep a pleasant distance on the screen at every scale. */
export class Ground {
  private tile: { readonly key: string; readonly pattern: CanvasPattern } | undefined;

  /** The context is in screen pixels. */
  paint(context: CanvasRenderingContext2D, view: Viewport, { width, height, ratio, colours }: { readonly width: number; readonly height: number; readonly ratio: number; readonly colours: Colours }): void {
    let step = 24;
    while (step * view.scale < 14) step *= 4;
    const space = step * view.scale;
    const pattern = this.patternOf(context, colours.grid, ratio);
    const zoom = space / tileSize;
    pattern.setTransform(new DOMMatrix([zoom, 0, 0, zoom, view.x % space, view.y % space]));
    context.fillStyle = pattern;
    context.fillRect(0, 0, width, height);
  }

  private patternOf(context: CanvasRenderingContext2D, colour: string, ratio: number): CanvasPattern {
    const key = `${colour}${ratio}`;
    if (this.tile?.key === key) return this.tile.pattern;
    const tile = new OffscreenCanvas(tileSize, tileSize);
    const on = tile.getContext("2d")!;
    on.fillStyle = colour;
    on.beginPath();
    on.arc(tileSize / 2, tileSize / 2, 1.4, 0, 2 * Math.PI);
    on.fill();
    const pattern = context.createPattern(tile, "repeat")!;
    this.tile = { key, pattern };
    return pattern;
  }
}

const tileSize = 24;

/** The areas of frames, largest first. The context is in graph pixels. */
export function paintFrames(context: Drawing, frames: readonly Mark[], { colours, scale, selected }: { readonly colours: Colours; readonly scale: number; readonly selected: ReadonlySet<string> }): void {
  for (const { id, x, y, width, height, hue } of [...frames].sort((a, b) => b.width * b.height - a.width * a.height)) {
    context.beginPath();
    context.roundRect(x, y, width, height, 14);
    context.globalAlpha = colours.shade === "dark" ? 0.32 : 0.5;
    context.fillStyle = frameColour(hue, colours);
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = (selected.has(id) ? 2 : 1) / Math.min(1, scale);
    context.strokeStyle = selected.has(id) ? colours.accent : colours.strong;
    context.stroke();
  }
}
