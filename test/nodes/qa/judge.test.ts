import { describe, expect, it } from "vitest";
import { continuity } from "../../../nodes/qa/continuity.ts";
import { culture } from "../../../nodes/qa/culture.ts";
import { offlineJudge } from "../../../nodes/qa/judge/offline-judge.ts";
import type { Finding, Scene } from "../../../nodes/story/index.ts";
import { type Chat, type ChatRequest, defineProvider, judge, type NodeDefinition, ProblemError, type Provider } from "../../../runtime/contract/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";
import { criteriaOf, type ScriptedJudge, scriptedJudge, verdicts } from "./scripted-judge.ts";
import { cast, line, scene, shot } from "./story.ts";

const first = scene("s01", { title: "到家", summary: "李伟回到家。", characters: ["li-wei", "nai-nai"], lines: [line("l01", "奶奶，我回来了！", { to: "nai-nai" }), line("l02", "明天你陪我去庙会。", { speaker: "nai-nai", to: "li-wei" })], shots: [shot("p01", ["l01", "l02"], { description: "李伟提着红灯笼进门。", characters: ["li-wei"] })] });
const second = scene("s02", { title: "饭桌", summary: "吃饭。", characters: ["li-wei", "nai-nai"], lines: [line("l01", "听说张梅要结婚了？", { to: "nai-nai" })], shots: [shot("p01", ["l01"], { description: "两人对坐。" })] });
const scenes = [first, second];

async function run(node: NodeDefinition, provider: Provider, inputs: Record<string, unknown> = {}, bench?: Bench): Promise<Finding[]> {
  const own = bench ?? await openBench([provider]);
  const { findings } = await own.run(node, { scenes, characters: cast, ...inputs });
  if (!bench) await own.close();
  return findings;
}
const judged = (findings: readonly Finding[]) => findings.filter(({ check }) => check.includes("/judge"));
const open = (findings: readonly Finding[]) => judged(findings).filter(({ severity }) => severity !== "pass");
const about = (request: ChatRequest) => /## (s\d\d)/.exec(String(request.messages[1]!.content))![1]!;
const askedFor = (given: ScriptedJudge, id: string) => given.requests.filter((request) => criteriaOf(request).includes(id));

describe("what is asked", () => {
  it("each scene is asked about once, and the whole episode once by the criteria that need it", async () => {
    const given = scriptedJudge((request) => verdicts(request));
    await run(continuity, given.provider);
    expect(given.requests.map((request) => [about(request), ...criteriaOf(request)])).toEqual([
      ["s01", "motivation", "hands", "time", "address"], ["s02", "motivation", "hands", "time", "address"], ["s01", "knowledge", "promises"],
    ]);
    expect(given.requests[0]).toMatchObject({ temperature: 0, maxTokens: 2048, seed: 0, schema: { name: "verdicts" } });
  });

  it("lines and shots stand behind their ids, and scenes before only in brief", async () => {
    const given = scriptedJudge((request) => verdicts(request));
    await run(continuity, given.provider);
    expect(given.asked(0)).toContain("[s01/l01] 李伟 → 王秀英 (neutral): 奶奶，我回来了！");
    expect(given.asked(0)).toContain("[s01/p01] (画面: 李伟) 李伟提着红灯笼进门。");
    expect(given.asked(1)).toContain("- s01 奶奶家");
    expect(given.asked(1)).toContain("李伟回到家。");
    expect(given.asked(1)).not.toContain("庙会");
  });

  it("criteria to which nothing applies are not asked", async () => {
    const given = scriptedJudge((request) => verdicts(request));
    await run(culture, given.provider, { scenes: [scene("s01", { characters: ["li-wei"], lines: [line("l01", "过年好。")] })] });
    expect(given.requests.map(criteriaOf)).toEqual([["taboos", "customs", "respect", "stereotypes"]]);
    const more = scriptedJudge((request) => verdicts(request));
    await run(culture, more.provider, { scenes: [scene("s01", { characters: ["nai-nai", "xiao-ming"], lines: [line("l01", "过年好。", { speaker: "xiao-ming" })] })] });
    // Seven are too many for one question.
    expect(more.requests.map(criteriaOf)).toEqual([["etiquette", "taboos", "customs", "respect"], ["stereotypes", "elders", "minors"]]);
    const hurt = scriptedJudge((request) => verdicts(request));
    await run(continuity, hurt.provider, { scenes: [scene("s01", { characters: ["li-wei"], lines: [line("l01", "我的手流血了。")] })] });
    expect(criteriaOf(hurt.requests[0]!)).toEqual(["motivation", "time", "injuries"]);
  });

  it("the judge of customs is told the days and the animal of the year", async () => {
    const given = scriptedJudge((request) => verdicts(request));
    await run(culture, given.provider, { year: 2026, region: "canton" });
    expect(given.asked(0)).toMatch(/除夕是2026-02-16（腊月廿九，这一年没有年三十），初一是2026-02-17。新的一年是丙午马年/);
    expect(given.asked(0)).toContain("地方：广东");
  });

  it("an English story is judged in English", async () => {
    const given = scriptedJudge((request) => verdicts(request));
    await run(culture, given.provider, { scenes: [scene("s01", { lines: [line("l01", "Happy New Year!")] })] });
    expect(given.asked(0)).toMatch(/The year of the horse begins/);
    expect(given.requests[0]!.messages[0]!.content).toMatch(/^You are a strict and fair script supervisor/);
  });

  it("a very long script is asked about in several windows", async () => {
    const long = Array.from({ length: 6 }, (_, at) => scene(`s0${at + 1}`, { lines: Array.from({ length: 100 }, (_line, number) => line(`l${number}`, `第${number}句：${"话".repeat(40)}`)) }));
    const given = scriptedJudge((request) => verdicts(request));
    await run(continuity, given.provider, { scenes: long });
    expect(askedFor(given, "promises").map((request) => String(request.messages[1]!.content).match(/## s\d\d/g)!.length)).toEqual([2, 2, 2]);
  });

  it("a story of nothing is not asked about, and neither is one whose judge is switched off", async () => {
    const given = scriptedJudge(() => "never asked");
    expect(judged(await run(continuity, given.provider, { scenes: [] }))).toEqual([]);
    expect(judged(await run(culture, given.provider, { judge: false }))).toEqual([]);
    expect(given.requests).toEqual([]);
  });
});

describe("what is found", () => {
  it("a fault whose words stand in its line becomes a finding beside those of the rules", async () => {
    const given = scriptedJudge((request) => verdicts(request, about(request) === "s02" ? { motivation: [{ lineId: "s02/l01", quote: "张梅要结婚了", why: "他在哪儿听说的？", instead: "先让人告诉他。" }] } : {}));
    const findings = await run(continuity, given.provider);
    expect(open(findings)).toEqual([{
      check: "continuity/judge-motivation", severity: "warn", message: "他在哪儿听说的？", hint: "先让人告诉他。", where: { scene: "s02", line: "l01" }, quote: "张梅要结婚了", measured: "judged by judge-1",
    }]);
    expect(findings.map(({ check }) => check)).toContain("continuity/presence");
    expect(judged(findings).filter(({ severity }) => severity === "pass").map(({ check, measured }) => [check, measured])).toEqual(
      ["hands", "time", "address", "knowledge", "promises"].map((id) => [`continuity/judge-${id}`, "2 scenes judged by judge-1"]));
  });

  it("what a shot shows can be quoted, and the id of a single scene may be short", async () => {
    const given = scriptedJudge((request) => verdicts(request, about(request) === "s01" && criteriaOf(request).includes("hands") ? { hands: [{ lineId: "[p01]", quote: "提着红灯笼" }] } : {}));
    expect(open(await run(continuity, given.provider))).toEqual([expect.objectContaining({ check: "continuity/judge-hands", where: { scene: "s01", shot: "p01" } })]);
  });

  it("only what the rubric says may block", async () => {
    const given = scriptedJudge((request) => verdicts(request, Object.fromEntries(criteriaOf(request).map((id) => [id, [{ lineId: "s01/l01", quote: "来一根烟" }]]))));
    const findings = await run(culture, given.provider, { scenes: [scene("s01", { characters: ["nai-nai", "xiao-ming"], lines: [line("l01", "来一根烟？", { speaker: "nai-nai" })] })] });
    expect(open(findings).filter(({ severity }) => severity === "block").map(({ check }) => check)).toEqual(["culture/judge-respect", "culture/judge-minors"]);
  });

  it.each([
    ["composed letters", "Cafe\u0301 at noon?", "Café at noon"],
    ["blanks", "See  you\n at noon!", "See you at noon"],
  ])("a quote may differ in %s and in nothing else", async (_, text, quote) => {
    const given = scriptedJudge((request) => verdicts(request, { time: [{ lineId: "s01/l01", quote }] }));
    expect(open(await run(continuity, given.provider, { scenes: [scene("s01", { characters: ["li-wei"], lines: [line("l01", text)] })] }))).toMatchObject([{ check: "continuity/judge-time" }]);
    expect(given.requests).toHaveLength(1);
  });

  it("the same fault told twice is one finding", async () => {
    const fault = { lineId: "s01/l01", quote: "我回来了" };
    const given = scriptedJudge((request) => verdicts(request, { motivation: [fault, fault] }));
    expect(open(await run(continuity, given.provider, { scenes: [first] }))).toHaveLength(1);
  });
});

describe("a quote that is not in the line", () => {
  const claim = (quote: string, lineId = "s01/l01") => (request: ChatRequest) => verdicts(request, { motivation: [{ lineId, quote }] });
  it.each([
    ["other words", claim("奶奶我回来了")],
    ["other punctuation", claim("奶奶,我回来了!")],
    ["quotation marks added", claim("“我回来了”")],
    ["words of another line", claim("庙会")],
    ["no words", claim("！")],
    ["a line that is not there", claim("我回来了", "s01/l09")],
  ])("%s: it is asked about once, then dropped where everybody sees it", async (_, answer) => {
    const given = scriptedJudge(answer);
    const found = open(await run(continuity, given.provider, { scenes: [first] }));
    expect(given.requests).toHaveLength(2);
    expect(given.asked(1)).toMatch(/motivation: /);
    expect(found).toEqual([expect.objectContaining({ check: "continuity/judge-evidence", severity: "info", where: { scene: "s01" }, message: expect.stringContaining("1 fault the judge claimed in scene s01 (motivation) was dropped") })]);
  });

  it("does not let its criterion pass, while the others stand", async () => {
    const findings = await run(continuity, scriptedJudge(claim("没有这句")).provider, { scenes: [first] });
    expect(findings.filter(({ check, severity }) => severity === "pass" && check.includes("judge-")).map(({ check }) => check)).toEqual(["continuity/judge-hands", "continuity/judge-time", "continuity/judge-address"]);
  });

  it("is mended when the judge quotes rightly the second time", async () => {
    const given = scriptedJudge((request, at) => verdicts(request, { motivation: [{ lineId: "s01/l01", quote: at === 0 ? "我回家了" : "我回来了" }] }));
    expect(open(await run(continuity, given.provider, { scenes: [first] }))).toMatchObject([{ check: "continuity/judge-motivation", quote: "我回来了" }]);
    expect(given.asked(1)).toContain('"我回家了" does not stand in s01/l01, which reads "奶奶，我回来了！"');
  });
});

describe("a reply that cannot be read never passes", () => {
  const replies: readonly [string, (request: ChatRequest) => string | Partial<import("../../../runtime/contract/index.ts").ChatReply>, RegExp][] = [
    ["prose", () => "Everything is fine!", /holds no JSON/],
    ["an empty object", () => "{}", /"verdicts" is missing/],
    ["broken JSON", () => "{\"verdicts\": [,]}", /not valid JSON/],
    ["JSON that was cut off", () => ({ text: "{\"verdicts\":[{\"crit", finish: "length" }), /in the middle/],
    ["a refusal", () => ({ text: "I cannot read this.", finish: "refused" }), /the model refused: I cannot read this\./],
    ["an empty list", () => "{\"verdicts\":[]}", /"motivation" has no verdict/],
    ["verdicts without verdicts", (request) => JSON.stringify({ verdicts: criteriaOf(request).map((criterion) => ({ criterion, faults: "none" })) }), /lacks "faults" or "holds"/],
  ];
  it.each(replies)("%s", async (_, answer, reason) => {
    const findings = await run(continuity, scriptedJudge(answer).provider, { scenes: [first] });
    expect(open(findings)).toEqual([expect.objectContaining({ check: "continuity/judge", severity: "warn", message: expect.stringMatching(/^Not judged: scene s01 by motivation, hands, time, address; /), where: { scene: "s01" } })]);
    expect(open(findings)[0]!.message).toMatch(reason);
    expect(judged(findings)).toHaveLength(1);
  });

  it("a judge that refuses or only thinks is not paid for it twice, and one that sends nothing is asked the same again", async () => {
    for (const reply of [{ text: "No.", finish: "refused" }, { text: " ", finish: "length" }] as const) {
      const given = scriptedJudge(() => reply);
      expect(open(await run(continuity, given.provider, { scenes: [first] }))).toMatchObject([{ severity: "warn", message: expect.stringMatching(/refused: No|used up its tokens/) }]);
      expect(given.requests).toHaveLength(1);
    }
    const silent = scriptedJudge((request, at) => at === 0 ? "" : verdicts(request));
    expect(open(await run(continuity, silent.provider, { scenes: [first] }))).toEqual([]);
    expect(silent.requests[1]!.messages).toEqual(silent.requests[0]!.messages);
  });

  it("a criterion that fails without a fault to show is told of, not passed", async () => {
    const given = scriptedJudge((request) => JSON.stringify({ verdicts: criteriaOf(request).map((criterion) => ({ criterion, faults: [], holds: criterion !== "time" })) }));
    expect(open(await run(continuity, given.provider, { scenes: [first] }))).toMatchObject([{ check: "continuity/judge-evidence", message: expect.stringContaining("(time)") }]);
  });

  it("a criterion the judge forgets is the only one not judged", async () => {
    const given = scriptedJudge((request) => JSON.stringify({ verdicts: criteriaOf(request).slice(1).map((criterion) => ({ criterion, faults: [], holds: true })) }));
    const findings = await run(continuity, given.provider, { scenes: [first] });
    expect(open(findings)).toMatchObject([{ severity: "warn", message: expect.stringContaining("by motivation; ") }]);
    expect(judged(findings)).toHaveLength(4);
  });

  it("a fence and words around the verdicts are taken off, and a bad first reply is mended by the second", async () => {
    const given = scriptedJudge((request, at) => at === 0 ? { text: "{\"verdicts\":[", finish: "length" } : `Here you are:\n\`\`\`json\n${verdicts(request)}\n\`\`\``);
    expect(open(await run(continuity, given.provider, { scenes: [first] }))).toEqual([]);
    expect(given.requests[1]!.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(given.asked(1)).toMatch(/截断/);
  });
});

describe("what is kept", () => {
  it("a changed line has its own scene judged again, and the episode as a whole", async () => {
    const given = scriptedJudge((request) => verdicts(request));
    const bench = await openBench([given.provider]);
    await run(continuity, given.provider, {}, bench);
    const before = given.requests.length;
    await run(continuity, given.provider, {}, bench);
    expect(given.requests).toHaveLength(before);
    const changed: Scene[] = [{ ...first, lines: [line("l01", "奶奶！", { to: "nai-nai" }), first.lines[1]!] }, second];
    await run(continuity, given.provider, { scenes: changed }, bench);
    expect(given.requests.slice(before).map((request) => [about(request), criteriaOf(request)[0]])).toEqual([["s01", "motivation"], ["s01", "knowledge"]]);
    await bench.close();
  });

  it("what was not judged is asked again, and only that", async () => {
    let works = false;
    const given = scriptedJudge((request) => works || about(request) === "s02" ? verdicts(request) : "sorry");
    const bench = await openBench([given.provider]);
    expect(open(await run(continuity, given.provider, {}, bench)).map(({ severity }) => severity)).toEqual(["warn", "warn"]);
    const before = given.requests.length;
    works = true;
    expect(open(await run(continuity, given.provider, {}, bench))).toEqual([]);
    expect(given.requests.slice(before).map(about)).toEqual(["s01", "s01"]);
    await bench.close();
  });

  it("another seed has everything judged anew", async () => {
    const given = scriptedJudge((request) => verdicts(request));
    const bench = await openBench([given.provider]);
    for (const seed of [0, 1]) await run(culture, given.provider, { seed }, bench);
    expect(given.requests.map(({ seed }) => seed)).toEqual([0, 0, 1, 1]);
    await bench.close();
  });
});

describe("who judges", () => {
  it.each([["continuity", continuity], ["culture", culture]])("nobody, offline: %s says so once and its rules still work", async (name, node) => {
    const findings = await run(node, offlineJudge);
    expect(judged(findings)).toEqual([{ check: `${name}/judge`, severity: "info", message: "Not judged: offline.", hint: expect.stringContaining("role judge") }]);
    expect(findings.length).toBeGreaterThan(5);
  });

  it("a provider that fails fails the item, and no more questions go out", async () => {
    let asked = 0;
    const chat: Chat = { complete: async () => { asked++; throw new ProblemError({ code: "BUDGET_REACHED", message: "The budget is reached." }); } };
    const broke = defineProvider<Chat>({ service: judge, name: "broke", fingerprint: "broke@1", open: async () => ({ bind: () => chat }) });
    const many = Array.from({ length: 20 }, (_, at) => scene(`s${at + 10}`, { lines: [line("l01", "好。")] }));
    await expect(run(continuity, broke, { scenes: many })).rejects.toMatchObject({ problem: { code: "BUDGET_REACHED" } });
    expect(asked).toBeLessThanOrEqual(6);
  });
});

describe("waivers for the judge", () => {
  const waiver = { rule: "judge-motivation", scene: "s01", by: "Director Lin", reason: "It is explained in episode 4." };
  const finds = () => scriptedJudge((request) => verdicts(request, criteriaOf(request).includes("motivation") ? { motivation: [{ lineId: "s01/l01", quote: "我回来了" }] } : {}));

  it("a waived finding stays, with who and why", async () => {
    expect(open(await run(continuity, finds().provider, { scenes: [first], waivers: [waiver] }))).toMatchObject([{ check: "continuity/judge-motivation", waiver: { by: "Director Lin" } }]);
  });

  it("one that meets nothing is reported, but not where nobody judged", async () => {
    const unused = async (provider: Provider) => (await run(continuity, provider, { scenes: [first], waivers: [{ ...waiver, scene: "s09" }] })).filter(({ check }) => check === "continuity/waiver-unused").length;
    expect(await unused(finds().provider)).toBe(1);
    expect(await unused(offlineJudge)).toBe(0);
  });

  it("covers findings of the rules too", async () => {
    const absent = scene("s01", { lines: [line("l01", "喂？", { speaker: "nai-nai" })] });
    const found = (await run(continuity, offlineJudge, { scenes: [absent], waivers: [{ rule: "continuity/speakers", by: "Lin", reason: "She calls." }] })).filter(({ check, severity }) => check === "continuity/speakers" && severity !== "pass");
    expect(found).toMatchObject([{ waiver: { by: "Lin" } }]);
  });
});

it("a cloned voice is on record with who agreed, when and where it is written down", async () => {
  const audio = { artifact: "a".repeat(64), media: "audio/wav", bytes: 1 };
  const consent = { by: "Wang Xiuying", at: "2026-01-05", document: "contract 17" };
  const said = first.lines.map(({ id, speaker, text }) => ({ id, speaker, text, emotion: "neutral", audio, ms: 900, words: [], voice: "clone-7", source: "tts-1", ...(speaker === "nai-nai" ? { consent } : {}) }));
  const findings = await run(continuity, offlineJudge, { scenes: [first], spoken: said });
  expect(findings.filter(({ check }) => check === "continuity/cloned-voice")).toEqual([{
    check: "continuity/cloned-voice", severity: "info", message: "王秀英 is spoken by a cloned voice, \"clone-7\". Consent: Wang Xiuying, 2026-01-05, contract 17.", measured: "1 of 2 lines",
  }]);
});
