import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { elementKey } from "./element-key.ts";

/**
 * Every one of `a` with every one of `b`. `a` asks for one value, so a list of them runs the node once for each; `b`
 * comes out again as a list under each. A node that receives both outputs therefore runs once for every pair, under
 * the key `a/b`, and both keep their types. `pairs` holds the same two together, for nodes that take any value.
 */
export const pairs = defineNode({
  type: "core/pairs",
  version: 1,
  title: "Pairs",
  summary: "Brings every element of one list together with every element of another.",
  inputs: {
    a: port.generic("A", 0, { title: "Each of these" }),
    b: port.generic("B", 1, { title: "With each of these" }),
  },
  outputs: {
    a: port.generic("A", 0, { title: "From the first" }),
    b: port.generic("B", 1, { title: "From the second" }),
    pairs: port.value(Type.Array(Type.Object({ id: Type.String(), a: Type.Unknown(), b: Type.Unknown() })), { title: "Pairs" }),
  },
  async run({ inputs: { a, b } }) {
    const pairs = (b as readonly unknown[]).map((other, index) => ({ id: `${nameOf(a)}×${nameOf(other, index)}`, a, b: other }));
    return { a, b, pairs };
  },
});

/** Texts and numbers name themselves. */
function nameOf(value: unknown, index = 0): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : elementKey(value, index);
}
