import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Character, Episode, Scene } from "../story/index.ts";

export const scenes = defineNode({
  type: "script/scenes",
  version: 1,
  title: "Scenes",
  summary: "Takes an episode apart into its scenes and its characters.",
  inputs: { episode: port.value(Episode) },
  outputs: { scenes: port.value(Type.Array(Scene)), characters: port.value(Type.Array(Character)) },
  async run({ inputs: { episode } }) {
    return { scenes: episode.scenes, characters: episode.characters };
  },
});
