import { defineNode, image, Image, port, Type } from "../../runtime/contract/index.ts";
import { Anchor, Emotion, portraitRequest, takePicture, withReference } from "../story/index.ts";

/** A portrait of one character with one feeling: for a sheet of expressions, or as the reference of a character that has none. */
export const expression = defineNode({
  type: "picture/expression",
  version: 1,
  title: "Paint an expression",
  summary: "Has the image model make a portrait of a character with one feeling; it becomes the reference of a character that had none.",
  inputs: {
    anchor: port.value(Anchor, { title: "Anchor" }),
    emotion: port.value(Emotion, { title: "Emotion" }),
    style: port.value(Type.String({ title: "Style", description: "The look of the whole production, in words.", default: "" })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { portrait: port.value(Image, { title: "Portrait" }), anchor: port.value(Anchor, { title: "Anchor with a reference" }) },
  uses: [image],

  async run({ inputs, context }) {
    const { anchor } = inputs;
    const pictures = await context.use(image);
    const { image: portrait } = await takePicture(await portraitRequest(inputs, pictures, context), pictures, context);
    context.preview(portrait);
    return { portrait, anchor: anchor.reference ? anchor : withReference(anchor, portrait) };
  },
});
