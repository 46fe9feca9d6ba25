import type { ChatMessage } from "../contract/services.ts";

/** What a request is made of, for reckoning: its words, and how many pictures it shows. */
export interface Load {
  readonly text: string;
  readonly messages: number;
  readonly pictures: number;
}

export function loadOf(messages: readonly ChatMessage[], more = ""): Load {
  const parts = messages.flatMap(({ content }) => typeof content === "string" ? [{ type: "text" as const, text: content }] : content);
  return {
    text: parts.map((part) => part.type === "text" ? part.text : "").join("\n") + more,
    messages: messages.length,
    pictures: parts.filter(({ type }) => type === "image").length,
  };
}

/** What marks where a message begins, ends and whose it is; templates use fewer. */
const tokensPerMessage = 16;

/**
 * More tokens than this no tokenizer counts: those in use work on bytes, and a token stands for one byte at least. What a
 * picture counts as is the model's `imageTokens`.
 */
export function mostTokens({ text, messages, pictures }: Load, imageTokens: number): number {
  return Buffer.byteLength(text) + (messages + 1) * tokensPerMessage + pictures * imageTokens;
}

/** About as many as it will be: four letters, or one Chinese character, to a token. For rates, and for providers that do not count. */
export function likelyTokens({ text, messages, pictures }: Load, imageTokens: number): number {
  const wide = text.match(/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/g)?.length ?? 0;
  return wide + Math.ceil((text.length - wide) / 4) + messages * 4 + pictures * imageTokens;
}
