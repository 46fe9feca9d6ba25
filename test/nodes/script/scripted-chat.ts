import { type Chat, type ChatReply, type ChatRequest, defineProvider, type Provider, type Service } from "../../../runtime/contract/index.ts";

/** A model that says what it is told to, in order, and remembers what it was asked. */
export interface ScriptedChat extends Chat {
  readonly requests: ChatRequest[];
}

export function scriptedChat(replies: readonly (string | Partial<ChatReply>)[], label?: string): ScriptedChat {
  const requests: ChatRequest[] = [];
  return {
    requests,
    ...(label !== undefined && { label }),
    async complete(request) {
      const reply = replies[requests.length];
      requests.push(request);
      if (reply === undefined) throw new Error(`The scripted chat was asked ${requests.length} times, but has ${replies.length} replies.`);
      const { text = "", finish = "stop", model = "scripted-1" } = typeof reply === "string" ? { text: reply } : reply;
      request.onText?.(text);
      return { text, finish, model };
    },
  };
}

export function providing(service: Service<Chat>, chat: Chat): Provider<Chat> {
  return defineProvider({ service, name: "scripted", fingerprint: "scripted@1", open: async () => ({ bind: () => chat }) });
}
