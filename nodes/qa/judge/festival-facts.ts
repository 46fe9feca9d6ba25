import { type Almanac, englishOf } from "../culture/almanac.ts";
import type { Language } from "./passages.ts";

export interface Place {
  /** The Gregorian year in which the Spring Festival lies. */
  readonly year: number;
  readonly region: string;
  readonly market: string;
}

const regions: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  north: { zh: "北方", en: "northern China" }, south: { zh: "南方", en: "southern China" }, canton: { zh: "广东", en: "Guangdong" }, "hong-kong": { zh: "香港", en: "Hong Kong" },
};

/** What a judge of customs has to know and models misremember: the days and the animal of that very year. */
export function festivalFacts({ year, region, market }: Place, almanac: Almanac, language: Language): string {
  const eve = new Date(Date.parse(almanac.newYear) - 86_400_000).toISOString().slice(0, 10);
  const where = regions[region]?.[language];
  return language === "zh"
    ? [
      `故事里的春节在${year}年：除夕是${eve}（腊月${almanac.eveDay === 29 ? "廿九，这一年没有年三十" : "三十"}），初一是${almanac.newYear}。新的一年是${almanac.ganzhi.coming}${almanac.zodiac.coming}年，旧的一年是${almanac.ganzhi.leaving}${almanac.zodiac.leaving}年。`,
      where && `地方：${where}。`, market === "abroad" && "面向海外观众。",
    ].filter(Boolean).join("\n")
    : [
      `The Spring Festival of the story is in ${year}: New Year's Eve is ${eve} (day ${almanac.eveDay} of the twelfth month), New Year's Day ${almanac.newYear}. The year of the ${englishOf(almanac.zodiac.coming)} begins, that of the ${englishOf(almanac.zodiac.leaving)} ends.`,
      where && `Region: ${where}.`, market === "abroad" && "For an audience outside China.",
    ].filter(Boolean).join("\n");
}
