import { circle, many, rect, shade, shape, stroke } from "./draw.ts";
import { papercut } from "./festive.ts";
import type { Canvas, Glow } from "./scene.ts";

/** Parts of old houses seen from outside. */

/** A tiled roof with upturned eaves, `width` across, its eaves at y. */
export function roof({ c, weather }: Canvas, x: number, y: number, width: number, height: number): string {
  const tile = c("#54606a");
  const d = `M${x - 60} ${y + 10}Q${x + 20} ${y - 10} ${x + 70} ${y - height}H${x + width - 70}Q${x + width - 20} ${y - 10} ${x + width + 60} ${y + 10}Z`;
  const white =
    weather === "snow"
      ? shape(
          `M${x + 20} ${y - height * 0.5}Q${x + 52} ${y - height * 0.8} ${x + 70} ${y - height - 8}H${x + width - 70}Q${x + width - 52} ${y - height * 0.8} ${x + width - 20} ${y - height * 0.5}Q${x + width * 0.7} ${y - height * 0.62} ${x + width / 2} ${y - height * 0.5}T${x + 20} ${y - height * 0.5}Z`,
          "#f2f5fa",
          'opacity="0.92"',
        )
      : "";
  return (
    shape(d, tile) +
    many(Math.floor(width / 36), (index) => stroke(`M${x + 40 + index * 36} ${y - height + 6}L${x + 14 + index * 38} ${y}`, shade(tile, -0.2), 4)) +
    white +
    rect(x - 40, y + 4, width + 80, 14, shade(tile, -0.3), 'rx="7"') +
    rect(x + 50, y - height - 16, width - 100, 20, shade(tile, -0.25), 'rx="8"') +
    many(Math.floor(width / 40), (index) => circle(x + 10 + index * 40, y + 14, 8, shade(tile, 0.12)))
  );
}

export const litWindow = (canvas: Canvas, x: number, y: number, width: number, height: number): string => {
  const { c, light, festive } = canvas;
  return (
    rect(x - 10, y - 10, width + 20, height + 20, c("#6b3a2a")) +
    rect(x, y, width, height, light.lamps ? "#ffd083" : c("#a9b8b4")) +
    many(3, (index) => rect(x + (width / 4) * (index + 1) - 3, y, 6, height, c("#6b3a2a"))) +
    many(3, (index) => rect(x, y + (height / 4) * (index + 1) - 3, width, 6, c("#6b3a2a"))) +
    (festive ? papercut(canvas, x + width / 2, y + height / 2, Math.min(width, height) * 0.3) : "")
  );
};
export const windowGlow = (canvas: Canvas, x: number, y: number, reach: number): Glow[] =>
  canvas.light.lamps ? [{ x, y, reach, colour: "#ffb24d", strength: 0.5 }] : [];
