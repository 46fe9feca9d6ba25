import type { Finding, Line } from "../story/index.ts";
import { stretch } from "./stretch.ts";
import { sampleRate } from "./wav.ts";

/**
 * Brings a line to the length its given times leave it, changing the tempo by at most `most` (0.1 is a tenth). What
 * does not fit even so is kept at the limit and reported.
 */
export function fitToWindow(line: Line, samples: Float32Array, most: number): { samples: Float32Array; finding?: Finding } {
  const { startMs, endMs } = line;
  if (startMs === undefined || endMs === undefined || endMs <= startMs) return { samples };
  const window = Math.round(((endMs - startMs) * sampleRate) / 1000);
  const needed = samples.length / window;
  const tempo = Math.min(1 + most, Math.max(1 - most, needed));
  const fitted = stretch(samples, tempo === needed ? window : Math.round(samples.length / tempo), sampleRate);
  if (tempo === needed) return { samples: fitted };
  const inMs = (length: number) => `${Math.round((length / sampleRate) * 1000)} ms`;
  const isLong = needed > 1;
  return {
    samples: fitted,
    finding: {
      check: "voice/fit",
      severity: isLong ? "warn" : "info",
      message: `Line ${line.id} takes ${inMs(samples.length)}; at ${tempo.toFixed(2)} times the tempo, the limit, it is still ${isLong ? "longer" : "shorter"} than its given time.`,
      hint: isLong ? "Shorten the line, or give it more time." : "Give it less time, or more words.",
      where: { line: line.id },
      quote: line.text,
      measured: inMs(fitted.length),
      expected: inMs(window),
    },
  };
}
