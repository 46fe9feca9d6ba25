/** Sums of money given as a present, in figures or in Chinese numerals. */

const digits: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

const moneyGift = /红包|压岁|礼金|份子|随礼|利是|见面礼|彩礼|包了|包个|red (?:envelope|packet)|lucky money|hongbao/iu;
const numeral = "[零〇一二两三四五六七八九十百千万]+";
/** After these a number counts something else than money. */
const otherwise = "(?!\\d|[个封份点月日号岁年天次位口只楼层路川喜季周合海方件碗盘道桌句杯包])";
const spokenSum = new RegExp(`(?:[¥$￥]|rmb|yuan)?\\s?(\\d[\\d,]*(?:\\.\\d+)?|${numeral})\\s?(万)?(块钱?|元|圆|yuan|rmb|dollars?|bucks|大洋)?${otherwise}`, "giu");

/** @param clause one folded clause @returns the sums, when the clause is about a present of money */
export function giftAmounts(clause: string): number[] {
  if (!moneyGift.test(clause)) return [];
  return [...clause.matchAll(spokenSum)].flatMap(([, number, tenThousands, unit]) => {
    const value = /\d/.test(number!) ? Number(number!.replaceAll(",", "")) : chineseNumber(number!);
    // 一点心意, 一起: a single numeral is a sum only with its unit.
    const sure = unit !== undefined || tenThousands !== undefined || /\d/.test(number!) || /[百千万]/.test(number!);
    return sure && value !== undefined && value > 0 ? [tenThousands ? value * 10_000 : value] : [];
  });
}

/** 四百四 is 440, 二百五 is 250: a last digit without a unit counts in the next lower one. */
export function chineseNumber(text: string): number | undefined {
  if ([...text].every((sign) => sign in digits)) return Number([...text].map((sign) => digits[sign]).join(""));
  let [total, section, digit, lastUnit] = [0, 0, 0, 1];
  let bare = false;
  for (const sign of text) {
    if (sign in digits) {
      digit = digits[sign]!;
      bare = lastUnit > 10 && sign !== "零";
      if (sign === "零") lastUnit = 1;
      continue;
    }
    const unit = units[sign];
    if (unit === undefined) return undefined;
    if (unit === 10_000) {
      total += (section + digit) * unit;
      section = 0;
    } else section += (digit || 1) * unit;
    [digit, lastUnit, bare] = [0, unit, false];
  }
  return total + section + (bare ? digit * (lastUnit / 10) : digit);
}

/** 101, 1001 and the like say "one in a hundred", "one in a thousand": odd, and meant so. */
const oneInMany = new Set([101, 1001, 10_001, 100_001]);

export const amountIs = {
  four: (sum: number) => String(Math.floor(sum)).includes("4"),
  odd: (sum: number) => Number.isInteger(sum) && sum % 2 === 1 && !oneInMany.has(sum),
  fool: (sum: number) => sum === 250,
} as const;
