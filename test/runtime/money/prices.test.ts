import { expect, test } from "vitest";
import { costMicros } from "../../../runtime/money/prices.ts";

test("tokens cost what their price says, to the millionth", () => {
  expect(costMicros({ inputPerMillion: 0.42, outputPerMillion: 0.42 }, { tokensIn: 1000, tokensOut: 500 })).toBe(630);
  expect(costMicros({ inputPerMillion: 10, outputPerMillion: 30 }, { tokensIn: 1_000_000, tokensOut: 1_000_000 })).toBe(40_000_000);
});

test("a sum is rounded once, half up", () => {
  expect(costMicros({ inputPerMillion: 0.42 }, { tokensIn: 1 })).toBe(0);
  expect(costMicros({ inputPerMillion: 0.5 }, { tokensIn: 1 })).toBe(1);
  expect(costMicros({ inputPerMillion: 0.3, outputPerMillion: 0.3 }, { tokensIn: 1, tokensOut: 1 })).toBe(1);
});

test("cached tokens are taken out of those read, at their own price", () => {
  expect(costMicros({ inputPerMillion: 2, cachedInputPerMillion: 0.5 }, { tokensIn: 100, cachedTokensIn: 40 })).toBe(140);
  expect(costMicros({ inputPerMillion: 2 }, { tokensIn: 100, cachedTokensIn: 40 })).toBe(200);
});

test("audio is charged by the millisecond, pictures and calls by the piece, video by the second", () => {
  expect(costMicros({ perMinute: 0.03 }, { seconds: 3.217 })).toBe(1609);
  expect(costMicros({ perMillionCharacters: 30 }, { characters: 17 })).toBe(510);
  expect(costMicros({ perImage: 0.04, perCall: 0.001 }, { images: 2 })).toBe(81_000);
  expect(costMicros({ perSecond: 0.1 }, { videoSeconds: 4 })).toBe(400_000);
});

test("what has no price costs nothing", () => {
  expect(costMicros(undefined, { tokensIn: 1000 })).toBe(0);
  expect(costMicros({}, { tokensIn: 1000, images: 3 })).toBe(0);
});
