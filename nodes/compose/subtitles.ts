import { defineNode, port, Type } from "../../runtime/contract/index.ts";
import { Cue, Finding, SceneTimeline, ShotCues } from "../story/index.ts";
import { cueFindings } from "./cue-findings.ts";
import { cuesOf } from "./cues.ts";

/**
 * Turns the placed lines of a scene into subtitles, and cuts them to the shots they are burnt into. Limits that are not
 * given follow the language of each line: Chinese 16 characters × 2 rows at 9 characters a second, others 42 × 2 at 20.
 */
export const subtitles = defineNode({
  type: "compose/subtitles",
  version: 1,
  title: "Subtitles",
  summary: "Lays a scene's lines out as subtitles that can be read in their time.",
  inputs: {
    timeline: port.value(SceneTimeline, { title: "Scene timeline" }),
    columns: port.value(Type.Integer({ title: "Characters per row", minimum: 4, maximum: 80 }), { optional: true, summary: "Empty: by language." }),
    rows: port.value(Type.Integer({ title: "Rows", minimum: 1, maximum: 3 }), { optional: true, summary: "Empty: by language." }),
    speed: port.value(Type.Number({ title: "Characters per second", minimum: 1, maximum: 60 }), { optional: true, summary: "Empty: by language." }),
  },
  outputs: {
    cues: port.value(Type.Array(Cue), { title: "Cues", summary: "In frames of the scene." }),
    shots: port.value(Type.Array(ShotCues), { title: "Cues of each shot", summary: "In frames of each shot." }),
    findings: port.value(Type.Array(Finding), { title: "Findings" }),
  },
  async run({ inputs: { timeline, columns, rows, speed } }) {
    const limits = {
      ...(columns !== undefined && { columns }),
      ...(rows !== undefined && { rows }),
      ...(speed !== undefined && { charactersPerSecond: speed }),
    };
    const cues = cuesOf(timeline, limits);
    return { cues, shots: cuesByShot(cues, timeline), findings: await cueFindings(cues, timeline, limits) };
  },
});

/**
 * A shot shows every cue that is up during its frames, those shared with a neighbour included: in a dissolve both sides
 * carry the same text, so that it stays while the picture changes. A shot's head is the tail of the one before; the
 * first shot's is what the scene shares with the scene before it.
 */
function cuesByShot(cues: readonly Cue[], timeline: SceneTimeline): ShotCues[] {
  return timeline.shots.map((shot, index) => {
    const end = shot.start + shot.frames;
    const head = index === 0 ? timeline.incoming ?? 0 : timeline.shots[index - 1]!.transition.frames;
    return {
      id: shot.id,
      frames: shot.frames,
      rate: timeline.rate,
      head,
      tail: shot.transition.frames,
      cues: cues
        .filter((cue) => cue.start < end && cue.end > shot.start)
        .map((cue) => ({ ...cue, start: Math.max(0, cue.start - shot.start), end: Math.min(end, cue.end) - shot.start })),
    };
  });
}
