import type { Prices } from "../runtime/config/config.ts";

const units: readonly (readonly [keyof Prices, string])[] = [
  ["perMillionCharacters", "a million characters"], ["perMinute", "a minute"], ["perImage", "a picture"], ["perSecond", "a second"], ["perCall", "a call"],
];

/** What a model costs, in words: `2 in, 0.2 cached, 10 out a million tokens`. */
export function pricesText(prices: Prices | undefined): string {
  if (!prices) return "price unknown";
  const { inputPerMillion, cachedInputPerMillion, outputPerMillion } = prices;
  const tokens = [[inputPerMillion, "in"], [cachedInputPerMillion, "cached"], [outputPerMillion, "out"]] as const;
  const told = tokens.flatMap(([price, word]) => price ? [`${price} ${word}`] : []);
  const parts = [
    ...(told.length > 0 ? [`${told.join(", ")} a million tokens`] : []),
    ...units.flatMap(([field, words]) => prices[field] ? [`${prices[field]} ${words}`] : []),
  ];
  return parts.length === 0 ? "free" : parts.join("; ");
}
