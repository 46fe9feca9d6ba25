import { circle, ellipse, many, mix, pane, polygon, rect, shade, shape, stroke } from "./draw.ts";
import { fireworks, papercut } from "./festive.ts";
import type { Canvas } from "./scene.ts";

/** Sky with what belongs in it at this hour; `low` is where it ends. */
export function sky({ sheet, light, weather, dice }: Canvas, width: number, low: number): string {
  const parts = [
    rect(
      0,
      0,
      width,
      low,
      sheet.linear([
        [0, light.skyTop],
        [0.72, mix(light.skyTop, light.skyLow, 0.7)],
        [1, light.skyLow],
      ]),
    ),
  ];
  const size = Math.min(width, 1080) / 1080;
  if (light.stars) {
    parts.push(
      many(46, () =>
        circle(
          dice.between(0, width),
          dice.between(0, low * 0.7),
          dice.between(1.2, 3.4) * Math.max(size, 0.5),
          "#fff6da",
          `opacity="${dice.between(0.3, 0.9).toFixed(2)}"`,
        ),
      ),
    );
    parts.push(
      circle(width * 0.76, low * 0.2, 64 * size, "#fff3cf") +
        circle(width * 0.76, low * 0.2, 150 * size, "#fff3cf", 'opacity="0.1"') +
        circle(width * 0.74, low * 0.185, 54 * size, "#ffe9b4", 'opacity="0.5"'),
    );
  } else {
    const sunY = { dawn: 0.82, morning: 0.3, day: 0.16, dusk: 0.8 }[light.time as string] ?? 0.2;
    parts.push(
      circle(width * 0.3, low * sunY, 230 * size, "#fff4cf", 'opacity="0.2"') +
        circle(width * 0.3, low * sunY, 84 * size, light.time === "dusk" ? "#ffd9a0" : "#fff8e2", 'opacity="0.95"'),
    );
    parts.push(
      many(5, (index) =>
        cloud(
          dice.between(0, width),
          dice.between(low * 0.06, low * 0.6),
          dice.between(0.7, 1.5) * size,
          index % 2 ? 0.55 : 0.8,
          mix("#ffffff", light.skyLow, 0.35),
        ),
      ),
    );
  }
  if (weather === "fireworks")
    parts.push(
      many(4, (index) =>
        fireworks(dice, width * [0.2, 0.56, 0.84, 0.38][index]!, low * [0.24, 0.14, 0.42, 0.5][index]!, [150, 120, 96, 74][index]! * Math.max(size, 0.45)),
      ),
    );
  return parts.join("");
}

const cloud = (x: number, y: number, scale: number, opacity: number, colour: string): string =>
  `<g transform="translate(${x.toFixed(0)} ${y.toFixed(0)}) scale(${scale.toFixed(2)})" fill-opacity="${opacity}">${shape("M-130 20Q-150 -20 -96 -26Q-80 -74 -22 -60Q14 -96 60 -62Q112 -60 108 -22Q150 -14 132 20Z", colour)}</g>`;

/** Flakes over the whole picture, nearer ones larger. */
export function snow({ dice, weather }: Canvas, width: number, height: number, count: number): string {
  return weather === "snow"
    ? many(count, () =>
        circle(dice.between(0, width), dice.between(0, height), dice.between(2, 7), "#ffffff", `opacity="${dice.between(0.35, 0.9).toFixed(2)}"`),
      )
    : "";
}

/** Three ranges of hills, palest farthest. */
export function hills({ light, c }: Canvas, low: number): string {
  return [
    [0.62, 330, "#7f9aa5"],
    [0.4, 230, "#5f8487"],
    [0.16, 140, "#4d7468"],
  ]
    .map(([haze, height, colour], index) => {
      const top = low - Number(height);
      return shape(
        `M0 ${low}V${top + 90}Q${150 + index * 60} ${top - 60} ${330 + index * 40} ${top + 50}T${640 + index * 50} ${top + 20}T1080 ${top + 60 - index * 50}V${low}Z`,
        mix(c(String(colour)), light.skyLow, Number(haze)),
      );
    })
    .join("");
}

/** Towers with lit windows after dark. */
export function skyline({ light, dice, c }: Canvas, width: number, low: number, tall: number): string {
  const tower = (x: number, w: number, h: number, colour: string, lights: boolean) => {
    const rows = Math.max(1, Math.floor(h / 34));
    const columns = Math.max(1, Math.floor(w / 26));
    const windows = lights
      ? many(rows * columns, (index) => {
          if (dice.next() > (light.dark ? 0.5 : 0.32)) return "";
          const wx = x + 8 + (index % columns) * 26;
          return rect(
            wx,
            low - h + 16 + Math.floor(index / columns) * 34,
            12,
            16,
            light.dark ? dice.pick(["#ffd88a", "#ffc070", "#cfe6ff"]) : shade(colour, 0.3),
            light.dark ? 'opacity="0.9"' : 'opacity="0.6"',
          );
        })
      : "";
    return rect(x, low - h, w, h, colour) + windows;
  };
  let out = "";
  for (let x = -20; x < width; x += 74) out += tower(x, 80, tall * dice.between(0.45, 0.8), mix(c("#58688a"), light.skyLow, 0.5), false);
  for (let x = -30; x < width; x += 128) out += tower(x, dice.between(84, 118), tall * dice.between(0.5, 1), mix(c("#3f4a70"), light.skyLow, 0.14), true);
  return out;
}

/** Bare winter branches, reaching in from a corner. */
export function branches({ c, festive }: Canvas, x: number, y: number, flip: 1 | -1): string {
  const bark = c("#4a3630");
  const blossom = festive
    ? many(14, (index) => circle(flip * (60 + ((index * 67) % 360)), -20 + ((index * 53) % 210), 9 + (index % 3) * 3, c(index % 3 ? "#e06a72" : "#f4b8b4")))
    : "";
  return `<g transform="translate(${x} ${y})">${stroke(`M0 0Q${flip * 140} 20 ${flip * 260} 110T${flip * 420} 190`, bark, 16)}${stroke(`M${flip * 120} 26Q${flip * 190} -30 ${flip * 330} -10M${flip * 230} 92Q${flip * 320} 60 ${flip * 410} 90M${flip * 180} 54Q${flip * 200} 120 ${flip * 270} 190`, bark, 8)}${blossom}</g>`;
}

export interface WindowStyle {
  readonly view?: "yard" | "city" | "sky";
  readonly curtains?: string;
  readonly bars?: readonly [columns: number, rows: number];
  readonly frame?: string;
}

/** A window with the hour outside, paper-cuts on the glass when festive, and curtains. */
export function windowWith(canvas: Canvas, x: number, y: number, width: number, height: number, style: WindowStyle = {}): string {
  const { c, light, sheet, festive } = canvas;
  const frame = c(style.frame ?? "#8a5a3c");
  const [columns, rows] = style.bars ?? [2, 2];
  const view =
    style.view === "city"
      ? skyline(canvas, width, height, height * 0.6)
      : style.view === "yard"
        ? shape(
            `M0 ${height}V${height * 0.66}Q${width * 0.3} ${height * 0.5} ${width * 0.55} ${height * 0.66}T${width} ${height * 0.62}V${height}Z`,
            mix(c("#587d77"), light.skyLow, 0.4),
          ) + rect(0, height * 0.8, width, height * 0.2, light.dark ? "#39456e" : "#e9eef0")
        : "";
  const glass = pane(
    canvas.view,
    x,
    y,
    width,
    height,
    sky(canvas, width, height) +
      view +
      snow(canvas, width, height, 26) +
      polygon(
        [
          [width * 0.1, 0],
          [width * 0.3, 0],
          [width * 0.06, height],
          [-width * 0.14, height],
        ],
        "#ffffff",
        'opacity="0.1"',
      ),
  );
  const bars =
    many(columns - 1, (index) => rect(x + (width / columns) * (index + 1) - 7, y, 14, height, frame)) +
    many(rows - 1, (index) => rect(x, y + (height / rows) * (index + 1) - 7, width, 14, frame));
  const cuts = festive
    ? papercut(canvas, x + width / columns / 2, y + height / rows / 2, Math.min(width / columns, height / rows) * 0.34) +
      (columns > 1 ? papercut(canvas, x + width - width / columns / 2, y + height / rows / 2, Math.min(width / columns, height / rows) * 0.34) : "")
    : "";
  const cloth = style.curtains ? c(style.curtains) : undefined;
  const fold = cloth
    ? sheet.linear(
        [
          [0, shade(cloth, -0.12)],
          [0.3, shade(cloth, 0.12)],
          [0.55, shade(cloth, -0.1)],
          [0.8, shade(cloth, 0.1)],
          [1, shade(cloth, -0.22)],
        ],
        [0, 0],
        [1, 0],
      )
    : "";
  const drapes = cloth
    ? shape(`M${x - 60} ${y - 40}H${x + width * 0.22}Q${x + width * 0.2} ${y + height * 0.5} ${x + 10} ${y + height + 90}H${x - 70}Z`, fold) +
      shape(
        `M${x + width + 60} ${y - 40}H${x + width * 0.78}Q${x + width * 0.8} ${y + height * 0.5} ${x + width - 10} ${y + height + 90}H${x + width + 70}Z`,
        fold,
      ) +
      rect(x - 90, y - 54, width + 180, 16, c("#6b4a34"), 'rx="8"')
    : "";
  return (
    rect(x - 20, y - 20, width + 40, height + 40, frame, 'rx="6"') +
    rect(x - 20, y - 20, width + 40, 8, shade(frame, 0.25)) +
    glass +
    cuts +
    bars +
    rect(x - 34, y + height + 18, width + 68, 24, shade(frame, 0.12), 'rx="4"') +
    drapes
  );
}

/** The light that falls from a window into the room. */
export function beam({ sheet, light }: Canvas, x: number, y: number, width: number, drop: number): string {
  const paint = sheet.linear(
    [
      [0, light.beam, light.beamStrength],
      [1, light.beam, 0],
    ],
    [0, 0],
    [0, 1],
  );
  return polygon(
    [
      [x, y],
      [x + width, y],
      [x + width * 1.55, y + drop],
      [x - width * 0.05, y + drop],
    ],
    paint,
  );
}

export const ground = ({ sheet, c }: Canvas, y: number, near: string, far: string): string =>
  rect(
    0,
    y,
    1080,
    1920 - y,
    sheet.linear([
      [0, c(far)],
      [1, c(near)],
    ]),
  );

export const bush = ({ c }: Canvas, x: number, y: number, scale: number, colour = "#4f7a5c"): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${ellipse(0, -40, 110, 70, c(colour))}${ellipse(-70, -16, 70, 52, c(shade(colour, -0.14)))}${ellipse(66, -22, 76, 56, c(shade(colour, 0.1)))}</g>`;
