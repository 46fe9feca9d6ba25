import { defineNode, port } from "../../runtime/contract/index.ts";

/** Joins lists: everything that is connected, in the order of the edges, as one list. */
export const gather = defineNode({
  type: "core/gather",
  version: 1,
  title: "Gather",
  summary: "Joins what comes from several nodes in one list.",
  inputs: { items: port.generic("T", 1, { many: true, title: "Items" }) },
  outputs: { gathered: port.generic("T", 1, { title: "All items" }) },
  async run({ inputs }) {
    return { gathered: inputs.items };
  },
});
