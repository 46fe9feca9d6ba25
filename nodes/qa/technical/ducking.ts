import type { Rate } from "../../story/index.ts";
import type { FilmLine } from "./film.ts";
import { median } from "./patches.ts";
import { type Contour, contourRate } from "./sound-scan.ts";

/** The bed is compared before speech with what it is once ducking has had time to act. */
const settleMs = 250;
const listenMs = 700;

/**
 * By how much the bed falls under speech, in decibels: the median over the lines that come after a pause long enough to
 * hear the bed by itself. @returns undefined when there is no such line, or no bed
 */
export function duckingDb(lines: readonly FilmLine[], bed: Contour, rate: Rate): number | undefined {
  const ms = (frame: number) => (frame * 1000 * rate.den) / rate.num;
  const falls = lines.filter(({ kind }) => kind !== "caption").flatMap((line, index, spoken) => {
    const [from, to] = [ms(line.start), ms(line.end)];
    const quietSince = index === 0 ? 0 : ms(spoken[index - 1]!.end) + 1000;
    if (from - quietSince < listenMs || to - from < settleMs + 200) return [];
    const open = levelDb(bed, from - listenMs, from);
    const ducked = levelDb(bed, from + settleMs, Math.min(to, from + settleMs + listenMs));
    return open > -60 ? [open - ducked] : [];
  });
  return falls.length > 0 ? median(falls) : undefined;
}

function levelDb({ wave }: Contour, fromMs: number, toMs: number): number {
  const window = wave.subarray(Math.round((fromMs * contourRate) / 1000), Math.round((toMs * contourRate) / 1000));
  const power = window.reduce((sum, value) => sum + value * value, 0) / Math.max(1, window.length);
  return 10 * Math.log10(Math.max(power, 1e-12));
}
