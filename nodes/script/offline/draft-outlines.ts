import type { OutlinesBrief } from "../briefs.ts";
import type { OutlinesReply } from "../replies.ts";
import { purposeOf, slotsFor } from "./catalogue.ts";
import { type PlannedEpisode, planSeason } from "./season.ts";
import { readScript } from "./script-text.ts";
import { capitalised, fill } from "./slots.ts";
import type { World } from "./world.ts";

type Outline = OutlinesReply["outlines"][number];

/** Drafts the outlines of a stretch of the season. */
export function draftOutlines(world: World, brief: OutlinesBrief, seed: number): OutlinesReply {
  const season = planSeason(world.grammar, brief.episodes, brief.minutes, seed);
  return { outlines: season.filter(({ index }) => index >= brief.from && index <= brief.to).map((episode) => outline(world, episode)) };
}

function outline(world: World, episode: PlannedEpisode): Outline {
  const { chapter, side, scenes, index } = episode;
  const slots = slotsFor(world, side?.custom);
  const say = (text: string) => capitalised(fill(text, slots, String(index)));
  const { titles, loglines } = world.grammar.side;
  const told = side
    ? {
      title: say(titles[side.use] ?? ""), logline: say(loglines[side.use] ?? ""), hook: firstWords(world, episode),
      cliffhanger: say(side.frames[2].cliffhanger ?? side.frames[2].fact), facts: side.frames.map((frame) => say(frame.fact)),
    }
    : { title: say(chapter.title), logline: say(chapter.logline), hook: say(chapter.hook), cliffhanger: say(chapter.cliffhanger), facts: chapter.facts.map(say) };
  return { episode: index, ...told, beats: scenes.map((scene) => purposeOf(world, scene)), emotionalCurve: scenes.map(({ template }) => template.mood) };
}

/** A side episode opens on the first words of its first scene. */
function firstWords(world: World, { scenes, index }: PlannedEpisode): string {
  const scene = scenes[0];
  if (!scene) return "";
  const parts = readScript(scene.template.script, { slots: slotsFor(world, scene.custom), names: world.names, language: "", present: [], key: String(index) });
  const part = parts.find((candidate) => candidate.kind === "line");
  if (part?.kind !== "line") return "";
  const { speaker, text } = part.line;
  return world.grammar.language === "zh" ? `${speaker}：“${text}”` : `${speaker}: "${text}"`;
}
