import type { Route } from "./log.ts";

/** What goes wrong with a request. `billed` says whether it is paid for all the same; the default is what services usually do. */
export type Fault =
  /** An error status. With `message` and `code` as services word them. Never billed. */
  | { readonly do: "status"; readonly status: number; readonly code?: string; readonly message?: string; readonly headers?: Readonly<Record<string, string>> }
  /** 429, and from then on nothing may be sent for the model until the time is over. How that time is told differs. */
  | { readonly do: "busy"; readonly ms: number; readonly told: "seconds" | "date" | "retry-after-ms" | "x-ratelimit" | "not"; readonly status?: 429 | 503 | 529 }
  /** The model will not: a refusal in its answer, or 400 with a policy code where there is no answer to put it in. */
  | { readonly do: "refuse"; readonly message?: string }
  /** The connection is reset when the request is there. */
  | { readonly do: "reset" }
  /** The work is done and billed, and the answer never comes; after `ms` the connection is cut. */
  | { readonly do: "lose"; readonly ms?: number; readonly billed?: boolean }
  /** The connection is cut after that many bytes of the answer. */
  | { readonly do: "cut"; readonly bytes: number; readonly billed?: boolean }
  /** A stream ends in the middle as if that were its end: no reason to finish, no end mark. */
  | { readonly do: "no-end"; readonly billed?: boolean }
  /** After that many bytes nothing more comes, and the connection stays. */
  | { readonly do: "stall"; readonly bytes: number; readonly billed?: boolean }
  /** The answer is cut at half its length, and says so: `length`. */
  | { readonly do: "truncate" }
  /** JSON in a fence, with a word before it. */
  | { readonly do: "fence" }
  /** A page of HTML, with status 200. */
  | { readonly do: "wrong-type" }
  /** An error in the body, with status 200. */
  | { readonly do: "error-body" }
  /** What is asked for is done twice and billed twice. */
  | { readonly do: "double-bill" }
  /** A picture in which the people look otherwise than in the references. */
  | { readonly do: "drift" }
  /** The answer begins later. */
  | { readonly do: "delay"; readonly ms: number }
  /** The key that is used has expired: this call and all with that key get 401. */
  | { readonly do: "expire" }
  /** A video that fails while it is made; not billed. */
  | { readonly do: "fail-later"; readonly message?: string };

/** When a fault is done. What is not said does not matter. Calls are counted per rule, from 1, among those that fit. */
export interface Rule {
  readonly fault: Fault;
  readonly model?: string;
  readonly route?: Route | readonly Route[];
  /** Which of the calls that fit: one, or several. */
  readonly nth?: number | readonly number[];
  /** Every so many calls. */
  readonly every?: number;
  /** At most so often. */
  readonly times?: number;
  /** In milliseconds since the service started. */
  readonly from?: number;
  readonly until?: number;
  /** With this probability, by a seed. */
  readonly chance?: { readonly of: number; readonly seed: number };
}

interface Counted {
  readonly rule: Rule;
  calls: number;
  done: number;
  random: number;
}

/** The script: which fault, if any, is done to a request. The first rule that fits wins. */
export class Script {
  private readonly rules: Counted[] = [];
  private readonly started = Date.now();

  constructor(rules: readonly Rule[] = []) {
    for (const rule of rules) this.add(rule);
  }

  /** @returns takes the rule back */
  add(rule: Rule): () => void {
    const counted = { rule, calls: 0, done: 0, random: rule.chance?.seed ?? 0 };
    this.rules.push(counted);
    return () => void this.rules.splice(this.rules.indexOf(counted), 1);
  }

  faultFor(route: Route, model: string): Fault | undefined {
    const sinceStart = Date.now() - this.started;
    let found: Fault | undefined;
    for (const counted of this.rules) {
      const { rule } = counted;
      if (rule.model !== undefined && rule.model !== model) continue;
      if (rule.route !== undefined && ![rule.route].flat().includes(route)) continue;
      counted.calls++;
      if (found || (rule.from ?? 0) > sinceStart || (rule.until ?? Infinity) <= sinceStart || !isTurn(counted)) continue;
      counted.done++;
      found = rule.fault;
    }
    return found;
  }
}

function isTurn(counted: Counted): boolean {
  const { rule: { nth, every, times, chance }, calls, done } = counted;
  if (done >= (times ?? Infinity)) return false;
  if (nth !== undefined && ![nth].flat().includes(calls)) return false;
  if (every !== undefined && calls % every !== 0) return false;
  return chance === undefined || nextRandom(counted) < chance.of;
}

/** mulberry32. */
function nextRandom(state: { random: number }): number {
  state.random = (state.random + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state.random ^ (state.random >>> 15), 1 | state.random);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
