import { at, circle, ellipse, many, polygon, rect, shade, shape, stroke } from "./draw.ts";
import type { Canvas } from "./scene.ts";

/** Tables and what is on them. */

/** A long table top, 1080 wide with its edge at y 0, and the cloth or the wood below it. */
export function tableTop({ c, sheet, festive }: Canvas, wood: string, things: string): string {
  const colour = c(festive ? "#bd322b" : wood);
  const front = rect(
    -400,
    44,
    1880,
    1500,
    sheet.linear([
      [0, shade(colour, -0.18)],
      [0.35, shade(colour, -0.4)],
      [1, shade(colour, -0.6)],
    ]),
  );
  const top =
    rect(
      -400,
      0,
      1880,
      104,
      sheet.linear([
        [0, shade(colour, 0.14)],
        [1, colour],
      ]),
    ) + rect(-400, 104, 1880, 10, shade(colour, -0.3));
  return (
    front +
    (festive ? cloth(c("#e3b04b"), shade(colour, -0.5)) : planks(shade(colour, -0.52))) +
    top +
    (festive ? many(63, (index) => circle(index * 30 - 390, 142, 13, c("#e3b04b"))) + rect(-400, 118, 1880, 14, c("#e3b04b")) : "") +
    things
  );
}

/** Folds, and rows of the four-lobed flower of brocade. */
function cloth(gold: string, fold: string): string {
  const brocade = (x: number, y: number) =>
    many(4, (lobe) =>
      ellipse(x + [0, 15, 0, -15][lobe]!, y + [-15, 0, 15, 0][lobe]!, 10, 10, "none", `stroke="${gold}" stroke-width="4" stroke-opacity="0.34"`),
    ) + circle(x, y, 5, gold, 'opacity="0.4"');
  return (
    many(13, (index) =>
      polygon(
        [
          [index * 150 - 380, 150],
          [index * 150 - 350, 150],
          [index * 150 - 300, 1500],
          [index * 150 - 390, 1500],
        ],
        fold,
        'opacity="0.28"',
      ),
    ) + many(44, (index) => brocade((index % 11) * 150 - 310 + (Math.floor(index / 11) % 2) * 75, 240 + Math.floor(index / 11) * 130))
  );
}

const planks = (line: string): string =>
  many(4, (index) => stroke(`M-400 ${220 + index * 150}H1480`, line, 5)) +
  many(7, (index) => stroke(`M${index * 290 - 380} ${114 + (index % 2) * 106}v104`, line, 4));

export function bowl({ c }: Canvas, x: number, y: number, scale: number, colour: string, food: string): string {
  return at(
    x,
    y,
    shape("M-74 -34Q-60 34 0 36Q60 34 74 -34Z", c(colour)) +
      ellipse(0, -34, 74, 20, shade(c(colour), 0.3)) +
      ellipse(0, -34, 60, 14, c(food)) +
      stroke("M-56 -6q56 22 112 0", shade(c(colour), 0.4), 4),
    scale,
  );
}

/** Wisps of steam rising from y. */
export function steam(canvas: Canvas, x: number, y: number, scale: number): string {
  const paint = canvas.sheet.linear([
    [0, "#ffffff", 0],
    [0.5, "#ffffff", 0.2],
    [1, "#ffffff", 0.04],
  ]);
  return [-40, 6, 50]
    .map((dx, index) =>
      stroke(`M${x + dx * scale} ${y}q${-34 * scale} ${-60 * scale} 0 ${-120 * scale}t${(index - 1) * 12} ${-130 * scale}`, paint, 20 * scale),
    )
    .join("");
}
