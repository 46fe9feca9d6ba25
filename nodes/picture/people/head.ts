import { createAvatar } from "@dicebear/core";
import * as openPeeps from "@dicebear/open-peeps";
import { mix } from "../draw.ts";
import type { Look } from "./look.ts";

/** The line everything is outlined with: a warm black. */
export const ink = "#2a1c28";

/** The art is asked for in these colours, which are then exchanged for paints it cannot name. */
const placeholder = { skin: "010203", hair: "040506", band: "070809" };

export interface Head {
  /** Skull, ear, hair. */
  readonly hair: string;
  readonly beard: string;
  readonly glasses: string;
}

/** One of the Open Peeps heads (CC0, Pablo Stanley), without its face and body, in the coordinates of that art. */
export function headArt(look: Look, paint: { readonly skin: string; readonly hair: string; readonly band: string }): Head {
  const svg = createAvatar(openPeeps, {
    seed: "reelwright",
    head: [look.head as "short1"],
    face: ["calm"],
    ...(look.beard ? { facialHair: [look.beard as "chin"], facialHairProbability: 100 } : { facialHairProbability: 0 }),
    ...(look.glasses ? { accessories: [look.glasses as "glasses"], accessoriesProbability: 100 } : { accessoriesProbability: 0 }),
    maskProbability: 0,
    skinColor: [placeholder.skin],
    clothingColor: [placeholder.band],
    headContrastColor: [placeholder.hair],
  }).toString();
  const [hair, beard, glasses] = [
    ["156 62", "315 248"],
    ["279 400", "179 343"],
    ["203 303", undefined],
  ].map(([from, to]) => part(svg, from as string, to));
  const oneTone = !svg.includes(`#${placeholder.hair}`);
  // The outline of a head without hair of its own colour is the hair: let it lean towards the hair's tone.
  const line = oneTone ? mix(ink, look.hair, 0.75) : ink;
  const colour = (art: string, black: string) =>
    art
      .replaceAll(`#${placeholder.skin}`, paint.skin)
      .replaceAll(`#${placeholder.hair}`, paint.hair)
      .replaceAll(`#${placeholder.band}`, paint.band)
      .replaceAll(/#000\b/g, black);
  return { hair: colour(hair ?? "", line), beard: colour(beard ?? "", mix(ink, look.hair, 0.6)), glasses: colour(glasses ?? "", ink) };
}

/** The group of the avatar that is moved to `from`, up to the group that is moved to `to`. */
function part(svg: string, from: string, to: string | undefined): string {
  const opening = (place: string) => svg.lastIndexOf("<g", svg.indexOf(` ${place})"`) === -1 ? svg.indexOf(`(${place})"`) : svg.indexOf(` ${place})"`));
  return svg.slice(opening(from), to === undefined ? svg.lastIndexOf("</g></svg>") : opening(to));
}
