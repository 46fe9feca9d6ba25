import { defineNode, port, processor, Type } from "../../runtime/contract/index.ts";
import { Anchor, type Picture as PictureValue, Picture, presentIn, Setting, Shot } from "../story/index.ts";
import { develop } from "./develop.ts";
import { gradeOf } from "./mood.ts";

import { amountOf } from "./staging.ts";

/** A quarter larger than the frame in final, so that a camera that comes closer never enlarges a pixel. */
const stills = { final: { width: 1350, height: 2400 }, draft: { width: 720, height: 1280 } } as const;

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
    // The sets and the art of the heads are a third of a megabyte of code: only who draws loads them.
    const { tableau } = await import("./tableau.ts");
    const size = stills[context.settings.quality];
    const { layers, light } = tableau(setting, shot, present, festive, seed);
    const image = await context.write("image/jpeg", await develop({ layers, light, grade: gradeOf(shot.emotion), ...size, signal: context.signal }));
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
