import { defineNode, judge as judgeRole, port, Type } from "../../runtime/contract/index.ts";
import { Character, Finding, Scene, SceneTimeline, SpokenLine } from "../story/index.ts";
import { placedFindings, shotFindings, spokenFindings } from "./continuity/coverage.ts";
import { Names } from "./continuity/names.ts";
import { peopleFindings } from "./continuity/people.ts";
import { propFindings } from "./continuity/props.ts";
import { standInFindings } from "./report/stand-ins.ts";
import { timeFindings } from "./continuity/time.ts";
import { clonedVoiceFindings } from "./continuity/voices.ts";
import { wardrobeFindings } from "./continuity/wardrobe.ts";
import { continuityRubric } from "./judge/continuity-rubric.ts";
import { judgeStory } from "./judge/judge.ts";
import { applyWaivers, Waiver } from "./waivers.ts";

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
    judge: port.value(Type.Boolean({ title: "Ask the judge", description: "Has every scene judged by a rubric, after the rules.", default: true })),
    waivers: port.value(Type.Array(Waiver, { title: "Waivers", default: [] })),
    seed: port.value(Type.Integer({ title: "Seed", default: 0, description: "Another seed has everything judged anew." })),
  },
  outputs: { findings: port.value(Type.Array(Finding), { title: "Findings" }) },

  uses: [judgeRole],

  async run({ inputs: { scenes, characters, timelines, spoken, judge, waivers, seed }, context }) {
    const names = new Names(characters);
    const found = [
      ...timeFindings(scenes),
      ...wardrobeFindings(scenes, names),
      ...propFindings(scenes, names),
      ...peopleFindings(scenes, names),
      ...shotFindings(scenes),
      ...(spoken ? [...spokenFindings(scenes, spoken), ...standInFindings(spoken), ...clonedVoiceFindings(spoken, names)] : []),
      ...(timelines ? placedFindings(scenes, timelines) : []),
    ];
    const judged = judge ? await judgeStory(continuityRubric, { scenes, characters }, seed, context) : [];
    return { findings: applyWaivers([...found, ...judged], waivers, "continuity") };
  },
});
