/** Headers as every client has them. */
export type Heads = Pick<Headers, "get">;

const day = 24 * 60 * 60 * 1000;

/**
 * How long to wait before trying again: anything between nothing and a bound that doubles with each try ("full jitter": those
 * who failed together do not come back together).
 */
export function fullJitter(tries: number, random: () => number, { baseMs = 1000, capMs = 60_000 } = {}): number {
  return random() * Math.min(capMs, baseMs * 2 ** (tries - 1));
}

/**
 * How long a service asks to be left alone: `retry-after-ms`, `Retry-After` in seconds or as a date, and for limits that are
 * used up `x-ratelimit-reset-*`.
 */
export function namedWaitMs(headers: Heads | undefined, now: number): number | undefined {
  if (!headers) return undefined;
  const ms = number(headers.get("retry-after-ms"));
  if (ms !== undefined) return ms;
  const after = headers.get("retry-after");
  if (after === null) return usedUpMs(headers, now);
  return number(after, 1000) ?? untilDate(after, headers.get("date"), now) ?? usedUpMs(headers, now);
}

/** How long a limit of the service is used up, by what its answer says; undefined while there is something left. */
export function usedUpMs(headers: Heads, now: number): number | undefined {
  const waits = ["", "-requests", "-tokens"].flatMap((limit) => {
    const left = headers.get(`x-ratelimit-remaining${limit}`);
    const reset = headers.get(`x-ratelimit-reset${limit}`);
    if (left === null || reset === null || !(Number(left) <= 0) || left.trim() === "") return [];
    return resetMs(reset, now) ?? [];
  });
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** A date has whole seconds: the true end may come up to one second after it. Their own clock counts, where they tell it. */
function untilDate(text: string, theirs: string | null, now: number): number | undefined {
  // What is no date is made one by some readers: `-5` would be a day in May.
  const until = text.includes(":") ? Date.parse(text) : NaN;
  if (Number.isNaN(until)) return undefined;
  const here = theirs === null ? NaN : Date.parse(theirs);
  return Math.max(0, until - (Number.isNaN(here) ? now : here) + 999);
}

/** `6m0s`, `1s`, `20ms`, `1h2m3.5s`; seconds; seconds or milliseconds since 1970. */
function resetMs(text: string, now: number): number | undefined {
  const plain = number(text);
  if (plain !== undefined) {
    if (plain > 1e11) return Math.max(0, plain - now);
    return plain * 1000 > now - 30 * day ? Math.max(0, plain * 1000 - now) : plain * 1000;
  }
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: day };
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text.trim()) return undefined;
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0);
}

function number(text: string | null, scale = 1): number | undefined {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * scale : undefined;
}
