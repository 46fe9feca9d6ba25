import { describe, expect, test } from "vitest";
import { RequestBucket, TokenWindow } from "../../../runtime/door/buckets.ts";
import { seeded } from "./random.ts";

const minute = 60_000;

/** The most that any window of a minute saw, wherever it begins. */
function mostInAMinute(sent: readonly { readonly at: number; readonly count: number }[]): number {
  let most = 0;
  let sum = 0;
  let first = 0;
  for (const { at, count } of sent) {
    sum += count;
    while (sent[first]!.at <= at - minute) sum -= sent[first++]!.count;
    most = Math.max(most, sum);
  }
  return most;
}

describe("requests a minute", () => {
  test("no window of a minute ever sees more than the limit, however requests come", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed);
      const limit = 1 + Math.floor(random() ** 3 * 3000);
      const bucket = new RequestBucket(limit);
      const sent: { at: number; count: number }[] = [];
      let now = 0;
      for (let index = 0; index < Math.min(limit * 4, 6000); index++) {
        // Floods, trickles and pauses.
        if (random() < 0.02) now += random() * 3 * minute;
        now = Math.max(now, bucket.readyAt());
        bucket.take(now);
        sent.push({ at: now, count: 1 });
      }
      expect(mostInAMinute(sent), `seed ${seed}, limit ${limit}`).toBeLessThanOrEqual(limit);
    }
  });

  test("a flood is let through at nearly the limit", () => {
    for (const limit of [1, 7, 60, 500, 10_000]) {
      const bucket = new RequestBucket(limit);
      let now = 0;
      for (let index = 0; index < limit * 10; index++) {
        now = Math.max(now, bucket.readyAt());
        bucket.take(now);
      }
      expect(now).toBeLessThan(10 * minute * 1.13);
    }
  });

  test("less than one a minute is one in so many minutes", () => {
    const bucket = new RequestBucket(0.5);
    bucket.take(0);
    expect(bucket.readyAt()).toBeGreaterThanOrEqual(2 * minute);
    expect(bucket.readyAt()).toBeLessThan(2.1 * minute);
  });

  test("a fraction of a request is none", () => {
    const bucket = new RequestBucket(2.9);
    bucket.take(0);
    expect(bucket.readyAt()).toBeGreaterThanOrEqual(minute / 2);
  });
});

describe("tokens a minute", () => {
  test("no window of a minute ever sees more than the limit, whatever was estimated and whenever it is corrected", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed);
      const limit = 1000 + Math.floor(random() * 100_000);
      const window = new TokenWindow(limit);
      const sent: { at: number; count: number }[] = [];
      const open: (() => void)[] = [];
      let now = 0;
      for (let index = 0; index < 1500; index++) {
        if (random() < 0.05) now += random() * minute;
        while (open.length > 0 && random() < 0.5) open.splice(Math.floor(random() * open.length), 1)[0]!();
        const estimate = Math.floor(random() ** 2 * limit);
        for (let at = window.readyAt(estimate, now); at > now; at = window.readyAt(estimate, now)) now = at;
        const entry = window.take(estimate, now);
        const record = { at: now, count: estimate };
        sent.push(record);
        // Never more than was estimated: that is what an estimate of the most is.
        open.push(() => {
          record.count = Math.floor(estimate * random());
          window.settle(entry, record.count);
        });
      }
      expect(mostInAMinute(sent), `seed ${seed}, limit ${limit}`).toBeLessThanOrEqual(limit);
    }
  });

  test("what was estimated too high is free again at once", () => {
    const window = new TokenWindow(1000);
    const entry = window.take(900, 0);
    expect(window.readyAt(200, 1)).toBeGreaterThan(1);
    window.settle(entry, 100);
    expect(window.readyAt(200, 1)).toBe(1);
  });

  test("what turned out more than estimated is made up for", () => {
    const window = new TokenWindow(1000);
    window.settle(window.take(100, 0), 1000);
    expect(window.readyAt(1, 1)).toBeGreaterThanOrEqual(minute);
  });

  test("a request larger than the limit goes alone", () => {
    const window = new TokenWindow(1000);
    expect(window.readyAt(5000, 0)).toBe(0);
    window.take(5000, 0);
    expect(window.readyAt(5000, 1)).toBeGreaterThanOrEqual(minute);
    expect(window.readyAt(5000, 2 * minute)).toBe(2 * minute);
  });

  test("a late correction of what is out of the window changes nothing", () => {
    const window = new TokenWindow(1000);
    const entry = window.take(1000, 0);
    expect(window.readyAt(1, 2 * minute)).toBe(2 * minute);
    window.take(900, 2 * minute);
    window.settle(entry, 0);
    expect(window.readyAt(200, 2 * minute)).toBeGreaterThan(2 * minute);
  });
});
