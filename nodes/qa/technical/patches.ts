import { records } from "./records.ts";

/** Fine detail and coding blocks of one sampled frame, measured at full size. */
export interface PatchMeasure {
  readonly frame: number;
  /** Variance of the Laplacian: falls when the picture goes soft. */
  readonly sharpness: number;
  /** Steps across the edges of 8 × 8 blocks over steps elsewhere: 1 when no blocks show. */
  readonly blockiness: number;
}

export async function measurePatches(patches: { readonly path: string; readonly size: number; readonly every: number }, signal: AbortSignal): Promise<PatchMeasure[]> {
  const measures: PatchMeasure[] = [];
  for await (const grey of records(patches.path, patches.size ** 2, signal)) {
    measures.push({ frame: measures.length * patches.every, sharpness: laplacianVariance(grey, patches.size), blockiness: blockiness(grey, patches.size) });
  }
  return measures;
}

function laplacianVariance(grey: Uint8Array, size: number): number {
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1, at = y * size + 1; x < size - 1; x++, at++) {
      const value = grey[at - 1]! + grey[at + 1]! + grey[at - size]! + grey[at + size]! - 4 * grey[at]!;
      sum += value;
      squares += value * value;
    }
  }
  const count = (size - 2) ** 2;
  return squares / count - (sum / count) ** 2;
}

function blockiness(grey: Uint8Array, size: number): number {
  let [edges, edgeCount, others, otherCount] = [0, 0, 0, 0];
  for (let y = 0; y < size; y++) {
    for (let x = 1, at = y * size + 1; x < size; x++, at++) {
      const step = Math.abs(grey[at]! - grey[at - 1]!);
      if (x % 8 === 0) {
        edges += step;
        edgeCount++;
      } else {
        others += step;
        otherCount++;
      }
    }
  }
  // Half a grey level keeps flat pictures, where both are next to nothing, at 1.
  return (edges / edgeCount + 0.5) / (others / otherCount + 0.5);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? 0 : sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
