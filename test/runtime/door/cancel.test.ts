import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { abortable, onAbort } from "../../../runtime/door/abort.ts";
import type { Reservation } from "../../../runtime/contract/service.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { answered, doorWith, failureOf, leftovers, nothing } from "./kit.ts";

const enough = new Error("enough");

describe("whoever cancels leaves nothing behind", () => {
  test("before the call", async () => {
    const made = doorWith({ caller: { signal: AbortSignal.abort(enough) } });
    expect(await failureOf(made.call())).toBe(enough);
    expect(made.attempts).toEqual([]);
    expect({ ...leftovers(made), models: [] }).toEqual({ ...nothing, models: [] });
  });

  test("while it waits for its turn", async () => {
    const controller = new AbortController();
    const made = doorWith({ models: { m: { limits: { requestsPerMinute: 1 } } }, caller: { signal: controller.signal } });
    await made.call();
    const waiting = failureOf(made.call());
    await made.clock.pass(1000);
    controller.abort(enough);
    expect(await waiting).toBe(enough);
    expect(made.attempts).toHaveLength(1);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("while the key is read", async () => {
    const controller = new AbortController();
    const made = doorWith({ secret: { read: () => new Promise(() => {}) }, caller: { signal: controller.signal } });
    const waiting = failureOf(made.call());
    await setImmediate();
    controller.abort(enough);
    expect(await waiting).toBe(enough);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("while it waits for money, also if that comes later", async () => {
    const controller = new AbortController();
    const made = doorWith();
    const caller = recordedCaller({ signal: controller.signal });
    let give!: (reservation: Promise<Reservation>) => void;
    const asked = { ...caller, reserve: () => new Promise<Reservation>((resolve) => { give = resolve; }) };
    const waiting = failureOf(made.call(asked));
    await setImmediate();
    controller.abort(enough);
    expect(await waiting).toBe(enough);
    const late = recordedCaller();
    give(late.reserve({ provider: "acme", model: "m", request: "r", maxMicros: 1 }));
    await setImmediate();
    expect(late.open.size).toBe(0);
    expect(late.released).toHaveLength(1);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("while the answer is awaited: it may have been bought, and is told so", async () => {
    const controller = new AbortController();
    const made = doorWith({ steps: ["silent"], caller: { signal: controller.signal } });
    const waiting = failureOf(made.call());
    await made.clock.pass(10);
    expect(made.door.status().models[0]!.inFlight).toBe(1);
    controller.abort(enough);
    expect(await waiting).toBe(enough);
    expect(made.attempts[0]!.signal).toMatchObject({ aborted: true, reason: enough });
    expect(made.caller.calls).toMatchObject([{ uncertain: true, reserved: true }]);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("while the answer is awaited by something that does not listen", async () => {
    const controller = new AbortController();
    const made = doorWith({ steps: [() => new Promise(() => {})], caller: { signal: controller.signal } });
    const waiting = failureOf(made.call());
    await made.clock.pass(10);
    controller.abort(enough);
    expect(await waiting).toBe(enough);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("while it waits to try again", async () => {
    const controller = new AbortController();
    const made = doorWith({ steps: [answered(500)], caller: { signal: controller.signal }, random: () => 0.9 });
    const waiting = failureOf(made.call());
    await made.clock.pass(10);
    expect(made.clock.pending).toBe(1);
    controller.abort(enough);
    expect(await waiting).toBe(enough);
    expect(made.caller.calls).toEqual([]);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("while the key is renewed", async () => {
    const controller = new AbortController();
    const made = doorWith({ steps: [answered(401)], secret: { read: async () => "a", refresh: () => new Promise(() => {}) }, caller: { signal: controller.signal } });
    const waiting = failureOf(made.call());
    await made.clock.pass(10);
    controller.abort(enough);
    expect(await waiting).toBe(enough);
    expect(leftovers(made)).toEqual(nothing);
  });

  test("a failed attempt is closed, so that a stream it left half read does not stay open", async () => {
    const { attempts, call } = doorWith({ steps: [answered(400)] });
    await failureOf(call());
    expect(attempts[0]!.signal.aborted).toBe(true);
  });

  test("a probe that is cancelled lets another one through", async () => {
    const controller = new AbortController();
    const made = doorWith({ steps: [answered(500), answered(500), "silent", "ok"], breaker: { threshold: 2, coolMs: 1000 }, maxAttempts: 1 });
    await failureOf(made.call());
    await failureOf(made.call());
    const probe = failureOf(made.call(recordedCaller({ signal: controller.signal })));
    const next = made.call();
    await made.clock.pass(2000);
    expect(made.attempts).toHaveLength(3);
    controller.abort(enough);
    expect(await probe).toBe(enough);
    expect(await next).toBe("answer");
    expect(made.door.status().breaker).toBe("closed");
  });

  test("of many who share a signal, each hears of it once, unless it took that back", () => {
    const controller = new AbortController();
    const heard: number[] = [];
    const offs = [1, 2, 3].map((index) => onAbort(controller.signal, () => {
      heard.push(index);
      if (index === 1) offs[2]!();
    }));
    offs[1]!();
    onAbort(controller.signal, () => heard.push(4));
    controller.abort();
    expect(heard).toEqual([1, 4]);
  });

  test("what comes too late is handed over, to be undone", async () => {
    const controller = new AbortController();
    const late: string[] = [];
    let come!: (value: string) => void;
    const waiting = failureOf(abortable(new Promise<string>((resolve) => { come = resolve; }), controller.signal, (value) => late.push(value)));
    controller.abort(enough);
    expect(await waiting).toBe(enough);
    come("money");
    await setImmediate();
    expect(late).toEqual(["money"]);
  });
});

test("ten thousand calls, cancelled together at whatever they were doing, leave no money, no place and no timer", async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error) => warnings.push(warning);
  process.on("warning", listen);
  const controller = new AbortController();
  const made = doorWith({
    steps: ["ok", answered(500), "silent", "ok", answered(429, {}, { "retry-after": "1" }), answered(503), "silent"],
    models: { m: { limits: { concurrency: 100, requestsPerMinute: 2000 } } }, caller: { signal: controller.signal },
  });
  const calls = Array.from({ length: 10_000 }, () => made.call());
  const ends = Promise.allSettled(calls);
  await made.clock.pass(5000);
  controller.abort(enough);
  const reasons = (await ends).flatMap((end) => end.status === "rejected" ? [end.reason as unknown] : []);
  expect(reasons.length).toBeGreaterThan(9000);
  expect(reasons.every((reason) => reason === enough)).toBe(true);
  expect(leftovers(made)).toEqual(nothing);
  await setImmediate();
  process.off("warning", listen);
  expect(warnings).toEqual([]);
});
