/** A price list, in whole units of the currency, by what is charged for. */
export interface PriceList {
  readonly inputPerMillion?: number;
  readonly cachedInputPerMillion?: number;
  readonly outputPerMillion?: number;
  readonly perMillionCharacters?: number;
  readonly perMinute?: number;
  readonly perImage?: number;
  readonly perSecond?: number;
  readonly perCall?: number;
}

/** What one call took. Times in whole milliseconds. */
export interface Taken {
  readonly tokensIn?: number;
  readonly cachedTokensIn?: number;
  readonly tokensOut?: number;
  readonly characters?: number;
  readonly audioMs?: number;
  readonly images?: number;
  readonly videoMs?: number;
}

/**
 * What a call costs, in millionths. On purpose not the project's own arithmetic: prices are read as decimal fractions, digit
 * by digit, everything is brought over one denominator, and the sum is rounded once, half up.
 */
export function priceOf(prices: PriceList, taken: Taken): number {
  const { tokensIn = 0, tokensOut = 0, characters = 0, audioMs = 0, images = 0, videoMs = 0 } = taken;
  const cached = prices.cachedInputPerMillion === undefined ? 0 : Math.min(taken.cachedTokensIn ?? 0, tokensIn);
  const terms: readonly (readonly [price: number | undefined, count: number, per: number])[] = [
    [prices.inputPerMillion, tokensIn - cached, 1_000_000],
    [prices.cachedInputPerMillion, cached, 1_000_000],
    [prices.outputPerMillion, tokensOut, 1_000_000],
    [prices.perMillionCharacters, characters, 1_000_000],
    [prices.perMinute, audioMs, 60_000],
    [prices.perImage, images, 1],
    [prices.perSecond, videoMs, 1000],
    [prices.perCall, 1, 1],
  ];
  const denominator = 10n ** 12n * 60_000n;
  let sum = 0n;
  for (const [price, count, per] of terms) {
    if (price === undefined || count === 0) continue;
    const { digits, places } = decimal(price);
    sum += (digits * BigInt(count) * 1_000_000n * denominator) / (10n ** BigInt(places) * BigInt(per));
  }
  return Number((2n * sum + denominator) / (2n * denominator));
}

/** `0.42` is 42 with two places. */
function decimal(price: number): { readonly digits: bigint; readonly places: number } {
  const [whole = "0", fraction = ""] = price.toFixed(9).split(".");
  return { digits: BigInt(whole + fraction), places: fraction.length };
}
