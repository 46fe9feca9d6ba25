import type { Opening, Settlement } from "./ledger.ts";

/** One line of the file. An entry is begun by `reserved` and ended by the first `settled`, `released` or `uncertain`. */
export type LedgerLine = { readonly id: string; readonly at: number } & (
  | { readonly line: "reserved"; readonly by: string } & Opening
  | { readonly line: "accepted"; readonly remote: string }
  | { readonly line: "taken"; readonly by: string; readonly run: string }
  | { readonly line: "settled" } & Settlement
  | { readonly line: "released" }
  | { readonly line: "uncertain" }
);

/** One call, as far as is known. */
export interface LedgerEntry extends Opening {
  readonly id: string;
  readonly at: number;
  /** The process that answers for it. */
  readonly by: string;
  readonly remote?: string;
}

export interface LedgerTotals {
  /** By currency, in millionths. */
  readonly costMicros: Readonly<Record<string, number>>;
  readonly marketMicros: Readonly<Record<string, number>>;
  /** What may have been billed beyond it, at most. */
  readonly exposedMicros: Readonly<Record<string, number>>;
  readonly settled: number;
  readonly uncertain: number;
  readonly open: number;
}

/** What the lines add up to. Holds the entries that are open or uncertain, and sums of the rest: it does not grow with what is settled. */
export class LedgerBook {
  private readonly live = new Map<string, LedgerEntry>();
  private readonly doubtful = new Map<string, LedgerEntry>();
  private readonly durable = new Map<string, LedgerEntry[]>();
  private readonly cost: Record<string, number> = {};
  private readonly market: Record<string, number> = {};
  private settledCount = 0;

  take(line: LedgerLine): void {
    if (line.line === "reserved") {
      const { line: _, ...entry } = line;
      return this.keep(entry);
    }
    const entry = this.live.get(line.id);
    if (!entry) {
      // What was uncertain may be found out later.
      if (line.line === "settled" || line.line === "released") this.resolve(line.id, line);
      return;
    }
    if (line.line === "accepted") return this.keep({ ...entry, remote: line.remote });
    if (line.line === "taken") return this.keep({ ...entry, by: line.by, run: line.run });
    this.drop(entry);
    if (line.line === "settled") this.count(entry, line);
    if (line.line === "uncertain") this.doubtful.set(entry.id, entry);
  }

  entry(id: string): LedgerEntry | undefined {
    return this.live.get(id) ?? this.doubtful.get(id);
  }

  open(): readonly LedgerEntry[] {
    return [...this.live.values()];
  }

  uncertain(): readonly LedgerEntry[] {
    return [...this.doubtful.values()];
  }

  begun(request: string): LedgerEntry | undefined {
    return this.durable.get(request)?.at(-1);
  }

  totals(): LedgerTotals {
    const exposed: Record<string, number> = {};
    for (const { currency, maxMicros } of this.doubtful.values()) exposed[currency] = (exposed[currency] ?? 0) + maxMicros;
    return { costMicros: { ...this.cost }, marketMicros: { ...this.market }, exposedMicros: exposed, settled: this.settledCount, uncertain: this.doubtful.size, open: this.live.size };
  }

  private resolve(id: string, line: LedgerLine): void {
    const entry = this.doubtful.get(id);
    if (!entry || !this.doubtful.delete(id)) return;
    if (line.line === "settled") this.count(entry, line);
  }

  private keep(entry: LedgerEntry): void {
    this.live.set(entry.id, entry);
    if (!entry.durable) return;
    const same = (this.durable.get(entry.request) ?? []).filter(({ id }) => id !== entry.id);
    this.durable.set(entry.request, [...same, entry]);
  }

  private drop(entry: LedgerEntry): void {
    this.live.delete(entry.id);
    const same = this.durable.get(entry.request)?.filter(({ id }) => id !== entry.id) ?? [];
    if (same.length > 0) this.durable.set(entry.request, same);
    else this.durable.delete(entry.request);
  }

  private count({ currency }: LedgerEntry, { costMicros, marketMicros }: Settlement): void {
    this.settledCount++;
    this.cost[currency] = (this.cost[currency] ?? 0) + costMicros;
    this.market[currency] = (this.market[currency] ?? 0) + marketMicros;
  }
}
