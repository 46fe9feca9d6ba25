import { type Chat, type ChatMessage, type ChatReply, ProblemError, readReplyJson } from "../../../runtime/contract/index.ts";
import { passagesOf } from "./passages.ts";
import { type Case, judgeWords, promptFor } from "./prompt.ts";
import { type Reading, readVerdicts, type Verdict, VerdictsReply } from "./verdicts.ts";

/** What one question to the judge brought. */
export interface Judgement {
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Criteria without a verdict that could be read, and why. */
  readonly missing: readonly string[];
  readonly reason?: string;
  readonly model: string;
}

/** Verdicts on six criteria with three faults each, and room to spare. */
const maxTokens = 2048;

/**
 * Asks for verdicts, and once more when some cannot be used. What is wrong even then is left out and told of: it never
 * counts as a criterion that holds.
 */
export async function askJudge(chat: Chat, question: Case, seed: number): Promise<Judgement> {
  const messages = promptFor(question);
  const words = judgeWords[question.language];
  const asked = question.criteria.map(({ id }) => id);
  const passages = passagesOf(question.part);
  const say = (history: readonly ChatMessage[]) => chat.complete({
    messages: history, temperature: 0, maxTokens, seed, schema: { name: "verdicts", schema: VerdictsReply }, brief: { task: "qa/judge", criteria: asked },
  });
  const read = (reply: ChatReply): Read => {
    const silence = silenceOf(reply);
    const json = readReplyJson(reply.text);
    if (silence !== undefined) return { verdicts: new Map(), faults: [], reason: silence, again: undefined };
    if ("fault" in json) return { verdicts: new Map(), faults: [json.fault], reason: json.fault, again: json.cut || reply.finish === "length" ? words.truncated : words.invalid([json.fault]) };
    const reading = readVerdicts(json.value, asked, passages);
    return { ...reading, reason: reading.faults[0], again: reading.faults.length > 0 ? words.invalid(reading.faults.slice(0, 8)) : undefined };
  };

  const first = await say(messages);
  let reading = read(first);
  let model = first.model;
  if (reading.again !== undefined) {
    const second = await say(first.text.trim() === "" ? messages : [...messages, { role: "assistant", content: first.text }, { role: "user", content: reading.again }]);
    const mended = read(second);
    // What the second reply left out may have been sound in the first.
    reading = { ...mended, verdicts: new Map([...reading.verdicts, ...mended.verdicts]) };
    model = second.model;
  }
  const missing = asked.filter((id) => !reading.verdicts.has(id));
  return { verdicts: Object.fromEntries(reading.verdicts), missing, ...(missing.length > 0 && reading.reason !== undefined ? { reason: reading.reason } : {}), model };
}

interface Read extends Reading {
  readonly reason: string | undefined;
  /** What to answer, where asking again may help. */
  readonly again: string | undefined;
}

/** Why a model does not judge, where asking again would change nothing. */
function silenceOf({ finish, text }: ChatReply): string | undefined {
  if (finish === "refused") return `the model refused: ${text.trim().slice(0, 200) || "it gave no reason"}`;
  return finish === "length" && text.trim() === "" ? "the model used up its tokens before it wrote anything" : undefined;
}

/** Nobody is there to judge: a stand-in fills the role. */
export function isOffline(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === "JUDGE_OFFLINE";
}
