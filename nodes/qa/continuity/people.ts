import type { Character, Finding, Line, Scene } from "../../story/index.ts";
import { checked, type Found } from "./finding.ts";
import type { Names } from "./names.ts";

/** Who is in the picture, who speaks, and who can know whom. */
export function peopleFindings(scenes: readonly Scene[], names: Names): Finding[] {
  return [
    ...checked("presence", "Everybody in a shot is in its scene.", scenes.flatMap((scene) => presence(scene, names))),
    ...checked("speakers", "Every line has a speaker who is there.", scenes.flatMap((scene) => speakers(scene, names))),
    ...checked("acquaintance", "People call by name only whom they can know.", acquaintance(scenes, names)),
  ];
}

function presence(scene: Scene, names: Names): Found[] {
  const strangers = scene.characters.filter((id) => !names.find(id)).map((id): Found =>
    ({ severity: "block", message: `Scene ${scene.id} names "${id}", whom the cast does not have.`, hint: "Add the character, or correct the id.", where: { scene: scene.id }, quote: id }));
  return [...strangers, ...scene.shots.flatMap((shot) => shot.characters.filter((id) => !scene.characters.includes(id)).map((id): Found =>
    ({ severity: "warn", message: `${names.of(id)} is in shot ${shot.id} but not in scene ${scene.id}.`, hint: "Add the person to the scene, or take them out of the shot.", where: { scene: scene.id, shot: shot.id }, quote: id })))];
}

/** Voices from elsewhere: narration, thoughts, the telephone. */
const isElsewhere = ({ kind, direction }: Line) => kind !== "dialogue" || /电话|画外|门外|手机|视频|phone|off|call/iu.test(direction ?? "");

function speakers(scene: Scene, names: Names): Found[] {
  return scene.lines.filter(({ kind }) => kind !== "caption").flatMap((line): Found[] => {
    const about = { where: { scene: scene.id, line: line.id }, quote: line.text };
    if (!names.find(line.speaker)) {
      return [{ severity: "block", message: `Line ${line.id} is spoken by "${line.speaker}", whom the cast does not have.`, hint: "Add the character, or correct the speaker.", ...about }];
    }
    const absent = [line.speaker, ...(line.to ? [line.to] : [])].filter((id) => !isElsewhere(line) && !scene.characters.includes(id));
    return absent.map((id) => ({
      severity: "warn", message: id === line.speaker ? `${names.of(id)} speaks in scene ${scene.id} but is not in it.` : `Line ${line.id} is said to ${names.of(id)}, who is not in scene ${scene.id}.`,
      hint: "Add the person to the scene, or mark the line as OS or telephone.", ...about,
    }));
  });
}

/** Kin terms that nobody uses for strangers out of politeness. */
const strictKin = /^(?:爸爸?|妈妈?|爹|娘|儿子|女儿|老公|老婆|外婆|姥姥|外公|姥爷|舅舅|姑姑|姑妈|姨妈|岳父|岳母|mom|mum|dad|son)(?=$|[,，!！?？。\s])/iu;

function acquaintance(scenes: readonly Scene[], names: Names): Found[] {
  const met = new Set<string>();
  const pair = (a: string, b: string) => [a, b].toSorted().join(" ");
  const callable = names.callable();
  return scenes.flatMap((scene) => {
    const introduced = new Set<string>();
    const found = scene.lines.flatMap((line): Found[] => {
      const speaker = names.find(line.speaker);
      const called = callable.filter(({ name }) => line.text.includes(name)).map(({ id }) => id);
      const out = speaker && line.kind !== "caption" ? strangersCalled(line, speaker, { knows: (id) => met.has(pair(line.speaker, id)) || introduced.has(id), names, callable, where: { scene: scene.id, line: line.id } }) : [];
      // Whoever has been named or has spoken aloud is no stranger from then on.
      called.forEach((id) => introduced.add(id));
      return out;
    });
    for (const a of scene.characters) for (const b of scene.characters) if (a !== b) met.add(pair(a, b));
    return found;
  });
}

interface Acquaintance {
  readonly knows: (id: string) => boolean;
  readonly names: Names;
  readonly callable: ReturnType<Names["callable"]>;
  readonly where: NonNullable<Finding["where"]>;
}

/** Without any relation written down for the speaker nothing can be said. */
function strangersCalled(line: Line, speaker: Character, { knows, names, callable, where }: Acquaintance): Found[] {
  const related = (id: string) => id === speaker.id || speaker.relations.some(({ to }) => to === id) || names.find(id)?.relations.some(({ to }) => to === speaker.id);
  if (speaker.relations.length === 0 || !line.to) return [];
  const other = names.find(line.to);
  if (!other || related(other.id)) return [];
  const about = { where, quote: line.text };
  const byName = callable.some(({ id, name }) => id === other.id && line.text.startsWith(name));
  if (byName && !knows(other.id)) {
    return [{ severity: "warn", message: `${speaker.name} calls ${other.name} by name, though they are neither related nor have met.`, hint: "Let somebody introduce them, or add the relation.", ...about }];
  }
  return strictKin.test(line.text)
    ? [{ severity: "warn", message: `${speaker.name} calls ${other.name} "${strictKin.exec(line.text)![0]}", though no relation is written down.`, hint: "Add the relation, or change the form of address.", ...about }]
    : [];
}
