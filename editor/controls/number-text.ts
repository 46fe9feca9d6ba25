/** What was typed as a number: full-width digits, a decimal comma and thin spaces are understood. NaN for anything else. */
export function parseNumber(text: string): number {
  const plain = text.normalize("NFKC").replaceAll(/[\s_]/g, "").replace(/^[−–—]/, "-").replace("。", ".");
  const dotted = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain.replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(dotted) ? Number(dotted) : NaN;
}

export interface NumberRange {
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number;
}

/** One or more steps away, on the grid of steps, inside the range. */
export function stepped(value: number, steps: number, { minimum, maximum, step }: NumberRange): number {
  const target = value + steps * step;
  const onGrid = Math.round(target / step) * step;
  const exact = Number(onGrid.toFixed(decimalsOf(step)));
  return Math.min(maximum ?? Infinity, Math.max(minimum ?? -Infinity, exact));
}

function decimalsOf(step: number): number {
  const [, fraction = "", exponent = "0"] = /^\d*\.?(\d*)(?:e([+-]?\d+))?$/.exec(String(step)) ?? [];
  return Math.max(0, Math.min(20, fraction.length - Number(exponent)));
}
