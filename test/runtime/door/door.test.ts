import { APIError } from "openai";
import { describe, expect, test } from "vitest";
import { ProblemError } from "../../../runtime/contract/index.ts";
import { WireFault } from "../../../runtime/door/call.ts";
import { isUncertain } from "../../../runtime/door/refusals.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { answered, bought, doorWith, failureOf, leftovers, nothing, type Step } from "./kit.ts";

describe("a call", () => {
  test("is sent with the key, settled, and its answer handed back", async () => {
    const made = doorWith({ secret: { read: async () => "key-1" } });
    expect(await made.call()).toBe("answer");
    expect(made.attempts).toMatchObject([{ key: "key-1", number: 0 }]);
    expect(made.caller.calls).toEqual([{ model: "m", units: { tokensIn: 2, tokensOut: 3 }, costMicros: 7, marketMicros: 14, ms: 0, retries: 0, reserved: true }]);
    expect(made.caller.intents).toEqual([{ provider: "acme", model: "m", request: "r", maxMicros: 50 }]);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("that costs nothing has no money set aside and is not told of", async () => {
    const made = doorWith({ steps: [answered(500), "ok"] });
    const { intent: _, ...free } = made.request();
    expect(await made.clock.until(made.door.call(free))).toBe("answer");
    expect(made.caller.calls).toEqual([]);
    expect(made.caller.intents).toEqual([]);
  });

  test("has money set aside only when its turn has come", async () => {
    const { clock, caller, call } = doorWith({ models: { m: { limits: { requestsPerMinute: 1 } } } });
    await call();
    const second = call();
    await clock.pass(30_000);
    expect(caller.intents).toHaveLength(1);
    await clock.until(second);
    expect(caller.intents).toHaveLength(2);
  });

  test("tells how long the attempt took, not how long it waited", async () => {
    const { clock, caller, call } = doorWith({
      steps: [answered(429, {}, { "retry-after": "60" }), async () => {
        await new Promise<void>((resolve) => { clock.after(300, resolve); });
        return bought("slow");
      }],
    });
    expect(await clock.until(call())).toBe("slow");
    expect(caller.calls).toMatchObject([{ ms: 300, retries: 1 }]);
  });

  test("keeps its idempotency key over all attempts; another call has another", async () => {
    const { clock, attempts, call } = doorWith({ steps: [answered(500), answered(503), "ok"] });
    await clock.until(call());
    await call();
    expect(attempts.map(({ number }) => number)).toEqual([0, 1, 2, 0]);
    expect(new Set(attempts.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
    expect(attempts[0]!.idempotencyKey).toBe(attempts[2]!.idempotencyKey);
  });

  test("that the budget refuses is not sent, and ends as the budget says", async () => {
    const made = doorWith({ caller: { budgetMicros: 10 } });
    expect((await failureOf(made.call())).problem.code).toBe("BUDGET_REACHED");
    expect(made.attempts).toEqual([]);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("whose turn goes by while it waits for money takes another turn before it is sent", async () => {
    const { clock, caller, attempts, call } = doorWith({ models: { m: { limits: { requestsPerMinute: 2, concurrency: 1 } } } });
    const slow = recordedCaller();
    const slowly = { ...slow, reserve: async (intent: Parameters<typeof slow.reserve>[0]) => {
      await new Promise<void>((resolve) => { clock.after(50_000, resolve); });
      return slow.reserve(intent);
    } };
    await clock.until(Promise.all([call(slowly), call(caller), call(caller), call(caller)]));
    for (const { at } of attempts) expect(attempts.filter((one) => one.at >= at && one.at < at + 60_000).length).toBeLessThanOrEqual(2);
    expect(attempts).toHaveLength(4);
  });
});

describe("trying again", () => {
  test("ends with the answer, when it comes within the number of attempts", async () => {
    const made = doorWith({ steps: [answered(500), answered(502), answered(503), answered(408), answered(409), "ok"] });
    expect(await made.clock.until(made.call())).toBe("answer");
    expect(made.caller.calls).toMatchObject([{ retries: 5 }]);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("ends after that number, with what the provider said last", async () => {
    const made = doorWith({ steps: [answered(500, { message: "the oven is cold" })] });
    const { problem } = await failureOf(made.clock.until(made.call()));
    expect(problem).toMatchObject({ code: "PROVIDER_UNREACHABLE", message: "acme fails with status 500 after 6 tries: the oven is cold" });
    expect(problem.hint).toBeTruthy();
    expect(made.attempts).toHaveLength(6);
    expect(leftovers(made)).toEqual(nothing);
  });

  test.each([400, 402, 403, 404, 422])("is not done after %i", async (status) => {
    const made = doorWith({ steps: [answered(status)] });
    const { problem } = await failureOf(made.call());
    expect(problem.code).toBe(status === 402 ? "PROVIDER_UNPAID" : "PROVIDER_REFUSED");
    expect(problem.message).toContain(`says ${status}`);
    expect(made.attempts).toHaveLength(1);
    expect(made.caller.calls).toEqual([]);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("is not done when there is no credit left, though the status says 'too many'", async () => {
    const { attempts, call } = doorWith({ steps: [answered(429, { code: "insufficient_quota", message: "You exceeded your current quota." })] });
    expect((await failureOf(call())).problem).toMatchObject({ code: "PROVIDER_UNPAID", message: "acme wants to be paid first: You exceeded your current quota." });
    expect(attempts).toHaveLength(1);
  });

  test.each([
    ["in seconds", { "retry-after": "20" }, 20_000],
    ["as a date", { "retry-after": new Date(Date.UTC(2026, 0, 1, 0, 0, 20)).toUTCString() }, 20_000],
    ["in milliseconds", { "retry-after-ms": "20000" }, 20_000],
    ["by a limit that is used up", { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "20s" }, 20_000],
  ])("waits as long as was named %s, and so does everyone else who wants the model", async (_, headers, ms) => {
    const { clock, caller, attempts, call } = doorWith({ steps: [answered(429, {}, headers), "ok"] });
    const start = clock.now();
    const first = call();
    await clock.pass(10);
    const others = [call(), call(), call()];
    const elsewhere = await call(caller, { model: "other" });
    expect(elsewhere).toBe("answer");
    await clock.until(Promise.all([first, ...others]));
    expect(attempts.filter(({ at }) => at < start + ms)).toHaveLength(2);
    expect(attempts).toHaveLength(6);
    expect(caller.notices).toMatchObject([{ code: "waiting", provider: "acme", model: "m" }]);
  });

  test("goes on for as long as there are too many, far beyond the number of attempts", async () => {
    const { clock, attempts, caller, call } = doorWith({ steps: [...Array<Error>(20).fill(answered(429, {}, { "retry-after": "30" })), "ok"] });
    expect(await clock.until(call())).toBe("answer");
    expect(attempts).toHaveLength(21);
    expect(caller.calls).toMatchObject([{ retries: 20 }]);
  });

  test("ends when there have been too many for longer than is waited for", async () => {
    const made = doorWith({ steps: [answered(429, {}, { "retry-after": "30" })], patienceMs: 120_000 });
    expect((await failureOf(made.clock.until(made.call()))).problem.code).toBe("PROVIDER_BUSY");
    expect(made.attempts.length).toBeGreaterThan(3);
    expect(leftovers(made)).toMatchObject({ open: 0, models: [[0, 0]] });
  });

  test("is refused at once when the time that is named is too far away, for all who want the model", async () => {
    const { attempts, call } = doorWith({ steps: [answered(429, {}, { "retry-after": "7200" })] });
    expect((await failureOf(call())).problem.code).toBe("PROVIDER_BUSY");
    expect((await failureOf(call())).problem).toMatchObject({ code: "PROVIDER_BUSY", message: "acme takes nothing more for m before 2026-01-01T02:00:00.000Z." });
    expect(attempts).toHaveLength(1);
  });

  test("nobody slips in between an answer that names a time and the wait", async () => {
    const { clock, attempts, call } = doorWith({ steps: [answered(429, {}, { "retry-after": "20" }), "ok"], models: { m: { limits: { concurrency: 1 } } } });
    const start = clock.now();
    await clock.until(Promise.all(Array.from({ length: 10 }, () => call())));
    expect(attempts.map(({ at }) => at - start)).toEqual([0, ...Array<number>(10).fill(20_000)]);
  });

  test("who has its turn and is not sent yet waits as well", async () => {
    const { clock, attempts, call } = doorWith({
      steps: [async () => {
        await new Promise<void>((resolve) => { clock.after(50, resolve); });
        throw answered(429, {}, { "retry-after": "20" });
      }, "ok"],
    });
    const slow = recordedCaller();
    const slowly = { ...slow, reserve: async (intent: Parameters<typeof slow.reserve>[0]) => {
      await new Promise<void>((resolve) => { clock.after(100, resolve); });
      return slow.reserve(intent);
    } };
    const start = clock.now();
    await clock.until(Promise.all([call(), call(slowly)]));
    expect(attempts.map(({ at }) => at - start)).toEqual([0, 20_050, 20_050]);
    expect(slow.open.size).toBe(0);
  });

  test("each run is told once of each wait", async () => {
    const { clock, call } = doorWith({ steps: [answered(429, {}, { "retry-after": "20" }), "ok"] });
    const callers = ["one", "one", "two"].map((run) => ({ ...recordedCaller(), origin: { run, node: "n", item: "i" } }));
    const first = call(callers[0]);
    await clock.pass(1);
    await clock.until(Promise.all([first, call(callers[1]), call(callers[2])]));
    expect(callers.map(({ notices }) => notices.length)).toEqual([1, 0, 1]);
    expect(callers[2]!.notices[0]!.message).toBe("acme takes nothing more for m for 20 seconds.");
  });

  test("without a named time, a flood that is turned away comes back spread out, and not all at once", async () => {
    const { clock, attempts, call, door } = doorWith({ steps: [...Array<Error>(16).fill(answered(429)), "ok"] });
    const flood = Array.from({ length: 100 }, () => call());
    await clock.pass(0);
    expect(attempts).toHaveLength(16);
    expect(door.status().models[0]).toMatchObject({ concurrency: 8, waiting: 100 });
    await clock.until(Promise.all(flood));
    expect(attempts).toHaveLength(116);
  });

  test("a success that says the limit is used up holds back the next", async () => {
    const { clock, attempts, call } = doorWith({
      steps: [async ({ heard }) => {
        heard(new Headers({ "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s" }));
        return bought("last");
      }, "ok"],
    });
    await call();
    const second = call();
    await clock.until(second);
    expect(attempts[1]!.at - attempts[0]!.at).toBeGreaterThanOrEqual(360_000);
  });

  test("with somebody else to ask, a call does not wait for long", async () => {
    const { clock, attempts, call } = doorWith({ steps: [answered(429, {}, { "retry-after": "30" })], call: { fallback: true } });
    expect((await failureOf(call())).problem.code).toBe("PROVIDER_BUSY");
    const before = clock.now();
    expect((await failureOf(call())).problem.code).toBe("PROVIDER_BUSY");
    expect(clock.now()).toBe(before);
    expect(attempts).toHaveLength(1);
  });

  test("with somebody else to ask, what looks at work that is under way waits all the same", async () => {
    const { clock, call, caller, request, door } = doorWith({ steps: [answered(429, {}, { "retry-after": "60" }), "ok"], call: { fallback: true } });
    await failureOf(call());
    const { intent: _, ...look } = request();
    expect(await clock.until(door.call(look))).toBe("answer");
    const reservation = await caller.reserve({ provider: "acme", model: "m", request: "r", maxMicros: 1 });
    expect(await clock.until(call(caller, { reservation }))).toBe("answer");
  });

  test("a service that only fails is left alone; with somebody else to ask, at once", async () => {
    const { clock, attempts, call, door, caller } = doorWith({ steps: [...Array<Error>(4).fill(answered(500)), "ok"], breaker: { threshold: 4, coolMs: 60_000 } });
    const first = call();
    while (attempts.length < 4) await clock.pass(1000);
    expect(door.status().breaker).toBe("open");
    expect((await failureOf(call(caller, { fallback: true }))).problem).toMatchObject({ code: "PROVIDER_BUSY" });
    expect(await clock.until(first)).toBe("answer");
    expect(door.status().breaker).toBe("closed");
    expect(caller.notices).toMatchObject([{ code: "waiting" }]);
    expect(attempts[4]!.at - attempts[3]!.at).toBeGreaterThanOrEqual(60_000);
  });
});

describe("a key that has expired", () => {
  const refused = (good: string): readonly Step[] => [async ({ key }) => {
    await new Promise<void>((resolve) => { setImmediate(resolve); });
    if (key !== good) throw answered(401);
    return bought("answer");
  }];

  test("is renewed once for two hundred calls, each of which is sent once more", async () => {
    let refreshes = 0;
    const { call, attempts, door, caller } = doorWith({
      steps: refused("new"), models: { m: { limits: { concurrency: 200 } } },
      secret: { read: async () => "old", refresh: async () => (refreshes++, "new") },
    });
    expect(new Set(await Promise.all(Array.from({ length: 200 }, () => call())))).toEqual(new Set(["answer"]));
    expect(refreshes).toBe(1);
    expect(door.status().refreshes).toBe(1);
    expect(attempts).toHaveLength(400);
    expect(caller.notices).toMatchObject([{ code: "refreshed", provider: "acme" }]);
    expect(caller.open.size).toBe(0);
  });

  test("that is refused again after it was renewed ends the call", async () => {
    let refreshes = 0;
    const made = doorWith({ steps: refused("other"), secret: { read: async () => "old", refresh: async () => `new-${refreshes++}` } });
    expect((await failureOf(made.call())).problem.code).toBe("PROVIDER_UNAUTHORISED");
    expect(made.attempts).toHaveLength(2);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("that cannot be renewed ends the call at once, and those after it without being sent", async () => {
    const { attempts, call } = doorWith({ steps: refused("other"), secret: { read: async () => "old" } });
    expect((await failureOf(call())).problem).toMatchObject({ code: "PROVIDER_UNAUTHORISED", message: "acme does not accept its key: says 401" });
    expect((await failureOf(call())).problem).toMatchObject({ code: "PROVIDER_UNAUTHORISED", message: "There is no usable key for acme: the one there is was refused." });
    expect(attempts).toHaveLength(1);
  });

  test("may expire again later in the same call", async () => {
    let refreshes = 0;
    const { clock, call } = doorWith({
      steps: [answered(401), answered(503), answered(401), "ok"],
      secret: { read: async () => "k", refresh: async () => `k${++refreshes}` },
    });
    expect(await clock.until(call())).toBe("answer");
    expect(refreshes).toBe(2);
  });

  test("that cannot be had, or not be renewed, is said without what the program printed of it", async () => {
    const redact = (text: string) => text.replaceAll("sk-secret", "***");
    const unread = doorWith({ secret: { read: async () => { throw new Error("vault: sk-secret is locked"); } }, redact });
    expect((await failureOf(unread.call())).problem).toMatchObject({ code: "PROVIDER_UNAUTHORISED", message: "There is no usable key for acme: vault: *** is locked" });
    const renewing = doorWith({ steps: [answered(401)], secret: { read: async () => "old-key", refresh: async () => { throw new Error("old-key is not known"); } } });
    expect((await failureOf(renewing.call())).problem).toMatchObject({ code: "PROVIDER_UNAUTHORISED", message: "There is no usable key for acme: *** is not known" });
    expect(leftovers(renewing)).toEqual(nothing);
  });
});

describe("what is not known to have been bought", () => {
  test("is told as such, and money is set aside anew for the next attempt", async () => {
    const made = doorWith({ steps: [new WireFault("uncertain", "cut"), "ok"] });
    await made.clock.until(made.call());
    expect(made.caller.calls).toMatchObject([{ uncertain: true, costMicros: 0, units: {}, retries: 0, reserved: true }, { costMicros: 7, retries: 1, reserved: true }]);
    expect(made.caller.intents).toHaveLength(2);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("counts against the budget, so that it holds even if all of it was billed", async () => {
    const made = doorWith({ steps: [new WireFault("uncertain", "cut")], caller: { budgetMicros: 120 } });
    expect((await failureOf(made.clock.until(made.call()))).problem.code).toBe("BUDGET_REACHED");
    expect(made.attempts).toHaveLength(2);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("what certainly was not bought gives its money back before it waits", async () => {
    const { clock, caller, call } = doorWith({ steps: [answered(503, {}, { "retry-after": "60" }), "ok"], caller: { budgetMicros: 50 } });
    const waiting = call();
    await clock.pass(1000);
    expect(caller.open.size).toBe(0);
    expect(caller.released).toHaveLength(1);
    await clock.until(waiting);
    expect(caller.calls).toHaveLength(1);
  });

  test("retries add up, however many attempts are told", async () => {
    const cut = new WireFault("uncertain", "cut");
    const { clock, caller, call } = doorWith({ steps: [answered(500), cut, cut, answered(500), "ok"] });
    await clock.until(call());
    expect(caller.calls.map(({ retries }) => retries)).toEqual([1, 1, 2]);
  });

  test("is not asked for again when it must not be bought twice", async () => {
    const made = doorWith({ steps: [new WireFault("uncertain", "cut")], call: { intent: { request: "r", maxMicros: 50, durable: true } } });
    const error = await failureOf(made.call());
    expect(error.problem.code).toBe("PROVIDER_UNREACHABLE");
    expect(isUncertain(error)).toBe(true);
    expect(made.attempts).toHaveLength(1);
    expect(made.caller.calls).toMatchObject([{ uncertain: true }]);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("the word of a gateway is not enough for what must not be bought twice", async () => {
    const once = doorWith({ steps: [answered(502)], call: { intent: { request: "r", maxMicros: 50, durable: true } } });
    expect(isUncertain(await failureOf(once.call()))).toBe(true);
    expect(once.attempts).toHaveLength(1);
    const again = doorWith({ steps: [answered(502), "ok"] });
    expect(await again.clock.until(again.call())).toBe("answer");
    expect(again.caller.calls).toHaveLength(1);
  });

  test("what was refused may be asked for again, also if it must not be bought twice", async () => {
    const { clock, call, caller } = doorWith({ steps: [answered(503), answered(429), "ok"], call: { intent: { request: "r", maxMicros: 50, durable: true } } });
    expect(await clock.until(call())).toBe("answer");
    expect(caller.calls).toHaveLength(1);
  });

  test("work that was accepted is not lost because looking at it fails", async () => {
    const made = doorWith({
      steps: [async ({ accepted }) => {
        await accepted("job-1");
        throw answered(500);
      }],
    });
    expect(isUncertain(await failureOf(made.call()))).toBe(true);
    expect(made.attempts).toHaveLength(1);
    expect(made.caller.accepted.get("r")).toBe("job-1");
    expect(made.caller.calls).toMatchObject([{ uncertain: true }]);
  });

  test("work that was accepted and failed for certain costs nothing", async () => {
    const made = doorWith({
      steps: [async ({ accepted }) => {
        await accepted("job-1");
        throw new WireFault("final", "the video failed: too dark");
      }],
    });
    expect((await failureOf(made.call())).problem).toMatchObject({ code: "PROVIDER_REFUSED", message: "acme refused a request for m: the video failed: too dark" });
    expect(made.caller.calls).toEqual([]);
    expect(made.caller.released).toHaveLength(1);
  });

  describe("that was taken over from somebody who is gone", () => {
    async function takenOver(setup: Parameters<typeof doorWith>[0]) {
      const made = doorWith(setup);
      const reservation = await made.caller.reserve({ provider: "acme", model: "m", request: "taken over", maxMicros: 5, durable: true });
      return { ...made, resume: () => made.call(made.caller, { reservation }) };
    }

    test("is settled like any other", async () => {
      const { caller, resume } = await takenOver({});
      expect(await resume()).toBe("answer");
      expect(caller.intents.map(({ request }) => request)).toEqual(["taken over"]);
      expect(caller.calls).toMatchObject([{ costMicros: 7, reserved: true }]);
    });

    test("is not given back when the call fails, and nothing is sent again", async () => {
      const { caller, attempts, resume } = await takenOver({ steps: [answered(500)] });
      expect(isUncertain(await failureOf(resume()))).toBe(true);
      expect(attempts).toHaveLength(1);
      expect(caller.released).toEqual([]);
      expect(caller.calls).toMatchObject([{ uncertain: true, reserved: true }]);
    });

    test("is not given back when the call ends before anything is sent", async () => {
      const signal = AbortSignal.abort(new Error("enough"));
      const { caller, attempts, resume } = await takenOver({ secret: { read: async () => { throw new Error("locked"); } } });
      expect((await failureOf(resume())).problem.code).toBe("PROVIDER_UNAUTHORISED");
      const cancelled = await takenOver({});
      const reservation = await cancelled.caller.reserve({ provider: "acme", model: "m", request: "r", maxMicros: 5 });
      await failureOf(cancelled.call({ ...cancelled.caller, signal }, { reservation }));
      expect(attempts).toEqual([]);
      for (const one of [caller, cancelled.caller]) {
        expect(one.released).toEqual([]);
        expect(one.calls).toMatchObject([{ uncertain: true, reserved: true, retries: 0 }]);
      }
    });

    test("is given back when it is certain that nothing was bought", async () => {
      const { clock, caller, resume } = await takenOver({ steps: [new WireFault("retry", "there is no such job"), "ok"] });
      expect(await clock.until(resume())).toBe("answer");
      expect(caller.released.map(({ request }) => request)).toEqual(["taken over"]);
      expect(caller.calls).toMatchObject([{ costMicros: 7, retries: 1 }]);
    });
  });
});

describe("silence", () => {
  test("ends an attempt, and it is tried again", async () => {
    const made = doorWith({ steps: ["silent", "ok"], silenceMs: 5000 });
    expect(await made.clock.until(made.call())).toBe("answer");
    expect(made.attempts[0]!.signal.aborted).toBe(true);
    expect(made.attempts[1]!.at - made.attempts[0]!.at).toBeGreaterThanOrEqual(5000);
    expect(made.caller.calls).toMatchObject([{ uncertain: true, ms: 5000 }, { retries: 1 }]);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("is measured from the last that was heard", async () => {
    const made = doorWith({
      silenceMs: 5000,
      steps: [async ({ alive }) => {
        for (let part = 0; part < 10; part++) {
          await new Promise<void>((resolve) => { made.clock.after(4000, resolve); });
          alive();
        }
        return bought("slow");
      }],
    });
    expect(await made.clock.until(made.call())).toBe("slow");
    expect(made.attempts).toHaveLength(1);
  });

  test("is not needed to end what takes too long in all", async () => {
    const made = doorWith({
      silenceMs: 5000, maxAttempts: 1,
      steps: [async ({ alive, signal }) => {
        while (!signal.aborted) {
          await new Promise<void>((resolve) => { made.clock.after(1000, resolve); });
          alive();
        }
        throw signal.reason;
      }],
      call: { deadlineMs: 20_000 },
    });
    const { problem } = await failureOf(made.clock.until(made.call()));
    expect(problem).toMatchObject({ code: "PROVIDER_UNREACHABLE", message: "acme gave no whole answer for m: it was not done after 20 seconds" });
  });

  test("ends also what does not listen", async () => {
    const made = doorWith({ steps: [() => new Promise(() => {}), "ok"], silenceMs: 5000 });
    expect(await made.clock.until(made.call())).toBe("answer");
    expect(leftovers(made)).toEqual(nothing);
  });
});

describe("what a provider says", () => {
  test("is shown without the key, on one line, and not longer than can be read", async () => {
    const { call } = doorWith({
      steps: [answered(400, { message: `Bad request by sk-abc123\n\n and tok-9: ${"x".repeat(5000)}` })],
      secret: { read: async () => "sk-abc123" }, redact: (text) => text.replaceAll("tok-9", "[tok]"),
    });
    const { problem } = await failureOf(call());
    expect(problem.message).toMatch(/^acme refused a request for m: Bad request by \*\*\* and \[tok\]: x+ …$/);
    expect(problem.message.length).toBeLessThan(700);
  });

  test("is not needed: a status speaks for itself", async () => {
    const { call } = doorWith({ steps: [APIError.generate(404, undefined, undefined, new Headers())] });
    expect((await failureOf(call())).problem.message).toBe("acme refused a request for m: status 404, without a reason");
  });

  test("a mistake that quotes the key is passed on without it", async () => {
    const { call } = doorWith({ steps: [new TypeError("Headers.append: \"Bearer sk-abc123\" is an invalid header value.")], secret: { read: async () => "sk-abc123" } });
    const error = await failureOf(call());
    expect(`${error.message} ${error.stack}`).not.toContain("sk-abc123");
    expect(error.message).toContain("invalid header value");
  });

  test("a problem that quotes the key is passed on without it, and any other as it is", async () => {
    const problem = new ProblemError({ code: "REPLY_INVALID", message: "The reply is no JSON: sk-abc123", hint: "Ask again." });
    const quoting = await failureOf(doorWith({ steps: [problem], secret: { read: async () => "sk-abc123" } }).call());
    expect(quoting.problem).toEqual({ code: "REPLY_INVALID", message: "The reply is no JSON: ***", hint: "Ask again." });
    expect(await failureOf(doorWith({ steps: [problem], secret: { read: async () => "another" } }).call())).toBe(problem);
  });

  test("any other mistake of a program is passed on as it is", async () => {
    const mistake = new TypeError("a is not a function");
    const made = doorWith({ steps: [mistake] });
    expect(await failureOf(made.call())).toBe(mistake);
    expect(made.attempts).toHaveLength(1);
    expect(leftovers(made)).toEqual(nothing);
  });
});
