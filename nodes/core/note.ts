import { defineNode, port, Type } from "../../runtime/contract/index.ts";

/** A comment that stands among the nodes and is copied, moved and versioned with them. Nothing can be connected to it. */
export const note = defineNode({
  type: "core/note",
  version: 1,
  title: "Note",
  summary: "Says something to whoever reads the graph.",
  inputs: { text: port.value(Type.String({ title: "Note", default: "" })) },
  outputs: {},
  async run() {
    return {};
  },
});
