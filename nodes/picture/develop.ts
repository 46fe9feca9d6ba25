import { Dice } from "./dice.ts";
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
  const glow = await raster({ content: still.light, blur: 24 }, width, height);
  signal.throwIfAborted();
  const { default: sharp } = await import("sharp");
  const bytes = finish(canvas, glow, still);
  return sharp(bytes, { raw: { width, height, channels: 3 } }).jpeg({ quality: 91, chromaSubsampling: "4:4:4" }).toBuffer();
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
  const soft = sharp(straight, { raw: { width: w, height: h, channels: 4 } }).blur(Math.max(0.4, sigma)).resize(width, height, { kernel: "cubic", fit: "fill" });
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
    for (let channel = index; channel < index + 3; channel++) under[channel] = under[channel]! + ((over[channel]! - under[channel]!) * alpha) / 255;
  }
}

const tile = 256;

/** Screens the light over the picture, grades, darkens the corners and adds a grain that does not repeat visibly. */
function finish(canvas: Uint8Array, glow: Uint8Array, { width, height, grade }: Still): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const curves = [grade.warmth, grade.warmth * 0.15, -grade.warmth].map((shift) => curve(shift, grade));
  const [red, green, blue] = curves as [Float32Array, Float32Array, Float32Array];
  const dice = new Dice("grain");
  const grain = Float32Array.from({ length: tile * tile }, () => (dice.next() + dice.next() - 1) * 6);
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    const dy = (y / height - 0.47) * 1.55;
    for (let x = 0; x < width; x++, from += 4, to += 3) {
      const strength = glow[from + 3]! / 255;
      const r = red[screen(canvas[from]!, glow[from]! * strength)]!;
      const g = green[screen(canvas[from + 1]!, glow[from + 1]! * strength)]!;
      const b = blue[screen(canvas[from + 2]!, glow[from + 2]! * strength)]!;
      const dx = (x / width - 0.5) * 1.25;
      const distance = dx * dx + dy * dy;
      const shadow = 1 - grade.vignette * Math.min(1, distance * distance * 1.7);
      const grey = r * 0.2126 + g * 0.7152 + b * 0.0722;
      const speck = grain[(y % tile) * tile + ((x + (y / tile | 0) * 97) % tile)]!;
      out[to] = clamp((grey + (r - grey) * grade.saturation) * shadow + speck);
      out[to + 1] = clamp((grey + (g - grey) * grade.saturation) * shadow + speck);
      out[to + 2] = clamp((grey + (b - grey) * grade.saturation) * shadow + speck);
    }
  }
  return out;
}

const screen = (under: number, over: number): number => (255 - ((255 - under) * (255 - over)) / 255) | 0;
const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

function curve(shift: number, { contrast, fade }: Grade): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    const spread = (value / 255 - 0.45) * contrast + 0.45;
    return (fade + spread * (1 - fade) + shift * spread) * 255;
  });
}
