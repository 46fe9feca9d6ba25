import type { Rect } from "../model/layout.ts";
import { blockColour, type Drawing } from "./colours.ts";
import { packHue } from "./port-look.ts";
import type { NodeBox } from "./scene-parts.ts";
import type { Stage } from "./stage.ts";
import type { Viewport } from "./viewport.ts";

/** At most this often, in milliseconds. */
const everyMs = 100;

interface Fit {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

interface Picture {
  /** What it was painted from. */
  readonly of: readonly unknown[];
  readonly area: Rect;
  readonly image: ImageBitmap;
}

/** The whole graph in a corner, and what of it is in view. Pressing it moves the view there. */
export class Minimap {
  private readonly stage: Stage;
  private readonly canvas: HTMLCanvasElement;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private area: Rect = { x: 0, y: 0, width: 1, height: 1 };
  /** The nodes, painted once and copied while only the view moves. */
  private picture: Picture | undefined;
  private painted: { readonly picture: Picture; readonly view: Viewport } | undefined;

  constructor(stage: Stage, canvas: HTMLCanvasElement) {
    this.stage = stage;
    this.canvas = canvas;
    this.soon();
  }

  soon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.paint();
    }, everyMs);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.picture?.image.close();
  }

  /** Brings what lies at a place of the minimap to the middle of the view. */
  go(event: PointerEvent): void {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const { scale, x, y } = fitOf(this.area, width, height);
    const [graphX, graphY] = [(event.clientX - left - x) / scale, (event.clientY - top - y) / scale];
    const { stage } = this;
    stage.show({ ...stage.view, x: stage.surface.width / 2 - graphX * stage.view.scale, y: stage.surface.height / 2 - graphY * stage.view.scale });
  }

  private paint(): void {
    const { canvas, stage } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const { bounds } = stage.scene;
    if (width === 0 || !bounds) return;
    const ratio = devicePixelRatio;
    const picture = this.pictureOf(bounds, { width, height, ratio });
    // Hovering and typing draw the canvas element too, and are nothing to it.
    if (picture === this.painted?.picture && stage.view === this.painted.view && stage.kept.size === 0) return;
    this.painted = { picture, view: stage.view };
    this.area = joined(bounds, stage.area);
    if (canvas.width !== Math.round(width * ratio)) Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const context = canvas.getContext("2d")!;
    const fit = fitOf(this.area, width, height);
    const { scale, x, y } = fit;
    const { image, area } = picture;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.drawImage(image, x + area.x * scale, y + area.y * scale, area.width * scale, area.height * scale);
    this.nodes(context, [...stage.kept].flatMap((id) => stage.scene.nodes.get(id) ?? []), fit);
    context.strokeStyle = stage.colours.accent;
    context.lineWidth = 1.5;
    context.strokeRect(x + stage.area.x * scale, y + stage.area.y * scale, stage.area.width * scale, stage.area.height * scale);
  }

  /** All nodes but those that are dragged, as large as they will be seen. */
  private pictureOf(bounds: Rect, { width, height, ratio }: { readonly width: number; readonly height: number; readonly ratio: number }): Picture {
    const { stage } = this;
    const { scene, session, colours, kept } = stage;
    const of = [scene.touched.version, session.selection, colours, kept.size, width, height, ratio, stage.surface.width, stage.surface.height];
    if (this.picture && of.every((part, at) => part === this.picture!.of[at])) return this.picture;
    this.picture?.image.close();
    const { scale } = fitOf(bounds, width, height);
    const sheet = new OffscreenCanvas(Math.max(1, Math.ceil(bounds.width * scale * ratio)), Math.max(1, Math.ceil(bounds.height * scale * ratio)));
    const context = sheet.getContext("2d")!;
    context.scale(ratio, ratio);
    const boxes = [...scene.nodes.values()];
    this.nodes(context, kept.size === 0 ? boxes : boxes.filter(({ id }) => !kept.has(id)), { scale, x: -bounds.x * scale, y: -bounds.y * scale });
    return (this.picture = { of, area: { ...bounds }, image: sheet.transferToImageBitmap() });
  }

  private nodes(context: Drawing, boxes: readonly NodeBox[], { scale, x, y }: Fit): void {
    const { colours, session: { selection } } = this.stage;
    const groups = new Map<string, NodeBox[]>();
    for (const box of boxes) {
      const colour = selection.has(`node:${box.id}`) ? colours.accent : blockColour(packHue(box.entry.type));
      const group = groups.get(colour);
      if (group) group.push(box);
      else groups.set(colour, [box]);
    }
    for (const [colour, alike] of groups) {
      context.fillStyle = colour;
      for (const box of alike) context.fillRect(x + box.x * scale, y + box.y * scale, Math.max(1.5, box.width * scale), Math.max(1, box.height * scale));
    }
  }
}

/** How an area is shown in the middle of the minimap. */
function fitOf(area: Rect, width: number, height: number): Fit {
  const scale = Math.min((width - 8) / area.width, (height - 8) / area.height);
  return { scale, x: (width - area.width * scale) / 2 - area.x * scale, y: (height - area.height * scale) / 2 - area.y * scale };
}

function joined(one: Rect, other: Rect): Rect {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return { x, y, width: Math.max(one.x + one.width, other.x + other.width) - x, height: Math.max(one.y + one.height, other.y + other.height) - y };
}
