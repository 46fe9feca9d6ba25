import { defineNode, port, Type } from "../../runtime/contract/index.ts";

/** A text that several inputs share. */
export const text = defineNode({
  type: "core/text",
  version: 1,
  title: "Text",
  summary: "Holds a text.",
  inputs: { text: port.value(Type.String({ title: "Text", default: "" })) },
  outputs: { text: port.value(Type.String(), { title: "Text" }) },
  async run({ inputs }) {
    return { text: inputs.text };
  },
});
