import type { TimeOfDay } from "../story/index.ts";

/** Words for the time of day in scene headings, Chinese and English. */
const timeWords: Record<TimeOfDay, readonly string[]> = {
  dawn: ["凌晨", "拂晓", "黎明", "破晓", "DAWN", "SUNRISE", "DAYBREAK"],
  morning: ["清晨", "早晨", "早上", "上午", "晨", "早", "MORNING", "EARLY MORNING"],
  day: ["日", "白天", "中午", "正午", "午后", "下午", "昼", "DAY", "NOON", "AFTERNOON", "MIDDAY", "CONTINUOUS", "LATER", "MOMENTS LATER", "SAME"],
  dusk: ["黄昏", "傍晚", "日落", "DUSK", "SUNSET", "MAGIC HOUR"],
  evening: ["晚上", "晚", "入夜", "EVENING"],
  night: ["夜", "夜晚", "深夜", "夜里", "午夜", "半夜", "NIGHT", "MIDNIGHT", "LATE NIGHT"],
};
const timeOf = new Map(Object.entries(timeWords).flatMap(([time, words]) => words.map((word) => [word, time as TimeOfDay] as const)));

/** Headings such as `CONTINUOUS` keep the time of the scene before; the caller decides what that was. */
export function readTimeOfDay(word: string): TimeOfDay | undefined {
  return timeOf.get(word.trim().toUpperCase());
}

export function keepsTime(word: string): boolean {
  return /^(CONTINUOUS|LATER|MOMENTS LATER|SAME)$/i.test(word.trim());
}

const digits: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** Reads `3`, `３`, `三`, `二十四` or `一百`. @returns undefined for anything else, and above 999 */
export function readNumber(text: string): number | undefined {
  const plain = text.normalize("NFKC").trim();
  if (/^\d{1,3}$/.test(plain)) return Number(plain);
  if (!/^[零〇一二两三四五六七八九十百]{1,6}$/.test(plain)) return undefined;
  let total = 0;
  let digit: number | undefined;
  for (const sign of plain) {
    if (sign === "百") { total += (digit ?? 1) * 100; digit = undefined; }
    else if (sign === "十") { total += (digit ?? 1) * 10; digit = undefined; }
    else digit = digits[sign];
  }
  return total + (digit ?? 0);
}

const months: Record<string, number> = { 正: 1, 腊: 12, 冬: 11 };

/**
 * Reads a day of the Chinese calendar out of a heading: `除夕`, `大年初一`, `腊月廿三`, `元宵节`.
 * 除夕 is the 29th of the twelfth month in each year from 2025 to 2029; scripts of other years should write the day.
 * @returns `month-day`, e.g. `12-29`
 */
export function readLunarDate(text: string): string | undefined {
  if (/除夕|大年三十|NEW YEAR'S EVE \(LUNAR\)|LUNAR NEW YEAR'S EVE/i.test(text)) return "12-29";
  if (/元宵|LANTERN FESTIVAL/i.test(text)) return "01-15";
  if (/LUNAR NEW YEAR'S DAY|春节当天/i.test(text)) return "01-01";
  if (/小年(?!轻)/.test(text)) return "12-23";
  const named = /(正|腊|冬|[二三四五六七八九十]{1,2})月(初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[一二三]?十[一二三四五六七八九]?)/.exec(text);
  const first = named ? undefined : /大?年?初([一二三四五六七八九十])/.exec(text);
  const month = named?.[1] ? months[named[1]] ?? readNumber(named[1]) : 1;
  const day = named?.[2] ? readNumber(named[2].replace("初", "").replace(/^廿/, "二十")) : first?.[1] ? readNumber(first[1]) : undefined;
  if (!month || !day || day > 30) return undefined;
  return `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
