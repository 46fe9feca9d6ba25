import { at, circle, ellipse, many, mix, pane, polygon, rect, shade, shape, stroke } from "../draw.ts";
import { fu, glyph, lantern, lanternGlow, papercut, stringLights, tangerines } from "../festive.ts";
import { bowl, cabinet, door, lampGlow, pendant, picture, plant, room, shelf, sofa, tableTop } from "../furnishings.ts";
import type { Canvas, SetPainter } from "../scene.ts";
import { beam, ground, hills, skyline, sky, snow, windowWith } from "../scenery.ts";

/** Rooms that belong to nobody: stations, offices, wards; and the road. */

const strips = (canvas: Canvas, xs: readonly number[], y: number): string => xs.map((x) => rect(x, y, 210, 22, canvas.light.lamps ? "#fff1cd" : "#ffffff", 'rx="8" opacity="0.9"')).join("");

export const station: SetPainter = (canvas) => {
  const { c, light, festive } = canvas;
  const train = rect(-40, 1000, 760, 330, c("#eceff2"), 'rx="10"') + shape("M720 1000Q960 1030 1020 1330H700V1000Z", c("#eceff2")) + shape("M800 1060Q900 1090 950 1190H810Z", c("#2b3550")) + rect(-40, 1210, 1040, 26, c("#c8322b")) + rect(-40, 1246, 1050, 12, c("#d9a441"))
    + many(5, (index) => rect(-10 + index * 148, 1060, 112, 90, light.lamps ? "#ffe0a0" : c("#4d6a85"), 'rx="16"')) + rect(600, 1040, 92, 280, c("#d5dadf"), 'rx="10"');
  return {
    back: sky(canvas, 1080, 1340) + skyline(canvas, 1080, 1330, 520) + polygon([[-20, 380], [1100, 240], [1100, 420], [-20, 560]], c("#8d98a5")) + many(7, (index) => stroke(`M${index * 180} ${548 - index * 23}L${index * 180 + 90} ${366 - index * 11}`, c("#6f7a88"), 10)) + [60, 560, 1020].map((x) => rect(x - 18, 470, 36, 900, c("#7d8894"))).join("")
      + rect(0, 1320, 1080, 60, c("#3d3f4a")) + train + ground(canvas, 1372, "#8f8b88", "#aaa6a0") + rect(0, 1380, 1080, 26, c("#e3b93f")) + many(9, (index) => stroke(`M${540 + (index - 4) * 150} 1410L${540 + (index - 4) * 330} 1920`, c("#7d7976"), 4))
      + rect(330, 600, 420, 130, c("#22355a"), 'rx="10"') + circle(400, 665, 38, c("#f1ece2")) + glyph("站", 400, 665, 52, c("#22355a")) + rect(470, 634, 240, 18, c("#e8edf5")) + rect(470, 672, 180, 14, c("#9fb4d4")) + stroke("M400 470V600M690 450V600", c("#5d6874"), 8)
      + (festive ? lantern(canvas, 220, 690, 66, 130) + lantern(canvas, 860, 660, 66, 130) : "") + snow(canvas, 1080, 1300, 40),
    glows: [...(festive ? [...lanternGlow(canvas, 220, 690, 66), ...lanternGlow(canvas, 860, 660, 66)] : []), ...(light.lamps ? [{ x: 300, y: 1100, reach: 420, colour: "#ffcf7a", strength: 0.4 }] : [])],
    near: suitcase(canvas, 60, 1600, "#b8463a") + suitcase(canvas, 900, 1700, "#35506f"),
    floor: 1620,
  };
};
const suitcase = ({ c }: Canvas, x: number, y: number, colour: string): string => rect(x + 40, y - 120, 14, 140, c("#55555f")) + rect(x + 126, y - 120, 14, 140, c("#55555f")) + rect(x + 36, y - 130, 108, 18, c("#3a3842"), 'rx="8"') + rect(x, y, 180, 320, c(colour), 'rx="26"') + many(3, (index) => stroke(`M${x + 40 + index * 50} ${y + 24}v270`, shade(c(colour), -0.2), 8));

export const airport: SetPainter = (canvas) => {
  const { c, light, festive } = canvas;
  const plane = `<g transform="translate(420 640) rotate(-9)">${shape("M-210 10Q-160 -34 -60 -34H150Q230 -30 250 10Q180 40 60 40H-140Q-190 40 -210 10Z", c("#f4f4f0"))}${polygon([[190, -30], [250, -120], [290, -120], [250, -6]], c("#c8322b"))}${polygon([[-10, 10], [120, 10], [200, 110], [150, 110]], c("#d3d7db"))}${many(8, (index) => circle(-130 + index * 38, -6, 8, c("#4d6a85")))}</g>`;
  return {
    back: pane(canvas.view, 0, 0, 1080, 1320, sky(canvas, 1080, 1200) + hills(canvas, 1180) + rect(0, 1160, 1080, 160, mix(c("#7c8288"), light.skyLow, 0.2)) + plane + stroke("M0 1240H1080", "#f1ece2", 8, 'stroke-dasharray="90 60" opacity="0.6"') + snow(canvas, 1080, 1300, 50))
      + many(5, (index) => rect(index * 262 - 14, 0, 22, 1330, c("#5d6a76"))) + rect(0, 520, 1080, 16, c("#5d6a76")) + rect(0, 0, 1080, 250, c("#8a97a0")) + strips(canvas, [80, 435, 790], 210) + rect(0, 1300, 1080, 50, c("#6a7680"))
      + rect(300, 300, 480, 170, c("#1f2a44"), 'rx="12"') + many(3, (index) => rect(330, 330 + index * 42, 190, 16, c("#f1c75b")) + rect(560, 330 + index * 42, 120, 16, c("#e8edf5")) + rect(710, 330 + index * 42, 40, 16, c(index === 1 ? "#7fbf8a" : "#e8edf5"))) + ground(canvas, 1350, "#a9a7a6", "#c5c3c0")
      + many(5, (index) => rect(40 + index * 112, 1290, 98, 90, c("#33475f"), 'rx="14"') + rect(40 + index * 112, 1370, 98, 30, c("#3f566f"), 'rx="10"')) + rect(30, 1398, 570, 12, c("#55606a")) + plant(canvas, 900, 1400, 0.9) + (festive ? lantern(canvas, 160, 480, 70, 230) + lantern(canvas, 920, 480, 70, 230) : ""),
    glows: [...(festive ? [...lanternGlow(canvas, 160, 480, 70), ...lanternGlow(canvas, 920, 480, 70)] : []), ...lampGlow(canvas, 540, 240, 700)],
    near: suitcase(canvas, 880, 1640, "#d9a441"),
    floor: 1610,
  };
};

export const office: SetPainter = (canvas) => {
  const { c, festive, light } = canvas;
  const monitor = (x: number, y: number) => rect(x, y, 190, 124, c("#2b2d38"), 'rx="10"') + rect(x + 10, y + 10, 170, 100, light.lamps ? "#9fd0e8" : c("#bcd6df")) + stroke(`M${x + 26} ${y + 78}l36 -30l30 18l40 -38`, "#c8503a", 7) + rect(x + 84, y + 124, 22, 26, c("#3a3c48"));
  return {
    back: room(canvas, { wall: "#c3cdd0", floor: "#7d8288", low: 1400, tiles: true }) + windowWith(canvas, 60, 330, 960, 620, { view: "city", bars: [4, 1], frame: "#5a6670" }) + strips(canvas, [110, 435, 760], 200)
      + monitor(140, 1010) + monitor(690, 1030) + cabinet(canvas, -20, 1160, 520, 240, 3, "#a88a6a") + cabinet(canvas, 600, 1180, 520, 220, 3, "#a88a6a") + shelf(canvas, 420, 1140, 90, "books") + plant(canvas, 550, 1400, 0.9) + (festive ? fu(canvas, 540, 1060, 110) + stringLights(canvas, 40, 960, 1040, 960, 40) : "") + beam(canvas, 100, 950, 800, 500),
    glows: [...lampGlow(canvas, 540, 220, 760), ...lampGlow(canvas, 240, 1070, 220)],
    table: tableTop({ ...canvas, festive: false }, "#a88a6a", rect(120, -120, 260, 150, c("#3a3c48"), 'rx="10"') + rect(90, 24, 320, 16, c("#8f949c"), 'rx="8"') + circle(250, -46, 14, c("#c9ccd2")) + rect(760, -44, 150, 70, c("#f1ece2")) + rect(772, -58, 150, 70, c("#e2d5bc")) + (festive ? tangerines(canvas, 960, 24, 0.7) : "") + bowl(canvas, 640, 46, 0.7, "#c8503a", "#5a3a2c")),
    near: plantish(canvas),
    floor: 1600,
  };
};
const plantish = ({ c }: Canvas): string => many(5, (index) => shape(`M1080 1920Q${860 + index * 30} ${1700 - index * 20} ${840 + index * 60} ${1480 + index * 16}Q${980 + index * 30} ${1640} 1080 1920Z`, c(index % 2 ? "#3d7557" : "#2f5d48")));

export const hospital: SetPainter = (canvas) => {
  const { c, festive } = canvas;
  const bed = rect(60, 1080, 26, 340, c("#9fb0b8"), 'rx="8"') + rect(60, 1200, 560, 130, c("#f4f4f0"), 'rx="24"') + rect(80, 1150, 170, 80, c("#ffffff"), 'rx="30"') + shape("M250 1200Q430 1160 620 1210V1330H250Z", c("#8fc0bd")) + rect(594, 1220, 22, 200, c("#9fb0b8"), 'rx="8"') + rect(80, 1330, 530, 20, c("#9fb0b8"));
  const drip = rect(700, 820, 10, 600, c("#b4c0c6")) + rect(660, 816, 90, 10, c("#b4c0c6")) + rect(646, 840, 56, 96, "#e6f3f6", 'rx="14" opacity="0.9"') + stroke("M674 936q10 140 -60 250", c("#c8d8de"), 5);
  const monitor = rect(800, 950, 200, 150, c("#3b4650"), 'rx="12"') + stroke("M816 1030h46l14 -40l22 76l18 -50l12 14h60", "#7fe0a8", 6) + cabinet(canvas, 790, 1170, 230, 240, 1, "#d5dde0");
  return {
    back: room(canvas, { wall: "#cfe0dd", floor: "#b3c0c0", low: 1410, tiles: true, wainscot: "#a9cbc7" }) + windowWith(canvas, 100, 380, 420, 500, { view: "city", frame: "#dfe6e6", curtains: "#9fc4c4" }) + bed + drip + monitor + rect(760, 480, 180, 180, c("#ffffff"), 'rx="20"') + rect(830, 510, 40, 120, c("#c8322b")) + rect(790, 550, 120, 40, c("#c8322b")) + (festive ? papercut(canvas, 640, 560, 60) : "") + beam(canvas, 100, 880, 420, 620) + strips(canvas, [435], 180),
    glows: lampGlow(canvas, 540, 200, 700),
    near: shape("M760 1920Q800 1700 1080 1660V1920Z", c("#8fb8b6")),
    floor: 1610,
  };
};

/** Seen from the bonnet: the seats, the road behind the rear window, the dashboard in front. */
export const car: SetPainter = (canvas) => {
  const { c, light, festive, sheet, view } = canvas;
  const road = sky(canvas, 1080, 760) + hills(canvas, 700) + skyline(canvas, 1080, 690, 220) + polygon([[440, 690], [640, 690], [1100, 1000], [-20, 1000]], c("#5a5a66")) + many(4, (index) => polygon([[532 - index * 5, 710 + index * 60], [548 + index * 5, 710 + index * 60], [552 + index * 6, 744 + index * 60], [528 - index * 6, 744 + index * 60]], c("#f1e6c8"))) + snow(canvas, 1080, 900, 40);
  const seat = (x: number) => rect(x - 190, 900, 380, 900, sheet.linear([[0, c("#8a5f4a")], [1, c("#4f3630")]]), 'rx="90"') + rect(x - 104, 720, 208, 190, c("#946850"), 'rx="56"') + stroke(`M${x - 60} 890v60M${x + 60} 890v60`, c("#2b2430"), 14) + stroke(`M${x - 120} 960Q${x} 1000 ${x + 120} 960M${x - 130} 1150Q${x} 1190 ${x + 130} 1150`, c("#5d4036"), 8);
  return {
    back: rect(0, 0, 1080, 1920, sheet.linear([[0, c("#6a5a5c")], [0.4, c("#4a3f48")], [1, c("#2b2430")]])) + pane(view, 0, 420, 1080, 900, at(0, 0, road))
      + shape("M-20 0H1100V1920H-20ZM250 470Q540 430 830 470Q890 660 900 860Q540 820 180 860Q190 660 250 470ZM-20 520Q90 490 150 520Q120 720 90 900L-20 940ZM1100 520Q990 490 930 520Q960 720 990 900L1100 940Z", sheet.linear([[0, c("#77686a")], [0.5, c("#574a50")], [1, c("#2b2430")]]), 'fill-rule="evenodd"')
      + seat(270) + seat(810) + rect(420, 250, 240, 84, c("#2a2530"), 'rx="34"') + rect(438, 264, 204, 54, mix(c("#8aa0b4"), light.skyLow, 0.4), 'rx="24"') + (festive ? lantern(canvas, 540, 440, 46, 60) : ""),
    glows: [...(festive ? lanternGlow(canvas, 540, 440, 46) : []), ...(light.dark ? [{ x: 540, y: 640, reach: 420, colour: "#ffd083", strength: 0.4 }] : [])],
    table: rect(-400, 0, 1880, 1500, sheet.linear([[0, c("#4c4048")], [0.15, c("#332b34")], [1, c("#241e28")]])) + rect(-400, 0, 1880, 18, shade(c("#4c4048"), 0.2)) + stroke("M-20 90Q540 50 1100 90", c("#5d4f56"), 6) + rect(470, 110, 150, 70, c("#211c26"), 'rx="18"') + rect(760, 120, 190, 22, c("#211c26"), 'rx="10"')
      + circle(270, 250, 230, "none", `stroke="${c("#17141c")}" stroke-width="46"`) + circle(270, 250, 60, c("#1d1922")) + stroke("M60 250H220M320 250H480", c("#1d1922"), 36),
    near: "",
    floor: 1760,
  };
};

/** A telephone held up, with a chat on it; the words are left as bars so that nothing has to be read. */
export const phone: SetPainter = (canvas) => {
  const { c, sheet, light, festive } = canvas;
  const bubble = (y: number, width: number, mine: boolean, colour: string, rows: number) => {
    const x = mine ? 800 - width : 280;
    return circle(mine ? 838 : 244, y + 34, 30, c(mine ? "#3f6ea3" : "#c8473a")) + rect(x, y, width, 44 + rows * 30, colour, 'rx="18"') + many(rows, (row) => rect(x + 24, y + 26 + row * 30, width * (row === rows - 1 ? 0.46 : 0.76), 14, mine ? "#5d9a4f" : "#c9c4bc", 'rx="7"'));
  };
  const packet = rect(280, 880, 330, 150, "#e2503a", 'rx="18"') + rect(304, 904, 70, 96, "#c8322b", 'rx="8"') + circle(339, 944, 20, "#ffd98a") + rect(396, 920, 180, 18, "#ffe6c0", 'rx="8"') + rect(396, 958, 110, 14, "#ffc9a8", 'rx="7"') + circle(244, 914, 30, c("#c8473a"));
  return {
    back: room(canvas, { wall: "#9a7f78", floor: "#6b4a3c", low: 1500 }) + windowWith(canvas, 40, 260, 300, 480, { view: "city" }) + pendant(canvas, 880, 240, 110)
      + rect(170, 250, 740, 1330, "#1c1a22", 'rx="80"') + rect(196, 276, 688, 1278, light.dark ? "#ded8cf" : "#f4efe6", 'rx="60"') + rect(196, 276, 688, 150, "#ece5da", 'rx="60"') + rect(196, 370, 688, 60, "#ece5da") + rect(450, 300, 180, 34, "#1c1a22", 'rx="17"') + rect(430, 374, 220, 22, "#4a4452", 'rx="10"') + stroke("M250 372l-18 14l18 14", "#4a4452", 8)
      + bubble(480, 380, false, "#ffffff", 2) + bubble(640, 330, true, "#b5e39a", 2) + (festive ? packet : bubble(860, 420, false, "#ffffff", 3)) + bubble(1080, 260, true, "#b5e39a", 1) + rect(196, 1360, 688, 90, "#e6dfd3") + rect(260, 1380, 470, 50, "#ffffff", 'rx="25"') + circle(800, 1405, 26, "none", 'stroke="#6a6470" stroke-width="6"')
      + shape("M60 1920Q40 1500 150 1360Q190 1330 196 1400V1700L340 1920ZM1020 1920Q1060 1480 940 1300Q890 1270 884 1340V1700L760 1920Z", sheet.linear([[0, c("#f2c8a4")], [1, c("#cf9870")]])),
    glows: [{ x: 540, y: 900, reach: 760, colour: "#ffe9c8", strength: light.dark ? 0.45 : 0.12 }, ...lampGlow(canvas, 880, 280, 420)],
    near: "",
    floor: 1700,
  };
};

/** Anywhere else indoors, varied by the name of the place. */
export const interior: SetPainter = (canvas) => {
  const { dice, festive } = canvas;
  const wall = dice.pick(["#d9c9a8", "#b9c4b4", "#cfae94", "#b4bcc6", "#c9a9a0"]);
  const floor = dice.pick(["#96643f", "#7d4a34", "#8a7a68", "#a8795a"]);
  const mirrored = dice.next() < 0.5;
  const x = mirrored ? 560 : 100;
  const y = mirrored ? 90 : 660;
  return {
    back: room(canvas, { wall, floor, low: 1400, ...(dice.next() < 0.5 ? { wainscot: shade(wall, -0.18) } : {}) }) + windowWith(canvas, x, 400, 400, 540, { view: dice.pick(["yard", "city"]), curtains: dice.pick(["#a8493c", "#4f7f80", "#6d5a86", "#8a8456"]) })
      + picture(canvas, y + 30, 500, 230, 180, dice.pick(["landscape", "family"])) + shelf(canvas, y, 900, 310, dice.pick(["books", "jars"])) + (dice.next() < 0.5 ? sofa(canvas, y - 30, 1180, 360, dice.pick(["#46787a", "#8a5a50", "#5d6a8a"])) : door(canvas, y + 40, 960, 230, 440, "#7a5238")) + plant(canvas, mirrored ? 500 : 580, 1400, 0.8)
      + pendant(canvas, 540, 230, 90, dice.pick(["#c9503a", "#d9a441", "#2f7b7d"])) + (festive ? lantern(canvas, 110, 240, 60, 240) + lantern(canvas, 970, 260, 60, 240) + stringLights(canvas, -20, 340, 1100, 340, 60) : "") + beam(canvas, x, 940, 400, 560),
    glows: [...lampGlow(canvas, 540, 270, 640), ...(festive ? [...lanternGlow(canvas, 110, 240, 60), ...lanternGlow(canvas, 970, 260, 60)] : [])],
    near: ellipse(90, 1860, 260, 200, shade(canvas.c(floor), -0.35)),
    floor: 1600,
  };
};

export const teahouse: SetPainter = (canvas) => {
  const { c, festive, light } = canvas;
  const hang = [[150, 300, 66], [930, 320, 66], [360, 220, 50], [720, 220, 50]] as const;
  const sign = rect(400, 560, 280, 150, c("#4a2c22"), 'rx="8"') + glyph("茶", 540, 635, 104, c("#e6b455"));
  return {
    back: room(canvas, { wall: "#c79a6c", floor: "#6b4432", low: 1410, wainscot: "#7a4434" }) + windowWith(canvas, 70, 480, 260, 480, { view: "city", bars: [3, 4], frame: "#5a3022" }) + windowWith(canvas, 750, 480, 260, 480, { view: "city", bars: [3, 4], frame: "#5a3022" }) + sign + shelf(canvas, 390, 860, 300, "jars") + shelf(canvas, 390, 1030, 300, "jars") + cabinet(canvas, 340, 1190, 400, 230, 3, "#5f3626") + hang.map(([x, y, size]) => lantern(canvas, x, y, size, y)).join("") + (festive ? fu(canvas, 540, 780, 100) : ""),
    glows: [...hang.flatMap(([x, y, size]) => lanternGlow(canvas, x, y, size)), ...(light.lamps ? [{ x: 540, y: 900, reach: 420, colour: "#ffb45e", strength: 0.4 }] : [])],
    table: tableTop(canvas, "#7a4a34", bowl(canvas, 300, 46, 1, "#f1e6d0", "#a8793a") + bowl(canvas, 760, 46, 1, "#f1e6d0", "#a8793a") + ellipse(540, 0, 92, 66, c("#2f6f73")) + stroke("M630 -10q60 -20 70 -66M462 -20q-60 -10 -40 50q20 20 50 10", c("#2f6f73"), 20) + ellipse(540, -60, 34, 12, c("#27565a")) + circle(540, -74, 11, c("#e6b455"))),
    near: hang.slice(0, 1).map(() => lantern(canvas, 40, 150, 130, 160)).join(""),
    floor: 1600,
  };
};
