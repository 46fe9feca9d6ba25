import { createHash } from "node:crypto";

const side = 128;
const cells = 5;

/** A picture for a pack that has none yet, another one for every name: a field of squares, the same left and right. @returns PNG */
export async function iconFor(name: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  return new Resvg(svgFor(name)).render().asPng();
}

function svgFor(name: string): string {
  const digest = createHash("sha256").update(name).digest();
  const hue = Math.round(digest.readUInt16BE(0) / 65_535 * 360);
  const step = 20;
  const edge = (side - cells * step) / 2;
  const half = Math.ceil(cells / 2);
  const squares = Array.from({ length: half * cells }, (_, index) => index).filter((index) => digest[2 + index]! % 2 === 0).flatMap((index) => {
    const [column, row] = [index % half, Math.floor(index / half)];
    const light = 62 + digest[2 + index]! % 5 * 6;
    return [...new Set([column, cells - 1 - column])].map((x) => `<rect x="${edge + x * step + 1}" y="${edge + row * step + 1}" width="${step - 2}" height="${step - 2}" rx="5" fill="hsl(${hue}, 80%, ${light}%)"/>`);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="${side}" height="${side}" rx="28" fill="hsl(${hue}, 45%, 22%)"/>${squares.join("")}</svg>`;
}
