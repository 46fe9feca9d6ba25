import type { Rect } from "../model/layout.ts";
import type { Drawing } from "./colours.ts";
import { Generation, mostTiles, onScreen, type Tile, tileSide } from "./tile-generation.ts";
import { areaIn, type Viewport } from "./viewport.ts";

/** Painting goes on for this long in one frame, in milliseconds: the picture goes on moving smoothly while it becomes sharp. */
const smoothMs = 3;
/** The same where nothing could be shown in place of what is missing. */
const urgentMs = 10;
/** A scale is new once it has been kept this long, in milliseconds, or is this far from that of the tiles. */
const quietMs = 120;
const stretch = 1.8;
/** While the scale changes, tiles of one this near are shown again instead of new ones. */
const nearby = 1.35;
/** Scales whose tiles are kept: whoever zooms out mostly zooms in again. */
const mostKept = 8;
/** What all tiles may take, in bytes; a few screens full. */
const mostBytes = 96e6;

/** Paints an area of the graph as `view` shows it, onto so many screen pixels. */
export type PaintTile = (context: Drawing, area: Rect, on: { readonly view: Viewport; readonly width: number; readonly height: number }) => void;

/** What is painted of the nodes: nothing, since they are live on the page; how they look there; or light boxes. */
export type Shows = "live" | "cards" | "blocks";

export interface TileView {
  readonly view: Viewport;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly background: string;
  readonly kind: Shows;
  /** How it looks now; tiles of another version are painted again. */
  readonly version: string;
  /** Areas of the graph that look different now. */
  readonly touched: readonly Rect[];
  /** The same where only cards do. */
  readonly touchedCards: readonly Rect[];
  /** Milliseconds. */
  readonly now: number;
}

/**
 * What lies under the live nodes, painted once and moved as a picture: panning then costs a few copies, whatever is in
 * view. While the scale changes the picture is stretched, and painted sharp when it rests.
 */
export class Tiles {
  /** The last one used last. */
  private kept: Generation[] = [];
  /** The whole graph, coarse and painted ahead: there is never nothing to be seen while tiles are still missing. */
  private overview: Generation | undefined;
  private readonly sheet = new OffscreenCanvas(1, 1);
  private seen: Viewport = { x: 0, y: 0, scale: 1 };
  /** When the scale, and when anything of the view, was last another. */
  private scaledAt = 0;
  private movedAt = 0;
  private begun = false;
  /** What was painted at the last time was not stretched. */
  isSharp = true;

  /** @returns whether there is more to paint in the next frame; what waits for the scale to rest is not */
  draw(context: CanvasRenderingContext2D, at: TileView, paint: PaintTile): boolean {
    const { view, ratio } = at;
    if (!this.begun) return this.begin(context, at, paint);
    this.touch(at);
    const current = this.choose(at);
    const wanted = current.wanted(at);
    const under = wanted.every(([column, row]) => current.has(column, row)) ? [] : this.under(current);
    const isMore = this.paintMissing(current, { wanted, under }, at, paint);
    const missing = wanted.filter(([column, row]) => !current.has(column, row));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const [column, row] of missing) putUnder(context, under, current.areaOf(column, row), at);
    current.put(context, at);
    this.isSharp = view.scale === current.scale;
    this.forget(wanted.length, at);
    return isMore;
  }

  /** Whether an area was painted at the last time, sharp or not. */
  covers(area: Rect): boolean {
    return this.kept.at(-1)?.covers(area) === true;
  }

  /**
   * Paints what would be seen as another kind, for a short time.
   * @returns whether there is more of it
   */
  ahead(at: TileView, paint: PaintTile): boolean {
    this.touch(at);
    const { view: { scale }, ratio, kind, version } = at;
    const known = this.kept.find((one) => one.kind === kind && one.scale === scale && one.ratio === ratio);
    const ahead = known ?? new Generation({ scale, ratio, kind });
    if (!known) this.kept.splice(Math.max(0, this.kept.length - 1), 0, ahead);
    const open = ahead.wanted(at).filter(([column, row]) => ahead.get(column, row)?.version !== version);
    const began = performance.now();
    let painted = 0;
    for (; painted < open.length && (painted === 0 || performance.now() - began < smoothMs); painted++) ahead.set(this.painted(ahead, open[painted]!, at, paint));
    return painted < open.length;
  }

  destroy(): void {
    for (const one of [...this.kept, ...this.overview ? [this.overview] : []]) one.close();
    this.kept = [];
    this.overview = undefined;
  }

  private touch({ touched, touchedCards }: TileView): void {
    for (const one of [...this.kept, ...this.overview ? [this.overview] : []]) {
      for (const area of one.kind === "cards" ? [...touched, ...touchedCards] : touched) one.touch(area);
    }
  }

  /** The first picture is painted as a whole, without tiles: it is there sooner. */
  private begin(context: CanvasRenderingContext2D, { view, width, height, ratio, background }: TileView, paint: PaintTile): true {
    this.begun = true;
    clear(context, { width, height, ratio, background });
    paint(context, areaIn(view, width, height), { view, width, height });
    return true;
  }

  /**
   * Paints one tile of the overview, at the scale of `at.view`.
   * @returns whether there are more to be painted
   */
  prepare(at: TileView, area: Rect, paint: PaintTile): boolean {
    this.touch(at);
    const { view: { scale }, ratio, kind, version } = at;
    const isSame = this.overview?.scale === scale && this.overview.ratio === ratio;
    if (!isSame) this.overview?.close();
    const overview = isSame ? this.overview! : new Generation({ scale, ratio, kind });
    this.overview = overview;
    const open = overview.placesIn(area).slice(0, mostTiles).filter(([column, row]) => overview.get(column, row)?.version !== version);
    if (open[0]) overview.set(this.painted(overview, open[0], at, paint));
    return open.length > 1;
  }

  /** The tiles to be shown now: those of the scale before as long as it moves and they are near enough. */
  private choose({ view, ratio, kind, now }: TileView): Generation {
    const { scale } = view;
    if (scale !== this.seen.scale) this.scaledAt = now;
    if (view !== this.seen) this.movedAt = now;
    this.seen = view;
    this.kept = this.kept.filter((one) => one.ratio === ratio || one.close());
    const rests = now - this.scaledAt >= quietMs;
    const last = this.kept.at(-1);
    const stays = last?.kind === kind && last.farFrom(scale) < (rests ? 1 + Number.EPSILON : stretch);
    if (stays) return last;
    const known = this.kept.findLast((one) => one.kind === kind && (one.scale === scale || (!rests && one.farFrom(scale) < nearby)));
    const chosen = known ?? new Generation({ scale, ratio, kind });
    this.kept = [...this.kept.filter((one) => one !== chosen), chosen];
    return chosen;
  }

  /** What is shown where tiles are still missing: the coarsest, which reaches farthest, and the last. */
  private under(current: Generation): readonly Generation[] {
    const alike = this.kept.filter((one) => one !== current && isAlike(one.kind, current.kind) && one.size > 0);
    const overview = this.overview && isAlike(this.overview.kind, current.kind) ? this.overview : undefined;
    const coarsest = overview ?? alike.reduce<Generation | undefined>((best, one) => best && best.scale <= one.scale ? best : one, undefined);
    return [...new Set([...coarsest ? [coarsest] : [], ...alike.slice(-1)])];
  }

  /** @returns whether tiles are missing still */
  private paintMissing(current: Generation, { wanted, under }: { readonly wanted: readonly (readonly [number, number])[]; readonly under: readonly Generation[] }, at: TileView, paint: PaintTile): boolean {
    const rests = at.now - this.movedAt > quietMs;
    const began = performance.now();
    let isMore = false;
    for (const [column, row] of wanted) {
      const tile = current.get(column, row);
      if (tile?.version === at.version) continue;
      const isShown = tile !== undefined || under.some((one) => one.covers(current.areaOf(column, row)));
      // What was changed is shown at once; what is only to be sharper takes its time.
      const isPatient = tile === undefined ? under.length > 0 : !rests;
      if (isPatient && performance.now() - began > (isShown ? smoothMs : urgentMs)) isMore = true;
      else current.set(this.painted(current, [column, row], at, paint));
    }
    return isMore;
  }

  private painted({ scale, ratio, areaOf }: Generation, [column, row]: readonly [number, number], { background, version }: TileView, paint: PaintTile): Tile {
    const { sheet } = this;
    const side = Math.round(tileSide * ratio);
    if (sheet.width !== side) sheet.width = sheet.height = side;
    const context = sheet.getContext("2d", { alpha: false })!;
    clear(context, { width: tileSide, height: tileSide, ratio, background });
    paint(context, areaOf(column, row), { view: { x: -column * tileSide, y: -row * tileSide, scale }, width: tileSide, height: tileSide });
    // A picture is copied faster than a canvas, which could still be painted on.
    return { image: sheet.transferToImageBitmap(), column, row, version };
  }

  /** Tiles far outside of the view, and of scales that were left long ago, are let go when there are many. */
  private forget(wanted: number, at: TileView): void {
    const current = this.kept.at(-1)!;
    if (current.size > 2 * wanted + 8) current.forget(at);
    const most = Math.max(2 * wanted, mostBytes / (4 * (tileSide * at.ratio) ** 2));
    let count = this.kept.reduce((sum, { size }) => sum + size, 0);
    while (this.kept.length > 1 && (this.kept.length > mostKept || count > most)) {
      const oldest = this.kept.shift()!;
      count -= oldest.size;
      oldest.close();
    }
  }
}

/** Whether tiles of one kind may be seen for a moment in place of another's. */
function isAlike(one: Shows, other: Shows): boolean {
  return (one === "live") === (other === "live");
}

/** What is there already, where a tile is missing: nowhere else, since copying costs what is copied. */
function putUnder(context: CanvasRenderingContext2D, under: readonly Generation[], area: Rect, at: TileView): void {
  const { left, top, right, bottom } = onScreen(area, at.view);
  // The last one is the sharpest: what it covers needs no other below it.
  const from = under.findLastIndex((one) => one.covers(area));
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  for (const one of under.slice(Math.max(0, from))) one.put(context, at, area);
  context.restore();
}

function clear(context: Drawing, { width, height, ratio, background }: { readonly width: number; readonly height: number; readonly ratio: number; readonly background: string }): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
}
