import { packOf } from "../../runtime/ids.ts";

/** How ports look wherever they are drawn: a colour for the value type, a shape for its rank. No DOM in here. */

/** A single value, a list of them, a list of lists. */
export type PortShape = "circle" | "square" | "grid";

/** Hues in degrees and strength of the types that everybody meets; packs' own types take theirs from their name. */
const known: Readonly<Record<string, readonly [hue: number, chroma: number]>> = {
  text: [85, 0.13], number: [250, 0.14], boolean: [305, 0.15], json: [265, 0.02],
  image: [165, 0.12], audio: [50, 0.15], video: [15, 0.17], file: [225, 0.05],
};

/** Of this lightness (OKLCH) a colour stands out from light and dark surfaces alike. */
export const portLightness = 0.62;

const colours = new Map<string, string>();

/** A CSS colour for a value type, the same in both themes. Generic types (`'T`) are grey until they are decided. */
export function portColour(typeName: string): string {
  let colour = colours.get(typeName);
  if (colour === undefined) {
    const [hue, chroma] = typeName.startsWith("'") ? known["json"]! : known[typeName] ?? [hueOf(typeName), 0.13];
    colours.set(typeName, (colour = hexOf(portLightness, chroma, hue)));
  }
  return colour;
}

export function portShape(rank: number): PortShape {
  return rank === 0 ? "circle" : rank === 1 ? "square" : "grid";
}

/** A hue in degrees that is always the same for a name, and far from that of a similar name. */
export function hueOf(name: string): number {
  let hash = 2166136261;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 16777619);
  // Steps of the golden angle: neighbours in the hash are far apart on the wheel.
  return Math.round(((hash >>> 0) % 1024) * 137.508) % 360;
}

const hues = new Map<string, number>();

/** The hue of the pack that a node type comes from. */
export function packHue(type: string): number {
  let hue = hues.get(type);
  if (hue === undefined) hues.set(type, (hue = hueOf(packOf(type))));
  return hue;
}

/** The outline of a port around (0, 0), for svg and canvas: `radius` is half its height. */
export function portPath(rank: number, radius: number): string {
  const r = radius;
  switch (portShape(rank)) {
    case "circle": return `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`;
    case "square": return box(0, 0, r * 0.9, r * 0.35);
    case "grid": {
      const [at, half] = [r * 0.55, r * 0.4];
      return [[-at, -at], [at, -at], [-at, at], [at, at]].map(([x, y]) => box(x!, y!, half, half * 0.3)).join("");
    }
  }
}

function box(x: number, y: number, half: number, corner: number): string {
  const side = 2 * (half - corner);
  const arc = (dx: number, dy: number) => `a${corner},${corner} 0 0,1 ${dx},${dy}`;
  return `M${x - half + corner},${y - half}h${side}${arc(corner, corner)}v${side}${arc(-corner, corner)}h${-side}${arc(-corner, -corner)}v${-side}${arc(corner, -corner)}z`;
}

/** Colours of one lightness look equally strong. Those that a screen cannot show are made paler. */
export function hexOf(light: number, chroma: number, hue: number): string {
  for (let strength = chroma; ; strength -= 0.01) {
    const rgb = linearOf(light, Math.max(0, strength), hue);
    if (strength <= 0 || rgb.every((channel) => channel >= -0.0005 && channel <= 1.0005)) {
      return `#${rgb.map((channel) => Math.round(encoded(channel) * 255).toString(16).padStart(2, "0")).join("")}`;
    }
  }
}

/** OKLCH to linear sRGB (Björn Ottosson's matrices). */
function linearOf(light: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos(hue * Math.PI / 180);
  const b = chroma * Math.sin(hue * Math.PI / 180);
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function encoded(channel: number): number {
  const value = Math.min(1, Math.max(0, channel));
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}
