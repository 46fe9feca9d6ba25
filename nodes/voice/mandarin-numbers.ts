const numerals = "零一二三四五六七八九";

/** As years and telephone numbers are read. */
export function digitByDigit(digits: string): string {
  return [...digits].map((digit) => numerals[Number(digit)]).join("");
}

/** A decimal number up to a hundred million as Mandarin says it; longer ones, and ones with leading zeros, digit by digit. */
export function mandarinNumber(number: string): string {
  const [whole = "", fraction] = number.split(".");
  const isCode = whole.length > 8 || (whole.length > 1 && whole.startsWith("0"));
  const said = isCode ? digitByDigit(whole) : Number(whole) === 0 ? "零" : integer(Number(whole));
  return fraction === undefined ? said : `${said}点${digitByDigit(fraction)}`;
}

/** The same before a measure word, where two is 两. */
export function counting(number: string): string {
  return number === "2" ? "两" : mandarinNumber(number);
}

function integer(value: number): string {
  const high = Math.floor(value / 10_000);
  const low = value % 10_000;
  if (high === 0) return belowTenThousand(low).replace(/^一十/, "十");
  return `${integer(high)}万${low === 0 ? "" : `${low < 1000 ? "零" : ""}${belowTenThousand(low)}`}`;
}

/** Zeros between figures are said once, trailing ones not at all. */
function belowTenThousand(value: number): string {
  const digits = String(value);
  return [...digits]
    .map((digit, i) => (digit === "0" ? "零" : `${numerals[Number(digit)]}${["", "十", "百", "千"][digits.length - 1 - i]}`))
    .join("").replace(/零+/g, "零").replace(/零$/, "");
}
