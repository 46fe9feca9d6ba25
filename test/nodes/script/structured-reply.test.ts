import { expect, test } from "vitest";
import { Type } from "../../../runtime/contract/index.ts";
import { schemaFaults } from "../../../nodes/script/reply-faults.ts";
import { askFor } from "../../../nodes/script/structured-reply.ts";
import { scriptedChat, type ScriptedChat } from "./scripted-chat.ts";

const Answer = Type.Object({ title: Type.String({ minLength: 1 }), count: Type.Integer() }, { additionalProperties: false });
const good = JSON.stringify({ title: "ok", count: 2 });

function ask(chat: ScriptedChat) {
  return askFor({
    chat, name: "answer", schema: Answer, faults: (reply) => schemaFaults(Answer, reply),
    request: { messages: [{ role: "user", content: "go" }], temperature: 0.5, maxTokens: 4096, seed: 3 },
    repair: { invalid: (faults) => `again: ${faults.join("; ")}`, truncated: () => "shorter", goOn: (list, count) => `go on after ${count} ${list}` },
  });
}

test("a good reply is taken at once, with the model as its source", async () => {
  const chat = scriptedChat([good]);
  expect(await ask(chat)).toMatchObject({ reply: { title: "ok", count: 2 }, source: "scripted-1" });
  expect(chat.requests).toHaveLength(1);
  expect(chat.requests[0]).toMatchObject({ temperature: 0.5, maxTokens: 4096, seed: 3, schema: { name: "answer" } });
});

test("the label of a stand-in is the source", async () => {
  expect((await ask(scriptedChat([good], "offline draft"))).source).toBe("offline draft");
});

test("a fence, and words around the JSON, are taken off without asking again", async () => {
  for (const text of ["```json\n" + good + "\n```", "```\n" + good + "```", `Here you are: ${good} Enjoy!`]) {
    const chat = scriptedChat([text]);
    expect((await ask(chat)).reply).toEqual({ title: "ok", count: 2 });
    expect(chat.requests).toHaveLength(1);
  }
});

test("an invalid reply goes back with the validator's words and is repaired", async () => {
  const chat = scriptedChat([JSON.stringify({ title: "", count: "two" }), good]);
  expect((await ask(chat)).reply.count).toBe(2);
  const [, assistant, user] = chat.requests[1]?.messages ?? [];
  expect(assistant).toMatchObject({ role: "assistant", content: expect.stringContaining("two") });
  expect(user?.content).toMatch(/"count" must be integer/);
});

test("a truncated reply is asked for again, shorter", async () => {
  const chat = scriptedChat([{ text: good.slice(0, 10), finish: "length" }, good]);
  await ask(chat);
  expect(chat.requests[1]?.messages.at(-1)?.content).toBe("shorter");
});

test("only the last reply is sent back, so that repairs do not pile up", async () => {
  const chat = scriptedChat(["first", "second", good]);
  await ask(chat);
  expect(chat.requests[2]?.messages.map((message) => message.content)).toEqual(["go", "second", expect.stringContaining("again")]);
});

test("after two repairs the item fails with the reason", async () => {
  const chat = scriptedChat(["no", "{}", "{\"title\": 1}"]);
  await expect(ask(chat)).rejects.toMatchObject({ problem: { code: "REPLY_INVALID", message: expect.stringMatching(/must be string|required/), hint: expect.any(String) } });
  expect(chat.requests).toHaveLength(3);
});

test("a refusal fails at once with the model's words", async () => {
  const chat = scriptedChat([{ text: "I would rather not.", finish: "refused" }]);
  await expect(ask(chat)).rejects.toMatchObject({ problem: { code: "REPLY_REFUSED", message: expect.stringContaining("I would rather not.") } });
  expect(chat.requests).toHaveLength(1);
});

test("fields the schema does not know are dropped, not argued about", async () => {
  expect((await ask(scriptedChat([JSON.stringify({ title: "ok", count: 2, mood: "!" })]))).reply).toEqual({ title: "ok", count: 2 });
});

const Story = Type.Object({ title: Type.String(), parts: Type.Array(Type.Object({ n: Type.Integer() }, { additionalProperties: false })) }, { additionalProperties: false });

function askStory(chat: ScriptedChat) {
  return askFor({
    chat, name: "story", schema: Story, list: "parts", faults: (reply) => schemaFaults(Story, reply),
    request: { messages: [{ role: "user", content: "go" }], maxTokens: 4096 },
    repair: { invalid: (faults) => `again: ${faults.join("; ")}`, truncated: () => "shorter", goOn: (list, count) => `go on after ${count} ${list}` },
  });
}
const parts = (...numbers: number[]) => JSON.stringify({ title: "T", parts: numbers.map((n) => ({ n })) });
const cut = (text: string) => ({ text, finish: "length" as const });

test("a long list that is cut off is gone on with: nothing whole is paid for twice", async () => {
  const chat = scriptedChat([cut('{"title":"T","parts":[{"n":1},{"n":2},{"n'), cut('{"title":"T","parts":[{"n":3},{"n":4'), parts(4, 5)]);
  expect((await askStory(chat)).reply).toEqual({ title: "T", parts: [1, 2, 3, 4, 5].map((n) => ({ n })) });
  expect(chat.requests[2]!.messages.map(({ content }) => content)).toEqual(["go", parts(1, 2, 3), "go on after 3 parts"]);
});

test.each([
  ["begins anew", parts(1, 2, 3)],
  ["sends the bare list", '[{"n":3}]'],
  ["leaves the other fields away", '{"parts":[{"n":3}]}'],
  ["wraps it in a fence and words", "Sure:\n```json\n" + parts(3) + "\n```"],
])("a writer who goes on may do it in its own way: %s", async (_, reply) => {
  expect((await askStory(scriptedChat([cut('{"title":"T","parts":[{"n":1},{"n":2},'), reply]))).reply).toEqual({ title: "T", parts: [1, 2, 3].map((n) => ({ n })) });
});

test("a reply that ends in the middle though nobody says so is gone on with too", async () => {
  expect((await askStory(scriptedChat(['{"title":"T","parts":[{"n":1},{"n', parts(2)]))).reply.parts).toEqual([{ n: 1 }, { n: 2 }]);
});

test("a reply that is cut before its list is asked for again, shorter", async () => {
  const chat = scriptedChat([cut('{"title":"a very long ti'), parts(1)]);
  expect((await askStory(chat)).reply.parts).toHaveLength(1);
  expect(chat.requests[1]!.messages.at(-1)!.content).toBe("shorter");
});

test("what was put together is checked whole, and goes back whole when it is wrong", async () => {
  const chat = scriptedChat([cut('{"title":"T","parts":[{"n":"one"},{"n'), parts(2), parts(1, 2)]);
  expect((await askStory(chat)).reply.parts).toEqual([{ n: 1 }, { n: 2 }]);
  expect(chat.requests[2]!.messages.map(({ content }) => content)).toEqual(["go", '{"title":"T","parts":[{"n":"one"},{"n":2}]}', expect.stringContaining('"parts.0.n" must be integer')]);
});

test("a list without an end is given up after six pieces and three attempts", async () => {
  const chat = scriptedChat(Array.from({ length: 12 }, (_, n) => cut(`{"title":"T","parts":[{"n":${n}},{"n`)));
  await expect(askStory(chat)).rejects.toMatchObject({ problem: { code: "REPLY_INVALID", message: expect.stringContaining("cut off at the token limit") } });
  expect(chat.requests).toHaveLength(9);
});

test("a reply that is whole in spite of the limit is taken", async () => {
  expect((await ask(scriptedChat([cut(good)]))).reply.count).toBe(2);
});

test("a model that thinks until its tokens are used up is not paid for thinking again", async () => {
  const chat = scriptedChat([cut("")]);
  await expect(ask(chat)).rejects.toMatchObject({ problem: { code: "REPLY_TRUNCATED", message: expect.stringContaining("4,096 tokens before it wrote anything") } });
  expect(chat.requests).toHaveLength(1);
});

test("a model that sends nothing is asked the same again, without an empty reply among the messages", async () => {
  const chat = scriptedChat(["", good]);
  expect((await ask(chat)).reply.count).toBe(2);
  expect(chat.requests[1]!.messages).toEqual(chat.requests[0]!.messages);
});
