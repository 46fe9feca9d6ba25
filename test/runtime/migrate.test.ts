import { describe, expect, test } from "vitest";
import { defineNode, definePack, port, Type } from "../../runtime/contract/index.ts";
import type { GraphDocument } from "../../runtime/graph/document.ts";
import { type Migratable, migrateDocument } from "../../runtime/graph/migrate.ts";
import { openRuntime } from "../../runtime/index.ts";
import { graph } from "../kit/probe-pack.ts";
import { runGraph } from "../kit/run.ts";

/** Two steps: `speed` was called `rate` and then `tempo` before, in percent; `sound` was called `out`. */
const speak: Migratable = {
  version: 3,
  renames: {
    1: { inputs: { rate: "tempo" } },
    2: { inputs: { tempo: "speed" }, outputs: { out: "sound" } },
  },
  migrate: {
    1: (inputs) => ({ ...inputs, tempo: Number(inputs["tempo"] ?? 100) / 100 }),
    2: ({ legacy: _legacy, ...inputs }) => ({ ...inputs, emotion: "neutral" }),
  },
};
const types: Record<string, Migratable> = { "voice/speak": speak, "voice/plain": { version: 2 } };
const migrate = (document: GraphDocument) => migrateDocument(document, (type) => types[type]);

const old: GraphDocument = {
  format: "reelwright/graph@1", name: "old",
  inputs: { pace: { type: "number", to: ["s.rate", "other.rate"] } },
  nodes: {
    s: { type: "voice/speak", version: 1, title: "Say it", inputs: { rate: 120, legacy: true, text: "hi" }, items: { a: { inputs: { rate: 90 } }, b: { pin: { out: "kept" } } } },
    other: { type: "far/away", version: 1, inputs: { rate: 5 } },
    plain: { type: "voice/plain", version: 1 },
  },
  edges: [{ from: "s.out", to: "other.in" }, { from: "other.out", to: "s.rate" }, { from: "plain.out", to: "s.text" }],
  outputs: { sound: { from: "s.out" }, rest: { from: "other.out" } },
};

describe("a document that was saved with older node types", () => {
  const { document, changes } = migrate(old);

  test("has its literal inputs rewritten step by step", () => {
    expect(document.nodes["s"]).toMatchObject({ type: "voice/speak", version: 3, title: "Say it", inputs: { speed: 1.2, text: "hi", emotion: "neutral" } });
    expect(Object.keys(document.nodes["s"]!.inputs!).sort()).toEqual(["emotion", "speed", "text"]);
  });

  test("has its edges, graph inputs and graph outputs at the ports' new names, and those of other nodes untouched", () => {
    expect(document.edges).toEqual([{ from: "s.sound", to: "other.in" }, { from: "other.out", to: "s.speed" }, { from: "plain.out", to: "s.text" }]);
    expect(document.inputs!["pace"]!.to).toEqual(["s.speed", "other.rate"]);
    expect(document.outputs).toEqual({ sound: { from: "s.sound" }, rest: { from: "other.out" } });
  });

  test("has its decisions for single items brought along", () => {
    expect(document.nodes["s"]!.items).toEqual({ a: { inputs: { speed: 0.9 } }, b: { pin: { sound: "kept" } } });
  });

  test("says what was changed, one sentence for each node", () => {
    expect(changes).toEqual([
      expect.stringMatching(/"s".*voice\/speak.*1.*3/),
      expect.stringMatching(/"plain".*voice\/plain.*1.*2/),
    ]);
  });

  test("is not changed in place, and migrating again changes nothing", () => {
    expect(old.nodes["s"]!.version).toBe(1);
    expect(migrate(document)).toEqual({ document, changes: [] });
  });
});

describe("left alone", () => {
  test.each<[string, GraphDocument]>([
    ["nodes of a type that no pack has", graph({ a: ["far/away", { rate: 1 }] }, ["a.out -> a.rate"])],
    ["nodes saved by a newer version", { ...graph({}, []), nodes: { a: { type: "voice/speak", version: 9, inputs: { rate: 1 } } } }],
    ["nodes that are up to date", { ...graph({}, []), nodes: { a: { type: "voice/speak", version: 3, inputs: { rate: 1 } } } }],
    ["nodes that name no version: they are taken as they are", { ...graph({}, []), nodes: { a: { type: "voice/speak", inputs: { rate: 1 } } } }],
  ])("%s", (_name, document) => {
    expect(migrate(document)).toEqual({ document, changes: [] });
  });

  test("a node whose id every object has", () => {
    const document = JSON.parse("{\"format\":\"reelwright/graph@1\",\"name\":\"x\",\"nodes\":{\"__proto__\":{\"type\":\"far/away\"},\"s\":{\"type\":\"voice/speak\",\"version\":1}}}") as GraphDocument;
    expect(Object.keys(migrate(document).document.nodes)).toEqual(["__proto__", "s"]);
  });
});

test("an old document runs as it did, and hits what the new one has kept", async () => {
  const ran: string[] = [];
  const shout = defineNode({
    type: "loud/shout", version: 2, title: "Shout", summary: "Says it loudly.",
    inputs: { words: port.value(Type.String()), times: port.value(Type.Integer({ default: 1 })) },
    outputs: { shouted: port.value(Type.String()) },
    async run({ inputs }) {
      ran.push(inputs.words);
      return { shouted: inputs.words.toUpperCase().repeat(inputs.times) };
    },
    renames: { 1: { inputs: { text: "words" }, outputs: { out: "shouted" } } },
    migrate: { 1: (inputs) => ({ ...inputs, times: Number(inputs["times"] ?? 1) }) },
  });
  const runtime = await openRuntime({ home: null, builtIn: false, packs: [definePack({ name: "loud", title: "Loud", version: "1.0.0", contract: 1, nodes: [shout] })] });
  const before = { format: "reelwright/graph@1", name: "loud", nodes: { s: { type: "loud/shout", version: 1, inputs: { text: "hi", times: "2" } } }, outputs: { said: { from: "s.out" } } };
  const after = { format: "reelwright/graph@1", name: "loud", nodes: { s: { type: "loud/shout", version: 2, inputs: { words: "hi", times: 2 } } }, outputs: { said: { from: "s.shouted" } } };
  expect((await runGraph(runtime, before)).output("said")).toEqual({ "": "HIHI" });
  expect((await runGraph(runtime, after)).last.counts).toMatchObject({ executed: 0, cached: 1 });
  expect(ran).toEqual(["hi"]);
  await runtime.close();
});
