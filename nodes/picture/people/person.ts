import type { Emotion } from "../../story/index.ts";
import type { Dice } from "../dice.ts";
import { at, circle, ellipse, mix, type Point, polygon, rect, shade, shape, type Sheet, stroke } from "../draw.ts";
import { face } from "./face.ts";
import { figure } from "./figure.ts";
import { headArt, ink } from "./head.ts";
import type { Look } from "./look.ts";
import { outerwear, outfitDetails } from "./outfit.ts";
import { type Arm, type Held, poseOf } from "./pose.ts";

export interface Attitude {
  readonly emotion: Emotion;
  readonly variant: 0 | 1;
  readonly held?: Held | undefined;
  /** Decides the pose among those that fit; the same dice, the same pose. */
  readonly dice: Dice;
  /** How a colour looks in the light of the place. */
  readonly lit: (colour: string) => string;
  /** Light from a window or lamp on the front of face and clothes. */
  readonly glow: string;
}

const middle = figure.middle;

/** A whole person, looking to the right, in the coordinates of the head art. */
export function person(bare: Look, attitude: Attitude, sheet: Sheet): string {
  const look = inLight(bare, attitude.lit);
  const child = look.years === "child";
  const half = { slim: 212, average: 236, sturdy: 272 }[look.build] - (look.feminine ? 26 : 0);
  const hip = half * (look.feminine ? 0.86 : 0.8);
  const cloth = sheet.linear(
    [
      [0, mix(look.colour, attitude.glow, 0.16)],
      [0.55, look.colour],
      [1, shade(look.colour, -0.2)],
    ],
    [1, 0],
    [0, 1],
  );
  const pose = poseOf(attitude.emotion, attitude.held, half, attitude.dice);
  const body = [
    legs(look, hip),
    stroke("M345 520L330 620M450 540L470 620", ink, 12),
    polygon(
      [
        [318, 500],
        [478, 520],
        [480, 600],
        [516, 640],
        [270, 640],
        [312, 590],
      ],
      look.skin,
    ),
    shape("M322 548Q392 604 478 556L482 592Q396 634 314 596Z", shade(look.skin, -0.32), 'opacity="0.55"'),
    torso(half, hip, cloth),
    ...pose.map((arm, side) => upperArm(look, arm, side === 0 ? -1 : 1, half)),
    outfitDetails(look),
    outerwear(look),
    ...pose.map((arm, side) => forearm(look, arm, side === 0 ? -1 : 1)),
    attitude.held ? holding(attitude.held, pose, look) : "",
    ...pose.map((arm, side) => hand(look, arm, side === 0 ? -1 : 1)),
  ].join("");
  const head = headArt(look, {
    skin: faceLight(look, attitude, sheet),
    hair: sheet.linear([
      [0, shade(look.hair, 0.14)],
      [0.6, look.hair],
      [1, shade(look.hair, -0.2)],
    ]),
    band: look.accent,
  });
  const tilt = { sad: 5, nostalgic: -4, romantic: 4, "light-hearted": -4, joyful: -3, anxious: 3 }[attitude.emotion as string] ?? 0;
  const top = `<g transform="rotate(${attitude.variant === 0 ? tilt : -tilt / 2} 390 600)">${head.hair}${face(look, attitude.emotion, attitude.variant)}${head.beard}${head.glasses}</g>`;
  return (child ? at(middle * 0.3, 640 * 0.3, body, 0.7) : body) + top;
}

function inLight(look: Look, lit: Attitude["lit"]): Look {
  return { ...look, skin: lit(look.skin), hair: lit(look.hair), colour: lit(look.colour), accent: lit(look.accent), bottomColour: lit(look.bottomColour) };
}

function faceLight(look: Look, { glow }: Attitude, sheet: Sheet): string {
  return sheet.linear(
    [
      [0, shade(look.skin, -0.16)],
      [0.42, look.skin],
      [1, mix(look.skin, glow, 0.34)],
    ],
    [0, 0.55],
    [1, 0.4],
  );
}

function torso(half: number, hip: number, fill: string): string {
  const x = (offset: number) => (middle + offset).toFixed(0);
  return shape(
    `M${x(-92)} 598Q${x(-half * 0.72)} 622 ${x(-half)} 700Q${x(-half - 4)} 900 ${x(-hip)} 1100L${x(-hip - 8)} 1240H${x(hip + 8)}L${x(hip)} 1100Q${x(half + 4)} 900 ${x(half)} 700Q${x(half * 0.72)} 622 ${x(104)} 598Q${x(4)} 700 ${x(-92)} 598Z`,
    fill,
    `stroke="${ink}" stroke-width="15" stroke-linejoin="round"`,
  );
}

const shoulderY = 700;
const joint = (side: -1 | 1, half: number): Point => [middle + side * (half - 48), shoulderY + 8];
const place = ([x, y]: Point): Point => [middle + x, shoulderY + y];

const sleeveWidth = (look: Look): number => (look.build === "slim" || look.feminine ? 92 : 108);
const sleeve = (look: Look): string => shade(look.colour, -0.07);

function upperArm(look: Look, arm: Arm, side: -1 | 1, half: number): string {
  const [sx, sy] = joint(side, half);
  const [ex, ey] = place(arm.elbow);
  const d = `M${sx} ${sy}Q${ex + side * 4} ${ey - 60} ${ex} ${ey}`;
  const width = sleeveWidth(look);
  // The ring that the outline makes inside the shoulder is covered, so that arm and chest are one cloth.
  return stroke(d, ink, width + 28) + stroke(d, sleeve(look), width) + circle(sx - side * 22, sy + 10, width / 2 + 9, sleeve(look));
}

/** Drawn over collar and buttons, which the upper arm must not hide. */
function forearm(look: Look, arm: Arm, side: -1 | 1): string {
  const [ex, ey] = place(arm.elbow);
  const [hx, hy] = place(arm.hand);
  const [mx, my] = [(ex + hx) / 2 + side * 6, (ey + hy) / 2 + 16];
  const d = `M${ex} ${ey}Q${mx} ${my} ${hx} ${hy}`;
  const width = sleeveWidth(look);
  const cuff = `M${hx + (mx - hx) * 0.34} ${hy + (my - hy) * 0.34}L${hx} ${hy}`;
  const reach = Math.hypot(arm.elbow[0] - side * 200, arm.elbow[1]) || 1;
  const seam = circle(ex - ((arm.elbow[0] - side * 200) / reach) * 26, ey - (arm.elbow[1] / reach) * 26, width / 2 + 4, sleeve(look));
  return stroke(d, ink, width + 28) + stroke(d, sleeve(look), width) + seam + stroke(cuff, shade(look.colour, -0.26), width, 'stroke-linecap="butt"');
}

function hand(look: Look, arm: Arm, side: -1 | 1): string {
  const [ex, ey] = place(arm.elbow);
  const [hx, hy] = place(arm.hand);
  const reach = Math.hypot(hx - ex, hy - ey) || 1;
  const [ux, uy] = [(hx - ex) / reach, (hy - ey) / reach];
  const [x, y] = [hx + ux * 40, hy + uy * 40];
  const turn = (Math.atan2(uy, ux) * 180) / Math.PI - 90;
  const mitt =
    shape("M-36 -34Q-46 30 -22 50Q2 64 24 48Q46 26 36 -34Q0 -48 -36 -34Z", look.skin, `stroke="${ink}" stroke-width="13"`) +
    stroke("M-8 54V26M12 54V28", ink, 7) +
    shape(`M${side * -30} -20q${side * -34} 16 ${side * -18} 44q${side * 14} 6 ${side * 22} -16`, look.skin, `stroke="${ink}" stroke-width="12"`);
  return at(x, y, mitt, 1, turn);
}

function legs(look: Look, hip: number): string {
  const leg = (side: -1 | 1) => {
    const x = middle + side * hip * 0.5;
    const shoe = shape(
      `M${x - 66} 2040Q${x - 70} 1960 ${x} 1956Q${x + 60} 1966 ${x + 96} 2010Q${x + 106} 2040 ${x + 80} 2042Z`,
      shade(look.bottomColour, -0.45),
      `stroke="${ink}" stroke-width="13"`,
    );
    return (
      shoe +
      stroke(`M${x} 1230L${x - side * 6} 1950`, ink, hip * 0.86 + 26, 'stroke-linecap="butt"') +
      stroke(`M${x} 1220L${x - side * 6} 1944`, look.bottomColour, hip * 0.86, 'stroke-linecap="butt"')
    );
  };
  const skirt = (hem: number, colour: string) =>
    shape(
      `M${middle - hip - 8} 1200L${middle - hip - 70} ${hem}Q${middle} ${hem + 46} ${middle + hip + 70} ${hem}L${middle + hip + 8} 1200Z`,
      colour,
      `stroke="${ink}" stroke-width="15" stroke-linejoin="round"`,
    );
  const below =
    look.outfit === "coat"
      ? skirt(1560, shade(look.colour, -0.1)) + stroke(`M${middle} 1230V1580`, shade(look.colour, -0.34), 9)
      : look.outfit === "qipao"
        ? skirt(1720, shade(look.colour, -0.08))
        : look.bottom === "skirt"
          ? skirt(1640, look.bottomColour)
          : "";
  return leg(1) + leg(-1) + below;
}

function holding(held: Held, pose: readonly [Arm, Arm], look: Look): string {
  const [lx, ly] = place(pose[0].hand);
  const [rx, ry] = place(pose[1].hand);
  const [x, y] = [(lx + rx) / 2, (ly + ry) / 2];
  const edge = `stroke="${ink}" stroke-width="12" stroke-linejoin="round"`;
  switch (held) {
    case "bowl":
      return (
        shape(`M${x - 150} ${y - 40}Q${x - 120} ${y + 92} ${x} ${y + 96}Q${x + 120} ${y + 92} ${x + 150} ${y - 40}Z`, "#f4ead6", edge) +
        ellipse(x, y - 42, 150, 34, "#d8c39a", edge) +
        [
          [-84, -50],
          [-10, -62],
          [66, -52],
          [-46, -34],
          [34, -36],
        ]
          .map(([dx, dy]) => shape(`M${x + dx! - 44} ${y + dy!}q44 -58 88 0q-44 26 -88 0z`, "#fff6e2", `stroke="${ink}" stroke-width="7"`))
          .join("") +
        stroke(`M${x - 118} ${y + 22}q118 46 236 0`, "#c23b2e", 10)
      );
    case "cup":
      return rect(x - 60, y - 76, 120, 140, "#f1ece2", `rx="18" ${edge}`) + rect(x - 60, y - 20, 120, 26, "#c23b2e");
    case "envelope":
      return at(
        x,
        y - 40,
        rect(-84, -120, 168, 220, "#cf3a2b", `rx="12" ${edge}`) + circle(0, -30, 42, "#e3b04b", edge) + stroke("M-84 -76Q0 -10 84 -76", ink, 8),
        1,
        -6,
      );
    case "gift":
      return (
        rect(x - 120, y - 120, 240, 190, "#c23b2e", `rx="10" ${edge}`) +
        rect(x - 22, y - 120, 44, 190, "#e3b04b") +
        shape(`M${x} ${y - 120}q-80 -80 -84 -10q20 20 84 10q80 -80 84 -10q-20 20 -84 10z`, "#e3b04b", edge)
      );
    case "phone":
      return at(rx + 8, ry - 66, rect(-48, -96, 96, 190, "#2b2b38", `rx="18" ${edge}`) + rect(-36, -80, 72, 150, "#bfe3ee", 'rx="8"'), 1, 10);
    case "letter":
      return at(rx, ry - 60, rect(-70, -90, 140, 180, "#fbf3df", edge) + stroke("M-42 -50h84M-42 -16h84M-42 18h60", shade(look.skin, -0.4), 6), 1, 8);
  }
}
