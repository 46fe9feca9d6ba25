import { hexOf } from "./port-look.ts";

/** What is painted on: the page, or a picture that is put on it later. */
export type Drawing = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The theme's colours for painting: a canvas cannot read custom properties by itself. */
export interface Colours {
  readonly shade: "dark" | "light";
  readonly surface: string;
  readonly node: string;
  readonly raised: string;
  readonly line: string;
  readonly strong: string;
  readonly ink: string;
  readonly quiet: string;
  readonly faint: string;
  readonly accent: string;
  readonly green: string;
  readonly red: string;
  readonly blue: string;
  readonly grid: string;
  readonly font: string;
}

export function readColours(element: Element, shade: "dark" | "light"): Colours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    shade, surface: token("--surface-0"), node: token("--surface-2"), raised: token("--surface-3"), line: token("--line-1"), strong: token("--line-2"),
    ink: token("--ink-1"), quiet: token("--ink-2"), faint: token("--ink-3"), accent: token("--accent"), green: token("--green"), red: token("--red"), blue: token("--blue"), grid: token("--grid"), font: token("--font"),
  };
}

const headers = new Map<string, string>();

/** The head of a node in a hue. */
export function headerColour(hue: number, shade: "dark" | "light"): string {
  const key = `${shade}${hue}`;
  let colour = headers.get(key);
  if (colour === undefined) headers.set(key, (colour = shade === "dark" ? hexOf(0.34, 0.05, hue) : hexOf(0.915, 0.04, hue)));
  return colour;
}

const blocks = new Map<number, string>();

/** A node in a hue where it is only a block: in the overview, and far away. */
export function blockColour(hue: number): string {
  let colour = blocks.get(hue);
  if (colour === undefined) blocks.set(hue, (colour = hexOf(0.6, 0.09, hue)));
  return colour;
}

/** A frame's tint in a hue, or without one. */
export function frameColour(hue: number | undefined, colours: Colours): string {
  return hue === undefined ? colours.raised : headerColour(hue, colours.shade);
}
