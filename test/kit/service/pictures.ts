import sharp from "sharp";
import { sha256 } from "./log.ts";

/** How many of the first bits of a digest make a colour. */
function colourOf(text: string): { r: number; g: number; b: number } {
  const [r, g, b] = [0, 2, 4].map((at) => parseInt(sha256(text).slice(at, at + 2), 16)) as [number, number, number];
  return { r, g, b };
}

/** A picture made from words alone: its colours are the prompt's. */
export function paint(prompt: string, width: number, height: number): Promise<Buffer> {
  const { r, g, b } = colourOf(prompt);
  const figure = `<svg width="${width}" height="${height}"><rect x="${width / 3}" y="${height / 4}" width="${width / 3}" height="${height * 0.6}" rx="${width / 8}" fill="rgb(${b},${r},${g})"/></svg>`;
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } }).composite([{ input: Buffer.from(figure) }]).removeAlpha().png().toBuffer();
}

/**
 * A picture made after others: each reference stands in it, side by side, as it is; when the character drifts, with its
 * colours turned by a third of the circle and its brightness changed.
 */
export async function paintAfter(references: readonly Uint8Array[], prompt: string, { width, height, drift }: { width: number; height: number; drift: boolean }): Promise<Buffer> {
  const share = Math.floor(width / references.length);
  const standing = await Promise.all(references.map(async (reference, at) => {
    const fitted = sharp(reference).resize(share, height, { fit: "cover" });
    const shown = drift ? fitted.modulate({ hue: 120, brightness: 0.6, saturation: 1.6 }).flop() : fitted;
    return { input: await shown.png().toBuffer(), left: at * share, top: 0 };
  }));
  const { r, g, b } = colourOf(prompt);
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } }).composite(standing).removeAlpha().png().toBuffer();
}

/** The mean colour of a picture, 0 to 255. */
export async function meanColour(picture: Uint8Array): Promise<readonly number[]> {
  const { channels } = await sharp(picture).flatten({ background: "white" }).stats();
  return channels.slice(0, 3).map(({ mean }) => Math.round(mean));
}
