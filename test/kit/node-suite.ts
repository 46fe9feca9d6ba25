import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { NodeDefinition, Pack, Provider } from "../../runtime/contract/index.ts";
import { definitionRules, type Known, nodeRules } from "../../runtime/packs/conformance/nodes.ts";
import { packRules } from "../../runtime/packs/conformance/pack.ts";
import type { Kitchen, Sample } from "../samples/samples.ts";
import { type Bench, openBench } from "./run-node.ts";

/** What every pack keeps to. */
export function testPack(pack: Pack, manifest: Readonly<Record<string, unknown>>): void {
  describe(`the pack ${pack.name}`, () => {
    test("is what its manifest file says", () => {
      expect(manifest).toMatchObject({ name: pack.name, version: pack.version, contract: pack.contract, title: expect.stringMatching(/\S/) });
    });

    test.each(Object.entries(packRules))("%s", (_, rule) => {
      expect(rule(pack)).toEqual([]);
    });

    test("names its stand-ins and says what their answers depend on", () => {
      for (const { service, name, fingerprint } of pack.provides ?? []) expect([service.name, name, fingerprint]).toEqual(Array(3).fill(expect.stringMatching(/\S/)));
    });
  });
}

/** What every node type keeps to: as data, and where there is a sample, at work. */
export function testNode(node: NodeDefinition, known: Known, sample: Sample, kitchens: KitchenOf): void {
  describe(node.type, () => {
    test.each(Object.entries(nodeRules))("%s", (_, rule) => {
      expect(rule(node, known)).toEqual([]);
    });

    test.each(Object.entries(definitionRules))("%s", (_, rule) => {
      expect(rule(node)).toEqual([]);
    });

    if (typeof sample === "string") {
      test.skip(`is not run here: ${sample}`, () => {});
      return;
    }

    test("gives equal outputs for equal inputs, twice, and no other than it declares", async () => {
      // Two benches: nothing made for the first is there for the second.
      const made = await Promise.all([0, 1].map(() => kitchens.with(async (kitchen, bench) => bench.run(node, await sample(kitchen)))));
      expect(made[1]).toEqual(made[0]);
      expect(Object.keys(made[0] as object).sort()).toEqual(Object.keys(node.outputs).sort());
    });

    test("does not change what it is given", () => kitchens.with(async (kitchen, bench) => {
      const given = deepFrozen(await sample(kitchen));
      await bench.run(node, given as Record<string, unknown>);
    }));

    test("stops when it is cancelled, and leaves nothing behind", () => kitchens.with(async (kitchen, bench) => {
      const inputs = await sample(kitchen);
      const before = bench.calls.length;
      const ended = await bench.run(node, inputs, { signal: AbortSignal.abort(new Error("cancelled")) }).then(() => undefined, (error: Error) => error);
      // What needs nobody's help may be done before it could stop; nothing is asked of a service any more.
      if (ended) expect(ended.message).toMatch(/cancel|abort/i);
      expect(bench.calls.slice(before)).toEqual([]);
      expect((await readdir(bench.home)).filter((name) => name.startsWith("item-"))).toEqual([]);
    }));
  });
}

/** Makes kitchens: a bench with the stand-ins of all packs, in which samples may run other nodes. */
export interface KitchenOf {
  with<T>(work: (kitchen: Kitchen, bench: Bench) => Promise<T>): Promise<T>;
}

export function kitchensWith(packs: readonly Pack[], providers: readonly Provider[]): KitchenOf {
  const nodes = new Map(packs.flatMap((pack) => pack.nodes.map((node) => [node.type, node] as const)));
  return {
    async with(work) {
      const bench = await openBench([...packs.flatMap((pack) => pack.provides ?? []), ...providers]);
      const kitchen: Kitchen = { write: bench.write, run: (type, inputs) => bench.run(nodes.get(type)!, inputs) };
      return work(kitchen, bench).finally(() => bench.close());
    },
  };
}

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFrozen);
    Object.freeze(value);
  }
  return value;
}
