import { expect, test } from "vitest";
import { addChosen, type Surroundings } from "../../../editor/shell/add-chosen.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";

const document: GraphDocument = { format: "reelwright/graph@1", name: "a", nodes: { line: { type: "core/text", version: 1, inputs: {} } }, edges: [] };
const manifests = { "core/join": { version: 3, inputs: { parts: { many: true }, by: {} } }, "core/text": { version: 1, inputs: {} } } as unknown as Record<string, never>;
const around: Surroundings = {
  packs: { manifest: (type) => manifests[type], listings: [{ name: "core", version: "1.2.0" }] as unknown as Surroundings["packs"]["listings"] },
  portsOf: () => ({ inputs: [{ name: "lines", many: true }] as unknown as ReturnType<Surroundings["portsOf"]>["inputs"] }),
  at: [100, 50],
};

test("a chosen node stands where it was asked for, in the version that is there", () => {
  const { document: after, id } = addChosen(document, { type: "core/join" }, undefined, around);
  expect(after.nodes[id]).toEqual({ type: "core/join", version: 3, inputs: {} });
  expect(after.layout).toEqual({ nodes: { [id]: [100, 50] } });
  expect(after.packs).toEqual({ core: "^1.2.0" });
});

test("a held output is connected to the new node", () => {
  const { document: after, id } = addChosen(document, { type: "core/join", port: "parts" }, { end: "line.text", side: "from" }, around);
  expect(after.edges).toEqual([{ from: "line.text", to: `${id}.parts` }]);
});

test("a held input is fed by the new node, which stands to its left, beside what fed it before", () => {
  const fed = { ...document, edges: [{ from: "other.text", to: "line.lines" }] };
  const { document: after, id } = addChosen(fed, { type: "core/text", port: "text" }, { end: "line.lines", side: "to" }, around);
  expect(after.edges).toEqual([{ from: "other.text", to: "line.lines" }, { from: `${id}.text`, to: "line.lines" }]);
  expect((after.layout as { nodes: Record<string, number[]> }).nodes[id]![0]).toBeLessThan(100);
});
