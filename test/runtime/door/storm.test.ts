import { expect, test } from "vitest";
import { type Attempt, type Sent, WireFault } from "../../../runtime/door/call.ts";
import { Door } from "../../../runtime/door/door.ts";
import { problemIn } from "../../../runtime/problem.ts";
import { recordedCaller, type RecordedCaller } from "../../kit/caller.ts";
import { FakeClock } from "./fake-clock.ts";
import { answered } from "./kit.ts";
import { seeded } from "./random.ts";

const price = 10;
const keyLivesMs = 90_000;

/** A service in a bad state, which writes down what its client does to it. */
class BadService {
  readonly arrivals: { readonly at: number; readonly model: string }[] = [];
  /** Arrivals in a time in which it had asked to be left alone. */
  readonly intrusions: number[] = [];
  billed = 0;
  refreshes = 0;
  private readonly clock: FakeClock;
  private readonly random: () => number;
  private readonly windows: { readonly model: string; readonly from: number; readonly until: number }[] = [];
  private issued: number;

  constructor(clock: FakeClock, random: () => number) {
    this.clock = clock;
    this.random = random;
    this.issued = clock.now();
  }

  readonly key = async (): Promise<string> => `key-${this.refreshes}`;

  readonly refresh = async (): Promise<string> => {
    this.refreshes += 1;
    await this.pause(200);
    this.issued = this.clock.now();
    return this.key();
  };

  async answer(model: string, { key }: Attempt): Promise<Sent<string>> {
    const at = this.clock.now();
    this.arrivals.push({ at, model });
    if (this.windows.some((window) => window.model === model && at > window.from && at < window.until)) this.intrusions.push(at);
    const expired = key !== `key-${this.refreshes}` || at > this.issued + keyLivesMs;
    await this.pause(50 + this.random() ** 3 * 5000);
    if (expired) throw answered(401);
    return this.outcome(model);
  }

  private outcome(model: string): Sent<string> {
    const luck = this.random();
    if (luck < 0.08) throw this.leaveMeAlone(model);
    if (luck < 0.14) throw answered(this.random() < 0.5 ? 500 : 503);
    if (luck < 0.16) throw answered(429);
    if (luck < 0.2) throw answered(400);
    if (luck < 0.28) {
      // The answer gets lost, after it was written or before.
      if (this.random() < 0.5) this.billed += price;
      throw new WireFault("uncertain", "cut");
    }
    this.billed += price;
    return { value: "answer", units: { tokensIn: 50, tokensOut: 50 }, costMicros: price, marketMicros: price };
  }

  private leaveMeAlone(model: string): Error {
    const now = this.clock.now();
    const ms = 1000 * Math.ceil(this.random() * 20);
    this.windows.push({ model, from: now, until: now + ms });
    const form = this.random();
    if (form < 0.33) return answered(429, {}, { "retry-after": String(ms / 1000) });
    if (form < 0.66) return answered(429, {}, { "retry-after": new Date(now + ms).toUTCString() });
    return answered(503, {}, { "retry-after-ms": String(ms) });
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => { this.clock.after(ms, resolve); });
  }
}

function spent(caller: RecordedCaller): { readonly settled: number; readonly exposed: number } {
  const settled = caller.calls.reduce((sum, { costMicros }) => sum + costMicros, 0);
  return { settled, exposed: caller.calls.filter(({ uncertain }) => uncertain).length * price };
}

test.each(Array.from({ length: 10 }, (_, index) => index + 1))("in a storm of every kind of fault, limits, windows, keys and money hold (seed %i)", async (seed) => {
  const clock = new FakeClock();
  const random = seeded(seed);
  const service = new BadService(clock, random);
  const door = new Door({
    provider: "acme", clock, random, secret: { read: service.key, refresh: service.refresh }, limits: { requestsPerMinute: 100 },
    models: { a: { limits: { requestsPerMinute: 60, concurrency: 10 } }, b: { limits: { tokensPerMinute: 9000 } } },
  });
  const controller = new AbortController();
  const budgetMicros = 300 * price;
  const caller = recordedCaller({ budgetMicros });
  const cancelled = recordedCaller({ signal: controller.signal });
  const ends = Promise.allSettled(Array.from({ length: 400 }, (_, index) => {
    const model = index % 3 === 0 ? "b" : "a";
    return door.call({ caller: index % 20 === 0 ? cancelled : caller, model, tokens: 300, intent: { request: `r${index}`, maxMicros: price }, send: (attempt) => service.answer(model, attempt) });
  }));
  await clock.pass(60_000);
  controller.abort(new Error("enough"));
  const results = await clock.until(ends);

  expect(service.intrusions).toEqual([]);
  for (const { at } of service.arrivals) {
    const window = service.arrivals.filter((one) => one.at >= at && one.at < at + 60_000);
    expect(window.length).toBeLessThanOrEqual(100);
    expect(window.filter(({ model }) => model === "a").length).toBeLessThanOrEqual(60);
  }
  // One renewal for each time a key expired.
  expect(service.refreshes).toBeGreaterThan(0);
  expect(service.refreshes).toBeLessThanOrEqual(Math.ceil((clock.now() - Date.UTC(2026, 0, 1)) / keyLivesMs));
  const sums = [caller, cancelled].map(spent);
  expect(sums[0]!.settled + sums[0]!.exposed).toBeLessThanOrEqual(budgetMicros);
  const [settled, exposed] = [sums[0]!.settled + sums[1]!.settled, sums[0]!.exposed + sums[1]!.exposed];
  expect(service.billed).toBeGreaterThanOrEqual(settled);
  expect(service.billed).toBeLessThanOrEqual(settled + exposed);
  // Everyone gets an answer, or hears why not.
  for (const result of results) {
    if (result.status === "fulfilled") expect(result.value).toBe("answer");
    else expect(problemIn(result.reason)?.code ?? (result.reason as Error).message).toMatch(/^(PROVIDER_REFUSED|PROVIDER_UNREACHABLE|BUDGET_REACHED|enough)$/);
  }
  expect(caller.open.size + cancelled.open.size).toBe(0);
  expect(door.status()).toMatchObject({ models: [{ inFlight: 0, waiting: 0 }, { inFlight: 0, waiting: 0 }] });
});
