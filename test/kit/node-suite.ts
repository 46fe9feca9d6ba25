import { readdir } from "node:fs/promises";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { NodeDefinition, Pack, Port, Provider } from "../../runtime/contract/index.ts";
import { mismatch } from "../../runtime/graph/schema.ts";
import { portType } from "../../runtime/graph/types.ts";
import type { Kitchen, Sample } from "../samples/samples.ts";
import { type Bench, openBench } from "./run-node.ts";

/** What nodes may count on to be there: value types and roles, by whoever provides them. */
export interface Known {
  readonly types: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

const jsonTypes = ["text", "number", "boolean", "json", "image", "audio", "video", "file"];
/** Roles that a host fills, and that packs may have stand-ins for. */
const hostRoles = ["writer", "dialogue", "vision", "speech", "image", "video", "judge", "ffmpeg", "processor"];

export function knownBy(packs: readonly Pack[]): Known {
  const types = packs.flatMap((pack) => (pack.types ?? []).map((type) => String(type["valueType"])));
  const roles = packs.flatMap((pack) => (pack.provides ?? []).map(({ service }) => service.name));
  return { types: new Set([...jsonTypes, ...types]), roles: new Set([...hostRoles, ...roles]) };
}

/** What every pack keeps to. */
export function testPack(pack: Pack, manifest: Readonly<Record<string, unknown>>): void {
  describe(`the pack ${pack.name}`, () => {
    test("is what its manifest file says", () => {
      expect(manifest).toMatchObject({ name: pack.name, version: pack.version, contract: pack.contract, title: expect.stringMatching(/\S/) });
    });

    test("has each node type once, and under its own name", () => {
      const types = pack.nodes.map(({ type }) => type);
      expect(new Set(types).size).toBe(types.length);
      for (const type of types) expect(type).toMatch(new RegExp(`^${pack.name}/[a-z][a-z0-9-]*$`));
    });

    test("owns the value types it brings, each once and under its own name", () => {
      const names = (pack.types ?? []).map((type) => String(type["valueType"]));
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(new RegExp(`^${pack.name}/[a-z][a-z0-9-]*$`));
    });

    test("names its stand-ins and says what their answers depend on", () => {
      for (const { service, name, fingerprint } of pack.provides ?? []) expect([service.name, name, fingerprint]).toEqual(Array(3).fill(expect.stringMatching(/\S/)));
    });
  });
}

/** What every node type keeps to: as data, and where there is a sample, at work. */
export function testNode(node: NodeDefinition, known: Known, sample: Sample, kitchens: KitchenOf): void {
  const ports: [string, Port][] = [...Object.entries(node.inputs), ...Object.entries(node.outputs)];

  describe(node.type, () => {
    test("is data that survives being sent to the editor", () => {
      const { run: _run, demands: _demands, expects: _expects, migrate: _migrate, ...manifest } = node;
      expect(lostInJson(manifest)).toEqual([]);
    });

    test("has a version, a title, and a summary that is a sentence", () => {
      expect(node.version).toSatisfy((version: number) => Number.isInteger(version) && version >= 1);
      expect(node.title).toMatch(/^[A-Z0-9]/);
      expect(node.summary).toMatch(/^[A-Z].*\.$/);
    });

    test("has ports that edges can name, with schemas that a strict validator takes", () => {
      const ajv = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true });
      ajv.addVocabulary(["valueType"]);
      for (const [name, port] of ports) {
        expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
        expect(() => ajv.compile(port.schema), name).not.toThrow();
      }
    });

    test("carries only value types that some pack owns", () => {
      for (const [name, port] of ports) {
        const type = portType(port).name;
        if (!type.startsWith("'")) expect(known.types, `${name}: ${type}`).toContain(type);
      }
    });

    test("asks only for roles that are known", () => {
      for (const { name } of node.uses ?? []) expect(known.roles).toContain(name);
    });

    test("has defaults that fit their own inputs", () => {
      for (const [name, { schema }] of Object.entries(node.inputs)) {
        if (schema["default"] !== undefined) expect(mismatch(schema, schema["default"]), name).toBeUndefined();
      }
    });

    test("marks its inputs in ways that make sense", () => {
      for (const [name, port] of Object.entries(node.inputs)) {
        if (port.many || port.partial) expect(portType(port).rank, `${name} takes a list`).toBeGreaterThan(0);
        if (port.lazy) expect(node.demands, `${name} is lazy`).toBeTypeOf("function");
        if (name === "seed") expect(port.schema, "a seed is a whole number, 0 where none is given").toMatchObject({ type: "integer", default: 0 });
      }
      for (const port of Object.values(node.outputs)) expect([port.many, port.partial, port.lazy, port.optional, port.schema["default"]]).toEqual(Array(5).fill(undefined));
    });

    test("migrates from every version it had to the next", () => {
      for (const version of Object.keys({ ...node.migrate, ...node.renames }).map(Number)) expect(version).toBeLessThan(node.version);
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

/** Places of what JSON would drop or change. Symbols, which TypeBox leaves in schemas, are meant to be dropped. */
function lostInJson(value: unknown, at = "manifest"): string[] {
  if (value === null || typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value === "number") return Number.isFinite(value) ? [] : [at];
  if (typeof value !== "object" || (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)) return [at];
  return Object.entries(value).flatMap(([name, member]) => lostInJson(member, `${at}.${name}`));
}

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFrozen);
    Object.freeze(value);
  }
  return value;
}
