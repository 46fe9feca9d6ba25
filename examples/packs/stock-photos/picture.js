import { defineNode, fail, Image, port, Type } from "reelwright/pack";
import { Picture, Shot } from "reelwright/story";
import { dimensionsOf } from "./dimensions.js";
import { Credit } from "./types.js";

/** Lets a photo be filmed like a drawn picture: the camera goes over it as the shot asks. */
export const picture = defineNode({
  type: "stock-photos/picture",
  version: 1,
  title: "Photo as a shot",
  summary: "Makes a shot's picture of a photo.",
  inputs: {
    shot: port.value(Shot, { title: "Shot", summary: "Says how the camera moves." }),
    image: port.value(Image, { title: "Photo", summary: "A JPEG or PNG." }),
    credit: port.value(Credit, { title: "Credit", optional: true, summary: "Kept with the picture as its source." }),
    amount: port.value(Type.Number({ title: "Camera's way", minimum: 0.02, maximum: 0.5, default: 0.08, description: "0.1 is a tenth of the picture." })),
  },
  outputs: { picture: port.value(Picture, { title: "Picture", summary: "For `compose/shot`." }) },
  async run({ inputs: { shot, image, credit, amount }, context }) {
    const { width, height } = dimensionsOf(await context.read(image)) ?? fail({ code: "PHOTOS_UNREADABLE", port: "image", message: "The photo is no JPEG or PNG.", hint: "Connect one that is." });
    return { picture: { id: shot.id, image, width, height, move: shot.move, amount, anchors: [], source: credit?.text ?? "photo" } };
  },
});
