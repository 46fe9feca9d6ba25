import type { Character, Finding, Line, Scene } from "../../story/index.ts";
import type { Part } from "./rubric.ts";

export type Language = "zh" | "en";

/** What a judge may point at: a line, or what a shot shows. */
export interface Passage {
  /** `s05/l03`, `s05/p02`. */
  readonly id: string;
  /** As written; quotes are looked for in it. */
  readonly text: string;
  readonly where: NonNullable<Finding["where"]>;
}

export function passagesOf({ scenes }: Part): Passage[] {
  return scenes.flatMap((scene) => [
    ...scene.shots.map((shot) => ({ id: `${scene.id}/${shot.id}`, text: shot.description, where: { scene: scene.id, shot: shot.id } })),
    ...scene.lines.map((line) => ({ id: `${scene.id}/${line.id}`, text: line.text, where: { scene: scene.id, line: line.id } })),
  ]).filter(({ text }) => text.trim() !== "");
}

/** The language that most of it is spoken in: in that one the judge is asked and answers. */
export function languageOf(scenes: readonly Scene[]): Language {
  const lines = scenes.flatMap((scene) => scene.lines);
  const chinese = lines.filter(({ language }) => /^(zh|yue|cmn)/i.test(language)).length;
  return chinese * 2 >= lines.length ? "zh" : "en";
}

/** The scenes as a judge reads them: shots and lines in the order of the film, each behind its id. */
export function sceneText(scene: Scene, people: readonly Character[], language: Language): string {
  const name = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const words = labels[language];
  const shown = new Set(scene.shots.flatMap(({ lines }) => lines));
  const said = (line: Line) => `[${scene.id}/${line.id}] ${line.kind === "caption" ? words.caption : name(line.speaker)}${line.to ? ` → ${name(line.to)}` : ""} (${[line.kind === "dialogue" ? "" : line.kind, line.emotion, line.direction].filter(Boolean).join(", ")}): ${line.text}`;
  return [
    `## ${scene.id} ${settingText(scene, language)}`,
    `${words.present}: ${scene.characters.map(name).join(", ") || "–"}`,
    ...thingsText(scene, name, language),
    ...scene.shots.flatMap((shot) => [
      `[${scene.id}/${shot.id}] (${words.picture}${shot.characters.length > 0 ? `: ${shot.characters.map(name).join(", ")}` : ""}) ${shot.description}`,
      ...shot.lines.flatMap((id) => scene.lines.filter((line) => line.id === id).map(said)),
    ]),
    ...scene.lines.filter(({ id }) => !shown.has(id)).map(said),
  ].join("\n");
}

/** An earlier scene in brief, without its lines: so that a changed line does not change what later scenes are judged by. */
export function briefText(scene: Scene, people: readonly Character[], language: Language): string {
  const name = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  return [`- ${scene.id} ${settingText(scene, language)}; ${labels[language].present}: ${scene.characters.map(name).join(", ") || "–"}. ${scene.summary}`, ...thingsText(scene, name, language).map((row) => `  ${row}`)].join("\n");
}

export function peopleText(people: readonly Character[], everybody: readonly Character[]): string {
  return people.map(({ name: called, age, gender, role, ethnicity, hometown, relations }) => {
    const about = [age, gender, role, ethnicity, hometown].filter((part) => part !== undefined && part !== "").join(", ");
    const others = relations.flatMap(({ to, kind, address }) => {
      const other = everybody.find((person) => person.id === to);
      return other ? [`${other.name} = ${kind}${address ? ` “${address}”` : ""}`] : [];
    });
    return `- ${called} (${about})${others.length > 0 ? `: ${others.join("; ")}` : ""}`;
  }).join("\n");
}

/** Those who are in some scenes, or heard in them. */
export function peopleIn(scenes: readonly Scene[], characters: readonly Character[]): Character[] {
  const ids = new Set(scenes.flatMap((scene) => [...scene.characters, ...scene.lines.flatMap(({ speaker, to }) => [speaker, to ?? ""])]));
  return characters.filter(({ id }) => ids.has(id));
}

const labels = {
  zh: { inside: "内", outside: "外", present: "在场", picture: "画面", props: "道具", wardrobe: "服装", lunar: "农历", caption: "字幕卡" },
  en: { inside: "inside", outside: "outside", present: "present", picture: "picture", props: "things", wardrobe: "clothes", lunar: "Chinese calendar", caption: "card" },
} as const;

function settingText({ location, interior, timeOfDay, date, lunarDate }: Scene, language: Language): string {
  const words = labels[language];
  return [location, interior ? words.inside : words.outside, timeOfDay, date, lunarDate && `${words.lunar} ${lunarDate}`].filter(Boolean).join(", ");
}

function thingsText({ props, wardrobe }: Scene, name: (id: string) => string, language: Language): string[] {
  const words = labels[language];
  return [
    ...(props.length > 0 ? [`${words.props}: ${props.map((prop) => `${prop.name}${prop.state || prop.holder ? ` (${[prop.state, prop.holder && name(prop.holder)].filter(Boolean).join(", ")})` : ""}`).join("; ")}`] : []),
    ...(wardrobe.length > 0 ? [`${words.wardrobe}: ${wardrobe.map(({ character, outfit, reason }) => `${name(character)} ${outfit}${reason ? ` (${reason})` : ""}`).join("; ")}`] : []),
  ];
}
