/**
 * The Chinese calendar around one Spring Festival, from lunar-typescript. Not from `Intl`: the calendar that ships with
 * Node is a day off in some years, e.g. 2027 and 2030.
 */
export interface Almanac {
  /** The animal and the stem-branch name of the year that begins with this Spring Festival, and of the one it ends. */
  readonly zodiac: { readonly coming: string; readonly leaving: string };
  readonly ganzhi: { readonly coming: string; readonly leaving: string };
  /** Day of the twelfth month that is New Year's Eve: 29 or 30. */
  readonly eveDay: number;
  /** First day of the new year: `2026-02-17`. */
  readonly newYear: string;
  /** `2026-02-16` → `12-29`. */
  lunarOf(date: string): { readonly day: string; readonly zodiac: string };
  /** The animal of the year somebody of this age was born in, one year either way. */
  zodiacsAt(age: number): readonly string[];
}

const animals = ["鼠", "牛", "虎", "兔", "龙", "蛇", "马", "羊", "猴", "鸡", "狗", "猪"] as const;
const english = ["rat", "ox", "tiger", "rabbit", "dragon", "snake", "horse", "goat", "monkey", "rooster", "dog", "pig"] as const;

export const animalSigns = animals.join("");
export const englishAnimals: Readonly<Record<string, string>> = {
  ...Object.fromEntries(english.map((name, index) => [name, animals[index]!])), mouse: "鼠", bull: "牛", hare: "兔", sheep: "羊", ram: "羊", cock: "鸡", boar: "猪",
};
export const englishOf = (animal: string) => english[animals.indexOf(animal as (typeof animals)[number])] ?? animal;

/** @param year the Gregorian year in which the Spring Festival lies */
export async function openAlmanac(year: number): Promise<Almanac> {
  const { Lunar, LunarMonth, Solar } = await import("lunar-typescript");
  const [first, last] = [Lunar.fromYmd(year, 1, 1), Lunar.fromYmd(year - 1, 12, 1)];
  const two = (number: number) => String(number).padStart(2, "0");
  return {
    zodiac: { coming: first.getYearShengXiao(), leaving: last.getYearShengXiao() },
    ganzhi: { coming: first.getYearInGanZhi(), leaving: last.getYearInGanZhi() },
    eveDay: LunarMonth.fromYm(year - 1, 12)?.getDayCount() ?? 30,
    newYear: first.getSolar().toYmd(),
    lunarOf(date) {
      const [y, m, d] = date.split("-").map(Number) as [number, number, number];
      const lunar = Solar.fromYmd(y, m, d).getLunar();
      return { day: `${two(Math.abs(lunar.getMonth()))}-${two(lunar.getDay())}`, zodiac: lunar.getYearShengXiao() };
    },
    zodiacsAt: (age) => [-1, 0].map((late) => animals[(((year - age + late - 4) % 12) + 12) % 12]!),
  };
}
