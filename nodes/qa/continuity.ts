import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Character, Finding, Scene, SceneTimeline, SpokenLine } from "../story/index.ts";
import { placedFindings, shotFindings, spokenFindings } from "./continuity/coverage.ts";
import { Names } from "./continuity/names.ts";
import { peopleFindings } from "./continuity/people.ts";
import { propFindings } from "./continuity/props.ts";
import { standInFindings } from "./report/stand-ins.ts";
import { timeFindings } from "./continuity/time.ts";
import { wardrobeFindings } from "./continuity/wardrobe.ts";

/** Compares scenes with each other, and what was made of them with what was written. */
export const continuity = defineNode({
  type: "qa/continuity",
  version: 1,
  title: "Continuity check",
  summary: "Clothes, things, time and people from scene to scene; every line covered, spoken and placed once.",
  inputs: {
    scenes: port.value(Type.Array(Scene), { title: "Scenes", summary: "All scenes of an episode, in order." }),
    characters: port.value(Type.Array(Character), { title: "Characters" }),
    timelines: port.value(Type.Array(SceneTimeline), { title: "Scene timelines", optional: true }),
    spoken: port.value(Type.Array(SpokenLine), { title: "Spoken lines", optional: true, summary: "All spoken lines of the same scenes." }),
  },
  outputs: { findings: port.value(Type.Array(Finding), { title: "Findings" }) },

  async run({ inputs: { scenes, characters, timelines, spoken } }) {
    const names = new Names(characters);
    return {
      findings: [
        ...timeFindings(scenes),
        ...wardrobeFindings(scenes, names),
        ...propFindings(scenes, names),
        ...peopleFindings(scenes, names),
        ...shotFindings(scenes),
        ...(spoken ? [...spokenFindings(scenes, spoken), ...standInFindings(spoken)] : []),
        ...(timelines ? placedFindings(scenes, timelines) : []),
      ],
    };
  },
});
