import { type RoleName, roleNames } from "../config/config.ts";
import type { Chosen, ResolvedConfig, ResolvedProvider } from "../config/resolve.ts";
import type { Secrets } from "../config/secrets.ts";
import type { Provider } from "../contract/service.ts";
import type { Doorway } from "../door/call.ts";
import { type Clock, systemClock } from "../door/clock.ts";
import { Door } from "../door/door.ts";
import { fail } from "../problem.ts";
import { type Candidate, listed } from "./fallback.ts";
import { nothingLearnt, type RemoteModel } from "./model.ts";
import { candidateOf } from "./role.ts";
import { Wire } from "./wire.ts";

/** What a configuration needs to become providers. */
export interface Surroundings {
  readonly secrets: Secrets;
  /** What a pack brought for the role: `offline` means it. */
  standIn(role: RoleName): Provider | undefined;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  /** Opens the one door to a provider, once for each that some role names. Default: a `Door`. */
  readonly openDoor?: (provider: ResolvedProvider) => Doorway;
  /** How often a call is tried; default: as often as a door usually does. */
  readonly maxAttempts?: number;
}

export interface ConfiguredProviders {
  /** For every role that the configuration names. */
  readonly final: readonly Provider[];
  /** For the roles that are different at draft quality; the rest are as at final quality. */
  readonly draft: readonly Provider[];
  readonly doors: readonly Doorway[];
}

/**
 * The providers of a configuration. Nothing is read, loaded or sent before an item asks.
 * @throws ProblemError CONFIG_PROVIDER_UNKNOWN, CONFIG_NO_STAND_IN
 */
export function configuredProviders(config: ResolvedConfig, surroundings: Surroundings): ConfiguredProviders {
  const models = remoteModels(config, surroundings);
  const fill = (role: RoleName, choices: readonly Chosen[]) => listed(role, choices.map((choice, index) => candidate(role, choice, { models, surroundings, hasFallback: index < choices.length - 1 })));
  const { final, draft } = config.roles;
  const differs = (role: RoleName) => draft[role] !== undefined && JSON.stringify(draft[role]) !== JSON.stringify(final[role]);
  return {
    final: roleNames.flatMap((role) => final[role] ? [fill(role, final[role])] : []),
    draft: roleNames.flatMap((role) => differs(role) ? [fill(role, draft[role]!)] : []),
    doors: models.doors(),
  };
}

const usualConcurrency = 16;

/** Every model that is asked for, once: what is learnt of it in one role is known in all. */
export interface RemoteModels {
  get(provider: string, model: string): RemoteModel;
  doors(): readonly Doorway[];
}

export function remoteModels(config: ResolvedConfig, surroundings: Surroundings): RemoteModels {
  const { fetch, secrets, clock = systemClock, openDoor = (provider) => doorOf(provider, surroundings) } = surroundings;
  const opened = new Map<string, { readonly door: Doorway; readonly wire: Wire }>();
  const models = new Map<string, RemoteModel>();
  const open = (provider: ResolvedProvider) => {
    const { name, baseUrl, organization, project, headers } = provider;
    let found = opened.get(name);
    if (!found) {
      const wire = new Wire({
        baseUrl, headers: () => secrets.headers(headers),
        ...(organization === undefined ? {} : { organization }), ...(project === undefined ? {} : { project }), ...(fetch ? { fetch } : {}),
      });
      opened.set(name, found = { door: openDoor(provider), wire });
    }
    return found;
  };
  return {
    doors: () => [...opened.values()].map(({ door }) => door),
    get(name, modelName) {
      const provider = config.providers[name] ?? fail({ code: "CONFIG_PROVIDER_UNKNOWN", message: `A role is to be filled by "${name}/${modelName}", but no provider is called "${name}".`, hint: `Add it under "providers" in reelwright.config.json, or correct the name.` });
      const key = `${name}/${modelName}`;
      let model = models.get(key);
      if (!model) {
        const { prices, market, can = {}, effort, limits } = provider.models[modelName] ?? {};
        const concurrency = Math.min(limits?.concurrency ?? usualConcurrency, provider.limits?.concurrency ?? Infinity);
        model = { provider: name, name: modelName, ...open(provider), prices, market, can, effort, concurrency, clock, hasFallback: false, redact: secrets.redact, learnt: nothingLearnt(can) };
        models.set(key, model);
      }
      return model;
    },
  };
}

function doorOf(provider: ResolvedProvider, { secrets, clock, maxAttempts }: Surroundings): Doorway {
  const { name, baseUrl, models, limits, timeoutSeconds, key } = provider;
  const credentials = secrets.credentials(provider);
  const missing = () => fail({ code: "PROVIDER_UNAUTHORISED", message: `There is no key for ${name}: ${credentials.source} holds none.`, hint: "Set it there, or say in reelwright.config.json where the key is." });
  const secret = key ? { ...credentials, read: async () => await credentials.read() ?? missing() } : credentials;
  return new Door({ provider: name, baseUrl, models, limits, clock, maxAttempts, secret, redact: secrets.redact, silenceMs: timeoutSeconds * 1000 });
}

interface Filling {
  readonly models: RemoteModels;
  readonly surroundings: Surroundings;
  readonly hasFallback: boolean;
}

function candidate(role: RoleName, choice: Chosen, { models, surroundings, hasFallback }: Filling): Candidate {
  if (choice !== "offline") return candidateOf(role, { ...models.get(choice.provider, choice.model), hasFallback });
  const provider = surroundings.standIn(role) ?? fail({ code: "CONFIG_NO_STAND_IN", message: `The role "${role}" is to be filled offline, but no pack that is loaded has a stand-in for it.`, hint: "Name a provider's model for it, or load a pack with a stand-in." });
  return { provider, model: "offline" };
}
