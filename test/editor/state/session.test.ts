import { describe, expect, test } from "vitest";
import { connect } from "../../../editor/model/edges.ts";
import { withLayout } from "../../../editor/model/layout.ts";
import { setInput, setTitle } from "../../../editor/model/nodes.ts";
import type { Packs } from "../../../editor/state/packs.ts";
import { Session } from "../../../editor/state/session.ts";
import type { GraphDocument } from "../../../runtime/graph/document.ts";
import { Registry } from "../../../runtime/registry/registry.ts";
import { graph, probePack } from "../../kit/probe-pack.ts";

const registry = new Registry();
registry.add(probePack().pack);

function open(document: GraphDocument = graph({ a: ["things", { text: "x y" }], j: ["join", { tail: "!" }] }, ["a.things -> j.a"])): Session {
  // Of the packs a session uses only what a catalogue has.
  return new Session(document, registry as unknown as Packs);
}

const typed = (session: Session, text: string) => session.edit("Type", (document) => setInput(document, "j", "tail", text), "type j.tail");

describe("undo", () => {
  test("goes back step by step to the very first document, and redo forth again", () => {
    const session = open();
    const first = session.document;
    session.edit("Rename", (document) => setTitle(document, "j", "Loud"));
    session.edit("Type", (document) => setInput(document, "j", "tail", "?"));
    const last = session.document;
    expect(session.steps.done.map(({ label }) => label)).toEqual(["Rename", "Type"]);
    session.undo();
    session.undo();
    session.undo();
    expect(session.document).toBe(first);
    session.redo();
    session.redo();
    expect(session.document).toBe(last);
  });

  test("takes letters typed in a row as one step, until the field is left", () => {
    const session = open();
    for (const text of ["a", "ab", "abc"]) typed(session, text);
    session.settle();
    typed(session, "abcd");
    expect(session.steps.done).toHaveLength(2);
    session.undo();
    expect(session.document.nodes["j"]!.inputs!["tail"]).toBe("abc");
    session.undo();
    expect(session.document.nodes["j"]!.inputs!["tail"]).toBe("!");
  });

  test("after an undo, typing on does not change what was undone to", () => {
    const session = open();
    typed(session, "a");
    session.undo();
    typed(session, "b");
    expect([session.steps.done.length, session.steps.undone.length]).toEqual([1, 0]);
    session.undo();
    expect(session.document.nodes["j"]!.inputs!["tail"]).toBe("!");
  });

  test("knows nothing of changes that change nothing, and brings the selection back", () => {
    const session = open();
    session.select(["node:j"]);
    session.edit("Nothing", (document) => document);
    expect(session.steps.done).toEqual([]);
    session.edit("Rename", (document) => setTitle(document, "j", "Loud"));
    session.select([]);
    session.undo();
    expect([...session.selection]).toEqual(["node:j"]);
  });
});

describe("what a node's ports are", () => {
  const shownOf = (session: Session) => session.portsOf("j").shown.map(({ name }) => name);

  test("is worked out anew for the node whose value changed, and for no other", () => {
    const session = open();
    const before = { a: session.portsOf("a"), j: session.portsOf("j") };
    typed(session, "?");
    expect(session.portsOf("a")).toBe(before.a);
    expect(session.portsOf("j")).not.toBe(before.j);
    expect(session.portsOf("j").inputs.find(({ name }) => name === "tail")).toMatchObject({ value: "?", isSet: true });
  });

  test("stays when something is moved, and follows what is chosen to be shown", () => {
    const session = open();
    const before = session.portsOf("j");
    session.edit("Move", (document) => withLayout(document, { nodes: { j: [10, 20] } }));
    expect(session.portsOf("j")).toBe(before);
    session.edit("Show", (document) => withLayout(document, { shown: { j: ["fails"] } }));
    expect(shownOf(session)).toContain("fails");
  });

  test("follows edges: types, and over how many lists the node runs", () => {
    const session = open(graph({ a: ["things", { text: "x" }], s: ["split"], j: ["join"] }, ["a.things -> s.thing"]));
    expect(session.portsOf("j").depth).toBe(0);
    session.edit("Connect", (document) => connect(document, "s.parts", "j.a", { many: false }));
    expect(session.portsOf("j")).toMatchObject({ depth: 2, outputs: [{ name: "thing", type: { name: "probe/thing", rank: 2 } }] });
    session.undo();
    expect(session.portsOf("j").depth).toBe(0);
  });

  test("of a subgraph is known once the subgraph is", () => {
    const session = open(graph({ a: ["things", { text: "x" }], call: ["graph/loud"] }, ["a.things -> call.thing"]));
    expect(session.portsOf("call")).toMatchObject({ known: false, inputs: [{ name: "thing" }] });
    const inner = graph({ j: ["join"] }, [], { name: "loud", inputs: { thing: { type: "probe/thing", to: ["j.a"] } }, outputs: { out: { from: "j.thing" } } });
    session.surroundedBy(new Map([["loud", inner]]));
    expect(session.portsOf("call")).toMatchObject({ known: true, depth: 1, outputs: [{ name: "out", type: { name: "probe/thing", rank: 1 } }] });
  });

  test("of a type that no pack has are those that the document mentions", () => {
    const session = open(graph({ a: ["things"], x: ["gone/away", { size: 3 }] }, ["a.things -> x.list", "x.out -> a.text"]));
    expect(session.portsOf("x")).toMatchObject({ known: false, inputs: [{ name: "size", value: 3 }, { name: "list" }], outputs: [{ name: "out" }] });
  });
});

test("problems are those of the wiring at once, and those of the server when they come, each once", () => {
  const session = open(graph({ a: ["things"], j: ["join"] }, ["a.things -> j.nowhere"]));
  expect(session.problems.map(({ code }) => code)).toEqual(["PORT_UNKNOWN"]);
  const [known] = session.problems;
  session.told({ checked: [known!, { code: "INPUT_MISSING", node: "a", port: "text", message: "No text." }] });
  expect(session.problems.map(({ code }) => code)).toEqual(["PORT_UNKNOWN", "INPUT_MISSING"]);
});
