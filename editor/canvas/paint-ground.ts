import type { Colours, Drawing } from "./colours.ts";
import { frameColour } from "./colours.ts";
import type { Mark } from "./scene-parts.ts";
import type { Viewport } from "./viewport.ts";

/**
 * The dotted ground. Its dots keep a pleasant distance on the screen at every scale. A row of them is drawn once for each
 * scale and copied to where rows are: filling the whole view with a pattern costs more than everything else on it.
 */
export class Ground {
  private row: { readonly key: string; readonly picture: ImageBitmap } | undefined;

  /** Leaves the context in device pixels. */
  paint(context: Drawing, view: Viewport, { width, height, ratio, colours }: { readonly width: number; readonly height: number; readonly ratio: number; readonly colours: Colours }): void {
    let step = 24;
    while (step * view.scale < 14) step *= 4;
    const space = step * view.scale * ratio;
    const row = this.rowOf(space, width * ratio, colours.grid);
    const first = (offset: number) => Math.round(offset * ratio % space - space);
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (let y = first(view.y), count = 0; y < height * ratio; y = first(view.y) + Math.round(++count * space)) context.drawImage(row, first(view.x), y);
  }

  /** @param space from dot to dot, and all other sizes, in device pixels */
  private rowOf(space: number, width: number, colour: string): ImageBitmap {
    const key = `${space} ${width} ${colour}`;
    if (this.row?.key === key) return this.row.picture;
    const radius = space * dot;
    const sheet = new OffscreenCanvas(Math.ceil(width + 2 * space), Math.ceil(2 * radius) + 2);
    const on = sheet.getContext("2d")!;
    on.fillStyle = colour;
    on.beginPath();
    for (let x = space / 2; x < sheet.width; x += space) {
      on.moveTo(x + radius, radius + 1);
      on.arc(x, radius + 1, radius, 0, 2 * Math.PI);
    }
    on.fill();
    const picture = sheet.transferToImageBitmap();
    this.row = { key, picture };
    return picture;
  }
}

/** The radius of a dot, in distances from dot to dot. */
const dot = 0.058;

/** The areas of frames, largest first. The context is in graph pixels. */
export function paintFrames(context: Drawing, frames: readonly Mark[], { colours, scale }: { readonly colours: Colours; readonly scale: number }): void {
  for (const frame of [...frames].sort((a, b) => b.width * b.height - a.width * a.height)) {
    outline(context, frame);
    context.globalAlpha = colours.shade === "dark" ? 0.32 : 0.5;
    context.fillStyle = frameColour(frame.hue, colours);
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1 / Math.min(1, scale);
    context.strokeStyle = colours.strong;
    context.stroke();
  }
}

/** Shows which frames are selected. */
export function paintFrameOutlines(context: Drawing, frames: readonly Mark[], { colours, scale }: { readonly colours: Colours; readonly scale: number }): void {
  context.lineWidth = 2 / Math.min(1, scale);
  context.strokeStyle = colours.accent;
  for (const frame of frames) {
    outline(context, frame);
    context.stroke();
  }
}

function outline(context: Drawing, { x, y, width, height }: Mark): void {
  context.beginPath();
  context.roundRect(x, y, width, height, 14);
}
