import { describe, expect, test } from "vitest";
import { fullJitter, namedWaitMs, usedUpMs } from "../../../runtime/door/backoff.ts";
import { seeded } from "./random.ts";

const now = Date.UTC(2026, 5, 1, 12, 0, 0);
const wait = (headers: Record<string, string>) => namedWaitMs(new Headers(headers), now);

describe("how long a service asks to wait", () => {
  test("seconds, also with a fraction", () => {
    expect(wait({ "Retry-After": "7" })).toBe(7000);
    expect(wait({ "retry-after": " 1.5 " })).toBe(1500);
    expect(wait({ "retry-after": "0" })).toBe(0);
  });

  test("a date, to the end of its second", () => {
    expect(wait({ "retry-after": new Date(now + 30_000).toUTCString() })).toBe(30_999);
    expect(wait({ "retry-after": new Date(now - 30_000).toUTCString() })).toBe(0);
  });

  test("a date is read by the clock of the one who wrote it", () => {
    const theirs = now + 3_600_000;
    expect(wait({ "retry-after": new Date(theirs + 5000).toUTCString(), date: new Date(theirs).toUTCString() })).toBe(5999);
  });

  test("milliseconds go before seconds", () => {
    expect(wait({ "retry-after-ms": "250", "retry-after": "9" })).toBe(250);
  });

  test("nothing, or nonsense, is no wait", () => {
    expect(wait({})).toBeUndefined();
    expect(wait({ "retry-after": "soon" })).toBeUndefined();
    expect(wait({ "retry-after": "-5" })).toBeUndefined();
    expect(namedWaitMs(undefined, now)).toBeUndefined();
  });

  test("a limit that is used up says when it is there again", () => {
    expect(wait({ "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1s" })).toBe(1000);
    expect(wait({ "retry-after": "?", "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s" })).toBe(360_000);
  });
});

describe("limits that are used up", () => {
  const used = (reset: string, remaining = "0") => usedUpMs(new Headers({ "x-ratelimit-remaining-tokens": remaining, "x-ratelimit-reset-tokens": reset }), now);

  test("spans of time as services write them", () => {
    expect(used("20ms")).toBe(20);
    expect(used("1s")).toBe(1000);
    expect(used("6m0s")).toBe(360_000);
    expect(used("1h2m3.5s")).toBe(3_723_500);
    expect(used("12")).toBe(12_000);
    expect(used("1d")).toBe(86_400_000);
  });

  test("times since 1970, in seconds and in milliseconds", () => {
    expect(used(String(now / 1000 + 9))).toBe(9000);
    expect(used(String(now + 9000))).toBe(9000);
  });

  test("what is left is no reason to wait", () => {
    expect(used("6m0s", "1")).toBeUndefined();
    expect(used("6m0s", "")).toBeUndefined();
    expect(used("soon")).toBeUndefined();
  });

  test("the longer of two counts", () => {
    expect(usedUpMs(new Headers({
      "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2s",
      "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "5s",
      "x-ratelimit-remaining": "3", "x-ratelimit-reset": "60",
    }), now)).toBe(5000);
  });
});

describe("backing off", () => {
  test("is anything between nothing and a bound that doubles, up to a cap", () => {
    for (let tries = 1; tries <= 12; tries++) {
      const bound = Math.min(60_000, 1000 * 2 ** (tries - 1));
      expect(fullJitter(tries, () => 0)).toBe(0);
      expect(fullJitter(tries, () => 0.999_999)).toBeCloseTo(bound, -2);
    }
  });

  test("is spread evenly, so that those who failed together do not come back together", () => {
    const random = seeded(4);
    const waits = Array.from({ length: 4000 }, () => fullJitter(4, random));
    for (let quarter = 0; quarter < 4; quarter++) {
      const share = waits.filter((ms) => ms >= quarter * 2000 && ms < (quarter + 1) * 2000).length / waits.length;
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.3);
    }
  });
});
