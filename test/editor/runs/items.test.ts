import { describe, expect, test } from "vitest";
import { itemRows, rowsInView, type Wanted } from "../../../editor/runs/item-rows.ts";
import { ItemLabels, originsOf } from "../../../editor/runs/origins.ts";
import { textDiff } from "../../../editor/runs/text-diff.ts";
import type { ItemRun } from "../../../editor/state/run-state.ts";
import { link } from "../../../runtime/graph/link.ts";
import { testHomes } from "../../kit/homes.ts";
import { graph, probePack } from "../../kit/probe-pack.ts";
import { runGraph } from "../../kit/run.ts";
import { stateFrom } from "./recorded.ts";

const homes = testHomes();
const all: Wanted = { find: "", state: undefined, sort: "key", descending: false };
const items: ItemRun[] = [
  { item: "e2", state: "done", ms: 30, costMicros: 5 },
  { item: "e10", state: "failed", problem: { code: "X", message: "The voice is missing." } },
  { item: "e11", state: "cached" },
];
const label = ({ item }: ItemRun) => `Episode ${item.slice(1)}`;
const keys = (wanted: Partial<Wanted>) => itemRows(items, { ...all, ...wanted }, label).map(({ item }) => item);

describe("the table of items", () => {
  test("stays in the order of the axes, whatever the keys look like", () => {
    expect(keys({})).toEqual(["e2", "e10", "e11"]);
    expect(keys({ descending: true })).toEqual(["e11", "e10", "e2"]);
  });

  test("labels with numbers are sorted as people count", () => {
    expect(keys({ sort: "label" })).toEqual(["e2", "e10", "e11"]);
  });

  test("finds by key, label and problem, all words of them", () => {
    expect(keys({ find: "E11" })).toEqual(["e11"]);
    expect(keys({ find: "voice missing" })).toEqual(["e10"]);
    expect(keys({ find: "voice 2" })).toEqual([]);
  });

  test("shows one state only, and sorts by time and cost with what has none first", () => {
    expect(keys({ state: "failed" })).toEqual(["e10"]);
    expect(keys({ sort: "time" }).at(-1)).toBe("e2");
    expect(keys({ sort: "cost", descending: true })[0]).toBe("e2");
  });

  test("draws only what is in view, to the very end", () => {
    expect(rowsInView({ top: 0, height: 100, rowHeight: 20, count: 10_000 })).toEqual({ from: 0, to: 9 });
    expect(rowsInView({ top: 199_900, height: 100, rowHeight: 20, count: 10_000 })).toEqual({ from: 9991, to: 10_000 });
    expect(rowsInView({ top: 5000, height: 100, rowHeight: 20, count: 3 })).toEqual({ from: 2, to: 3 });
  });
});

describe("what an item was made from", () => {
  const document = graph({ things: ["things", { text: "aa b" }], split: ["split"], join: ["join"], gather: ["gather"] }, ["things.things -> split.thing", "split.parts -> join.a", "things.things -> join.b", "join.thing -> gather.things"]);

  async function ran() {
    const { pack } = probePack();
    const runtime = await homes.open(pack);
    const catalogue = { manifest: (type: string) => pack.nodes.find((node) => node.type === type), types: () => pack.nodes.map(({ type }) => type), knowsValue: () => true, conversion: () => undefined };
    return { run: stateFrom((await runGraph(runtime, document)).events), graph: link(document, { catalogue: catalogue as never, subgraphs: new Map(), inputs: {} }).graph };
  }

  test("is told by the beginning of its key, input by input", async () => {
    const { run, graph: linked } = await ran();
    expect(originsOf(run, linked, { node: "join", item: "aa/p2" })).toEqual([
      { node: "split", item: "aa", input: "a", output: "parts" },
      { node: "things", item: "", input: "b", output: "things" },
    ]);
  });

  test("what gathers was made from the items below its key", async () => {
    const { run, graph: linked } = await ran();
    expect(originsOf(run, linked, { node: "gather", item: "aa" }).map(({ item }) => item)).toEqual(["aa/p1", "aa/p2"]);
  });

  test("an item without words of its own is called by the element it was made from", async () => {
    const { run, graph: linked } = await ran();
    const labels = new ItemLabels(run, linked);
    expect(labels.of("split", run.nodes.get("split")!.items.get("aa")!)).toBe("aa");
    expect(labels.of("join", run.nodes.get("join")!.items.get("aa/p2")!)).toBe("aa2+aa");
    expect(labels.of("join", { item: "aa/p2", state: "waiting" })).toBe("aa2");
  });
});

describe("two takes of a text", () => {
  const shown = (old: string, now: string) => textDiff(old, now).map((part) => ({ both: part.text, old: `[-${part.text}]`, new: `[+${part.text}]` })[part.in]).join("");

  test("differ by words, and by characters in Chinese", () => {
    expect(shown("the old house", "the new house")).toBe("the [-old][+new] house");
    expect(shown("奶奶，我回来了！", "奶奶，我们回来啦！")).toBe("奶奶，我[+们]回来[-了][+啦]！");
  });

  test("both texts can be read from what is shown", () => {
    const [old, now] = ["a b c d", "b x d e"];
    const parts = textDiff(old, now);
    expect(parts.filter(({ in: side }) => side !== "new").map(({ text }) => text).join("")).toBe(old);
    expect(parts.filter(({ in: side }) => side !== "old").map(({ text }) => text).join("")).toBe(now);
    expect(textDiff("", "")).toEqual([]);
  });

  test("long texts are compared by lines", () => {
    const lines = Array.from({ length: 400 }, (_, index) => `line ${index} ${"word ".repeat(8)}\n`);
    const parts = textDiff(lines.join(""), [...lines].reverse().join(""));
    expect(parts.every(({ text }) => text.endsWith("\n"))).toBe(true);
  });
});
