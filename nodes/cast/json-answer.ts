import { type Chat, type ChatRequest, ProblemError, readReplyJson, type TSchema } from "../../runtime/contract/index.ts";

/** The question, then at most two repairs: a model that fails three times is given up, not paid on. */
const attempts = 3;

/** What came of a question: an answer that fits, the model's words for not answering, or why nothing could be used. */
export type Answer<T> =
  | { readonly value: T; readonly model: string }
  | { readonly refused: string; readonly model: string }
  | { readonly unusable: string; readonly model: string };

export interface Question {
  readonly request: Omit<ChatRequest, "schema">;
  /** What the model is held to: every member required, none beside them, so that strict modes take it. */
  readonly schema: { readonly name: string; readonly schema: TSchema };
  /** Why a reply cannot be taken, in a few words; undefined when it can. May forgive more than the schema, and ask for more. */
  fault(reply: unknown): string | undefined;
}

/** Asks for JSON until it fits: `T` is what `fault` has nothing against. What does not parse, does not fit or was cut goes back with the reason. */
export async function answerTo<T>(chat: Chat, { request, schema, fault }: Question): Promise<Answer<T>> {
  let { messages } = request;
  let wrong = "";
  let model = "";
  for (let attempt = 0; attempt < attempts; attempt++) {
    const reply = await chat.complete({ ...request, messages, schema }).catch((error: unknown) => ({ refused: refusalIn(error) }));
    if ("refused" in reply) return { refused: reply.refused, model: chat.label ?? "unknown" };
    model = chat.label ?? reply.model;
    if (reply.finish === "refused") return { refused: reply.text.trim().slice(0, 160) || "it gave no reason", model };
    const read = readReplyJson(reply.text);
    const unfit = reply.finish === "length" ? "it was cut off at the token limit" : "fault" in read ? read.fault : fault(read.value);
    if ("value" in read && unfit === undefined) return { value: read.value as T, model };
    wrong = unfit ?? "";
    messages = [...request.messages, { role: "assistant", content: reply.text }, { role: "user", content: `That was not usable: ${wrong}. Answer again with the JSON only.` }];
  }
  return { unusable: wrong, model };
}

/** A refusal may come as an answer or as a problem; both mean that there is no answer. @throws any other error as it is */
export function refusalIn(error: unknown): string {
  if (error instanceof ProblemError && error.problem.code === "CONTENT_REFUSED") return error.problem.message;
  throw error;
}
