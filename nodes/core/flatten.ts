import { defineNode, port } from "../../runtime/contract/index.ts";

/**
 * Takes away one level of a nested list, e.g. every scene's findings as one list for the episode. Where a single list
 * is wanted for more levels, put two of them in a row.
 */
export const flatten = defineNode({
  type: "core/flatten",
  version: 1,
  title: "Flatten",
  summary: "Makes one list of a list of lists, in order.",
  inputs: { lists: port.generic("T", 2, { title: "Lists" }) },
  outputs: { items: port.generic("T", 1, { title: "Items" }) },
  async run({ inputs }) {
    return { items: (inputs.lists as readonly (readonly unknown[])[]).flat() };
  },
});
