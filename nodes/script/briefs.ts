import type { Arc, Episode, Outline, SceneBrief } from "../story/index.ts";
import type { BibleReply, OutlinesReply } from "./replies.ts";

/**
 * The four requests of the writing chain as data: what the prompts are written from, and what the offline draft writer,
 * which cannot read prose, works from (`ChatRequest.brief`).
 */
export interface BibleBrief {
  readonly task: "script/arc/bible";
  readonly theme: string;
  readonly language: string;
  readonly episodes: number;
  readonly must: readonly string[];
  readonly minutes: number;
  readonly style: string;
}

/** Asks for the outlines of episodes `from` to `to`; `before` are those already written. */
export interface OutlinesBrief {
  readonly task: "script/arc/outlines";
  readonly theme: string;
  readonly language: string;
  readonly episodes: number;
  readonly minutes: number;
  readonly style: string;
  readonly bible: BibleReply;
  readonly from: number;
  readonly to: number;
  readonly before: OutlinesReply["outlines"];
}

export interface EpisodeBrief {
  readonly task: "script/episode";
  readonly arc: Arc;
  readonly outline: Outline;
  /** What is true before this episode, oldest first. */
  readonly facts: readonly string[];
}

export interface SceneRequest {
  readonly task: "script/dialogue";
  readonly arc: Arc;
  /** Of the episode only its plan counts; its scenes are still unwritten. */
  readonly episode: Episode;
  readonly scene: SceneBrief;
  readonly facts: readonly string[];
}

export type WriterBrief = BibleBrief | OutlinesBrief | EpisodeBrief | SceneRequest;

/** What is true when an episode begins: the facts of all outlines before it. */
export function factsBefore(arc: Arc, index: number): string[] {
  return arc.outlines.filter((outline) => outline.index < index).sort((a, b) => a.index - b.index).flatMap((outline) => outline.facts);
}
