import { afterEach, describe, expect, test } from "vitest";
import type { Fault } from "../kit/service/faults.ts";
import { season } from "../kit/service/making.ts";
import { type Project, startProject } from "../kit/service/project.ts";
import { production } from "../kit/service/setup.ts";
import { graph } from "../kit/probe-pack.ts";

/** What one wrong answer does to one question. */
const projects: Project[] = [];
afterEach(async () => { for (const project of projects.splice(0)) await project.close(); });

async function start(...options: Parameters<typeof startProject>): Promise<Project> {
  const project = await startProject(...options);
  projects.push(project);
  return project;
}

const schema = { type: "object", properties: { title: { type: "string" }, year: { type: "integer" } }, required: ["title", "year"], additionalProperties: false };
const question = graph({ ask: ["script/chat", { prompt: "Name a film.", schema }] }, [], { outputs: { json: { from: "ask.json" } } });

async function asked(fault: Fault, more: { nth?: number; timeoutSeconds?: number } = {}) {
  const { nth = 1, timeoutSeconds = 10 } = more;
  const project = await start({ rules: [{ route: "chat", ...(nth === 0 ? {} : { nth }), fault }] }, { timeoutSeconds });
  const ran = await project.run(question);
  return { project, ran, problem: ran.of("item.failed")[0]?.problem, chats: project.service.witness.of("chat") };
}

describe("a reply that comes to nothing is asked for again, and only the whole one is kept", () => {
  test.each<[string, Fault]>([
    ["cut in the middle", { do: "cut", bytes: 300 }], ["cut before its first word", { do: "cut", bytes: 0 }], ["a stream without an end", { do: "no-end" }],
    ["a connection that is reset", { do: "reset" }], ["an error inside an answer", { do: "error-body" }], ["a page instead of an answer", { do: "wrong-type" }],
    ["500", { do: "status", status: 500 }], ["529", { do: "status", status: 529 }], ["408", { do: "status", status: 408 }], ["425", { do: "status", status: 425 }],
    ["cut off at the token limit", { do: "truncate" }],
  ])("%s", async (_, fault) => {
    const { project, ran, chats } = await asked(fault);
    expect(ran.last.outcome).toBe("succeeded");
    expect(chats).toHaveLength(2);
    const whole = await start();
    if (fault.do !== "truncate") expect(ran.last.outputs).toEqual((await whole.run(question)).last.outputs);
    // What is kept is kept: another run asks nothing.
    expect((await project.run(question)).last.counts).toMatchObject({ executed: 0, cached: 1 });
    expect(chats.length).toBe(project.service.witness.of("chat").length);
  });

  test("an answer that stops coming is given up after the silence that is allowed", async () => {
    const { ran, chats } = await asked({ do: "stall", bytes: 300 }, { timeoutSeconds: 1 });
    expect(ran.last.outcome).toBe("succeeded");
    expect(chats).toHaveLength(2);
    expect(chats[0]!.ended! - chats[0]!.at).toBeGreaterThanOrEqual(900);
  });
});

describe("what asking again does not change is not asked again", () => {
  test.each<[string, Fault, string]>([
    ["a refusal", { do: "refuse", message: "I would rather not write this." }, "I would rather not write this."],
    ["402", { do: "status", status: 402, code: "insufficient_quota", message: "You have no credit." }, "You have no credit."],
    ["403", { do: "status", status: 403, message: "Not in your country." }, "Not in your country."],
    ["400", { do: "status", status: 400, message: "That is no number." }, "That is no number."],
    ["429 without money", { do: "status", status: 429, code: "insufficient_quota", message: "You exceeded your quota." }, "You exceeded your quota."],
  ])("%s", async (_, fault, words) => {
    const { ran, problem, chats, project } = await asked(fault, { nth: 0 });
    expect(ran.last.outcome).toBe("failed");
    expect(problem!.message).toContain(words);
    expect(chats).toHaveLength(1);
    expect((await project.ledger()).settledMicros).toBe(project.service.witness.billMicros);
  });
});

test("a fence around good JSON is taken off, not paid for again", async () => {
  const { ran, chats } = await asked({ do: "fence" });
  expect(ran.last.outcome).toBe("succeeded");
  expect(chats).toHaveLength(1);
});

test("a model that knows no schemas is asked in a weaker form, once it has said so, and this is told", async () => {
  const models = { ...production, "script-1": { ...production["script-1"], structured: "text" as const }, "dialogue-1": { ...production["dialogue-1"], structured: "json_object" as const } };
  const project = await start({ models });
  const { last, of } = await project.run(season(1));
  expect(last.outcome).toBe("succeeded");
  const { witness } = project.service;
  expect(witness.of("chat", "dialogue-1").filter(({ status }) => status === 400).length).toBeLessThanOrEqual(3);
  expect(witness.of("chat", "script-1").filter(({ status }) => status === 400)).toHaveLength(2);
  expect((await project.ledger()).settledMicros).toBe(witness.billMicros);
  const told = of("service.notice").filter(({ code }) => code === "degraded").map(({ model }) => model);
  expect(new Set(told)).toEqual(new Set(["script-1", "dialogue-1"]));
});

test("a service that is away for a while is waited for", async () => {
  const project = await start();
  const { service } = project;
  await service.down();
  setTimeout(() => void service.up(), 1200);
  const { last } = await project.run(question);
  expect(last.outcome).toBe("succeeded");
});

test("a service that bills twice for one piece of work is found out by comparing its bill with the ledger", async () => {
  const project = await start({ rules: [{ route: "speech", nth: 2, fault: { do: "double-bill" } }] });
  expect((await project.run(season(1))).last.outcome).toBe("succeeded");
  const { witness } = project.service;
  const twice = witness.of("speech").find(({ decision }) => decision === "double-bill")!;
  expect(witness.billMicros - (await project.ledger()).settledMicros).toBe(twice.billedMicros / 2);
});
