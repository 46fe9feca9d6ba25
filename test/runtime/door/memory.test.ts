import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { Door } from "../../../runtime/door/door.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { FakeClock } from "./fake-clock.ts";
import { bought } from "./kit.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heapMB(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

test("ten thousand calls that limits hold back wait without timers of their own, and leave nothing in memory", async () => {
  const clock = new FakeClock();
  const door = new Door({ provider: "acme", clock, models: { m: { limits: { requestsPerMinute: 3000, tokensPerMinute: 2_000_000, concurrency: 50 } } } });
  const caller = { ...recordedCaller(), called: () => {}, reserve: async () => ({ accepted: async () => {}, release: () => {} }) };
  const answer = bought("answer");
  const flood = async () => {
    const calls = Array.from({ length: 10_000 }, () => door.call({ caller, model: "m", tokens: 600, intent: { request: "r", maxMicros: 9 }, send: async () => answer }));
    expect(door.status().models[0]!.waiting).toBeGreaterThan(9000);
    expect(clock.pending).toBeLessThanOrEqual(51);
    await clock.until(Promise.all(calls));
  };
  await flood();
  const before = heapMB();
  await flood();
  expect(heapMB() - before).toBeLessThan(2);
  expect(door.status().models).toMatchObject([{ inFlight: 0, waiting: 0 }]);
  expect(clock.pending).toBe(0);
});
