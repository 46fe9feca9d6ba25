import type { Rule } from "../rule.ts";

const number = { class: "numbers", severity: "warn", in: ["line", "action"], match: [] } as const;

/** Amounts of money as a gift. Times, ages, counts and names of dishes or places are no amounts. */
export const numbers: readonly Rule[] = [
  {
    ...number, id: "amount-four", amount: "four",
    why: "The amount of a gift of money holds a 4: 四 sounds like 死, death.", instead: "66, 88, 168, 200, 600, 666 or 888 are fine.",
  },
  {
    ...number, id: "amount-odd", amount: "odd",
    why: "The amount of a gift of money is odd: good things come in pairs, odd sums go to funerals.", instead: "An even amount is fine, e.g. 200, 600 or 888.",
  },
  {
    ...number, id: "amount-fool", amount: "fool", severity: "block",
    why: "The gift is 250: 二百五 calls the receiver a fool.", instead: "200, 260 or 280 are fine.",
  },
];
