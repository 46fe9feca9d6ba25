import type { RoleName } from "../config/config.ts";
import type { ResolvedConfig } from "../config/resolve.ts";
import type { Caller, ServiceCall } from "../contract/service.ts";
import { type Problem, problemIn } from "../problem.ts";
import { chatOf } from "./chat.ts";
import { remoteModels, type Surroundings } from "./configured.ts";
import { asked, type RemoteModel } from "./model.ts";
import { type Json, jsonOf } from "./reply.ts";

/** What came of asking one provider. */
export interface ProviderCheck {
  readonly provider: string;
  readonly address: string;
  /** How many models it lists; `none` when it keeps no list. */
  readonly models: number | "none" | Problem;
  /** Models that the configuration gives a role and the list does not have. */
  readonly missing: readonly string[];
  /** A few tokens from the first chat model that has a role; absent when none has. */
  readonly chat?: { readonly model: string; readonly outcome: { readonly ms: number; readonly costMicros: number } | Problem };
  /** What the provider turned out not to take, one sentence each. */
  readonly notes: readonly string[];
}

const chatRoles: readonly RoleName[] = ["writer", "dialogue", "vision", "judge"];

/** Asks every provider of a configuration for its models, and for a few tokens: the one use of a key that shows whether it works. */
export async function checkProviders(config: ResolvedConfig, surroundings: Surroundings, signal: AbortSignal): Promise<readonly ProviderCheck[]> {
  const models = remoteModels(config, { maxAttempts: 2, ...surroundings });
  return Promise.all(Object.values(config.providers).map(async ({ name, baseUrl }) => {
    const used = usedOf(config, name);
    const caller = inspector(signal);
    // Whoever checks does not want to wait for a quarter of an hour.
    const model = (name_: string): RemoteModel => ({ ...models.get(name, name_), hasFallback: true });
    const listed = await settled(list(model(used.any[0] ?? "models"), caller), signal);
    const known = Array.isArray(listed) ? new Set(listed) : undefined;
    const chat = used.chat[0];
    const outcome = chat === undefined ? undefined : await settled(say(model(chat), caller), signal);
    return {
      provider: name, address: withoutPassword(baseUrl),
      models: Array.isArray(listed) ? listed.length : listed,
      missing: known ? used.any.filter((one) => !known.has(one)) : [],
      ...(chat !== undefined && outcome !== undefined ? { chat: { model: chat, outcome } } : {}),
      notes: caller.notes,
    };
  }));
}

function usedOf({ roles }: ResolvedConfig, provider: string): { readonly any: readonly string[]; readonly chat: readonly string[] } {
  const of = (wanted: (role: RoleName) => boolean) => [...new Set([roles.final, roles.draft].flatMap((filled) => (Object.keys(filled) as RoleName[]).filter(wanted)
    .flatMap((role) => filled[role]!.flatMap((choice) => choice !== "offline" && choice.provider === provider ? [choice.model] : []))))];
  return { any: of(() => true), chat: of((role) => chatRoles.includes(role)) };
}

async function settled<T>(question: Promise<T>, signal: AbortSignal): Promise<T | Problem> {
  return question.catch((error: unknown) => {
    signal.throwIfAborted();
    const problem = problemIn(error);
    if (!problem) throw error;
    return problem;
  });
}

function list(model: RemoteModel, caller: Caller): Promise<string[] | "none"> {
  return model.door.call({
    ...asked(model, caller, "models"),
    send: async (attempt) => {
      const told = (value: string[] | "none") => ({ value, units: {}, costMicros: 0, marketMicros: 0 });
      try {
        const reply = await jsonOf(model.wire, await model.wire.get(attempt, "/models"), attempt);
        const data: unknown = reply["data"] ?? reply["models"];
        return told(Array.isArray(data) ? (data as Json[]).map((one) => String(one?.["id"] ?? one?.["name"])) : "none");
      } catch (error) {
        const { status } = error as { readonly status?: unknown };
        if (status === 404 || status === 405 || status === 501) return told("none");
        throw error;
      }
    },
  });
}

/** Models that think use up a few tokens before the first that shows. */
const few = 16;

async function say(model: RemoteModel, caller: Inspector): Promise<{ readonly ms: number; readonly costMicros: number }> {
  await chatOf(model, caller).complete({ messages: [{ role: "user", content: "Say OK." }], maxTokens: few });
  const { ms, costMicros } = caller.calls.at(-1)!;
  return { ms, costMicros };
}

interface Inspector extends Caller {
  readonly calls: readonly ServiceCall[];
  readonly notes: readonly string[];
}

/** On nobody's behalf: a check is no run, and has no budget. */
function inspector(signal: AbortSignal): Inspector {
  const calls: ServiceCall[] = [];
  const notes: string[] = [];
  return {
    signal, calls, notes,
    origin: { run: "check", node: "", item: "" },
    reserve: async () => ({ accepted: async () => {}, release: () => {} }),
    begun: () => undefined,
    called: (call) => void calls.push(call),
    notice: ({ message }) => void notes.push(message),
    use: ({ name }) => Promise.reject(new Error(`a check uses no ${name}`)),
  };
}

function withoutPassword(baseUrl: string): string {
  const url = new URL(baseUrl);
  url.username = url.password = "";
  return url.href;
}
