import { at, circle, ellipse, many, mix, polygon, rect, shade, shape, stroke } from "../draw.ts";
import { bunting, glyph, lantern, lanternGlow } from "../festive.ts";
import { roof, windowGlow } from "../houses.ts";
import type { Canvas, SetPainter } from "../scene.ts";
import { branches, bush, ground, hills, skyline, sky, snow } from "../scenery.ts";

/** Other places under the open sky. */

export const cityNight: SetPainter = (canvas) => {
  const { c, festive, light, dice } = canvas;
  const bridge =
    rect(0, 1330, 1080, 120, c("#4a4f6a")) +
    many(13, (index) => rect(index * 86 - 4, 1240, 12, 110, c("#5b6080"))) +
    rect(-10, 1226, 1100, 22, c("#777da0"), 'rx="8"');
  const bokeh = many(14, () =>
    circle(
      dice.between(0, 1080),
      dice.between(1080, 1230),
      dice.between(8, 22),
      dice.pick(["#ffd27a", "#ff8a5c", "#9fd8ff"]),
      `opacity="${light.lamps ? 0.5 : 0.12}"`,
    ),
  );
  return {
    back:
      sky(canvas, 1080, 1250) +
      skyline(canvas, 1080, 1240, 860) +
      rect(0, 1236, 1080, 100, mix(c("#2d3a66"), light.skyLow, 0.35)) +
      bokeh +
      bridge +
      ground(canvas, 1440, "#3d3a4c", "#585570") +
      many(4, (index) => stroke(`M${540 + (index - 1.5) * 260} 1440L${540 + (index - 1.5) * 560} 1920`, c("#4a4760"), 5)) +
      [110, 970]
        .map(
          (x) =>
            rect(x - 8, 760, 16, 690, c("#34324a")) +
            (festive
              ? lantern(canvas, x - 54, 850, 54, 10) + lantern(canvas, x + 54, 850, 54, 10)
              : circle(x, 760, 38, light.lamps ? "#ffe3a6" : c("#d9d5c8"))) +
            rect(x - 70, 780, 140, 10, c("#34324a")),
        )
        .join("") +
      snow(canvas, 1080, 1500, 50),
    glows: light.lamps ? [110, 970].map((x) => ({ x, y: 830, reach: 340, colour: festive ? "#ff7a3d" : "#ffcf7a", strength: 0.6 })) : [],
    near: many(7, () =>
      circle(
        dice.between(0, 1080),
        dice.between(1560, 1900),
        dice.between(50, 110),
        dice.pick(["#ffb45e", "#ff7a5c", "#7fb4e8"]),
        `opacity="${light.lamps ? 0.2 : 0.05}"`,
      ),
    ),
  };
};

export const fair: SetPainter = (canvas) => {
  const { c, festive, light, sheet } = canvas;
  const stall = (x: number, y: number, width: number, colour: string, goods: string) =>
    rect(x + 16, y, 14, 380, c("#5a3a2c")) +
    rect(x + width - 30, y, 14, 380, c("#5a3a2c")) +
    rect(x + 10, y + 40, width - 20, 180, light.lamps ? "#8a4a2c" : c("#6b4a3a")) +
    goods +
    rect(x, y + 210, width, 170, c("#9c5a3a")) +
    rect(x - 8, y + 196, width + 16, 24, c("#d9a865")) +
    many(6, (index) =>
      shape(
        `M${x - 20 + ((width + 40) / 6) * index} ${y - 60}h${(width + 40) / 6}v100q${-(width + 40) / 12} 44 ${-(width + 40) / 6} 0z`,
        c(index % 2 ? "#f0e0c0" : colour),
      ),
    );
  const hawthorn = (x: number, y: number) =>
    many(
      5,
      (stick) =>
        stroke(`M${x + stick * 46} ${y}v-130`, c("#d9c08a"), 5) +
        many(5, (berry) => circle(x + stick * 46, y - 36 - berry * 26, 14, c("#cf2f2a")) + circle(x + stick * 46 - 4, y - 41 - berry * 26, 4, "#ffd9c8")),
    );
  const toys = (x: number, y: number) =>
    many(
      4,
      (index) =>
        circle(x + index * 66, y - 60, 28, c(["#e3b04b", "#3f8a7a", "#e06a72", "#5a86b8"][index]!)) +
        many(
          6,
          (blade) =>
            `<g transform="rotate(${blade * 60} ${x + index * 66} ${y - 60})">${ellipse(x + index * 66, y - 92, 9, 20, "#fff3d8", 'opacity="0.7"')}</g>`,
        ) +
        stroke(`M${x + index * 66} ${y - 32}v40`, c("#d9c08a"), 5),
    );
  const rows = [
    [120, 520, 76],
    [330, 440, 62],
    [560, 470, 70],
    [790, 430, 62],
    [980, 540, 78],
    [450, 680, 48],
    [680, 690, 46],
  ] as const;
  const gate =
    rect(330, 820, 26, 480, c("#a8342b")) +
    rect(724, 820, 26, 480, c("#a8342b")) +
    rect(300, 850, 480, 60, c("#2f6f73")) +
    roof(canvas, 320, 830, 440, 110) +
    rect(460, 856, 160, 50, c("#27353f")) +
    glyph("新", 500, 881, 42, c("#ffd98a")) +
    glyph("春", 580, 881, 42, c("#ffd98a"));
  return {
    back:
      sky(canvas, 1080, 1300) +
      skyline(canvas, 1080, 1290, 400) +
      gate +
      stall(-60, 900, 400, "#c8322b", hawthorn(20, 1096)) +
      stall(740, 900, 400, "#2f7b7d", toys(800, 1096)) +
      ground(canvas, 1280, "#7b5f54", "#a5826c") +
      polygon(
        [
          [420, 1290],
          [660, 1290],
          [1060, 1920],
          [20, 1920],
        ],
        sheet.linear([
          [0, c("#b8937a")],
          [1, c("#8b6c5f")],
        ]),
      ) +
      crowd(canvas) +
      rows.map(([x, y, size]) => lantern(canvas, x, y, size, y)).join("") +
      (festive ? bunting(canvas, -40, 560, 640, 120) + bunting(canvas, 520, 1120, 640, 120) : "") +
      snow(canvas, 1080, 1400, 40),
    glows: [
      ...rows.flatMap(([x, y, size]) => lanternGlow(canvas, x, y, size)),
      ...(light.lamps
        ? [
            { x: 140, y: 1010, reach: 320, colour: "#ffb45e", strength: 0.5 },
            { x: 940, y: 1010, reach: 320, colour: "#ffb45e", strength: 0.5 },
          ]
        : []),
    ],
    near: lantern(canvas, 1010, 180, 150, 190) + lantern(canvas, 60, 90, 120, 100),
  };
};
const crowd = ({ c, dice }: Canvas): string =>
  many(9, (index) => {
    const x = 390 + index * 38;
    const y = 1330 + ((index * 17) % 40);
    const colour = c(dice.pick(["#5a4a5e", "#6d4038", "#3d5560", "#7a5a48"]));
    return ellipse(x, y, 22, 52, colour) + circle(x, y - 66, 17, shade(colour, -0.2));
  });

/** Anywhere else outdoors: a park, a field, a river bank, decided by the name of the place. */
export const exterior: SetPainter = (canvas) => {
  const { c, festive, dice, weather } = canvas;
  const urban = dice.next() < 0.4;
  const water = dice.next() < 0.5;
  const snowy = weather === "snow";
  const pine = (x: number, y: number, scale: number) =>
    at(
      x,
      y,
      rect(-12, -40, 24, 50, c("#5a3f30")) +
        many(
          3,
          (index) =>
            polygon(
              [
                [-120 + index * 26, -30 - index * 90],
                [120 - index * 26, -30 - index * 90],
                [0, -190 - index * 90],
              ],
              c(index % 2 ? "#3d6a58" : "#35604f"),
            ) +
            (snowy
              ? polygon(
                  [
                    [-50 + index * 10, -120 - index * 90],
                    [50 - index * 10, -120 - index * 90],
                    [0, -190 - index * 90],
                  ],
                  "#f2f5fa",
                )
              : ""),
        ),
      scale,
    );
  const bench =
    rect(700, 1320, 260, 20, c("#8a5a3c")) +
    rect(700, 1268, 260, 18, c("#8a5a3c")) +
    rect(700, 1294, 260, 14, c("#7a4e34")) +
    rect(722, 1270, 12, 130, c("#3f3a40")) +
    rect(926, 1270, 12, 130, c("#3f3a40"));
  return {
    back:
      sky(canvas, 1080, 1280) +
      hills(canvas, 1240) +
      (urban ? skyline(canvas, 1080, 1240, 420) : "") +
      ground(canvas, 1230, snowy ? "#eef2f6" : "#8a9468", snowy ? "#d5e0ea" : "#a3aa7c") +
      (water
        ? shape("M-20 1290Q300 1240 560 1300T1100 1290V1400Q700 1360 500 1410T-20 1400Z", mix(c("#6fa3b4"), canvas.light.skyLow, 0.4)) +
          many(6, (index) => stroke(`M${80 + index * 170} ${1330 + (index % 3) * 18}h70`, "#ffffff", 4, 'opacity="0.4"'))
        : bench) +
      shape("M430 1920Q520 1700 460 1560T560 1400H640Q560 1500 660 1640T760 1920Z", c(snowy ? "#cfdae6" : "#cbb48c")) +
      pine(130, 1420, 1.5) +
      pine(960, 1360, 1.1) +
      bush(canvas, 300, 1420, 0.8) +
      rect(830, 760, 14, 620, c("#3a3848")) +
      (festive ? lantern(canvas, 837, 800, 60, 20) + lantern(canvas, 130, 1080, 40, 10) : circle(837, 756, 34, canvas.light.lamps ? "#ffe3a6" : c("#d9d5c8"))) +
      branches(canvas, -10, 240, 1) +
      snow(canvas, 1080, 1600, 60),
    glows: festive ? lanternGlow(canvas, 837, 800, 60) : windowGlow(canvas, 837, 756, 300),
    near: bush(canvas, 1040, 1910, 2, "#42604c") + branches(canvas, 1120, 60, -1),
  };
};
