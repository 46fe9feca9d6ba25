import { describe, expect, test } from "vitest";
import { Budget } from "../../../runtime/money/budget.ts";

const signal = new AbortController().signal;
const settled = async (promise: Promise<unknown>) => {
  let state = "waiting";
  promise.then(() => { state = "held"; }, (error: { problem?: { code: string } }) => { state = error.problem?.code ?? "aborted"; });
  await new Promise((resolve) => { setImmediate(resolve); });
  return state;
};

describe("a budget", () => {
  test("lets through what fits beside what others hold", async () => {
    const budget = new Budget(100);
    expect(await settled(budget.hold(60, signal))).toBe("held");
    expect(await settled(budget.hold(40, signal))).toBe("held");
  });

  test("makes a call wait while money that others hold may come free, and serves it when it does", async () => {
    const budget = new Budget(100);
    await budget.hold(60, signal);
    const second = budget.hold(50, signal);
    expect(await settled(second)).toBe("waiting");
    budget.settle(60, { spentMicros: 30, exposedMicros: 0 });
    expect(await settled(second)).toBe("held");
    expect(budget.spentMicros).toBe(30);
  });

  test("refuses when nothing can come free any more, and says how much is left", async () => {
    const budget = new Budget(100);
    await budget.hold(60, signal);
    const second = budget.hold(50, signal);
    budget.settle(60, { spentMicros: 60, exposedMicros: 0 });
    await expect(second).rejects.toThrow("may cost 0.000050; 0.000040 of the budget is left");
  });

  test("counts what may have been billed as if it had been", async () => {
    const budget = new Budget(100);
    await budget.hold(60, signal);
    budget.settle(60, { spentMicros: 0, exposedMicros: 60 });
    expect(await settled(budget.hold(50, signal))).toBe("BUDGET_REACHED");
    budget.clear(60);
    expect(await settled(budget.hold(50, signal))).toBe("held");
  });

  test("lets one go that is cancelled while it waits, and serves those behind it", async () => {
    const budget = new Budget(100);
    await budget.hold(60, signal);
    const cancel = new AbortController();
    const big = budget.hold(90, cancel.signal);
    const small = budget.hold(30, signal);
    expect(await settled(small)).toBe("waiting");
    cancel.abort();
    expect(await settled(big)).toBe("aborted");
    expect(await settled(small)).toBe("held");
  });

  test("is never exceeded, whatever order calls begin and end in", async () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    for (let round = 0; round < 200; round++) {
      const budget = new Budget(1000);
      let held = 0;
      await Promise.allSettled(Array.from({ length: 30 }, async () => {
        const most = 1 + random(200);
        await budget.hold(most, signal);
        held += most;
        expect(held + budget.spentMicros + budget.exposedMicros).toBeLessThanOrEqual(1000);
        for (let wait = random(5); wait > 0; wait--) await undefined;
        held -= most;
        const cost = random(most + 1);
        budget.settle(most, random(4) === 0 ? { spentMicros: 0, exposedMicros: most } : { spentMicros: cost, exposedMicros: 0 });
      }));
      expect(budget.spentMicros + budget.exposedMicros).toBeLessThanOrEqual(1000);
      expect(held).toBe(0);
    }
  });
});
