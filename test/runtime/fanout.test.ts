import { describe, expect, test } from "vitest";
import { defineNode, definePack, port, Type } from "../../runtime/contract/index.ts";
import { disagreement, elementKeys, meet, nodeFrame } from "../../runtime/fanout/rule.ts";
import { openRuntime } from "../../runtime/index.ts";
import { runGraph } from "../kit/run.ts";

/** One input: the rank its port asks for, the rank that arrives, and the value. */
type Given = readonly [asks: number, arrives: number, value: unknown];
/** What each item received, by item key; or the code of the problem. */
type Expected = Readonly<Record<string, readonly unknown[]>> | string;

const id = (...ids: string[]) => ids.map((one) => ({ id: one }));
const A = { id: "a" }, B = { id: "b" }, C = { id: "c" };

const cases: readonly [name: string, given: readonly Given[], expected: Expected][] = [
  // One input, nothing to fan out over.
  ["a value into a value runs once", [[0, 0, 7]], { "": [7] }],
  ["a list into a list gathers", [[1, 1, [1, 2]]], { "": [[1, 2]] }],
  ["a table into a table gathers", [[2, 2, [[1], [2]]]], { "": [[[1], [2]]] }],
  ["an empty list into a list gathers to an empty list", [[1, 1, []]], { "": [[]] }],
  // Wrapping.
  ["a value into a list is a list of one", [[1, 0, 7]], { "": [[7]] }],
  ["a value into a table is wrapped twice", [[2, 0, 7]], { "": [[[7]]] }],
  ["a list into a table is wrapped once", [[2, 1, [1, 2]]], { "": [[[1, 2]]] }],
  // One axis.
  ["a list into a value runs once for each", [[0, 1, [5, 6]]], { 0: [5], 1: [6] }],
  ["elements with ids are keyed by them", [[0, 1, id("x", "y")]], { x: [{ id: "x" }], y: [{ id: "y" }] }],
  ["an empty list into a value runs nothing", [[0, 1, []]], {}],
  ["a list of one runs once, under its key", [[0, 1, id("x")]], { x: [{ id: "x" }] }],
  ["an empty id counts as none", [[0, 1, [{ id: "" }]]], { 0: [{ id: "" }] }],
  ["a number id counts as none", [[0, 1, [{ id: 3 }]]], { 0: [{ id: 3 }] }],
  ["an id with a slash is escaped in the key", [[0, 1, id("a/b")]], { "a~1b": [{ id: "a/b" }] }],
  ["an id with a tilde is escaped in the key", [[0, 1, id("a~b")]], { "a~0b": [{ id: "a~b" }] }],
  ["a null element is keyed by its place", [[0, 1, [null, 1]]], { 0: [null], 1: [1] }],
  ["two elements with one id are refused", [[0, 1, id("x", "x")]], "ITEM_KEY_DOUBLE"],
  // Two axes.
  ["a table into a value runs for each cell", [[0, 2, [[1, 2], [3, 4]]]], { "0/0": [1], "0/1": [2], "1/0": [3], "1/1": [4] }],
  ["a table into a list runs for each row", [[1, 2, [[1, 2], [3, 4]]]], { 0: [[1, 2]], 1: [[3, 4]] }],
  ["a ragged table runs for the cells there are", [[0, 2, [[1], [], [2, 3]]]], { "0/0": [1], "2/0": [2], "2/1": [3] }],
  ["a ragged table into a list gathers rows of their own length", [[1, 2, [[1], [], [2, 3]]]], { 0: [[1]], 1: [[]], 2: [[2, 3]] }],
  ["a table without rows runs nothing", [[0, 2, []]], {}],
  ["a table of empty rows runs nothing", [[0, 2, [[], []]]], {}],
  ["a table of empty rows into a list runs for each empty row", [[1, 2, [[], []]]], { 0: [[]], 1: [[]] }],
  // Three axes.
  ["three levels into a value", [[0, 3, [[[1], [2]], [[3]]]]], { "0/0/0": [1], "0/1/0": [2], "1/0/0": [3] }],
  ["three levels into a table", [[2, 3, [[[1], [2]], [[3]]]]], { 0: [[[1], [2]]], 1: [[[3]]] }],
  ["three levels into a list", [[1, 3, [[[1], [2]], [[3]]]]], { "0/0": [[1]], "0/1": [[2]], "1/0": [[3]] }],
  // Repetition along missing axes.
  ["a value beside a list is repeated", [[0, 0, 9], [0, 1, [1, 2]]], { 0: [9, 1], 1: [9, 2] }],
  ["a list beside a value, the other way round", [[0, 1, [1, 2]], [0, 0, 9]], { 0: [1, 9], 1: [2, 9] }],
  ["a value beside a table is repeated over both axes", [[0, 0, 9], [0, 2, [[1], [2]]]], { "0/0": [9, 1], "1/0": [9, 2] }],
  ["a list beside a table is repeated along the second axis", [[0, 1, [8, 9]], [0, 2, [[1, 2], [3]]]], { "0/0": [8, 1], "0/1": [8, 2], "1/0": [9, 3] }],
  ["a gathered list beside a fanned-out one is given to every item", [[1, 1, [1, 2]], [0, 1, [5, 6, 7]]], { 0: [[1, 2], 5], 1: [[1, 2], 6], 2: [[1, 2], 7] }],
  ["rows gathered beside cells", [[1, 2, [[1, 2], [3]]], [0, 2, [[5, 6], [7]]]], { "0/0": [[1, 2], 5], "0/1": [[1, 2], 6], "1/0": [[3], 7] }],
  ["a wrapped value beside a list is repeated as a list of one", [[1, 0, 9], [0, 1, [1, 2]]], { 0: [[9], 1], 1: [[9], 2] }],
  ["a value, a list and a table meet", [[0, 0, 9], [0, 1, [7, 8]], [0, 2, [[1], [2]]]], { "0/0": [9, 7, 1], "1/0": [9, 8, 2] }],
  ["an empty list beside a value runs nothing", [[0, 0, 9], [0, 1, []]], {}],
  ["an empty list beside a table with a matching empty axis runs nothing", [[0, 1, []], [0, 2, []]], {}],
  // Agreement by key, not by place.
  ["two lists meet by key", [[0, 1, id("a", "b")], [0, 1, id("a", "b")]], { a: [A, A], b: [B, B] }],
  ["two lists in another order meet by key", [[0, 1, [A, B]], [0, 1, [{ id: "b", n: 2 }, { id: "a", n: 1 }]]], { a: [A, { id: "a", n: 1 }], b: [B, { id: "b", n: 2 }] }],
  ["the order of items is that of the first input that has the axis", [[0, 1, [B, A]], [0, 1, [A, B]]], { b: [B, B], a: [A, A] }],
  ["index keys meet index keys", [[0, 1, [1, 2]], [0, 1, [3, 4]]], { 0: [1, 3], 1: [2, 4] }],
  ["lists of different length disagree", [[0, 1, [1, 2]], [0, 1, [3]]], "AXES_DISAGREE"],
  ["lists of equal length but other keys disagree", [[0, 1, [A, B]], [0, 1, [A, C]]], "AXES_DISAGREE"],
  ["ids and indices disagree", [[0, 1, [A, B]], [0, 1, [1, 2]]], "AXES_DISAGREE"],
  ["an empty list disagrees with a full one", [[0, 1, []], [0, 1, [1]]], "AXES_DISAGREE"],
  ["a list and a table disagree on the first axis", [[0, 1, [1]], [0, 2, [[1], [2]]]], "AXES_DISAGREE"],
  ["tables that disagree in one row only lose that row", [[0, 2, [[1], [2, 3]]], [0, 2, [[4], [5]]]], "AXES_DISAGREE"],
  ["ragged tables of the same shape meet", [[0, 2, [[1], [2, 3]]], [0, 2, [[4], [5, 6]]]], { "0/0": [1, 4], "1/0": [2, 5], "1/1": [3, 6] }],
  ["three lists meet", [[0, 1, [1]], [0, 1, [2]], [0, 1, [3]]], { 0: [1, 2, 3] }],
];

describe("what flows meets what is asked for", () => {
  test.each(cases)("%s", async (_name, given, expected) => {
    const { items, problems } = await receive(given);
    if (typeof expected === "string") expect(problems).toContain(expected);
    else {
      expect(problems).toEqual([]);
      expect(items).toEqual(expected);
      expect(Object.keys(items)).toEqual(Object.keys(expected));
    }
  });

  test("there are at least forty of them", () => expect(cases.length).toBeGreaterThanOrEqual(40));
});

describe("the rule itself", () => {
  test.each([[0, 0, 0, 0], [1, 0, 1, 0], [3, 1, 2, 0], [0, 1, 0, 1], [1, 3, 0, 2]])("rank %i into rank %i: frame %i, wrapped %i times", (arrives, asks, frame, wraps) => {
    expect(meet(arrives, asks)).toEqual({ frame, wraps });
  });
  test("the node's frame is the longest", () => expect([nodeFrame([]), nodeFrame([{ frame: 1 }, { frame: 0 }, { frame: 2 }])]).toEqual([0, 2]));
  test("keys are ids where there are any, else places", () => expect(elementKeys([A, 5, { name: "n" }])).toEqual(["a", "1", "2"]));
  test("the first key that only one side has is named", () => {
    expect(disagreement(["a", "b"], ["b", "a"])).toBeUndefined();
    expect(disagreement(["a", "b"], ["a"])).toEqual({ key: "b", missingFrom: "other" });
    expect(disagreement(["a"], ["a", "b"])).toEqual({ key: "b", missingFrom: "one" });
  });
});

/** Runs a node with the given ports over graph inputs with the given values. */
async function receive(given: readonly Given[]): Promise<{ items: Record<string, unknown>; problems: string[] }> {
  const names = given.map((_, index) => `in${index}`);
  const listOf = (rank: number): any => rank === 0 ? Type.Unknown() : Type.Array(listOf(rank - 1));
  const see = defineNode({
    type: "see/see", version: 1, title: "See", summary: "Returns what it receives.",
    inputs: Object.fromEntries(names.map((name, index) => [name, port.value(listOf(given[index]![0]))])),
    outputs: { seen: port.value(Type.Unknown()) },
    async run({ inputs }) { return { seen: names.map((name) => (inputs as Record<string, unknown>)[name]) }; },
  });
  const runtime = await openRuntime({ home: null, builtIn: false, packs: [definePack({ name: "see", title: "See", version: "1.0.0", contract: 1, nodes: [see] })] });
  const ran = await runGraph(runtime, {
    format: "reelwright/graph@1", name: "table",
    inputs: Object.fromEntries(given.map(([, arrives, value], index) => [names[index], { type: `json${"[]".repeat(arrives)}`, default: value, to: [`see.${names[index]}`] }])),
    nodes: { see: { type: "see/see" } },
    outputs: { seen: { from: "see.seen" } },
  });
  await runtime.close();
  return { items: ran.output("seen"), problems: ran.of("item.failed").map(({ problem }) => problem.code) };
}
