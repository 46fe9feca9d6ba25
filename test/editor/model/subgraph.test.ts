import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { makeSubgraph, type Made } from "../../../editor/model/subgraph.ts";
import { unpack } from "../../../editor/model/unpack.ts";
import type { Around } from "../../../editor/model/same-work.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { Registry } from "../../../runtime/registry/registry.ts";
import { testHomes } from "../../kit/homes.ts";
import { graph, probePack } from "../../kit/probe-pack.ts";
import { type Ran, runGraph } from "../../kit/run.ts";
import { Random, randomGraph, someNodes } from "./random.ts";

const homes = testHomes();
let around: Around;
beforeAll(() => {
  const registry = new Registry();
  registry.add(probePack().pack);
  around = { catalogue: registry, subgraphs: new Map() };
});

const make = (document: GraphDocument, ids: readonly string[], more: Partial<Parameters<typeof makeSubgraph>[2]> = {}) => makeSubgraph(document, ids, { name: "part", title: "Part", around, ...more });

function made(result: Made): Exclude<Made, { problem: unknown }> {
  if ("problem" in result) throw new Error(result.problem.message);
  return result;
}

/** What every node's items were kept under, and what came out. A call's nodes go by their own names. */
function outcome(ran: Ran) {
  expect(ran.last.problems).toEqual([]);
  expect(ran.of("item.failed").map(({ problem }) => problem)).toEqual([]);
  expect(ran.last.outcome).toBe("succeeded");
  const items = ran.events.flatMap((event) => event.type === "item.finished" || event.type === "item.cached" ? [`${event.node.replace("part/", "")} ${event.item} ${event.key}`] : []);
  return { items: new Set(items), outputs: Object.fromEntries(Object.keys(ran.last.outputs).map((name) => [name, ran.output(name)])) };
}

/** Edges in an order of their own; records have none. */
function normal(document: GraphDocument): GraphDocument {
  const byText = (a: string, b: string) => (a < b ? -1 : 1);
  return {
    ...document,
    edges: [...document.edges ?? []].sort((a, b) => byText(`${a.to} ${a.from}`, `${b.to} ${b.from}`)),
    inputs: Object.fromEntries(Object.entries(document.inputs ?? {}).map(([name, input]) => [name, { ...input, to: [...input.to].sort(byText) }])),
    layout: { ...document.layout, collapsed: [...document.layout?.["collapsed"] as string[] ?? []] },
  };
}

describe("a random graph", () => {
  const seeds = Array.from({ length: 150 }, (_, seed) => seed + 1);
  const documents = seeds.map((seed) => ({ seed, document: randomGraph(seed, 6 + seed % 7) }));
  const packed = () => documents.flatMap(({ seed, document }) => {
    const result = make(document, someNodes(document, new Random(seed)));
    return "problem" in result ? [] : [{ seed, document, ...result }];
  });

  test("does the same work, under the same keys, with some of its nodes in a graph of their own", async () => {
    const folder = await homes.fresh();
    const runtime = await homes.open(probePack().pack);
    for (const { seed, document, inner, outer } of packed()) {
      await writeFile(join(folder, "part.json"), JSON.stringify(inner));
      const [flat, inParts] = [outcome(await runGraph(runtime, document)), await runGraph(runtime, outer, { folder })];
      expect(outcome(inParts), `seed ${seed}`).toEqual(flat);
      expect(inParts.last.counts, `seed ${seed}`).toMatchObject({ executed: 0 });
    }
  });

  test("can nearly always be taken apart so", () => {
    expect(packed().length).toBeGreaterThan(seeds.length * 0.8);
  });

  test("is as it was when that graph is unpacked again: no edge, value, decision, title, place or verdict is lost", () => {
    for (const { seed, document, inner, outer, id } of packed()) {
      const after = unpack(outer, id, inner, around);
      if ("problem" in after) throw new Error(`seed ${seed}: ${after.problem.message}`);
      expect(normal(after.document), `seed ${seed}`).toEqual(normal(document));
    }
  });
});
