import { describe, expect, test } from "vitest";
import { connect, disconnect } from "../../../editor/model/edges.ts";
import { factsOf } from "../../../editor/model/facts.ts";
import { mergeLists } from "../../../editor/model/merge-lists.ts";
import { mergeDocuments, resolve } from "../../../editor/model/merge.ts";
import { addNode, nodeIn, pin, removeElements, setInput, setItemInput, setMode, setTitle, setVerdict } from "../../../editor/model/nodes.ts";
import { addFrame, addNote, moveNodes, setCollapsed, setColour, updateFrame } from "../../../editor/model/place.ts";
import { exposeInput, hideInput, setGraphInput } from "../../../editor/model/surface.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { graph } from "../../kit/probe-pack.ts";
import { Random, randomGraph } from "./random.ts";

/** All that a document says, whatever the order of its parts. */
const said = (document: GraphDocument): Map<string, unknown> => new Map([...factsOf(document)].map(([key, { value }]): [string, unknown] => [key, value]).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A random change, with the name of what it changes. */
function randomEdit(document: GraphDocument, random: Random, only: (id: string) => boolean = () => true): GraphDocument {
  const ids = Object.keys(document.nodes).filter(only);
  const id = random.one(ids);
  if (id === undefined) return document;
  const edges = (document.edges ?? []).filter(({ to }) => only(nodeIn(to)));
  switch (random.below(11)) {
    case 0: return setInput(document, id, "tail", String(random.below(9)));
    case 1: return setTitle(document, id, `Other ${random.below(9)}`);
    case 2: return setMode(document, [id], random.one(["muted", "bypassed"]));
    case 3: return setItemInput(document, id, random.one(["x", "y"]), "tail", String(random.below(9)));
    case 4: return pin(document, id, "x", { thing: { id: "x", text: String(random.below(9)) } });
    case 5: return moveNodes(document, [id], 8, random.below(9) + 1);
    case 6: return setColour(document, [id], random.below(360));
    case 7: return setVerdict(document, id, "x", { state: "rejected", comment: String(random.below(9)) });
    case 8: return edges.length > 0 ? disconnect(document, random.one(edges)) : document;
    case 9: return removeElements(document, [`node:${id}`]);
    default: return setCollapsed(document, [id], random.chance(0.5));
  }
}

function edited(document: GraphDocument, random: Random, only?: (id: string) => boolean): GraphDocument {
  let after = document;
  for (let count = 1 + random.below(5); count > 0; count--) after = randomEdit(after, random, only);
  return after;
}

describe("of random documents", () => {
  const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);

  test("what only one side changed is what comes out", () => {
    for (const seed of seeds) {
      const base = randomGraph(seed);
      const changed = edited(base, new Random(seed));
      expect(mergeDocuments(base, changed, structuredClone(base))).toEqual({ document: changed, conflicts: [] });
      const { document, conflicts } = mergeDocuments(base, structuredClone(base), changed);
      expect([said(document), conflicts], `seed ${seed}`).toEqual([said(changed), []]);
      expect(mergeDocuments(base, changed, structuredClone(changed)).conflicts).toEqual([]);
    }
  });

  test("changes of different nodes come out the same, whoever is mine", () => {
    for (const seed of seeds) {
      const base = { ...randomGraph(seed), edges: [] };
      const isEven = (id: string) => Number(id.slice(1)) % 2 === 0;
      const [one, other] = [edited(base, new Random(seed), isEven), edited(base, new Random(seed + 999), (id) => !isEven(id))];
      const [there, back] = [mergeDocuments(base, one, other), mergeDocuments(base, other, one)];
      expect([there.conflicts, back.conflicts], `seed ${seed}`).toEqual([[], []]);
      expect(said(there.document), `seed ${seed}`).toEqual(said(back.document));
    }
  });

  test("no change of either side vanishes without a conflict, and no edge leads nowhere", () => {
    let met = 0;
    for (const seed of seeds) {
      const base = randomGraph(seed);
      const [mine, theirs] = [edited(base, new Random(seed)), edited(base, new Random(seed + 999))];
      const { document, conflicts } = mergeDocuments(base, mine, theirs);
      met += conflicts.length;
      const [before, after] = [said(base), said(document)];
      const told = (key: string) => conflicts.some(({ path, puts }) => {
        const at = JSON.parse(key) as string[];
        return [...puts.mine, ...puts.theirs].some((fact) => fact.path.every((name, level) => at[level] === name)) || (path[0] === "nodes" && JSON.stringify(at).includes(path[1]!));
      });
      for (const side of [said(mine), said(theirs)]) {
        for (const key of new Set([...before.keys(), ...side.keys()])) {
          const isChanged = JSON.stringify(side.get(key)) !== JSON.stringify(before.get(key));
          // The place of a node that the other side took out is no change.
          const isPlace = key.startsWith("[\"layout\",\"nodes\"") && !document.nodes[JSON.parse(key)[2] as string];
          if (isChanged && !isPlace && JSON.stringify(after.get(key)) !== JSON.stringify(side.get(key))) {
            const list = (facts: Map<string, unknown>) => (facts.get(key) ?? []) as readonly string[];
            const isJoined = key.startsWith("[\"edges\"") && list(side).every((from) => list(before).includes(from) || list(after).includes(from)) && list(before).every((from) => list(side).includes(from) || !list(after).includes(from));
            expect(told(key) || isJoined, `seed ${seed} ${key}`).toBe(true);
          }
        }
      }
      for (const decided of [document, conflicts.reduce((done, conflict) => resolve(done, conflict, "theirs"), document)]) {
        const ends = [...(decided.edges ?? []).flatMap(({ from, to }) => [from, to]), ...Object.values(decided.outputs ?? {}).map(({ from }) => from), ...Object.values(decided.inputs ?? {}).flatMap(({ to }) => to)];
        expect(ends.filter((end) => !decided.nodes[nodeIn(end)]), `seed ${seed}`).toEqual([]);
      }
    }
    expect(met).toBeGreaterThan(20);
  });

  test("conflicts decided for one side give what that side has there", () => {
    for (const seed of seeds) {
      const base = randomGraph(seed);
      const [mine, theirs] = [edited(base, new Random(seed)), edited(base, new Random(seed + 999))];
      const { document, conflicts } = mergeDocuments(base, mine, theirs);
      const back = conflicts.reduce((done, conflict) => resolve(done, conflict, "mine"), conflicts.reduce((done, conflict) => resolve(done, conflict, "theirs"), document));
      for (const conflict of conflicts.filter(({ path }) => path[0] === "nodes" && path.length > 2)) {
        const at = JSON.stringify(conflict.path);
        expect(said(resolve(document, conflict, "theirs")).get(at), `seed ${seed} ${at}`).toEqual(conflict.theirs);
        expect(said(back).get(at), `seed ${seed} ${at}`).toEqual(conflict.mine);
      }
    }
  });
});

const base = graph({ a: ["things", { text: "x y" }], j: ["join", { tail: "!" }], g: ["gather"] }, ["a.things -> j.a", "j.thing -> g.things"], { outputs: { out: { from: "g.thing" } }, layout: { nodes: { a: [0, 0], j: [300, 0], g: [600, 0] } } });

describe("a conflict", () => {
  test("of one value names both, keeps mine, and can be decided and decided again", () => {
    const [mine, theirs] = [setInput(base, "j", "tail", "1"), setInput(setTitle(base, "j", "Joined"), "j", "tail", "2")];
    const { document, conflicts } = mergeDocuments(base, mine, theirs);
    expect(conflicts).toMatchObject([{ path: ["nodes", "j", "inputs", "tail"], base: "!", mine: "1", theirs: "2", title: "Joined · tail" }]);
    expect(document.nodes["j"]).toMatchObject({ title: "Joined", inputs: { tail: "1" } });
    const decided = resolve(document, conflicts[0]!, "theirs");
    expect(decided.nodes["j"]!.inputs).toEqual({ tail: "2" });
    expect(resolve(decided, conflicts[0]!, "mine").nodes["j"]!.inputs).toEqual({ tail: "1" });
  });

  test("of a node that one side took out and the other changed is one, and brings everything back with it", () => {
    const mine = removeElements(base, ["node:j"]);
    const theirs = setVerdict(setInput(base, "j", "tail", "2"), "j", "x", { state: "approved" });
    const { document, conflicts } = mergeDocuments(base, mine, theirs);
    expect(conflicts).toMatchObject([{ path: ["nodes", "j"], mine: undefined, theirs: { type: "probe/join", inputs: { tail: "2" } }, title: "j" }]);
    expect(document.nodes["j"]).toBeUndefined();
    expect(said(resolve(document, conflicts[0]!, "theirs"))).toEqual(said(theirs));
    expect(said(resolve(resolve(document, conflicts[0]!, "theirs"), conflicts[0]!, "mine"))).toEqual(said(mine));
  });

  test("of a node that one side took out and the other connected is no edge to nowhere", () => {
    const { document, conflicts } = mergeDocuments(base, removeElements(base, ["node:g"]), connect(addNode(base, { type: "probe/things", at: [0, 0] }).document, "things.things", "g.things", { many: true }));
    expect(conflicts).toMatchObject([{ path: ["nodes", "g"] }]);
    expect(document.edges).toEqual([{ from: "a.things", to: "j.a" }]);
    const back = resolve(document, conflicts[0]!, "theirs");
    expect(back.edges).toEqual([{ from: "a.things", to: "j.a" }, { from: "j.thing", to: "g.things" }, { from: "things.things", to: "g.things" }]);
    expect(back.outputs).toEqual({ out: { from: "g.thing" } });
  });

  test("is not that a node was moved which the other side took out", () => {
    expect(mergeDocuments(base, removeElements(base, ["node:j"]), moveNodes(base, ["a", "j", "g"], 8, 8))).toMatchObject({ conflicts: [], document: { layout: { nodes: { a: [8, 8], g: [608, 8] } } } });
  });

  test("of two edges into an input that takes one; into one that takes many both go in", () => {
    const two = addNode(addNode(base, { type: "probe/things", at: [0, 0] }).document, { type: "probe/things", at: [0, 0] }).document;
    const single = mergeDocuments(two, connect(two, "things.things", "j.b", { many: false }), connect(two, "things-2.things", "j.b", { many: false }));
    expect(single.conflicts).toMatchObject([{ path: ["edges", "j.b"], base: undefined, mine: ["things.things"], theirs: ["things-2.things"], title: "j · b" }]);
    expect(resolve(single.document, single.conflicts[0]!, "theirs").edges).toContainEqual({ from: "things-2.things", to: "j.b" });
    const many = mergeDocuments(two, connect(two, "things.things", "g.things", { many: true }), connect(two, "things-2.things", "g.things", { many: true }));
    expect(many.conflicts).toEqual([]);
    expect(many.document.edges!.filter(({ to }) => to === "g.things").map(({ from }) => from).sort()).toEqual(["j.thing", "things-2.things", "things.things"]);
  });

  test("of an input of the graph that one side changed and the other hid", () => {
    const given = exposeInput(base, "j", "tail", { type: "text" });
    const { document, conflicts } = mergeDocuments(given, hideInput(given, "j", "tail"), setGraphInput(given, "tail", { default: "?" }));
    expect(conflicts.map(({ path }) => path)).toEqual([["inputs", "tail"]]);
    expect(document.inputs).toBeUndefined();
    expect(resolve(document, conflicts[0]!, "theirs").inputs).toEqual({ tail: { type: "text", default: "?", to: ["j.tail"] } });
  });

  test("of a frame is told by its title", () => {
    const framed = addFrame(base, { title: "Act one", x: 0, y: 0, width: 10, height: 10 }).document;
    const { conflicts } = mergeDocuments(framed, updateFrame(framed, "f1", { width: 20 }), updateFrame(framed, "f1", { width: 30 }));
    expect(conflicts).toMatchObject([{ path: ["layout", "frames", "f1", "width"], mine: 20, theirs: 30, title: "Act one · width" }]);
  });
});

test("what both sides added under one id is there twice", () => {
  const [mine, theirs] = [addNode(base, { type: "probe/join", at: [1, 1], inputs: { tail: "mine" } }), addNode(base, { type: "probe/join", at: [2, 2], inputs: { tail: "theirs" } })];
  const noted = (document: GraphDocument, text: string) => addNote(document, { text, x: 0, y: 0, width: 9, height: 9 }).document;
  const { document, conflicts } = mergeDocuments(base, noted(mine.document, "mine"), noted(connect(theirs.document, "a.things", "join.a", { many: false }), "theirs"));
  expect(conflicts).toEqual([]);
  expect([document.nodes["join"]!.inputs, document.nodes["join-2"]!.inputs]).toEqual([{ tail: "mine" }, { tail: "theirs" }]);
  expect(document.edges).toContainEqual({ from: "a.things", to: "join-2.a" });
  expect((document.layout!["notes"] as { text: string }[]).map(({ text }) => text)).toEqual(["mine", "theirs"]);
});

describe("lists whose order matters", () => {
  test.each([
    ["abc", "abc", "acb", "acb"], ["abc", "cab", "abc", "cab"], ["abc", "abxc", "abc", "abxc"], ["abc", "abxc", "ayc", "ayxc"],
    ["abc", "ac", "abcz", "acz"], ["", "x", "y", "xy"], ["ab", "ba", "abz", "bza"], ["abc", "cba", "cba", "cba"],
  ])("%s changed to %s and %s", (before, mine, theirs, expected) => {
    const { agreed, mine: result } = mergeLists([...before], [...mine], [...theirs]);
    expect([agreed, [...result].sort()]).toEqual([true, [...expected].sort()]);
    if (mine === before) expect(result.join("")).toBe(theirs);
    if (theirs === before) expect(result.join("")).toBe(mine);
  });

  test("have two outcomes where both sides have moved their members", () => {
    expect(mergeLists([..."abc"], [..."bac"], [..."cabx"])).toEqual({ agreed: false, mine: [..."bxac"], theirs: [..."cabx"] });
  });
});
