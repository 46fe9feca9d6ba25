import { at, circle, many, mix, pane, polygon, rect, shade, shape, stroke } from "../draw.ts";
import { glyph, lantern, lanternGlow } from "../festive.ts";
import { ceilingLights, lampGlow, plant } from "../furnishings.ts";
import type { Canvas, SetPainter } from "../scene.ts";
import { ground, hills, skyline, sky, snow } from "../scenery.ts";

/** On the way: platforms, gates, the road. */

export const station: SetPainter = (canvas) => {
  const { c, light, festive } = canvas;
  const train =
    rect(-40, 1000, 760, 330, c("#eceff2"), 'rx="10"') +
    shape("M720 1000Q960 1030 1020 1330H700V1000Z", c("#eceff2")) +
    shape("M800 1060Q900 1090 950 1190H810Z", c("#2b3550")) +
    rect(-40, 1210, 1040, 26, c("#c8322b")) +
    rect(-40, 1246, 1050, 12, c("#d9a441")) +
    many(5, (index) => rect(-10 + index * 148, 1060, 112, 90, light.lamps ? "#ffe0a0" : c("#4d6a85"), 'rx="16"')) +
    rect(600, 1040, 92, 280, c("#d5dadf"), 'rx="10"');
  return {
    back:
      sky(canvas, 1080, 1340) +
      skyline(canvas, 1080, 1330, 520) +
      polygon(
        [
          [-20, 380],
          [1100, 240],
          [1100, 420],
          [-20, 560],
        ],
        c("#8d98a5"),
      ) +
      many(7, (index) => stroke(`M${index * 180} ${548 - index * 23}L${index * 180 + 90} ${366 - index * 11}`, c("#6f7a88"), 10)) +
      [60, 560, 1020].map((x) => rect(x - 18, 470, 36, 900, c("#7d8894"))).join("") +
      rect(0, 1320, 1080, 60, c("#3d3f4a")) +
      train +
      ground(canvas, 1372, "#8f8b88", "#aaa6a0") +
      rect(0, 1380, 1080, 26, c("#e3b93f")) +
      many(9, (index) => stroke(`M${540 + (index - 4) * 150} 1410L${540 + (index - 4) * 330} 1920`, c("#7d7976"), 4)) +
      rect(330, 600, 420, 130, c("#22355a"), 'rx="10"') +
      circle(400, 665, 38, c("#f1ece2")) +
      glyph("站", 400, 665, 52, c("#22355a")) +
      rect(470, 634, 240, 18, c("#e8edf5")) +
      rect(470, 672, 180, 14, c("#9fb4d4")) +
      stroke("M400 470V600M690 450V600", c("#5d6874"), 8) +
      (festive ? lantern(canvas, 220, 690, 66, 130) + lantern(canvas, 860, 660, 66, 130) : "") +
      snow(canvas, 1080, 1300, 40),
    glows: [
      ...(festive ? [...lanternGlow(canvas, 220, 690, 66), ...lanternGlow(canvas, 860, 660, 66)] : []),
      ...(light.lamps ? [{ x: 300, y: 1100, reach: 420, colour: "#ffcf7a", strength: 0.4 }] : []),
    ],
    near: suitcase(canvas, 60, 1600, "#b8463a") + suitcase(canvas, 900, 1700, "#35506f"),
  };
};
const suitcase = ({ c }: Canvas, x: number, y: number, colour: string): string =>
  rect(x + 40, y - 120, 14, 140, c("#55555f")) +
  rect(x + 126, y - 120, 14, 140, c("#55555f")) +
  rect(x + 36, y - 130, 108, 18, c("#3a3842"), 'rx="8"') +
  rect(x, y, 180, 320, c(colour), 'rx="26"') +
  many(3, (index) => stroke(`M${x + 40 + index * 50} ${y + 24}v270`, shade(c(colour), -0.2), 8));

export const airport: SetPainter = (canvas) => {
  const { c, light, festive } = canvas;
  const plane = `<g transform="translate(420 640) rotate(-9)">${shape("M-210 10Q-160 -34 -60 -34H150Q230 -30 250 10Q180 40 60 40H-140Q-190 40 -210 10Z", c("#f4f4f0"))}${polygon(
    [
      [190, -30],
      [250, -120],
      [290, -120],
      [250, -6],
    ],
    c("#c8322b"),
  )}${polygon(
    [
      [-10, 10],
      [120, 10],
      [200, 110],
      [150, 110],
    ],
    c("#d3d7db"),
  )}${many(8, (index) => circle(-130 + index * 38, -6, 8, c("#4d6a85")))}</g>`;
  return {
    back:
      pane(
        canvas.view,
        0,
        0,
        1080,
        1320,
        sky(canvas, 1080, 1200) +
          hills(canvas, 1180) +
          rect(0, 1160, 1080, 160, mix(c("#7c8288"), light.skyLow, 0.2)) +
          plane +
          stroke("M0 1240H1080", "#f1ece2", 8, 'stroke-dasharray="90 60" opacity="0.6"') +
          snow(canvas, 1080, 1300, 50),
      ) +
      many(5, (index) => rect(index * 262 - 14, 0, 22, 1330, c("#5d6a76"))) +
      rect(0, 520, 1080, 16, c("#5d6a76")) +
      rect(0, 0, 1080, 250, c("#8a97a0")) +
      ceilingLights(canvas, [80, 435, 790], 210) +
      rect(0, 1300, 1080, 50, c("#6a7680")) +
      rect(300, 300, 480, 170, c("#1f2a44"), 'rx="12"') +
      many(
        3,
        (index) =>
          rect(330, 330 + index * 42, 190, 16, c("#f1c75b")) +
          rect(560, 330 + index * 42, 120, 16, c("#e8edf5")) +
          rect(710, 330 + index * 42, 40, 16, c(index === 1 ? "#7fbf8a" : "#e8edf5")),
      ) +
      ground(canvas, 1350, "#a9a7a6", "#c5c3c0") +
      many(5, (index) => rect(40 + index * 112, 1290, 98, 90, c("#33475f"), 'rx="14"') + rect(40 + index * 112, 1370, 98, 30, c("#3f566f"), 'rx="10"')) +
      rect(30, 1398, 570, 12, c("#55606a")) +
      plant(canvas, 900, 1400, 0.9) +
      (festive ? lantern(canvas, 160, 480, 70, 230) + lantern(canvas, 920, 480, 70, 230) : ""),
    glows: [...(festive ? [...lanternGlow(canvas, 160, 480, 70), ...lanternGlow(canvas, 920, 480, 70)] : []), ...lampGlow(canvas, 540, 240, 700)],
    near: suitcase(canvas, 880, 1640, "#d9a441"),
  };
};

/** Seen from the bonnet: the seats, the road behind the rear window, the dashboard in front. */
export const car: SetPainter = (canvas) => {
  const { c, light, festive, sheet, view } = canvas;
  const road =
    sky(canvas, 1080, 760) +
    hills(canvas, 700) +
    skyline(canvas, 1080, 690, 220) +
    polygon(
      [
        [440, 690],
        [640, 690],
        [1100, 1000],
        [-20, 1000],
      ],
      c("#5a5a66"),
    ) +
    many(4, (index) =>
      polygon(
        [
          [532 - index * 5, 710 + index * 60],
          [548 + index * 5, 710 + index * 60],
          [552 + index * 6, 744 + index * 60],
          [528 - index * 6, 744 + index * 60],
        ],
        c("#f1e6c8"),
      ),
    ) +
    snow(canvas, 1080, 900, 40);
  const seat = (x: number) =>
    rect(
      x - 190,
      900,
      380,
      900,
      sheet.linear([
        [0, c("#8a5f4a")],
        [1, c("#4f3630")],
      ]),
      'rx="90"',
    ) +
    rect(x - 104, 720, 208, 190, c("#946850"), 'rx="56"') +
    stroke(`M${x - 60} 890v60M${x + 60} 890v60`, c("#2b2430"), 14) +
    stroke(`M${x - 120} 960Q${x} 1000 ${x + 120} 960M${x - 130} 1150Q${x} 1190 ${x + 130} 1150`, c("#5d4036"), 8);
  return {
    back:
      rect(
        0,
        0,
        1080,
        1920,
        sheet.linear([
          [0, c("#6a5a5c")],
          [0.4, c("#4a3f48")],
          [1, c("#2b2430")],
        ]),
      ) +
      pane(view, 0, 420, 1080, 900, at(0, 0, road)) +
      shape(
        "M-20 0H1100V1920H-20ZM250 470Q540 430 830 470Q890 660 900 860Q540 820 180 860Q190 660 250 470ZM-20 520Q90 490 150 520Q120 720 90 900L-20 940ZM1100 520Q990 490 930 520Q960 720 990 900L1100 940Z",
        sheet.linear([
          [0, c("#77686a")],
          [0.5, c("#574a50")],
          [1, c("#2b2430")],
        ]),
        'fill-rule="evenodd"',
      ) +
      seat(270) +
      seat(810) +
      rect(420, 250, 240, 84, c("#2a2530"), 'rx="34"') +
      rect(438, 264, 204, 54, mix(c("#8aa0b4"), light.skyLow, 0.4), 'rx="24"') +
      (festive ? lantern(canvas, 540, 440, 46, 60) : ""),
    glows: [...(festive ? lanternGlow(canvas, 540, 440, 46) : []), ...(light.dark ? [{ x: 540, y: 640, reach: 420, colour: "#ffd083", strength: 0.4 }] : [])],
    table:
      rect(
        -400,
        0,
        1880,
        1500,
        sheet.linear([
          [0, c("#4c4048")],
          [0.15, c("#332b34")],
          [1, c("#241e28")],
        ]),
      ) +
      rect(-400, 0, 1880, 18, shade(c("#4c4048"), 0.2)) +
      stroke("M-20 90Q540 50 1100 90", c("#5d4f56"), 6) +
      rect(470, 110, 150, 70, c("#211c26"), 'rx="18"') +
      rect(760, 120, 190, 22, c("#211c26"), 'rx="10"') +
      circle(270, 250, 230, "none", `stroke="${c("#17141c")}" stroke-width="46"`) +
      circle(270, 250, 60, c("#1d1922")) +
      stroke("M60 250H220M320 250H480", c("#1d1922"), 36),
  };
};
