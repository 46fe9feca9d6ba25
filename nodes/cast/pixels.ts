/** Colours of small pictures, read pixel by pixel. */

export type Colour = readonly [red: number, green: number, blue: number];
/** A part of a picture, as shares of its width and height. */
export interface Region {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
/** RGB, three bytes a pixel. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A picture made small: squeezed into the size, or cut to its shape. Transparent parts are grey. */
export async function smallPixels(picture: Uint8Array, width: number, height: number, fit: "fill" | "cover" = "fill"): Promise<Pixels> {
  const { default: sharp } = await import("sharp");
  return { data: await sharp(picture).flatten({ background: "#808080" }).toColourspace("srgb").resize(width, height, { fit }).raw().toBuffer(), width, height };
}

export function inside({ data, width, height }: Pixels, { left, right, top, bottom }: Region): Colour[] {
  const found: Colour[] = [];
  for (let y = Math.floor(top * height); y < bottom * height; y++) {
    for (let x = Math.floor(left * width); x < right * width; x++) {
      const start = (y * width + x) * 3;
      found.push([data[start]!, data[start + 1]!, data[start + 2]!]);
    }
  }
  return found;
}

/** The average of the fullest bin of colours that are not the background; undefined when little but background is there. */
export function dominant(colours: readonly Colour[], background: Colour): Colour | undefined {
  const bins = new Map<string, Colour[]>();
  const own = colours.filter((colour) => distance(colour, background) > 40);
  if (own.length < colours.length * 0.2) return undefined;
  for (const colour of own) {
    const key = colour.map((channel) => channel >> 5).join();
    bins.set(key, [...(bins.get(key) ?? []), colour]);
  }
  return average([...bins.values()].reduce((fullest, bin) => (bin.length > fullest.length ? bin : fullest)));
}

export const average = (colours: readonly Colour[]): Colour =>
  [0, 1, 2].map((channel) => colours.reduce((sum, colour) => sum + colour[channel]!, 0) / Math.max(1, colours.length)) as unknown as Colour;
export const distance = (one: Colour, other: Colour): number => Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);

/** Where hair, skin and clothes are in a head-and-shoulders picture, and what is behind them. */
export const regions = {
  hair: { left: 0.32, right: 0.68, top: 0.04, bottom: 0.17 },
  skin: { left: 0.4, right: 0.62, top: 0.3, bottom: 0.46 },
  clothes: { left: 0.22, right: 0.78, top: 0.76, bottom: 0.98 },
} as const satisfies Record<string, Region>;

export const backgroundOf = (pixels: Pixels): Colour =>
  average(inside(pixels, { left: 0, right: 0.08, top: 0, bottom: 0.12 }).concat(inside(pixels, { left: 0.92, right: 1, top: 0, bottom: 0.12 })));
