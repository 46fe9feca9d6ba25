import type { Arc } from "../../story/index.ts";
import { between } from "./calendar.ts";
import type { Chapter, Custom, SceneTemplate, Slots } from "./grammar.ts";
import type { PlannedScene } from "./season.ts";
import { capitalised, fill } from "./slots.ts";
import type { World } from "./world.ts";

/** A scene of the grammar as it was found again, with the slots that are its own. */
export interface KnownScene {
  readonly template: SceneTemplate;
  readonly slots: Slots;
  /** Where it is a scene of the main story. */
  readonly chapter?: Chapter;
}

/** The sentence that says what a scene is for. It is a beat of the outline, and the name under which the scene is found. */
export function purposeOf(world: World, { template, custom }: PlannedScene): string {
  return capitalised(fill(template.purpose, slotsFor(world, custom)));
}

export function slotsFor(world: World, custom: Custom | undefined): Slots {
  return custom ? { ...world.slots, ...custom.slots } : world.slots;
}

export function mustPurpose(world: World, must: string): string {
  return capitalised(fill(world.grammar.mustScene.purpose, { ...world.slots, must }));
}

/** Finds scenes again by their purposes. @returns undefined for a sentence this writer has not written */
export function catalogue(world: World): (purpose: string) => KnownScene | undefined {
  const { grammar } = world;
  const known = new Map<string, KnownScene>();
  for (const chapter of grammar.chapters) {
    for (const template of chapter.scenes) known.set(purposeOf(world, { template }), { template, slots: world.slots, chapter });
  }
  const frames = [...grammar.frames.home, ...grammar.frames.pair, ...grammar.frames.closing];
  for (const custom of grammar.customs) {
    for (const template of frames) known.set(purposeOf(world, { template, custom }), { template, slots: slotsFor(world, custom) });
  }
  const [before = "", after = ""] = mustPurpose(world, "\u0000").split("\u0000");
  return (purpose) => {
    const found = known.get(purpose);
    if (found || !purpose.startsWith(before) || !purpose.endsWith(after) || purpose.length <= before.length + after.length) return found;
    return { template: grammar.mustScene, slots: { ...world.slots, must: purpose.slice(before.length, purpose.length - after.length) } };
  };
}

/** The day an episode plays on: its chapter's, or for a side episode one between the chapters around it. */
export function dateOf(world: World, arc: Pick<Arc, "outlines">, index: number): string {
  const chapterOf = new Map(world.grammar.chapters.flatMap((chapter) => chapter.scenes.map((template) => [purposeOf(world, { template }), chapter] as const)));
  const fixed = arc.outlines.flatMap((outline) => {
    const chapter = outline.beats.map((beat) => chapterOf.get(beat)).find(Boolean);
    return chapter ? [{ index: outline.index, date: chapter.date }] : [];
  });
  const last = fixed.findLast((point) => point.index <= index) ?? fixed[0];
  const next = fixed.find((point) => point.index > index);
  if (!last) return world.grammar.chapters[0]?.date ?? "";
  if (!next || last.index >= index) return last.date;
  return between(last.date, next.date, (index - last.index) / (next.index - last.index));
}
