import { defineNode, fail, port, Type } from "../../runtime/contract/index.ts";
import { elementKey } from "./element-key.ts";
import { suggestion } from "./nearest.ts";

/**
 * Lets some elements of a list through, in the list's own order. An element's key is its `id`, else its index from 0.
 * @throws ProblemError KEY_NOT_FOUND
 */
export const pick = defineNode({
  type: "core/pick",
  version: 1,
  title: "Pick",
  summary: "Lets the named elements of a list through; all of them when none is named.",
  inputs: {
    items: port.generic("T", 1, { title: "Items" }),
    keys: port.value(Type.Array(Type.String(), { title: "Keys", default: [] }), { summary: "Such as e03. Empty: everything." }),
  },
  outputs: { items: port.generic("T", 1, { title: "Picked items" }) },
  // With no keys everything goes through, and how much that is another node knows.
  expects: ({ keys }) => (Array.isArray(keys) && keys.length > 0 ? { items: keys.length } : {}),
  async run({ inputs }) {
    if (inputs.keys.length === 0) return { items: inputs.items };
    const items: readonly unknown[] = inputs.items;
    const known = items.map(elementKey);
    for (const key of inputs.keys) {
      if (known.includes(key)) continue;
      fail({ code: "KEY_NOT_FOUND", port: "keys", message: `The list has no element with the key "${key}".`, hint: suggestion(key, known) });
    }
    return { items: items.filter((_, index) => inputs.keys.includes(known[index]!)) };
  },
});
