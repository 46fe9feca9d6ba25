import { expect, test } from "vitest";
import { EventParser, type StreamMessage } from "../../../editor/api/event-parser.ts";

const stream = [
  "\uFEFF: hello\r\n\r\n",
  "id: e-1\nevent: run\ndata: {\"a\":1}\n\n",
  "id: e-2\r\nevent: queue\r\ndata: first\r\ndata: second\r\n\r\n",
  "data\rdata:  two spaces, one kept\r\r",
  "event: nothing\n\n",
  "id\ndata: 场景：灯\n\n",
  "id: with\0zero\ndata:x:y\nunknown: field\n\n",
  ": ping\n\n",
  "data: never finished",
].join("");

const messages: StreamMessage[] = [
  { id: "e-1", type: "run", data: "{\"a\":1}" },
  { id: "e-2", type: "queue", data: "first\nsecond" },
  { id: "e-2", type: "message", data: "\n two spaces, one kept" },
  { id: "", type: "message", data: "场景：灯" },
  { id: "", type: "message", data: "x:y" },
];

test("a stream is read as the standard says", () => {
  expect(new EventParser().push(stream)).toEqual(messages);
});

test("it does not matter where the text is cut: at every place, and between all letters", () => {
  for (let at = 0; at <= stream.length; at++) {
    const parser = new EventParser();
    expect([...parser.push(stream.slice(0, at)), ...parser.push(stream.slice(at))], `cut at ${at}`).toEqual(messages);
  }
  const parser = new EventParser();
  expect([...stream].flatMap((letter) => parser.push(letter))).toEqual(messages);
});

test("pieces with nothing in them change nothing, also between the two halves of a line end", () => {
  const parser = new EventParser();
  expect(["data: a\r", "", "\n", "", "\r", "", "\n"].flatMap((piece) => parser.push(piece))).toEqual([{ id: "", type: "message", data: "a" }]);
});
