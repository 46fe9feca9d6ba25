import type { Emotion } from "../../story/index.ts";
import { circle, ellipse, faded, many, shade, shape, stroke } from "../draw.ts";
import { ink } from "./head.ts";
import type { Look } from "./look.ts";

/** Where the art's heads have their features, which look to the right. */
const eyes = [
  [407, 360],
  [526, 358],
] as const;

interface Expression {
  readonly eyes: "open" | "smile" | "soft" | "wide" | "narrow" | "down";
  readonly mouth: "smile" | "grin" | "laugh" | "flat" | "frown" | "open" | "oh" | "wavy" | "smirk" | "teeth";
  /** Inner ends of the brows up (above 0: worry) or down (below 0: anger), and the whole brow up. */
  readonly tilt: number;
  readonly lift: number;
  readonly extra?: "blush" | "tear" | "sweat" | "fume";
}

/** Two of each, so that two people in one picture do not wear the same mask. */
const expressions: Readonly<Record<Emotion, readonly [Expression, Expression]>> = {
  neutral: [
    { eyes: "open", mouth: "flat", tilt: 0, lift: 0 },
    { eyes: "open", mouth: "smile", tilt: 1, lift: 0 },
  ],
  joyful: [
    { eyes: "smile", mouth: "laugh", tilt: 2, lift: 10, extra: "blush" },
    { eyes: "open", mouth: "laugh", tilt: 3, lift: 14, extra: "blush" },
  ],
  "family-warm": [
    { eyes: "open", mouth: "grin", tilt: 5, lift: 6, extra: "blush" },
    { eyes: "smile", mouth: "smile", tilt: 5, lift: 4, extra: "blush" },
  ],
  nostalgic: [
    { eyes: "soft", mouth: "smile", tilt: 11, lift: 2 },
    { eyes: "down", mouth: "smile", tilt: 9, lift: 2 },
  ],
  "light-hearted": [
    { eyes: "open", mouth: "smirk", tilt: -2, lift: 10, extra: "blush" },
    { eyes: "smile", mouth: "grin", tilt: 2, lift: 8, extra: "blush" },
  ],
  romantic: [
    { eyes: "soft", mouth: "smile", tilt: 5, lift: 4, extra: "blush" },
    { eyes: "down", mouth: "smile", tilt: 6, lift: 4, extra: "blush" },
  ],
  dramatic: [
    { eyes: "wide", mouth: "open", tilt: 8, lift: 6 },
    { eyes: "wide", mouth: "flat", tilt: 12, lift: 2, extra: "sweat" },
  ],
  sad: [
    { eyes: "soft", mouth: "frown", tilt: 16, lift: 0, extra: "tear" },
    { eyes: "down", mouth: "frown", tilt: 14, lift: 0 },
  ],
  angry: [
    { eyes: "narrow", mouth: "teeth", tilt: -17, lift: -6, extra: "fume" },
    { eyes: "narrow", mouth: "frown", tilt: -15, lift: -6 },
  ],
  anxious: [
    { eyes: "open", mouth: "wavy", tilt: 15, lift: 4, extra: "sweat" },
    { eyes: "wide", mouth: "wavy", tilt: 13, lift: 6 },
  ],
  surprised: [
    { eyes: "wide", mouth: "oh", tilt: 3, lift: 24 },
    { eyes: "wide", mouth: "open", tilt: 4, lift: 20 },
  ],
  determined: [
    { eyes: "open", mouth: "flat", tilt: -11, lift: -5 },
    { eyes: "narrow", mouth: "smirk", tilt: -9, lift: -4 },
  ],
};

/** The face in the coordinates of the head art. `variant` picks one of two ways to show the emotion. */
export function face(look: Look, emotion: Emotion, variant: 0 | 1): string {
  const expression = expressions[emotion][variant];
  return [
    cheeks(look, expression),
    skinMarks(look),
    nose(look),
    ...eyes.map(([x, y], index) => eye(look, expression, x, y, index) + brow(look, expression, x, y, index)),
    mouth(look, expression),
    extras(expression),
  ].join("");
}

function eye(look: Look, { eyes: kind }: Expression, x: number, y: number, index: number): string {
  const outward = index === 0 ? -1 : 1;
  const lash = look.feminine && look.years !== "elder" ? stroke(`M${x + outward * 15} ${y - 9}l${outward * 10} -8`, ink, 6) : "";
  switch (kind) {
    case "smile":
      return stroke(`M${x - 19} ${y + 7}q19 -27 38 0`, ink, 11) + lash;
    case "down":
      return stroke(`M${x - 18} ${y}q18 15 36 1`, ink, 10) + lash;
    case "narrow":
      return iris(x + 3, y + 3, 10, 10) + stroke(`M${x - 20} ${y - 5}l40 2`, ink, 9) + lash;
    case "soft":
      return (
        iris(x + 2, y + 4, 11, 14) + shape(`M${x - 20} ${y - 22}h42v20q-21 -8 -42 0z`, look.skin) + stroke(`M${x - 18} ${y - 3}q18 -10 37 1`, ink, 8) + lash
      );
    case "wide":
      return ellipse(x, y - 2, 25, 28, "#fffaf2", `stroke="${ink}" stroke-width="7"`) + iris(x + 3, y - 1, 11, 13) + lash;
    case "open":
      if (look.eyes === "narrow") return iris(x, y + 2, 12, 13) + stroke(`M${x - 19} ${y - 6}q19 -12 38 0`, ink, 8) + lash;
      if (look.eyes === "almond") return iris(x, y, 12, 17) + stroke(`M${x - 19} ${y - 10}q18 -15 38 -2`, ink, 7) + lash;
      return iris(x, y, 13, 19) + lash;
  }
}

const iris = (x: number, y: number, rx: number, ry: number): string =>
  ellipse(x, y, rx, ry, ink) + circle(x + rx * 0.32, y - ry * 0.36, Math.min(rx, ry) * 0.34, "#fffaf2");

function brow(look: Look, { tilt, lift }: Expression, x: number, y: number, index: number): string {
  const width = { thin: 8, soft: 10, bold: 15 }[look.brows] * (look.years === "elder" ? 0.9 : 1);
  const colour = look.years === "elder" ? shade(look.hair, -0.35) : ink;
  const inner = index === 0 ? 1 : -1;
  const top = y - 47 - lift;
  return stroke(`M${x - inner * 24} ${top + tilt * 0.7}Q${x} ${top - 12 - (tilt > 0 ? 2 : -8)} ${x + inner * 24} ${top - tilt}`, colour, width);
}

function nose(look: Look): string {
  const line = {
    button: "M482 418q10 16 26 2q7 -12 -6 -22",
    straight: "M497 372q16 26 13 42q-6 16 -30 10",
    round: "M474 416q-2 18 20 17q24 -2 18 -27q-4 -9 -13 -11",
  }[look.nose];
  return stroke(line, ink, 9);
}

function mouth(look: Look, { mouth: kind }: Expression): string {
  const lip = look.feminine && look.years !== "child" ? "#b6453f" : "#8e3a36";
  const inside = (d: string, tongue: string) => shape(d, "#6e2430", `stroke="${ink}" stroke-width="9" stroke-linejoin="round"`) + tongue;
  switch (kind) {
    case "smile":
      return stroke("M448 470q30 32 66 -4", ink, 10) + (look.feminine ? stroke("M468 494q14 7 26 -2", lip, 7, 'opacity="0.7"') : "");
    case "grin":
      return inside("M440 464q36 10 80 -4q-6 46 -42 46q-32 -2 -38 -42z", shape("M450 471q30 6 61 -4l-4 13q-28 8 -52 3z", "#fffaf2"));
    case "laugh":
      return inside(
        "M432 458q46 12 94 -6q-2 66 -50 66q-40 -2 -44 -60z",
        shape("M443 466q36 7 73 -5l-4 16q-33 9 -64 3z", "#fffaf2") + ellipse(480, 503, 20, 9, "#d96a62"),
      );
    case "flat":
      return stroke("M452 478q26 4 52 -3", ink, 10);
    case "frown":
      return stroke("M450 492q26 -30 60 -6", ink, 10);
    case "open":
      return inside("M456 462q24 -8 46 0q8 22 -2 40q-20 12 -40 2q-10 -20 -4 -42z", ellipse(479, 500, 15, 7, "#d96a62"));
    case "oh":
      return inside("M466 464q16 -10 30 2q10 20 -2 36q-16 10 -28 -2q-8 -20 0 -36z", "");
    case "wavy":
      return stroke("M446 482q10 -14 20 -2t20 -2t22 -4", ink, 10);
    case "smirk":
      return stroke("M450 476q30 18 62 -14q4 -6 8 0", ink, 10);
    case "teeth":
      return (
        shape("M444 470q34 -12 70 -4q6 16 2 30q-36 10 -70 4q-8 -14 -2 -30z", "#fffaf2", `stroke="${ink}" stroke-width="9"`) +
        stroke("M446 484l68 -3M468 467l-1 32M492 465l0 33", ink, 4)
      );
  }
}

function cheeks(look: Look, { extra }: Expression): string {
  const rosy = extra === "blush" ? 0.42 : look.feminine || look.years === "child" ? 0.24 : 0.12;
  return faded(rosy, ellipse(376, 432, 34, 22, "#e0564a") + ellipse(541, 430, 16, 19, "#e0564a"));
}

function skinMarks(look: Look): string {
  const soft = shade(look.skin, -0.42);
  const has = (mark: Parameters<Look["marks"]["has"]>[0]) => look.marks.has(mark);
  return [
    has("wrinkles")
      ? stroke(
          `M386 396q18 9 36 3M512 396q14 6 26 1M352 350l-14 -9M351 364l-16 0M422 452q-10 18 -2 36M534 446q8 16 0 34${look.feminine ? "" : "M392 288q44 -9 104 -3M404 272q36 -7 80 -2"}`,
          soft,
          6,
          'opacity="0.75"',
        )
      : "",
    has("mole") ? circle(436, 462, 6, ink) : "",
    has("freckles") ? many(9, (index) => circle(356 + (index % 5) * 14 + (index > 4 ? 150 : 0), 412 + (index % 2) * 13, 4, soft, 'opacity="0.7"')) : "",
    has("scar") ? stroke("M352 396l26 34M352 416l14 -8M366 432l14 -8", soft, 6) : "",
    has("dimples") ? stroke("M428 470q-6 10 0 20M532 464q6 8 1 17", soft, 6) : "",
    has("earrings") ? circle(262, 458, 11, "#e3b04b", `stroke="${ink}" stroke-width="5"`) : "",
  ].join("");
}

function extras({ extra }: Expression): string {
  if (extra === "tear") return shape("M392 394q-17 30 0 40q18 -8 0 -40z", "#9fd4ea", `stroke="${ink}" stroke-width="4"`);
  if (extra === "sweat") return shape("M338 276q-18 34 2 44q19 -10 -2 -44z", "#b9e2f0", `stroke="${ink}" stroke-width="5"`);
  if (extra === "fume") return stroke("M590 236l34 -30M604 262l44 -12M574 214l14 -42", "#c23b2e", 10);
  return "";
}
