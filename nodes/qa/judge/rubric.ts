import type { Character, Scene } from "../../story/index.ts";

/** A piece of the story that is judged at once: some scenes in full, and those before them in brief. */
export interface Part {
  readonly scenes: readonly Scene[];
  readonly before: readonly Scene[];
  /** Those who are in the scenes, speak, or are spoken to. */
  readonly people: readonly Character[];
}

/** Words for the judge, in the language of the story. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** One concern, asked on its own: a judge that weighs several at once lets one colour the others. */
export interface Criterion {
  /** Named in findings: `continuity/judge-motivation`. */
  readonly id: string;
  /** Whether a scene is enough to judge it by, or the episode as a whole is needed. */
  readonly scope: "scene" | "episode";
  /** How bad a fault is. A judge errs: only what must never go out unseen blocks. */
  readonly severity: "warn" | "block";
  readonly question: Words;
  /** What is a fault, and what only looks like one. */
  readonly counts: Words;
  /** Whether there is anything to judge. Default: always. */
  applies?(part: Part): boolean;
}

export interface Rubric {
  /** The first part of its findings' names. */
  readonly name: "continuity" | "culture";
  readonly criteria: readonly Criterion[];
}

/** Everything a part says and shows, for telling whether a criterion applies to it. */
export function textOf({ scenes, before }: Part): string {
  return [
    ...before.map(({ summary }) => summary),
    ...scenes.flatMap((scene) => [scene.summary, ...scene.shots.map(({ description }) => description), ...scene.lines.map(({ text }) => text)]),
  ].join("\n");
}
