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
 * colours turned by a third of the circle and its brightness changed. The prompt is in the bytes, as its digest.
 */
export async function paintAfter(references: readonly Uint8Array[], prompt: string, { width, height, drift }: { width: number; height: number; drift: boolean }): Promise<Buffer> {
  const share = Math.floor(width / references.length);
  // One fills the picture undistorted, several stand in it whole.
  const fit = references.length === 1 ? "cover" : "fill";
  const standing = await Promise.all(references.map(async (reference, at) => {
    const fitted = sharp(reference).resize(share, height, { fit });
    const shown = drift ? fitted.modulate({ hue: 120, brightness: 0.6, saturation: 1.6 }).flop() : fitted;
    return { input: await shown.png().toBuffer(), left: at * share, top: 0 };
  }));
  const { r, g, b } = colourOf(prompt);
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } }).composite(standing).removeAlpha()
    .withExif({ IFD0: { ImageDescription: sha256(prompt) } }).png().toBuffer();
}

/** The mean colours, 0 to 255, of a picture and of its upright parts: halves, thirds, quarters. */
export async function colours(picture: Uint8Array): Promise<readonly (readonly number[])[]> {
  const { data, info: { channels } } = await sharp(picture).flatten({ background: "white" }).removeAlpha().resize(12, 4, { fit: "fill" }).raw().toBuffer({ resolveWithObject: true });
  const mean = (from: number, to: number) => Array.from({ length: 3 }, (_, channel) => {
    let sum = 0;
    for (let y = 0; y < 4; y++) for (let x = from; x < to; x++) sum += data[(y * 12 + x) * channels + channel]!;
    return Math.round(sum / (4 * (to - from)));
  });
  return [1, 2, 3, 4].flatMap((parts) => Array.from({ length: parts }, (_, at) => mean((at * 12) / parts, ((at + 1) * 12) / parts)));
}
