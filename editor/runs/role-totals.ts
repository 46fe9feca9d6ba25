import type { ServiceCalled } from "../../runtime/events.ts";

/** What the calls of one service role came to. */
export interface RoleTotal {
  readonly role: string;
  readonly calls: number;
  readonly costMicros: number;
  /** What it would have cost at the provider's list price. */
  readonly marketMicros: number;
  /** May have been billed beyond its cost, at most. */
  readonly exposedMicros: number;
  readonly retries: number;
  /** In milliseconds. */
  readonly average: number;
  /** Half of the calls took no longer, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Providers, models and the labels of stand-ins, each once. */
  readonly answeredBy: readonly string[];
  readonly standIn: boolean;
}

export function roleTotals(calls: readonly ServiceCalled[]): RoleTotal[] {
  const byRole = new Map<string, ServiceCalled[]>();
  for (const call of calls) {
    const list = byRole.get(call.role);
    if (list) list.push(call);
    else byRole.set(call.role, [call]);
  }
  return [...byRole].map(([role, list]) => {
    const times = list.map(({ ms }) => ms).sort((a, b) => a - b);
    const sum = (field: "costMicros" | "marketMicros" | "exposedMicros" | "retries") => list.reduce((all, call) => all + (call[field] ?? 0), 0);
    return {
      role, calls: list.length, costMicros: sum("costMicros"), marketMicros: sum("marketMicros"), exposedMicros: sum("exposedMicros"), retries: sum("retries"),
      average: times.reduce((all, ms) => all + ms, 0) / Math.max(1, times.length), p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99),
      answeredBy: [...new Set(list.map(({ provider, model, label }) => label ?? (provider === model ? provider : `${provider} · ${model}`)))],
      standIn: list.some(({ label }) => label !== undefined),
    };
  });
}

/** @param sorted ascending; the nearest rank */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
