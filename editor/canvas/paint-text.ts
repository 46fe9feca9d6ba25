import type { Drawing } from "./colours.ts";

export interface TextStyle {
  /** In graph pixels. */
  readonly size: number;
  readonly weight?: 400 | 600;
  readonly colour: string;
  readonly align?: "start" | "end";
  /** How wide it may be, in graph pixels; longer text is cut. */
  readonly room: number;
}

/**
 * Writes on a picture of the graph as the page does it on nodes: in the size that the node has at 100 %, enlarged. So the
 * letters stand where the page would set them.
 */
export class Lettering {
  private readonly context: Drawing;
  private readonly font: string;

  constructor(context: Drawing, font: string) {
    this.context = context;
    this.font = font;
  }

  /** @param y the middle of the line, in graph pixels as `x` @returns how wide it is, in graph pixels */
  write(text: string, [x, y]: readonly [number, number], { size, weight = 400, colour, align = "start", room }: TextStyle): number {
    const { context } = this;
    context.font = `${weight} ${size}px ${this.font}`;
    context.textBaseline = "middle";
    context.fillStyle = colour;
    const shown = cut(context, text, { size, weight, room });
    const width = widthOf(context, shown, size, weight) * size;
    context.fillText(shown, x - (align === "end" ? width : 0), y);
    return width;
  }

  /** In graph pixels. */
  width(text: string, size: number): number {
    this.context.font = `400 ${size}px ${this.font}`;
    return widthOf(this.context, text, size, 400) * size;
  }

  /** Breaks text into lines that fit, as the page does: between words, and within those that are too long. */
  lines(text: string, { size, room, most }: { readonly size: number; readonly room: number; readonly most: number }): readonly string[] {
    const { context } = this;
    context.font = `400 ${size}px ${this.font}`;
    const found: string[] = [];
    for (const paragraph of text.split("\n")) {
      let line = "";
      // Chinese breaks between any two characters.
      for (const part of paragraph.match(/\s+|[\u2e80-\uffef]|[^\s\u2e80-\uffef]+/g) ?? [""]) {
        if (found.length >= most) break;
        if (line !== "" && context.measureText(line + part.trimEnd()).width > room) {
          found.push(line);
          line = part.trimStart();
        } else line += part;
      }
      if (found.length >= most) break;
      found.push(line);
    }
    return found;
  }
}

/** Widths of texts in a font of one pixel, by weight. */
const widths: Record<400 | 600, Map<string, number>> = { 400: new Map(), 600: new Map() };
const mostWidths = 20_000;

function widthOf(context: Drawing, text: string, size: number, weight: 400 | 600): number {
  const known = widths[weight];
  let width = known.get(text);
  if (width === undefined) {
    if (known.size >= mostWidths) known.clear();
    known.set(text, (width = context.measureText(text).width / size));
  }
  return width;
}

/** As much of a text as there is room for, in the font that is set; `size` and `room` in screen pixels. */
export function cut(context: Drawing, text: string, { size, weight, room }: { readonly size: number; readonly weight: 400 | 600; readonly room: number }): string {
  const width = widthOf(context, text, size, weight);
  if (width * size <= room) return text;
  const kept = Math.floor(text.length * room / (width * size)) - 1;
  return kept < 2 ? "" : `${text.slice(0, kept).trimEnd()}…`;
}
