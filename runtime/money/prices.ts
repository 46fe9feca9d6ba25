import type { Prices } from "../config/config.ts";

/** What one call used. Units as they appear in `service.called`. */
export interface Usage {
  readonly tokensIn?: number;
  /** Of `tokensIn`, those the provider had cached. */
  readonly cachedTokensIn?: number;
  readonly tokensOut?: number;
  readonly characters?: number;
  /** Of audio. */
  readonly seconds?: number;
  readonly images?: number;
  readonly videoSeconds?: number;
}

/**
 * The price of one call in whole millionths of the currency. Every product is taken in whole numbers and the sum is rounded
 * once, half up, so that equal calls cost equal amounts everywhere: `0.42` a million tokens and 1,000 tokens are 420.
 */
export function costMicros(prices: Prices | undefined, usage: Usage): number {
  if (!prices) return 0;
  const { tokensIn = 0, tokensOut = 0, characters = 0, seconds = 0, images = 0, videoSeconds = 0 } = usage;
  const cached = Math.min(usage.cachedTokensIn ?? 0, tokensIn);
  const input = scaled(prices.inputPerMillion);
  const cachedInput = prices.cachedInputPerMillion === undefined ? input : scaled(prices.cachedInputPerMillion);
  // In millionths of a millionth: a price per million times a count is exactly that.
  let pico = BigInt(tokensIn - cached) * input + BigInt(cached) * cachedInput
    + BigInt(tokensOut) * scaled(prices.outputPerMillion)
    + BigInt(Math.ceil(characters)) * scaled(prices.perMillionCharacters);
  pico += million * (BigInt(images) * scaled(prices.perImage) + scaled(prices.perCall));
  // Milliseconds are as fine as anyone bills.
  pico += (BigInt(Math.round(seconds * 1000)) * scaled(prices.perMinute) * million) / 60_000n;
  pico += (BigInt(Math.round(videoSeconds * 1000)) * scaled(prices.perSecond) * million) / 1000n;
  return Number((pico + million / 2n) / million);
}

const million = 1_000_000n;

/** A price in millionths, exactly as written: `0.42` is 420,000. */
function scaled(price: number | undefined): bigint {
  return price === undefined ? 0n : BigInt(Math.round(price * 1_000_000));
}
