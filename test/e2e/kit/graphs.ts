import type { GraphDocument, NodeEntry } from "../../../runtime/graph/document.ts";

/** A graph of quick nodes: a list of things, each said louder, joined into one text. */
export function loudGraph(name: string, { count = 3, inputs = {}, title = name }: { readonly count?: number; readonly inputs?: NodeEntry["inputs"]; readonly title?: string } = {}): GraphDocument {
  return {
    format: "reelwright/graph@1", name, title, packs: { trial: "^1.0.0" },
    nodes: {
      list: { type: "trial/list", version: 1, inputs: { count } },
      shout: { type: "trial/shout", version: 1, ...(inputs ? { inputs } : {}) },
      collect: { type: "trial/gather", version: 1 },
    },
    edges: [{ from: "list.things", to: "shout.thing" }, { from: "shout.thing", to: "collect.things" }],
    outputs: { text: { from: "collect.text" } },
    layout: { nodes: { list: [0, 0], shout: [320, 0], collect: [640, 0] } },
  };
}
