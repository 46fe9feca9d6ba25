import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { paintFor } from "../../cli/paint.ts";
import { frameLines } from "../../cli/progress/live.ts";
import { newTally, observe, type Tally } from "../../cli/tally.ts";
import { clock, duration, grouped, money, shortened, size, widthOf } from "../../cli/text.ts";
import type { RunEventBody } from "../../runtime/events.ts";
import { openDesk, smallGraph } from "./kit.ts";
import { finished, openRecorded, started } from "./recorded-runtime.ts";

function tallied(...events: RunEventBody[]): Tally {
  const tally = newTally();
  events.forEach((event, seq) => observe(tally, { run: "r", seq, at: 1000, ...event }));
  return tally;
}

function frame(tally: Tally, columns = 100, rows = 24): string[] {
  const stderr = { terminal: true, colour: false, columns, rows, write() {}, drained: async () => {} };
  return frameLines(tally, { stderr, now: () => 63_000 }, paintFor({ colour: false }));
}

const expanded = (node: string, item: string, keys: string[]): RunEventBody => ({ type: "node.expanded", node, item, keys });
const cached = (node: string, item: string): RunEventBody => ({ type: "item.cached", node, item, key: "k", outputs: {} });
const done = (node: string, item: string): RunEventBody => ({ type: "item.finished", node, item, key: "k", outputs: {}, ms: 5, costMicros: 0 });
const begun = (node: string, item: string): RunEventBody => ({ type: "item.started", node, item, key: "k" });

test("a frame shows each node's items, what is cached and failed, and what an item at work last said", () => {
  const tally = tallied(
    started, expanded("speak", "", ["l01", "l02", "l03", "l04"]), cached("speak", "l01"), done("speak", "l02"),
    { type: "item.failed", node: "speak", item: "l03", problem: { code: "X", message: "x" } },
    begun("speak", "l04"), { type: "item.progress", node: "speak", item: "l04", fraction: 0.64, note: "fitting" },
  );
  expect(frame(tally)).toEqual(["small  1:02", "  · arc    ".trimEnd(), "  ✗ speak  3/4      1 cached  1 failed  l04 · fitting 64 %"].map((line, index) => index === 1 ? expect.stringMatching(/^ {2}· arc\s*$/) : line));
});

test("the items of nested lists are counted as their branches open", () => {
  const tally = tallied(started, expanded("speak", "", ["e01", "e02"]), expanded("speak", "e01", ["s01", "s02", "s03"]), done("speak", "e01/s01"));
  expect(frame(tally).at(-1)).toContain("1/4");
});

test("no line is wider than the terminal, in Chinese either, so that redrawing leaves nothing behind", () => {
  const tally = tallied(started, expanded("speak", "", ["l01"]), begun("speak", "l01"), { type: "item.progress", node: "speak", item: "l01", fraction: 0.5, note: "奶奶，我回来了！好久没吃您做的饺子了。".repeat(4) });
  for (const columns of [12, 30, 60, 80]) for (const line of frame(tally, columns)) expect(widthOf(line)).toBeLessThan(columns + 1);
});

test("a graph of many nodes fits the terminal: what failed or works is shown before what waits, and that before what is done", () => {
  const names = Array.from({ length: 50 }, (_, index) => `n${index}`);
  const tally = tallied(
    { ...started, types: Object.fromEntries(names.map((name) => [name, "t/t"])) } as RunEventBody,
    ...names.slice(0, 20).map((name) => done(name, "")), begun("n25", ""), { type: "item.failed", node: "n5", item: "a", problem: { code: "X", message: "x" } },
  );
  const lines = frame(tally, 100, 14);
  expect(lines).toHaveLength(11);
  expect(lines.some((line) => line.includes("✗ n5"))).toBe(true);
  expect(lines.some((line) => line.includes("▸ n25"))).toBe(true);
  expect(lines.some((line) => /✓ n1 /.test(line))).toBe(false);
  expect(lines.at(-1)).toContain("and 41 more nodes");
});

test("on a terminal the block is redrawn in place, and failures stay above it", async () => {
  const recorded = await openRecorded({ events: [started, done("speak", "l01"), { type: "item.failed", node: "speak", item: "l02", problem: { code: "SPEECH_EMPTY", message: "Nothing." } }, finished({ outcome: "failed" })] });
  const desk = await openDesk({ runtime: recorded.runtime, terminal: true });
  await desk.write("small.json", smallGraph);
  const { stderr } = await desk.type("run", "small.json");
  expect(stripVTControlCharacters(stderr)).toContain("✗ SPEECH_EMPTY");
  expect(stripVTControlCharacters(stderr)).toContain("✗ speak  2/2");
});

test("where there is no terminal, a node is one line when it is through", async () => {
  const recorded = await openRecorded({ events: [started, expanded("speak", "", ["l01", "l02"]), done("speak", "l01"), done("speak", "l02"), finished()] });
  const desk = await openDesk({ runtime: recorded.runtime });
  await desk.write("small.json", smallGraph);
  const { stderr } = await desk.type("run", "small.json");
  expect(stderr.split("\n").filter((line) => line.startsWith("speak"))).toEqual(["speak  2/2"]);
});

test("times, sums and sizes are said as a person would", () => {
  expect([840, 12_400, 59_990, 185_000, 4_320_000].map(duration)).toEqual(["840 ms", "12.4 s", "1 min 00 s", "3 min 05 s", "1 h 12 min"]);
  expect([0, 13_240, 4_200_000, 12].map((micros) => money(micros))).toEqual(["0", "0.013", "4.20", "0.000012"]);
  expect([0, 4_200_000].map((micros) => money(micros, "CNY"))).toEqual(["0", "4.20 CNY"]);
  expect([999, 1500, 250_000_000, 20e9].map(size)).toEqual(["999 B", "1.5 kB", "250 MB", "20.0 GB"]);
  expect([0, 999, 1000, 1_234_567, 1234.5].map(grouped)).toEqual(["0", "999", "1,000", "1,234,567", "1,234.5"]);
  expect([0, 42_900, 3_723_000].map(clock)).toEqual(["0:00", "0:42", "1:02:03"]);
});

test("text is shortened by the columns it takes, not by its characters", () => {
  expect(widthOf("饺子 ok🥟")).toBe(9);
  expect(shortened("一碗饺子", 5)).toBe("一碗…");
  expect(shortened("short", 5)).toBe("short");
});
