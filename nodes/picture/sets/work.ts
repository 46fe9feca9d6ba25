import { circle, ellipse, many, rect, shape, stroke } from "../draw.ts";
import { fu, glyph, lantern, lanternGlow, papercut, stringLights, tangerines } from "../festive.ts";
import { cabinet, lampGlow, plant, room, shelf, ceilingLights } from "../furnishings.ts";
import type { Canvas, SetPainter } from "../scene.ts";
import { beam, windowWith } from "../scenery.ts";
import { bowl, tableTop } from "../tableware.ts";

/** Rooms that belong to nobody: offices, wards, tea houses. */

export const office: SetPainter = (canvas) => {
  const { c, festive, light } = canvas;
  const monitor = (x: number, y: number) =>
    rect(x, y, 190, 124, c("#2b2d38"), 'rx="10"') +
    rect(x + 10, y + 10, 170, 100, light.lamps ? "#9fd0e8" : c("#bcd6df")) +
    stroke(`M${x + 26} ${y + 78}l36 -30l30 18l40 -38`, "#c8503a", 7) +
    rect(x + 84, y + 124, 22, 26, c("#3a3c48"));
  return {
    back:
      room(canvas, { wall: "#c3cdd0", floor: "#7d8288", low: 1400, tiles: true }) +
      windowWith(canvas, 60, 330, 960, 620, { view: "city", bars: [4, 1], frame: "#5a6670" }) +
      ceilingLights(canvas, [110, 435, 760], 200) +
      monitor(140, 1010) +
      monitor(690, 1030) +
      cabinet(canvas, -20, 1160, 520, 240, 3, "#a88a6a") +
      cabinet(canvas, 600, 1180, 520, 220, 3, "#a88a6a") +
      shelf(canvas, 420, 1140, 90, "books") +
      plant(canvas, 550, 1400, 0.9) +
      (festive ? fu(canvas, 540, 1060, 110) + stringLights(canvas, 40, 960, 1040, 960, 40) : "") +
      beam(canvas, 100, 950, 800, 500),
    glows: [...lampGlow(canvas, 540, 220, 760), ...lampGlow(canvas, 240, 1070, 220)],
    table: tableTop(
      { ...canvas, festive: false },
      "#a88a6a",
      rect(120, -120, 260, 150, c("#3a3c48"), 'rx="10"') +
        rect(90, 24, 320, 16, c("#8f949c"), 'rx="8"') +
        circle(250, -46, 14, c("#c9ccd2")) +
        rect(760, -44, 150, 70, c("#f1ece2")) +
        rect(772, -58, 150, 70, c("#e2d5bc")) +
        (festive ? tangerines(canvas, 960, 24, 0.7) : "") +
        bowl(canvas, 640, 46, 0.7, "#c8503a", "#5a3a2c"),
    ),
    near: plantish(canvas),
  };
};
const plantish = ({ c }: Canvas): string =>
  many(5, (index) =>
    shape(
      `M1080 1920Q${860 + index * 30} ${1700 - index * 20} ${840 + index * 60} ${1480 + index * 16}Q${980 + index * 30} ${1640} 1080 1920Z`,
      c(index % 2 ? "#3d7557" : "#2f5d48"),
    ),
  );

export const hospital: SetPainter = (canvas) => {
  const { c, festive } = canvas;
  const bed =
    rect(60, 1080, 26, 340, c("#9fb0b8"), 'rx="8"') +
    rect(60, 1200, 560, 130, c("#f4f4f0"), 'rx="24"') +
    rect(80, 1150, 170, 80, c("#ffffff"), 'rx="30"') +
    shape("M250 1200Q430 1160 620 1210V1330H250Z", c("#8fc0bd")) +
    rect(594, 1220, 22, 200, c("#9fb0b8"), 'rx="8"') +
    rect(80, 1330, 530, 20, c("#9fb0b8"));
  const drip =
    rect(700, 820, 10, 600, c("#b4c0c6")) +
    rect(660, 816, 90, 10, c("#b4c0c6")) +
    rect(646, 840, 56, 96, "#e6f3f6", 'rx="14" opacity="0.9"') +
    stroke("M674 936q10 140 -60 250", c("#c8d8de"), 5);
  const monitor =
    rect(800, 950, 200, 150, c("#3b4650"), 'rx="12"') +
    stroke("M816 1030h46l14 -40l22 76l18 -50l12 14h60", "#7fe0a8", 6) +
    cabinet(canvas, 790, 1170, 230, 240, 1, "#d5dde0");
  return {
    back:
      room(canvas, { wall: "#cfe0dd", floor: "#b3c0c0", low: 1410, tiles: true, wainscot: "#a9cbc7" }) +
      windowWith(canvas, 100, 380, 420, 500, { view: "city", frame: "#dfe6e6", curtains: "#9fc4c4" }) +
      bed +
      drip +
      monitor +
      rect(760, 480, 180, 180, c("#ffffff"), 'rx="20"') +
      rect(830, 510, 40, 120, c("#c8322b")) +
      rect(790, 550, 120, 40, c("#c8322b")) +
      (festive ? papercut(canvas, 640, 560, 60) : "") +
      beam(canvas, 100, 880, 420, 620) +
      ceilingLights(canvas, [435], 180),
    glows: lampGlow(canvas, 540, 200, 700),
    near: shape("M760 1920Q800 1700 1080 1660V1920Z", c("#8fb8b6")),
  };
};

export const teahouse: SetPainter = (canvas) => {
  const { c, festive, light } = canvas;
  const hang = [
    [150, 300, 66],
    [930, 320, 66],
    [360, 220, 50],
    [720, 220, 50],
  ] as const;
  const sign = rect(400, 560, 280, 150, c("#4a2c22"), 'rx="8"') + glyph("茶", 540, 635, 104, c("#e6b455"));
  return {
    back:
      room(canvas, { wall: "#c79a6c", floor: "#6b4432", low: 1410, wainscot: "#7a4434" }) +
      windowWith(canvas, 70, 480, 260, 480, { view: "city", bars: [3, 4], frame: "#5a3022" }) +
      windowWith(canvas, 750, 480, 260, 480, { view: "city", bars: [3, 4], frame: "#5a3022" }) +
      sign +
      shelf(canvas, 390, 860, 300, "jars") +
      shelf(canvas, 390, 1030, 300, "jars") +
      cabinet(canvas, 340, 1190, 400, 230, 3, "#5f3626") +
      hang.map(([x, y, size]) => lantern(canvas, x, y, size, y)).join("") +
      (festive ? fu(canvas, 540, 780, 100) : ""),
    glows: [
      ...hang.flatMap(([x, y, size]) => lanternGlow(canvas, x, y, size)),
      ...(light.lamps ? [{ x: 540, y: 900, reach: 420, colour: "#ffb45e", strength: 0.4 }] : []),
    ],
    table: tableTop(
      canvas,
      "#7a4a34",
      bowl(canvas, 300, 46, 1, "#f1e6d0", "#a8793a") +
        bowl(canvas, 760, 46, 1, "#f1e6d0", "#a8793a") +
        ellipse(540, 0, 92, 66, c("#2f6f73")) +
        stroke("M630 -10q60 -20 70 -66M462 -20q-60 -10 -40 50q20 20 50 10", c("#2f6f73"), 20) +
        ellipse(540, -60, 34, 12, c("#27565a")) +
        circle(540, -74, 11, c("#e6b455")),
    ),
    near: hang
      .slice(0, 1)
      .map(() => lantern(canvas, 40, 150, 130, 160))
      .join(""),
  };
};
