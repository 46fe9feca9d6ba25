import { type Static, type TSchema, type Chat, type ChatMessage, type ChatRequest, fail } from "../../runtime/contract/index.ts";

/** How a writer is asked again, in the story's language. */
export interface RepairWords {
  /** @param faults what the validator said, one sentence each */
  invalid(faults: readonly string[]): string;
  /** The reply was cut at the token limit. */
  truncated(): string;
}

export interface Question<S extends TSchema> {
  readonly chat: Chat;
  readonly request: Omit<ChatRequest, "schema">;
  readonly name: string;
  readonly schema: S;
  /** What is wrong with a reply, one sentence each; empty when it can be used. */
  faults(reply: unknown): readonly string[] | Promise<readonly string[]>;
  readonly repair: RepairWords;
}

/** The first question, then at most two repairs: a model that fails three times is given up, not paid on. */
const attempts = 3;

/**
 * Asks for JSON of a schema until it is there. A reply that cannot be parsed, does not fit or was cut short goes back
 * with the reasons; a fence around good JSON is simply taken off, for asking again would cost money and change nothing.
 * @throws ProblemError REPLY_REFUSED with the model's words, at once · REPLY_INVALID after two repairs
 */
export async function askFor<S extends TSchema>(question: Question<S>): Promise<{ readonly reply: Static<S>; readonly text: string; readonly source: string }> {
  const { chat, request, name, schema, repair } = question;
  let messages: readonly ChatMessage[] = request.messages;
  let reason = "";
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { text, finish, model } = await chat.complete({ ...request, messages, schema: { name, schema } });
    if (finish === "refused") {
      fail({ code: "REPLY_REFUSED", message: `The model refused to write this: ${text.trim() || "it gave no reason"}`, hint: "Change the theme or the scene, or configure another provider for this role." });
    }
    const parsed = parseReply(text);
    const faults = "value" in parsed ? await question.faults(parsed.value) : [parsed.fault];
    if ("value" in parsed && faults.length === 0) return { reply: parsed.value as Static<S>, text, source: chat.label ?? model };
    const cut = finish === "length";
    reason = cut ? "it was cut off at the token limit" : faults[0] ?? "";
    messages = [...request.messages, { role: "assistant", content: text }, { role: "user", content: cut ? repair.truncated() : repair.invalid(faults) }];
  }
  return fail({
    code: "REPLY_INVALID",
    message: `The model's reply could not be used after ${attempts} attempts: ${reason}.`,
    hint: "Run the item again with another seed, or configure a model that keeps to JSON schemas.",
  });
}

/** Takes the JSON out of a reply: as it is, out of a ``` fence, or from the first bracket to the last. */
export function parseReply(text: string): { readonly value: unknown } | { readonly fault: string } {
  const fence = /```(?:json|JSON)?\s*\n?([\s\S]*?)```/.exec(text);
  const body = (fence?.[1] ?? text).trim();
  const start = body.search(/[[{]/);
  const end = Math.max(body.lastIndexOf("}"), body.lastIndexOf("]"));
  if (start < 0 || end < start) return { fault: "the reply holds no JSON" };
  try {
    return { value: JSON.parse(body.slice(start, end + 1)) };
  } catch (error) {
    return { fault: `the reply is not valid JSON (${error instanceof Error ? error.message.split("\n")[0] : "syntax error"})` };
  }
}
