import type { IdentityVote } from "../../story/index.ts";
import { backgroundOf, type Colour, dominant, inside, type Pixels, regions, smallPixels } from "../pixels.ts";

/** As alike as this a picture is its reference, pasted. */
const copied = 0.98;
/** The least share of a picture in which somebody's clothes are seen. */
const leastShare = 0.004;

/** Whether the candidate is a near-duplicate of the reference: the whole frame, by gradients and by colours. */
export async function copyVote(reference: Uint8Array, candidate: Uint8Array): Promise<IdentityVote> {
  const [one, other] = await Promise.all([reference, candidate].map((picture) => smallPixels(picture, 18, 32, "cover")));
  const alike = Math.min(1 - hashDistance(one!, other!), 1 - meanDifference(one!, other!));
  const value = rounded(alike);
  return alike >= copied
    ? { by: "copy check", says: "against", value, threshold: copied, note: "The whole picture is nearly the reference picture: it may have been pasted." }
    : { by: "copy check", says: "for", value, threshold: copied, note: "The picture is not a copy of the reference." };
}

/** Whether the colour of the clothes in the reference is anywhere in the candidate. Greys are everywhere and say nothing. */
export async function clothesVote(reference: Uint8Array, candidate: Uint8Array): Promise<IdentityVote> {
  const pixels = await smallPixels(reference, 96, 96);
  const worn = dominant(inside(pixels, regions.clothes), backgroundOf(pixels));
  const by = "clothes colour";
  if (!worn || hueOf(worn) === undefined) return { by, says: "abstains", note: "The clothes in the reference have no colour that could be looked for." };
  const seen = inside(await smallPixels(candidate, 90, 160, "cover"), { left: 0, right: 1, top: 0, bottom: 1 });
  const share = seen.filter((colour) => sameHue(colour, worn)).length / seen.length;
  const there = share >= leastShare;
  return { by, says: there ? "for" : "against", value: rounded(share), threshold: leastShare, note: there ? "The colour of the clothes is in the picture." : "The colour of the clothes is nowhere in the picture." };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Share of neighbouring pairs, in rows of brightness, whose order differs (a difference hash). */
function hashDistance(one: Pixels, other: Pixels): number {
  let differing = 0;
  let pairs = 0;
  for (let y = 0; y < one.height; y++) {
    for (let x = 0; x + 1 < one.width; x++) {
      const at = y * one.width + x;
      const [left, right] = [brightness(one.data, at) - brightness(one.data, at + 1), brightness(other.data, at) - brightness(other.data, at + 1)];
      // What is nearly level has an order by chance.
      if (Math.abs(left) < 2 && Math.abs(right) < 2) continue;
      pairs++;
      if (left > 0 !== right > 0) differing++;
    }
  }
  return pairs === 0 ? 0 : differing / pairs;
}

function meanDifference(one: Pixels, other: Pixels): number {
  return one.data.reduce((sum, value, index) => sum + Math.abs(value - other.data[index]!), 0) / one.data.length / 255;
}

const brightness = (data: Uint8Array, pixel: number): number => data[pixel * 3]! * 0.3 + data[pixel * 3 + 1]! * 0.59 + data[pixel * 3 + 2]! * 0.11;

/** In degrees; undefined where a colour is nearly grey or nearly black. */
function hueOf([red, green, blue]: Colour): number | undefined {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  if (most < 40 || spread / most < 0.22) return undefined;
  const sector = most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return sector * 60;
}

function sameHue(one: Colour, other: Colour): boolean {
  const [a, b] = [hueOf(one), hueOf(other)];
  if (a === undefined || b === undefined) return false;
  const apart = Math.abs(a - b);
  return Math.min(apart, 360 - apart) <= 18;
}
