import { Dice } from "./dice.ts";
import { rect } from "./draw.ts";
import type { Grade } from "./mood.ts";

/** One drawing, as the inside of an SVG of 1080 by 1920, and how far out of focus it is (in the same units). */
export interface Layer {
  readonly content: string;
  readonly blur: number;
}

export interface Still {
  /** Farthest first; the first covers the whole frame. */
  readonly layers: readonly Layer[];
  /** Light that is added to the finished picture. */
  readonly light: string;
  readonly grade: Grade;
  readonly width: number;
  readonly height: number;
  readonly signal: AbortSignal;
}

const frame = { width: 1080, height: 1920 } as const;

/**
 * Draws the layers, adds light, grade, vignette and grain, and gives a JPEG: a fifth of the PNG's bytes and time to read.
 * Full chroma, because red on dark is what chroma subsampling spoils most.
 */
export async function develop(still: Still): Promise<Uint8Array> {
  const { width, height, signal } = still;
  const [first, ...others] = still.layers;
  if (!first) throw new Error("Internal: a still without layers.");
  const canvas = await raster(first, width, height);
  for (const layer of others) {
    signal.throwIfAborted();
    lay(canvas, await raster(layer, width, height));
  }
  const glow = await raster({ content: `${rect(0, 0, frame.width, frame.height, "#000000")}${still.light}`, blur: 24 }, width, height);
  signal.throwIfAborted();
  const { default: sharp } = await import("sharp");
  const bytes = finish(canvas, glow, still);
  return sharp(bytes, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 91, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

/** RGBA with straight alpha. What is out of focus is drawn small and enlarged, which is most of the blur and none of the cost. */
async function raster({ content, blur }: Layer, width: number, height: number): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const { default: sharp } = await import("sharp");
  const shrink = blur === 0 ? 1 : blur < 5 ? 2 : blur < 20 ? 3 : 8;
  const [w, h] = [Math.round(width / shrink), Math.round(height / shrink)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${frame.width} ${frame.height}">${content}</svg>`;
  const image = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  const straight = unmultiply(image.pixels);
  if (shrink === 1) return straight;
  const sigma = (blur * width) / frame.width / shrink;
  const soft = sharp(straight, { raw: { width: w, height: h, channels: 4 } })
    .blur(Math.max(0.4, sigma))
    .resize(width, height, { kernel: "linear", fit: "fill" });
  return soft.raw().toBuffer();
}

function unmultiply(pixels: Uint8Array): Uint8Array {
  for (let index = 0; index < pixels.length; index += 4) {
    const alpha = pixels[index + 3]!;
    if (alpha === 255 || alpha === 0) continue;
    const factor = 255 / alpha;
    pixels[index] = Math.min(255, pixels[index]! * factor);
    pixels[index + 1] = Math.min(255, pixels[index + 1]! * factor);
    pixels[index + 2] = Math.min(255, pixels[index + 2]! * factor);
  }
  return pixels;
}

function lay(under: Uint8Array, over: Uint8Array): void {
  for (let index = 0; index < under.length; index += 4) {
    const alpha = over[index + 3]!;
    if (alpha === 0) continue;
    const share = alpha / 255;
    under[index] = under[index]! + (over[index]! - under[index]!) * share;
    under[index + 1] = under[index + 1]! + (over[index + 1]! - under[index + 1]!) * share;
    under[index + 2] = under[index + 2]! + (over[index + 2]! - under[index + 2]!) * share;
  }
}

const tile = 256;

/** Screens the light over the picture, grades, darkens the corners and adds a grain that does not repeat visibly. */
function finish(canvas: Uint8Array, glow: Uint8Array, { width, height, grade }: Still): Uint8ClampedArray {
  const out = new Uint8ClampedArray(width * height * 3);
  const [red, green, blue] = [grade.warmth, grade.warmth * 0.15, -grade.warmth].map((shift) => curve(shift, grade)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const grain = grainTile();
  const acrossSquared = Float32Array.from({ length: width }, (_, x) => ((x / width - 0.5) * 1.25) ** 2);
  const { saturation, vignette } = grade;
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    const downSquared = ((y / height - 0.47) * 1.55) ** 2;
    const grainRow = (y % tile) * tile;
    const grainShift = Math.floor(y / tile) * 97;
    for (let x = 0; x < width; x++, from += 4, to += 3) {
      const r = red[screen(canvas[from]!, glow[from]!)]!;
      const g = green[screen(canvas[from + 1]!, glow[from + 1]!)]!;
      const b = blue[screen(canvas[from + 2]!, glow[from + 2]!)]!;
      const distance = acrossSquared[x]! + downSquared;
      const shadow = 1 - vignette * Math.min(1, distance * distance * 1.7);
      const grey = (r * 0.2126 + g * 0.7152 + b * 0.0722) * (1 - saturation);
      const speck = grain[grainRow + ((x + grainShift) & (tile - 1))]!;
      out[to] = (grey + r * saturation) * shadow + speck;
      out[to + 1] = (grey + g * saturation) * shadow + speck;
      out[to + 2] = (grey + b * saturation) * shadow + speck;
    }
  }
  return out;
}

const screen = (under: number, over: number): number => 255 - ((((255 - under) * (255 - over)) / 255) | 0);

function grainTile(): Float32Array {
  const dice = new Dice("grain");
  return Float32Array.from({ length: tile * tile }, () => (dice.next() + dice.next() - 1) * 6);
}

/** What a channel's value becomes, for all 256 of them. */
function curve(shift: number, { contrast, fade }: Grade): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    const spread = (value / 255 - 0.45) * contrast + 0.45;
    return (fade + spread * (1 - fade) + shift * spread) * 255;
  });
}
