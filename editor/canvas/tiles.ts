import type { Rect } from "../model/layout.ts";
import type { Viewport } from "./viewport.ts";

/** Screen pixels along the side of a tile. */
export const tileSide = 512;
/** Painted in one frame while the view moves: it goes on moving smoothly while it becomes sharp. */
const perFrame = 2;
/** A scale is new once it has been kept this long, in milliseconds, or is this far from that of the tiles. */
const quietMs = 120;
const stretch = 1.8;

/** Paints an area of the graph as `view` shows it. The context is in screen pixels. */
export type PaintTile = (context: OffscreenCanvasRenderingContext2D, area: Rect, view: Viewport) => void;

interface Tile {
  readonly image: OffscreenCanvas;
  readonly column: number;
  readonly row: number;
  version: string;
}

export interface TileView {
  readonly view: Viewport;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly background: string;
  /** What is painted; tiles of another version are painted again. */
  readonly version: string;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * What lies under the live nodes, painted once and moved as a picture: panning then costs a few copies, whatever is in
 * view. While the scale changes the picture is stretched, and painted sharp when it rests.
 */
export class Tiles {
  private tiles = new Map<number, Tile>();
  private scale = 1;
  private ratio = 1;
  private before: { readonly tiles: ReadonlyMap<number, Tile>; readonly scale: number } | undefined;
  private seen: Viewport = { x: 0, y: 0, scale: 1 };
  /** When the scale, and when anything of the view, was last another. */
  private scaledAt = 0;
  private movedAt = 0;

  /** @returns whether there is more to paint in the next frame */
  draw(context: CanvasRenderingContext2D, at: TileView, paint: PaintTile): boolean {
    const isNew = this.takeScale(at);
    const { view, width, height, ratio } = at;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (this.before) for (const tile of this.before.tiles.values()) this.put(context, tile, view, this.before.scale);
    const wanted = this.wanted(view, width, height);
    const rests = at.now - this.movedAt > quietMs;
    let left = rests || (isNew && !this.before) ? Infinity : perFrame;
    let missing = false;
    for (const [column, row] of wanted) {
      const key = keyOf(column, row);
      let tile = this.tiles.get(key);
      if (tile?.version !== at.version && left > 0) {
        tile = this.painted(tile, [column, row], at, paint);
        this.tiles.set(key, tile);
        left--;
      } else if (tile?.version !== at.version) missing = true;
      if (tile) this.put(context, tile, view, this.scale);
    }
    if (!missing) this.before = undefined;
    this.forget(wanted);
    return missing || view.scale !== this.scale;
  }

  /** @returns whether there are no tiles of the scale that is drawn now */
  private takeScale({ view, ratio, now }: TileView): boolean {
    const { scale } = view;
    if (scale !== this.seen.scale) this.scaledAt = now;
    if (view !== this.seen) this.movedAt = now;
    this.seen = view;
    if (this.tiles.size === 0 || ratio !== this.ratio) {
      this.tiles = new Map();
      this.before = undefined;
    } else {
      const far = Math.max(scale / this.scale, this.scale / scale);
      if (far === 1 || (far < stretch && now - this.scaledAt < quietMs)) return false;
      this.before = { tiles: this.tiles, scale: this.scale };
      this.tiles = new Map();
    }
    this.scale = scale;
    this.ratio = ratio;
    return true;
  }

  private painted(tile: Tile | undefined, [column, row]: readonly [number, number], { ratio, background, version }: TileView, paint: PaintTile): Tile {
    const image = tile?.image ?? new OffscreenCanvas(tileSide * ratio, tileSide * ratio);
    const context = image.getContext("2d", { alpha: false })!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = background;
    context.fillRect(0, 0, tileSide, tileSide);
    const length = tileSide / this.scale;
    paint(context, { x: column * length, y: row * length, width: length, height: length }, { x: -column * tileSide, y: -row * tileSide, scale: this.scale });
    return { image, column, row, version };
  }

  private put(context: CanvasRenderingContext2D, { image, column, row }: Tile, { x, y, scale }: Viewport, own: number): void {
    const stretched = scale / own;
    // Whole pixels: a picture between pixels is blurred, and slow.
    const at = (start: number, index: number) => Math.round(start + index * tileSide * stretched);
    const [left, top] = [at(x, column), at(y, row)];
    // Stretched it is seen for a moment only: smoothing would take longer than all the rest.
    context.imageSmoothingEnabled = stretched === 1;
    context.drawImage(image, left, top, at(x, column + 1) - left, at(y, row + 1) - top);
  }

  private wanted({ x, y }: Viewport, width: number, height: number): readonly (readonly [number, number])[] {
    const stretched = this.seen.scale / this.scale;
    const length = tileSide * stretched;
    const found: [number, number][] = [];
    for (let column = Math.floor(-x / length); column * length < width - x; column++) {
      for (let row = Math.floor(-y / length); row * length < height - y; row++) found.push([column, row]);
    }
    return found;
  }

  /** Tiles far outside of the view are let go when there are many. */
  private forget(wanted: readonly (readonly [number, number])[]): void {
    if (this.tiles.size <= 4 * wanted.length + 16) return;
    const kept = new Set(wanted.map(([column, row]) => keyOf(column, row)));
    for (const key of this.tiles.keys()) if (!kept.has(key)) this.tiles.delete(key);
  }
}

function keyOf(column: number, row: number): number {
  return (column + 0x8000) * 0x10000 + row + 0x8000;
}
