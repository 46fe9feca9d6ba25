import type { BibleBrief } from "../briefs.ts";
import type { BibleReply } from "../replies.ts";
import { mustPurpose, purposeOf } from "./catalogue.ts";
import { choose } from "./chance.ts";
import type { Person, Role } from "./grammar.ts";
import { roles } from "./grammar.ts";
import { type PlannedEpisode, planSeason } from "./season.ts";
import { capitalised, fill } from "./slots.ts";
import { roleNames, type World } from "./world.ts";

/** Drafts the bible: the grammar's story, told in as many episodes as asked, with a scene for each required thing. */
export function draftBible(world: World, brief: BibleBrief, seed: number): BibleReply {
  const { bible } = world.grammar;
  const season = planSeason(world.grammar, brief.episodes, brief.minutes, seed);
  const say = (text: string) => capitalised(fill(text, world.slots, String(seed)));
  return {
    title: say(choose(bible.titles, seed, "title")),
    logline: say(bible.logline),
    acts: acts(world, season, say),
    subplots: bible.subplots.map(({ title, summary, characters }) => ({ title: say(title), summary: say(summary), characters: roleNames(world, characters) })),
    turningPoints: season.flatMap(({ index, chapter, side }) => (chapter.turningPoint && !side ? [{ episode: index, what: say(chapter.turningPoint) }] : [])),
    characters: roles.map((role) => character(world, role)),
    musts: brief.must.map((must) => mustIn(world, season, must)),
  };
}

/** Each act spans the episodes that tell its quarter of the chapters; a short season folds acts that it skips. */
function acts(world: World, season: readonly PlannedEpisode[], say: (text: string) => string): BibleReply["acts"] {
  const quarter = world.grammar.chapters.length / world.grammar.bible.acts.length;
  const spans: { acts: number[]; from: number; to: number }[] = [];
  for (const { index, chapterAt } of season) {
    const act = Math.floor(chapterAt / quarter);
    const last = spans.at(-1);
    if (last && last.acts.includes(act)) last.to = index;
    else spans.push({ acts: [act], from: index, to: index });
  }
  world.grammar.bible.acts.forEach((_, act) => {
    if (spans.some((span) => span.acts.includes(act))) return;
    const host = spans.find((span) => Math.max(...span.acts) > act) ?? spans.at(-1);
    host?.acts.push(act);
  });
  return spans.map((span) => {
    const told = span.acts.sort((a, b) => a - b).map((act) => world.grammar.bible.acts[act] as { title: string; summary: string });
    return { title: told.map((act) => say(act.title)).join(" / "), summary: told.map((act) => say(act.summary)).join(world.grammar.language === "zh" ? "" : " "), fromEpisode: span.from, toEpisode: span.to };
  });
}

function character(world: World, role: Role): BibleReply["characters"][number] {
  const { grammar, slots, names } = world;
  const person: Person = grammar.people[role];
  const gender = person.gender ?? (grammar.pairs.find((pair) => pair.lead.name === names.lead)?.[role === "lead" ? "lead" : "friend"].gender ?? "unspecified");
  return {
    name: names[role], age: person.age, gender,
    role: capitalised(fill(person.role, slots)), personality: person.personality, speakingStyle: person.speakingStyle,
    appearance: typeof person.appearance === "string" ? person.appearance : person.appearance[gender],
    relations: grammar.relations.filter((relation) => relation.from === role)
      .map(({ to, kind, address }) => ({ to: names[to], kind, address: fill(address, slots) })),
  };
}

/** A required thing happens in a scene of the story that has it, else in one about a custom, else in one of its own. */
function mustIn(world: World, season: readonly PlannedEpisode[], must: string): BibleReply["musts"][number] {
  const { grammar } = world;
  const motif = grammar.motifs.find(({ match }) => match.test(must))?.motif;
  for (const { index, scenes } of season) {
    const scene = scenes.find(({ template, custom }) => motif !== undefined && (template.motifs?.includes(motif) || custom?.motif === motif));
    if (scene) return { must, episode: index, how: purposeOf(world, scene) };
  }
  const eve = season.find(({ chapter }) => chapter.lunarDate === "12-29")?.index ?? 1;
  const custom = grammar.customs.find((candidate) => motif !== undefined && candidate.motif === motif);
  const frame = grammar.frames.home[0];
  if (custom && frame) return { must, episode: custom.phase === "before" ? 1 : season.length, how: purposeOf(world, { template: frame, custom }) };
  return { must, episode: eve, how: mustPurpose(world, must) };
}
