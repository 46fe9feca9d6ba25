import { circle, ellipse, many, polygon, rect, shade, shape, stroke } from "../draw.ts";
import { ink } from "./head.ts";
import type { Look } from "./look.ts";

/** Shoulders at y 640, hem at 1240, middle of the chest at x 395: the coordinates of the head art, continued downwards. */
const line = `stroke="${ink}" stroke-width="12" stroke-linejoin="round"`;

/** What is drawn over the plain top: collar, fastening, pattern. Clipped by nothing, so it stays inside the chest. */
export function outfitDetails(look: Look): string {
  const { colour, accent } = look;
  const deep = shade(colour, -0.28);
  const pale = shade(colour, 0.22);
  const collarBand = (fill: string) => shape("M272 596Q390 690 512 598L528 632Q395 742 252 634Z", fill, line);
  switch (look.outfit) {
    case "sweater":
      return (
        many(2, (row) => many(7, (index) => shape(`M${232 + index * 52} ${820 + row * 250}l18 -24l18 24l-18 24z`, accent, 'opacity="0.85"'))) +
        stroke("M196 776H594M196 868H594", accent, 9, 'opacity="0.85"') +
        collarBand(deep)
      );
    case "turtleneck":
      return shape("M286 560Q392 612 498 560L514 632Q395 716 270 634Z", colour, line) + stroke("M330 596v44M392 606v52M452 596v46", deep, 7);
    case "hoodie":
      return (
        shape("M236 640Q240 560 300 560Q392 650 488 560Q552 566 552 640Q400 770 236 640Z", deep, line) +
        stroke("M352 700v150M440 700v130", accent, 9) +
        circle(352, 852, 9, accent) +
        shape("M284 1010H508L556 1160H236Z", pale, `${line} opacity="0.9"`)
      );
    case "shirt":
      return (
        stroke("M395 690V1236", deep, 7) +
        many(4, (index) => circle(408, 780 + index * 118, 8, accent)) +
        polygon(
          [
            [276, 590],
            [330, 640],
            [386, 690],
            [330, 752],
            [252, 640],
          ],
          pale,
          line,
        ) +
        polygon(
          [
            [506, 590],
            [460, 640],
            [404, 690],
            [462, 752],
            [534, 640],
          ],
          pale,
          line,
        ) +
        rect(470, 830, 92, 104, "none", `rx="8" stroke="${deep}" stroke-width="7"`)
      );
    case "suit":
      return (
        polygon(
          [
            [300, 600],
            [395, 900],
            [492, 600],
          ],
          "#f4efe4",
          line,
        ) +
        polygon(
          [
            [380, 690],
            [410, 690],
            [428, 850],
            [395, 892],
            [362, 850],
          ],
          accent,
          line,
        ) +
        polygon(
          [
            [286, 588],
            [250, 648],
            [330, 780],
            [392, 924],
            [396, 880],
          ],
          pale,
          line,
        ) +
        polygon(
          [
            [500, 588],
            [540, 648],
            [462, 780],
            [398, 924],
            [394, 880],
          ],
          pale,
          line,
        ) +
        stroke("M395 920V1240", deep, 9) +
        circle(412, 990, 10, deep) +
        polygon(
          [
            [500, 800],
            [560, 790],
            [566, 822],
            [506, 834],
          ],
          "#f4efe4",
        )
      );
    case "coat":
      return (
        polygon(
          [
            [310, 600],
            [395, 830],
            [482, 600],
          ],
          accent,
          line,
        ) +
        polygon(
          [
            [292, 586],
            [214, 668],
            [286, 730],
            [258, 762],
            [392, 960],
            [392, 846],
          ],
          pale,
          line,
        ) +
        polygon(
          [
            [498, 586],
            [576, 668],
            [506, 730],
            [532, 762],
            [398, 960],
            [398, 846],
          ],
          pale,
          line,
        ) +
        stroke("M395 950V1240", deep, 9) +
        many(3, (index) => circle(440, 990 + index * 96, 14, deep))
      );
    case "puffer":
      return (
        stroke("M222 800Q395 846 568 800M216 930Q395 976 574 930M222 1060Q395 1106 568 1060M226 1170Q395 1212 564 1170", deep, 10) +
        stroke("M395 690V1240", ink, 8) +
        shape("M262 600Q390 690 524 600L538 560Q395 660 250 560Z", pale, line) +
        rect(387, 740, 16, 34, accent, 'rx="6"')
      );
    case "tang":
      return (
        stroke("M395 690V1236", deep, 9) +
        many(
          4,
          (index) =>
            stroke(`M336 ${774 + index * 124}h48m22 0h48`, accent, 13) + circle(395, 774 + index * 124, 13, accent, `stroke="${ink}" stroke-width="5"`),
        ) +
        many(
          4,
          (index) =>
            circle(250 + (index % 2) * 290, 860 + Math.floor(index / 2) * 220, 44, "none", `stroke="${accent}" stroke-width="7" opacity="0.55"`) +
            circle(250 + (index % 2) * 290, 860 + Math.floor(index / 2) * 220, 16, accent, 'opacity="0.5"'),
        ) +
        shape("M280 572Q392 640 502 572L522 622Q440 690 396 704Q340 690 262 624Z", deep, line) +
        stroke("M274 628Q350 690 395 706Q450 690 514 626", accent, 8)
      );
    case "cardigan":
      return (
        polygon(
          [
            [296, 598],
            [500, 598],
            [436, 900],
            [420, 1240],
            [372, 1240],
            [358, 900],
          ],
          accent,
          line,
        ) +
        stroke("M296 596Q352 760 366 900V1240M500 596Q444 760 428 900V1240", deep, 22) +
        many(4, (index) => circle(346, 930 + index * 84, 10, "#f4efe4", `stroke="${ink}" stroke-width="4"`))
      );
    case "qipao":
      return (
        shape("M282 566Q392 636 502 566L524 622Q396 712 262 624Z", deep, line) +
        stroke("M395 700Q470 740 560 830", accent, 11) +
        circle(404, 704, 13, accent) +
        circle(484, 758, 13, accent) +
        many(5, (index) => flower(230 + ((index * 137) % 330), 850 + index * 84, accent))
      );
    case "tshirt":
      return collarBand(pale) + ellipse(395, 900, 78, 78, accent, 'opacity="0.8"');
  }
}

const flower = (x: number, y: number, colour: string): string =>
  many(5, (petal) => ellipse(x, y - 18, 11, 18, colour, `opacity="0.8" transform="rotate(${petal * 72} ${x} ${y})"`)) + circle(x, y, 8, "#fff3d8");

/** Worn over everything. */
export function outerwear(look: Look): string {
  const apron = look.marks.has("apron")
    ? shape("M288 800H502L520 960Q600 1000 590 1240H200Q190 1000 270 960Z", "#efe2c6", line) +
      stroke("M288 800L262 640M502 800L530 640", ink, 12) +
      rect(300, 1040, 190, 120, "none", `rx="14" stroke="${ink}" stroke-width="8"`)
    : "";
  const scarf = look.marks.has("scarf")
    ? shape("M250 574Q392 690 536 574Q566 640 528 676Q396 776 258 676Q222 630 250 574Z", look.accent, line) +
      shape("M440 700L520 676L556 960L470 976Z", look.accent, line) +
      stroke("M468 900l74 -10M464 870l72 -10", ink, 6)
    : "";
  return apron + scarf;
}
