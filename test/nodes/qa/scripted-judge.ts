import { type Chat, type ChatReply, type ChatRequest, defineProvider, judge, type Provider } from "../../../runtime/contract/index.ts";

export interface ClaimedFault { readonly lineId: string; readonly quote: string; readonly why?: string; readonly instead?: string }

export interface ScriptedJudge {
  readonly provider: Provider<Chat>;
  readonly requests: ChatRequest[];
  /** What was asked: the last message to the judge. */
  asked(at: number): string;
}

/** A judge that answers each question as the test says, and remembers what it was asked. */
export function scriptedJudge(answer: (request: ChatRequest, at: number) => string | Partial<ChatReply>): ScriptedJudge {
  const requests: ChatRequest[] = [];
  const chat: Chat = {
    async complete(request) {
      const reply = answer(request, requests.push(request) - 1);
      return { text: "", finish: "stop", model: "judge-1", ...(typeof reply === "string" ? { text: reply } : reply) };
    },
  };
  return {
    requests,
    asked: (at) => String(requests[at]?.messages.at(-1)?.content),
    provider: defineProvider<Chat>({ service: judge, name: "scripted", fingerprint: "scripted-judge@1", open: async () => ({ bind: () => chat }) }),
  };
}

export const criteriaOf = (request: ChatRequest): string[] => request.brief!["criteria"] as string[];

/** The reply of a judge that finds these faults, by criterion, and nothing else. */
export function verdicts(request: ChatRequest, faults: Readonly<Record<string, readonly ClaimedFault[]>> = {}): string {
  return JSON.stringify({
    verdicts: criteriaOf(request).map((criterion) => {
      const claimed = (faults[criterion] ?? []).map(({ why = "It does not fit.", instead = "", ...fault }) => ({ ...fault, why, instead }));
      return { criterion, faults: claimed, holds: claimed.length === 0 };
    }),
  });
}
