import type { IconNode } from "lucide";
import type { Drawing } from "./colours.ts";
import { iconPath } from "./icon-path.ts";

/** The few shapes that nodes are painted with, in graph pixels. */
export class Brush {
  readonly context: Drawing;

  constructor(context: Drawing) {
    this.context = context;
  }

  icon(node: IconNode, [x, y, size]: readonly [number, number, number], colour: string, lineWidth = 2): void {
    const { context } = this;
    context.save();
    context.translate(x, y);
    context.scale(size / 24, size / 24);
    context.lineCap = context.lineJoin = "round";
    context.lineWidth = lineWidth;
    context.strokeStyle = colour;
    context.stroke(iconPath(node));
    context.restore();
  }

  round([x, y, width, height]: readonly [number, number, number, number], radius: number | number[], colour: string): void {
    this.context.beginPath();
    this.context.roundRect(x, y, width, height, radius);
    this.fill(colour);
  }

  line([x, y, ...more]: readonly number[], colour: string, lineWidth: number): void {
    this.context.beginPath();
    this.context.moveTo(x!, y!);
    for (let at = 0; at < more.length; at += 2) this.context.lineTo(more[at]!, more[at + 1]!);
    this.stroke(colour, lineWidth);
  }

  fill(colour: string): void {
    this.context.fillStyle = colour;
    this.context.fill();
  }

  stroke(colour: string, lineWidth: number): void {
    this.context.strokeStyle = colour;
    this.context.lineWidth = lineWidth;
    this.context.stroke();
  }
}
