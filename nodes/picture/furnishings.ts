import { at, circle, ellipse, many, mix, pane, polygon, rect, shade, shape, stroke } from "./draw.ts";
import { fu } from "./festive.ts";
import type { Canvas, Glow } from "./scene.ts";

export interface RoomStyle {
  readonly wall: string;
  readonly floor: string;
  /** Where wall and floor meet. */
  readonly low: number;
  readonly wainscot?: string;
  readonly tiles?: boolean;
}

/** Wall, skirting and floor, with the light of the hour. */
export function room({ c, sheet, light }: Canvas, { wall, floor, low, wainscot, tiles }: RoomStyle): string {
  const paint = sheet.linear([
    [0, shade(c(wall), light.lamps ? -0.34 : -0.1)],
    [0.5, c(wall)],
    [1, shade(c(wall), -0.16)],
  ]);
  const boards = tiles
    ? many(9, (index) => stroke(`M${540 + (index - 4) * 130} ${low}L${540 + (index - 4) * 330} 1920`, shade(c(floor), -0.18), 4)) +
      many(5, (index) => stroke(`M0 ${low + 24 + index * index * 24 + index * 36}H1080`, shade(c(floor), -0.18), 4))
    : many(11, (index) => stroke(`M${540 + (index - 5) * 118} ${low}L${540 + (index - 5) * 300} 1920`, shade(c(floor), -0.2), 4)) +
      many(6, (index) => stroke(`M${(index * 263) % 900} ${low + 40 + index * 66}h180`, shade(c(floor), -0.2), 3));
  return (
    rect(0, 0, 1080, low, paint) +
    (wainscot
      ? rect(0, low - 330, 1080, 330, c(wainscot)) +
        rect(0, low - 346, 1080, 16, shade(c(wainscot), 0.22)) +
        many(9, (index) => rect(index * 128 - 20, low - 300, 6, 260, shade(c(wainscot), -0.16)))
      : "") +
    rect(0, low - 34, 1080, 34, shade(c(wainscot ?? wall), -0.24)) +
    rect(
      0,
      low,
      1080,
      1920 - low,
      sheet.linear([
        [0, shade(c(floor), -0.1)],
        [0.3, c(floor)],
        [1, shade(c(floor), -0.3)],
      ]),
    ) +
    boards
  );
}

/** A hanging lamp; its light is in `lampGlow`. */
export function pendant({ c, light, sheet }: Canvas, x: number, y: number, size: number, colour = "#c9503a"): string {
  const cone = light.lamps
    ? polygon(
        [
          [x - size * 0.6, y + size * 0.3],
          [x + size * 0.6, y + size * 0.3],
          [x + size * 3, y + size * 9],
          [x - size * 3, y + size * 9],
        ],
        sheet.linear([
          [0, "#ffdf9e", 0.24],
          [1, "#ffdf9e", 0],
        ]),
      )
    : "";
  return (
    cone +
    stroke(`M${x} 0V${y - size * 0.5}`, c("#3b2a2a"), 5) +
    shape(
      `M${x - size} ${y + size * 0.4}Q${x - size * 0.8} ${y - size * 0.6} ${x} ${y - size * 0.6}Q${x + size * 0.8} ${y - size * 0.6} ${x + size} ${y + size * 0.4}Z`,
      c(colour),
    ) +
    ellipse(x, y + size * 0.4, size, size * 0.16, light.lamps ? "#fff0c2" : shade(c(colour), -0.3))
  );
}
export const lampGlow = ({ light }: Canvas, x: number, y: number, reach: number): Glow[] =>
  light.lamps ? [{ x, y, reach, colour: "#ffb45e", strength: 0.62 }] : [];

export function cabinet({ c }: Canvas, x: number, y: number, width: number, height: number, doors: number, colour: string): string {
  const wood = c(colour);
  const step = width / doors;
  return (
    rect(x, y, width, height, wood) +
    many(
      doors,
      (index) =>
        rect(x + index * step + 8, y + 10, step - 16, height - 20, shade(wood, 0.09), `rx="6" stroke="${shade(wood, -0.28)}" stroke-width="4"`) +
        circle(x + index * step + (index % 2 ? 24 : step - 24), y + height / 2, 7, c("#d9b25e")),
    )
  );
}

export function picture({ c, view }: Canvas, x: number, y: number, width: number, height: number, kind: "landscape" | "family" | "plain"): string {
  const inside =
    kind === "landscape"
      ? polygon(
          [
            [x, y + height * 0.8],
            [x + width * 0.35, y + height * 0.3],
            [x + width * 0.6, y + height * 0.66],
            [x + width * 0.8, y + height * 0.4],
            [x + width, y + height * 0.8],
          ],
          c("#6f9490"),
        ) +
        circle(x + width * 0.74, y + height * 0.24, width * 0.08, c("#d9603e")) +
        rect(x, y + height * 0.8, width, height * 0.2, c("#a7bdb0"))
      : kind === "family"
        ? [0.27, 0.5, 0.73]
            .map(
              (share, index) =>
                circle(x + width * share, y + height * (index === 1 ? 0.4 : 0.48), width * 0.09, c("#e8b893")) +
                ellipse(x + width * share, y + height * 0.86, width * 0.13, height * 0.26, c(["#3f6ea3", "#c23b2e", "#6f9b83"][index]!)),
            )
            .join("")
        : "";
  return (
    rect(x - 14, y - 14, width + 28, height + 28, c("#5f3f2d"), 'rx="4"') +
    rect(x, y, width, height, c("#f0e4c8")) +
    pane(view, x, y, width, height, at(-x, -y, inside))
  );
}

export function plant({ c }: Canvas, x: number, y: number, scale = 1): string {
  const leaf = (turn: number, length: number, colour: string) =>
    `<g transform="rotate(${turn})">${shape(`M0 0Q-46 ${-length * 0.5} 0 ${-length}Q46 ${-length * 0.5} 0 0Z`, c(colour))}${stroke(`M0 0V${-length * 0.85}`, shade(c(colour), -0.22), 4)}</g>`;
  return at(
    x,
    y,
    at(
      0,
      -120,
      [
        [-62, 190],
        [-34, 240],
        [-8, 280],
        [22, 250],
        [54, 200],
      ]
        .map(([turn, length], index) => leaf(turn!, length!, index % 2 ? "#4f8a64" : "#3d7557"))
        .join(""),
    ) +
      shape("M-76 -130H76L56 0H-56Z", c("#c77c56")) +
      rect(-84, -146, 168, 30, c("#d68e66"), 'rx="6"'),
    scale,
  );
}

export function sofa({ c }: Canvas, x: number, y: number, width: number, colour: string): string {
  const cloth = c(colour);
  return (
    rect(x, y, width, 190, cloth, 'rx="44"') +
    rect(x + 40, y + 110, width - 80, 120, shade(cloth, 0.1), 'rx="26"') +
    stroke(`M${x + width / 2} ${y + 20}V${y + 220}`, shade(cloth, -0.2), 5) +
    rect(x - 40, y + 80, 100, 170, shade(cloth, -0.1), 'rx="40"') +
    rect(x + width - 60, y + 80, 100, 170, shade(cloth, -0.1), 'rx="40"') +
    rect(x - 6, y + 240, width + 12, 26, shade(cloth, -0.4), 'rx="10"') +
    rect(x + 74, y + 46, 110, 104, c("#d9a441"), 'rx="20" transform="rotate(-8 ' + `${x + 130} ${y + 100})"`) +
    rect(x + width - 190, y + 50, 106, 100, c("#c8473a"), 'rx="20" transform="rotate(9 ' + `${x + width - 130} ${y + 100})"`)
  );
}

export function door(canvas: Canvas, x: number, y: number, width: number, height: number, colour: string): string {
  const wood = canvas.c(colour);
  return (
    rect(x - 22, y - 22, width + 44, height + 22, shade(wood, -0.28)) +
    rect(x, y, width, height, wood) +
    rect(x + width * 0.12, y + height * 0.06, width * 0.76, height * 0.38, "none", `stroke="${shade(wood, -0.22)}" stroke-width="7"`) +
    rect(x + width * 0.12, y + height * 0.52, width * 0.76, height * 0.4, "none", `stroke="${shade(wood, -0.22)}" stroke-width="7"`) +
    circle(x + width * 0.88, y + height * 0.52, 11, canvas.c("#d9b25e")) +
    (canvas.festive ? fu(canvas, x + width / 2, y + height * 0.25, width * 0.62) : "")
  );
}

export function shelf({ c, dice }: Canvas, x: number, y: number, width: number, kind: "books" | "jars"): string {
  let things = "";
  for (let at_ = x + 12; at_ < x + width - 40;) {
    const wide = kind === "books" ? dice.between(16, 30) : dice.between(40, 54);
    const tall = kind === "books" ? dice.between(74, 112) : dice.between(56, 88);
    const colour = c(
      dice.pick(kind === "books" ? ["#b8463a", "#2f6f73", "#d9a441", "#3c5a83", "#8a5a3c", "#e4d3ac"] : ["#c98a4a", "#8f4a36", "#6d8f6a", "#d9c08a"]),
    );
    things +=
      rect(at_, y - tall, wide, tall, colour, kind === "jars" ? 'rx="9"' : "") +
      (kind === "jars" ? rect(at_ + 3, y - tall - 10, wide - 6, 14, c("#5f3f2d"), 'rx="4"') : rect(at_ + 4, y - tall + 14, wide - 8, 5, shade(colour, 0.4)));
    at_ += wide + (kind === "books" ? 3 : 14);
  }
  return things + rect(x, y, width, 18, c("#7a5238")) + rect(x, y + 18, width, 8, mix(c("#7a5238"), "#1d1220", 0.5), 'opacity="0.5"');
}

/** Lamps along the ceiling. */
export const ceilingLights = (canvas: Canvas, xs: readonly number[], y: number): string =>
  xs.map((x) => rect(x, y, 210, 22, canvas.light.lamps ? "#fff1cd" : "#ffffff", 'rx="8" opacity="0.9"')).join("");
