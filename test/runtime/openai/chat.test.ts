import { describe, expect, test } from "vitest";
import type { Model } from "../../../runtime/config/config.ts";
import type { Chat, ChatRequest } from "../../../runtime/contract/index.ts";
import { recordedCaller, type RecordedCaller } from "../../kit/caller.ts";
import { allWordsOf, type Answering, bound, canary, chunk, counted, done, failureOf, loopback, providersOf, sendError, sendJson, type Setup, startStream, stop, stream } from "./kit.ts";

const question: ChatRequest = { messages: [{ role: "system", content: "Be brief." }, { role: "user", content: "今晚吃什么?" }], temperature: 0.7, seed: 7 };
const model: Model = { prices: { inputPerMillion: 2, cachedInputPerMillion: 0.5, outputPerMillion: 10 }, market: { inputPerMillion: 10, outputPerMillion: 30 } };

async function asking(answer: Answering, setup: Setup & { readonly model?: Model; readonly caller?: RecordedCaller } = {}) {
  const service = await loopback(answer);
  const caller = setup.caller ?? recordedCaller();
  const providers = providersOf(service.url, { models: { "model-a": setup.model ?? model }, ...setup });
  const chat = await bound<Chat>(providers.final, "writer", caller);
  return { service, caller, chat, providers };
}

/** One attempt whose end is not known, told as such; then one that was billed. */
const uncertainThenSettled = [expect.objectContaining({ uncertain: true, costMicros: 0, reserved: true }), expect.objectContaining({ costMicros: 51, reserved: true })];

describe("an answer", () => {
  test("streams in, and is charged by the provider's own count", async () => {
    const { chat, caller, service } = await asking((response) => {
      startStream(response).write(chunk({ role: "assistant", content: "" }) + chunk({ content: "饺" }));
      setTimeout(() => response.end(chunk({ content: "子" }) + stop + counted + done), 20);
    });
    const texts: string[] = [];
    expect(await chat.complete({ ...question, onText: (text) => texts.push(text) })).toEqual({ text: "饺子", finish: "stop", model: "model-a-2026" });
    expect(texts).toEqual(["饺", "饺子"]);
    // (10 - 6) × 2 + 6 × 0.5 + 4 × 10 and, at the market's price, 10 × 10 + 4 × 30.
    expect(caller.calls).toEqual([expect.objectContaining({ model: "model-a", units: { tokensIn: 10, cachedTokensIn: 6, tokensOut: 4 }, costMicros: 51, marketMicros: 220, retries: 0, reserved: true })]);
    expect(caller.open.size).toBe(0);
    expect(service.seen[0]).toMatchObject({
      method: "POST", path: "/v1/chat/completions", headers: { authorization: `Bearer ${canary}` },
      json: { model: "model-a", stream: true, stream_options: { include_usage: true }, temperature: 0.7, max_completion_tokens: 8192 },
    });
    expect(service.seen[0]!.json).not.toHaveProperty("seed");
  });

  test("that nobody counted is estimated, and its units say so", async () => {
    const { chat, caller } = await asking((response) => void startStream(response).end(chunk({ content: "饺子和汤圆" }) + stop + done));
    await chat.complete(question);
    expect(caller.calls[0]!.units).toEqual({ tokensIn: expect.any(Number), tokensOut: 5, estimated: 1 });
    expect(caller.calls[0]!.costMicros).toBeGreaterThan(0);
  });

  test.each([{ prompt_tokens: "10", completion_tokens: 4 }, { prompt_tokens: -1, completion_tokens: 4 }, { prompt_tokens: 10, completion_tokens: 0 }, { prompt_tokens: 1.5, completion_tokens: 4 }, null])("with a count that cannot be true is estimated too: %j", async (usage) => {
    const { chat, caller } = await asking((response) => sendJson(response, { choices: [{ message: { content: "hello" }, finish_reason: "stop" }], usage }));
    await chat.complete(question);
    expect(caller.calls[0]!.units["estimated"]).toBe(1);
  });

  test("is read across any cut of its bytes, with comments, CRLF and a mark of byte order", async () => {
    const whole = Buffer.from("\uFEFF: processing\r\n\r\n" + (chunk({ content: "你" }) + chunk({ content: [{ type: "text", text: "好" }] }) + stop + counted + done).replaceAll("\n", "\r\n"));
    const { chat } = await asking(async (response) => {
      startStream(response);
      for (const byte of whole) {
        response.write(Buffer.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect((await chat.complete(question)).text).toBe("你好");
  });

  test("that ends after the model's reason without an end mark is whole", async () => {
    const { chat, caller } = await asking((response) => void startStream(response).end(chunk({ content: "ok" }) + stop + counted.trimEnd()));
    expect((await chat.complete(question)).text).toBe("ok");
    expect(caller.calls).toHaveLength(1);
  });

  test("leaves its connection to the next, also when it is left at its end mark", async () => {
    const { chat, service } = await asking((response) => {
      startStream(response).write(chunk({ content: "ok" }) + stop + counted + done);
      setTimeout(() => response.end(), 20);
    });
    await chat.complete(question);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await chat.complete(question);
    expect(service.connections).toBe(1);
    expect(service.broken).toBe(0);
  });

  test("is not waited for after its end mark", async () => {
    const { chat, service } = await asking((response) => void startStream(response).write(chunk({ content: "ok" }) + stop + counted + done));
    expect((await chat.complete(question)).text).toBe("ok");
    await expect.poll(() => service.broken, { timeout: 3000 }).toBe(1);
  });

  test("is taken in one piece where streaming is ignored", async () => {
    const { chat } = await asking((response) => sendJson(response, { model: "m", choices: [{ message: { content: "whole" }, finish_reason: "stop" }], usage: { prompt_tokens: 1, completion_tokens: 1 } }));
    expect(await chat.complete(question)).toEqual({ text: "whole", finish: "stop", model: "m" });
  });

  test.each(["application/json", "text/plain", "text/html"])("is known by what it is, not by a content type of %s", async (type) => {
    const { chat } = await asking((response) => void response.writeHead(200, { "content-type": type }).end(chunk({ content: "ok" }) + stop + counted + done));
    expect((await chat.complete(question)).text).toBe("ok");
  });

  test.each([
    [{ finish_reason: "length" }, {}, "length", "half"],
    [{ finish_reason: "max_tokens" }, {}, "length", "half"],
    [{ finish_reason: "content_filter" }, {}, "refused", "half"],
    [{ finish_reason: "stop" }, { refusal: "I cannot do that." }, "refused", "I cannot do that."],
    [{ finish_reason: "eos" }, {}, "stop", "half"],
  ])("ends as the provider says: %j %j", async (ending, delta, finish, text) => {
    const { chat } = await asking((response) => void startStream(response).end(chunk({ content: "half" }) + chunk(delta, ending) + counted + done));
    expect(await chat.complete(question)).toMatchObject({ finish, text });
  });
});

describe("a stream that is no answer is asked for again, and never taken", () => {
  const half = chunk({ content: "The dumplings" });
  test.each<[string, Answering]>([
    ["ends without a reason and without an end mark", (response) => void startStream(response).end(half)],
    ["has an end mark but no reason", (response) => void startStream(response).end(half + done)],
    ["is cut in its last line", (response) => void startStream(response).end(half + chunk({ content: " are ready" }).slice(0, 40))],
    ["loses its connection", (response) => void startStream(response).write(half, () => setTimeout(() => response.destroy(), 10))],
    ["loses its connection before a word", (response) => void response.socket!.destroy()],
    ["stalls", (response) => void startStream(response).write(half)],
    ["stalls after its headers", (response) => void startStream(response).flushHeaders()],
    ["never begins", () => {}],
    ["holds no choice", (response) => void startStream(response).end(counted + done)],
    ["holds only empty choices in one piece", (response) => sendJson(response, { choices: [], usage: {} })],
    ["is empty", (response) => void startStream(response).end()],
    ["is a web page", (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html><body>Sign in</body></html>")],
    ["is JSON that breaks off", (response) => void response.writeHead(200, { "content-type": "application/json" }).end('{"choices":[{"message":{"content":"hal')],
    ["tells of an error in the middle", (response) => void startStream(response).end(`${half}data: {"error":{"message":"upstream went away","code":502}}\n\n`)],
    ["tells of an error of no known kind", (response) => void startStream(response).end('data: {"error":{"message":"something odd"}}\n\n')],
    ["is an error with a status of 200", (response) => sendJson(response, { error: { message: "something odd" } })],
    ["tells of an error inside its choice", (response) => void startStream(response).end(half + chunk({}, { finish_reason: "error", error: { code: 502, message: "upstream" } }) + done)],
    ["was ended for a reason that makes it no answer", (response) => void startStream(response).end(half + chunk({}, { finish_reason: "insufficient_system_resource" }) + done)],
    ["has a gateway that stopped waiting", (response) => sendError(response, 504, "upstream timed out")],
  ])("it %s", async (_what, bad) => {
    const { chat, caller, service } = await asking((response, seen, number) => number === 0 ? bad(response, seen, number) : stream(response, "The dumplings are ready."), { door: { silenceMs: 150 } });
    const texts: string[] = [];
    expect((await chat.complete({ ...question, onText: (text) => texts.push(text) })).text).toBe("The dumplings are ready.");
    expect(service.seen).toHaveLength(2);
    expect(caller.calls).toEqual(uncertainThenSettled);
    expect(caller.intents).toHaveLength(2);
    expect(caller.open.size).toBe(0);
    // Whoever looks at the text sees it begin again.
    expect(texts.at(-1)).toBe("The dumplings are ready.");
  });

  test("one that drips slowly but steadily is waited for", async () => {
    const { chat, caller } = await asking(async (response) => {
      startStream(response);
      for (const letter of chunk({ content: "slow" }).slice(0, 12)) {
        response.write(letter);
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      response.end(chunk({ content: "slow" }).slice(12) + stop + counted + done);
    }, { door: { silenceMs: 300 } });
    expect((await chat.complete(question)).text).toBe("slow");
    expect(caller.calls).toHaveLength(1);
  });

  test("comments alone do not keep one alive for ever", async () => {
    const { chat, caller } = await asking((response) => {
      startStream(response);
      const timer = setInterval(() => response.write(": still here\n\n"), 20);
      response.on("close", () => clearInterval(timer));
    }, { door: { silenceMs: 200, deadlineMs: 400, maxAttempts: 1 } });
    expect(await failureOf(chat.complete(question))).toMatchObject({ problem: { code: "PROVIDER_UNREACHABLE" } });
    expect(caller.calls).toEqual([expect.objectContaining({ uncertain: true })]);
  });
});

describe("a refusal by status", () => {
  test.each([408, 409, 425, 429, 500, 502, 503, 529])("%i was not billed, and is tried again", async (status) => {
    const { chat, caller } = await asking((response, _seen, number) => number === 0 ? sendError(response, status, "try later") : stream(response, "ok"));
    expect((await chat.complete(question)).text).toBe("ok");
    expect(caller.calls).toEqual([expect.objectContaining({ costMicros: 51, retries: 1 })]);
    expect(caller.open.size).toBe(0);
  });

  test.each([
    [400, "PROVIDER_REFUSED"], [401, "PROVIDER_UNAUTHORISED"], [402, "PROVIDER_UNPAID"], [403, "PROVIDER_REFUSED"], [404, "PROVIDER_REFUSED"], [422, "PROVIDER_REFUSED"], [501, "PROVIDER_UNREACHABLE"],
  ])("%i is final, with the provider's words", async (status, code) => {
    const { chat, caller, service } = await asking((response) => sendError(response, status, "the words of the provider"), { model: { ...model, can: { structured: "text" } } });
    const { problem } = await failureOf(chat.complete({ messages: question.messages }));
    expect(problem).toMatchObject({ code, message: expect.stringContaining("the words of the provider") });
    expect(service.seen).toHaveLength(1);
    expect(caller.calls).toEqual([]);
    expect(caller.released).toHaveLength(caller.intents.length);
  });

  test.each([
    [{ error: { message: "Rate limited", code: 429 } }, 2, undefined],
    [{ error: { message: "Overloaded", type: "overloaded_error" } }, 2, undefined],
    [{ error: { message: "No credit", code: "insufficient_quota" } }, 1, "PROVIDER_UNPAID"],
    [{ error: { message: "Not for you", code: "content_policy_violation" } }, 1, "CONTENT_REFUSED"],
  ])("inside an answer with status 200 counts as if it had come with its own: %j", async (body, requests, code) => {
    const { chat, caller, service } = await asking((response, _seen, number) => number === 0 ? sendJson(response, body) : stream(response, "ok"));
    const outcome = await chat.complete(question).catch((error: any) => error.problem.code as string);
    expect(outcome).toEqual(code ?? expect.objectContaining({ text: "ok" }));
    expect(service.seen).toHaveLength(requests);
    expect(caller.calls.filter(({ uncertain }) => uncertain)).toEqual([]);
  });

  test("for what was asked is told as that, and nobody is charged", async () => {
    const { chat, caller } = await asking((response) => sendError(response, 400, "Your request was rejected as a result of our safety system.", { code: "moderation_blocked" }));
    expect((await failureOf(chat.complete(question))).problem).toMatchObject({ code: "CONTENT_REFUSED", message: expect.stringContaining("safety system") });
    expect(caller.calls).toEqual([]);
    expect(caller.released).toHaveLength(1);
  });

  test("with a web page for words is told without the page", async () => {
    const { chat } = await asking((response) => void response.writeHead(403, { "content-type": "text/html" }).end("<!DOCTYPE html><html><script>challenge()</script></html>"));
    const { problem } = await failureOf(chat.complete(question));
    expect(problem).toMatchObject({ code: "PROVIDER_REFUSED", message: expect.stringContaining("a web page in place of an answer") });
    expect(problem.message).not.toContain("challenge");
  });

  test("never shows the key, whatever the provider says", async () => {
    for (const status of [400, 401, 403, 500]) {
      const { chat } = await asking((response) => sendError(response, status, `Incorrect API key provided: ${canary}, Authorization: Bearer ${canary}`), { door: { maxAttempts: 1 } });
      expect(allWordsOf(await failureOf(chat.complete(question)))).not.toContain(canary);
    }
    const { chat } = await asking((response) => sendJson(response, { error: { message: `no such key ${canary}` } }), { door: { maxAttempts: 1 } });
    expect(allWordsOf(await failureOf(chat.complete(question)))).not.toContain(canary);
    const echo = await asking((response) => void startStream(response).end(chunk({ refusal: `your key ${canary} may not` }, { finish_reason: "stop" }) + done));
    expect((await echo.chat.complete(question)).text).not.toContain(canary);
  });
});

describe("what goes out", () => {
  test("the key and nothing of the environment, and only to the provider's own host", async () => {
    const elsewhere = await loopback((response) => stream(response, "stolen"));
    process.env["OPENAI_CUSTOM_HEADERS"] = `x-foreign: ${canary}`;
    process.env["OPENAI_ORG_ID"] = "org-foreign";
    process.env["OPENAI_ADMIN_KEY"] = "admin-foreign";
    try {
      const { chat, service } = await asking((response) => void response.writeHead(307, { location: `${elsewhere.url}/chat/completions` }).end(), { headers: { "x-own": "yes" } });
      expect((await failureOf(chat.complete(question))).problem.code).toBe("PROVIDER_REFUSED");
      expect(elsewhere.seen).toEqual([]);
      expect(service.seen[0]!.headers).toMatchObject({ authorization: `Bearer ${canary}`, "x-own": "yes" });
      expect(service.seen[0]!.headers).not.toHaveProperty("x-foreign");
      expect(service.seen[0]!.headers).not.toHaveProperty("openai-organization");
    } finally {
      for (const name of ["OPENAI_CUSTOM_HEADERS", "OPENAI_ORG_ID", "OPENAI_ADMIN_KEY"]) delete process.env[name];
    }
  });

  test("the same name for each attempt of one request, and the same hash for equal requests", async () => {
    const { chat, caller, service } = await asking((response, _seen, number) => number === 0 ? sendError(response, 500, "again") : stream(response, "ok"));
    await chat.complete(question);
    await chat.complete(question);
    await chat.complete({ ...question, temperature: 0.2 });
    const names = service.seen.map(({ headers }) => headers["idempotency-key"]);
    expect(names[0]).toBe(names[1]);
    expect(names[2]).not.toBe(names[1]);
    const hashes = caller.intents.map(({ request }) => request);
    expect(new Set(hashes).size).toBe(2);
    expect(hashes.at(-1)).not.toBe(hashes[0]);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test("pictures as data, counted by their digests", async () => {
    const { chat, caller, service } = await asking((response) => stream(response, "a cat"), { model: { ...model, can: { images: true } } });
    const shown = (data: number) => ({ messages: [{ role: "user" as const, content: [{ type: "text" as const, text: "What is it?" }, { type: "image" as const, media: "image/png", data: Uint8Array.of(1, 2, data) }] }] });
    await chat.complete(shown(3));
    await chat.complete(shown(4));
    expect(service.seen[0]!.json.messages[0].content).toEqual([{ type: "text", text: "What is it?" }, { type: "image_url", image_url: { url: "data:image/png;base64,AQID" } }]);
    expect(caller.intents[0]!.request).not.toBe(caller.intents[1]!.request);
  });

  test("nothing, when the model does not look at pictures", async () => {
    const { chat, service } = await asking((response) => stream(response, "a cat"));
    expect((await failureOf(chat.complete({ messages: [{ role: "user", content: [{ type: "image", media: "image/png", data: Uint8Array.of(1) }] }] }))).problem.code).toBe("MODEL_CANNOT");
    expect(service.seen).toEqual([]);
  });

  test("nothing, when the most it can cost is not there", async () => {
    const { chat, service } = await asking((response) => stream(response, "ok"), { caller: recordedCaller({ budgetMicros: 81_000 }) });
    // 8192 tokens at 10 are 81,920 alone.
    expect((await failureOf(chat.complete(question))).problem.code).toBe("BUDGET_REACHED");
    expect(service.seen).toEqual([]);
    expect((await chat.complete({ ...question, maxTokens: 100 })).text).toBe("ok");
    expect(service.seen[0]!.json.max_completion_tokens).toBe(100);
  });

  test("an end, when it is called off in the middle", async () => {
    const controller = new AbortController();
    const caller = recordedCaller({ signal: controller.signal });
    const { chat, service } = await asking((response) => void startStream(response).write(chunk({ content: "half" })), { caller });
    const failure = failureOf(chat.complete({ ...question, onText: () => controller.abort(new Error("called off")) }));
    expect((await failure).message).toBe("called off");
    await expect.poll(() => service.broken).toBe(1);
    expect(caller.calls).toEqual([expect.objectContaining({ uncertain: true })]);
    expect(service.seen).toHaveLength(1);
  });
});

describe("what a provider does not take is left out from then on, and told once", () => {
  const refusing = (field: string, message: string): Answering => (response, { json }) => field.split(".").reduce((value, part) => value?.[part], json) === undefined ? stream(response, "ok") : sendError(response, 400, message);

  test.each([
    ["stream_options", "Unrecognized request argument supplied: stream_options", "estimated"],
    ["max_completion_tokens", "Unsupported parameter: 'max_completion_tokens'. Use 'max_tokens' instead.", "max_tokens"],
    ["temperature", "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported.", "temperature"],
  ])("%s", async (field, message, told) => {
    const { chat, caller, service } = await asking(refusing(field, message));
    await chat.complete(question);
    await chat.complete(question);
    expect(service.seen).toHaveLength(3);
    expect(caller.notices).toEqual([{ code: "degraded", provider: "a", model: "model-a", message: expect.stringContaining(told) }]);
    expect(caller.calls).toHaveLength(2);
    expect(caller.released).toHaveLength(1);
  });

  test("streaming", async () => {
    const { chat, caller } = await asking((response, { json }) => json.stream ? sendError(response, 400, "stream is not supported") : sendJson(response, { choices: [{ message: { content: "whole" }, finish_reason: "stop" }], usage: { prompt_tokens: 1, completion_tokens: 1 } }));
    const texts: string[] = [];
    expect((await chat.complete({ ...question, onText: (text) => texts.push(text) })).text).toBe("whole");
    expect(texts).toEqual(["whole"]);
    expect(caller.notices.map(({ code }) => code)).toEqual(["degraded"]);
  });

  test("many at once learn it together and tell it once", async () => {
    const { chat, caller, service } = await asking(refusing("temperature", "temperature is not supported"));
    await Promise.all(Array.from({ length: 8 }, () => chat.complete(question)));
    expect(caller.notices).toHaveLength(1);
    expect(service.seen.length).toBeLessThanOrEqual(16);
    expect(caller.calls).toHaveLength(8);
  });

  test("another fault with a field of the same name is not taken for it", async () => {
    const { chat, caller, service } = await asking((response) => sendError(response, 400, "max_tokens is too large: 8192. This model has at most 4096 tokens."));
    expect((await failureOf(chat.complete(question))).problem).toMatchObject({ code: "PROVIDER_REFUSED", message: expect.stringContaining("too large") });
    expect(service.seen).toHaveLength(1);
    expect(caller.notices).toEqual([]);
  });
});

describe("JSON by a schema", () => {
  const schema = { name: "story/outline v1", schema: { type: "object", properties: { title: { type: "string" }, note: { type: "string", minLength: 3 } }, required: ["title"] } };
  const asked: ChatRequest = { ...question, schema };

  test("is asked for strictly, and nulls that stand for nothing are taken out", async () => {
    const { chat, service } = await asking((response) => stream(response, '{"title":"Home","note":null}'));
    expect(JSON.parse((await chat.complete(asked)).text)).toEqual({ title: "Home" });
    expect(service.seen[0]!.json.response_format).toEqual({
      type: "json_schema",
      json_schema: {
        name: "story-outline-v1", strict: true,
        schema: { type: "object", properties: { title: { type: "string" }, note: { anyOf: [{ type: "string", description: "(minLength 3)" }, { type: "null" }] } }, required: ["title", "note"], additionalProperties: false },
      },
    });
  });

  test("falls back to JSON of any kind, then to words, as far as the provider refuses", async () => {
    const { chat, caller, service } = await asking((response, { json }) => json.response_format ? sendError(response, 400, `response_format ${json.response_format.type} is not supported`) : stream(response, "```json\n{}\n```"));
    expect((await chat.complete(asked)).text).toBe("```json\n{}\n```");
    expect(service.seen.map(({ json }) => json.response_format?.type)).toEqual(["json_schema", "json_object", undefined]);
    expect(caller.notices.map(({ code }) => code)).toEqual(["degraded", "degraded"]);
    for (const { json } of service.seen.slice(1)) expect(json.messages[0].content).toMatch(/^Be brief\.\n\nAnswer with one JSON object[\s\S]*"minLength":3/);
    await chat.complete(asked);
    expect(service.seen).toHaveLength(4);
  });

  test("is asked for in another form after a provider took the schema and ignored it", async () => {
    const { chat, caller, service } = await asking((response) => stream(response, "Sure! Here is your outline."));
    expect((await chat.complete(asked)).text).toBe("Sure! Here is your outline.");
    expect(service.seen).toHaveLength(1);
    expect(caller.notices).toEqual([expect.objectContaining({ code: "degraded", message: expect.stringContaining("json_schema") })]);
    await chat.complete(asked);
    expect(service.seen[1]!.json.response_format).toEqual({ type: "json_object" });
  });

  test("that was cut at the token limit says nothing about the provider", async () => {
    const { chat, caller } = await asking((response) => void startStream(response).end(chunk({ content: '{"title":"Ho' }, { finish_reason: "length" }) + counted + done));
    expect(await chat.complete(asked)).toMatchObject({ finish: "length", text: '{"title":"Ho' });
    expect(caller.notices).toEqual([]);
  });

  test("starts with the form the configuration names", async () => {
    const { chat, service } = await asking((response) => stream(response, '[{"title":"x"}]'), { model: { ...model, can: { structured: "json_object", maxTokensField: "max_tokens", seed: true, temperature: false } } });
    const list = { name: "list", schema: { type: "array", items: { type: "object", properties: {} } } };
    expect((await chat.complete({ ...question, schema: list })).text).toBe('[{"title":"x"}]');
    expect(service.seen[0]!.json).toMatchObject({ response_format: { type: "json_object" }, max_tokens: 8192, seed: 7 });
    expect(service.seen[0]!.json).not.toHaveProperty("temperature");
    expect(service.seen[0]!.json.messages[0].content).toContain('"reply"');
  });
});
