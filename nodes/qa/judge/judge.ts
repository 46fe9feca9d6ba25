import { type Chat, type Context, judge } from "../../../runtime/contract/index.ts";
import type { Character, Finding, Scene } from "../../story/index.ts";
import { askJudge, isOffline, type Judgement } from "./ask.ts";
import { languageOf, peopleIn, sceneText } from "./passages.ts";
import { type Case, promptFor } from "./prompt.ts";
import type { Criterion, Part, Rubric } from "./rubric.ts";
import { findingsOf, notJudgedOffline } from "./judged.ts";

/** Criteria in one question: more of them, and a judge grows careless; fewer, and the script is paid for more often. */
const together = 6;
/** Characters of script in one question about the episode as a whole. */
const window = 16_000;
/** Questions at once. What of them may really go out together is for the provider's limits. */
const atOnce = 6;

export interface Story {
  readonly scenes: readonly Scene[];
  readonly characters: readonly Character[];
  /** What the judge should know besides, in the story's language. */
  readonly facts?: string;
}

/**
 * Has a story judged by a rubric: scene by scene, each with those before it in brief, so that a changed line has only its
 * own scene judged again; and the episode as a whole by the criteria that need it. Criteria to which nothing in a scene
 * applies are not asked. Calls: one a scene for every six criteria, one an episode of usual length, and as many again at
 * most where replies have to be repaired.
 */
export async function judgeStory(rubric: Rubric, story: Story, seed: number, context: Context): Promise<Finding[]> {
  const cases = casesOf(rubric, story);
  if (cases.length === 0) return [];
  const chat = await context.use(judge);
  let done = 0;
  const judged = await inParallel(cases, atOnce, async (question) => {
    const judgement = await judgeCase(chat, question, seed, context);
    context.progress(++done / cases.length);
    return { question, judgement };
  });
  const answered = judged.flatMap(({ question, judgement }) => (judgement ? [{ question, judgement }] : []));
  return [...findingsOf(rubric, answered), ...notJudgedOffline(rubric, judged.length - answered.length, judged.length)];
}

/** @returns undefined when nobody is there to judge */
async function judgeCase(chat: Chat, question: Case, seed: number, context: Context): Promise<Judgement | undefined> {
  try {
    return await context.memo({ messages: promptFor(question), criteria: question.criteria.map(({ id }) => id), seed }, async () => {
      const judgement = await askJudge(chat, question, seed);
      if (judgement.missing.length > 0) throw new Incomplete(judgement);
      return judgement;
    });
  } catch (error) {
    if (error instanceof Incomplete) return error.judgement;
    if (isOffline(error)) return undefined;
    throw error;
  }
}

/** Thrown past the memo, which keeps only what is whole: a question without an answer is asked anew the next time. */
class Incomplete extends Error {
  readonly judgement: Judgement;

  constructor(judgement: Judgement) {
    super("The judge did not answer everything.");
    this.judgement = judgement;
  }
}

function casesOf({ criteria }: Rubric, { scenes, characters, facts }: Story): Case[] {
  const language = languageOf(scenes);
  const told = scenes.filter(({ lines, shots }) => lines.length + shots.length > 0);
  const part = (inFull: readonly Scene[]): Part => ({ scenes: inFull, before: scenes.slice(0, scenes.indexOf(inFull[0]!)), people: peopleIn(inFull, characters) });
  const ask = (of: Part, scope: Criterion["scope"]) => evenly(criteria.filter((criterion) => criterion.scope === scope && (criterion.applies?.(of) ?? true)), together)
    .map((asked): Case => ({ part: of, criteria: asked, language, characters, ...(facts !== undefined && { facts }) }));
  return [
    ...told.flatMap((scene) => ask(part([scene]), "scene")),
    ...windows(told, (scene) => sceneText(scene, characters, language).length).flatMap((some) => ask(part(some), "episode")),
  ];
}

/** As few lists as can be, of nearly equal length. */
function evenly<T>(list: readonly T[], most: number): T[][] {
  const count = Math.ceil(list.length / most);
  return Array.from({ length: count }, (_, at) => list.slice(Math.round((at * list.length) / count), Math.round(((at + 1) * list.length) / count)));
}

function windows(scenes: readonly Scene[], length: (scene: Scene) => number): Scene[][] {
  const lists: Scene[][] = [];
  let room = 0;
  for (const scene of scenes) {
    room -= length(scene);
    if (room >= 0) lists.at(-1)!.push(scene);
    else {
      lists.push([scene]);
      room = window - length(scene);
    }
  }
  return lists;
}

/** Stops taking up work at the first failure, and fails when all that was begun has ended. */
async function inParallel<T, R>(tasks: readonly T[], most: number, work: (task: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let isStopped = false;
  const worker = async () => {
    while (next < tasks.length && !isStopped) {
      const at = next++;
      try {
        results[at] = await work(tasks[at]!);
      } catch (error) {
        isStopped = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: most }, worker));
  const failed = ended.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  return results;
}
