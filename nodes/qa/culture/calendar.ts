import type { Finding, Scene } from "../../story/index.ts";
import { type Almanac, animalSigns, englishAnimals, englishOf } from "./almanac.ts";
import { chineseNumber } from "./amount.ts";
import { type People, type Statement, whereOf } from "./statements.ts";

/** `01-05` → 105, for comparing days of one year. */
export function lunarDay(text: string | undefined): number | undefined {
  const match = /^(\d{1,2})-(\d{1,2})$/.exec(text ?? "");
  return match ? Number(match[1]) * 100 + Number(match[2]) : undefined;
}

/** Checks that need no opinion: years and animals, New Year's Eve, dates of both calendars, ages. */
export function calendarFindings(scene: Scene, statements: readonly Statement[], people: People, almanac: Almanac): Finding[] {
  const spoken = statements.filter(({ kind }) => kind === "line" || kind === "action");
  return [
    ...sceneDates(scene, almanac),
    ...spoken.flatMap((statement) => statement.clauses.flatMap((clause) => [
      ...zodiacYear(clause, scene, almanac),
      ...newYearsEve(clause, scene, almanac),
      ...saidDate(clause, scene, almanac),
      ...birthYear(clause, statement, people, almanac),
    ]).map((found): Finding => ({ ...found, where: whereOf(statement), quote: statement.text }))),
  ];
}

type Found = Omit<Finding, "where" | "quote">;
const calendar = (name: string, severity: "block" | "warn", message: string, hint: string): Found => ({ check: `culture/calendar-${name}`, severity, message, hint });

function sceneDates(scene: Scene, almanac: Almanac): Finding[] {
  const findings: Found[] = [];
  const real = scene.date && almanac.lunarOf(scene.date).day;
  if (real && scene.lunarDate && lunarDay(real) !== lunarDay(scene.lunarDate)) {
    findings.push(calendar("date", "block", `The scene's two dates do not agree: ${scene.date} is ${real} of the Chinese calendar.`, `Write ${real}, or move the scene.`));
  }
  if (!scene.date && lunarDay(scene.lunarDate) === 1230 && almanac.eveDay === 29) {
    findings.push(calendar("eve", "block", "The scene plays on the 30th of the twelfth month, which has 29 days this year.", "New Year's Eve is 12-29."));
  }
  return findings.map((found) => ({ ...found, where: { scene: scene.id }, quote: [scene.date, scene.lunarDate].filter(Boolean).join(" / ") }));
}

const thisYear = /今年|新年|新的一年|新春|迎|贺|祝|恭喜|快乐|大吉|吉祥|行大运|大运|到了|来了|来啦|欢迎|happy|welcome|this year|new year/iu;
const anotherYear = /去年|前年|上个|上一个|上次|明年|后年|下一?个|那年|那个|出生|生的|本命|属|送走|告别|再见|last year|next year|born/iu;

function zodiacYear(clause: string, scene: Scene, almanac: Almanac): Found[] {
  if (!thisYear.test(clause) || anotherYear.test(clause)) return [];
  const named = [
    ...[...clause.matchAll(new RegExp(`([${animalSigns}])年`, "gu"))].map((match) => match[1]!),
    ...[...clause.matchAll(/year of the (\w+)/giu)].flatMap((match) => englishAnimals[match[1]!.toLowerCase()] ?? []),
  ];
  const ganzhi = [...clause.matchAll(/([甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])年/gu)].map((match) => match[1]!);
  const before = isBefore(scene);
  const animals = scene.date ? [almanac.lunarOf(scene.date).zodiac, ...(before ? [almanac.zodiac.coming] : [])] : before ? Object.values(almanac.zodiac) : [almanac.zodiac.coming];
  const names = before ? Object.values(almanac.ganzhi) : [almanac.ganzhi.coming];
  const right = `From ${almanac.newYear} on it is the year of the ${englishOf(almanac.zodiac.coming)}, ${almanac.ganzhi.coming} ${almanac.zodiac.coming}年.`;
  const wrong = named.find((animal) => !animals.includes(animal));
  const wrongName = ganzhi.find((name) => !names.includes(name));
  return [
    ...(wrong ? [calendar("zodiac", "block", `It is not the year of the ${englishOf(wrong)}.`, right)] : []),
    ...(wrongName ? [calendar("zodiac", "block", `It is not the year ${wrongName}.`, right)] : []),
  ];
}

/** In the twelfth month both years are spoken of: the one that ends and the one to come. */
function isBefore(scene: Scene): boolean {
  const day = lunarDay(scene.lunarDate);
  return day !== undefined && day >= 1101;
}

function newYearsEve(clause: string, scene: Scene, almanac: Almanac): Found[] {
  if (almanac.eveDay === 29 && /(?:大年|年|腊月)三十(?!岁|块|元|年|多|几)|三十(?:晚上|夜)/u.test(clause)) {
    return [calendar("eve", "warn", "There is no 三十 this year: the twelfth month has 29 days.", "Say 除夕, or 年二十九.")];
  }
  const eve = 1200 + almanac.eveDay;
  const day = lunarDay(scene.lunarDate);
  if (day !== undefined && day !== eve && /(?:今天|今晚|今夜|今儿)(?:就)?是?(?:大年)?除夕/u.test(clause)) {
    return [calendar("eve", "warn", `Today is said to be New Year's Eve, but the scene plays on ${scene.lunarDate}.`, `New Year's Eve is 12-${almanac.eveDay}.`)];
  }
  return [];
}

const festivals: Readonly<Record<string, number>> = { 春节: 101, 大年初一: 101, 元宵: 115, 小年: 1223, 腊八: 1208, 端午: 505, 中秋: 815 };
const numerals = "[一二三四五六七八九十]{1,3}";

function saidDate(clause: string, scene: Scene, almanac: Almanac): Found[] {
  const today = /(?:今天|今儿|今日)(?:就|已经)?是?(?:大年|正月|年)?初([一二三四五六七八九十])/u.exec(clause);
  const day = lunarDay(scene.lunarDate);
  const said = today && 100 + (chineseNumber(today[1]!) ?? 0);
  if (said && day !== undefined && said !== day) {
    return [calendar("said", "warn", `Today is said to be 初${today[1]}, but the scene plays on ${scene.lunarDate}.`, "Correct the line or the scene's date.")];
  }
  const both = new RegExp(`(\\d{1,2}|${numerals})月(\\d{1,2}|${numerals})[日号](?:就)?(?:是|为|,)?(?:今年的?)?(除夕|大年初[一二三四五]|初[一二三四五]|春节|元宵)`, "u").exec(clause);
  if (!both) return [];
  const number = (text: string) => /\d/.test(text) ? Number(text) : chineseNumber(text) ?? 0;
  const date = `${almanac.newYear.slice(0, 4)}-${String(number(both[1]!)).padStart(2, "0")}-${String(number(both[2]!)).padStart(2, "0")}`;
  const name = both[3]!;
  const wanted = name === "除夕" ? 1200 + almanac.eveDay : festivals[name] ?? 100 + (chineseNumber(name.at(-1)!) ?? 0);
  const real = almanac.lunarOf(date).day;
  return lunarDay(real) === wanted ? [] : [calendar("said", "block", `${date} is not ${name}: it is ${real} of the Chinese calendar.`, `New Year's Day is ${almanac.newYear}.`)];
}

/** 本命年 and 属 against the age of whom they are said. */
function birthYear(clause: string, { line }: Statement, people: People, almanac: Almanac): Found[] {
  const about = /我|俺/u.test(clause) ? line?.speaker : /你|您/u.test(clause) ? line?.to : undefined;
  const age = about === undefined ? undefined : people.find(about)?.age;
  if (age === undefined) return [];
  const born = almanac.zodiacsAt(age);
  const sign = new RegExp(`属([${animalSigns}])(?!于)`, "u").exec(clause)?.[1];
  const name = people.find(about!)!.name;
  if (sign && !born.includes(sign)) {
    return [calendar("born", "warn", `${name} is ${age} and cannot be born in the year of the ${englishOf(sign)}.`, `At that age it is ${born.join(" or ")}.`)];
  }
  if (/今年[^，]{0,4}本命年|本命年[^，]{0,3}(?:到|来)了/u.test(clause) && !/不是|没到/u.test(clause) && !born.includes(almanac.zodiac.coming)) {
    return [calendar("own-year", "warn", `This is not the own year (本命年) of ${name}, who is ${age}.`, "It comes at 12, 24, 36, 48, 60, 72.")];
  }
  return [];
}
