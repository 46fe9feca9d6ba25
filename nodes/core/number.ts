import { defineNode, port, Type } from "../../runtime/contract/index.ts";

/** A number that several inputs share. */
export const number = defineNode({
  type: "core/number",
  version: 1,
  title: "Number",
  summary: "Holds a number.",
  inputs: { number: port.value(Type.Number({ title: "Number", default: 0 })) },
  outputs: { number: port.value(Type.Number(), { title: "Number" }) },
  async run({ inputs }) {
    return { number: inputs.number };
  },
});
