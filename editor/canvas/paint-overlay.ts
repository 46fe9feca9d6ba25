import type { Point, Rect } from "../model/layout.ts";
import type { Colours } from "./colours.ts";
import { piecesOf } from "./geometry.ts";
import type { Guide } from "./snap.ts";

/** What a gesture shows above the nodes while it lasts. In graph pixels. */
export interface Draft {
  readonly box?: Rect;
  readonly guides?: readonly Guide[];
  /** Where copies would come to stand. */
  readonly ghosts?: readonly Rect[];
  readonly wire?: { readonly from: Point; readonly to: Point; readonly colour: string; readonly isRefused: boolean };
  /** What something would be connected to. */
  readonly target?: { readonly at: Point; readonly colour: string } | { readonly area: Rect; readonly colour: string };
}

/** The context is in graph pixels. */
export function paintDraft(context: CanvasRenderingContext2D, { box, guides = [], ghosts = [], wire, target }: Draft, { colours, scale }: { readonly colours: Colours; readonly scale: number }): void {
  const thin = 1 / scale;
  context.lineWidth = thin;
  if (box) {
    context.fillStyle = colours.accent;
    context.globalAlpha = 0.1;
    context.fillRect(box.x, box.y, box.width, box.height);
    context.globalAlpha = 1;
    context.strokeStyle = colours.accent;
    context.strokeRect(box.x, box.y, box.width, box.height);
  }
  context.strokeStyle = colours.accent;
  context.beginPath();
  for (const { axis, at, from, to } of guides) {
    context.moveTo(axis === "x" ? at : from, axis === "x" ? from : at);
    context.lineTo(axis === "x" ? at : to, axis === "x" ? to : at);
  }
  context.stroke();
  context.setLineDash([6 * thin, 4 * thin]);
  for (const { x, y, width, height } of ghosts) context.strokeRect(x, y, width, height);
  context.setLineDash([]);
  if (target) paintTarget(context, target, scale);
  if (wire) paintWire(context, wire, { colours, scale });
}

function paintTarget(context: CanvasRenderingContext2D, target: NonNullable<Draft["target"]>, scale: number): void {
  context.strokeStyle = target.colour;
  context.lineWidth = Math.max(2, 2 / scale);
  context.beginPath();
  if ("at" in target) context.arc(target.at[0], target.at[1], Math.max(11, 8 / scale), 0, 2 * Math.PI);
  else context.roundRect(target.area.x - 3, target.area.y - 3, target.area.width + 6, target.area.height + 6, 11);
  context.stroke();
}

function paintWire(context: CanvasRenderingContext2D, { from, to, colour, isRefused }: NonNullable<Draft["wire"]>, { colours, scale }: { readonly colours: Colours; readonly scale: number }): void {
  const p = piecesOf([...from, ...to]);
  context.beginPath();
  context.moveTo(p[0]!, p[1]!);
  context.bezierCurveTo(p[2]!, p[3]!, p[4]!, p[5]!, p[6]!, p[7]!);
  context.lineCap = "round";
  context.strokeStyle = isRefused ? colours.red : colour;
  context.lineWidth = Math.max(2.5, 2 / scale);
  if (isRefused) context.setLineDash([8 / scale, 6 / scale]);
  context.stroke();
  context.setLineDash([]);
}
