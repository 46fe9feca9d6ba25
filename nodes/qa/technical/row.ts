import type { Finding, Severity } from "../../story/index.ts";

/** One row of the delivery check list, judged. */
export interface Judged {
  readonly holds: boolean;
  /** Said when it holds. */
  readonly held: string;
  /** Said when it does not. */
  readonly broken: string;
  readonly hint?: string | undefined;
  readonly measured: string;
  readonly expected: string;
  /** How bad it is when it does not hold. */
  readonly severity?: Exclude<Severity, "pass">;
  readonly where?: Finding["where"] | undefined;
  readonly quote?: string | undefined;
}

/** Every row gives exactly one finding, held or not: a report shows all that was looked at. */
export function row(name: string, judged: Judged): Finding {
  const { holds, where, quote, hint, measured, expected } = judged;
  return {
    check: `technical/${name}`,
    severity: holds ? "pass" : judged.severity ?? "block",
    message: holds ? judged.held : judged.broken,
    measured,
    expected,
    ...(hint !== undefined && !holds ? { hint } : {}),
    ...(where && !holds ? { where } : {}),
    ...(quote !== undefined && !holds ? { quote } : {}),
  };
}

/** A row that could not be measured says so: a missing measurement is not a pass. */
export function unmeasured(name: string, reason: string): Finding {
  return { check: `technical/${name}`, severity: "info", message: `Not measured: ${reason}` };
}

/** `1:02.480`: how a place in the film is said. */
export function clock(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return `${minutes}:${((ms - minutes * 60_000) / 1000).toFixed(3).padStart(6, "0")}`;
}

/** `one cut`, `3 cuts`. */
export function count(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}
