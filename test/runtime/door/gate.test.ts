import { describe, expect, test } from "vitest";
import type { Limits } from "../../../runtime/config/config.ts";
import { Breaker } from "../../../runtime/door/breaker.ts";
import { type Ending, Gate, type Pass, TooLong } from "../../../runtime/door/gate.ts";
import { FakeClock } from "./fake-clock.ts";
import { seeded } from "./random.ts";

const fine: Ending = { health: "up", succeeded: true };

interface Setup {
  readonly limits?: Limits;
  readonly models?: Readonly<Record<string, Limits>>;
  readonly breaker?: Breaker;
}

function gateWith({ limits, models = {}, breaker = new Breaker() }: Setup = {}) {
  const clock = new FakeClock();
  const gate = new Gate({ limits, modelLimits: (model) => models[model], breaker, clock, random: seeded(9) });
  const log: string[] = [];
  const enter = async (model: string, name: string, more: { tokens?: number; place?: boolean; ticket?: number; signal?: AbortSignal; patienceMs?: number; hurried?: boolean } = {}): Promise<Pass> => {
    const pass = await gate.enter({
      model, tokens: 0, place: true, ticket: gate.ticket(), signal: new AbortController().signal, patienceMs: 900_000, hurried: false, ...more,
    });
    log.push(name);
    return pass;
  };
  return { clock, gate, enter, log };
}

describe("turns", () => {
  test("are taken in the order of coming", async () => {
    const { clock, enter, log } = gateWith({ models: { m: { concurrency: 1 } } });
    const passes = ["a", "b", "c"].map((name) => enter("m", name).then((pass) => pass.leave(fine)));
    await clock.until(Promise.all(passes));
    expect(log).toEqual(["a", "b", "c"]);
  });

  test("one that tries again goes before those who came after it", async () => {
    const { clock, gate, enter, log } = gateWith({ models: { m: { concurrency: 1 } } });
    const ticket = gate.ticket();
    const first = await enter("m", "first", { ticket });
    const others = ["b", "c"].map((name) => enter("m", name).then((pass) => pass.leave(fine)));
    const again = enter("m", "again", { ticket }).then((pass) => pass.leave(fine));
    first.leave(fine);
    await clock.until(Promise.all([...others, again]));
    expect(log).toEqual(["first", "again", "b", "c"]);
  });

  test("a model that is held up does not hold up another", async () => {
    const { clock, gate, enter, log } = gateWith({ models: { slow: { requestsPerMinute: 1 } } });
    const slow = [enter("slow", "s1"), enter("slow", "s2"), enter("slow", "s3")];
    gate.hold(gate.lane("held"), clock.now() + 60_000);
    const held = enter("held", "h1");
    await enter("quick", "q1");
    await enter("quick", "q2");
    expect(log).toEqual(["s1", "q1", "q2"]);
    await clock.until(Promise.all([...slow, held]));
    expect(log).toEqual(["s1", "q1", "q2", "h1", "s2", "s3"]);
  });

  test("no more calls are in flight than there are places, of a model and of the provider", async () => {
    const { clock, gate, enter } = gateWith({ limits: { concurrency: 5 }, models: { a: { concurrency: 3 }, b: { concurrency: 4 } } });
    let most = 0;
    let inFlight = 0;
    const work = async (model: string) => {
      const pass = await enter(model, model);
      most = Math.max(most, ++inFlight);
      expect(gate.lane(model).inFlight).toBeLessThanOrEqual(model === "a" ? 3 : 4);
      await new Promise<void>((resolve) => { clock.after(100, resolve); });
      inFlight -= 1;
      pass.leave(fine);
    };
    await clock.until(Promise.all(Array.from({ length: 40 }, (_, index) => work(index % 2 === 0 ? "a" : "b"))));
    expect(most).toBe(5);
    expect(gate.lanes().map((lane) => [lane.inFlight, lane.waiting])).toEqual([[0, 0], [0, 0]]);
  });

  test("what costs nothing takes no place, so that paid work may look things up while it is under way", async () => {
    const { clock, enter, log } = gateWith({ models: { m: { concurrency: 1 } } });
    const job = await enter("m", "job");
    const next = enter("m", "next");
    for (const name of ["look", "look again"]) (await clock.until(enter("m", name, { place: false }))).leave(fine);
    job.leave(fine);
    await next;
    expect(log).toEqual(["job", "look", "look again", "next"]);
  });

  test("looking up does not starve paid work, nor the other way round", async () => {
    const { clock, enter, log } = gateWith({ models: { m: { requestsPerMinute: 6 } } });
    const all = Array.from({ length: 10 }, (_, index) => [enter("m", "look", { place: false }), enter("m", `paid ${index}`)]).flat();
    await clock.until(Promise.all(all));
    expect(log.slice(0, 6).filter((name) => name === "look")).toHaveLength(3);
  });

  test("whoever wants much of what models share is not overtaken for ever", async () => {
    const { clock, enter, log } = gateWith({ limits: { tokensPerMinute: 1000 } });
    (await enter("small", "s0", { tokens: 500 })).leave({ health: "up" });
    const big = enter("big", "big", { tokens: 900 });
    const small = Array.from({ length: 20 }, (_, index) => enter("small", `s${index + 1}`, { tokens: 100 }).then((pass) => pass.leave(fine)));
    await clock.until(Promise.all([big, ...small]));
    expect(log.indexOf("big")).toBe(1);
  });
});

describe("limits a minute", () => {
  test("hold in every window, for each model and for the provider, whatever calls do", async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = seeded(seed);
      const models = { a: { requestsPerMinute: 30, concurrency: 8 }, b: { requestsPerMinute: 45, tokensPerMinute: 5000 } };
      const { clock, enter } = gateWith({ limits: { requestsPerMinute: 60, tokensPerMinute: 8000 }, models });
      const sent: { at: number; model: string; tokens: number }[] = [];
      const work = async (model: string) => {
        await new Promise<void>((resolve) => { clock.after(random() * 200_000, resolve); });
        const tokens = Math.floor(random() * 400);
        const pass = await enter(model, model, { tokens, place: random() < 0.9 });
        const record = { at: clock.now(), model, tokens };
        sent.push(record);
        await new Promise<void>((resolve) => { clock.after(random() ** 4 * 30_000, resolve); });
        record.tokens = Math.floor(tokens * random());
        pass.leave(random() < 0.1 ? { health: "up", crowded: true, tokens: record.tokens } : { ...fine, tokens: record.tokens });
      };
      await clock.until(Promise.all(Array.from({ length: 300 }, () => work(random() < 0.5 ? "a" : "b"))));
      for (const { at } of sent) {
        const window = sent.filter((one) => one.at >= at && one.at < at + 60_000);
        const count = (model: string) => window.filter((one) => one.model === model).length;
        const tokens = (list: typeof window) => list.reduce((sum, one) => sum + one.tokens, 0);
        expect(count("a"), `seed ${seed}`).toBeLessThanOrEqual(30);
        expect(count("b"), `seed ${seed}`).toBeLessThanOrEqual(45);
        expect(window.length, `seed ${seed}`).toBeLessThanOrEqual(60);
        expect(tokens(window.filter((one) => one.model === "b")), `seed ${seed}`).toBeLessThanOrEqual(5000);
        expect(tokens(window), `seed ${seed}`).toBeLessThanOrEqual(8000);
      }
    }
  });
});

describe("a hold", () => {
  test("lets nobody through before its time, and is shared by all who want the model", async () => {
    const { clock, gate, enter } = gateWith();
    const until = clock.now() + 30_000;
    const before = enter("m", "before");
    (await before).leave(fine);
    gate.hold(gate.lane("m"), until);
    const at = await clock.until(Promise.all(Array.from({ length: 30 }, async (_, index) => {
      const pass = await enter("m", String(index), { place: index % 3 > 0 });
      const now = clock.now();
      pass.leave(fine);
      return now;
    })));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(until);
  });

  test("is not cut short by a later, shorter one", async () => {
    const { clock, gate, enter } = gateWith();
    const until = clock.now() + 30_000;
    gate.hold(gate.lane("m"), until);
    gate.hold(gate.lane("m"), clock.now() + 1000);
    await clock.until(enter("m", "a"));
    expect(clock.now()).toBeGreaterThanOrEqual(until);
  });

  test("that is longer than somebody waits is told at once, also to those who wait already", async () => {
    const { clock, gate, enter } = gateWith({ models: { m: { concurrency: 1 } } });
    const place = await enter("m", "in flight");
    const waiting = enter("m", "waiting", { patienceMs: 10_000 });
    const patient = enter("m", "patient", { patienceMs: 100_000 });
    gate.hold(gate.lane("m"), clock.now() + 60_000);
    await expect(waiting).rejects.toBeInstanceOf(TooLong);
    await expect(enter("m", "later", { patienceMs: 10_000 })).rejects.toBeInstanceOf(TooLong);
    place.leave(fine);
    (await clock.until(patient)).leave(fine);
    expect(gate.lane("m").waiting).toBe(0);
  });
});

describe("the number in flight", () => {
  test("halves when the provider complains, once for all that were sent before", async () => {
    const { gate, enter, clock } = gateWith({ models: { m: { concurrency: 16 } } });
    const passes = await Promise.all(Array.from({ length: 16 }, () => enter("m", "")));
    await clock.pass(10);
    for (const pass of passes) pass.leave({ health: "up", crowded: true });
    expect(gate.lane("m").concurrency).toBe(8);
    expect(gate.lane("m").complaints).toBe(1);
    await clock.pass(10);
    (await clock.until(enter("m", ""))).leave({ health: "up", crowded: true });
    expect(gate.lane("m").concurrency).toBe(4);
  });

  test("grows by one after as many successes, and never beyond what is configured", async () => {
    const { gate, enter, clock } = gateWith({ models: { m: { concurrency: 4 } } });
    (await enter("m", "")).leave({ health: "up", crowded: true });
    await clock.pass(1000);
    const grown: number[] = [];
    for (let index = 0; index < 12; index++) {
      (await enter("m", "")).leave(fine);
      grown.push(gate.lane("m").concurrency);
    }
    expect(grown).toEqual([2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4]);
  });

  test("never falls below one", async () => {
    const { gate, enter, clock } = gateWith({ models: { m: { concurrency: 2 } } });
    for (let index = 0; index < 5; index++) {
      (await clock.until(enter("m", ""))).leave({ health: "up", crowded: true });
    }
    expect(gate.lane("m").concurrency).toBe(1);
  });
});

describe("cancelling", () => {
  test("takes whoever waits out at once, and lets the next one through", async () => {
    const { enter, gate, log } = gateWith({ models: { m: { concurrency: 1 }, t: { tokensPerMinute: 100 } } });
    const controller = new AbortController();
    await enter("m", "in flight");
    const waiting = enter("m", "waiting", { signal: controller.signal });
    await enter("t", "half", { tokens: 60 });
    const large = enter("t", "large", { tokens: 90, signal: controller.signal });
    const small = enter("t", "small", { tokens: 40 });
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await expect(large).rejects.toThrow("enough");
    await small;
    expect(gate.lane("m").waiting).toBe(0);
    expect(log).toEqual(["in flight", "half", "small"]);
  });

  test("ten thousand who wait on one signal are gone at once, without a warning and without a timer left", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on("warning", listen);
    const { clock, enter, gate } = gateWith({ models: { m: { requestsPerMinute: 1 } } });
    const controller = new AbortController();
    await enter("m", "");
    const waiting = Array.from({ length: 10_000 }, () => enter("m", "", { signal: controller.signal }));
    expect(gate.lane("m").waiting).toBe(10_000);
    expect(clock.pending).toBe(1);
    controller.abort(new Error("enough"));
    const ends = await Promise.allSettled(waiting);
    await clock.pass(0);
    process.off("warning", listen);
    expect(ends.every(({ status }) => status === "rejected")).toBe(true);
    expect(gate.lane("m").waiting).toBe(0);
    expect(clock.pending).toBe(0);
    expect(warnings).toEqual([]);
  });

  test("who comes cancelled does not wait", async () => {
    const { enter } = gateWith();
    await expect(enter("m", "", { signal: AbortSignal.abort(new Error("before")) })).rejects.toThrow("before");
  });
});

describe("a service that only fails", () => {
  const down: Ending = { health: "down" };
  const breaker = () => new Breaker({ threshold: 3, coolMs: 1000, maxCoolMs: 4000 });

  test("is left alone for a while, then asked by one call whose end all others wait for", async () => {
    const { clock, enter, gate, log } = gateWith({ breaker: breaker() });
    const flight = await Promise.all([enter("m", "1"), enter("m", "2"), enter("n", "3")]);
    for (const pass of flight) pass.leave(down);
    const opened = clock.now();
    const waiting = ["probe", "b", "c"].map((name) => enter(name === "c" ? "n" : "m", name));
    const probe = await clock.until(waiting[0]!);
    expect(clock.now()).toBeGreaterThanOrEqual(opened + 1000);
    await clock.pass(10_000);
    expect(log.slice(3)).toEqual(["probe"]);
    (await enter("m", "look", { place: false, hurried: true })).leave({ health: "unknown" });
    probe.leave(fine);
    for (const pass of await Promise.all(waiting.slice(1))) pass.leave(fine);
    expect(log.slice(3)).toEqual(["probe", "look", "b", "c"]);
    expect(gate.downUntil()).toBe(-Infinity);
  });

  test("is left alone for longer after each probe that fails", async () => {
    const { clock, enter } = gateWith({ breaker: breaker() });
    for (const pass of await Promise.all([enter("m", ""), enter("m", ""), enter("m", "")])) pass.leave(down);
    const waits: number[] = [];
    for (let index = 0; index < 4; index++) {
      const since = clock.now();
      (await clock.until(enter("m", ""))).leave(down);
      waits.push(clock.now() - since);
    }
    expect(waits).toEqual([1000, 2000, 4000, 4000]);
  });

  test("makes those fail at once who have somebody else to ask, and those who waited long enough", async () => {
    const { clock, enter } = gateWith({ breaker: breaker() });
    for (const pass of await Promise.all([enter("m", ""), enter("m", "")])) pass.leave(down);
    const last = await enter("m", "");
    last.leave(down);
    await expect(enter("m", "", { hurried: true })).rejects.toBeInstanceOf(TooLong);
    const short = enter("m", "", { patienceMs: 3000 });
    const refused = expect(short).rejects.toBeInstanceOf(TooLong);
    // Probes go on failing until its patience is at an end.
    for (let index = 0; index < 3; index++) (await clock.until(enter("m", "", { ticket: -1, patienceMs: 1e9 }))).leave(down);
    await refused;
  });

  test("a probe that says nothing is followed by another one", async () => {
    const { clock, enter } = gateWith({ breaker: breaker() });
    for (const pass of await Promise.all([enter("m", ""), enter("m", ""), enter("m", "")])) pass.leave(down);
    (await clock.until(enter("m", ""))).leave({ health: "unknown" });
    const second = await enter("m", "");
    second.leave(fine);
    await enter("m", "");
  });

  test("'too many' and 'no' are answers: they do not count", async () => {
    const { enter, gate } = gateWith({ breaker: breaker() });
    for (let index = 0; index < 20; index++) (await enter("m", "")).leave({ health: index % 5 === 4 ? "down" : "up" });
    expect(gate.downUntil()).toBe(-Infinity);
  });
});
