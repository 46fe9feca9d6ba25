import type { Caller } from "../contract/service.ts";
import type { Chat, ChatReply, ChatRequest } from "../contract/services.ts";
import type { Usage } from "../money/prices.ts";
import { type ChatDraft, draftChat } from "./chat-request.ts";
import { asked, cannot, charged, type RemoteModel, tell } from "./model.ts";
import { LastRefusal } from "./last-refusal.ts";
import { type Answer, readAnswer } from "./stream.ts";
import { likelyTokens } from "./tokens.ts";

/**
 * A chat model behind `/chat/completions`. Answers stream; what a provider turns out not to take is left out from then on, and
 * told once.
 *
 * Where no usage is told, the tokens are estimated and the call's units say so: `estimated: 1`.
 */
export function chatOf(model: RemoteModel, caller: Caller): Chat {
  return { complete: (request) => complete(model, caller, request) };
}

async function complete(model: RemoteModel, caller: Caller, request: ChatRequest): Promise<ChatReply> {
  const shows = request.messages.some(({ content }) => typeof content !== "string" && content.some(({ type }) => type === "image"));
  if (shows && !model.can.images) cannot(model, "does not look at pictures", `Name a model that does for this role, or say "images": true among what this one can.`);
  for (;;) {
    const draft = draftChat(model, request);
    const refusal = new LastRefusal(model);
    try {
      return replyOf(await ask(model, { caller, draft, refusal, ...(request.onText ? { onText: request.onText } : {}) }), { model, caller, draft });
    } catch (error) {
      if (!refusal.teach("chat", draft.form, caller)) refusal.rethrow(error);
    }
  }
}

interface Asking {
  readonly caller: Caller;
  readonly draft: ChatDraft;
  readonly onText?: (text: string) => void;
  readonly refusal: LastRefusal;
}

function ask(model: RemoteModel, { caller, draft, onText, refusal }: Asking): Promise<Answer> {
  const { request, mostIn, mostOut, likelyIn } = draft;
  return model.door.call({
    ...asked(model, caller, "chat"),
    intent: { request, maxMicros: charged(model, { tokensIn: mostIn, tokensOut: mostOut }).costMicros },
    tokens: likelyIn + mostOut,
    send: (attempt) => refusal.heed(async () => {
      const response = await model.wire.post(attempt, "/chat/completions", draft.body());
      const answer = await readAnswer(response, { wire: model.wire, attempt, onText });
      const usage: Usage = answer.usage ?? { tokensIn: likelyIn, tokensOut: Math.min(mostOut, likelyTokens({ text: answer.text + answer.refusal, messages: 0, pictures: 0 }, 0)) };
      return { value: answer, units: { ...usage, ...(answer.usage ? {} : { estimated: 1 }) }, ...charged(model, usage) };
    }),
  });
}

function replyOf(answer: Answer, { model, caller, draft }: { readonly model: RemoteModel; readonly caller: Caller; readonly draft: ChatDraft }): ChatReply {
  const writer = answer.model ?? model.name;
  if (answer.finish === "refused") return { text: model.redact(answer.refusal || answer.text), finish: "refused", model: writer };
  const reply = { finish: answer.finish, model: writer };
  if (!draft.schema || draft.form.structured === "text") return { ...reply, text: answer.text };
  try {
    const written: unknown = JSON.parse(answer.text);
    return { ...reply, text: unwrappedText(answer.text, written, draft) };
  } catch {
    if (answer.finish === "stop" && model.learnt.structured === draft.form.structured) weaken(model, caller);
    return { ...reply, text: answer.text };
  }
}

/** The text as the model wrote it, unless the schema it was held to was another than the node's. */
function unwrappedText(text: string, written: unknown, { schema }: ChatDraft): string {
  const restored = JSON.stringify(schema!.restore(written));
  return restored === JSON.stringify(written) ? text : restored;
}

/** The provider took the request and did not keep to it: the next answers are asked for in a form that tells the model more. */
function weaken(model: RemoteModel, caller: Caller): void {
  const from = model.learnt.structured;
  model.learnt.structured = from === "json_schema" ? "json_object" : "text";
  tell(model, caller, "degraded", `${model.provider}/${model.name} was asked for ${from} and answered something else; from now on the schema is told in words and every answer is checked.`);
}
