import { expect, test } from "vitest";
import { Type } from "../../../runtime/contract/index.ts";
import { schemaFaults } from "../../../nodes/script/reply-faults.ts";
import { askFor, parseReply } from "../../../nodes/script/structured-reply.ts";
import { scriptedChat, type ScriptedChat } from "./scripted-chat.ts";

const Answer = Type.Object({ title: Type.String({ minLength: 1 }), count: Type.Integer() }, { additionalProperties: false });
const good = JSON.stringify({ title: "ok", count: 2 });

function ask(chat: ScriptedChat) {
  return askFor({
    chat, name: "answer", schema: Answer, faults: (reply) => schemaFaults(Answer, reply),
    request: { messages: [{ role: "user", content: "go" }], temperature: 0.5, maxTokens: 4096, seed: 3 },
    repair: { invalid: (faults) => `again: ${faults.join("; ")}`, truncated: () => "shorter" },
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

test("a text without JSON and a broken one are told apart", () => {
  expect(parseReply("sorry")).toEqual({ fault: "the reply holds no JSON" });
  expect(parseReply("{\"a\": }")).toMatchObject({ fault: expect.stringContaining("not valid JSON") });
});
