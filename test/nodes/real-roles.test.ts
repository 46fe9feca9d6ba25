import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finding } from "../../nodes/story/index.ts";
import { openRuntime, type Runtime } from "../../runtime/index.ts";
import { graph } from "../kit/probe-pack.ts";
import { type Ran, runGraph } from "../kit/run.ts";
import type { ChatAsked } from "../kit/service/chat.ts";
import { type ModelService, startService } from "../kit/service/service.ts";
import { configFor, keyVariable, production, productionRoles } from "../kit/service/setup.ts";
import { write } from "../kit/service/writer.ts";

/** The writing, speaking and judging nodes on a service over HTTP, whose writer is cut off after a few hundred tokens. */
const models = { ...production, "judge-1": { prices: { inputPerMillion: 2, outputPerMillion: 8 } } };
const production1 = graph({
  arc: ["script/arc", { theme: "程序员春节回家，与青梅竹马重逢", episodes: 10 }],
  one: ["core/pick", { keys: ["e02"] }],
  episode: ["script/episode"], dialogue: ["script/dialogue"], script: ["script/assemble"], scenes: ["script/scenes"], breakdown: ["script/breakdown"],
  voices: ["voice/cast"], speak: ["voice/speak"], spoken: ["core/flatten"],
  continuity: ["qa/continuity"], culture: ["qa/culture"],
}, [
  "arc.outlines -> one.items", "arc.arc -> episode.arc", "one.items -> episode.outline",
  "arc.arc -> dialogue.arc", "episode.episode -> dialogue.episode", "episode.briefs -> dialogue.brief",
  "episode.episode -> script.episode", "dialogue.scene -> script.scenes", "script.episode -> scenes.episode", "scenes.scenes -> breakdown.scene",
  "scenes.characters -> voices.characters", "breakdown.lines -> speak.line", "voices.cast -> speak.cast", "speak.spoken -> spoken.lists",
  "scenes.scenes -> continuity.scenes", "scenes.characters -> continuity.characters", "spoken.items -> continuity.spoken",
  "scenes.scenes -> culture.scenes", "scenes.characters -> culture.characters",
], { outputs: { outlines: { from: "arc.outlines" }, scenes: { from: "scenes.scenes" }, spoken: { from: "speak.spoken" }, continuity: { from: "continuity.findings" }, culture: { from: "culture.findings" } } });

let home: string;
let service: ModelService;
let runtime: Runtime;
let ran: Ran;
const chats: ChatAsked[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "reelwright-roles-"));
  service = await startService({ models, answer: (asked) => (chats.push(asked), asked.model === "judge-1" ? judged(asked) : goneOn(asked)) });
  const config = configFor(service, { roles: { ...productionRoles, judge: "judge-1" }, can: { "script-1": { maxOutputTokens: 700 } } });
  runtime = await openRuntime({ home, config, env: { [keyVariable]: service.keys.current } });
  ran = await runGraph(runtime, production1);
}, 60_000);
afterAll(async () => {
  await runtime.close();
  await service.close();
  await rm(home, { recursive: true, force: true });
});

/** Asked to go on, the writer sends what comes after the entries it is told of. */
function goneOn({ name, schema, messages, seed }: ChatAsked): string | undefined {
  const told = /（(\w+) 共(\d+)项）/.exec(messages.at(-1)!.text);
  if (!told) return undefined;
  const whole = JSON.parse(write({ name, schema, seed, prompt: messages.find(({ role }) => role === "user")!.text }));
  return JSON.stringify({ ...whole, [told[1]!]: whole[told[1]!].slice(Number(told[2])) });
}

/** Finds fault with the first line of each scene by the first criterion, and makes one up by the second. */
function judged({ messages }: ChatAsked): string {
  const prompt = messages[1]!.text;
  const [, lineId, quote] = /^\[(s\d+\/l\d+)\] [^:]*: (.{4})/m.exec(prompt)!;
  const criteria = [...prompt.slice(prompt.indexOf("# 标准")).matchAll(/^- ([a-z]+): /gm)].map(([, id]) => id!);
  const claim = (words: string) => [{ lineId, quote: words, why: "不合适。", instead: "" }];
  return JSON.stringify({ verdicts: criteria.map((criterion, at) => ({ criterion, faults: at === 0 ? claim(quote!) : at === 1 ? claim("谁也没说过的话") : [], holds: at > 1 })) });
}

const all = (name: string): any[] => Object.values(ran.output(name)).flat(2);

describe("the built-in nodes on a real service", () => {
  test("write a story though replies are cut off, going on where they were", () => {
    expect(ran.last.outcome).toBe("succeeded");
    expect(all("outlines").map(({ id, title }) => `${id} ${title.slice(0, 3)}`)).toEqual(Array.from({ length: 10 }, (_, at) => `e${String(at + 1).padStart(2, "0")} ${`第${at + 1}夜`.slice(0, 3)}`));
    const more = chats.filter(({ messages }) => /截断/.test(messages.at(-1)!.text));
    expect(more.length).toBeGreaterThan(0);
    expect(more.every(({ name, messages }) => name === "episode_outlines" && messages.length === 4)).toBe(true);
  });

  test("speak every line with a voice of the service's, the model as its source", () => {
    const spoken = all("spoken");
    const lines = all("scenes").flatMap(({ lines: said }) => said as { kind: string }[]).filter(({ kind }) => kind !== "caption");
    expect(spoken).toHaveLength(lines.length);
    expect(new Set(spoken.map(({ source }) => source))).toEqual(new Set(["tts-1"]));
    expect(spoken.every(({ voice }) => production["tts-1"].voices.includes(voice))).toBe(true);
  });

  test("judge by rubric: what is quoted stands, what is made up is asked about once and dropped in sight", () => {
    const findings: Finding[] = [...all("continuity"), ...all("culture")];
    const scenes = all("scenes").length;
    const stands = findings.filter(({ check }) => check === "continuity/judge-motivation");
    expect(stands).toHaveLength(scenes);
    expect(stands[0]).toMatchObject({ severity: "warn", message: "不合适。", measured: "judged by judge-1", quote: expect.any(String), where: { line: "l01" } });
    const questions = chats.filter(({ model, messages }) => model === "judge-1" && messages.length === 2).length;
    expect(findings.filter(({ check }) => check.endsWith("/judge-evidence"))).toHaveLength(questions);
    expect(chats.filter(({ model }) => model === "judge-1")).toHaveLength(2 * questions);
    expect(questions).toBe(2 * scenes + 1);
  });

  test("account for every call, to the millionth", () => {
    expect(ran.last.costMicros).toBe(service.witness.billMicros);
  });

  test("ask nothing again when nothing has changed", async () => {
    const before = chats.length;
    expect((await runGraph(runtime, production1)).last.counts).toMatchObject({ executed: 0, failed: 0 });
    expect(chats).toHaveLength(before);
  });
});
