import { type Config, type Limits, type Model, type ProviderConfig, type RoleChoice, type RoleName, roleNames, type Secret } from "./config.ts";
import { environmentConfig } from "./environment.ts";
import { presetOf } from "./presets.ts";
import { fail } from "../problem.ts";

/** A configuration with nothing left to look up: presets filled in, lists where a word was allowed. What providers are made from. */
export interface ResolvedConfig {
  /** ISO 4217, of every price. */
  readonly currency: string;
  readonly providers: Readonly<Record<string, ResolvedProvider>>;
  /** By quality. A role that is not there is filled by its stand-in; each is asked in order when those before it cannot answer. */
  readonly roles: Readonly<Record<"final" | "draft", Readonly<Partial<Record<RoleName, readonly Chosen[]>>>>>;
}

/** One model of one provider, or the stand-in that came with a pack. */
export type Chosen = "offline" | { readonly provider: string; readonly model: string };

export interface ResolvedProvider {
  readonly name: string;
  readonly type: ProviderConfig["type"];
  readonly preset?: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly key?: Secret;
  readonly refresh?: { readonly command: readonly string[] };
  readonly organization?: string;
  readonly project?: string;
  readonly headers: Readonly<Record<string, string | Secret>>;
  readonly timeoutSeconds: number;
  /** Of all its models together. */
  readonly limits?: Limits;
  /** Every model that is known: the preset's with what was configured before it. */
  readonly models: Readonly<Record<string, Model>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What holds: the file, or the environment where the file names no provider; presets filled in. @throws ProblemError CONFIG_ADDRESS */
export function resolveConfig(config: Config, env: Environment): ResolvedConfig {
  return withPresets(environmentConfig(config, env), env);
}

/** Fills presets in; what the user wrote goes before them, field by field. @throws ProblemError CONFIG_ADDRESS */
export function withPresets(config: Config, env: Environment): ResolvedConfig {
  const currency = config.currency ?? "USD";
  const providers = Object.fromEntries(Object.entries(config.providers ?? {}).map(([name, provider]) => [name, resolveProvider(name, provider, { currency, env })]));
  const final = chosenOf(config.roles);
  return { currency, providers, roles: { final, draft: { ...final, ...chosenOf(config.draft?.roles) } } };
}

/** The parts of `provider/model`; a model's name may have slashes of its own. */
export function choiceOf(text: string): Chosen {
  const slash = text.indexOf("/");
  return text === "offline" ? text : { provider: text.slice(0, slash), model: text.slice(slash + 1) };
}

export function choicesOf(choice: RoleChoice): readonly string[] {
  return typeof choice === "string" ? [choice] : choice;
}

function chosenOf(roles: Config["roles"] = {}): Partial<Record<RoleName, readonly Chosen[]>> {
  return Object.fromEntries(roleNames.flatMap((role) => roles[role] === undefined ? [] : [[role, choicesOf(roles[role]).map(choiceOf)]]));
}

function resolveProvider(name: string, provider: ProviderConfig, { currency, env }: { readonly currency: string; readonly env: Environment }): ResolvedProvider {
  const { preset: presetName, key, refresh, organization, project, limits } = provider;
  const preset = presetOf(presetName);
  const secret = key ?? (preset && { env: preset.keyVariable });
  return {
    name, type: provider.type,
    ...(presetName === undefined ? {} : { preset: presetName }),
    baseUrl: addressOf(name, provider, env).replace(/\/+$/, ""),
    ...(secret ? { key: secret } : {}),
    ...(refresh ? { refresh } : {}),
    ...(organization === undefined ? {} : { organization }),
    ...(project === undefined ? {} : { project }),
    headers: provider.headers ?? {},
    timeoutSeconds: provider.timeoutSeconds ?? 120,
    ...(limits ? { limits } : {}),
    models: modelsOf(provider, currency),
  };
}

/** Every model of a provider: the preset's, with what was configured before it. */
export function modelsOf({ preset: presetName, models = {} }: ProviderConfig, currency: string): Record<string, Model> {
  const preset = presetOf(presetName);
  const known = new Map(Object.entries(preset?.models ?? {}).map(([name, { kind: _kind, ends: _ends, ...about }]) => [name, preset!.currency === currency ? about : withoutPrices(about)] as const));
  return Object.fromEntries([...new Set([...known.keys(), ...Object.keys(models)])].map((name) => [name, modelOf(known.get(name), models[name])]));
}

function addressOf(name: string, { baseUrl, preset }: ProviderConfig, env: Environment): string {
  if (typeof baseUrl === "string") return baseUrl;
  if (baseUrl === undefined) return presetOf(preset)?.baseUrl ?? fail({ code: "CONFIG_ADDRESS", message: `The provider "${name}" has no address.`, hint: "Give it a baseUrl or a preset." });
  const given = env[baseUrl.env];
  if (given === undefined || given === "") fail({ code: "CONFIG_ADDRESS", message: `The address of the provider "${name}" should be in the variable ${baseUrl.env}, which is not set.`, hint: `Set ${baseUrl.env}, or write the address into reelwright.config.json.` });
  if (!/^https?:\/\/[^\s]+$/.test(given)) fail({ code: "CONFIG_ADDRESS", message: `The variable ${baseUrl.env} does not hold an address.`, hint: "Give one such as https://api.example.com/v1." });
  return given;
}

function modelOf(known: Model | undefined, given: Model | undefined): Model {
  const joined = (field: "prices" | "market" | "limits" | "can") => known?.[field] || given?.[field] ? { [field]: { ...known?.[field], ...given?.[field] } } : {};
  const effort = given?.effort ?? known?.effort;
  return { ...joined("prices"), ...joined("market"), ...joined("limits"), ...joined("can"), ...(effort ? { effort } : {}) };
}

/** Amounts of another currency would be worse than none. */
function withoutPrices({ prices: _prices, market: _market, ...rest }: Model): Model {
  return rest;
}
