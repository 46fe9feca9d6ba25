import { describe, expect, it } from "vitest";
import { culture } from "../../../nodes/qa/culture.ts";
import { offlineJudge } from "../../../nodes/qa/judge/offline-judge.ts";
import { screen } from "../../../nodes/qa/culture/screen.ts";
import type { Finding, Line, Scene } from "../../../nodes/story/index.ts";
import { openBench } from "../../kit/run-node.ts";
import { cast, line, scene } from "./story.ts";

type Case = readonly [text: string, rule: string | undefined, more?: Partial<Scene>, lineMore?: Partial<Line>];
const firstDay = { lunarDate: "01-01" };
const thirdDay = { lunarDate: "01-03" };
const eve = { lunarDate: "12-29" };

const rulesOf = (findings: readonly Finding[]) => findings.map(({ check }) => check.replace("culture/", ""));
const options = { year: 2026, region: "any", market: "cn" };

async function read(text: string, more: Partial<Scene> = {}, lineMore: Partial<Line> = {}): Promise<Finding[]> {
  return screen([scene("s01", { ...more, lines: [line("l01", text, lineMore), ...more.lines ?? []] })], cast, options);
}

function table(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    it.each(cases.map((entry) => [entry[1] ?? "silent", entry[0], entry] as const))("%s: %s", async (_rule, _text, [text, rule, more, lineMore]) => {
      expect(rulesOf(await read(text, more, lineMore))).toEqual(rule === undefined ? [] : [rule]);
    });
  });
}

table("presents", [
  ["奶奶，我送您一座钟！", "gift-clock"],
  ["这是给您的礼物，一台座钟。", "gift-clock"],
  ["我给您买了一个闹钟。", "gift-clock"],
  ["他送 钟 给王总。", "gift-clock"],
  ["我送·钟给你", "gift-clock"],
  ["奶奶，我送您一座鐘。", "gift-clock"],
  ["送鍾先生一盒茶叶。", undefined],
  ["I bought you a clock.", "gift-clock"],
  ["He gave her a clock.", "gift-clock"],
  ["I'll give you an answer at five o'clock.", undefined],
  ["墙上的钟停了。", undefined],
  ["闹钟响了。", undefined],
  ["我送你到钟楼。", undefined],
  ["送钟先生回家。", undefined],
  ["再等五分钟，我送你礼物。", undefined],
  ["千万别送钟！", undefined],
  ["怎么能送人家钟呢？", undefined],
  ["送钟不吉利，老规矩了。", undefined],
  ["我送您一块手表。", undefined],
  ["我给你带了两斤梨。", "gift-pear"],
  ["院子里梨花开了，我送你一枝。", undefined],
  ["给您带了个凤梨。", undefined],
  ["这把伞送你了。", "gift-umbrella"],
  ["我们在伞下告别。", undefined],
  ["我给妈买了双新鞋。", "gift-shoes"],
  ["送宝宝一双虎头鞋。", undefined],
  ["我送他一把菜刀。", "gift-blade"],
  ["他送我一束白玫瑰。", "gift-funeral-flowers"],
  ["给您带了菊花茶。", undefined],
  ["送她一条毛巾。", "gift-handkerchief"],
  ["我给你一个白信封。", "gift-white-envelope"],
  ["钟停了，送你个礼物吧。", undefined],
]);

table("sums of money", [
  ["红包里有四百块。", "amount-four"],
  ["给你包了444的红包！", "amount-four"],
  ["压岁钱给了二百五。", "amount-fool"],
  ["礼金随了301元。", "amount-odd"],
  ["红包一千零一块，千里挑一！", undefined],
  ["红包给了888。", undefined],
  ["包了个六百六的红包。", undefined],
  ["四点我给你红包。", undefined],
  ["我准备了四个红包。", undefined],
  ["他在四川收到了红包。", undefined],
  ["吃完四喜丸子再发红包。", undefined],
  ["房租四千四。", undefined],
  ["There was 400 yuan in the red envelope.", "amount-four"],
]);

table("words of the first five days", [
  ["我死也不去！", "word-death", firstDay],
  ["我死也不去！", undefined, { lunarDate: "01-06" }],
  ["我死也不去！", undefined],
  ["他是我的死党。", undefined, firstDay],
  ["屋里有鬼！", "word-ghost", thirdDay],
  ["你这个机灵鬼！", undefined, thirdDay],
  ["祝您没病没灾！", undefined, firstDay],
  ["我生病了。", "word-illness", firstDay],
  ["电脑有毛病。", undefined, firstDay],
  ["这下完了！", "word-finished", firstDay],
  ["饺子包完了！", undefined, firstDay],
  ["让您破费了。", undefined, firstDay],
  ["电影杀青了！", undefined, firstDay],
  ["混蛋！", "word-swearing", firstDay],
  ["白雪落满院子，其乐无穷。", undefined, firstDay],
  ["会死人的！", undefined, { ...firstDay, lines: [line("l02", "呸呸呸，童言无忌！", { speaker: "nai-nai" })] }],
]);

table("the calendar", [
  ["祝大家马年大吉！", undefined, firstDay],
  ["祝大家蛇年大吉！", "calendar-zodiac", firstDay],
  ["蛇年就要过去，马年快乐！", undefined, eve],
  ["我是蛇年出生的。", undefined, firstDay],
  ["Happy Year of the Snake!", "calendar-zodiac", firstDay],
  ["今年是丙午年。", undefined, firstDay],
  ["大年三十晚上吃饺子。", "calendar-eve", eve],
  ["我都三十岁了。", undefined, eve],
  ["今天初二，回娘家。", "calendar-said", { lunarDate: "01-03" }],
  ["二月十七号是大年初一。", undefined],
  ["二月十六号是大年初一。", "calendar-said"],
  ["我属马。", "calendar-born"],
  ["我属虎。", undefined],
]);

table("kinship", [
  ["奶奶，我回来了！", undefined, {}, { to: "nai-nai" }],
  ["外婆，我回来了！", "kinship-term", {}, { to: "nai-nai" }],
  ["姥姥您尝尝。", "kinship-term", { characters: ["li-wei", "nai-nai"] }],
  ["叔叔，新年好！", "kinship-term", {}, { to: "jiu-jiu" }],
  ["舅舅，新年好！", undefined, {}, { to: "jiu-jiu" }],
  ["阿姨好！", undefined, {}, { to: "zhang-mei" }],
]);

table("guests, children and the nation", [
  ["猪肉白菜馅的，我怎么会忘呢？", undefined],
  ["猪肉白菜馅的，我怎么会忘呢？", "ethnic-pork", { characters: ["li-wei", "ma-lan"] }],
  ["我不吃猪肉。", undefined, { characters: ["li-wei", "ma-lan"] }, { speaker: "ma-lan" }],
  ["我要放鞭炮！", "minor-fireworks", { characters: ["xiao-ming"] }, { speaker: "xiao-ming" }],
  ["我要看放烟花！", undefined, { characters: ["xiao-ming"] }, { speaker: "xiao-ming" }],
  ["中国和台湾都过春节。", "national-territory"],
  ["把鱼翻个身。", "food-fish-turned"],
]);

it("a clock in somebody's hand is a present when it is wrapped, a clock on the wall never is", async () => {
  const clock = (prop: Scene["props"][number]) => screen([scene("s01", { props: [prop] })], cast, options);
  expect(rulesOf(await clock({ name: "座钟", state: "礼盒装", holder: "li-wei" }))).toEqual(["gift-clock"]);
  expect(await clock({ name: "座钟", state: "挂在墙上" })).toEqual([]);
  expect(await clock({ name: "座钟", holder: "li-wei" })).toEqual([]);
  const handed = await screen([scene("s01", { props: [{ name: "座钟", holder: "li-wei" }], lines: [line("l01", "奶奶，这是我的一点心意。")] })], cast, options);
  expect(rulesOf(handed)).toEqual(["gift-clock"]);
});

it("a dish that breaks on the first day is a finding unless somebody says 岁岁平安", async () => {
  const broken = { lunarDate: "01-01", summary: "小明把碗打碎了。" };
  expect(rulesOf(await screen([scene("s01", broken)], cast, options))).toEqual(["act-break-dish"]);
  expect(await screen([scene("s01", { ...broken, lines: [line("l01", "岁岁平安！")] })], cast, options)).toEqual([]);
  expect(await screen([scene("s01", { ...broken, lunarDate: "12-20" })], cast, options)).toEqual([]);
});

it("white dress at New Year is a finding, with red on it or in spring it is not", async () => {
  const wearing = (outfit: string, lunarDate: string) => screen([scene("s01", { lunarDate, wardrobe: [{ character: "zhang-mei", outfit }] })], cast, options);
  expect(rulesOf(await wearing("白色长裙", "01-01"))).toEqual(["mourning-dress"]);
  expect(await wearing("白色长裙，红围巾", "01-01")).toEqual([]);
  expect(await wearing("白色长裙", "04-05")).toEqual([]);
});

it("the two dates of a scene must agree, in years where Node's own calendar is wrong as well", async () => {
  const dated = (date: string, lunarDate: string, year: number) => screen([scene("s01", { date, lunarDate })], cast, { ...options, year });
  expect(await dated("2026-02-16", "12-29", 2026)).toEqual([]);
  expect(rulesOf(await dated("2026-02-16", "01-01", 2026))).toEqual(["calendar-date"]);
  expect(await dated("2027-02-06", "01-01", 2027)).toEqual([]);
  expect(rulesOf(await dated("2027-02-07", "01-01", 2027))).toEqual(["calendar-date"]);
  expect(rulesOf(await screen([scene("s01", { lunarDate: "12-30" })], cast, options))).toEqual(["calendar-eve"]);
});

it("calling one person 奶奶 here and 外婆 there is found when only \"grandmother\" is known", async () => {
  const characters = cast.map((who) => who.id === "li-wei" ? { ...who, relations: [{ to: "nai-nai", kind: "grandmother" }] } : who);
  const scenes = [scene("s01", { lines: [line("l01", "奶奶，我回来了！", { to: "nai-nai" })] }), scene("s02", { lines: [line("l01", "外婆，我走了！", { to: "nai-nai" })] })];
  const [found, ...rest] = await screen(scenes, characters, options);
  expect(rest).toEqual([]);
  expect(found).toMatchObject({ check: "culture/kinship-mixed", where: { scene: "s02", line: "l01" }, quote: "外婆，我走了！" });
});

it("a finding quotes the line as written and says where, why and what would be fine", async () => {
  const [found] = await read("奶奶，我送 您一座鐘！");
  expect(found).toMatchObject({
    check: "culture/gift-clock", severity: "block", quote: "奶奶，我送 您一座鐘！", where: { scene: "s01", line: "l01" },
    message: expect.stringContaining("送终"), hint: expect.stringContaining("手表"),
  });
});

it("region and market decide which suggestions are made", async () => {
  const told = async (text: string, more: Partial<typeof options>) => rulesOf(await screen([scene("s01", { lunarDate: "12-29", lines: [line("l01", text)] })], cast, { ...options, ...more }));
  expect(await told("饺子好了！", {})).toEqual([]);
  expect(await told("饺子好了！", { region: "south" })).toEqual(["region-dumplings"]);
  expect(await told("Happy Chinese New Year!", { market: "abroad" })).toEqual(["abroad-new-year"]);
});

describe("waivers", () => {
  const scenes = [scene("s01", { lines: [line("l01", "我送您一座钟！")] })];
  const run = async (waivers: unknown[]): Promise<Finding[]> => {
    const bench = await openBench([offlineJudge]);
    const { findings } = await bench.run(culture, { scenes, characters: cast, waivers });
    await bench.close();
    return findings.filter(({ check, severity }: Finding) => severity !== "pass" && check !== "culture/judge");
  };

  it("a waived finding stays visible with who and why", async () => {
    const [found, ...rest] = await run([{ rule: "gift-clock", scene: "s01", line: "l01", by: "Director Lin", reason: "The villain means it." }]);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ severity: "block", waiver: { by: "Director Lin", reason: "The villain means it." } });
  });

  it("a waiver without a reason is refused and the finding stands", async () => {
    const found = await run([{ rule: "gift-clock", by: "Director Lin", reason: " " }]);
    expect(rulesOf(found)).toEqual(["gift-clock", "waiver-refused"]);
    expect(found[0]!.waiver).toBeUndefined();
  });

  it("a waiver for another line is reported as unused", async () => {
    expect(rulesOf(await run([{ rule: "culture/gift-clock", line: "l09", by: "Lin", reason: "Plot." }]))).toEqual(["gift-clock", "waiver-unused"]);
  });
});

it("classes in which nothing was found are reported as passed", async () => {
  const bench = await openBench([offlineJudge]);
  const { findings } = await bench.run(culture, { scenes: [scene("s01", { lines: [line("l01", "我送您一座钟！")] })], characters: cast });
  await bench.close();
  const passed = findings.filter((finding: Finding) => finding.severity === "pass").map(({ check }: Finding) => check);
  expect(passed).toContain("culture/words");
  expect(passed).toContain("culture/kinship");
  expect(passed).not.toContain("culture/gifts");
});
