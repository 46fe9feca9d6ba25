import type { Finding, Line, Scene, SceneTimeline, SpokenLine } from "../../story/index.ts";
import { checked, type Found } from "./finding.ts";

const spokenAloud = ({ kind }: Line) => kind !== "caption";

/** The shots of a scene cover its lines: each once, in order, and no others. */
export function shotFindings(scenes: readonly Scene[]): Finding[] {
  return checked("coverage", "Every line is covered by exactly one shot, in order.", scenes.filter((scene) => scene.shots.length > 0).flatMap((scene) => {
    const covered = scene.shots.flatMap((shot) => shot.lines.map((id) => ({ id, shot: shot.id })));
    const order = scene.lines.map(({ id }) => id);
    const found: Found[] = scene.lines.flatMap((line): Found[] => {
      const shots = covered.filter(({ id }) => id === line.id).map(({ shot }) => shot);
      const about = { where: { scene: scene.id, line: line.id }, quote: line.text };
      if (shots.length === 0 && spokenAloud(line)) return [{ severity: "block", message: `Line ${line.id} is covered by no shot.`, hint: "Add it to a shot's lines.", ...about }];
      if (shots.length > 1) return [{ severity: "block", message: `Line ${line.id} is covered by ${shots.length} shots: ${shots.join(", ")}.`, hint: "Keep it in one of them.", ...about }];
      return [];
    });
    const unknown = covered.filter(({ id }) => !order.includes(id)).map(({ id, shot }): Found =>
      ({ severity: "block", message: `Shot ${shot} covers the line "${id}", which scene ${scene.id} does not have.`, hint: "Correct the id.", where: { scene: scene.id, shot }, quote: id }));
    const places = covered.map(({ id }) => order.indexOf(id)).filter((place) => place >= 0);
    const back = places.findIndex((place, index) => index > 0 && place < places[index - 1]!);
    const disorder: Found[] = back < 0 ? [] : [{
      severity: "block", message: `Line ${order[places[back]!]} is covered before its turn comes in scene ${scene.id}.`, hint: "Order the shots as the script orders its lines.",
      where: { scene: scene.id, line: order[places[back]!]! }, quote: scene.lines[places[back]!]!.text,
    }];
    return [...found, ...unknown, ...disorder];
  }));
}

/**
 * Every approved line has been spoken once, word for word, by its speaker. Line ids are local to a scene, so that lines
 * are told apart by id, speaker and words together.
 */
export function spokenFindings(scenes: readonly Scene[], spoken: readonly SpokenLine[]): Finding[] {
  const left = [...spoken];
  const take = (wanted: (candidate: SpokenLine) => boolean) => {
    const at = left.findIndex(wanted);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const missing = scenes.flatMap((scene) => scene.lines.filter(spokenAloud).map((line) => ({ scene, line })))
    .filter(({ line }) => !take(({ id, speaker, text }) => id === line.id && speaker === line.speaker && text === line.text));
  const found = missing.map(({ scene, line }): Found => {
    const other = take(({ id, speaker }) => id === line.id && speaker === line.speaker);
    return {
      severity: "block",
      message: other ? `Line ${line.id} is spoken in other words: "${other.text}".` : `Line ${line.id} is not spoken.`,
      hint: "Speak the approved line again.", where: { scene: scene.id, line: line.id }, quote: line.text,
    };
  });
  const extra = left.map(({ id, text }): Found => ({ severity: "block", message: `Line ${id} is spoken once too often, or is not in the script.`, hint: "Remove it.", where: { line: id }, quote: text }));
  return checked("spoken", "Every line is spoken once, word for word.", [...found, ...extra]);
}

/** Each scene's timeline holds its lines once, word for word, and its shots in the script's order. */
export function placedFindings(scenes: readonly Scene[], timelines: readonly SceneTimeline[]): Finding[] {
  const laid = scenes.map((scene) => ({ scene, timeline: timelines.find(({ id }) => id === scene.id) }));
  const missing = laid.filter(({ timeline }) => !timeline).map(({ scene }): Found =>
    ({ severity: "block", message: `Scene ${scene.id} is not in the film.`, hint: "Connect the timelines of all scenes.", where: { scene: scene.id } }));
  const both = laid.flatMap(({ scene, timeline }) => timeline ? [{ scene, timeline }] : []);
  return [
    ...checked("placed", "Every line has its place in the film once, word for word.", [...missing, ...both.flatMap(({ scene, timeline }) => placedLines(scene, timeline))]),
    ...checked("shot-order", "The shots of the film are those of the script, in order.", both.flatMap(({ scene, timeline }) => shotOrder(scene, timeline))),
  ];
}

function placedLines(scene: Scene, timeline: SceneTimeline): Found[] {
  const found = scene.lines.flatMap((line): Found[] => {
    const placed = timeline.lines.filter(({ id }) => id === line.id);
    const about = { where: { scene: scene.id, line: line.id }, quote: line.text, hint: "Dub the scene again." };
    if (placed.length !== 1) return [{ severity: "block", message: placed.length === 0 ? `Line ${line.id} has no place in the film.` : `Line ${line.id} is in the film ${placed.length} times.`, ...about }];
    if (placed[0]!.text !== line.text) return [{ severity: "block", message: `Line ${line.id} is in the film in other words: "${placed[0]!.text}".`, ...about }];
    if (placed[0]!.speaker !== line.speaker) return [{ severity: "block", message: `Line ${line.id} is in the film with another speaker: "${placed[0]!.speaker}".`, ...about }];
    return [];
  });
  const strange = timeline.lines.filter(({ id }) => !scene.lines.some((line) => line.id === id)).map(({ id, text }): Found =>
    ({ severity: "block", message: `The film has line ${id}, which scene ${scene.id} does not have.`, hint: "Dub the scene again.", where: { scene: scene.id, line: id }, quote: text }));
  return [...found, ...strange];
}

function shotOrder(scene: Scene, timeline: SceneTimeline): Found[] {
  const [planned, laid] = [scene.shots.map(({ id }) => id), timeline.shots.map(({ id }) => id)];
  const backwards = timeline.shots.some((shot, index) => index > 0 && shot.start < timeline.shots[index - 1]!.start);
  return planned.join() === laid.join() && !backwards ? [] : [{
    severity: "block", message: `Scene ${scene.id} shows the shots ${laid.join(", ")} where the script has ${planned.join(", ")}.`, hint: "Dub the scene again from the approved script.", where: { scene: scene.id },
  }];
}
