import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Character, Episode, Scene } from "../story/index.ts";

/** Each scene is told how the one before it ends, so that it can be cut without looking at its neighbour. */
export const scenes = defineNode({
  type: "script/scenes",
  version: 1,
  title: "Scenes",
  summary: "Takes an episode apart into its scenes and its characters.",
  inputs: { episode: port.value(Episode, { title: "Episode" }) },
  outputs: { scenes: port.value(Type.Array(Scene), { title: "Scenes" }), characters: port.value(Type.Array(Character), { title: "Characters" }) },
  expects: () => ({ scenes: 4, characters: 4 }),
  async run({ inputs: { episode } }) {
    const scenes = episode.scenes.map((scene, index) => {
      const incoming = episode.scenes[index - 1]?.transition;
      return incoming && incoming.kind !== "cut" ? { ...scene, incoming } : scene;
    });
    return { scenes, characters: episode.characters };
  },
});
