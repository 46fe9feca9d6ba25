import type { Sent } from "./call.ts";
import type { Fault } from "./faults.ts";
import type { Ending } from "./gate.ts";

/** How one attempt went. */
export type Sending<T> = { readonly sent: Sent<T> } | Failure;
export interface Failure {
  readonly fault: Fault;
  readonly error: unknown;
  /** The provider had taken the work on. */
  readonly accepted: boolean;
}

/** An end of any kind before something is sent: it says nothing, and took nothing. */
export const nothingSent: Ending = { tokens: 0, health: "unknown" };

/** Also what was cancelled, and what went wrong on this side after it was sent. */
export function mayBeBought({ kind }: Fault): boolean {
  return kind === "uncertain" || kind === "foreign";
}

/** What the gate is to know of it. */
export function endingOf(outcome: Sending<unknown>): Ending {
  if ("sent" in outcome) {
    const { tokensIn, tokensOut } = outcome.sent.units;
    const used = tokensIn === undefined && tokensOut === undefined ? undefined : (tokensIn ?? 0) + (tokensOut ?? 0);
    return { tokens: used, health: "up", succeeded: true };
  }
  const { fault } = outcome;
  return { ...(mayBeBought(fault) ? {} : { tokens: 0 }), health: fault.health, waitMs: fault.waitMs, ...(fault.crowded && { crowded: true }) };
}
