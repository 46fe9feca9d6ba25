import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Episode, Scene } from "../story/index.ts";

/** The end of the three-stage chain: what `script/scenes` takes apart again, and what a person reads. */
export const assemble = defineNode({
  type: "script/assemble",
  version: 1,
  title: "Assemble",
  summary: "Puts an episode's written scenes into the planned episode.",
  inputs: {
    episode: port.value(Episode, { title: "Planned episode" }),
    scenes: port.value(Type.Array(Scene), { title: "Written scenes" }),
  },
  outputs: { episode: port.value(Episode, { title: "Episode" }) },
  async run({ inputs: { episode, scenes } }) {
    return { episode: { ...episode, scenes } };
  },
});
