import { describe, expect, test } from "vitest";
import type { NodeManifest } from "../../../runtime/contract/node.ts";
import { Type } from "../../../runtime/contract/typebox.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { controlOf } from "../../../editor/controls/control-kind.ts";
import { moveAmongInput } from "../../../editor/inspector/edge-order.ts";
import { graphInputSchema, targetOf } from "../../../editor/inspector/input-schema.ts";
import { sharedInputs } from "../../../editor/inspector/shared-inputs.ts";
import { subjectOf } from "../../../editor/inspector/subject.ts";
import type { ElementRef } from "../../../editor/model/element.ts";
import type { InputPort, NodePorts } from "../../../editor/model/ports.ts";
import core from "../../../nodes/core/pack.ts";
import script from "../../../nodes/script/pack.ts";

const manifests = new Map([...core.nodes, ...script.nodes].map((node) => [node.type, node as unknown as NodeManifest]));

function document(fields: Partial<GraphDocument>): GraphDocument {
  return { format: "reelwright/graph@1", name: "test", nodes: {}, ...fields };
}

function sources(subgraphs: Readonly<Record<string, GraphDocument>> = {}) {
  return { subgraphs: new Map(Object.entries(subgraphs)), manifest: (type: string) => manifests.get(type) };
}

describe("what the inspector is about", () => {
  const subject = (...refs: ElementRef[]) => subjectOf(new Set(refs));

  test("nothing selected is the graph, one node is the node, several are several", () => {
    expect(subject()).toEqual({ kind: "graph" });
    expect(subject("node:arc")).toEqual({ kind: "node", id: "arc" });
    expect(subject("node:arc", "node:look")).toEqual({ kind: "nodes", ids: ["arc", "look"] });
  });

  test("edges and frames caught with nodes do not change what is meant", () => {
    expect(subject("frame:f1", "node:arc", "edge:arc.arc -> episode.arc")).toEqual({ kind: "node", id: "arc" });
  });

  test("a reroute point means its edge, also together with it", () => {
    const edge = "arc.arc -> episode.arc";
    expect(subject(`bend:${edge}#0`, `bend:${edge}#1`, `edge:${edge}`)).toEqual({ kind: "edge", edge });
    expect(subject(`edge:${edge}`, "note:n1")).toEqual({ kind: "mixed", count: 2 });
  });
});

describe("the schema of a graph input", () => {
  const arc = { arc: { type: "script/arc", inputs: {} } };

  test("is that of the port it feeds, limits and all", () => {
    const graph = document({ nodes: arc, inputs: { episodes: { type: "number", to: ["arc.episodes"] } } });
    expect(graphInputSchema(graph, "episodes", sources())).toMatchObject({ type: "integer", minimum: 1, maximum: 100 });
  });

  test("has a list around it for each level that its own type has more, and one less for each it has less", () => {
    const themes = document({ nodes: arc, inputs: { themes: { type: "text[]", to: ["arc.theme"] } } });
    const schema = graphInputSchema(themes, "themes", sources());
    expect(schema).toMatchObject({ type: "array", items: { type: "string", title: "Theme" } });
    expect(graphInputSchema(themes, "themes", sources())).toBe(schema);
    const must = document({ nodes: arc, inputs: { must: { type: "text", to: ["arc.must"] } } });
    expect(graphInputSchema(must, "must", sources())).toMatchObject({ type: "string" });
  });

  test("is found through graphs inside graphs, but not round in circles", () => {
    const inner = document({ name: "inner", nodes: arc, inputs: { count: { type: "number", to: ["arc.episodes"] } } });
    const outer = document({ nodes: { call: { type: "graph/inner" } }, inputs: { n: { type: "number", to: ["call.count"] } } });
    expect(targetOf(outer, "n", sources({ inner }))).toMatchObject({ type: "script/arc", name: "episodes" });
    const circle = document({ name: "circle", nodes: { again: { type: "graph/circle" } }, inputs: { n: { type: "number", to: ["again.n"] } } });
    expect(targetOf(circle, "n", sources({ circle }))).toBeUndefined();
  });

  test("comes from its type alone where it feeds nothing, something unknown, or a type that is converted", () => {
    const kinds = (type: string, to: string[]) => controlOf(graphInputSchema(document({ nodes: { ...arc, gone: { type: "else/where" } }, inputs: { it: { type, to } } }), "it", sources())).kind;
    expect(kinds("text", [])).toBe("text");
    expect(kinds("image", ["gone.it"])).toBe("file");
    expect(kinds("number", ["arc.theme"])).toBe("number");
    expect(kinds("text[]", [])).toBe("list");
    expect(kinds("story/episode", [])).toBe("json");
  });
});

describe("inputs that several nodes share", () => {
  const input = (name: string, change: Partial<InputPort> = {}): InputPort => ({
    name, port: undefined, type: { name: "number", rank: 0 }, schema: Type.Integer({ title: name, default: 0 }), control: true, value: 0, isSet: false, fallback: 0,
    from: [], graphInputs: [], optional: false, many: false, ...change,
  });
  const node = (id: string, inputs: InputPort[], manifest: unknown = {}): NodePorts => ({ id, type: id, manifest: manifest as NodeManifest, known: true, inputs, outputs: [], shown: [], depth: 0 });

  test("are those with one name and one meaning that nothing is connected to", () => {
    const shared = sharedInputs([
      node("a", [input("seed"), input("speed"), input("level")]),
      node("b", [input("seed", { schema: Type.Integer({ title: "Seed", description: "Another take", default: 0 }) }), input("speed", { from: ["x.y"] }), input("level", { schema: Type.Number({ default: 0 }) })]),
    ]);
    expect(shared.map(({ name }) => name)).toEqual(["seed"]);
  });

  test("are mixed where values differ, and have the value where they agree", () => {
    const seeds = (first: Partial<InputPort>, second: Partial<InputPort>) => sharedInputs([node("a", [input("seed", first)]), node("b", [input("seed", second)])])[0];
    expect(seeds({ value: 7, isSet: true }, { value: 7, isSet: true })).toMatchObject({ value: 7, mixed: false });
    expect(seeds({ value: 7, isSet: true }, {})).toMatchObject({ value: undefined, mixed: true });
    expect(seeds({}, {})).toMatchObject({ value: undefined, mixed: false });
  });

  test("there are none with a node whose type is not known", () => {
    expect(sharedInputs([node("a", [input("seed")]), { ...node("b", [input("seed")]), manifest: undefined }])).toEqual([]);
  });
});

describe("edges into one input", () => {
  const edges = [{ from: "a.x", to: "g.items" }, { from: "a.x", to: "h.x" }, { from: "b.x", to: "g.items" }, { from: "c.x", to: "g.items" }];
  const order = (graph: GraphDocument) => graph.edges!.map(({ from, to }) => `${from}>${to}`);

  test("change places with their neighbours, and others stay", () => {
    const moved = moveAmongInput(document({ edges }), { from: "c.x", to: "g.items" }, -1);
    expect(order(moved)).toEqual(["a.x>g.items", "a.x>h.x", "c.x>g.items", "b.x>g.items"]);
    expect(order(moveAmongInput(moved, { from: "a.x", to: "g.items" }, 1))).toEqual(["c.x>g.items", "a.x>h.x", "a.x>g.items", "b.x>g.items"]);
  });

  test("at the end nothing moves", () => {
    const before = document({ edges });
    expect(moveAmongInput(before, { from: "a.x", to: "g.items" }, -1)).toBe(before);
    expect(moveAmongInput(before, { from: "gone.x", to: "g.items" }, 1)).toBe(before);
  });
});
