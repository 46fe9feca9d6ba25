import { type Config, type Model, type ProviderConfig, type RoleName, roleNames } from "./config.ts";
import { type Finding, pathText } from "./finding.ts";
import { type ModelKind, presetNames, presetOf } from "./presets.ts";
import { choiceOf, modelsOf } from "./resolve.ts";
import { nearest } from "../ids.ts";

/** What a role is filled with. */
const kindOfRole: Readonly<Record<RoleName, ModelKind>> = { writer: "chat", dialogue: "chat", vision: "chat", judge: "chat", speech: "speech", image: "image", video: "video" };
const makes: Readonly<Record<ModelKind, string>> = { chat: "writes text", speech: "speaks", image: "makes pictures", video: "makes videos" };

/**
 * What the parts of a configuration say about each other that cannot be: a role whose model is not there, a provider without an
 * address. `unsure` are providers that have other faults, of which nothing is concluded.
 */
export function meaningFindings(config: Config, unsure: ReadonlySet<string> = new Set()): Finding[] {
  const providers = Object.entries(config.providers ?? {}).filter(([name]) => !unsure.has(name));
  return [
    ...providers.flatMap(([name, provider]) => providerFindings(name, provider)),
    ...roleFindings(["roles"], config.roles, config, unsure),
    ...roleFindings(["draft", "roles"], config.draft?.roles, config, unsure),
  ];
}

function wrong(path: Finding["path"], message: string, hint: string): Finding {
  return { code: "CONFIG_INVALID", path, message, hint };
}

function providerFindings(name: string, { preset, baseUrl }: ProviderConfig): Finding[] {
  const path = ["providers", name];
  if (preset === undefined) return baseUrl === undefined ? [wrong(path, `${pathText(path)} has no address.`, `Give it a baseUrl, or a preset: ${presetNames.join(", ")}.`)] : [];
  if (presetOf(preset)) return [];
  const near = nearest(preset, presetNames);
  return [wrong([...path, "preset"], `There is no preset "${preset}".`, near === undefined ? `There are ${presetNames.join(", ")}.` : `Did you mean "${near}"? There are ${presetNames.join(", ")}.`)];
}

function roleFindings(path: readonly string[], roles: Config["roles"], config: Config, unsure: ReadonlySet<string>): Finding[] {
  return roleNames.flatMap((role) => {
    const choice = roles?.[role];
    if (choice === undefined) return [];
    const listed = typeof choice === "string" ? [choice] : choice;
    return listed.flatMap((text, index) => {
      const at = typeof choice === "string" ? [...path, role] : [...path, role, index];
      const misplaced = listFinding({ at, role, text }, listed, config);
      return misplaced ? [misplaced] : choiceFindings({ at, role, text }, config, unsure);
    });
  });
}

/** What is wrong with a choice because of those before it and after it. */
function listFinding({ at, role, text }: Place, listed: readonly string[], config: Config): Finding | undefined {
  const name = pathText(at);
  const index = typeof at.at(-1) === "number" ? Number(at.at(-1)) : 0;
  if (listed.indexOf(text) < index) return wrong(at, `${name} is in the list before.`, "Remove one of the two.");
  const missing = role === "speech" && index > 0 ? voicesMissing(listed[0]!, text, config) : [];
  if (missing.length > 0) return wrong(at, `${name} has no voice called ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? " and others" : ""}, so it cannot speak for the first of the list.`, "Voices are cast once, from the first: what comes after it must have the same. Take it out, or say under can.voices which voices it has.");
  if (text === "offline" && index < listed.length - 1) return wrong(at, `${name} always answers, so what comes after it is never asked.`, "Put \"offline\" last.");
  return undefined;
}

/** The voices of a role's first choice that another one lacks; the stand-in has none of them. */
function voicesMissing(first: string, text: string, config: Config): string[] {
  const [wanted, there] = [voicesOf(first, config), text === "offline" ? [] : voicesOf(text, config)];
  return wanted && there ? wanted.filter((name) => !there.includes(name)) : [];
}

function voicesOf(text: string, { providers = {}, currency = "USD" }: Config): string[] | undefined {
  const chosen = choiceOf(text);
  const provider = chosen !== "offline" && Object.hasOwn(providers, chosen.provider) ? providers[chosen.provider] : undefined;
  return provider && modelsOf(provider, currency)[(chosen as { readonly model: string }).model]?.can?.voices?.map(({ name }) => name);
}

interface Place {
  readonly at: readonly (string | number)[];
  readonly role: RoleName;
  readonly text: string;
}

function choiceFindings({ at, role, text }: Place, config: Config, unsure: ReadonlySet<string>): Finding[] {
  const chosen = choiceOf(text);
  if (chosen === "offline" || unsure.has(chosen.provider)) return [];
  const { providers = {}, currency = "USD" } = config;
  const provider = Object.hasOwn(providers, chosen.provider) ? providers[chosen.provider] : undefined;
  const name = pathText(at);
  if (!provider) {
    const near = nearest(chosen.provider, Object.keys(providers));
    return [wrong(at, `${name} names the provider "${chosen.provider}", which is not under providers.`, near === undefined ? "Add it there, or use one that is." : `Did you mean "${near}/${chosen.model}"?`)];
  }
  const models = modelsOf(provider, currency);
  const model = Object.hasOwn(models, chosen.model) ? models[chosen.model] : undefined;
  if (!model) {
    const near = nearest(chosen.model, Object.keys(models));
    return [wrong(at, `${name} names the model "${chosen.model}", which is neither under providers.${chosen.provider}.models nor in its preset.`, near === undefined ? `Add "${chosen.model}" there, with its prices and what it can do.` : `Did you mean "${chosen.provider}/${near}"? If not, add it under models.`)];
  }
  return [...abilityFindings({ at, role, text }, model, presetOf(provider.preset)?.models[chosen.model]?.kind), ...currencyFindings({ at, role, text }, provider, currency)];
}

function abilityFindings({ at, role, text }: Place, { can = {} }: Model, kind: ModelKind | undefined): Finding[] {
  const name = pathText(at);
  if (kind && kind !== kindOfRole[role]) return [wrong(at, `${name} is "${text}", which ${makes[kind]}; the role ${role} needs one that ${makes[kindOfRole[role]]}.`, "Choose another model.")];
  if (role === "vision" && !can.images) return [wrong(at, `${name} is "${text}", which is not said to read pictures.`, "If it does, add \"can\": { \"images\": true } to the model; else choose another one.")];
  if (role === "speech" && (can.voices ?? []).length === 0) return [wrong(at, `${name} is "${text}", of which no voice is known.`, "List its voices under can.voices: name, gender and age, so that every character can be given one.")];
  return [];
}

/** The preset's prices are in its own currency; sums of two currencies mean nothing. */
function currencyFindings({ at, text }: Place, provider: ProviderConfig, currency: string): Finding[] {
  const { model } = choiceOf(text) as { readonly model: string };
  const preset = presetOf(provider.preset);
  if (!preset?.models[model]?.prices || preset.currency === currency || provider.models?.[model]?.prices) return [];
  return [wrong(at, `${pathText(at)} is "${text}", whose known price is in ${preset.currency}; this configuration counts in ${currency}.`, `Give the model its prices in ${currency}.`)];
}
