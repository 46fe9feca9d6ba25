import { defineNode, port, processor, Type } from "../../runtime/contract/index.ts";
import { Anchor, type Picture as PictureValue, Picture, presentIn, Setting, Shot, stillSize } from "../story/index.ts";
import { paint } from "./paint.ts";
import { amountOf } from "./staging.ts";

export const storyboard = defineNode({
  type: "picture/storyboard",
  version: 1,
  title: "Draw storyboard",
  summary: "Draws the still of a shot offline: a painted set for the place and hour, the people in it by their anchors, and the camera's way over it.",
  inputs: {
    setting: port.value(Setting, { title: "Setting" }),
    shot: port.value(Shot, { title: "Shot" }),
    anchors: port.value(Type.Array(Anchor), { title: "Anchors" }),
    festive: port.value(
      Type.Boolean({
        title: "Spring Festival dressing",
        description: "Lanterns, 福, couplets and lights, unless the scene's date is out of season.",
        default: true,
      }),
    ),
    seed: port.value(Type.Integer({ title: "Seed", default: 0 })),
  },
  outputs: { picture: port.value(Picture, { title: "Picture" }) },
  uses: [processor],
  settings: ["quality"],

  async run({ inputs: { setting, shot, anchors, festive, seed }, context }) {
    const present = presentIn(shot, anchors);
    const size = stillSize(context.settings.quality);
    const image = await context.write("image/jpeg", await paint({ setting, shot, present, festive, seed }, size, context.signal));
    context.preview(image);
    const picture: PictureValue = {
      id: shot.id,
      image,
      ...size,
      move: shot.move,
      amount: amountOf(shot.size, shot.move),
      anchors: present.map(({ id, anchor }) => ({ id, anchor })),
      source: "offline storyboard",
    };
    return { picture };
  },
});
