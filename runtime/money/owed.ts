import { fail } from "../problem.ts";
import type { LedgerEntry } from "./ledger-book.ts";

/** A paid call whose end is not known. `open`: the next run looks it up; `uncertain`: nobody but the provider knows. */
export interface OwedCall extends LedgerEntry {
  readonly state: "open" | "uncertain";
}

/** What somebody found out about one. */
export type Finding = { readonly lost: true } | { readonly remote: string } | { readonly costMicros: number };

/** @throws ProblemError LEDGER_UNKNOWN, LEDGER_AMBIGUOUS */
export function oneOf(owed: readonly OwedCall[], id: string): OwedCall {
  const found = owed.filter((entry) => entry.id.startsWith(id) || entry.request.startsWith(id));
  if (found.length > 1) fail({ code: "LEDGER_AMBIGUOUS", message: `${found.length} calls begin with "${id}".`, hint: `Give more of the id: ${found.slice(0, 3).map((entry) => entry.id).join(", ")}.` });
  return found[0] ?? fail({ code: "LEDGER_UNKNOWN", message: `No call in doubt begins with "${id}".`, hint: "\"reelwright ledger list\" shows those there are; what is settled stays settled." });
}
