import type { RoleName } from "../config/config.ts";
import type { Caller, OpenService, Provider } from "../contract/service.ts";
import type { Chat, Motion, Pictures, Speech } from "../contract/services.ts";
import { canonicalJson } from "../graph/canonical.ts";
import { type Problem, problemIn } from "../problem.ts";

/** One entry of a role's list. */
export interface Candidate {
  readonly provider: Provider;
  /** For messages: the model's name, or `offline`. */
  readonly model: string;
}

/** Asks those of a list in order, for one item, until one answers. */
type Ask<S> = <T>(question: (service: S) => Promise<T>) => Promise<T>;
/** Builds a role's service on a list; `answering` is the one that answered last. */
type Forward<S> = (ask: Ask<S>, answering: () => S | undefined, first: S) => S;

/**
 * Whoever is next may help where one cannot be reached, is busy, unpaid or not able to. What was refused for its content is refused:
 * it is not carried from door to door until somebody takes it. Budgets, cancelling and paid work of uncertain fate end the item.
 */
function helpsToAskAnother({ code }: Problem): boolean {
  return code.startsWith("PROVIDER_") || code === "MODEL_CANNOT";
}

/** One provider for a role's whole list. Taking a fallback is told. */
export function listed(role: RoleName, candidates: readonly Candidate[]): Provider {
  const [first] = candidates;
  if (candidates.length === 1) return first!.provider;
  const { service, name, concurrency, usual } = first!.provider;
  return {
    service, name,
    fingerprint: canonicalJson(candidates.map(({ provider }) => provider.fingerprint)),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(usual ? { usual } : {}),
    remote: candidates.some(({ provider }) => provider.remote),
    open: async () => openList(role, candidates),
  };
}

async function openList(role: RoleName, candidates: readonly Candidate[]): Promise<OpenService<any>> {
  const opened = new Map<Provider, Promise<OpenService<any>>>();
  const open = ({ provider }: Candidate) => {
    let service = opened.get(provider);
    if (!service) {
      service = provider.open();
      opened.set(provider, service);
      // One that could not be opened is tried again by the next item that asks.
      service.catch(() => opened.delete(provider));
    }
    return service;
  };
  const first = await open(candidates[0]!);
  return {
    bind: (caller) => {
      let answering: any;
      const ask: Ask<any> = async (question) => {
        for (const [index, candidate] of candidates.entries()) {
          try {
            const service = (await open(candidate)).bind(index === 0 ? caller : attributed(caller, candidate));
            const answer = await question(service);
            answering = service;
            return answer;
          } catch (error) {
            const problem = problemIn(error);
            const next = candidates[index + 1];
            if (!next || !problem || !helpsToAskAnother(problem)) throw error;
            caller.notice({ code: "fallback", provider: next.provider.name, model: next.model, message: `${candidate.provider.name}/${candidate.model} could not answer for the role ${role} (${problem.message}); ${nameOf(next)} is asked instead.` });
          }
        }
        throw new Error("a role's list is never empty");
      };
      return (forwards[role] as Forward<any>)(ask, () => answering, first.bind(caller));
    },
    close: async () => {
      await Promise.all([...opened.values()].map(async (service) => (await service.catch(() => undefined))?.close?.()));
    },
  };
}

function nameOf({ provider, model }: Candidate): string {
  return model === "offline" ? "the offline stand-in" : `${provider.name}/${model}`;
}

/** Calls are told under the name of whoever answered, not of the role's first choice. */
function attributed(caller: Caller, { provider }: Candidate): Caller {
  return {
    signal: caller.signal,
    origin: caller.origin,
    reserve: (intent) => caller.reserve(intent),
    begun: (request) => caller.begun(request),
    called: (call, reservation) => caller.called({ provider: provider.name, ...(provider.label === undefined ? {} : { label: provider.label }), ...call }, reservation),
    notice: (notice) => caller.notice(notice),
    use: (service) => caller.use(service),
  };
}

/** What nodes read after an answer is that of whoever gave it. */
function labelled<S extends { readonly label?: string }, R>(answering: () => S | undefined, rest: R): R & { readonly label?: string } {
  return Object.defineProperty(rest, "label", { enumerable: true, get: () => answering()?.label }) as R & { readonly label?: string };
}

const chat: Forward<Chat> = (ask, answering) => labelled(answering, { complete: (request) => ask((service) => service.complete(request)) });
const speech: Forward<Speech> = (ask, answering, first) => labelled(answering, {
  speak: (request) => ask((service) => service.speak(request)),
  // Voices go by name, and only the first choice's are cast.
  voices: (language) => first.voices(language),
});
const image: Forward<Pictures> = (ask, answering, first) => labelled(answering, { references: first.references, generate: (request) => ask((service) => service.generate(request)) });
const video: Forward<Motion> = (ask, answering) => labelled(answering, { generate: (request) => ask((service) => service.generate(request)) });

const forwards = { writer: chat, dialogue: chat, vision: chat, judge: chat, speech, image, video };
