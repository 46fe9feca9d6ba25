import { at, circle, ellipse, many, polygon, rect, shade, shape, stroke } from "./draw.ts";
import { glyphs } from "./glyphs.ts";
import type { Canvas, Glow } from "./scene.ts";

const red = "#c8322b";
const gold = "#e6b455";

/** A brush-written character, `size` units tall, centred. */
export const glyph = (character: string, x: number, y: number, size: number, colour: string): string =>
  at(x, y, shape(glyphs[character] ?? "", colour), size / 100);

/** Hanging from y; the light of lanterns is in `lanternGlow`. */
export function lantern({ c, light }: Canvas, x: number, y: number, size: number, cord = 40): string {
  const body = light.lamps ? "#e8452f" : c(red);
  const rib = light.lamps ? "#ff9a5a" : c("#e2604a");
  const trim = c(gold);
  return at(
    x,
    y,
    stroke(`M0 ${-cord * (60 / size)}V-52`, c("#6a3a2c"), 3) +
      rect(-22, -56, 44, 14, trim, 'rx="4"') +
      ellipse(0, 0, 62, 46, body) +
      ellipse(0, 0, 40, 46, rib, 'opacity="0.4"') +
      ellipse(0, 0, 17, 46, "#ffd08a", `opacity="${light.lamps ? 0.65 : 0.25}"`) +
      rect(-22, 42, 44, 13, trim, 'rx="4"') +
      stroke("M0 56V74M-10 60V106M0 66V118M10 60V106", c("#d9a03c"), 4),
    size / 60,
  );
}
export const lanternGlow = ({ light }: Canvas, x: number, y: number, size: number): Glow[] =>
  light.lamps ? [{ x, y, reach: size * 4.2, colour: "#ff7a3d", strength: 0.5 }] : [];

/** A red diamond with 福, upright. */
export function fu({ c }: Canvas, x: number, y: number, size: number): string {
  return at(
    x,
    y,
    rect(-50, -50, 100, 100, c(red), 'transform="rotate(45)"') +
      rect(-42, -42, 84, 84, "none", `transform="rotate(45)" stroke="${c(gold)}" stroke-width="3"`) +
      glyph("福", 0, 0, 64, c("#ffd98a")),
    size / 140,
  );
}

/** A pair of couplets beside a door and the banner above it: 和顺一门有百福, 平安二字值千金, 万象更新. */
export function couplets({ c }: Canvas, left: number, right: number, top: number, height: number, width: number): string {
  const column = (x: number, text: string) =>
    rect(x - width / 2, top, width, height, c(red)) +
    rect(x - width / 2 + 4, top + 4, width - 8, height - 8, "none", `stroke="${c(gold)}" stroke-width="2.5" opacity="0.8"`) +
    [...text]
      .map((character, index) => glyph(character, x, top + (height / 7) * (index + 0.5), Math.min(width * 0.72, (height / 7) * 0.82), c("#2a1518")))
      .join("");
  const middle = (left + right) / 2;
  const banner = (right - left) * 0.62;
  return (
    column(right, "和顺一门有百福") +
    column(left, "平安二字值千金") +
    rect(middle - banner / 2, top - width * 1.5, banner, width, c(red)) +
    [..."万象更新"]
      .map((character, index) => glyph(character, middle - banner / 2 + banner * (0.86 - index * 0.24), top - width, width * 0.72, c("#2a1518")))
      .join("")
  );
}

/** A paper-cut for the window pane. */
export function papercut({ c }: Canvas, x: number, y: number, r: number): string {
  const colour = c("#d2382e");
  return (
    circle(x, y, r, "none", `stroke="${colour}" stroke-width="${(r * 0.09).toFixed(1)}"`) +
    circle(x, y, r * 0.84, "none", `stroke="${colour}" stroke-width="${(r * 0.04).toFixed(1)}" stroke-dasharray="${(r * 0.1).toFixed(1)}"`) +
    many(
      8,
      (index) =>
        `<g transform="rotate(${index * 45} ${x} ${y})">${shape(`M${x} ${y - r * 0.16}q${r * 0.26} ${-r * 0.26} 0 ${-r * 0.58}q${-r * 0.26} ${r * 0.32} 0 ${r * 0.58}z`, colour)}${circle(x + r * 0.26, y - r * 0.62, r * 0.07, colour)}</g>`,
    ) +
    circle(x, y, r * 0.12, colour)
  );
}

/** String lights from one point to another, sagging. */
export function stringLights({ light }: Canvas, x1: number, y1: number, x2: number, y2: number, sag: number): string {
  const tones = ["#ffd27a", "#ff8a6a", "#fff0c0", "#ffb65c"];
  const dots = many(11, (index) => {
    const t = (index + 0.5) / 11;
    const x = x1 + (x2 - x1) * t;
    const y = y1 + (y2 - y1) * t + sag * 4 * t * (1 - t) * 0.5 + 6;
    return circle(x, y, 15, tones[index % 4]!, `opacity="${light.lamps ? 0.28 : 0.08}"`) + circle(x, y, 6, tones[index % 4]!);
  });
  return stroke(`M${x1} ${y1}Q${(x1 + x2) / 2} ${(y1 + y2) / 2 + sag} ${x2} ${y2}`, "#4a3328", 3) + dots;
}

/** A plate of dumplings, 250 wide: half-moons with a pleated crest. */
export function dumplings({ c }: Canvas, x: number, y: number, scale = 1): string {
  const dough = c("#fff3da");
  const crease = c("#c9a873");
  const dumpling = (dx: number, dy: number, turn: number) =>
    at(
      dx,
      dy,
      shape("M-38 8Q-34 -30 0 -32Q34 -30 38 8Q0 26 -38 8Z", dough, `stroke="${crease}" stroke-width="3.5"`) +
        shape(
          "M-38 8Q-40 -6 -31 -13Q-28 -26 -17 -26Q-9 -37 0 -32Q9 -37 17 -26Q28 -26 31 -13Q40 -6 38 8Q26 -16 0 -17Q-26 -16 -38 8Z",
          c("#fffaf0"),
          `stroke="${crease}" stroke-width="3"`,
        ) +
        stroke("M-26 -12l-4 -6M-12 -17l-3 -7M4 -18l1 -8M18 -14l4 -7", crease, 3),
      1,
      turn,
    );
  const places = [
    [-70, -14, -8],
    [-24, -24, 5],
    [24, -26, -4],
    [70, -14, 9],
    [-48, 2, 4],
    [0, -4, -6],
    [48, 2, 3],
    [-24, 16, -3],
    [26, 17, 6],
  ] as const;
  return at(
    x,
    y,
    ellipse(0, 14, 134, 44, c("#7a2a22"), 'opacity="0.35"') +
      ellipse(0, 0, 128, 43, c("#f6f0e4")) +
      ellipse(0, 0, 128, 43, "none", `stroke="${c("#3f6ea3")}" stroke-width="5"`) +
      ellipse(0, -3, 104, 32, c("#e4dccb")) +
      places.map(([dx, dy, turn]) => dumpling(dx, dy, turn)).join(""),
    scale,
  );
}

/** Tangerines with leaves, in a bowl. */
export function tangerines({ c }: Canvas, x: number, y: number, scale = 1): string {
  const fruit = (dx: number, dy: number) =>
    circle(dx, dy, 30, c("#f08a2c")) +
    ellipse(dx - 9, dy - 10, 10, 7, c("#ffc06a"), 'opacity="0.7"') +
    shape(`M${dx} ${dy - 28}q16 -18 30 -4q-14 12 -30 4z`, c("#4c8a4a"));
  return at(
    x,
    y,
    fruit(-40, -30) +
      fruit(40, -30) +
      fruit(0, -34) +
      fruit(-20, -70) +
      fruit(22, -72) +
      fruit(2, -108) +
      shape("M-86 -26H86Q80 40 0 42Q-80 40 -86 -26Z", c("#b8352c")) +
      stroke("M-70 -2q70 22 140 0", c(gold), 6),
    scale,
  );
}

export function fireworks(dice: Canvas["dice"], x: number, y: number, r: number): string {
  const colour = dice.pick(["#ffd27a", "#ff7f6a", "#9fd8ff", "#ffb0d8", "#c8ffb0"]);
  return (
    many(
      18,
      (index) =>
        `<g transform="rotate(${index * 20} ${x} ${y})">${stroke(`M${x} ${y - r * 0.3}V${y - r * (index % 2 ? 0.8 : 1)}`, colour, Math.max(2, r * 0.025), 'opacity="0.85"')}${circle(x, y - r * (index % 2 ? 0.86 : 1.06), Math.max(2, r * 0.035), shade(colour, 0.4))}</g>`,
    ) + circle(x, y, r * 0.2, colour, 'opacity="0.35"')
  );
}

/** Small triangles of bunting, for lanes and fairs. */
export function bunting({ c }: Canvas, x1: number, x2: number, y: number, sag: number): string {
  return (
    stroke(`M${x1} ${y}Q${(x1 + x2) / 2} ${y + sag} ${x2} ${y}`, c("#5a3a2c"), 3) +
    many(12, (index) => {
      const t = (index + 0.5) / 12;
      const x = x1 + (x2 - x1) * t;
      const py = y + sag * 2 * t * (1 - t);
      return polygon(
        [
          [x - 17, py],
          [x + 17, py],
          [x, py + 40],
        ],
        c([red, gold, "#2f7b7d"][index % 3]!),
      );
    })
  );
}
