import { describe, expect, test } from "vitest";
import { type Chat, type ChatReply, defineProvider, type Pictures, type Provider, type Speech, writer } from "../../../runtime/contract/index.ts";
import { recordedCaller } from "../../kit/caller.ts";
import { bound, failureOf, loopback, providersOf, sendError, stream } from "./kit.ts";

const question = { messages: [{ role: "user" as const, content: "Hello?" }] };
const standIn: Provider<Chat> = defineProvider<Chat>({
  service: writer, name: "offline", label: "offline draft", fingerprint: "offline/1",
  open: async () => ({ bind: (caller) => ({
    label: "offline draft",
    async complete(): Promise<ChatReply> {
      caller.called({ model: "draft", units: { characters: 5 }, costMicros: 0, marketMicros: 0, ms: 1, retries: 0 });
      return { text: "draft", finish: "stop", model: "draft" };
    },
  }) }),
});
const a = { provider: "a", model: "model-a" };
const b = { provider: "b", model: "model-b" };

describe("a role with several choices", () => {
  const listed = async (status: number, more: object = {}) => {
    const first = await loopback((response) => sendError(response, status, "no", more));
    const second = await loopback((response) => stream(response, "from the second"));
    const providers = providersOf(first.url, { others: { b: second.url }, roles: { writer: [a, b, "offline"] }, standIn: () => standIn, door: { maxAttempts: 1 } });
    const caller = recordedCaller();
    return { first, second, caller, chat: await bound<Chat>(providers.final, "writer", caller), provider: providers.final[0]! };
  };

  test.each([401, 402, 404, 500, 503])("asks the next one when the first answers %i, and tells of it", async (status) => {
    const { chat, caller } = await listed(status);
    expect((await chat.complete(question)).text).toBe("from the second");
    expect(caller.notices).toEqual([{ code: "fallback", provider: "b", model: "model-b", message: expect.stringMatching(/^a\/model-a could not answer for the role writer \(.*\); b\/model-b is asked instead\.$/) }]);
    expect(caller.calls).toEqual([expect.objectContaining({ provider: "b", model: "model-b" })]);
    expect(caller.open.size).toBe(0);
  });

  test("does not carry what was refused for its content to another", async () => {
    const { chat, second } = await listed(400, { code: "content_policy_violation" });
    expect((await failureOf(chat.complete(question))).problem.code).toBe("CONTENT_REFUSED");
    expect(second.seen).toEqual([]);
  });

  test("does not ask another when the budget is reached, or the run was called off", async () => {
    const { first, second, provider } = await listed(500);
    const poor = recordedCaller();
    const { ProblemError } = await import("../../../runtime/contract/index.ts");
    const caller = { ...poor, reserve: () => Promise.reject(new ProblemError({ code: "BUDGET_REACHED", message: "No more." })) };
    expect((await failureOf(((await provider.open()).bind(caller) as Chat).complete(question))).problem.code).toBe("BUDGET_REACHED");
    const off = recordedCaller({ signal: AbortSignal.abort(new Error("off")) });
    expect((await failureOf(((await provider.open()).bind(off) as Chat).complete(question))).message).toBe("off");
    expect([...first.seen, ...second.seen]).toEqual([]);
  });

  test("ends at the stand-in, whose label shows that it was", async () => {
    const service = await loopback((response) => sendError(response, 500, "down"));
    const { final } = providersOf(service.url, { roles: { writer: [a, "offline"] }, standIn: () => standIn, door: { maxAttempts: 1 } });
    const caller = recordedCaller();
    const chat = await bound<Chat>(final, "writer", caller);
    expect(chat.label).toBeUndefined();
    expect((await chat.complete(question)).text).toBe("draft");
    expect(chat.label).toBe("offline draft");
    expect(caller.notices[0]!.message).toContain("the offline stand-in is asked instead");
    expect(caller.calls).toEqual([expect.objectContaining({ provider: "offline", model: "draft" })]);
  });

  test("asks another where the first model is not able to", async () => {
    const service = await loopback((response) => stream(response, "a cat"));
    const models = { "model-a": {}, "model-b": { can: { images: true } } };
    const { final } = providersOf(service.url, { models, roles: { vision: [a, { provider: "a", model: "model-b" }] } });
    const chat = await bound<Chat>(final, "vision", recordedCaller());
    expect((await chat.complete({ messages: [{ role: "user", content: [{ type: "image", media: "image/png", data: Uint8Array.of(1) }] }] })).text).toBe("a cat");
    expect(service.seen.map(({ json }) => json.model)).toEqual(["model-b"]);
  });

  test("offers the voices and references of its first choice", async () => {
    const models = { "model-a": { can: { references: 3, voices: [{ name: "nova", gender: "female" as const, age: "adult" as const }] } }, "model-b": {} };
    const both = [a, { provider: "a", model: "model-b" }];
    const { final } = providersOf("http://127.0.0.1:9/v1", { models, roles: { speech: both, image: both } });
    expect((await (await bound<Speech>(final, "speech", recordedCaller())).voices("zh-CN")).map(({ name }) => name)).toEqual(["nova"]);
    expect((await bound<Pictures>(final, "image", recordedCaller())).references).toBe(3);
  });
});

describe("the providers of a configuration", () => {
  const url = "http://user:secret@127.0.0.1:9/v1";
  const models = { "model-a": { prices: { inputPerMillion: 2, outputPerMillion: 10 }, can: { structured: "json_object" as const, imageTokens: 900 }, limits: { concurrency: 3 } } };

  test("are named, remote, and know what an item usually costs", () => {
    const { final, doors } = providersOf(url, { models });
    expect(final.map(({ service, name, remote, concurrency }) => [service.name, name, remote, concurrency])).toEqual(["writer", "dialogue", "vision", "judge", "speech", "image", "video"].map((role) => [role, "a", true, 3]));
    // 2500 × 2 + 3500 × 10.
    expect(final[0]!.usual).toEqual({ costMicros: 40_000, marketMicros: 40_000 });
    expect(doors.map(({ provider }) => provider)).toEqual(["a"]);
  });

  test("are told apart by what changes an answer, and by nothing else", () => {
    const fingerprint = (model: object, at = url) => providersOf(at, { models: { "model-a": { ...models["model-a"], ...model } } }).final[0]!.fingerprint;
    const before = fingerprint({});
    expect(before).not.toContain("secret");
    expect(fingerprint({ prices: {}, limits: {}, market: {} })).toBe(before);
    expect(fingerprint({ can: { structured: "json_object", imageTokens: 5, maxTokensField: "max_tokens", referenceField: "image" } })).toBe(before);
    expect(fingerprint({ can: { structured: "text" } })).not.toBe(before);
    expect(fingerprint({ effort: "high" })).not.toBe(before);
    expect(fingerprint({}, "http://127.0.0.1:9/v2")).not.toBe(before);
  });

  test("of draft quality are those that differ", () => {
    const { final, draft } = providersOf(url, { roles: { writer: [a], image: [a] }, draft: { writer: [a], image: ["offline"] }, standIn: (role) => ({ ...standIn, service: { name: role } }) });
    expect(final.map(({ service }) => service.name)).toEqual(["writer", "image"]);
    expect(draft.map(({ service, name }) => [service.name, name])).toEqual([["image", "offline"]]);
  });

  test("must be there", () => {
    expect(() => providersOf(url, { roles: { writer: [{ provider: "nobody", model: "x" }] } })).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: "CONFIG_PROVIDER_UNKNOWN" }) }));
    expect(() => providersOf(url, { roles: { writer: ["offline"] } })).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: "CONFIG_NO_STAND_IN" }) }));
  });

  test("share what was learnt of a model between roles", async () => {
    const service = await loopback((response, { json }) => "temperature" in json ? sendError(response, 400, "temperature is not supported") : stream(response, "ok"));
    const { final } = providersOf(service.url);
    const caller = recordedCaller();
    for (const role of ["writer", "judge"] as const) await (await bound<Chat>(final, role, caller)).complete({ ...question, temperature: 1 });
    expect(service.seen).toHaveLength(3);
    expect(caller.notices).toHaveLength(1);
  });
});
