import type { PlacedShot } from "../../story/index.ts";

/** Cells of the difference hash, across and down. */
const grid = { width: 16, height: 16 } as const;
/** Subtitles are burnt into the lower third, so only what is above it tells two shots apart. */
const upper = 2 / 3;
/** A smaller step between two cells is the encoder's, and would set bits of plain areas at random. */
const stepLevels = 4;
/** Signatures of one picture, encoded twice, differ in no more of their 256 bits. */
const sameBits = 6;

/** Whether each cell is brighter than its right neighbour: survives encoding and small changes of light. */
export function differenceHash(luma: Float32Array, picture: { readonly width: number; readonly height: number }): Uint8Array {
  const columns = grid.width + 1;
  const rows = Math.floor(picture.height * upper);
  const cell = (x: number, y: number) => {
    const [fromX, toX] = [Math.floor((x * picture.width) / columns), Math.floor(((x + 1) * picture.width) / columns)];
    const [fromY, toY] = [Math.floor((y * rows) / grid.height), Math.floor(((y + 1) * rows) / grid.height)];
    let sum = 0;
    for (let row = fromY; row < toY; row++) for (let column = fromX; column < toX; column++) sum += luma[row * picture.width + column]!;
    return sum / ((toX - fromX) * (toY - fromY));
  };
  const bits = new Uint8Array(grid.width * grid.height);
  for (let y = 0; y < grid.height; y++) for (let x = 0; x < grid.width; x++) bits[y * grid.width + x] = cell(x, y) > cell(x + 1, y) + stepLevels ? 1 : 0;
  return bits;
}

/** The frames of a shot by which it is recognised: early, middle and late, clear of its transitions. */
export function signatureFrames(shot: PlacedShot, headFrames: number): readonly [number, number, number] {
  const first = shot.start + headFrames;
  const last = Math.max(first, shot.start + shot.frames - shot.transition.frames - 1);
  const at = (share: number) => Math.round(first + (last - first) * share);
  return [at(0.1), at(0.5), at(0.9)];
}

/** Pairs of shots that look alike at their beginning, middle and end. */
export function repeatedShots<Shot extends { readonly signature: readonly Uint8Array[] }>(shots: readonly Shot[]): [Shot, Shot][] {
  return shots.flatMap((shot, index) => shots.slice(index + 1).filter((other) => alike(shot, other)).map((other): [Shot, Shot] => [shot, other]));
}

function alike(a: { readonly signature: readonly Uint8Array[] }, b: { readonly signature: readonly Uint8Array[] }): boolean {
  return a.signature.every((bits, index) => {
    const other = b.signature[index]!;
    const flat = !bits.includes(1) && !other.includes(1);
    return !flat && bits.reduce((sum, bit, at) => sum + (bit ^ other[at]!), 0) <= sameBits;
  });
}
