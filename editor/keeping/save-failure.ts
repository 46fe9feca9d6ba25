import { ServerError } from "../api/server.ts";

/**
 * What a failed save or read asks for. `stale`: the server has something newer. `name`: the name is another's.
 * `away`: the server is not reached. `later`: it failed, and may not the next time. `never`: not without a change.
 */
export type SaveFailure = "stale" | "name" | "away" | "later" | "never";

/** Not reached, or a proxy that says so. */
const away = new Set([0, 502, 503, 504]);

export function failureOf(error: unknown): SaveFailure {
  if (!(error instanceof ServerError)) return "later";
  const { status } = error;
  if (status === 412) return "stale";
  if (status === 409) return "name";
  if (away.has(status)) return "away";
  return status === 429 || status >= 500 ? "later" : "never";
}

const shortestMs = 1000;
const longestMs = 30_000;

/** How long to wait after so many failures in a row, in milliseconds. */
export function retryAfter(failures: number): number {
  return Math.min(longestMs, shortestMs * 2 ** failures);
}
