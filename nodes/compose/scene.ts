import { defineNode, ffmpeg, port, Type } from "../../runtime/contract/index.ts";
import { Clip, SceneTimeline } from "../story/index.ts";
import { expectFrames, joinClips } from "./join.ts";

/** Joins the shots of a scene: whatever lies between transitions is taken over as it is. */
export const scene = defineNode({
  type: "compose/scene",
  version: 1,
  title: "Scene",
  summary: "Joins shots with their transitions; only transitions are encoded.",
  inputs: {
    clips: port.value(Type.Array(Clip), { title: "Shots" }),
    timeline: port.value(SceneTimeline, { title: "Scene timeline" }),
  },
  outputs: { clip: port.value(Clip, { title: "Scene clip" }) },
  uses: [ffmpeg],
  settings: ["quality"],

  async run({ inputs: { clips, timeline }, context }) {
    const plan = timeline.shots.map(({ id, frames, transition }) => ({ id, frames, shared: transition.frames, kind: transition.kind }));
    const joined = await joinClips({ id: timeline.id, clips, plan }, context);
    expectFrames(`Scene "${timeline.id}"`, timeline.frames, joined.frames);
    return { clip: joined };
  },
});
