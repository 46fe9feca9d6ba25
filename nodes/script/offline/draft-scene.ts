import type { SceneBrief } from "../../story/index.ts";
import type { EpisodeBrief, SceneRequest } from "../briefs.ts";
import type { EpisodeReply, SceneReply } from "../replies.ts";
import { type ScenePart, shotList } from "../shot-list.ts";
import { isNewYear, lunarDate } from "./calendar.ts";
import { type KnownScene, dateOf } from "./catalogue.ts";
import { hash } from "./chance.ts";
import type { Role } from "./grammar.ts";
import { readScript } from "./script-text.ts";
import { capitalised, fill } from "./slots.ts";
import { roleNames, type World } from "./world.ts";

type Find = (purpose: string) => KnownScene;

/** Drafts an episode's plan: one scene for each beat of its outline. */
export function draftEpisode(world: World, { arc, outline }: EpisodeBrief, find: Find): EpisodeReply {
  return {
    title: outline.title, logline: outline.logline,
    scenes: outline.beats.map((purpose) => {
      const { template, slots } = find(purpose);
      const parts = partsOf(world, find(purpose), arc.language, purpose);
      return {
        location: capitalised(fill(template.place, slots)), interior: template.interior, timeOfDay: template.time, purpose, emotion: template.mood,
        characters: roleNames(world, template.who), seconds: secondsOf(world, parts),
      };
    }),
  };
}

/** Drafts one scene: the template's script with this world's people, broken into shots by the rule of the pack. */
export function draftScene(world: World, { arc, episode, scene, facts }: SceneRequest, seed: number, find: Find): SceneReply {
  const known = find(scene.purpose);
  const { template, slots } = known;
  const date = dateOf(world, arc, episode.index);
  const parts = partsOf(world, known, arc.language, `${seed}/${episode.id}/${scene.id}`, facts.at(-1));
  const seen = template.who.filter((role) => !onlyHeard(parts, world.names[role]));
  const { shots } = shotList(parts, {
    interior: template.interior, location: scene.location, characters: roleNames(world, seen), emotion: template.mood, language: arc.language, nameOf: (name) => name,
  });
  const lines = new Map(parts.flatMap((part) => (part.kind === "line" ? [[part.line.id, part.line] as const] : [])));
  return {
    title: scene.location, summary: scene.purpose, date, lunarDate: lunarDate(date),
    props: (template.props ?? []).map((prop) => propOf(prop, world, slots)),
    wardrobe: seen.map((role) => wardrobe(world, role, date)),
    shots: shots.map((shot, at) => ({
      size: shot.size, move: shot.move, description: shot.description, characters: shot.characters, emotion: shot.emotion,
      seconds: (shot.durationMs ?? 0) / 1000,
      lines: shot.lines.map((id) => lines.get(id)).filter((line) => line !== undefined)
        .map(({ kind, speaker, to = "", text, emotion, direction = "" }) => ({ kind, speaker, to, text, emotion, direction })),
      transition: at === shots.length - 1 ? sceneEnd(scene, episode.plan) : "cut",
    })),
  };
}

function partsOf(world: World, { template, slots }: KnownScene, language: string, key: string, fact?: string): ScenePart[] {
  return readScript(template.script, { slots: { ...slots, ...(fact && { fact }) }, names: world.names, language, present: roleNames(world, template.who), key });
}

function onlyHeard(parts: readonly ScenePart[], name: string): boolean {
  const lines = parts.flatMap((part) => (part.kind === "line" && part.line.speaker === name ? [part.line] : []));
  return lines.length > 0 && lines.every((line) => line.kind === "voiceover") && !parts.some((part) => part.kind === "action" && part.characters.includes(name));
}

/** Speech at the language's pace with a breath between lines; 2.8 s for a silent shot. */
function secondsOf(world: World, parts: readonly ScenePart[]): number {
  const seconds = parts.reduce((sum, part) => sum + (part.kind === "line" && part.line.kind !== "caption" ? world.grammar.pace(part.line.text) + 0.4 : part.kind === "action" ? 2.8 : 0), 0);
  return Math.max(1, Math.round(seconds));
}

/** `name:state:holder`, the last two as they are needed. */
function propOf(written: string, world: World, slots: KnownScene["slots"]): SceneReply["props"][number] {
  const [name = "", state = "", holder = ""] = written.split(":");
  return { name: fill(name, slots), state: fill(state, slots), holder: holder === "" ? "" : world.names[holder as Role] };
}

/** Everyone wears new clothes from New Year's Day on, and says so. */
function wardrobe(world: World, role: Role, date: string): SceneReply["wardrobe"][number] {
  const person = world.grammar.people[role];
  const changed = isNewYear(date);
  return { character: world.names[role], outfit: changed ? person.newOutfit : person.outfit, reason: changed ? world.grammar.bible.newClothes : "" };
}

/** A new place is cut to, a new time of day is dissolved to, and an episode ends in a fade. */
function sceneEnd(scene: SceneBrief, plan: readonly SceneBrief[]): SceneReply["shots"][number]["transition"] {
  const next = plan[plan.findIndex((brief) => brief.id === scene.id) + 1];
  if (!next) return "fade";
  if (next.timeOfDay !== scene.timeOfDay) return "dissolve";
  return hash(scene.purpose) % 4 === 0 ? "wipe" : "cut";
}
