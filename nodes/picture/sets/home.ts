import { circle, ellipse, many, polygon, rect, shade, shape, stroke } from "../draw.ts";
import { couplets, dumplings, fu, lantern, lanternGlow, stringLights, tangerines } from "../festive.ts";
import { cabinet, door, lampGlow, pendant, picture, plant, room, shelf, sofa } from "../furnishings.ts";
import type { Canvas, SetPainter } from "../scene.ts";
import { beam, windowWith } from "../scenery.ts";
import { bowl, steam, tableTop } from "../tableware.ts";

/** Rooms of a home. */

const lanternPair = (canvas: Canvas, y: number, size: number) =>
  canvas.festive
    ? {
        art: lantern(canvas, 130, y, size, y) + lantern(canvas, 950, y + 30, size, y),
        glows: [...lanternGlow(canvas, 130, y, size), ...lanternGlow(canvas, 950, y + 30, size)],
      }
    : { art: "", glows: [] };

export const kitchen: SetPainter = (canvas) => {
  const { c, festive } = canvas;
  const lanterns = lanternPair(canvas, 250, 66);
  const tiles = many(60, (index) =>
    rect((index % 12) * 92 - 6, 900 + Math.floor(index / 12) * 62, 88, 58, shade(c("#e9dcc0"), ((index * 7) % 5) * 0.03), 'rx="5"'),
  );
  const wok =
    ellipse(250, 1196, 120, 30, c("#2e2a30")) + shape("M130 1196Q160 1262 250 1262T370 1196Z", c("#3a353d")) + stroke("M370 1200l92 -22", c("#6a4632"), 18);
  const pot = rect(700, 1108, 190, 104, c("#b9bcc2"), 'rx="14"') + rect(690, 1092, 210, 24, c("#d5d7da"), 'rx="10"') + circle(795, 1084, 13, c("#3a353d"));
  const steamer =
    many(3, (index) => rect(500, 1152 - index * 50, 170, 46, c("#d3a868"), `rx="8" stroke="${c("#a77c43")}" stroke-width="5"`)) +
    ellipse(585, 1048, 84, 16, c("#c0935a"));
  return {
    back:
      room(canvas, { wall: "#efd9ae", floor: "#a86d48", low: 1420, tiles: true }) +
      tiles +
      shelf(canvas, 54, 560, 210, "jars") +
      shelf(canvas, 54, 740, 210, "jars") +
      shelf(canvas, 830, 620, 210, "jars") +
      windowWith(canvas, 350, 380, 400, 470, { view: "yard", curtains: "#d8745a" }) +
      stroke("M60 860H280M830 800H1030", c("#5a4438"), 8) +
      many(
        3,
        (index) =>
          stroke(`M${100 + index * 66} 860v34`, c("#5a4438"), 6) + ellipse(100 + index * 66, 922, 24, 32, c(["#8f4a36", "#c8a06a", "#d9ccb0"][index]!)),
      ) +
      many(4, (index) => ellipse(870 + index * 44, 870 + (index % 2) * 24, 15, 44, c("#c8322b")) + stroke(`M${870 + index * 44} 800v40`, c("#4f7a4c"), 5)) +
      cabinet(canvas, -20, 1230, 1120, 200, 6, "#7f9a80") +
      rect(-20, 1206, 1120, 34, c("#e5d4b4")) +
      rect(-20, 1238, 1120, 8, c("#8a6a4a")) +
      wok +
      pot +
      steamer +
      steam(canvas, 585, 1040, 1) +
      steam(canvas, 795, 1080, 0.8) +
      (festive ? fu(canvas, 944, 1330, 130) + stringLights(canvas, -20, 330, 1100, 330, 70) : "") +
      lanterns.art +
      beam(canvas, 350, 850, 400, 620) +
      pendant(canvas, 540, 210, 92, "#c9503a"),
    glows: [...lampGlow(canvas, 540, 250, 620), ...lanterns.glows],
    table: tableTop(
      canvas,
      "#b98a58",
      dumplings(canvas, 300, 36, 1.35) +
        dumplings(canvas, 800, 42, 1.2) +
        steam(canvas, 300, -20, 0.8) +
        steam(canvas, 800, -10, 0.7) +
        bowl(canvas, 545, 56, 0.9, "#2f6f73", "#7a3a22") +
        flour(canvas, 1010, 60) +
        (festive ? tangerines(canvas, 60, 30, 0.8) : ""),
    ),
    near: bottles(canvas, 60, 1640),
  };
};

const flour = ({ c }: Canvas, x: number, y: number): string =>
  ellipse(x, y, 110, 24, c("#fffaf0"), 'opacity="0.75"') +
  stroke(`M${x - 90} ${y - 10}l150 -26`, c("#d3a868"), 26) +
  stroke(`M${x - 110} ${y - 7}l20 -3M${x + 60} ${y - 36}l20 -3`, c("#a77c43"), 14);
const bottles = ({ c }: Canvas, x: number, y: number): string =>
  rect(x - 30, y, 84, 330, c("#5a2f28"), 'rx="26"') +
  rect(x - 4, y - 74, 34, 90, c("#5a2f28"), 'rx="10"') +
  rect(x - 30, y + 110, 84, 100, c("#e3c98f")) +
  rect(x + 78, y + 90, 110, 240, c("#c8a06a"), 'rx="30"');

export const diningRoom: SetPainter = (canvas) => {
  const { c, festive, sheet } = canvas;
  const lanterns = lanternPair(canvas, 300, 84);
  const screen = many(
    4,
    (index) =>
      rect(58 + index * 58, 640, 50, 660, c("#6b3a2a"), 'rx="3"') +
      rect(
        66 + index * 58,
        660,
        34,
        420,
        sheet.linear([
          [0, c("#f3e2bd")],
          [1, c("#e0c794")],
        ]),
      ),
  );
  return {
    back:
      room(canvas, { wall: "#d99a72", floor: "#7d4a34", low: 1420, wainscot: "#8a4a36" }) +
      screen +
      windowWith(canvas, 700, 480, 290, 480, { view: "city", bars: [2, 3], curtains: "#a83a32" }) +
      picture(canvas, 380, 560, 230, 300, "landscape") +
      (festive ? fu(canvas, 495, 1000, 190) + stringLights(canvas, -20, 200, 1100, 200, 90) : plant(canvas, 500, 1400, 0.9)) +
      lanterns.art +
      chair(canvas, 150) +
      chair(canvas, 840) +
      pendant(canvas, 540, 330, 130, "#c9503a"),
    glows: [...lampGlow(canvas, 540, 390, 760), ...lanterns.glows],
    table: tableTop(
      canvas,
      "#a86d48",
      fish(canvas, 250, 40) +
        dumplings(canvas, 560, 40, 1.25) +
        steam(canvas, 560, -14, 0.8) +
        bowl(canvas, 800, 44, 1.1, "#f1e6d0", "#7da05a") +
        bowl(canvas, 40, 56, 1, "#2f6f73", "#c8593a") +
        (festive ? tangerines(canvas, 980, 30, 0.95) : bowl(canvas, 980, 50, 1, "#b8352c", "#e8d7b5")),
    ),
    near: glassOf(canvas, 120, 1640) + glassOf(canvas, 960, 1700),
  };
};

const chair = ({ c }: Canvas, x: number): string =>
  rect(x, 1120, 120, 300, "none", `rx="20" stroke="${c("#5a3022")}" stroke-width="18"`) + rect(x + 36, 1130, 48, 280, c("#6b3a2a"));
const fish = ({ c }: Canvas, x: number, y: number): string =>
  ellipse(x, y + 10, 170, 44, c("#f6f0e4")) +
  shape(
    `M${x - 130} ${y}Q${x - 30} ${y - 62} ${x + 84} ${y - 8}L${x + 136} ${y - 44}Q${x + 124} ${y} ${x + 140} ${y + 30}L${x + 84} ${y + 6}Q${x - 30} ${y + 44} ${x - 130} ${y}Z`,
    c("#c8693a"),
  ) +
  circle(x - 90, y - 8, 8, c("#ffffff")) +
  many(3, (index) => stroke(`M${x - 40 + index * 40} ${y - 30}q14 24 0 48`, c("#8f3f22"), 6)) +
  many(5, (index) => stroke(`M${x - 60 + index * 34} ${y - 20}l18 8`, c("#5d9a4f"), 6));
const glassOf = ({ c }: Canvas, x: number, y: number): string =>
  shape(`M${x - 70} ${y}H${x + 70}L${x + 50} ${y + 280}H${x - 50}Z`, c("#e9d2a8"), 'opacity="0.75"') +
  shape(`M${x - 64} ${y + 90}H${x + 64}L${x + 50} ${y + 280}H${x - 50}Z`, c("#c8593a"), 'opacity="0.8"');

export const livingRoom: SetPainter = (canvas) => {
  const { c, festive, light } = canvas;
  const lanterns = lanternPair(canvas, 260, 70);
  const television =
    rect(700, 1010, 300, 190, c("#25222c"), 'rx="10"') +
    rect(714, 1024, 272, 160, light.lamps ? "#e88a5a" : c("#52647a")) +
    (light.lamps ? circle(790, 1090, 34, "#ffd98a") + rect(830, 1060, 120, 90, "#b8352c") + circle(890, 1096, 26, "#ffe6b0") : "") +
    cabinet(canvas, 640, 1230, 420, 150, 3, "#8a5a3c");
  return {
    back:
      room(canvas, { wall: "#d8c7a0", floor: "#96643f", low: 1400 }) +
      windowWith(canvas, 90, 400, 440, 560, { view: "city", bars: [3, 2], curtains: "#4f7f80" }) +
      picture(canvas, 670, 520, 260, 190, "family") +
      shelf(canvas, 640, 860, 320, "books") +
      television +
      (festive ? fu(canvas, 985, 800, 150) + stringLights(canvas, 560, 420, 1100, 400, 60) : "") +
      ellipse(430, 1560, 560, 110, c("#a8493c")) +
      ellipse(430, 1560, 480, 84, c("#c46a52")) +
      sofa(canvas, 70, 1180, 520, "#46787a") +
      plant(canvas, 610, 1400, 0.8) +
      floorLamp(canvas, 30, 760) +
      lanterns.art +
      beam(canvas, 90, 960, 440, 620),
    glows: [...lampGlow(canvas, 30, 790, 520), ...lampGlow(canvas, 845, 1090, 300), ...lanterns.glows],
    near: (festive ? tangerines(canvas, 140, 1830, 2.1) : bowl(canvas, 150, 1800, 2.4, "#2f6f73", "#d9a441")) + plantLeaves(canvas, 1040, 1500),
  };
};

const floorLamp = ({ c, light }: Canvas, x: number, y: number): string =>
  rect(x - 5, y + 60, 10, 580, c("#4a3a34")) +
  shape(`M${x - 80} ${y + 80}L${x - 50} ${y - 60}H${x + 50}L${x + 80} ${y + 80}Z`, light.lamps ? "#ffdf9e" : c("#e8d3a8"));
const plantLeaves = ({ c }: Canvas, x: number, y: number): string =>
  many(5, (index) =>
    shape(
      `M${x} ${y + 420}Q${x - 260 + index * 40} ${y + 120 + index * 20} ${x - 170 + index * 74} ${y - index * 24}Q${x - 40 + index * 40} ${y + 200} ${x} ${y + 420}Z`,
      c(index % 2 ? "#3d7557" : "#2f5d48"),
    ),
  );

export const bedroom: SetPainter = (canvas) => {
  const { c, festive, light } = canvas;
  return {
    back:
      room(canvas, { wall: "#b9b3b8", floor: "#8a6248", low: 1400 }) +
      windowWith(canvas, 560, 380, 400, 560, { view: "city", curtains: "#6d5a86" }) +
      picture(canvas, 130, 520, 230, 170, "landscape") +
      picture(canvas, 150, 760, 150, 190, "family") +
      rect(-40, 1000, 600, 260, c("#7a4e34"), 'rx="40"') +
      rect(-40, 1180, 680, 320, c("#e9dfd0"), 'rx="40"') +
      rect(20, 1110, 210, 120, c("#fbf3e4"), 'rx="44"') +
      rect(260, 1116, 200, 116, c("#f0e0cc"), 'rx="44"') +
      shape("M-40 1280Q240 1220 640 1300V1530H-40Z", c(festive ? "#b8403a" : "#4f6a92")) +
      stroke("M-40 1350Q260 1300 640 1380M60 1270L20 1520M300 1262L290 1520M500 1276L520 1520", shade(c(festive ? "#b8403a" : "#4f6a92"), 0.18), 7) +
      cabinet(canvas, 700, 1170, 220, 240, 1, "#8a5a3c") +
      rect(790, 1080, 26, 92, c("#c9a24f")) +
      shape("M736 1086L770 980H840L872 1086Z", light.lamps ? "#ffdf9e" : c("#e8d3a8")) +
      (festive ? stringLights(canvas, -20, 340, 1100, 300, 80) + fu(canvas, 460, 640, 140) : "") +
      beam(canvas, 560, 940, 400, 620),
    glows: lampGlow(canvas, 804, 1040, 520),
    near: shape("M-40 1920Q120 1660 520 1740T1120 1800V1920Z", c(festive ? "#8f2f2e" : "#3b5278")),
  };
};

export const entrance: SetPainter = (canvas) => {
  const { c, festive } = canvas;
  const lanterns = lanternPair(canvas, 420, 80);
  return {
    back:
      room(canvas, { wall: "#cdb893", floor: "#8d6a4e", low: 1420 }) +
      door(canvas, 350, 560, 380, 860, "#8f3f30") +
      (festive ? couplets(canvas, 262, 818, 620, 760, 92) : picture(canvas, 120, 720, 170, 220, "plain")) +
      lanterns.art +
      rect(860, 1180, 190, 240, c("#7a5238"), 'rx="6"') +
      polygon(
        [
          [380, 1420],
          [700, 1420],
          [820, 1560],
          [260, 1560],
        ],
        c("#b0543f"),
      ) +
      pendant(canvas, 540, 250, 90, "#d9a441") +
      plant(canvas, 110, 1440, 0.9),
    glows: [...lampGlow(canvas, 540, 290, 560), ...lanterns.glows],
    near: plantLeaves(canvas, 1060, 1520),
  };
};
