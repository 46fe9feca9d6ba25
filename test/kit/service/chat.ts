import type { Fault } from "./faults.ts";
import type { Schema } from "./instance.ts";
import { cutAt, imageTokens, tokensIn } from "./tokens.ts";

/** A question to a chat model, read out of its request. */
export interface ChatAsked {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  /** Pictures in the messages, in order. */
  readonly images: readonly Buffer[];
  readonly format: "json_schema" | "json_object" | "text";
  /** Of a `json_schema`. */
  readonly name: string;
  readonly schema: Schema | undefined;
  readonly seed: number;
  readonly maxTokens: number;
  readonly stream: boolean;
  readonly usageAsked: boolean;
}

/** What a test lets a model say. */
export type Said = string | { readonly text: string; readonly finish?: "stop" | "length" | "content_filter"; readonly refusal?: string; readonly cachedTokens?: number };

export function readChat(fields: Readonly<Record<string, any>>): ChatAsked {
  const images: Buffer[] = [];
  const messages = (fields["messages"] as { role: string; content: unknown }[]).map(({ role, content }) => ({ role, text: textOf(content, images) }));
  const format = fields["response_format"];
  return {
    model: fields["model"], messages, images, format: format?.type ?? "text", name: format?.json_schema?.name ?? "", schema: format?.json_schema?.schema,
    seed: fields["seed"] ?? 0, maxTokens: fields["max_completion_tokens"] ?? fields["max_tokens"] ?? 16_384,
    stream: fields["stream"] === true, usageAsked: fields["stream_options"]?.include_usage === true,
  };
}

function textOf(content: unknown, images: Buffer[]): string {
  if (typeof content === "string") return content;
  return (content as { type: string; text?: string; image_url?: { url: string } }[]).map((part) => {
    const data = /^data:[^;]+;base64,(.*)$/s.exec(part.image_url?.url ?? "")?.[1];
    if (data !== undefined) images.push(Buffer.from(data, "base64"));
    return part.text ?? "";
  }).join("\n");
}

/** An answer, and what it is counted as. */
export interface Reply {
  readonly text: string;
  readonly finish: "stop" | "length" | "content_filter";
  readonly refusal: string | null;
  readonly tokensIn: number;
  readonly cachedTokensIn: number;
  readonly tokensOut: number;
}

/** Applies the token limit, and the faults that change what is said rather than how it is sent. */
export function replyTo(asked: ChatAsked, said: Said, fault: Fault | undefined): Reply {
  const { text, finish = "stop" as const, refusal = null, cachedTokens = 0 } = typeof said === "string" ? { text: said } : said;
  const read = asked.messages.reduce((sum, message) => sum + 4 + tokensIn(message.text), 3) + asked.images.length * imageTokens
    + (asked.schema ? tokensIn(JSON.stringify(asked.schema)) : 0);
  const told = fault?.do === "refuse" ? { text: "", finish, refusal: fault.message ?? "I cannot help with that." }
    : fault?.do === "truncate" ? { text: text.slice(0, text.length >> 1), finish: "length" as const, refusal }
    : fault?.do === "fence" ? { text: `Here it is:\n\`\`\`json\n${text}\n\`\`\``, finish, refusal }
    : { text, finish, refusal };
  const kept = cutAt(told.text, asked.maxTokens);
  return {
    text: kept, finish: kept.length < told.text.length ? "length" : told.finish, refusal: told.refusal,
    tokensIn: read, cachedTokensIn: Math.min(cachedTokens, read), tokensOut: Math.min(asked.maxTokens, tokensIn(kept) + tokensIn(told.refusal ?? "")),
  };
}

export function wholeAnswer(id: string, asked: ChatAsked, reply: Reply): object {
  const message = { role: "assistant", content: reply.refusal === null ? reply.text : null, refusal: reply.refusal };
  return {
    id, object: "chat.completion", created: Math.floor(Date.now() / 1000), model: asked.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: reply.finish }], usage: usageOf(reply),
  };
}

/** The events of a stream: words in some pieces, the reason to finish, usage where it was asked for, the end mark. */
export function streamedAnswer(id: string, asked: ChatAsked, reply: Reply): string[] {
  const base = { id, object: "chat.completion.chunk", created: Math.floor(Date.now() / 1000), model: asked.model };
  const chunk = (delta: object, finish: string | null = null) => ({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }], usage: null });
  const pieces = reply.refusal === null ? piecesOf(reply.text).map((content) => chunk({ content })) : [chunk({ refusal: reply.refusal })];
  const usage = asked.usageAsked ? [{ ...base, choices: [], usage: usageOf(reply) }] : [];
  const events = [chunk({ role: "assistant", content: "" }), ...pieces, chunk({}, reply.finish), ...usage];
  return [...events.map((event) => `data: ${JSON.stringify(event)}\n\n`), "data: [DONE]\n\n"];
}

/** How many events of a stream there are before the one that says why it finished. */
export function eventsBeforeFinish(events: readonly string[]): number {
  return events.findIndex((event) => /"finish_reason":"/.test(event));
}

function piecesOf(text: string): string[] {
  const size = Math.max(8, Math.ceil(text.length / 12));
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));
}

function usageOf({ tokensIn: read, cachedTokensIn, tokensOut }: Reply): object {
  return { prompt_tokens: read, completion_tokens: tokensOut, total_tokens: read + tokensOut, prompt_tokens_details: { cached_tokens: cachedTokensIn } };
}
