import { defineNode, Image, port } from "../../runtime/contract/index.ts";

/** A picture from outside, e.g. a reference of a character, a background. Like `core/file`, with a type that the inputs for it take. */
export const image = defineNode({
  type: "core/image",
  version: 1,
  title: "Image",
  summary: "Holds a picture, by reference.",
  inputs: { image: port.value(Image, { title: "Image" }) },
  outputs: { image: port.value(Image, { title: "Image" }) },
  async run({ inputs }) {
    return { image: inputs.image };
  },
});
