import type { ChatMessage } from "../../../runtime/contract/index.ts";
import type { BibleBrief, EpisodeBrief, OutlinesBrief, SceneRequest } from "../briefs.ts";
import type { RepairWords } from "../structured-reply.ts";
import { english } from "./en.ts";
import { chinese } from "./zh.ts";

/** The words with which a writer is asked, in the language the story is written in. */
export interface Prompts {
  bible(brief: BibleBrief): Prompt;
  outlines(brief: OutlinesBrief): Prompt;
  episode(brief: EpisodeBrief): Prompt;
  scene(brief: SceneRequest): Prompt;
  readonly repair: RepairWords;
}
export interface Prompt {
  readonly system: string;
  readonly user: string;
}

/** Chinese stories are asked for in Chinese, all others in English that names the language to write. */
export function promptsFor(language: string): Prompts {
  return /^(zh|yue)/i.test(language) ? chinese : english;
}

export function messages({ system, user }: Prompt): ChatMessage[] {
  return [{ role: "system", content: system }, { role: "user", content: user }];
}
