import { defineNode, image, Image, port, Type } from "../../runtime/contract/index.ts";
import { Anchor, type Picture as PictureValue, Picture, presentIn, Setting, Shot, shotRequest, takePicture } from "../story/index.ts";
import { amountOf } from "./staging.ts";

/** Asks the image role for a shot's still. What is sent always carries the identity of everyone in it, and proves it. */
export const shotImage = defineNode({
  type: "picture/image",
  version: 1,
  title: "Paint a still",
  summary: "Has the image model make a shot's still, with the identity block and the reference picture of everyone in it attached.",
  inputs: {
    setting: port.value(Setting, { title: "Setting" }),
    shot: port.value(Shot, { title: "Shot" }),
    anchors: port.value(Type.Array(Anchor), { title: "Anchors" }),
    prompt: port.value(Type.String(), { optional: true, title: "Shot prompt", summary: "As cast/shot-prompt writes it. Empty: written here, from the setting, the shot and the anchors." }),
    background: port.value(Image, { optional: true, title: "Empty set", summary: "As picture/background makes it: goes along as the last reference picture." }),
    style: port.value(Type.String({ title: "Style", description: "The look of the whole production, in words: photographic, ink wash, 1990s film stock.", default: "" })),
    festive: port.value(
      Type.Boolean({
        title: "Spring Festival dressing",
        description: "For the offline painter: lanterns, 福, couplets and lights, unless the scene's date is out of season.",
        default: true,
      }),
    ),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { picture: port.value(Picture, { title: "Picture" }) },
  uses: [image],
  settings: ["quality"],

  async run({ inputs: { anchors, ...order }, context }) {
    const { shot } = order;
    const present = presentIn(shot, anchors);
    const pictures = await context.use(image);
    const request = await shotRequest({ ...order, present, quality: context.settings.quality }, pictures, context);
    const { source, ...still } = await takePicture(request, pictures, context);
    context.preview(still.image);
    const picture: PictureValue = {
      id: shot.id,
      ...still,
      move: shot.move,
      amount: amountOf(shot.size, shot.move),
      anchors: present.map(({ id, anchor }) => ({ id, anchor })),
      // A stand-in reads no prose: other words for an equal picture must not have the shot filmed again.
      ...(pictures.label === undefined ? { prompt: request.prompt } : {}),
      source,
    };
    return { picture };
  },
});
