import type { Line, Scene, SceneBrief, Shot, Transition } from "../story/index.ts";
import type { People } from "./people.ts";
import type { SceneReply } from "./replies.ts";

const overlapMs = { cut: 0, dissolve: 600, wipe: 500, fade: 800 } as const;

/** What of a written scene cannot be filmed, beyond what its schema says. */
export function sceneFaults({ shots, wardrobe }: SceneReply, people: People): string[] {
  const lines = shots.flatMap((shot) => shot.lines);
  const named = [
    ...shots.flatMap((shot) => shot.characters),
    ...lines.flatMap((line) => [line.speaker, line.to]),
    ...wardrobe.map((worn) => worn.character),
  ].filter((name) => name !== "");
  return [
    ...people.faults(named),
    ...lines.filter((line) => line.kind !== "caption" && line.speaker === "").slice(0, 1).map((line) => `the line "${line.text}" has no speaker`),
    ...lines.filter((line) => line.kind === "caption" && line.speaker !== "").slice(0, 1).map((line) => `the card "${line.text}" must have the speaker ""`),
    ...(lines.length === 0 ? ["the scene has no lines"] : []),
  ];
}

/** Gives lines and shots their ids. Lines stand inside shots, so each is covered exactly once and in order. */
export function sceneOf(reply: SceneReply, brief: SceneBrief, language: string, people: People): Scene {
  const id = (name: string) => people.id(name) as string;
  const lines: Line[] = [];
  const shots = reply.shots.map((shot, at): Shot => {
    const covered = shot.lines.map((line) => {
      const lineId = `l${String(lines.length + 1).padStart(2, "0")}`;
      lines.push({
        id: lineId, kind: line.kind, speaker: line.speaker === "" ? "" : id(line.speaker), text: line.text, language, emotion: line.emotion,
        ...(line.to !== "" && { to: id(line.to) }), ...(line.direction !== "" && { direction: line.direction }),
      });
      return lineId;
    });
    return {
      id: `p${String(at + 1).padStart(2, "0")}`, size: shot.size, move: shot.move, description: shot.description,
      characters: shot.characters.map(id), emotion: shot.emotion, lines: covered,
      ...(shot.seconds > 0 && { durationMs: Math.round(shot.seconds * 1000) }),
      ...(at < reply.shots.length - 1 && shot.transition !== "cut" && { transition: transitionOf(shot.transition) }),
    };
  });
  const last = reply.shots.at(-1)?.transition ?? "cut";
  const seen = new Set(shots.flatMap((shot) => shot.characters));
  const heard = new Set(lines.filter((line) => line.kind === "voiceover").map((line) => line.speaker));
  // A voice on the telephone is in the story but not in the room.
  const present = [...brief.characters.filter((character) => seen.has(character) || !heard.has(character)), ...seen];
  return {
    id: brief.id, interior: brief.interior, location: brief.location, timeOfDay: brief.timeOfDay, emotion: brief.emotion,
    ...(reply.lunarDate !== "" && { lunarDate: reply.lunarDate }), ...(reply.date !== "" && { date: reply.date }),
    characters: [...new Set(present)],
    props: reply.props.map((prop) => propOf(prop, people)),
    wardrobe: reply.wardrobe.map(({ character, outfit, reason }) => ({ character: id(character), outfit, ...(reason !== "" && { reason }) })),
    title: reply.title, summary: reply.summary, lines, shots,
    ...(last !== "cut" && { transition: transitionOf(last) }),
  };
}

/** What is held by nobody in the story stands or lies somewhere: that is kept with its state. */
function propOf({ name, state, holder }: SceneReply["props"][number], people: People): Scene["props"][number] {
  const by = people.id(holder);
  const how = [state, by === undefined ? holder : ""].filter((words) => words !== "").join(", ");
  return { name, ...(how !== "" && { state: how }), ...(by !== undefined && { holder: by }) };
}

function transitionOf(kind: keyof typeof overlapMs): Transition {
  return { kind, ms: overlapMs[kind] };
}
