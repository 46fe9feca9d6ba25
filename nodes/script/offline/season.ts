import { shuffled } from "./chance.ts";
import type { Chapter, Custom, Frame, Grammar, SceneTemplate } from "./grammar.ts";

/** A scene to be written: a template, and the custom it is about where it is a frame. */
export interface PlannedScene {
  readonly template: SceneTemplate;
  readonly custom?: Custom;
}

export interface PlannedEpisode {
  readonly index: number;
  /** The chapter it tells, or the last one told before it. */
  readonly chapter: Chapter;
  readonly chapterAt: number;
  readonly side?: { readonly custom: Custom; readonly use: number; readonly frames: readonly [home: Frame, pair: Frame, closing: Frame] };
  readonly scenes: readonly PlannedScene[];
}

/** How many episodes may be about the same custom, each with other frames. */
const uses = 3;
/** What a scene of the grammar runs for, about. */
const sceneSeconds = 26;

/**
 * Lays out a season: the chapters that a story of this length needs and, past them, side episodes in the gaps where the
 * story waits a day. Longer episodes get scenes about customs for as long as there are scenes no episode has had.
 */
export function planSeason(grammar: Grammar, episodes: number, minutes: number, seed: number): PlannedEpisode[] {
  const chapters = grammar.seasons[episodes - 1] ?? grammar.chapters.map((_, at) => at);
  const side = sideEpisodes(grammar, episodes - chapters.length, seed);
  const gaps = gapSizes(grammar, side.before.length, side.after.length);
  const season: Omit<PlannedEpisode, "index">[] = [];
  for (const at of chapters) {
    const chapter = grammar.chapters[at] as Chapter;
    season.push({ chapter, chapterAt: at, scenes: chapter.scenes.map((template) => ({ template })) });
    const phase = at < newYearsEve(grammar) ? side.before : side.after;
    for (const use of phase.splice(0, chapters.length < grammar.chapters.length ? 0 : gaps[at] ?? 0)) {
      season.push({ chapter, chapterAt: at, side: use, scenes: use.frames.map((template) => ({ template, custom: use.custom })) });
    }
  }
  const wanted = Math.max(3, Math.round((minutes * 60) / sceneSeconds));
  return lengthened(season, grammar, wanted, seed).map((episode, at) => ({ ...episode, index: at + 1 }));
}

function newYearsEve(grammar: Grammar): number {
  return grammar.chapters.findIndex((chapter) => chapter.lunarDate === "12-29");
}

type Side = NonNullable<PlannedEpisode["side"]>;

function sideEpisodes(grammar: Grammar, count: number, seed: number): { before: Side[]; after: Side[] } {
  const all = (phase: Custom["phase"]): Side[] => {
    const customs = orderedCustoms(grammar, phase, seed);
    return Array.from({ length: uses }, (_, use) => customs.map((custom, at): Side => ({ custom, use, frames: framesFor(grammar, at + (phase === "after" ? 2 : 0), use) }))).flat();
  };
  const [before, after] = [all("before"), all("after")];
  const early = Math.min(before.length, Math.max(Math.round((Math.max(count, 0) * 5) / 7), count - after.length));
  return { before: before.slice(0, Math.max(early, 0)), after: after.slice(0, Math.max(count - early, 0)) };
}

function orderedCustoms(grammar: Grammar, phase: Custom["phase"], seed: number): Custom[] {
  return shuffled(grammar.customs.filter((custom) => custom.phase === phase), seed, phase);
}

function framesFor({ frames }: Grammar, custom: number, use: number): Side["frames"] {
  const turn = <T>(list: readonly T[]) => list[(custom + use) % list.length] as T;
  return [turn(frames.home), turn(frames.pair), turn(frames.closing)];
}

/** Spreads the side episodes evenly over the gaps of each half; a tight chapter leaves none. */
function gapSizes(grammar: Grammar, before: number, after: number): number[] {
  const eve = newYearsEve(grammar);
  const open = grammar.chapters.map((chapter, at) => !chapter.tight && at < grammar.chapters.length - 1);
  const size = (total: number, places: number, place: number) => Math.floor(((place + 1) * total) / places) - Math.floor((place * total) / places);
  let [early, late] = [0, 0];
  const [earlyGaps, lateGaps] = [open.filter((free, at) => free && at < eve).length, open.filter((free, at) => free && at >= eve).length];
  return open.map((free, at) => (!free ? 0 : at < eve ? size(before, earlyGaps, early++) : size(after, lateGaps, late++)));
}

/** Adds scenes before each episode's last one, never the same custom in the same frame twice. */
function lengthened(season: readonly Omit<PlannedEpisode, "index">[], grammar: Grammar, wanted: number, seed: number): Omit<PlannedEpisode, "index">[] {
  const told = new Set(season.flatMap(({ side }) => side?.frames.map((frame) => `${side.custom.slots["thing"]}/${frame.purpose}`) ?? []));
  const spare = { before: spareScenes(grammar, "before", told, seed), after: spareScenes(grammar, "after", told, seed) };
  const rounds = wanted - 3;
  const extra = season.map((): PlannedScene[] => []);
  for (let round = 0; round < rounds; round++) {
    season.forEach(({ chapterAt, side }, at) => {
      const pool = spare[chapterAt < newYearsEve(grammar) ? "before" : "after"];
      // New Year's Eve and the first days have no time for chores.
      if (season[at]?.chapter.tight && !side) return;
      const next = pool.findIndex((scene) => scene.custom !== side?.custom && !extra[at]?.some((other) => other.custom === scene.custom));
      if (next >= 0) extra[at]?.push(...pool.splice(next, 1));
    });
  }
  return season.map((episode, at) => ({ ...episode, scenes: [...episode.scenes.slice(0, -1), ...(extra[at] ?? []), ...episode.scenes.slice(-1)] }));
}

function spareScenes(grammar: Grammar, phase: Custom["phase"], told: ReadonlySet<string>, seed: number): PlannedScene[] {
  const customs = orderedCustoms(grammar, phase, seed);
  const frames = [...grammar.frames.pair, ...grammar.frames.home];
  return frames.flatMap((_, turn) => customs.map((custom, at) => ({ custom, template: frames[(at + turn) % frames.length] as Frame })))
    .filter(({ custom, template }) => !told.has(`${custom.slots["thing"]}/${template.purpose}`));
}
