/** The pen: SVG text built from numbers, and colours as `#rrggbb`. Units are those of a 1080 by 1920 frame. */

export type Point = readonly [x: number, y: number];
/** Offset 0 to 1, colour, opacity (1 when left out). */
export type Stop = readonly [offset: number, colour: string, opacity?: number];

/** A tenth of a unit is finer than a pixel and keeps the text short. */
const n = (value: number): string => String(Math.round(value * 10) / 10);

/**
 * Opacity is put on fill and stroke, never on the element: that would make a group, and resvg 2.6 ends the process when a
 * group that needs a layer of its own lies outside the canvas.
 */
const paint = (more: string): string => more.replace(/(^|\s)opacity="([^"]*)"/, '$1fill-opacity="$2" stroke-opacity="$2"');

export const rect = (x: number, y: number, width: number, height: number, fill: string, more = ""): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}" ${paint(more)}/>`;
export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = ""): string =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${paint(more)}/>`;
export const circle = (x: number, y: number, r: number, fill: string, more = ""): string => ellipse(x, y, r, r, fill, more);
export const shape = (d: string, fill: string, more = ""): string => `<path d="${d}" fill="${fill}" ${paint(more)}/>`;
export const stroke = (d: string, colour: string, width: number, more = ""): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linejoin="round" ${more.includes("stroke-linecap") ? "" : 'stroke-linecap="round"'} ${paint(more)}/>`;
export const polygon = (points: readonly Point[], fill: string, more = ""): string =>
  shape(`M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}Z`, fill, more);
export const at = (x: number, y: number, content: string, scale: number | Point = 1, turn = 0): string => {
  const [sx, sy] = typeof scale === "number" ? [scale, scale] : scale;
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)}) scale(${sx.toFixed(4)} ${sy.toFixed(4)})">${content}</g>`;
};
export const faded = (opacity: number, content: string): string =>
  `<g fill-opacity="${opacity.toFixed(3)}" stroke-opacity="${opacity.toFixed(3)}">${content}</g>`;
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
/**
 * What lies outside the pane is cut off; the content is drawn in the pane's own units from 0,0. A pane that is not in
 * `view` is left out, for the same reason that opacity makes no groups.
 */
export const pane = (view: Box, x: number, y: number, width: number, height: number, content: string): string =>
  x + width < view.left + 8 || x > view.right - 8 || y + height < view.top + 8 || y > view.bottom - 8
    ? ""
    : `<svg x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}">${content}</svg>`;
export const many = (count: number, draw: (index: number) => string): string => Array.from({ length: count }, (_, index) => draw(index)).join("");

/** Collects the gradients of one drawing and hands out paints that name them. */
export class Sheet {
  readonly #defs: string[] = [];
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** A gradient over the shape it fills, from top to bottom unless told otherwise (0 to 1 in each direction). */
  linear(stops: readonly Stop[], from: Point = [0, 0], to: Point = [0, 1]): string {
    return this.#add((id) => `<linearGradient id="${id}" x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}">${stopsOf(stops)}</linearGradient>`);
  }

  radial(stops: readonly Stop[], centre: Point = [0.5, 0.5], radius = 0.5): string {
    return this.#add((id) => `<radialGradient id="${id}" cx="${centre[0]}" cy="${centre[1]}" r="${radius}">${stopsOf(stops)}</radialGradient>`);
  }

  get defs(): string {
    return `<defs>${this.#defs.join("")}</defs>`;
  }

  #add(write: (id: string) => string): string {
    const id = `${this.#prefix}${this.#defs.length}`;
    this.#defs.push(write(id));
    return `url(#${id})`;
  }
}

function stopsOf(stops: readonly Stop[]): string {
  return stops.map(([offset, colour, opacity = 1]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`).join("");
}

const channels = (colour: string): number[] => [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
const hex = (values: readonly number[]): string =>
  `#${values
    .map((value) =>
      Math.max(0, Math.min(255, Math.round(value)))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;

/** @param amount 0 gives the first colour, 1 the second */
export function mix(first: string, second: string, amount: number): string {
  const other = channels(second);
  return hex(channels(first).map((value, index) => value + ((other[index] ?? 0) - value) * amount));
}
/** As paint looks under coloured light. */
export function multiply(colour: string, light: string): string {
  const other = channels(light);
  return hex(channels(colour).map((value, index) => (value * (other[index] ?? 0)) / 255));
}
/** @param amount above 0 towards white, below 0 towards a warm black */
export const shade = (colour: string, amount: number): string => (amount < 0 ? mix(colour, "#1d1220", -amount) : mix(colour, "#fffaf0", amount));
