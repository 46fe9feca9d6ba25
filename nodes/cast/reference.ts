import { defineNode, image, port, Type } from "../../runtime/contract/index.ts";
import { Anchor, portraitRequest, takePicture, withReference } from "../story/index.ts";

/**
 * Sees to it that there is a picture of everybody before the first shot is made: words alone let an image model draw
 * somebody else each time. A stand-in draws from the anchor itself and needs none.
 */
export const reference = defineNode({
  type: "cast/reference",
  version: 1,
  title: "Make a reference picture",
  summary: "Has the image model make a portrait of a character without a reference picture, and takes it as the reference.",
  inputs: {
    anchor: port.value(Anchor, { title: "Anchor" }),
    style: port.value(Type.String({ title: "Style", description: "The look of the whole production, in words.", default: "" })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { anchor: port.value(Anchor, { title: "Anchor with a reference" }) },
  uses: [image],

  async run({ inputs: { anchor, style, seed }, context }) {
    if (anchor.reference) return { anchor };
    const pictures = await context.use(image);
    if (pictures.label !== undefined) {
      context.log(`${anchor.name} has no reference picture and needs none: ${pictures.label} draws from the anchor itself.`);
      return { anchor };
    }
    const { image: portrait } = await takePicture(await portraitRequest({ anchor, emotion: "neutral", style, seed }, pictures, context), pictures, context);
    context.preview(portrait);
    return { anchor: withReference(anchor, portrait) };
  },
});
