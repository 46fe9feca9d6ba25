import type { Rect } from "../model/layout.ts";
import { blockColour } from "./colours.ts";
import { hueOf } from "./port-look.ts";
import { packOf } from "../../runtime/ids.ts";
import type { Stage } from "./stage.ts";

/** At most this often, in milliseconds. */
const everyMs = 100;

/** The whole graph in a corner, and what of it is in view. Pressing it moves the view there. */
export class Minimap {
  private readonly stage: Stage;
  private readonly canvas: HTMLCanvasElement;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private area: Rect = { x: 0, y: 0, width: 1, height: 1 };

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
  }

  /** Brings what lies at a place of the minimap to the middle of the view. */
  go(event: PointerEvent): void {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const { scale, x, y } = this.fit(width, height);
    const [graphX, graphY] = [(event.clientX - left - x) / scale, (event.clientY - top - y) / scale];
    const { stage } = this;
    stage.show({ ...stage.view, x: stage.surface.width / 2 - graphX * stage.view.scale, y: stage.surface.height / 2 - graphY * stage.view.scale });
  }

  private fit(width: number, height: number): { readonly scale: number; readonly x: number; readonly y: number } {
    const scale = Math.min((width - 8) / this.area.width, (height - 8) / this.area.height);
    return { scale, x: (width - this.area.width * scale) / 2 - this.area.x * scale, y: (height - this.area.height * scale) / 2 - this.area.y * scale };
  }

  private paint(): void {
    const { canvas, stage } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const { bounds } = stage.scene;
    if (width === 0 || !bounds) return;
    this.area = joined(bounds, stage.area);
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(width * ratio)) Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const context = canvas.getContext("2d")!;
    const { scale, x, y } = this.fit(width, height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const { colours, session } = stage;
    const boxes = [...stage.scene.nodes.values()];
    for (const [colour, alike] of groups(boxes, ({ id, entry }) => session.selection.has(`node:${id}`) ? colours.accent : blockColour(hueOf(packOf(entry.type))))) {
      context.fillStyle = colour;
      for (const box of alike) context.fillRect(x + box.x * scale, y + box.y * scale, Math.max(1.5, box.width * scale), Math.max(1, box.height * scale));
    }
    context.strokeStyle = colours.accent;
    context.lineWidth = 1.5;
    context.strokeRect(x + stage.area.x * scale, y + stage.area.y * scale, stage.area.width * scale, stage.area.height * scale);
  }
}

function groups<T>(members: readonly T[], keyOf: (member: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = found.get(key);
    if (group) group.push(member);
    else found.set(key, [member]);
  }
  return found;
}

function joined(one: Rect, other: Rect): Rect {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return { x, y, width: Math.max(one.x + one.width, other.x + other.width) - x, height: Math.max(one.y + one.height, other.y + other.height) - y };
}
