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

/** The answer, or undefined where there is nothing of that name. */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof ServerError && error.status === 404) return undefined;
    throw error;
  });
}

const shortestMs = 1000;
const longestMs = 30_000;

/** Failures in a row. */
export class Failures {
  private count = 0;
  /** The last one was that the server was not reached. */
  isAway = false;

  /** @returns how long to wait before it is tried again, in milliseconds */
  get waitMs(): number {
    return Math.min(longestMs, shortestMs * 2 ** Math.max(0, this.count - 1));
  }

  /** @returns whether it is the first */
  add(failure: SaveFailure): boolean {
    this.isAway = failure === "away";
    return this.count++ === 0;
  }

  /** @returns whether there were any */
  end(): boolean {
    const had = this.count > 0;
    this.count = 0;
    this.isAway = false;
    return had;
  }
}
