/**
 * The Spring Festival of 2026, the Year of the Horse: the twelfth month has 29 days, New Year's Eve is 2026-02-16, New
 * Year's Day 2026-02-17 and the Lantern Festival 2026-03-03.
 */
const newYearsDay = Date.UTC(2026, 1, 17);
const day = 86_400_000;

/** @returns `month-day` of the Chinese calendar for a day from 2026-01-19 to 2026-03-18 */
export function lunarDate(date: string): string {
  const days = Math.round((Date.parse(`${date}T00:00:00Z`) - newYearsDay) / day);
  const [month, of] = days < 0 ? [12, 30 + days] : [1, days + 1];
  return `${String(month).padStart(2, "0")}-${String(of).padStart(2, "0")}`;
}

export function isNewYear(date: string): boolean {
  return Date.parse(`${date}T00:00:00Z`) >= newYearsDay;
}

/** The day that lies `part` of the way from one date to another, never past the second. */
export function between(from: string, to: string, part: number): string {
  const start = Date.parse(`${from}T00:00:00Z`);
  const days = Math.floor(((Date.parse(`${to}T00:00:00Z`) - start) / day) * part);
  return new Date(start + days * day).toISOString().slice(0, 10);
}
