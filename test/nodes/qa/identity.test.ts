import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drift } from "../../../nodes/qa/drift.ts";
import { identity } from "../../../nodes/qa/identity.ts";
import { trendOf } from "../../../nodes/qa/identity/trend.ts";
import type { CharacterVerdict, IdentityVerdict } from "../../../nodes/story/index.ts";
import { type Bench, openBench } from "../../kit/run-node.ts";

let bench: Bench;
beforeAll(async () => void (bench = await openBench()));
afterAll(() => bench.close());

const names: Readonly<Record<string, string>> = { "li-wei": "李伟", "nai-nai": "奶奶" };
const seen = (id: string, score: number | undefined, over: Partial<CharacterVerdict> = {}): CharacterVerdict => ({
  id, name: names[id]!, state: score === undefined ? "uncertain" : "pass", ...(score === undefined ? {} : { score }), reason: "as seen", attributes: [], votes: [], ...over,
});
const verdict = (place: string, characters: CharacterVerdict[], over: Partial<IdentityVerdict> = {}): IdentityVerdict => {
  const [scene, id] = place.split("/");
  return { id: id!, scene: scene!, state: "pass", threshold: 0.8, characters, attempts: [], kept: 0, by: "looker-1", ...over };
};
const episode = { id: "e03", index: 3, title: "一碗饺子", logline: "", language: "zh-CN", characters: [], plan: [], scenes: [], source: "offline draft" };
const gathered = (...verdicts: IdentityVerdict[]) => bench.run(identity, { verdicts, episode });
const attributes = (hair: "match" | "mismatch", marks: "match" | "mismatch" | "not_visible" = "match") =>
  [{ attribute: "hairColour" as const, verdict: hair, evidence: "black" }, { attribute: "marks" as const, verdict: marks, evidence: "a mole" }];

test("a trend is the line of least squares", () => {
  expect(trendOf([[1, 1], [2, 0.9], [3, 0.8]])).toEqual({ slope: -0.1, intercept: 1.1 });
  expect(trendOf([[1, 0.5], [2, 0.9], [4, 0.7]])).toEqual({ slope: 0.0429, intercept: 0.6 });
  expect(trendOf([[3, 0.8]])).toBeUndefined();
  expect(trendOf([[3, 0.8], [3, 0.9]])).toBeUndefined();
});

describe("an episode's identities", () => {
  test("are told by character: score by shot, mean and trend, without the shots that nobody could judge", async () => {
    const { report } = await gathered(verdict("s01/p01", [seen("li-wei", 1), seen("nai-nai", 0.9)]), verdict("s01/p02", [seen("li-wei", undefined)]), verdict("s02/p01", [seen("li-wei", 0.8)]));
    expect(report).toMatchObject({ id: "e03", index: 3, by: ["looker-1"] });
    const [liWei, grandmother] = report.characters;
    expect(liWei).toMatchObject({ id: "li-wei", mean: 0.9, trend: { slope: -0.1, intercept: 1.1 } });
    expect(liWei.shots).toEqual([{ scene: "s01", shot: "p01", state: "pass", score: 1 }, { scene: "s01", shot: "p02", state: "uncertain" }, { scene: "s02", shot: "p01", state: "pass", score: 0.8 }]);
    expect(grandmother).toMatchObject({ mean: 0.9 });
    expect(grandmother.trend).toBeUndefined();
  });

  test("name the two shots in which somebody differs most from themselves", async () => {
    const { report, findings } = await gathered(
      verdict("s01/p01", [seen("li-wei", 1, { attributes: attributes("match") })]), verdict("s01/p02", [seen("li-wei", 0.7, { attributes: attributes("match", "not_visible") })]),
      verdict("s02/p01", [seen("li-wei", 0.9, { attributes: attributes("mismatch") })]));
    expect(report.characters[0].worst).toEqual({ one: "s01/p02", other: "s02/p01", gap: 0.2, differing: ["hairColour"] });
    expect(findings).toContainEqual(expect.objectContaining({ check: "identity/uneven", severity: "info", where: { scene: "s02", shot: "p01" } }));
  });

  test("that hold are one pass; one that fails or is a copy is a warning at its shot", async () => {
    expect((await gathered(verdict("s01/p01", [seen("li-wei", 1)]))).findings).toEqual([{ check: "identity/kept", severity: "pass", message: "Everyone looks as anchored in 1 shot." }]);
    const copy = { by: "copy check", says: "against" as const, value: 0.99, threshold: 0.98, note: "" };
    const { report, findings } = await gathered(verdict("s01/p01", [seen("li-wei", 0.4, { state: "fail" })], { state: "fail" }), verdict("s01/p02", [seen("li-wei", 1, { votes: [copy] })]));
    expect(findings.map(({ check, severity, where }: any) => [check, severity, where.shot])).toEqual([["identity/kept", "warn", "p01"], ["identity/copy", "warn", "p02"]]);
    expect(report.characters[0].shots[1]).toMatchObject({ copied: true });
  });

  test("that a stand-in looked at are no pass: it is told once, however many shots", async () => {
    const unseen = ["s01/p01", "s01/p02", "s02/p01"].map((place) => verdict(place, [seen("li-wei", undefined)], { by: "offline picture features", state: "uncertain" }));
    const { findings } = await gathered(...unseen, verdict("s02/p02", [], { by: "nobody" }));
    expect(findings).toEqual([expect.objectContaining({ check: "identity/stand-in", severity: "info", measured: "offline picture features", message: expect.stringContaining("3 shots") })]);
  });
});

describe("drift over a series", () => {
  const report = (index: number, means: Record<string, number | undefined>) => ({
    id: `e0${index}`, index, title: "", by: [],
    characters: Object.entries(means).map(([id, mean]) => ({ id, name: names[id]!, ...(mean === undefined ? {} : { mean }), shots: [{ scene: "s01", shot: "p01", state: "pass" as const, ...(mean === undefined ? {} : { score: mean }) }] })),
  });

  test("is the slope of the means over the episodes' numbers, in whatever order they come", async () => {
    const reports = [report(4, { "li-wei": 0.7, "nai-nai": 0.9 }), report(1, { "li-wei": 1, "nai-nai": 0.9 }), report(2, { "li-wei": 0.9, "nai-nai": undefined })];
    const { drift: found, findings } = await bench.run(drift, { reports });
    expect(found.characters).toMatchObject([
      { id: "li-wei", trend: { slope: -0.1, intercept: 1.1 }, episodes: [{ id: "e01", mean: 1, shots: 1 }, { id: "e02" }, { id: "e04" }] },
      { id: "nai-nai", trend: { slope: 0, intercept: 0.9 }, episodes: [{ id: "e01" }, { id: "e04" }] },
    ]);
    expect(findings).toMatchObject([{ check: "identity/drift", severity: "warn", message: expect.stringContaining("李伟"), where: { episode: "e04" }, measured: "-0.100 an episode over 3" }]);
  });

  test("that is none is a pass, and with one episode nothing is claimed", async () => {
    expect((await bench.run(drift, { reports: [report(1, { "li-wei": 0.9 }), report(2, { "li-wei": 0.9 })] })).findings).toMatchObject([{ check: "identity/drift", severity: "pass" }]);
    expect((await bench.run(drift, { reports: [report(1, { "li-wei": 0.9 })] })).findings).toEqual([]);
  });
});
