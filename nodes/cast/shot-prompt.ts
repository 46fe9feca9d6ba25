import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Anchor, presentIn, Setting, Shot, shotPrompt as promptOf } from "../story/index.ts";

/** The prompt of one shot: the identity blocks verbatim, then everything that is this shot's own. */
export const shotPrompt = defineNode({
  type: "cast/shot-prompt",
  version: 1,
  title: "Write shot prompt",
  summary: "Puts the identity blocks of those in the shot before what the shot shows, and passes on only their anchors.",
  inputs: {
    setting: port.value(Setting, { title: "Setting" }),
    shot: port.value(Shot, { title: "Shot" }),
    anchors: port.value(Type.Array(Anchor), { title: "Anchors" }),
  },
  outputs: { prompt: port.value(Type.String(), { title: "Shot prompt" }), anchors: port.value(Type.Array(Anchor), { title: "Anchors in the shot" }) },

  async run({ inputs: { setting, shot, anchors } }) {
    const present = presentIn(shot, anchors);
    return { prompt: promptOf(setting, shot, present, new Map(anchors.map(({ id, name }) => [id, name]))), anchors: present };
  },
});
