import { circle, ellipse, many, rect, shade, shape, stroke } from "../draw.ts";
import { lantern, lanternGlow, stringLights } from "../festive.ts";
import { door, lampGlow, pendant, picture, plant, room, shelf, sofa } from "../furnishings.ts";
import type { SetPainter } from "../scene.ts";
import { beam, windowWith } from "../scenery.ts";

/** What fits any story: a telephone, and a room for names that say nothing. */

/** A telephone held up, with a chat on it; the words are left as bars so that nothing has to be read. */
export const phone: SetPainter = (canvas) => {
  const { c, sheet, light, festive } = canvas;
  const bubble = (y: number, width: number, mine: boolean, colour: string, rows: number) => {
    const x = mine ? 800 - width : 280;
    return (
      circle(mine ? 838 : 244, y + 34, 30, c(mine ? "#3f6ea3" : "#c8473a")) +
      rect(x, y, width, 44 + rows * 30, colour, 'rx="18"') +
      many(rows, (row) => rect(x + 24, y + 26 + row * 30, width * (row === rows - 1 ? 0.46 : 0.76), 14, mine ? "#5d9a4f" : "#c9c4bc", 'rx="7"'))
    );
  };
  const packet =
    rect(280, 880, 330, 150, "#e2503a", 'rx="18"') +
    rect(304, 904, 70, 96, "#c8322b", 'rx="8"') +
    circle(339, 944, 20, "#ffd98a") +
    rect(396, 920, 180, 18, "#ffe6c0", 'rx="8"') +
    rect(396, 958, 110, 14, "#ffc9a8", 'rx="7"') +
    circle(244, 914, 30, c("#c8473a"));
  return {
    back:
      room(canvas, { wall: "#9a7f78", floor: "#6b4a3c", low: 1500 }) +
      windowWith(canvas, 40, 260, 300, 480, { view: "city" }) +
      pendant(canvas, 880, 240, 110) +
      rect(170, 250, 740, 1330, "#1c1a22", 'rx="80"') +
      rect(196, 276, 688, 1278, light.dark ? "#ded8cf" : "#f4efe6", 'rx="60"') +
      rect(196, 276, 688, 150, "#ece5da", 'rx="60"') +
      rect(196, 370, 688, 60, "#ece5da") +
      rect(450, 300, 180, 34, "#1c1a22", 'rx="17"') +
      rect(430, 374, 220, 22, "#4a4452", 'rx="10"') +
      stroke("M250 372l-18 14l18 14", "#4a4452", 8) +
      bubble(480, 380, false, "#ffffff", 2) +
      bubble(640, 330, true, "#b5e39a", 2) +
      (festive ? packet : bubble(860, 420, false, "#ffffff", 3)) +
      bubble(1080, 260, true, "#b5e39a", 1) +
      rect(196, 1360, 688, 90, "#e6dfd3") +
      rect(260, 1380, 470, 50, "#ffffff", 'rx="25"') +
      circle(800, 1405, 26, "none", 'stroke="#6a6470" stroke-width="6"') +
      shape(
        "M60 1920Q40 1500 150 1360Q190 1330 196 1400V1700L340 1920ZM1020 1920Q1060 1480 940 1300Q890 1270 884 1340V1700L760 1920Z",
        sheet.linear([
          [0, c("#f2c8a4")],
          [1, c("#cf9870")],
        ]),
      ),
    glows: [{ x: 540, y: 900, reach: 760, colour: "#ffe9c8", strength: light.dark ? 0.45 : 0.12 }, ...lampGlow(canvas, 880, 280, 420)],
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
    back:
      room(canvas, { wall, floor, low: 1400, ...(dice.next() < 0.5 ? { wainscot: shade(wall, -0.18) } : {}) }) +
      windowWith(canvas, x, 400, 400, 540, { view: dice.pick(["yard", "city"]), curtains: dice.pick(["#a8493c", "#4f7f80", "#6d5a86", "#8a8456"]) }) +
      picture(canvas, y + 30, 500, 230, 180, dice.pick(["landscape", "family"])) +
      shelf(canvas, y, 900, 310, dice.pick(["books", "jars"])) +
      (dice.next() < 0.5 ? sofa(canvas, y - 30, 1180, 360, dice.pick(["#46787a", "#8a5a50", "#5d6a8a"])) : door(canvas, y + 40, 960, 230, 440, "#7a5238")) +
      plant(canvas, mirrored ? 500 : 580, 1400, 0.8) +
      pendant(canvas, 540, 230, 90, dice.pick(["#c9503a", "#d9a441", "#2f7b7d"])) +
      (festive ? lantern(canvas, 110, 240, 60, 240) + lantern(canvas, 970, 260, 60, 240) + stringLights(canvas, -20, 340, 1100, 340, 60) : "") +
      beam(canvas, x, 940, 400, 560),
    glows: [...lampGlow(canvas, 540, 270, 640), ...(festive ? [...lanternGlow(canvas, 110, 240, 60), ...lanternGlow(canvas, 970, 260, 60)] : [])],
    near: ellipse(90, 1860, 260, 200, shade(canvas.c(floor), -0.35)),
  };
};
