import type { Language } from "../state/settings.ts";

/** Numbers in words of a language. */

/** The server's account: what all amounts are in, until a run says another. Told once, when the page begins. */
export const account = { currency: "USD" };

const locales: Readonly<Record<Language, string>> = { en: "en-US", zh: "zh-CN" };

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format costs more than a hundred uses of it, and tables use thousands. */
function inDigits(value: number, language: Language, digits: number, currency?: string): string {
  const id = `${language} ${digits} ${currency ?? ""}`;
  let format = formats.get(id);
  if (!format) formats.set(id, (format = new Intl.NumberFormat(locales[language], { minimumFractionDigits: digits, maximumFractionDigits: digits, ...(currency ? { style: "currency", currency, currencyDisplay: "narrowSymbol" } : {}) })));
  return format.format(value);
}

/** Millionths as units: two decimals, more for what would otherwise read as nothing. `0` for nothing. @param currency ISO 4217 */
export function money(micros: number, language: Language, currency = account.currency): string {
  if (micros === 0) return "0";
  const units = micros / 1e6;
  const digits = Math.abs(units) >= 0.01 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(Math.abs(units))));
  return inDigits(units, language, digits, currency);
}

/** A length of time to read at a glance: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`. */
export function duration(ms: number, language: Language): string {
  const [second, minute, hour] = language === "zh" ? ["秒", "分", "小时"] : ["s", "min", "h"];
  if (ms < 1000) return ms < 10 ? `${Math.max(0, Math.round(ms))} ${language === "zh" ? "毫秒" : "ms"}` : `${(ms / 1000).toFixed(2)} ${second}`;
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} ${second}`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} ${second}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} ${minute} ${String(seconds % 60).padStart(2, "0")} ${second}`;
  return `${Math.floor(minutes / 60)} ${hour} ${String(minutes % 60).padStart(2, "0")} ${minute}`;
}

/** A mark on an axis, as exact as its neighbours are near: `1.25 s`, `4:30`. @param step between marks, in milliseconds */
export function tickTime(ms: number, step: number, language: Language): string {
  if (step >= 15_000) return `${Math.floor(ms / 60_000)}:${String(Math.round(ms / 1000) % 60).padStart(2, "0")}`;
  const digits = Math.min(6, Math.max(0, Math.ceil(3 - Math.log10(step) - 1e-9)));
  return `${(ms / 1000).toFixed(digits)} ${language === "zh" ? "秒" : "s"}`;
}

/** A place in a recording: `1:05.2`, with hundredths when `exact`. */
export function timecode(seconds: number, exact = false): string {
  const digits = exact ? 2 : 1;
  const unit = 10 ** digits;
  const parts = Math.max(0, Math.round(seconds * unit));
  const whole = Math.floor(parts / unit);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}.${String(parts % unit).padStart(digits, "0")}`;
}

export function count(value: number, language: Language): string {
  return inDigits(value, language, 0);
}

/** A share as whole percent; only everything is 100 %, and only nothing is 0 %. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0 %";
  return `${part >= whole ? 100 : Math.min(99, Math.max(1, Math.round((part / whole) * 100)))} %`;
}

export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  const power = Math.min(3, Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** power;
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${["B", "kB", "MB", "GB"][power]!}`;
}

/** When something was: the time for today, the day as well for before; with seconds when `exact`. */
export function when(at: number, now: number, language: Language, exact = false): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString(locales[language], { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(exact ? { second: "2-digit" } : {}) });
  if (date.toDateString() === new Date(now).toDateString()) return time;
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return `${date.toLocaleDateString(locales[language], { month: "short", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) })} ${time}`;
}
