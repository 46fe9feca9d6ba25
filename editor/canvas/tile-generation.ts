import type { Rect } from "../model/layout.ts";
import { grown, overlaps } from "./geometry.ts";
import type { Shows } from "./tiles.ts";
import { areaIn, type Viewport } from "./viewport.ts";

/** Screen pixels along the side of a tile. */
export const tileSide = 512;
/** Of the overview. */
export const mostTiles = 40;
/** How far lines and marks reach beyond what they are of, in graph pixels and on the screen. */
const reach = 8;

export interface Tile {
  readonly image: ImageBitmap;
  readonly column: number;
  readonly row: number;
  /** Empty when what is on it has changed. */
  version: string;
}

interface Screen {
  readonly view: Viewport;
  readonly width: number;
  readonly height: number;
}

/** The tiles of one scale. */
export class Generation {
  readonly scale: number;
  /** Screen pixels per pixel of the page. */
  readonly ratio: number;
  readonly kind: Shows;
  private readonly tiles = new Map<number, Tile>();

  constructor({ scale, ratio, kind }: { readonly scale: number; readonly ratio: number; readonly kind: Shows }) {
    this.scale = scale;
    this.ratio = ratio;
    this.kind = kind;
  }

  get size(): number {
    return this.tiles.size;
  }

  has(column: number, row: number): boolean {
    return this.tiles.has(keyOf(column, row));
  }

  get(column: number, row: number): Tile | undefined {
    return this.tiles.get(keyOf(column, row));
  }

  set(tile: Tile): void {
    const key = keyOf(tile.column, tile.row);
    this.tiles.get(key)?.image.close();
    this.tiles.set(key, tile);
  }

  /** How many times a scale is larger than this one, or smaller. */
  farFrom(scale: number): number {
    return Math.max(scale / this.scale, this.scale / scale);
  }

  /** The part of the graph that is on a tile. */
  readonly areaOf = (column: number, row: number): Rect => {
    const length = tileSide / this.scale;
    return { x: column * length, y: row * length, width: length, height: length };
  };

  /** The tiles, there or not, that a screen shows. */
  wanted({ view, width, height }: Screen): (readonly [column: number, row: number])[] {
    return this.placesIn(areaIn(view, width, height));
  }

  /** Whether every tile of an area is there. */
  covers(area: Rect): boolean {
    return this.placesIn(area).every(([column, row]) => this.has(column, row));
  }

  /** What is in an area looks different now. */
  touch(area: Rect): void {
    for (const [column, row] of this.placesIn(grown(area, reach + reach / this.scale))) {
      const tile = this.get(column, row);
      if (tile) tile.version = "";
    }
  }

  /** Copies its tiles to the screen. @param within only those that this area touches */
  put(context: CanvasRenderingContext2D, { view, width, height }: Screen, within?: Rect): void {
    // Stretched it is seen for a moment only: smoothing would take longer than all the rest.
    context.imageSmoothingEnabled = view.scale === this.scale;
    for (const { image, column, row } of this.tiles.values()) {
      const area = this.areaOf(column, row);
      if (within && !overlaps(area, within)) continue;
      const { left, top, right, bottom } = onScreen(area, view);
      if (right > 0 && bottom > 0 && left < width && top < height) context.drawImage(image, left, top, right - left, bottom - top);
    }
  }

  /** Lets go of the tiles that are not near the screen. */
  forget({ view, width, height }: Screen): void {
    const near = new Set(this.placesIn(areaIn(view, width, height, tileSide)).map(([column, row]) => keyOf(column, row)));
    for (const [key, { image }] of this.tiles) {
      if (near.has(key)) continue;
      image.close();
      this.tiles.delete(key);
    }
  }

  /** @returns false, so that filtering can let go of what it leaves out */
  close(): false {
    for (const { image } of this.tiles.values()) image.close();
    this.tiles.clear();
    return false;
  }

  /** The columns and rows of an area's tiles, there or not. */
  placesIn({ x, y, width, height }: Rect): (readonly [number, number])[] {
    const length = tileSide / this.scale;
    const found: (readonly [number, number])[] = [];
    for (let column = Math.floor(x / length); column * length < x + width; column++) {
      for (let row = Math.floor(y / length); row * length < y + height; row++) found.push([column, row]);
    }
    return found;
  }
}

/** Where an area is seen. Whole pixels: a picture between pixels is blurred, and slow. */
export function onScreen({ x, y, width, height }: Rect, view: Viewport): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } {
  return { left: Math.round(view.x + x * view.scale), top: Math.round(view.y + y * view.scale), right: Math.round(view.x + (x + width) * view.scale), bottom: Math.round(view.y + (y + height) * view.scale) };
}

function keyOf(column: number, row: number): number {
  return (column + 0x8000) * 0x10000 + row + 0x8000;
}
