import { ellipse, many, polygon, rect, shade, shape, stroke } from "../draw.ts";
import { bunting, couplets, fu, lantern, lanternGlow, stringLights } from "../festive.ts";
import { door } from "../furnishings.ts";
import { litWindow, roof, windowGlow } from "../houses.ts";
import type { Canvas, SetPainter } from "../scene.ts";
import { branches, bush, ground, hills, sky, snow } from "../scenery.ts";

/** Where the family comes from: the yard, the lane. */

export const courtyard: SetPainter = (canvas) => {
  const { c, festive, weather } = canvas;
  const snowy = weather === "snow";
  const eaves = festive ? [200, 880].map((x) => lantern(canvas, x, 920, 62)).join("") : "";
  return {
    back:
      sky(canvas, 1080, 1430) +
      hills(canvas, 960) +
      rect(0, 950, 1080, 480, c("#b3a891")) +
      rect(0, 930, 1080, 30, c("#54606a")) +
      branches(canvas, -10, 330, 1) +
      rect(60, 800, 960, 620, c("#cdbfa6")) +
      rect(60, 1240, 960, 180, c("#8d8f8f")) +
      many(14, (index) => stroke(`M${60 + index * 72} ${1240 + (index % 2) * 60}v60`, c("#75777a"), 4)) +
      door(canvas, 410, 930, 260, 490, "#9a3b2e") +
      litWindow(canvas, 130, 960, 190, 210) +
      litWindow(canvas, 760, 960, 190, 210) +
      (festive ? couplets(canvas, 362, 718, 960, 440, 58) : "") +
      roof(canvas, 40, 820, 1000, 210) +
      eaves +
      ground(canvas, 1420, snowy ? "#dfe6ee" : "#8f8a80", snowy ? "#eef2f6" : "#a8a196") +
      many(5, (index) => stroke(`M${540 + (index - 2) * 150} 1420L${540 + (index - 2) * 420} 1920`, c(snowy ? "#cfd8e2" : "#7d786f"), 5)) +
      many(3, (index) => stroke(`M0 ${1500 + index * 110}H1080`, c(snowy ? "#d3dbe4" : "#7d786f"), 5)) +
      jar(canvas, 130, 1470) +
      bush(canvas, 1010, 1470, 1) +
      (festive ? stringLights(canvas, 40, 860, 1040, 860, 40) : "") +
      snow(canvas, 1080, 1500, 60),
    glows: [
      ...windowGlow(canvas, 225, 1060, 300),
      ...windowGlow(canvas, 855, 1060, 300),
      ...(festive ? [...lanternGlow(canvas, 200, 920, 62), ...lanternGlow(canvas, 880, 920, 62)] : []),
    ],
    near: branches(canvas, 1100, 1560, -1) + snow(canvas, 1080, 1920, 18),
  };
};
const jar = ({ c }: Canvas, x: number, y: number): string =>
  shape(`M${x - 60} ${y - 130}Q${x - 120} ${y - 40} ${x - 56} ${y}H${x + 56}Q${x + 120} ${y - 40} ${x + 60} ${y - 130}Z`, c("#6d4a36")) +
  ellipse(x, y - 130, 62, 16, c("#3f2b22")) +
  stroke(`M${x - 84} ${y - 74}q84 22 168 0`, c("#8d654a"), 7);

export const lane: SetPainter = (canvas) => {
  const { c, festive, weather, sheet } = canvas;
  const snowy = weather === "snow";
  const house = (points: Parameters<typeof polygon>[0], colour: string) =>
    polygon(
      points,
      sheet.linear([
        [0, c(colour)],
        [1, shade(c(colour), -0.2)],
      ]),
    );
  const lamps = festive
    ? ([
        [180, 700, 70],
        [330, 830, 50],
        [880, 720, 66],
        [760, 850, 46],
      ] as const)
    : [];
  return {
    back:
      sky(canvas, 1080, 1300) +
      hills(canvas, 1240) +
      house(
        [
          [420, 1020],
          [660, 1020],
          [660, 1330],
          [420, 1330],
        ],
        "#b8a68c",
      ) +
      roof(canvas, 430, 1030, 220, 80) +
      house(
        [
          [-20, 560],
          [330, 880],
          [430, 1000],
          [430, 1360],
          [-20, 1560],
        ],
        "#d8ccb4",
      ) +
      polygon(
        [
          [-40, 500],
          [-40, 640],
          [450, 1030],
          [450, 990],
        ],
        c(snowy ? "#f2f5fa" : "#4f5a64"),
      ) +
      house(
        [
          [1100, 600],
          [760, 880],
          [650, 1000],
          [650, 1360],
          [1100, 1560],
        ],
        "#c9b798",
      ) +
      polygon(
        [
          [1120, 540],
          [1120, 690],
          [630, 1030],
          [630, 990],
        ],
        c(snowy ? "#e6ecf4" : "#46525c"),
      ) +
      polygon(
        [
          [60, 900],
          [200, 970],
          [200, 1460],
          [60, 1520],
        ],
        c("#8f3a2d"),
      ) +
      polygon(
        [
          [884, 960],
          [1010, 900],
          [1010, 1510],
          [884, 1450],
        ],
        c("#6b4a36"),
      ) +
      polygon(
        [
          [262, 1010],
          [340, 1048],
          [340, 1190],
          [262, 1190],
        ],
        canvas.light.lamps ? "#ffd083" : c("#8f9c98"),
      ) +
      polygon(
        [
          [740, 1060],
          [820, 1020],
          [820, 1190],
          [740, 1190],
        ],
        canvas.light.lamps ? "#ffc873" : c("#8f9c98"),
      ) +
      (festive
        ? fu(canvas, 130, 1120, 116) +
          fu(canvas, 946, 1110, 100) +
          bunting(canvas, 300, 790, 760, 90) +
          lamps.map(([x, y, size]) => lantern(canvas, x, y, size)).join("")
        : "") +
      polygon(
        [
          [430, 1330],
          [650, 1330],
          [1180, 1920],
          [-100, 1920],
        ],
        sheet.linear([
          [0, c(snowy ? "#dbe4ee" : "#9a9083")],
          [1, c(snowy ? "#f1f4f8" : "#77695f")],
        ]),
      ) +
      polygon(
        [
          [-100, 1540],
          [430, 1330],
          [-100, 1920],
        ],
        c(snowy ? "#e8eef4" : "#7f786a"),
      ) +
      polygon(
        [
          [1180, 1540],
          [650, 1330],
          [1180, 1920],
        ],
        c(snowy ? "#e3eaf2" : "#7a7266"),
      ) +
      many(16, (index) =>
        ellipse(
          540 + (((index * 97) % 200) - 100) * (0.8 + index * 0.16),
          1370 + index * 34,
          20 + index * 5,
          6 + index,
          c(snowy ? "#cdd8e4" : "#89806f"),
          'opacity="0.6"',
        ),
      ) +
      snow(canvas, 1080, 1700, 70),
    glows: [...lamps.flatMap(([x, y, size]) => lanternGlow(canvas, x, y, size)), ...windowGlow(canvas, 300, 1110, 240), ...windowGlow(canvas, 780, 1110, 240)],
    near: branches(canvas, 1120, 130, -1) + bush(canvas, 30, 1900, 2.1, "#3f5f50") + snow(canvas, 1080, 1920, 16),
  };
};
