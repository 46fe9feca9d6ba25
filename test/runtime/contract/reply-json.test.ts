import { expect, test } from "vitest";
import { readReplyJson, wholeMembers } from "../../../runtime/contract/index.ts";

test.each([
  ["as it is", '{"a":1}', { a: 1 }],
  ["out of a fence", "```json\n{\"a\":1}\n```", { a: 1 }],
  ["out of a fence that never closes", "```json\n{\"a\":1}", { a: 1 }],
  ["from among words with brackets of their own", 'Sure [as asked]: {"a":[1,2]} Enjoy [1]!', { a: [1, 2] }],
  ["from behind a model's thoughts", '<think>maybe {"x":1}, longer than the answer, or not</think>\n{"a":2}', { a: 2 }],
  ["though strings hold brackets and quotes", '{"a":"}\\"{"}', { a: '}"{' }],
  ["after a brace in a sentence", 'The set {x} is {"k":true}', { k: true }],
  ["after a brace in a sentence that never closes", 'text {oops {"a":1}', { a: 1 }],
  ["the longest of several", '{"draft":1} then {"final":[1,2,3]}', { final: [1, 2, 3] }],
  ["a list", "[1,2]", [1, 2]],
])("JSON is taken %s", (_, text, value) => {
  expect(readReplyJson(text)).toEqual({ value });
});

test.each(['{"outlines":[{"a":1},{"b":', "```json\n{\"a\":\"x", "{", '{"a":1,\n'])("JSON that does not end is told from JSON that is wrong: %s", (text) => {
  expect(readReplyJson(text)).toEqual({ fault: "the reply ends in the middle of its JSON", cut: true });
});

test.each(['{"a": }', '{"a":1,}', '{"a" 1}'])("what is wrong with it is said, and nothing is mended: %s", (text) => {
  expect(readReplyJson(text)).toEqual({ fault: expect.stringMatching(/^the reply is not valid JSON \(/) });
});

test.each(["sorry", "", "{'a':1}", "see {this} and [that]"])("a text without JSON is said to hold none: %s", (text) => {
  expect(readReplyJson(text)).toEqual({ fault: "the reply holds no JSON" });
});

test("a reply of nothing but brackets is read in no time", () => {
  expect(readReplyJson("[".repeat(16_000))).toMatchObject({ cut: true });
  expect(readReplyJson("{a".repeat(4000))).toEqual({ fault: "the reply holds no JSON" });
});

test("of a reply that was cut off, what is whole is kept", () => {
  const text = '<think>{</think>```json\n{"title":"T","props":[{"name":"a"}],"shots":[{"lines":[{"text":"}"}]}, {"lines":[]},\n{"lines":[{"text":"cut he';
  expect(wholeMembers(text, "shots")).toEqual({ fields: { title: "T", props: [{ name: "a" }], shots: [] }, members: [{ lines: [{ text: "}" }] }, { lines: [] }] });
  expect(wholeMembers(text.slice(0, 60), "shots")).toBeUndefined();
  expect(wholeMembers('{"shots":[{"a', "shots")).toEqual({ fields: { shots: [] }, members: [] });
  expect(wholeMembers('{"plan":{"shots":[{"a":1}', "shots")).toBeUndefined();
});
